// Cells that hold several things: lists of words, and medicines with how many and when.
import { cleaned } from '../problem.ts'
import { readClock } from '../mapping/read-date.ts'
import { MISSING, NOTHING, plainWord, YES_NO } from '../mapping/words.ts'
import type { Taken } from './row-draft.ts'

const MOST_IN_A_LIST = 50

/** Parts of a list: by line breaks, semicolons or bars; otherwise by commas that do not stand between digits. */
export function listOf(cell: string): string[] {
  const outer = /[;|\n]/.test(cell) ? cell.split(/[;|\n]/) : cell.split(/,(?!\d)|(?<!\d),/)
  return outer
    .map(cleaned)
    .filter((part) => part !== '' && !MISSING.has(plainWord(part)))
    .slice(0, MOST_IN_A_LIST)
}

export interface MedicinesRead {
  readonly taken: readonly Taken[]
  /** `none`: said that nothing was taken. `some`: said that something was, and not what. */
  readonly said?: 'none' | 'some'
}

/** `Sumatriptan 50 mg x2 14:30; Ibuprofeno 600 mg (1)`, `none`, `yes`. */
export function medicinesOf(cell: string): MedicinesRead {
  const parts = listOf(cell)
  const word = plainWord(cell)
  if (NOTHING.has(word)) return { taken: [], said: 'none' }
  const yes = YES_NO.get(word)
  if (yes !== undefined) return { taken: [], said: yes ? 'some' : 'none' }
  return { taken: parts.filter((part) => !NOTHING.has(plainWord(part))).map(takenOf) }
}

function takenOf(part: string): Taken {
  let text = part.slice(0, 200)
  const time = /[\s,(@]+(?:at |a las )?(\d{1,2}[:h]\d{2}(?: ?[ap]\.? ?m\.?)?)\)?$/i.exec(text)
  const clock = time === null ? null : readClock(time[1])
  if (time !== null && clock !== null) text = text.slice(0, time.index)
  const found = /\s*(?:\bx ?(\d{1,2}(?:[.,]\d)?)|\((\d{1,2}(?:[.,]\d)?)x?\)|\b(\d{1,2}) ?x)\s*$/i.exec(text)
  const before = /^(\d{1,2}) ?x\s+/i.exec(text)
  const amount = found?.slice(1).find((one) => (one as string | undefined) !== undefined) ?? before?.[1]
  if (found !== null) text = text.slice(0, found.index)
  else if (before !== null) text = text.slice(before[0].length)
  const units = amount === undefined ? 0 : Number(amount.replace(',', '.'))
  const written = text.trim() || part
  return { written, ...(units > 0 && units !== 1 && { units }), ...(clock !== null && { clock: clock.clock }) }
}
