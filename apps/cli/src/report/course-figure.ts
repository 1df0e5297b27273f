// The figure of one patient: every day, when each treatment was in use, and the fitted course with and without; once for wide screens and paper, once for narrow screens.
import { dayFigure, dayLegend, type FigureLayout } from './day-figure.ts'
import { escapeHtml } from './escape.ts'
import type { ReportPatient } from './report-patient.ts'

/** Days per row of marks; longer diaries take more rows, very long ones denser rows. */
const BROAD: FigureLayout = {
  name: 'broad',
  width: 760,
  left: 70,
  right: 752,
  daysPerRow: (days) => (days <= 120 ? Math.max(days, 28) : days <= 1100 ? 91 : 182),
}

/** As wide as the page of a phone, so that nothing has to be moved sideways: four weeks a row. */
const NARROW: FigureLayout = {
  name: 'narrow',
  width: 340,
  left: 66,
  right: 338,
  daysPerRow: (days) => (days <= 400 ? 28 : days <= 1100 ? 56 : 91),
}

const LAYOUTS = [BROAD, NARROW]

export function courseFigure(patient: ReportPatient): string {
  const id = escapeHtml(anchor(patient.id))
  const days = LAYOUTS.map((layout) => dayFigure(patient, layout, `m-${layout.name}-${id}`))
  const courses = LAYOUTS.map((layout) => fittedCourse(patient, layout, `c-${layout.name}-${id}`))
  const treated = patient.input.treatments.length > 0
  const legend =
    courses[0] === ''
      ? ''
      : `<p class="small soft">Chance of a headache day: ${treated ? 'solid as lived, dashed had no treatment been used; the bands hold' : 'the line; the band holds'} 95\u00a0%.</p>`
  return `<div class="days">${days.join('')}${dayLegend(patient)}</div>\n<div class="course">${courses.join('')}${legend}</div>`
}

const HEIGHT = 150

function fittedCourse(patient: ReportPatient, { name, width, left, right }: FigureLayout, id: string): string {
  const { course, days } = patient.answer
  if (course === null || days < 2) return ''
  const bottom = HEIGHT - 18
  const points = Math.min(days, Math.round((right - left) / 2))
  const index = (k: number): number => Math.round((k * (days - 1)) / (points - 1))
  const x = (t: number): string => round(left + ((right - left) * t) / (days - 1))
  const y = (chance: number): string => round(bottom - (bottom - 8) * chance)
  const line = (values: Float64Array): string =>
    Array.from({ length: points }, (_, k) => `${x(index(k))},${y(values[index(k)])}`).join(' ')
  const band = (low: Float64Array, high: Float64Array): string =>
    `${line(high)} ${Array.from({ length: points }, (_, k) => `${x(index(points - 1 - k))},${y(low[index(points - 1 - k)])}`).join(' ')}`
  const grid = [0, 0.5, 1]
    .map(
      (share) =>
        `<line x1="${left}" x2="${right}" y1="${y(share)}" y2="${y(share)}" class="line"/><text x="0" y="${Number(y(share)) + 4}">${share * 100} %</text>`,
    )
    .join('')
  const treated = patient.input.treatments.length > 0
  const title = `Fitted chance of a headache day${treated ? ' with the treatments as lived and without them' : ''}`
  return `<svg class="${name}" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-labelledby="${id}"><title id="${id}">${title}</title>${grid}${treated ? `<polygon points="${band(course.withoutLow, course.withoutHigh)}" class="band-without"/>` : ''}<polygon points="${band(course.livedLow, course.livedHigh)}" class="band-lived"/>${treated ? `<polyline points="${line(course.without)}" class="without"/>` : ''}<polyline points="${line(course.lived)}" class="lived"/><text x="${left}" y="${HEIGHT - 3}">${escapeHtml(patient.label(0))}</text><text x="${right}" y="${HEIGHT - 3}" text-anchor="end">${escapeHtml(patient.label(days - 1))}</text></svg>`
}

/** An id that can stand in an attribute; different for different patients. */
export function anchor(id: string): string {
  return id === '' ? 'one' : id.replace(/[^A-Za-z0-9-]/gu, (letter) => `_${letter.codePointAt(0)?.toString(16) ?? ''}_`)
}

function round(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '')
}
