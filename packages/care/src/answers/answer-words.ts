// An answer in words for whoever reads it without the numbers: the lines that a page, a report and a screen show as they are.
import type { TreatmentAnswer } from '@clearday/inference'
import { ANSWER_SENTENCES } from '../words/answer-sentences.ts'
import { wordsFrom, type AnswerWords, type Wording } from './words-from.ts'

export type { AnswerWords, Wording } from './words-from.ts'

/** Pure, and the same wherever an answer is shown. O(1). */
export function answerWords(answer: TreatmentAnswer, wording: Wording): AnswerWords {
  return wordsFrom(ANSWER_SENTENCES[wording.language ?? 'en'], answer, wording)
}
