// What the product is asked: one patient's outcome, treatments as exposures, covariates, and how the answer is to be given.
import type { EffectEvidence } from './evidence-prior.ts'
import type { Column, DailyOutcome } from './series.ts'

/** One treatment as it was lived. */
export interface TreatmentInput {
  readonly name: string
  /** Exposure 0…1 on every day of the span; 0 is off. Built by the exposure functions. */
  readonly exposure: Float64Array
  /**
   * Above 0 on the days on which it was taken, where its effect comes later and fades: those are the days it is judged over, and the fading
   * days are neither. Left out: the days with exposure.
   */
  readonly inUse?: Float64Array
  /** Other exposures that the same treatment could have had, such as other half-lives of a session; weights sum to 1. Empty: none. */
  readonly variants: readonly ExposureVariant[]
  /** Days of sessions, where the treatment is given in sessions. */
  readonly sessionDays: readonly number[]
  /** What trials say, to be shown beside the answer; it never moves the verdict. */
  readonly evidence?: EffectEvidence
}

/** Why days were not logged, as the person says: too unwell, busy with other things, or they do not know. Asked, never tested for. */
export type MissingReason = 'unwell' | 'busy' | 'unknown'

export interface ExposureVariant {
  /** What varies, for example the half-life in days. */
  readonly value: number
  readonly weight: number
  readonly exposure: Float64Array
}

export interface PatientInput {
  readonly outcome: DailyOutcome
  readonly treatments: readonly TreatmentInput[]
  /** Exogenous or pre-start columns only: never anything a treatment may move. */
  readonly covariates: readonly Column[]
  /** The usual outcome days per 28 as recalled before the first start, for a sensitivity row; null where it was not asked. */
  readonly recalledDaysPer28: number | null
  /** Why days are missing; left out where it was not asked. */
  readonly missingBecause?: MissingReason
}

export interface AnswerOptions {
  /**
   * What counts as an amount that matters (default 30 % fewer): for the verdict `not-helping`, and the chance of so much. Chosen before the answer
   * was seen.
   */
  readonly matters:
    { readonly kind: 'percent'; readonly percent: number } | { readonly kind: 'days'; readonly daysPer28: number }
  /** Another amount whose chance is asked beside it, by who looks at the answer already: the verdict does not move with it. */
  readonly otherMatters?: AnswerOptions['matters']
  readonly seed: number
  /** The answer is read once, at a day fixed in advance: the bound of a single look. */
  readonly committedLook: boolean
  /** Also compute the daily course and its bands. */
  readonly course: boolean
  /** Also compute the sensitivity rows, and what earlier reviews read. */
  readonly sensitivity: boolean
}

export const DEFAULT_ANSWER_OPTIONS: AnswerOptions = {
  matters: { kind: 'percent', percent: 30 },
  seed: 1,
  committedLook: false,
  course: true,
  sensitivity: true,
}

/** First days on which each verdict would have been read, and where the answer stands at the end. */
export interface EverReached {
  readonly helping: number | null
  readonly 'not-helping': number | null
  readonly worse: number | null
}
