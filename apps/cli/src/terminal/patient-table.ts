// Many patients in a terminal: one line each, with the interval drawn.
import type { TreatmentAnswer, Verdict } from '@clearday/inference'
import { dayCount } from '../words/verdict-words.ts'
import type { TerminalStyle } from './wrapped.ts'

export const SHORT_VERDICT: Readonly<Record<Verdict, string>> = {
  helping: 'helping',
  'not-helping': 'not helping',
  worse: 'worse',
  'cannot-tell-yet': 'can’t tell yet',
}

export function tableHead(style: TerminalStyle): string {
  return `${'patient'.padEnd(10)}${'logged'.padStart(7)}  ${'verdict'.padEnd(15)}${'days in 28 (95 %)'.padEnd(24)}${style.width >= 80 ? ` ${axis()}` : ''}`
}

/** Days in 28 at the ends of the drawn axis. */
const REACH = 14
const BAR = 25

function axis(): string {
  return `−${REACH}${' '.repeat((BAR - 7) / 2)}0${' '.repeat((BAR - 7) / 2)}+${REACH}`
}

export function tableRow(id: string, logged: number, answer: TreatmentAnswer, style: TerminalStyle): string {
  const { mean, q025, q975 } = answer.effectDaysPer28
  const numbers =
    answer.loggedDaysOn > 0 && answer.loggedDaysOff > 0
      ? `${dayCount(mean)} (${dayCount(q025)} to ${dayCount(q975)})`
      : '–'
  const bar = style.width >= 80 && numbers !== '–' ? ` ${interval(mean, q025, q975, style.ascii)}` : ''
  return `${id.slice(0, 9).padEnd(10)}${String(logged).padStart(7)}  ${SHORT_VERDICT[answer.verdict].padEnd(15)}${numbers.padEnd(24)}${bar}`
}

function interval(mean: number, low: number, high: number, ascii: boolean): string {
  const place = (value: number): number =>
    Math.round(((Math.min(REACH, Math.max(-REACH, value)) + REACH) / (2 * REACH)) * (BAR - 1))
  const cells: string[] = Array.from({ length: BAR }, (_, k) => (k === (BAR - 1) / 2 ? (ascii ? '|' : '│') : ' '))
  for (let k = place(low); k <= place(high); k++) if (cells[k] === ' ') cells[k] = ascii ? '-' : '─'
  cells[place(mean)] = ascii ? '#' : '●'
  return cells.join('').trimEnd()
}
