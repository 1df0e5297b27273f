// The figure of one patient: a mark for every day, when each treatment was in use, and the fitted course with and without.
import { escapeHtml } from './escape.ts'
import type { ReportPatient } from './report-patient.ts'

const WIDTH = 760
const LEFT = 70
const RIGHT = 8

/** Days per row of marks; longer diaries take more rows, very long ones denser rows. */
function daysPerRow(days: number): number {
  if (days <= 120) return Math.max(days, 28)
  if (days <= 1100) return 91
  return 182
}

export function courseFigure(patient: ReportPatient): string {
  // on a narrow screen the figures keep their size and are moved sideways
  return `<div class="wide" role="region" aria-label="Day by day" tabindex="0">${dayMarks(patient)}${fittedCourse(patient)}</div>`
}

function dayMarks(patient: ReportPatient): string {
  const { outcome, treatments } = patient.input
  const days = outcome.length
  const perRow = daysPerRow(days)
  const step = (WIDTH - LEFT - RIGHT) / perRow
  const radius = Math.min(3.4, step * 0.42)
  const rowHeight = 16 + 7 * treatments.length
  const rows = Math.ceil(days / perRow)
  const parts: string[] = []
  for (let row = 0; row < rows; row++) {
    const top = row * rowHeight + 12
    parts.push(`<text x="0" y="${top + 3}">${escapeHtml(patient.label(row * perRow))}</text>`)
    for (let t = row * perRow; t < Math.min(days, (row + 1) * perRow); t++) {
      const x = round(LEFT + (t - row * perRow + 0.5) * step)
      const kind = Number.isNaN(outcome[t]) ? 'missing' : outcome[t] > 0 ? 'fill-ink' : 'clear'
      const size = kind === 'missing' ? round(radius * 0.7) : round(radius)
      parts.push(`<circle cx="${x}" cy="${top}" r="${size}" class="${kind}"/>`)
    }
    treatments.forEach(({ exposure }, k) => {
      const y = top + 7 + 7 * k
      for (const [from, to] of stretches(exposure, row * perRow, Math.min(days, (row + 1) * perRow))) {
        const x = round(LEFT + (from - row * perRow) * step)
        parts.push(
          `<rect x="${x}" y="${y}" width="${round((to - from) * step)}" height="4" class="use" opacity="${k % 2 === 0 ? 1 : 0.55}"/>`,
        )
      }
    })
  }
  const known = patient.answer.observedDays
  const names = treatments.map(({ name }) => name).join(', ')
  return `<svg viewBox="0 0 ${WIDTH} ${rows * rowHeight + 8}" role="img" aria-labelledby="m${escapeHtml(anchor(patient.id))}"><title id="m${escapeHtml(anchor(patient.id))}">Every day of the diary: ${known} of ${days} logged, ${patient.answer.outcomeDays} headache days</title>${parts.join('')}</svg>
<p class="small soft">● headache day &#160; ○ clear day &#160; small dotted ring: not logged &#160; ▬ in use${names === '' ? '' : `: ${escapeHtml(names)}`}</p>`
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

function fittedCourse(patient: ReportPatient): string {
  const { course, days } = patient.answer
  if (course === null || days < 2) return ''
  const height = 150
  const bottom = height - 18
  const points = Math.min(days, 360)
  const index = (k: number): number => Math.round((k * (days - 1)) / (points - 1))
  const x = (t: number): string => round(LEFT + ((WIDTH - LEFT - RIGHT) * t) / (days - 1))
  const y = (chance: number): string => round(bottom - (bottom - 8) * chance)
  const line = (values: Float64Array): string =>
    Array.from({ length: points }, (_, k) => `${x(index(k))},${y(values[index(k)])}`).join(' ')
  const band = (low: Float64Array, high: Float64Array): string =>
    `${line(high)} ${Array.from({ length: points }, (_, k) => `${x(index(points - 1 - k))},${y(low[index(points - 1 - k)])}`).join(' ')}`
  const grid = [0, 0.5, 1]
    .map(
      (share) =>
        `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(share)}" y2="${y(share)}" class="line"/><text x="0" y="${Number(y(share)) + 4}">${share * 100} %</text>`,
    )
    .join('')
  const treated = patient.input.treatments.length > 0
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="c${escapeHtml(anchor(patient.id))}"><title id="c${escapeHtml(anchor(patient.id))}">Fitted chance of a headache day with the treatments as lived and without them</title>${grid}${treated ? `<polygon points="${band(course.withoutLow, course.withoutHigh)}" class="band-without"/>` : ''}<polygon points="${band(course.livedLow, course.livedHigh)}" class="band-lived"/>${treated ? `<polyline points="${line(course.without)}" class="without"/>` : ''}<polyline points="${line(course.lived)}" class="lived"/><text x="${LEFT}" y="${height - 3}">${escapeHtml(patient.label(0))}</text><text x="${WIDTH - RIGHT}" y="${height - 3}" text-anchor="end">${escapeHtml(patient.label(days - 1))}</text></svg>
<p class="small soft">Chance of a headache day: solid as lived${treated ? ', dashed had no treatment been used' : ''}; the bands hold 95 %.</p>`
}

/** An id that can stand in an attribute; different for different patients. */
export function anchor(id: string): string {
  return id === '' ? 'one' : id.replace(/[^A-Za-z0-9-]/gu, (letter) => `_${letter.codePointAt(0)?.toString(16) ?? ''}_`)
}

function round(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '')
}
