// Many patients in a terminal: one line each, with the interval drawn.
import type { TreatmentAnswer, Verdict } from '@clearday/inference'
import { dayCount } from '../words/verdict-words.ts'
import type { IdColumn } from './id-column.ts'
import { axisLabels, rangeBar, type RangeAxis } from './range-bar.ts'
import { padEndTo } from './text-width.ts'
import type { TerminalStyle } from './wrapped.ts'

export const SHORT_VERDICT: Readonly<Record<Verdict, string>> = {
  helping: 'helping',
  'not-helping': 'not helping',
  worse: 'worse',
  'cannot-tell-yet': 'can’t tell yet',
}

/** Columns after the id: logged days, verdict, numbers, and the spaces between. */
const OTHERS = 1 + 7 + 2 + 15 + 23
const WIDEST_BAR = 25
const NARROWEST_BAR = 15

export interface PatientTable {
  readonly head: string
  readonly row: (id: string, logged: number, answer: TreatmentAnswer) => string
}

/** A table that fits the terminal: the interval is drawn where there is room beside the numbers. */
export function patientTable(ids: IdColumn, style: TerminalStyle): PatientTable {
  const room = Math.min(WIDEST_BAR, style.width - ids.width - OTHERS - 1)
  // in days in 28; an odd number of characters has zero in its middle
  const axis: RangeAxis = { from: -14, to: 14, width: room - (1 - (room % 2)) }
  const drawn = room >= NARROWEST_BAR
  const first = (text: string): string => padEndTo(text, ids.width + 1)
  return {
    head: `${first('patient')}${'logged'.padStart(7)}  ${'verdict'.padEnd(15)}${'days in 28 (95 %)'.padEnd(23)}${drawn ? ` ${axisLabels(axis)}` : ''}`.trimEnd(),
    row(id, logged, answer) {
      const { mean, q025, q975 } = answer.effectDaysPer28
      const compared = answer.loggedDaysOn > 0 && answer.loggedDaysOff > 0
      const numbers = compared ? `${dayCount(mean)} (${dayCount(q025)} to ${dayCount(q975)})` : '–'
      const bar = drawn && compared ? ` ${rangeBar(mean, q025, q975, axis, style.ascii)}` : ''
      return `${first(ids.shown(id))}${String(logged).padStart(7)}  ${SHORT_VERDICT[answer.verdict].padEnd(15)}${numbers.padEnd(23)}${bar}`.trimEnd()
    },
  }
}
