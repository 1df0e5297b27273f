// A trial of one as a person reads it in a terminal: what the lot alone says, and the evidence after each pair as a row of bars.
import type { TrialReading } from '../trial-reading.ts'
import { trialSentences } from '../words/trial-words.ts'
import { bold, wrapped, type TerminalStyle } from './wrapped.ts'

const LEVELS = '▁▂▃▄▅▆▇█'
const ASCII_LEVELS = '12345678'

export function trialSummary(trial: TrialReading, style: TerminalStyle): string {
  const lines = [bold(`The trial of ${trial.treatment}, by the lot alone`, style)]
  for (const sentence of trialSentences(trial)) lines.push(wrapped(sentence, style.width, '  '))
  if (trial.evidence !== null) {
    const { helps, threshold } = trial.evidence
    const levels = style.ascii ? ASCII_LEVELS : LEVELS
    // equal factors are equal steps: the lowest bar is 1/20 or less, the highest 20 or more
    const bars = helps.map((value) => {
      const height = (Math.log(value) / Math.log(threshold) + 1) / 2
      return value >= threshold ? levels[7] : levels[Math.max(0, Math.min(6, Math.floor(7 * height)))]
    })
    const perRow = Math.max(10, style.width - 4)
    lines.push(
      '',
      wrapped(
        `evidence after each pair (${levels[7]} is ${threshold} or more, ${levels[3]} about 1):`,
        style.width,
        '  ',
      ),
    )
    for (let from = 0; from < bars.length; from += perRow) lines.push(`  ${bars.slice(from, from + perRow).join('')}`)
  }
  return lines.join('\n')
}
