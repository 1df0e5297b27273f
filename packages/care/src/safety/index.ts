// What the rest of the reasoning, and the outside, use of the safety room.
export { CONDITION_WORDS, type AskedCondition } from './condition-words.ts'
export { CONTRAINDICATION_RULES, CONTRAINDICATIONS, contraindicationsFor } from './contraindications-for.ts'
export type { Contraindication, ContraindicationLevel, ContraindicationResult } from './contraindication.ts'
export {
  assessSafety,
  type QuietFlag,
  type RaisedFlag,
  type SafetyAssessment,
  type SafetyOptions,
} from './assess-safety.ts'
export type { RaisedOnce } from './flag-record.ts'
export { manualTherapyCheck, type BeforeHands, type ManualTherapyCheck } from './manual-therapy-check.ts'
export { RED_FLAGS, SAFETY_RULES } from './red-flags.ts'
export type { RedFlag } from './red-flag.ts'
export { safetyQuestions, type QuestionRound, type SafetyQuestion } from './safety-questions.ts'
export type { EmergencyContacts } from './safety-words.ts'
export { conditionName, signOfPatient } from './said-names.ts'
export { TIERS, type Tier } from './tier.ts'
