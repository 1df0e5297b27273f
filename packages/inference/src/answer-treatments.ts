// Every treatment of one patient judged by the product model: effect, chances, verdict, and what would change it.
import type { CaveatCode, NaiveComparison, PatientAnswer, TreatmentAnswer } from './answer.ts'
import { summariseMarginal, correctedMarginal, type DrawnPosterior } from './corrected-marginal.ts'
import { dailyCourse } from './daily-course.ts'
import { averagedNodes, combinationFits, type CombinationFit } from './exposure-combinations.ts'
import type { ExposureFacts } from './exposure-facts.ts'
import { observedDayIndices } from './latent-posterior.ts'
import { normalCdf } from './normal-distribution.ts'
import type { AnswerOptions, PatientInput, TreatmentInput } from './patient-input.ts'
import { drawProductPosterior, TREATMENT_MEASURES } from './product-draws.ts'
import type { ProductNode } from './product-fit.ts'
import { PRODUCT_MODEL, type SupportPoint } from './product-support.ts'
import { boundsFor, daysUntilSettled, isSingleSwitch, openReason } from './verdict.ts'
import { lastReview, likeliestFit, statisticsOn, type Review, type Statistics } from './verdict-reviews.ts'
import { mixtureCdf, summariseWeighted } from './weighted-summary.ts'

/** Draws behind the intervals: their ends move by about a tenth of a day from seed to seed. */
export const ANSWER_DRAWS = 500

/**
 * The answer under a given support; `options.sensitivity` is not looked at.
 *
 * Time O(T), or O(reviews · T) where an earlier verdict may still stand; memory O(T). The input must have passed `checkPatientInput`.
 */
export function answerTreatments(
  input: PatientInput,
  options: AnswerOptions,
  support: readonly SupportPoint[],
  draws = ANSWER_DRAWS,
): Omit<PatientAnswer, 'joint'> {
  const days = input.outcome.length
  const fits = combinationFits(input, support)
  // the verdict is that of the last review, which comes before the look at today
  const reviews = lastReview({ input, options, fits }, support)
  for (const { fit } of fits) fit.look(days)
  const statistics = statisticsOn({ input, options, fits }, days, true)
  const { nodes, shares } = averagedNodes(fits)
  const posterior = drawAll(input.treatments, fits, shares, nodes, draws, options.seed)
  const first = likeliestFit(fits)
  const observed = observedDayIndices(input.outcome)
  let outcomeDays = 0
  for (const t of observed) outcomeDays += input.outcome[t]
  const treatments = input.treatments.map((treatment, k) =>
    answerOne({
      input,
      options,
      treatment,
      place: k,
      posterior,
      best: first,
      inUse: treatment.inUse ?? fits[0].exposures[k],
      statistics: statistics[k],
      review: reviews?.[k] ?? null,
    }),
  )
  const p = first.laidOut.design.columns.length
  const nodeWeights = Float64Array.from(nodes, (node) => node.weight)
  const spread = (value: (node: ProductNode) => number) =>
    summariseWeighted(Float64Array.from(nodes, value), nodeWeights)
  return {
    treatments,
    covariates: input.covariates.map(({ name }, k) => ({
      name,
      logOddsRatio: summariseMarginal(posterior, first.laidOut.covariateIndex[k], p),
    })),
    path: {
      phi: spread((node) => node.point.phi),
      sigma: spread((node) => node.point.sigma),
      slowSigma: spread((node) => node.point.slowSigma),
    },
    course: options.course ? dailyCourse(fits, shares) : null,
    days,
    observedDays: observed.length,
    outcomeDays,
    model: PRODUCT_MODEL,
    seed: options.seed,
  }
}

