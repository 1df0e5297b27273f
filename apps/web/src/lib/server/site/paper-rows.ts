// What is asked of each day on paper, in this order.
import type { Say } from '#lib/words/words.ts'

const ROWS = [
  ...(['none', 'mild', 'moderate', 'severe', 'nausea', 'acute', 'session', 'preventive'] as const),
  ...(['sleep', 'stress', 'neck', 'period'] as const),
]

/** The row in which words are written, by its place. */
export const WORDY_ROW = ROWS.indexOf('acute')

export function paperRows(say: Say): string[] {
  return ROWS.map((row) => say(`paper.${row}`))
}
