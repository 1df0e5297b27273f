// The diary drawn in characters: a mark for every day, the treatments under it, and the fitted chance with and without.
import type { ReportPatient } from '../report/report-patient.ts'
import { shownLine } from '../shown-text.ts'
import { cutEnd, padStartTo, textWidth } from './text-width.ts'
import { wrapped, type TerminalStyle } from './wrapped.ts'

const MARKS = { missing: '·', clear: '○', first: '◔', second: '◑', third: '●', on: '▬', off: ' ', part: '▫' }
const ASCII_MARKS = { missing: '.', clear: 'o', first: '1', second: '2', third: '#', on: '=', off: ' ', part: '-' }
const LEVELS = '▁▂▃▄▅▆▇█'
const ASCII_LEVELS = '12345678'

/** Rows of whole weeks (at most as many days as fit) with day labels at the left; long diaries show their last rows. */
export function dayChart(patient: ReportPatient, style: TerminalStyle): string {
  const marks = style.ascii ? ASCII_MARKS : MARKS
  const { treatments } = patient.input
  const { of } = patient.marks
  const days = of.length
  const labelWidth = Math.max(
    ...[0, days - 1].map((t) => patient.label(t).length),
    ...treatments.map(({ name }) => Math.min(LONGEST_NAME, textWidth(shownLine(name)))),
  )
  const perRow = Math.max(7, 7 * Math.floor((style.width - labelWidth - 2) / 7))
  const rows = Math.ceil(days / perRow)
  const shownFrom = Math.max(0, rows - MOST_ROWS)
  const lines: string[] = []
  if (shownFrom > 0)
    lines.push(wrapped(`(the last ${rows - shownFrom} rows of ${rows}; the report draws them all)`, style.width))
  for (let row = shownFrom; row < rows; row++) {
    const from = row * perRow
    const to = Math.min(days, from + perRow)
    let line = ''
    for (let t = from; t < to; t++) line += marks[of[t]]
    lines.push(`${patient.label(from).padStart(labelWidth)}  ${line}`)
    for (const { name, exposure } of treatments) {
      let track = ''
      for (let t = from; t < to; t++) track += exposure[t] >= 0.5 ? marks.on : exposure[t] > 0 ? marks.part : marks.off
      if (track.trim() !== '') lines.push(`${padStartTo(cutEnd(shownLine(name), labelWidth), labelWidth)}  ${track}`)
    }
  }
  lines.push(...chartLegend(patient, marks, style.width, ''.padStart(labelWidth + 2)))
  const { course } = patient.answer
  if (course !== null) {
    lines.push('', wrapped('Chance of a headache day (28-day means, 0 to 100 %)', style.width))
    const treated = treatments.length > 0
    const label = Math.max(treated ? 8 : 0, labelWidth)
    const width = Math.min(style.width - label - 2, Math.ceil(days / 7))
    lines.push(`${(treated ? 'as lived' : '').padStart(label)}  ${sparkline(course.lived, width, style)}`)
    if (treated) lines.push(`${'without'.padStart(label)}  ${sparkline(course.without, width, style)}`)
  }
  return lines.join('\n')
}

/** Every mark that occurs, with what it stands for; as many to a line as fit. */
function chartLegend({ marks, input }: ReportPatient, shapes: typeof MARKS, width: number, indent: string): string[] {
  const used = (fits: (share: number) => boolean): boolean =>
    input.treatments.some(({ exposure }) => exposure.some(fits))
  const entries = [
    ...marks.legend.map(({ mark, words }) => `${shapes[mark]} ${words}`),
    ...(used((share) => share >= 0.5) ? [`${shapes.on} in use`] : []),
    ...(used((share) => share > 0 && share < 0.5) ? [`${shapes.part} less than half in use`] : []),
  ]
  const lines: string[] = []
  for (const entry of entries) {
    const longer = `${lines.at(-1) ?? indent}  ${entry}`
    if (lines.length > 0 && textWidth(longer) <= width) lines[lines.length - 1] = longer
    else lines.push(indent + entry)
  }
  return lines
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
