// Many patients in a terminal: one line each, with the interval drawn.
import { comparable, DASH_NOTE, dayCount, SHORT_REASON } from '@clearday/care'
import type { TreatmentAnswer, Verdict } from '@clearday/inference'
import type { IdColumn } from './id-column.ts'
import { axisLabels, rangeBar, type RangeAxis } from './range-bar.ts'
import { padEndTo } from './text-width.ts'
import { wrapped, type TerminalStyle } from './wrapped.ts'

export const SHORT_VERDICT: Readonly<Record<Verdict, string>> = {
  helping: 'helping',
  'not-helping': 'not helping',
  worse: 'worse',
  'cannot-tell-yet': 'can’t tell yet',
}

/** The verdict, with its reason where there is none yet: "can’t tell: too few days". */
function verdictText({ verdict, reason }: TreatmentAnswer): string {
  return verdict === 'cannot-tell-yet' ? `can’t tell: ${SHORT_REASON[reason]}` : SHORT_VERDICT[verdict]
}

const LOGGED = 6
const VERDICT = 'can’t tell: '.length + Math.max(...Object.values(SHORT_REASON).map(({ length }) => length)) + 2
const NUMBERS = '−10.0 (−20.0 to −10.0)'.length
/** Columns after the id: logged days, verdict, numbers, and the spaces between. */
const OTHERS = 1 + LOGGED + 2 + VERDICT + NUMBERS
const WIDEST_BAR = 25
const NARROWEST_BAR = 11

export interface PatientTable {
  readonly head: string
  readonly row: (id: string, logged: number, answer: TreatmentAnswer) => string
  /** What a dash in the rows so far means; empty where none was shown. */
  readonly note: () => string
}

/** A table that fits the terminal: the interval is drawn where there is room beside the numbers, and they stand on a line of their own where there is none. */
export function patientTable(ids: IdColumn, style: TerminalStyle): PatientTable {
  const room = Math.min(WIDEST_BAR, style.width - ids.width - OTHERS - 1)
  // in days in 28; an odd number of characters has zero in its middle
  const axis: RangeAxis = { from: -14, to: 14, width: room - (1 - (room % 2)) }
  const drawn = axis.width >= NARROWEST_BAR
  const oneLine = ids.width + OTHERS <= style.width
  const between = ids.width + 1 + LOGGED + 2 + NUMBERS <= style.width ? '  ' : '\n  '
  let dashes = false
  const line = (id: string, logged: string, verdict: string, numbers: string, bar: string): string => {
    const first = `${padEndTo(id, ids.width + 1)}${logged.padStart(LOGGED)}`
    return oneLine
      ? `${first}  ${verdict.padEnd(VERDICT)}${numbers.padEnd(NUMBERS)}${drawn ? ` ${bar}` : ''}`.trimEnd()
      : `${first}${between}${numbers}\n  ${verdict}`.trimEnd()
  }
  return {
    head: line('patient', 'logged', 'verdict', 'days in 28 (95 %)', drawn ? axisLabels(axis) : ''),
    row(id, logged, answer) {
      const { mean, q025, q975 } = answer.effectDaysPer28
      const compared = comparable(answer)
      if (!compared) dashes = true
      const numbers = compared ? `${dayCount(mean)} (${dayCount(q025)} to ${dayCount(q975)})` : '–'
      const bar = drawn && compared ? rangeBar(mean, q025, q975, axis, style.ascii) : ''
      return line(ids.shown(id), String(logged), verdictText(answer), numbers, bar)
    },
    note: () => (dashes ? wrapped(DASH_NOTE, style.width) : ''),
  }
}