/** Draws from every combination that carries weight, as one posterior. */
function drawAll(
  treatments: readonly TreatmentInput[],
  fits: readonly CombinationFit[],
  shares: readonly number[],
  nodes: readonly ProductNode[],
  draws: number,
  seed: number,
): DrawnPosterior {
  const parts = fits.map(({ fit, exposures, laidOut }, k) =>
    drawProductPosterior(
      fit,
      exposures.map((exposure, j) => ({
        exposure,
        index: laidOut.treatmentIndex[j],
        inUse: treatments[j].inUse ?? exposure,
      })),
      Math.max(60, draws * shares[k]),
      seed + k,
    ),
  )
  const count = parts.reduce((sum, part) => sum + part.count, 0)
  const width = parts[0].width
  const weights = new Float64Array(count)
  const node = new Int32Array(count)
  const values = new Float64Array(count * width)
  let at = 0
  let nodeAt = 0
  parts.forEach((part, k) => {
    for (let s = 0; s < part.count; s++) {
      weights[at + s] = part.weights[s] * shares[k]
      node[at + s] = part.node[s] + nodeAt
    }
    values.set(part.values, at * width)
    at += part.count
    nodeAt += fits[k].fit.nodes.length
  })
  return {
    nodes: nodes.map((state) => ({ i: 0, j: 0, slowSigma: state.point.slowSigma, ...state })),
    draws: {
      count,
      width,
      weights,
      node,
      values,
      effective: 1 / weights.reduce((sum, weight) => sum + weight * weight, 0),
    },
  }
}

interface OneTreatment {
  readonly input: PatientInput
  readonly options: AnswerOptions
  readonly treatment: TreatmentInput
  readonly place: number
  readonly posterior: DrawnPosterior
  readonly best: CombinationFit
  /** Above 0 on the days in use that the rule counts: of sessions, those that still act if they act for the shortest time. */
  readonly inUse: Float64Array
  readonly statistics: Statistics
  /** What the last review read; null before the first. */
  readonly review: Review | null
}

function answerOne(work: OneTreatment): TreatmentAnswer {
  const { input, options, treatment, place, posterior, best, review } = work
  const { facts, helps, fallsShort, separable, inseparableFrom } = work.statistics
  const days = input.outcome.length
  const p = best.laidOut.design.columns.length
  const index = best.laidOut.treatmentIndex[place]
  const judgement = {
    facts,
    days,
    separable,
    judged: input.treatments.length,
    committedLook: options.committedLook,
    helps,
    fallsShort,
  }
  const verdict = review?.verdict ?? 'cannot-tell-yet'
  const settled = review !== null && (verdict !== 'cannot-tell-yet' || review.reason === 'drift-could-explain')
  const reason = settled ? review.reason : openReason(judgement)
  const measure = (name: (typeof TREATMENT_MEASURES)[number]): number =>
    p + TREATMENT_MEASURES.length * place + TREATMENT_MEASURES.indexOf(name)
  const chanceOf = (matters: AnswerOptions['matters']): number =>
    matters.kind === 'percent'
      ? mixtureCdf(
          correctedMarginal(posterior, measure('logRatio'), p, index).mixture,
          Math.log(1 - matters.percent / 100),
        )
      : mixtureCdf(correctedMarginal(posterior, measure('change'), p, index).mixture, -matters.daysPer28)
  const { otherMatters } = options
  const effectDaysPer28 = summariseMarginal(posterior, measure('change'), p, index)
  return {
    name: treatment.name,
    verdict,
    reason,
    inseparableFrom,
    chanceHelps: normalCdf(helps),
    chanceMatters: chanceOf(options.matters),
    matters: options.matters,
    ...(otherMatters !== undefined && {
      otherChance: { matters: otherMatters, chance: chanceOf(otherMatters) },
    }),
    effectDaysPer28,
    effectFraction: summariseMarginal(posterior, measure('fraction'), p, index),
    oddsRatio: oddsRatioSummary(posterior, index, p),
    daysPer28With: summariseMarginal(posterior, measure('with'), p),
    daysPer28Without: summariseMarginal(posterior, measure('without'), p),
    loggedDaysOn: facts.loggedDaysOn,
    loggedDaysOff: facts.loggedDaysOff,
    switches: facts.switches,
    rule: { statistic: helps, bound: boundsFor(judgement).effect, matterStatistic: fallsShort },
    moreDays: verdict === 'cannot-tell-yet' ? daysUntilSettled(judgement) : null,
    history: [],
    caveats: caveats(work, facts, verdict !== 'cannot-tell-yet'),
    sensitivity: [],
    naive: naiveComparison(input.outcome, work.inUse, facts, effectDaysPer28.mean),
  }
}

