// A mark for every day and a bar for every treatment in use, told apart without colour, with a legend of the same marks.
import type { DayMark } from './day-marks.ts'
import { escapeHtml } from './escape.ts'
import type { ReportPatient } from './report-patient.ts'

/** A drawing for wide screens and paper, or for narrow ones. */
export interface FigureLayout {
  readonly name: 'broad' | 'narrow'
  readonly width: number
  /** Where the days begin, after their labels, and where they end. */
  readonly left: number
  readonly right: number
  readonly daysPerRow: (days: number) => number
}

const LARGEST = 3.4
const TRACK = 7

/** Rows of marks. Size: about 35 characters a day. */
export function dayFigure(patient: ReportPatient, layout: FigureLayout, id: string): string {
  const { treatments } = patient.input
  const { of } = patient.marks
  const { left, right } = layout
  const days = of.length
  const perRow = layout.daysPerRow(days)
  const step = (right - left) / perRow
  const radius = Math.min(LARGEST, step * 0.42)
  const rowHeight = 16 + TRACK * treatments.length
  const rows = Math.ceil(days / perRow)
  const labels: string[] = []
  const bars: string[] = []
  const places = new Map<DayMark, [number, number][]>()
  for (let row = 0; row < rows; row++) {
    const from = row * perRow
    const to = Math.min(days, from + perRow)
    const top = row * rowHeight + 12
    labels.push(`<text x="0" y="${top + 3}">${escapeHtml(patient.label(from))}</text>`)
    for (let t = from; t < to; t++) {
      const found = places.get(of[t]) ?? []
      places.set(of[t], found)
      found.push([left + (t - from + 0.5) * step, top])
    }
    treatments.forEach(({ exposure }, k) => {
      for (const [start, end] of stretches(exposure, from, to))
        bars.push(bar(k, left + (start - from) * step, left + (end - from) * step, top + TRACK * (k + 1)))
    })
  }
  const marks = [...places].map(([mark, at]) => drawn(mark, at, radius))
  const { observedDays, outcomeDays } = patient.answer
  return `<svg class="${layout.name}" viewBox="0 0 ${layout.width} ${rows * rowHeight + 8}" role="img" aria-labelledby="${id}"><title id="${id}">Every day of the diary: ${observedDays} of ${days} logged, ${outcomeDays} headache days</title>${labels.join('')}${marks.join('')}${bars.join('')}</svg>`
}

/** The marks and bars again, each with its words. */
export function dayLegend({ marks, input }: ReportPatient): string {
  const entry = (drawing: string, width: number, words: string): string =>
    `<span class="entry"><svg viewBox="0 0 ${width} 10" width="${width}" height="10" aria-hidden="true">${drawing}</svg>${escapeHtml(words)}</span>`
  const days = marks.legend.map(({ mark, words }) => entry(drawn(mark, [[5, 5]], LARGEST), 10, words))
  const bars = input.treatments.map(({ name }, k) => entry(bar(k, 0, 24, 5), 24, `in use: ${name}`))
  return `<p class="small soft legend">${[...days, ...bars].join(' ')}</p>`
}

/** All marks of one kind in one group. */
function drawn(mark: DayMark, at: readonly (readonly [number, number])[], radius: number): string {
  const discs = (r: number): string =>
    at.map(([x, y]) => `<circle cx="${round(x)}" cy="${y}" r="${round(r)}"/>`).join('')
  switch (mark) {
    case 'missing':
      return `<g class="ring missing">${discs(radius * 0.6)}</g>`
    case 'clear':
      return `<g class="light">${discs(radius)}</g>`
    case 'first':
      return `<g class="ring">${discs(radius - 0.4)}</g><g class="fill-ink">${discs(radius * 0.4)}</g>`
    case 'second': {
      const r = round(radius)
      const halves = at.map(([x, y]) => `M${round(x)} ${round(y - radius)}a${r} ${r} 0 0 0 0 ${round(2 * radius)}z`)
      return `<g class="ring">${discs(radius - 0.4)}</g><path d="${halves.join('')}" class="fill-ink"/>`
    }
    case 'third':
      return `<g class="fill-ink">${discs(radius)}</g>`
  }
}

/** Bars of several treatments differ in pattern: whole, hollow, dashed, thin, and so on again. */
function bar(treatment: number, from: number, to: number, y: number): string {
  const pattern = ['whole', 'hollow', 'dashed', 'thin'][treatment % 4]
  const [x, end] = [round(from), round(to)]
  return pattern === 'hollow'
    ? `<rect x="${round(from + 0.6)}" y="${y - 1.4}" width="${round(Math.max(0.2, to - from - 1.2))}" height="2.8" class="track hollow"/>`
    : `<path d="M${x} ${y}H${end}" class="track ${pattern}"/>`
}

/** Runs of days on which a treatment was at least half in use. */
function stretches(exposure: Float64Array, from: number, to: number): [number, number][] {
  const found: [number, number][] = []
  let start = -1
  for (let t = from; t <= to; t++) {
    const on = t < to && exposure[t] >= 0.5
    if (on && start < 0) start = t
    if (!on && start >= 0) {
      found.push([start, t])
      start = -1
    }
  }
  return found
}

function round(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '')
}
