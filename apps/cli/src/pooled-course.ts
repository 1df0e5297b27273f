// Many patients taken together: one treatment that all of them have, pooled by their likelihoods.
import {
  patientLikelihood,
  poolPatients,
  type PatientAnswer,
  type PatientInput,
  type PatientLikelihood,
  type PooledAnswer,
} from '@clearday/inference'

/** With more patients than this the group is left to `bench/pooling.ts`-like programs: the pooling keeps every likelihood in memory. */
const MOST_POOLED = 2000

export interface PooledCourse {
  readonly treatment: string
  readonly pooled: PooledAnswer
  /** Whether anyone's treatment was switched more than once or twice: without that there is no control. */
  readonly hasControl: boolean
}

/** Gathers patients one by one and pools at the end. */
export function gatherPool(): { add(input: PatientInput, answer: PatientAnswer): void; pooled(): PooledCourse | null } {
  const likelihoods: PatientLikelihood[] = []
  let treatment: string | undefined
  let same = true
  let hasControl = false
  return {
    add(input, answer) {
      const [first] = input.treatments
      if (first === undefined || likelihoods.length >= MOST_POOLED) return
      treatment ??= first.name
      if (treatment !== first.name) same = false
      const [{ loggedDaysOn, loggedDaysOff, switches }] = answer.treatments
      if (!same || loggedDaysOn === 0 || loggedDaysOff === 0) return
      if (switches > 2) hasControl = true
      const found = patientLikelihood(String(likelihoods.length), input.outcome, [
        { name: first.name, values: first.exposure },
      ])
      if (found.type === 'ok') likelihoods.push(found.value)
    },
    pooled() {
      if (!same || treatment === undefined) return null
      const result = poolPatients(likelihoods)
      return result.type === 'ok' ? { treatment, pooled: result.value, hasControl } : null
    },
  }
}

/** The group in one paragraph. */
export function pooledSentence({ treatment, pooled, hasControl }: PooledCourse): string {
  const ratio = (log: number): string => Math.exp(log).toFixed(2)
  const { mean, betweenSd, nextPatient, patients } = pooled
  return (
    `The ${patients} patients with days on both sides taken together, ${treatment}: odds ratio of a headache day ${ratio(mean.mean)} (${ratio(mean.q025)} to ${ratio(mean.q975)}), ` +
    `differing between patients by a standard deviation of ${betweenSd.q50.toFixed(2)} (log odds); for a next patient like these ${ratio(nextPatient.q025)} to ${ratio(nextPatient.q975)}. ` +
    (hasControl
      ? 'Each patient’s own diary was used as it is, without the prior of a single answer.'
      : 'This is the group’s course around the start. Everybody started once and nobody was left without it, so it is not shown to be its effect: people start when things are bad, and bad spells end.')
  )
}
