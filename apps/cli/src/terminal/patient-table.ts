// Many patients in a terminal: one line each, with the interval drawn.
import type { TreatmentAnswer, Verdict } from '@clearday/inference'
import { dayCount } from '../words/verdict-words.ts'
import { axisLabels, rangeBar, type RangeAxis } from './range-bar.ts'
import type { TerminalStyle } from './wrapped.ts'

export const SHORT_VERDICT: Readonly<Record<Verdict, string>> = {
  helping: 'helping',
  'not-helping': 'not helping',
  worse: 'worse',
  'cannot-tell-yet': 'can’t tell yet',
}

export function tableHead(style: TerminalStyle): string {
  return `${'patient'.padEnd(10)}${'logged'.padStart(7)}  ${'verdict'.padEnd(15)}${'days in 28 (95 %)'.padEnd(24)}${style.width >= 80 ? ` ${axisLabels(AXIS)}` : ''}`
}

/** Days in 28. */
const AXIS: RangeAxis = { from: -14, to: 14, width: 25 }

export function tableRow(id: string, logged: number, answer: TreatmentAnswer, style: TerminalStyle): string {
  const { mean, q025, q975 } = answer.effectDaysPer28
  const numbers =
    answer.loggedDaysOn > 0 && answer.loggedDaysOff > 0
      ? `${dayCount(mean)} (${dayCount(q025)} to ${dayCount(q975)})`
      : '–'
  const bar = style.width >= 80 && numbers !== '–' ? ` ${rangeBar(mean, q025, q975, AXIS, style.ascii)}` : ''
  return `${id.slice(0, 9).padEnd(10)}${String(logged).padStart(7)}  ${SHORT_VERDICT[answer.verdict].padEnd(15)}${numbers.padEnd(24)}${bar}`
}
