// The public face of @clearday/care: the clinical reasoning that joins diary, evidence and inference.
// What must not wait, and what speaks against a treatment.
export * from './safety/index.ts'

// Rules with their sources, what a clinician signs, and what all of it is for.
export * from './sign-off/index.ts'
export { INTENDED_USE, type IntendedUse } from './intended-use.ts'
export { historyOf, type History } from './history.ts'

export { careOf, type CareOptions, type CareSummary } from './care-of.ts'

// Does it help, what does the plan allow to judge, and the page for the doctor.
export * from './answers/index.ts'
export * from './plan/index.ts'
export * from './trial/index.ts'
export * from './report/index.ts'
export * from './doctor-page/index.ts'

// Answers of the engine in words, shared by every border.
export * from './words/index.ts'

// What goes along with the headaches, and how likely one is tomorrow.
export { alongOf, type Along, type AlongFactor } from './daily/along-of.ts'
export { tomorrowOf, type SaidDays, type Tomorrow } from './daily/tomorrow-of.ts'

// Written cases, and what a diary differs in from what is expected of it.
export { checkVignette, type NamedHeadaches, type Vignette } from './vignette.ts'
export { NAMED_HEADACHES } from './named-headaches.ts'
export { runVignette } from './vignette-runner.ts'
export type { Difference } from './vignette-comparison.ts'

// Who might ask about which treatment.
export { allCandidacies, CANDIDACY_RULES, candidacyFor } from './candidacy/candidacy-for.ts'
export {
  CONCLUSIONS,
  type Candidacy,
  type Conclusion,
  type CriterionAnswer,
  type CriterionSide,
} from './candidacy/candidacy.ts'

// What a page may say of a treatment to anybody, and the few questions that it may ask.
export {
  treatmentGuide,
  urgentFlags,
  urgentSigns,
  type GuideCondition,
  type GuideLanguage,
  type GuidePoint,
  type TreatmentGuide,
  type UrgentSign,
} from './guide/treatment-guide.ts'
export {
  pointsThat,
  selfCheck,
  selfCheckQuestions,
  type SelfCheckAnswers,
  type SelfCheckQuestions,
  type SelfCheckResult,
} from './guide/self-check.ts'
export { ownCheck, type OwnCheck, type OwnFlag, type OwnTreatment } from './guide/own-check.ts'
