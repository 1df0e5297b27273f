// One effect drawn: its density, zero, the amount that matters, and the interval that holds 95 %.
import { dayCount } from '@clearday/care'
import type { TreatmentAnswer } from '@clearday/inference'
import { escapeHtml } from './escape.ts'

const WIDTH = 480
const HEIGHT = 100
const BASE = 72
const WORDS_REACH = 76

/** The density from mean and quantiles: each half a normal of its own width. */
export function effectFigure(answer: TreatmentAnswer, id: string): string {
  const { mean, sd, q025, q50, q975 } = answer.effectDaysPer28
  if (!(sd > 0)) return ''
  const left = Math.max(1e-6, (q50 - q025) / 1.96)
  const right = Math.max(1e-6, (q975 - q50) / 1.96)
  const matters = changeThatMatters(answer)
  const reach = Math.max(2, Math.ceil(Math.max(Math.abs(q50 - 3 * left), Math.abs(q50 + 3 * right), 1.1 * -matters)))
  const x = (days: number): number => ((days + reach) / (2 * reach)) * (WIDTH - 20) + 10
  const points: string[] = []
  for (let k = 0; k <= 120; k++) {
    const days = -reach + (2 * reach * k) / 120
    const width = days < q50 ? left : right
    points.push(
      `${x(days).toFixed(1)},${(BASE - (BASE - 18) * Math.exp(-0.5 * ((days - q50) / width) ** 2)).toFixed(1)}`,
    )
  }
  const ticks = [-reach, 0, reach]
    .map(
      (days) =>
        `<text x="${x(days).toFixed(1)}" y="${BASE + 24}" text-anchor="${days === 0 ? 'middle' : days < 0 ? 'start' : 'end'}">${days === 0 ? 'no change' : `${dayCount(days)} days in 28`}</text>`,
    )
    .join('')
  const at = x(matters).toFixed(1)
  // half of what the words need at their largest, on paper and on a phone
  const wordsAt = Math.max(WORDS_REACH, x(matters)).toFixed(1)
  const threshold = `<line x1="${at}" x2="${at}" y1="14" y2="${BASE}" class="threshold"/><text x="${wordsAt}" y="10" text-anchor="middle">what matters: ${dayCount(matters)}</text>`
  const title = `Effect: ${dayCount(mean)} days in 28, between ${dayCount(q025)} and ${dayCount(q975)}; what matters begins at ${dayCount(matters)}`
  return `<svg class="effect" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="e${id}"><title id="e${id}">${escapeHtml(title)}</title><polygon points="10,${BASE} ${points.join(' ')} ${WIDTH - 10},${BASE}" class="band-lived"/><polyline points="${points.join(' ')}" class="lived"/><line x1="${x(0).toFixed(1)}" x2="${x(0).toFixed(1)}" y1="14" y2="${BASE + 10}" class="ink"/><line x1="${x(q025).toFixed(1)}" x2="${x(q975).toFixed(1)}" y1="${BASE + 5}" y2="${BASE + 5}" class="ink" stroke-width="3"/>${threshold}${ticks}</svg>`
}

/** The change in days per 28 from which on it matters to this person: their own number, or the share of the days expected without it. */
export function changeThatMatters({ matters, daysPer28Without }: TreatmentAnswer): number {
  return matters.kind === 'days' ? -matters.daysPer28 : (-matters.percent / 100) * daysPer28Without.mean
}
