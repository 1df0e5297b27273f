// What trials, the diary, and both together say of one treatment, in the report: why it is not the verdict, three curves on one axis, a table.
import {
  changeText,
  dayCount,
  EVIDENCE_HEADING,
  type EvidenceLine,
  evidenceLines,
  evidenceSentences,
  SOURCE_NAME,
} from '@clearday/care'
import type { EvidenceCombination, TreatmentAnswer } from '@clearday/inference'
import { changeThatMatters } from './effect-figure.ts'
import { escapeHtml } from './escape.ts'

/** Empty where no evidence was given. @param id makes the ids of the figure its own. */
export function evidenceSection(answer: TreatmentAnswer, id: string): string {
  const { evidence } = answer
  if (evidence === undefined) return ''
  const [rests, ...about] = evidenceSentences(evidence)
  const rows = evidenceLines(evidence).map(
    ({ source, change }) =>
      `<tr><th scope="row">${SOURCE_NAME[source]}</th><td class="number">${escapeHtml(changeText(change))}</td></tr>`,
  )
  return `<div class="evidence"><h4>${EVIDENCE_HEADING}</h4>
<p>${escapeHtml(rests)}</p>
${evidenceFigure(answer, evidence, id)}
<table><thead><tr><td></td><th scope="col" class="number">days in 28 (95 %)</th></tr></thead><tbody>${rows.join('')}</tbody></table>
<p class="small soft">${escapeHtml(about.join(' '))}</p></div>`
}

/** As wide as the page of a phone, so that the words keep their size there. */
const WIDTH = 320
const EDGE = 8
const TOP = 18
/** From one curve's ground to the next, and the height of a curve. */
const ROW = 43
const HUMP = 26
const AXIS = TOP + 3 * ROW + 4
const HEIGHT = AXIS + 32

/** Curves of one height: how wide each is says how sure it is. */
function evidenceFigure(answer: TreatmentAnswer, evidence: EvidenceCombination, id: string): string {
  const lines = evidenceLines(evidence)
  const matters = answer.matters.kind === 'days' || answer.loggedDaysOn > 0 ? changeThatMatters(answer) : null
  const [from, to] = visibleDays(evidence.daysPer28, lines, matters)
  const x = (days: number): number => EDGE + ((days - from) / (to - from)) * (WIDTH - 2 * EDGE)
  const middle = (from + to) / 2
  const means = lines.flatMap(({ change }) => (change === null ? [] : [change.mean]))
  const labelsLeft = means.reduce((sum, mean) => sum + mean, 0) / means.length > middle
  const rows = lines.map((line, k) => curve(line, evidence.daysPer28, x, TOP + ROW * (k + 1) - 6, labelsLeft))
  const ticks = tickDays(from, to).map(
    (days) =>
      `<text x="${x(days).toFixed(1)}" y="${AXIS + 13}" text-anchor="middle"${days === 0 ? ' class="zero"' : ''}>${days > 0 ? '+' : ''}${dayCount(days).replace('.0', '')}</text>`,
  )
  const said = lines.map(({ source, change }) => `${SOURCE_NAME[source]} ${changeText(change)}`).join('; ')
  const marked =
    matters === null ? 'No change is marked' : `No change and what matters, ${dayCount(matters)}, are marked`
  return `<svg class="three" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="v${id} w${id}"><title id="v${id}">${escapeHtml(`${answer.name}: the change in headache days in 28 that trials, the diary, and both together speak for`)}</title><desc id="w${id}">${escapeHtml(`${said}. ${marked}.`)}</desc><line x1="${EDGE}" x2="${WIDTH - EDGE}" y1="${AXIS}" y2="${AXIS}" class="line"/><line x1="${x(0).toFixed(1)}" x2="${x(0).toFixed(1)}" y1="${TOP}" y2="${AXIS}" class="ink"/>${matters === null ? '' : threshold(matters, x)}${rows.join('')}${ticks.join('')}<text x="${EDGE}" y="${AXIS + 28}">fewer</text><text x="${WIDTH / 2}" y="${AXIS + 28}" text-anchor="middle">headache days in 28</text><text x="${WIDTH - EDGE}" y="${AXIS + 28}" text-anchor="end">more</text></svg>`
}

function threshold(matters: number, x: (days: number) => number): string {
  const at = x(matters)
  const words = `what matters: ${dayCount(matters)}`
  // the words stay inside the figure
  const reach = 3 * words.length
  const centre = Math.min(WIDTH - reach, Math.max(reach, at))
  return `<line x1="${at.toFixed(1)}" x2="${at.toFixed(1)}" y1="${TOP - 3}" y2="${AXIS}" class="threshold"/><text x="${centre.toFixed(1)}" y="11" text-anchor="middle">${words}</text>`
}

/** One curve over its ground, its range and mean under it, its name beside it. */
function curve(
  { source, change, density }: EvidenceLine,
  daysPer28: Float64Array,
  x: (days: number) => number,
  ground: number,
  labelLeft: boolean,
): string {
  const name = `<text x="${labelLeft ? EDGE : WIDTH - EDGE}" y="${ground - HUMP + 10}" text-anchor="${labelLeft ? 'start' : 'end'}" class="name">${SOURCE_NAME[source]}${change === null ? ': nothing yet' : ''}</text>`
  const floor = `<line x1="${EDGE}" x2="${WIDTH - EDGE}" y1="${ground}" y2="${ground}" class="line"/>`
  if (change === null || density === null) return floor + name
  const peak = Math.max(...density)
  // one point a pixel: the highest of those that fall on it
  const heights = new Map<number, number>()
  daysPer28.forEach((days, k) => {
    const at = Math.round(2 * x(days)) / 2
    if (at >= EDGE && at <= WIDTH - EDGE) heights.set(at, Math.max(heights.get(at) ?? 0, density[k] / peak))
  })
  const points = [...heights].map(([at, height]) => `${at},${(ground - HUMP * height).toFixed(1)}`)
  const places = [...heights.keys()]
  const y = ground + 5
  return `${floor}<polygon points="${places[0]},${ground} ${points.join(' ')} ${places[places.length - 1]},${ground}" class="fill-${source}"/><polyline points="${points.join(' ')}" class="curve-${source}"/><line x1="${x(change.low).toFixed(1)}" x2="${x(change.high).toFixed(1)}" y1="${y}" y2="${y}" class="ink" stroke-width="1.5"/><circle cx="${x(change.mean).toFixed(1)}" cy="${y}" r="3" class="fill-ink"/>${name}`
}

/** Whole days around everything that can be seen: curves above a hundredth of their top, ranges, no change, what matters. */
function visibleDays(
  daysPer28: Float64Array,
  lines: readonly EvidenceLine[],
  matters: number | null,
): readonly [number, number] {
  const seen = [0, ...(matters === null ? [] : [matters])]
  for (const { change, density } of lines) {
    if (change === null || density === null) continue
    const line = 0.01 * Math.max(...density)
    seen.push(change.low, change.high)
    seen.push(daysPer28[density.findIndex((value) => value > line)])
    seen.push(daysPer28[density.findLastIndex((value) => value > line)])
  }
  return [Math.min(-1, Math.floor(Math.min(...seen))), Math.max(1, Math.ceil(Math.max(...seen)))]
}

/** Multiples of 1, 2, 5 or 10 days, at most nine of them. */
function tickDays(from: number, to: number): number[] {
  const step = [1, 2, 5, 10].find((days) => (to - from) / days <= 8) ?? 10
  const first = Math.ceil(from / step)
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, k) => (first + k) * step)
}
