// The verdict is reviewed every four weeks: what each review read, in order, the same for an answer today and for a replay of the past.
import type { ReasonCode, Verdict } from './answer.ts'
import { averagedNodes, combinationFits, type CombinationFit } from './exposure-combinations.ts'
import { exposureFacts, type ExposureFacts } from './exposure-facts.ts'
import type { AnswerOptions, PatientInput } from './patient-input.ts'
import { PRODUCT_PRIORS, type SupportPoint } from './product-support.ts'
import { START_OVER_RIVALS, startOverRivals } from './rival-steps.ts'
import { entanglement, inseparableGroups } from './separability.ts'
import { helpStatistic, shortfallStatistic, thresholdLogOdds } from './treatment-statistics.ts'
import {
  boundsFor,
  giveVerdict,
  lastReviewDay,
  REVIEW_DAYS,
  STANDING_STATISTIC,
  unanswerable,
  type Separable,
} from './verdict.ts'

/** What one review read of one treatment. */
export interface Review {
  readonly verdict: Verdict
  readonly reason: ReasonCode
}

/** What a review looks at. */
export interface Statistics {
  readonly facts: ExposureFacts
  readonly separable: Separable
  /** Treatments and covariates from which it cannot be told apart. */
  readonly inseparableFrom: readonly string[]
  /** Probit of the chance that it helps, and of the chance that it falls short of what matters (−1 where far from any bound). */
  readonly helps: number
  readonly fallsShort: number
}

/** Fits that have been brought to one day, and what is asked of them. */
export interface Judged {
  readonly input: PatientInput
  readonly options: AnswerOptions
  readonly fits: readonly CombinationFit[]
}

/** The combination of exposures that the diary finds likeliest; the fits must have looked. */
export function likeliestFit(fits: readonly CombinationFit[]): CombinationFit {
  const { shares } = averagedNodes(fits)
  return fits[shares.indexOf(Math.max(...shares))]
}

/**
 * The statistics of every treatment on a day to which the fits have been brought.
 *
 * @param exactShortfall compute the second statistic also where it can't matter to any verdict.
 */
export function statisticsOn({ input, options, fits }: Judged, day: number, exactShortfall: boolean): Statistics[] {
  const { nodes } = averagedNodes(fits)
  const best = likeliestFit(fits)
  const told = tellApart(input, fits[0].exposures, day)
  return input.treatments.map(({ inUse }, k) => {
    const exposure = best.exposures[k]
    const index = best.laidOut.treatmentIndex[k]
    // no threshold below −8 is ever looked for: if even that leaves room for an effect, the question needs no answer
    const worthIt =
      exactShortfall || shortfallStatistic(nodes, index, -8, PRODUCT_PRIORS.effectSd) >= STANDING_STATISTIC
    const threshold = (): number =>
      thresholdLogOdds(best.fit, index, exposure, loggedInUse(input, k, best, day), options.matters)
    return {
      facts: exposureFacts(input.outcome, fits[0].exposures[k], day, inUse),
      ...told[k],
      helps: helpStatistic(nodes, index),
      fallsShort: worthIt ? shortfallStatistic(nodes, index, threshold(), PRODUCT_PRIORS.effectSd) : -1,
    }
  })
}

/** Whether the effect of each treatment is its own on the first `day` days, and if not, from what it cannot be told apart. */
function tellApart(
  { outcome, treatments, covariates }: PatientInput,
  exposures: readonly Float64Array[],
  day: number,
): { readonly separable: Separable; readonly inseparableFrom: readonly string[] }[] {
  const groups = inseparableGroups(outcome, exposures, day)
  return treatments.map((_, k) => {
    const same = treatments.filter((_, other) => other !== k && groups[other] === groups[k])
    if (same.length > 0) return { separable: 'not-separable', inseparableFrom: same.map(({ name }) => name) }
    const others = treatments
      .map(({ name }, other) => ({ name, values: exposures[other] }))
      .filter((_, other) => other !== k)
    const inseparableFrom = entanglement(outcome, exposures[k], [...others, ...covariates], day)
    return { separable: inseparableFrom.length === 0 ? true : 'entangled', inseparableFrom }
  })
}

/** Logged days in use among the first `day`. */
export function loggedInUse(input: PatientInput, place: number, fit: CombinationFit, day: number): number[] {
  const inUse = input.treatments[place].inUse ?? fit.exposures[place]
  const days: number[] = []
  for (let t = 0; t < day; t++) if (inUse[t] > 0 && input.outcome[t] === input.outcome[t]) days.push(t)
  return days
}

