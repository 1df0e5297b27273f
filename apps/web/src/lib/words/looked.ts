// What the record of a diary says, in the words of who reads it: who, in which capacity, and what they did.
import { EN, type MessageKey } from './en.ts'
import type { Say } from './words.ts'

export interface LookedLine {
  /** ISO time. */
  readonly at: string
  /** Empty where the account has no name, or is gone. */
  readonly who: string
  readonly actingAs: string
  readonly act: string
  readonly about: unknown
}

function known(key: string): key is MessageKey {
  return Object.hasOwn(EN, key)
}

/** Such as “Lea Sandkasten, practitioner”. */
export function whoWords(say: Say, { who, actingAs }: LookedLine): string {
  const key = `looked.as.${actingAs}`
  const capacity = known(key) ? say(key) : actingAs
  if (who !== '') return `${who}, ${capacity}`
  return actingAs === 'server' || actingAs === 'server-owner' ? capacity : `${say('looked.gone')}, ${capacity}`
}

/** Such as “read 120 entries”, or “wrote down a visit, 12 times”; an act that has no words is told by its name. */
export function actWords(say: Say, { act, about, times = 1 }: LookedLine & { readonly times?: number }): string {
  const key = `looked.act.${act}`
  const what = known(key) ? say(key, { n: countIn(about) }) : say('looked.act.other', { act })
  return times === 1 ? what : say('looked.times', { what, n: times })
}

/** What somebody did again and again on a day as one line, with the last time, so that it hides nothing else. @param lines the newest first. */
export function together<Line extends LookedLine>(lines: readonly Line[]): (Line & { readonly times: number })[] {
  const told: (Line & { readonly times: number })[] = []
  for (const line of lines) {
    const before = told.at(-1)
    if (before !== undefined && sameAct(before, line)) told[told.length - 1] = { ...before, times: before.times + 1 }
    else told.push({ ...line, times: 1 })
  }
  return told
}

function sameAct(one: LookedLine, other: LookedLine): boolean {
  return (
    one.who === other.who &&
    one.actingAs === other.actingAs &&
    one.act === other.act &&
    countIn(one.about) === countIn(other.about) &&
    one.at.slice(0, 10) === other.at.slice(0, 10)
  )
}

/** Of entries, visits, notes: the first number that is told. */
function countIn(about: unknown): number {
  if (typeof about !== 'object' || about === null) return 0
  const { operations, entries, visits, notes, papers } = about as Readonly<Record<string, unknown>>
  return [operations, entries, visits, notes, papers].find((one): one is number => typeof one === 'number') ?? 0
}
