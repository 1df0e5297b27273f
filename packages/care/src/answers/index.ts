// What the outside, and the rest of the reasoning, use of the answers room.
export {
  answerTreatments,
  DEFAULT_TREATMENT_OPTIONS,
  OUTCOME_NAMES,
  THOROUGH_TREATMENT_OPTIONS,
  type AnsweredTreatment,
  type JointAnswer,
  type OutcomeName,
  type TreatmentAnswerOptions,
  type TreatmentAnswers,
} from './answer-treatments.ts'
export {
  answerSummary,
  methodChanges,
  methodNow,
  type AnswerMethod,
  type AnswerSummary,
  type MethodChange,
} from './answer-method.ts'
export { answerWords, type AnswerWords, type Wording } from './answer-words.ts'
export { ENGINE_TEXT_FORM, engineAsText, engineOfText } from './engine-text.ts'
export { treatmentMeant } from './known-treatment.ts'
export type { BesideAnswer } from './beside-answers.ts'
export { headacheDays, type NotAskedCode } from './engine-input.ts'
export type { Sealed } from './sealed-by-trial.ts'
export { EXPOSURE_RULES } from './treatment-exposure.ts'
export { usedInSessions, usedTreatments, useSpans, type UsedTreatment, type UseSpan } from './used-treatments.ts'
