// The diary drawn in characters: a mark for every day, the treatments under it, and the fitted chance with and without.
import type { ReportPatient } from '../report/report-patient.ts'
import { shownLine } from '../shown-text.ts'
import { cutEnd, padStartTo, textWidth } from './text-width.ts'
import type { TerminalStyle } from './wrapped.ts'

const MARKS = { missing: '·', clear: '○', outcome: '●', on: '▬', off: ' ', part: '▫' }
const ASCII_MARKS = { missing: '.', clear: 'o', outcome: '#', on: '=', off: ' ', part: '-' }
const LEVELS = '▁▂▃▄▅▆▇█'
const ASCII_LEVELS = '12345678'

/** Rows of whole weeks (at most as many days as fit) with day labels at the left; long diaries show their last rows. */
export function dayChart(patient: ReportPatient, style: TerminalStyle): string {
  const marks = style.ascii ? ASCII_MARKS : MARKS
  const { outcome, treatments } = patient.input
  const days = outcome.length
  const labelWidth = Math.max(
    ...[0, days - 1].map((t) => patient.label(t).length),
    ...treatments.map(({ name }) => Math.min(LONGEST_NAME, textWidth(shownLine(name)))),
  )
  const perRow = Math.max(7, 7 * Math.floor((style.width - labelWidth - 2) / 7))
  const rows = Math.ceil(days / perRow)
  const shownFrom = Math.max(0, rows - MOST_ROWS)
  const lines: string[] = []
  if (shownFrom > 0) lines.push(`(the last ${rows - shownFrom} rows of ${rows}; the report draws them all)`)
  for (let row = shownFrom; row < rows; row++) {
    const from = row * perRow
    const to = Math.min(days, from + perRow)
    let line = ''
    for (let t = from; t < to; t++)
      line += Number.isNaN(outcome[t]) ? marks.missing : outcome[t] > 0 ? marks.outcome : marks.clear
    lines.push(`${patient.label(from).padStart(labelWidth)}  ${line}`)
    for (const { name, exposure } of treatments) {
      let track = ''
      for (let t = from; t < to; t++) track += exposure[t] >= 0.5 ? marks.on : exposure[t] > 0 ? marks.part : marks.off
      if (track.trim() !== '') lines.push(`${padStartTo(cutEnd(shownLine(name), labelWidth), labelWidth)}  ${track}`)
    }
  }
  lines.push(
    `${''.padStart(labelWidth)}  ${marks.outcome} headache  ${marks.clear} clear  ${marks.missing} not logged  ${marks.on} in use`,
  )
  const { course } = patient.answer
  if (course !== null) {
    lines.push('', 'Chance of a headache day (28-day means, 0 to 100 %)')
    const width = Math.min(style.width - labelWidth - 2, Math.ceil(days / 7))
    lines.push(`${'as lived'.padStart(Math.max(8, labelWidth))}  ${sparkline(course.lived, width, style)}`)
    lines.push(`${'without'.padStart(Math.max(8, labelWidth))}  ${sparkline(course.without, width, style)}`)
  }
  return lines.join('\n')
}

const MOST_ROWS = 14
/** Names of treatments beyond this are cut. */
const LONGEST_NAME = 12

/** Means of equal stretches as one character each. */
function sparkline(values: Float64Array, width: number, style: TerminalStyle): string {
  const levels = style.ascii ? ASCII_LEVELS : LEVELS
  let line = ''
  for (let k = 0; k < width; k++) {
    const centre = ((k + 0.5) * values.length) / width
    const from = Math.max(0, Math.floor(centre - 14))
    const to = Math.min(values.length, Math.ceil(centre + 14))
    let sum = 0
    for (let t = from; t < to; t++) sum += values[t]
    line += levels[Math.min(levels.length - 1, Math.floor((sum / (to - from)) * levels.length))]
  }
  return line
}
