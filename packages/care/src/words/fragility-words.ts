// Whether a verdict survives other choices, in one sentence that stands beside the verdict everywhere.
import type { TreatmentAnswer } from '@clearday/inference'
import { sensitivityWords, type ActsFor } from './verdict-words.ts'

/** Empty where no other choice was tried. */
export function fragilitySentence({ sensitivity, verdict }: TreatmentAnswer, acts: ActsFor = 'a session'): string {
  if (sensitivity.length === 0) return ''
  const changed = sensitivity.filter((row) => row.code !== 'tipping-point' && row.verdict !== verdict)
  if (changed.length === 0) return 'The verdict stays the same under every other choice that was tried.'
  const choices = changed.length === 1 ? 'another choice' : 'other choices'
  return `The verdict would change with ${choices}: ${changed.map((row) => sensitivityWords(row, acts)).join('; ')}.`
}
