// Test support: a real answer about a simulated diary, with what trials say beside it.
import {
  answerPatient,
  createRandom,
  DEFAULT_ANSWER_OPTIONS,
  simulateDiary,
  type EffectEvidence,
  type EvidenceCombination,
  type TreatmentAnswer,
} from '@clearday/inference'

/** Half a year in blocks of 14 days, unless it is in use always or never; an odds ratio of about 0.4, twelve days in 28 without it. */
export function answerBeside(
  evidence: EffectEvidence,
  use: 'blocks' | 'always' | 'never' = 'blocks',
): TreatmentAnswer & { readonly evidence: EvidenceCombination } {
  const exposure = Float64Array.from({ length: 182 }, (_, t) =>
    use === 'blocks' ? Math.floor(t / 14) % 2 : use === 'always' ? 1 : 0,
  )
  const { outcome } = simulateDiary(
    {
      generator: 'latent-path',
      days: exposure.length,
      exposure,
      effect: -0.9,
      baseRatePer28: 12,
      phi: 0.8,
      sigma: 0.8,
    },
    createRandom(11),
  )
  const answered = answerPatient(
    {
      outcome,
      treatments: [{ name: 'tea & rest', exposure, variants: [], sessionDays: [], evidence }],
      covariates: [],
      recalledDaysPer28: null,
    },
    { ...DEFAULT_ANSWER_OPTIONS, course: false, sensitivity: false },
  )
  if (answered.type === 'error') throw new Error(answered.problem.message)
  const [answer] = answered.value.treatments
  if (answer.evidence === undefined) throw new Error('no evidence in the answer')
  return { ...answer, evidence: answer.evidence }
}
