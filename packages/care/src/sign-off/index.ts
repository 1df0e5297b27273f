// What the outside uses of the sign-off register.
export { CLINICAL_RULES, RULE_ROOMS, type RuleRoom } from './clinical-rules.ts'
export { clinicalRulesText } from './clinical-rules-text.ts'
export { ruleFingerprint } from './rule-fingerprint.ts'
export {
  readSignatures,
  readSignaturesText,
  type Clinician,
  type Signature,
  type SignatureProblem,
  type SignaturesRead,
} from './signature.ts'
export { reviewWords, signOffStatus, type ReviewState, type RuleReview, type SignOffStatus } from './sign-off-status.ts'
