// The border of the product model: what a patient's series must be like.
import { checkEvidence } from './evidence-prior.ts'
import type { PatientInput } from './patient-input.ts'
import { checkBinaryInput } from './reference-model.ts'
import { ok, refuse, type Result } from './result.ts'

/** Checks the series, that exposures lie in 0…1, and the evidence where there is any. */
export function checkPatientInput(input: PatientInput): Result<true> {
  const checked = checkBinaryInput(input.outcome, [
    ...input.treatments.map(({ name, exposure }) => ({ name, values: exposure })),
    ...input.covariates,
  ])
  if (checked.type === 'error') return checked
  for (const { name, exposure, inUse = exposure, variants, evidence } of input.treatments) {
    const believable = evidence === undefined ? ok(true) : checkEvidence(name, evidence)
    if (believable.type === 'error') return believable
    for (const values of [exposure, inUse, ...variants.map((variant) => variant.exposure)]) {
      const bad = values.findIndex((value) => !(value >= 0 && value <= 1))
      if (bad >= 0) {
        return refuse(
          'exposure-range',
          ['treatments', name, bad],
          `The exposure of ${name} on day ${bad} is ${values[bad]}; it must lie between 0 and 1.`,
          values[bad],
        )
      }
    }
  }
  return ok(true)
}