function oddsRatioSummary(posterior: DrawnPosterior, index: number, p: number): TreatmentAnswer['oddsRatio'] {
  const log = summariseMarginal(posterior, index, p)
  const mean = Math.exp(log.mean + 0.5 * log.sd * log.sd)
  return {
    mean,
    sd: mean * Math.sqrt(Math.exp(log.sd * log.sd) - 1),
    q025: Math.exp(log.q025),
    q50: Math.exp(log.q50),
    q975: Math.exp(log.q975),
  }
}

function caveats(work: OneTreatment, facts: ExposureFacts, judged: boolean): CaveatCode[] {
  const { input, treatment, options } = work
  const days = input.outcome.length
  const found: CaveatCode[] = []
  if (isSingleSwitch(facts) && facts.loggedDaysOn > 0 && facts.loggedDaysOff > 0) found.push('single-switch')
  if (days - facts.logged > 0.25 * days) found.push('many-missing')
  if (treatment.variants.length > 1) found.push('half-life-assumed')
  if (judged && days < 182) found.push('estimate-exaggerated')
  if (nearSeparation(input.outcome, work.inUse, facts)) found.push('near-separation')
  if (options.committedLook) found.push('committed-look')
  if (sessionsFollowBadDays(input.outcome, treatment.sessionDays)) found.push('reactive-sessions')
  return found
}

/** Nearly all logged days alike on one side. */
function nearSeparation(outcome: Float64Array, inUse: Float64Array, facts: ExposureFacts): boolean {
  let on = 0
  for (let t = 0; t < outcome.length; t++) if (outcome[t] === 1 && inUse[t] > 0) on++
  const off = facts.outcomeDays - on
  const side = (count: number, total: number): boolean => total > 0 && Math.min(count, total - count) < 2
  return side(on, facts.loggedDaysOn) || side(off, facts.loggedDaysOff)
}

/** Whether sessions tend to come right after worse days: their two days before hold a third more outcome days than usual. */
function sessionsFollowBadDays(outcome: Float64Array, sessionDays: readonly number[]): boolean {
  let before = 0
  let known = 0
  for (const day of sessionDays) {
    for (const t of [day - 2, day - 1]) {
      if (t >= 0 && t < outcome.length && outcome[t] === outcome[t]) {
        before += outcome[t]
        known++
      }
    }
  }
  let usual = 0
  let logged = 0
  for (const value of outcome) {
    if (value === value) {
      usual += value
      logged++
    }
  }
  if (known < 8) return false
  const rate = usual / logged
  // more than two standard errors above the usual share
  return before / known > rate + 2 * Math.sqrt((rate * (1 - rate)) / known) && before / known > 1.33 * rate
}

function naiveComparison(
  outcome: Float64Array,
  inUse: Float64Array,
  facts: ExposureFacts,
  modelled: number,
): NaiveComparison {
  let on = 0
  for (let t = 0; t < outcome.length; t++) if (outcome[t] === 1 && inUse[t] > 0) on++
  const rateOn = facts.loggedDaysOn > 0 ? (28 * on) / facts.loggedDaysOn : 0
  const rateOff = facts.loggedDaysOff > 0 ? (28 * (facts.outcomeDays - on)) / facts.loggedDaysOff : 0
  const change = facts.loggedDaysOn > 0 && facts.loggedDaysOff > 0 ? rateOn - rateOff : 0
  return { rateOff, rateOn, changeDaysPer28: change, differsBy: change - modelled }
}