/** Judges one treatment on a review day, given what stood before. */
export function reviewOne(
  { options, fits, input }: Judged,
  place: number,
  day: number,
  { facts, separable, helps, fallsShort }: Statistics,
  standing: Verdict,
): Review {
  return giveVerdict({
    facts,
    days: day,
    separable,
    judged: input.treatments.length,
    committedLook: options.committedLook,
    helps,
    fallsShort,
    standing,
    rivalExplains: () => {
      const best = likeliestFit(fits)
      return startOverRivals(best.fit, best.laidOut.treatmentIndex[place], facts.firstSwitch, day) < START_OVER_RIVALS
    },
  })
}

/**
 * What every review up to the diary's last day read, per treatment: the days 28, 56, … (or, for a committed look, the last day alone).
 *
 * Reviews that could not have reached any bound whatever the diary held are passed over. Time O(reviews · T).
 */
export function reviewAll(
  input: PatientInput,
  options: AnswerOptions,
  support: readonly SupportPoint[],
): { readonly day: number; readonly reviews: readonly Review[] }[] {
  const days = input.outcome.length
  const fits = combinationFits(input, support)
  const judged = { input, options, fits }
  const standing: Verdict[] = input.treatments.map(() => 'cannot-tell-yet')
  const read: { day: number; reviews: Review[] }[] = []
  for (let day = options.committedLook ? days : REVIEW_DAYS; day <= days; day += REVIEW_DAYS) {
    if (!worthALook(input, fits[0].exposures, day, standing, options)) continue
    for (const { fit } of fits) fit.look(day)
    const reviews = statisticsOn(judged, day, false).map((statistics, k) => {
      const review = reviewOne(judged, k, day, statistics, standing[k])
      standing[k] = review.verdict
      return review
    })
    read.push({ day, reviews })
  }
  return read
}

/** The days on which one treatment's review read another verdict than the review before. */
export function verdictChanges(
  read: readonly { readonly day: number; readonly reviews: readonly Review[] }[],
  place: number,
): { day: number; verdict: Verdict }[] {
  const changes: { day: number; verdict: Verdict }[] = []
  let last: Verdict = 'cannot-tell-yet'
  for (const { day, reviews } of read) {
    const { verdict } = reviews[place]
    if (verdict !== last) changes.push({ day, verdict })
    last = verdict
  }
  return changes
}

/** Whether any treatment has a verdict standing or could reach one, from the days' counts alone. */
function worthALook(
  input: PatientInput,
  exposures: readonly Float64Array[],
  day: number,
  standing: readonly Verdict[],
  options: AnswerOptions,
): boolean {
  return exposures.some((exposure, k) => {
    if (standing[k] !== 'cannot-tell-yet') return true
    const facts = exposureFacts(input.outcome, exposure, day, input.treatments[k].inUse)
    if (unanswerable(facts, day, true) !== null) return false
    const bounds = boundsFor({
      facts,
      days: day,
      judged: input.treatments.length,
      committedLook: options.committedLook,
    })
    return Math.min(bounds.effect, bounds.shortfall) <= mostExtreme(facts.loggedDaysOn, facts.loggedDaysOff)
  })
}

/**
 * The largest statistic that so many logged days could give: every day in use clear and every other an outcome day, without any path.
 * The log odds ratio of such a table has a standard error of about √(2/on + 2/off) per half a day added to each cell.
 */
function mostExtreme(on: number, off: number): number {
  const logOddsRatio = Math.log(2 * on + 1) + Math.log(2 * off + 1)
  const error = Math.sqrt(2 + 2 + 1 / (on + 0.5) + 1 / (off + 0.5))
  // the normal prior of the effect pulls such an estimate in further; this is an upper limit only
  return Math.max(logOddsRatio / error, Math.sqrt((2 * on * off) / (on + off)))
}

/**
 * The reviews of today's answer: the last review's, without going through the ones before where they could not matter.
 *
 * The fits are brought to the day of the last review. Null before the first review.
 */
export function lastReview(judged: Judged, support: readonly SupportPoint[]): readonly Review[] | null {
  const { input, options, fits } = judged
  const day = options.committedLook ? input.outcome.length : lastReviewDay(input.outcome.length)
  if (day === 0) return null
  for (const { fit } of fits) fit.look(day)
  const statistics = statisticsOn(judged, day, false)
  const now = statistics.map((one, k) => reviewOne(judged, k, day, one, 'cannot-tell-yet'))
  if (options.committedLook) return now
  // what crosses its line today says so whatever was read before; anything else may be overruled by an earlier verdict that still stands
  const historyMatters = now.some(({ verdict }, k) => {
    const { facts, separable, helps, fallsShort } = statistics[k]
    if (verdict === 'helping' || verdict === 'worse' || unanswerable(facts, day, separable) !== null) return false
    return Math.abs(helps) >= STANDING_STATISTIC || (verdict === 'cannot-tell-yet' && fallsShort >= STANDING_STATISTIC)
  })
  if (!historyMatters) return now
  const last = reviewAll(input, options, support).at(-1)
  return last?.day === day ? last.reviews : now
}
