// What trials say beside a personal answer, in words: three lines, and why none of them is the verdict.
import type { EvidenceCombination, SilentDiary } from '@clearday/inference'
import type { ChangeInDays, EvidenceSource } from './evidence-lines.ts'
import { dayCount } from './verdict-words.ts'

/** Over the three lines. */
export const EVIDENCE_HEADING = 'What the trials say, beside it'

export const SOURCE_NAME: Readonly<Record<EvidenceSource, string>> = {
  trials: 'trials',
  diary: 'your diary',
  both: 'both together',
}

/** "−1.1 (−3.4 to 1.0)", or that there is nothing to say. */
export function changeText(change: ChangeInDays | null): string {
  if (change === null) return 'nothing yet'
  return `${dayCount(change.mean)} (${dayCount(change.low)} to ${dayCount(change.high)})`
}

/** First why the verdict is none of this; then what the diary’s own line is, or why it has none, and whether it contradicts the trials. */
export function evidenceSentences({
  given,
  personal,
  silent,
}: EvidenceCombination): readonly [string, ...(readonly string[])] {
  if (silent !== null) return [VERDICT_RESTS, SILENT[silent]]
  const apart = personal !== null && (personal.q025 > given.high || personal.q975 < given.low)
  return [VERDICT_RESTS, DIARY_ALONE, ...(apart ? [APART] : [])]
}

const VERDICT_RESTS =
  'The verdict rests on your diary alone: what helped people in trials need not help you, and the promise about wrong verdicts was measured without them.'

const DIARY_ALONE =
  'Your diary stands here by itself. The effect above also holds the model’s cautious starting point, so the two differ most where days are few.'

const APART =
  'The two ranges do not meet: your diary and the trials speak of different changes, and both together is then no more than a place between them.'

const SILENT: Readonly<Record<SilentDiary, string>> = {
  'no-comparison':
    'Your diary says nothing about it yet: it needs logged days both with it and without it. Until then, both together is what the trials say.',
  'not-separable':
    'Your diary says nothing about it alone, because it was used on the same days as another treatment. Until the two are separated, both together is what the trials say.',
  'too-little':
    'Your diary says next to nothing about it yet: too few days are logged, or too few of them with it or without it. Until then, both together is what the trials say.',
}
