// One verdict from the facts, the statistics and the bounds: the same function for an answer today and for every day of a replay.
import type { ReasonCode, Verdict } from './answer.ts'
import type { ExposureFacts } from './exposure-facts.ts'
import {
  committedBound,
  FIRST_YEAR_ERROR,
  MINIMUM_LOGGED_DAYS,
  SHORTFALL_ERROR,
  SINGLE_SWITCH_ERROR,
  verdictBound,
} from './verdict-rule.ts'

/** A first start needs this many days without the treatment before it, unless it was paused and resumed later. */
export const MINIMUM_BASELINE_DAYS = 56
/** Of those, at least so many must be logged. */
const MINIMUM_BASELINE_LOGGED = 42
/** A comparison needs at least so many logged days on each side. */
const MINIMUM_SIDE_DAYS = 14
/** With fewer than so many switches a treatment is compared with before or after only. */
const SWITCHES_OF_A_COURSE = 3
/** Above this share of unlogged days nothing is said. */
const MOSTLY_MISSING = 0.75

/**
 * At most two switches, or more that amount to little beside one start or stop: a slow change of its own could look like an effect.
 */
export function isSingleSwitch(facts: ExposureFacts): boolean {
  return facts.switches < SWITCHES_OF_A_COURSE || facts.offCourse < MINIMUM_SIDE_DAYS
}

/** So many short stretches look like use when it is needed, and then the day decides on the use, not the use on the day. */
const SHORT_STRETCH_DAYS = 6
const STRETCHES_AS_NEEDED = 4

/** Whether it was taken for single days again and again. */
function takenAsNeeded({ daysOn, stretches }: ExposureFacts): boolean {
  return stretches >= STRETCHES_AS_NEEDED && daysOn < SHORT_STRETCH_DAYS * stretches
}

/**
 * A verdict is reviewed on the days divisible by this, however often a person looks; effect and chances are always today's. Looked at
 * every day, a remission of its own finds a day on which no other day explains it better, and the bound of on/off courses would have to be
 * higher for the same error.
 */
export const REVIEW_DAYS = 28

/** The last review on or before a day; 0 before the first. */
export function lastReviewDay(days: number): number {
  return days - (days % REVIEW_DAYS)
}

/** Whether a treatment's effect is one of its own, or why not. */
export type Separable = true | 'not-separable' | 'entangled'

/** Whether anything may be said at all; null if so. */
export function unanswerable(facts: ExposureFacts, days: number, separable: Separable): ReasonCode | null {
  if (facts.loggedDaysOn === 0) return 'no-days-on'
  if (facts.loggedDaysOff === 0) return 'no-days-off'
  if (separable !== true) return separable
  if (takenAsNeeded(facts)) return 'taken-as-needed'
  if (facts.logged < MINIMUM_LOGGED_DAYS)
    return days - facts.logged > MOSTLY_MISSING * days ? 'mostly-missing' : 'too-few-days'
  if (days - facts.logged > MOSTLY_MISSING * days) return 'mostly-missing'
  if (facts.outcomeDays === 0 || facts.outcomeDays === facts.logged) return 'one-class'
  if (isSingleSwitch(facts)) {
    const startedHere = facts.firstOn > 0
    if (startedHere && (facts.firstOn < MINIMUM_BASELINE_DAYS || facts.baselineLogged < MINIMUM_BASELINE_LOGGED))
      return 'baseline-short'
    if (!startedHere && facts.loggedDaysOff < MINIMUM_BASELINE_LOGGED) return 'baseline-short'
  }
  if (facts.loggedDaysOn < MINIMUM_SIDE_DAYS || facts.loggedDaysOff < MINIMUM_SIDE_DAYS) return 'too-few-days'
  return null
}

/**
 * A verdict once reached stands while its statistic stays at least this large (a chance of 95 %), so that it does not flicker at the bound;
 * below, later days disagree with it and it is taken back to `cannot-tell-yet`.
 */
export const STANDING_STATISTIC = 1.645

