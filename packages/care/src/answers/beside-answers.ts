// What goes along with a treatment beside its verdict: other kinds of days, and the stress, sleep and neck that it may move on its way.
import { DAY_DEFINITIONS, type DayDefinition, type DayDefinitionName } from '@clearday/diary'
import {
  answerOutcomeScale,
  answerPatient,
  type AnswerOptions,
  type PatientInput,
  type TreatmentAnswer,
  type TreatmentInput,
} from '@clearday/inference'
import type { History } from '../history.ts'
import { chancesSaySomething, SHORT_REASON, toldJointly } from '../words/short-reasons.ts'
import { dayCount, percentText } from '../words/verdict-words.ts'
import { outcomeOf } from './engine-input.ts'
import type { UsedTreatment } from './used-treatments.ts'

/** A change that was seen beside the verdict, or that nothing can be said of it. */
export interface BesideAnswer {
  /** `days` in 28 of a day definition, or the mean `score` of a factor. */
  readonly kind: 'days' | 'score'
  /** The name of the definition, or the id of the factor. */
  readonly of: string
  /** "Migraine days", "Stress". */
  readonly about: string
  /** null: nothing can be said. */
  readonly change: {
    readonly mean: number
    readonly low: number
    readonly high: number
    readonly chanceLower: number
  } | null
  readonly says: string
}

/** In this order; the outcome of the verdict is left out. */
const OTHER_DAYS: readonly (readonly [DayDefinitionName, string])[] = [
  ['HD_ANY_v1', 'Headache days'],
  ['MD_LEIDEN_30MIN_v1', 'Migraine days'],
  ['MSD_PEAK_v1', 'Moderate or severe days'],
  ['AMD_ANY_v1', 'Days with acute medicine'],
]

/** Factors that a treatment may change, and through them headaches: they are told as outcomes and never adjusted for. */
const MEDIATORS: readonly (readonly [string, string])[] = [
  ['stress', 'Stress'],
  ['sleep-hours', 'Hours of sleep'],
  ['neck-tension', 'Neck tension'],
]

/** Fewer rated days than this say nothing of a mean. */
const LEAST_RATED_DAYS = 28

/** For each treatment that was asked about, in the same order. O(days) a treatment and outcome. */
export function besideAnswers(
  history: History,
  input: PatientInput,
  asked: readonly UsedTreatment[],
  { outcome, engine }: { readonly outcome: DayDefinitionName; readonly engine: AnswerOptions },
): readonly (readonly BesideAnswer[])[] {
  // one look: nothing is made of a verdict here, so that earlier reviews need not be gone through
  const plain: AnswerOptions = { ...engine, committedLook: true, course: false, sensitivity: false }
  const found: BesideAnswer[][] = asked.map(() => [])
  for (const [name, about] of OTHER_DAYS) {
    if (name === outcome) continue
    const definition = DAY_DEFINITIONS.find((one) => one.name === name)
    if (definition === undefined) continue
    const answers = daysBeside(history, input, definition, plain)
    asked.forEach((_, k) => found[k].push(daysLine(name, about, answers?.[k] ?? null)))
  }
  for (const [factor, about] of MEDIATORS) {
    const values = factorValues(history, factor)
    if (values === null) continue
    const scale = answerOutcomeScale(input, { kind: 'numeric', values }, plain)
    asked.forEach(({ known }, k) => {
      const score = scale.type === 'ok' ? (scale.value.find((one) => one.name === known.name)?.score ?? null) : null
      found[k].push(scoreLine(factor, about, score))
    })
  }
  return found
}

/** The same question about other days; null where none of them is known. */
function daysBeside(
  history: History,
  input: PatientInput,
  definition: DayDefinition,
  options: AnswerOptions,
): readonly TreatmentAnswer[] | null {
  // what trials say, and what was remembered, is of headache days
  const treatments = input.treatments.map(withoutEvidence)
  const asked: PatientInput = {
    ...input,
    treatments,
    outcome: outcomeOf(history, definition),
    recalledDaysPer28: null,
  }
  const answered = answerPatient(asked, options)
  return answered.type === 'ok' ? answered.value.treatments : null
}

function withoutEvidence({ name, exposure, inUse, variants, sessionDays }: TreatmentInput): TreatmentInput {
  return { name, exposure, variants, sessionDays, ...(inUse === undefined ? {} : { inUse }) }
}

function daysLine(of: string, about: string, answer: TreatmentAnswer | null): BesideAnswer {
  if (answer === null) return { kind: 'days', of, about, change: null, says: 'not known on any day' }
  if (toldJointly(answer) || !chancesSaySomething(answer))
    return { kind: 'days', of, about, change: null, says: `nothing to tell yet (${SHORT_REASON[answer.reason]})` }
  const { mean, q025, q975 } = answer.effectDaysPer28
  return {
    kind: 'days',
    of,
    about,
    change: { mean, low: q025, high: q975, chanceLower: answer.chanceHelps },
    says: `${dayCount(mean)} in 28 (${dayCount(q025)} to ${dayCount(q975)}), chance of fewer ${percentText(answer.chanceHelps)}`,
  }
}

function scoreLine(
  of: string,
  about: string,
  score: { readonly change: number; readonly low: number; readonly high: number; readonly chanceLower: number } | null,
): BesideAnswer {
  if (score === null) return { kind: 'score', of, about, change: null, says: 'nothing to tell yet' }
  const { change, low, high, chanceLower } = score
  return {
    kind: 'score',
    of,
    about,
    change: { mean: change, low, high, chanceLower },
    says: `${dayCount(change)} on days in use (${dayCount(low)} to ${dayCount(high)}), chance of a lower one ${percentText(chanceLower)}`,
  }
}

/** One value a day, NaN where it was not entered; null where too few were. */
function factorValues({ days }: History, factor: string): Float64Array | null {
  let rated = 0
  const values = Float64Array.from(days, ({ entry }) => {
    const value = entry?.factors?.[factor]
    if (value === undefined) return Number.NaN
    rated++
    return Number(value)
  })
  return rated < LEAST_RATED_DAYS ? null : values
}
