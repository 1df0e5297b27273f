// The answer for one patient: every treatment, those that cannot be told apart together, and what other reasonable choices would say.
import type { CaveatCode, PatientAnswer, TreatmentAnswer } from './answer.ts'
import { answerTreatments } from './answer-treatments.ts'
import { checkPatientInput } from './check-patient-input.ts'
import { evidenceCombinations } from './evidence-combination.ts'
import type { AnswerOptions, MissingReason, PatientInput, TreatmentInput } from './patient-input.ts'
import { PRODUCT_SUPPORT } from './product-support.ts'
import { ok, type Result } from './result.ts'
import { sensitivityRows } from './sensitivity.ts'
import { inseparableGroups } from './separability.ts'
import { reviewAll, verdictChanges } from './verdict-reviews.ts'

/** The reason that was asked for, as a caveat. */
const GAPS: Readonly<Record<MissingReason, CaveatCode>> = {
  unwell: 'gaps-when-unwell',
  busy: 'gaps-when-busy',
  unknown: 'gaps-unexplained',
}

/**
 * Answers "does it help?" for every treatment of one patient.
 *
 * Treatments that cannot be told apart each get `cannot-tell-yet` with the reason, and those that were used together one joint answer.
 * A recalled rate moves nothing but its own sensitivity row: memory of the time before a start is worse than the time was.
 *
 * @returns the answer, or what is wrong with the input. Deterministic for a seed. Time O(T), and O(reviews · T) where earlier reviews are
 * gone through: for a history, and where an earlier verdict may still stand. Memory O(T).
 */
export function answerPatient(input: PatientInput, options: AnswerOptions): Result<PatientAnswer> {
  const checked = checkPatientInput(input)
  if (checked.type === 'error') return checked
  const judged: PatientInput = { ...input, recalledDaysPer28: null }
  const main = answerTreatments(judged, options, PRODUCT_SUPPORT)
  const reviews = options.sensitivity && !options.committedLook ? reviewAll(judged, options, PRODUCT_SUPPORT) : []
  const evidence = evidenceCombinations(judged)
  const gaps = main.observedDays < main.days && input.missingBecause !== undefined ? [GAPS[input.missingBecause]] : []
  const beside = (answer: TreatmentAnswer, place: number): TreatmentAnswer => {
    const combined = evidence[place]
    return { ...answer, caveats: [...answer.caveats, ...gaps], ...(combined === null ? {} : { evidence: combined }) }
  }
  const treatments = main.treatments.map((answer, place) =>
    beside(
      options.sensitivity && answer.loggedDaysOn > 0 && answer.loggedDaysOff > 0
        ? { ...answer, history: verdictChanges(reviews, place), sensitivity: sensitivityRows(input, options, place) }
        : answer,
      place,
    ),
  )
  const exposures = input.treatments.map((treatment) => treatment.exposure)
  const groups = inseparableGroups(input.outcome, exposures, input.outcome.length)
  const jointInput = mergeGroups(judged, groups)
  const joint =
    jointInput === null ? [] : answerTreatments(jointInput, { ...options, course: false }, PRODUCT_SUPPORT).treatments
  const together = [...new Set(groups)].map((group) => groups.filter((one) => one === group).length > 1)
  return ok({ ...main, treatments, joint: joint.filter((_, place) => together[place]) })
}

/** Replaces every group of inseparable treatments by one whose exposure is the largest of theirs; null if all stand alone. */
export function mergeGroups(input: PatientInput, groups: readonly number[]): PatientInput | null {
  if (groups.every((group, k) => group === k)) return null
  const merged: TreatmentInput[] = []
  for (const group of new Set(groups)) {
    const members = input.treatments.filter((_, k) => groups[k] === group)
    merged.push(
      members.length === 1
        ? members[0]
        : {
            name: members.map((member) => member.name).join(' + '),
            exposure: members[0].exposure.map((_, t) => Math.max(...members.map((member) => member.exposure[t]))),
            // what varies stays where it is the very same for all of them
            variants: members.every(({ variants }) => variants === members[0].variants) ? members[0].variants : [],
            sessionDays: [],
            ...(members.some(({ inUse }) => inUse !== undefined)
              ? {
                  inUse: members[0].exposure.map((_, t) =>
                    Math.max(...members.map(({ inUse, exposure }) => (inUse ?? exposure)[t])),
                  ),
                }
              : {}),
          },
    )
  }
  return { ...input, treatments: merged }
}