export interface VerdictInput {
  readonly facts: ExposureFacts
  /** Days since the diary began. */
  readonly days: number
  readonly separable: Separable
  /** Treatments judged together. */
  readonly judged: number
  readonly committedLook: boolean
  /** Probit of the chance that it helps; of the chance that it falls short of what matters. */
  readonly helps: number
  readonly fallsShort: number
  /** The verdict that stood at the review before, if there was one. */
  readonly standing: Verdict
  /** Asked only where a single switch would be credited or blamed: could a change of its own on another day explain the diary as well? */
  readonly rivalExplains: () => boolean
}

/** The sizes the statistics must reach: that of helping or worse, and that of not helping. */
export interface Bounds {
  readonly effect: number
  readonly shortfall: number
}

export function boundsFor(input: Pick<VerdictInput, 'facts' | 'days' | 'judged' | 'committedLook'>): Bounds {
  const { days, judged } = input
  if (input.committedLook) return { effect: committedBound(judged), shortfall: committedBound(judged) }
  return {
    effect: verdictBound(days, judged, isSingleSwitch(input.facts) ? SINGLE_SWITCH_ERROR : FIRST_YEAR_ERROR),
    shortfall: verdictBound(days, judged, SHORTFALL_ERROR),
  }
}

/** Applies the rule. O(1), but for the rival question. */
export function giveVerdict(input: VerdictInput): { verdict: Verdict; reason: ReasonCode } {
  const reason = unanswerable(input.facts, input.days, input.separable)
  if (reason !== null) return { verdict: 'cannot-tell-yet', reason }
  const bounds = boundsFor(input)
  if (Math.abs(input.helps) >= bounds.effect) {
    const verdict = input.helps > 0 ? 'helping' : 'worse'
    const credited = verdict === input.standing || !isSingleSwitch(input.facts) || !input.rivalExplains()
    return credited
      ? { verdict, reason: strongReason(input.facts) }
      : { verdict: 'cannot-tell-yet', reason: 'drift-could-explain' }
  }
  if (stillStands(input)) {
    const { standing, facts } = input
    return { verdict: standing, reason: standing === 'not-helping' ? 'evidence-strong-enough' : strongReason(facts) }
  }
  if (input.fallsShort >= bounds.shortfall) return { verdict: 'not-helping', reason: 'evidence-strong-enough' }
  return { verdict: 'cannot-tell-yet', reason: openReason(input) }
}

/** Why it is called helping or worse. */
function strongReason(facts: ExposureFacts): ReasonCode {
  return isSingleSwitch(facts) ? 'strong-but-remission-possible' : 'evidence-strong-enough'
}

/** Why nothing can be said yet. */
export function openReason({
  facts,
  days,
  separable,
  helps,
}: Pick<VerdictInput, 'facts' | 'days' | 'separable' | 'helps'>): ReasonCode {
  const reason = unanswerable(facts, days, separable)
  if (reason !== null) return reason
  // one switch, leaning clearly one way: more of the same will hardly settle it
  return isSingleSwitch(facts) && Math.abs(helps) >= 1 ? 'drift-could-explain' : 'not-settled-yet'
}

function stillStands({ standing, helps, fallsShort }: VerdictInput): boolean {
  if (standing === 'helping') return helps >= STANDING_STATISTIC
  if (standing === 'worse') return helps <= -STANDING_STATISTIC
  return standing === 'not-helping' && fallsShort >= STANDING_STATISTIC
}

/**
 * Days more until a review is likely to settle it if the evidence keeps growing as so far (the statistic with the square root of time);
 * null beyond two years more, or where a single switch stands in the way.
 */
export function daysUntilSettled(input: Omit<VerdictInput, 'rivalExplains' | 'standing'>): number | null {
  if (unanswerable(input.facts, input.days, input.separable) !== null) return null
  const now = boundsFor(input)
  const reviewed = input.days === lastReviewDay(input.days)
  if (reviewed && isSingleSwitch(input.facts) && Math.abs(input.helps) >= now.effect) return null
  for (let days = lastReviewDay(input.days) + REVIEW_DAYS; days <= input.days + 728; days += REVIEW_DAYS) {
    const growth = Math.sqrt(days / input.days)
    const then = boundsFor({ ...input, days })
    if (Math.abs(input.helps) * growth >= then.effect || input.fallsShort * growth >= then.shortfall)
      return days - input.days
  }
  return null
}
