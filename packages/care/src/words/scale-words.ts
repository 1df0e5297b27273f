// What grades and numbers say beside the verdict, in words.
import type { ScaleAnswer } from '@clearday/inference'
import { dayCount, percentText } from './verdict-words.ts'

/** Over the lines: they are no verdict. */
export const SCALE_HEADING = 'Also, beside the verdict'

/** One line: what it is about, and what the diary says of it. */
export interface ScaleLine {
  readonly about: string
  readonly says: string
}

/** A line for everything that can be said about one treatment; none where nothing can. */
export function scaleLines(scale: readonly ScaleAnswer[], treatment: string): readonly ScaleLine[] {
  const found = scale.find(({ name }) => name === treatment)
  if (found === undefined) return []
  const { milder, moderateOrSevere, score } = found
  const lines: ScaleLine[] = []
  if (moderateOrSevere !== null) {
    const { mean, q025, q975 } = moderateOrSevere.effectDaysPer28
    lines.push({
      about: 'Moderate or severe days',
      says: `${dayCount(mean)} in 28 (${dayCount(q025)} to ${dayCount(q975)}), chance of fewer ${percentText(moderateOrSevere.chanceHelps)}`,
    })
  }
  if (milder !== null) {
    const { q025, q50, q975 } = milder.oddsRatio
    lines.push({
      about: 'Milder days',
      says: `chance ${percentText(milder.chance)}, odds ratio of a worse grade ${q50.toFixed(2)} (${q025.toFixed(2)} to ${q975.toFixed(2)})`,
    })
  }
  if (score !== null) {
    const { change, low, high } = score
    const digits = high - low < 1 ? 2 : 1
    const [mean, from, to] = [change, low, high].map((value) => scoreText(value, digits))
    lines.push({
      about: 'Average score',
      says: `${mean} a day (${from} to ${to}), chance of a lower one ${percentText(score.chanceLower)}`,
    })
  }
  return lines
}

function scoreText(value: number, digits: number): string {
  const rounded = value.toFixed(digits)
  return Number(rounded) === 0 ? '0' : rounded.replace(/^-/, '−')
}
