// The answer as it would have stood on earlier days: what a person who looks again and again would have been told, and when.
import type { Verdict } from './answer.ts'
import { checkPatientInput } from './check-patient-input.ts'
import type { AnswerOptions, EverReached, PatientInput } from './patient-input.ts'
import { PRODUCT_SUPPORT } from './product-support.ts'
import { ok, refuse, type Result } from './result.ts'
import { reviewAll } from './verdict-reviews.ts'

export interface TreatmentReplay {
  readonly name: string
  readonly ever: EverReached
  /** Every looked-at day on which the verdict was another than at the look before, with the new one. */
  readonly changes: readonly { readonly day: number; readonly verdict: Verdict }[]
}

/**
 * Looks every `stepDays` days and on the last day. Between two reviews the verdict does not change, so that every day is read at the cost
 * of the reviews alone.
 *
 * @returns per treatment the first looked-at day, counted from 1, on which each verdict was read. Time O(reviews · T).
 */
export function replayPatient(
  input: PatientInput,
  options: AnswerOptions & { readonly stepDays: number },
): Result<readonly TreatmentReplay[]> {
  const checked = checkPatientInput(input)
  if (checked.type === 'error') return checked
  const { stepDays } = options
  if (!(Number.isInteger(stepDays) && stepDays >= 1)) {
    return refuse(
      'step',
      ['stepDays'],
      `The step is ${stepDays}; it must be a whole number of days, 1 or more.`,
      stepDays,
    )
  }
  const days = input.outcome.length
  const read = reviewAll({ ...input, recalledDaysPer28: null }, options, PRODUCT_SUPPORT)
  return ok(
    input.treatments.map(({ name }, k) => {
      const ever: { -readonly [key in keyof EverReached]: EverReached[key] } = {
        helping: null,
        'not-helping': null,
        worse: null,
      }
      const changes: { day: number; verdict: Verdict }[] = []
      let last: Verdict = 'cannot-tell-yet'
      read.forEach(({ day, reviews }, place) => {
        const { verdict } = reviews[k]
        const until = place + 1 < read.length ? read[place + 1].day : days + 1
        const seen = Math.min(days, Math.ceil(day / stepDays) * stepDays)
        if (seen >= until) return
        if (verdict !== 'cannot-tell-yet') ever[verdict] ??= seen
        if (verdict !== last) changes.push({ day: seen, verdict })
        last = verdict
      })
      return { name, ever, changes }
    }),
  )
}
