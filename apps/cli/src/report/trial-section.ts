// A trial of one in the report: what the lot alone says, and the evidence after each pair drawn against the line at 20.
import type { TrialReading } from '../trial-reading.ts'
import { evidenceText, trialSentences } from '../words/trial-words.ts'
import { escapeHtml } from './escape.ts'

export function trialSection(trial: TrialReading, id: string): string {
  const [answer, ...rest] = trialSentences(trial)
  return `<div class="treatment trial"><h3>The trial of ${escapeHtml(trial.treatment)}, by the lot alone</h3>
<p><strong>${escapeHtml(answer)}</strong></p>
<p>${escapeHtml(rest.join(' '))}</p>
${evidenceFigure(trial, id)}</div>`
}

const WIDTH = 480
const HEIGHT = 132
const LEFT = 34
const RIGHT = WIDTH - 12
const TOP = 14
const BOTTOM = 104

/** Evidence on a logarithmic scale, which is how it multiplies; what leaves the scale runs along its edge. */
function evidenceFigure({ evidence, pairsEnded, pairsPlanned, treatment }: TrialReading, id: string): string {
  if (evidence === null) return ''
  const { helps, threshold } = evidence
  const top = Math.log(Math.max(2 * threshold, Math.min(1000, 1.5 * Math.max(...helps))))
  const bottom = -Math.log(threshold)
  const x = (pair: number): string => (LEFT + ((RIGHT - LEFT) * pair) / pairsPlanned).toFixed(1)
  const y = (value: number): string => {
    const log = Math.min(top, Math.max(bottom, Math.log(value)))
    return (BOTTOM - ((BOTTOM - TOP) * (log - bottom)) / (top - bottom)).toFixed(1)
  }
  const steps = [1, ...helps].map((value, pair) => `${x(pair)},${y(value)}`).join(' ')
  const last = helps[pairsEnded - 1]
  const title = `Evidence that ${treatment} helps after each of ${pairsEnded} pairs; now ${evidenceText(last)}, and it counts from ${threshold} on`
  const label = (value: number, words: string): string =>
    `<text x="${LEFT - 5}" y="${Number(y(value)) + 4}" text-anchor="end">${words}</text>`
  return `<svg class="effect" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="t${id}"><title id="t${id}">${escapeHtml(title)}</title><line x1="${LEFT}" x2="${RIGHT}" y1="${y(1)}" y2="${y(1)}" class="line"/><line x1="${LEFT}" x2="${RIGHT}" y1="${y(threshold)}" y2="${y(threshold)}" class="ink" stroke-dasharray="4 3"/><polyline points="${steps}" class="lived"/><circle cx="${x(pairsEnded)}" cy="${y(last)}" r="3.5" class="use"/>${label(threshold, String(threshold))}${label(1, '1')}${label(1 / threshold, `1/${threshold}`)}<text x="${LEFT}" y="${HEIGHT - 10}">start</text><text x="${RIGHT}" y="${HEIGHT - 10}" text-anchor="end">pair ${pairsPlanned}</text></svg><p class="small soft">The evidence that it helps after each pair; it counts above the dashed line.</p>`
}
