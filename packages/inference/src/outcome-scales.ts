// What grades and numbers say beside headache days: are the days milder, are there fewer moderate or severe ones, is the score lower?
//
// None of it is a verdict: the verdict stays on headache days, where its promise was measured.
import { answerPatient, mergeGroups } from './answer-patient.ts'
import { exposureFacts } from './exposure-facts.ts'
import { gradedEffects, type GradedEffect } from './graded-effects.ts'
import type { AnswerOptions, PatientInput, TreatmentInput } from './patient-input.ts'
import { ok, refuse, type Result } from './result.ts'
import { scoredEffects, type ScoredEffect } from './scored-effects.ts'
import { inseparableGroups } from './separability.ts'
import type { DailyOutcome, PosteriorSummary } from './series.ts'

/** The outcome as it was written, where that is more than a yes or no. */
export interface OutcomeScale {
  /** grade: 0 none, 1 mild, 2 moderate, 3 severe. numeric: any finite number, most often 0 to 10. */
  readonly kind: 'grade' | 'numeric'
  /** One value a day, NaN where missing. */
  readonly values: DailyOutcome
}

/** What the scale says about one treatment, or several that cannot be told apart ("a + b"). null: nothing can be said. */
export interface ScaleAnswer {
  readonly name: string
  /** Grades: the chance that days are milder at full use, and the cumulative odds ratio of a worse grade. */
  readonly milder: {
    readonly chance: number
    readonly oddsRatio: Pick<PosteriorSummary, 'q025' | 'q50' | 'q975'>
  } | null
  /** Grades: change in moderate or severe days per 28 days of use, and the chance that there are fewer. */
  readonly moderateOrSevere: { readonly chanceHelps: number; readonly effectDaysPer28: PosteriorSummary } | null
  /** Numbers: change of the mean score over the logged days in use, its 95 % interval, and the chance that it is lower. */
  readonly score: {
    readonly change: number
    readonly low: number
    readonly high: number
    readonly chanceLower: number
  } | null
}

/** The grade from which a day counts as moderate or severe. */
const MODERATE = 2

type ScoreChange = NonNullable<ScaleAnswer['score']>

/**
 * Answers on the scale for every treatment of one patient, jointly; treatments that cannot be told apart are answered as one.
 *
 * Of several half-lives of a session the middle one is taken, but for moderate or severe days, where they are averaged over.
 *
 * @param input as for `answerPatient`; of its outcome only the length is looked at. @returns an answer for each treatment that was in use
 * on some logged days and not on others, or a refusal (`length`, `grade`, and those of `answerPatient`). Time O(T), memory O(T).
 */
export function answerOutcomeScale(
  input: PatientInput,
  { kind, values }: OutcomeScale,
  options: AnswerOptions,
): Result<readonly ScaleAnswer[]> {
  const days = input.outcome.length
  if (values.length !== days) {
    return refuse('length', ['scale'], `The scale has ${values.length} days; the outcome has ${days}.`, values.length)
  }
  const groups = inseparableGroups(
    values,
    input.treatments.map(({ exposure }) => exposure),
    days,
  )
  const merged = { ...(mergeGroups(input, groups) ?? input), recalledDaysPer28: null }
  const compared = (place: number): boolean => {
    const { exposure, inUse } = merged.treatments[place]
    const { loggedDaysOn, loggedDaysOff } = exposureFacts(values, exposure, days, inUse)
    return loggedDaysOn > 0 && loggedDaysOff > 0
  }
  let milder: readonly GradedEffect[] | null = null
  let moderate: readonly ScaleAnswer['moderateOrSevere'][] | null = null
  let scored: readonly ScoredEffect[] | null = null
  if (kind === 'grade') {
    const effects = gradedEffects(values, merged)
    if (effects.type === 'ok') milder = effects.value
    else if (effects.problem.code !== 'one-grade') return effects
    const answered = moderateOrSevere(merged, values, options)
    if (answered.type === 'error') return answered
    moderate = answered.value
  } else {
    const effects = scoredEffects(values, merged)
    // too few days, or all alike: nothing can be said
    if (effects.type === 'ok') scored = effects.value
  }
  return ok(
    merged.treatments
      .map(({ name }, place) => ({ name, place }))
      .filter(({ place }) => compared(place))
      .map(({ name, place }) => ({
        name,
        milder: milder === null ? null : milderOf(milder[place]),
        moderateOrSevere: moderate === null ? null : moderate[place],
        score: scored === null ? null : scoreOf(scored[place], values, merged.treatments[place]),
      })),
  )
}

function milderOf({ chanceBelowZero, logOddsRatio: { q025, q50, q975 } }: GradedEffect): ScaleAnswer['milder'] {
  return {
    chance: chanceBelowZero,
    oddsRatio: { q025: Math.exp(q025), q50: Math.exp(q50), q975: Math.exp(q975) },
  }
}

/** The product model on moderate-or-severe days; null where there is no such day, or no other. */
function moderateOrSevere(
  input: PatientInput,
  grades: DailyOutcome,
  options: AnswerOptions,
): Result<readonly ScaleAnswer['moderateOrSevere'][] | null> {
  const outcome = grades.map((grade) => (grade === grade ? (grade >= MODERATE ? 1 : 0) : grade))
  if (!outcome.includes(0) || !outcome.includes(1)) return ok(null)
  const answered = answerPatient({ ...input, outcome }, { ...options, course: false, sensitivity: false })
  if (answered.type === 'error') return answered
  return ok(answered.value.treatments.map(({ chanceHelps, effectDaysPer28 }) => ({ chanceHelps, effectDaysPer28 })))
}

/** Over the logged days in use, as they were lived. */
function scoreOf(
  { change, chanceBelowZero }: ScoredEffect,
  scores: DailyOutcome,
  { exposure, inUse: counted = exposure }: TreatmentInput,
): ScoreChange {
  let use = 0
  let inUse = 0
  for (let t = 0; t < scores.length; t++) {
    if (scores[t] !== scores[t] || !(counted[t] > 0)) continue
    use += exposure[t]
    inUse++
  }
  const share = use / inUse
  return {
    change: share * change.mean,
    low: share * change.q025,
    high: share * change.q975,
    chanceLower: chanceBelowZero,
  }
}
