// The words for what the engine answers: one place, so that every border says the same.
export { ANSWER_SENTENCES, type WordsLanguage } from './answer-sentences.ts'
export type { AnswerSentences, CountedDays } from './sentences.ts'
export { evidenceLines, type EvidenceLine, type EvidenceSource } from './evidence-lines.ts'
export { changeText, EVIDENCE_HEADING, evidenceSentences, SOURCE_NAME } from './evidence-words.ts'
export { fragilitySentence } from './fragility-words.ts'
export { NOT_ASKED_WORDS, notToldWords, type NotToldWords, type WhyNotTold } from './not-told-words.ts'
export { SCALE_HEADING, scaleLines, type ScaleLine } from './scale-words.ts'
export { chancesSaySomething, comparable, DASH_NOTE, SHORT_REASON, toldJointly } from './short-reasons.ts'
export {
  caveatSentence,
  dayCount,
  effectText,
  historySentence,
  mattersText,
  naiveSentence,
  nextStep,
  percentText,
  reasonSentence,
  reviewed,
  reviewSentence,
  sensitivityWords,
  verdictSentence,
  type ActsFor,
  type NextStepMeans,
} from './verdict-words.ts'
