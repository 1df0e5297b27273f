// The honest time a trial of one takes: when simulated trials with this person's own rate and rhythm first say that it helps.
import { DEFAULT_ANSWER_OPTIONS, type AnswerOptions } from '../patient-input.ts'
import { createRandom } from '../random.ts'
import { replayPatient } from '../replay-patient.ts'
import { simulateDiary } from '../simulate/simulate-diary.ts'
import { carriedOver } from './carry-over.ts'
import type { DiaryRhythm } from './diary-rhythm.ts'
import { eProcess } from './e-process.ts'
import { pairCounts, schedulePairs, scheduleDays, scheduleExposure, type PairedSchedule } from './paired-schedule.ts'
import { randomisationTest } from './randomisation-test.ts'

/** A trial to be simulated again and again. */
export interface TrialPlan {
  /** The rhythms that fit this person, one after the other given to the simulated trials. */
  readonly rhythms: readonly DiaryRhythm[]
  readonly blockDays: number
  readonly washoutDays: number
  /** True odds ratio of the whole effect, below 1 for help. */
  readonly oddsRatio: number
  /** Half-life with which the effect comes after a block begins and goes after it ends, days; 0: at once. */
  readonly halfLifeDays: number
  /** How long each simulated trial goes on, days. */
  readonly mostDays: number
  readonly seed: number
  readonly matters: AnswerOptions['matters']
}

/**
 * The day of the trial, counted from 1, on which one simulated trial first says that it helps; Infinity where it never does. Because a
 * trial may be looked at along the way, these days are the power at every length at once.
 *
 * @param patient the number of the simulated trial: the same plan and number give the same one.
 */
export function dayFoundByEvidence(plan: TrialPlan, patient: number): number {
  const { outcome, drawn } = simulateTrial(plan, patient)
  const { helpsAt } = eProcess(
    pairCounts(outcome, schedulePairs(drawn), plan.washoutDays),
    plan.blockDays - plan.washoutDays,
  )
  return helpsAt === null ? Infinity : 2 * plan.blockDays * helpsAt
}

/**
 * The same day by the rule that answers diaries, with reviews; only the first `until` days are judged. Some hundred milliseconds a year.
 *
 * @param judged days that are known to hold no such answer, from an earlier call.
 */
export function dayFoundByModel(plan: TrialPlan, patient: number, until: number, judged = 0): number {
  const { outcome, exposure } = simulateTrial(plan, patient)
  // many trials end early, and a short replay costs little
  for (let days = Math.min(2 * judged || 224, until); ; days = Math.min(2 * days, until)) {
    const replayed = replayPatient(
      {
        outcome: outcome.slice(0, days),
        treatments: [{ name: 'on', exposure: exposure.slice(0, days), variants: [], sessionDays: [] }],
        covariates: [],
        recalledDaysPer28: null,
      },
      { ...DEFAULT_ANSWER_OPTIONS, matters: plan.matters, stepDays: 1 },
    )
    const found = replayed.type === 'ok' ? replayed.value[0].ever.helping : null
    if (found !== null) return found
    if (days >= until) return Infinity
  }
}

/**
 * Whether one simulated trial, read once at its end by the randomisation test, says that it helps: for a trial of each of the numbers of pairs.
 * Such a trial is looked at once, so that each length is a trial of its own.
 *
 * @param pairs numbers of pairs; those that do not fit into the plan's days find nothing.
 */
export function foundAtTheEnd(plan: TrialPlan, patient: number, pairs: readonly number[]): boolean[] {
  const { outcome, drawn } = simulateTrial(plan, patient)
  const counts = pairCounts(outcome, schedulePairs(drawn), plan.washoutDays)
  return pairs.map((count) => {
    if (count > counts.length) return false
    const tested = randomisationTest(counts.slice(0, count))
    return tested.type === 'ok' && tested.value.pHelps <= 0.05
  })
}

/** One trial with an order drawn by lot, as many whole pairs as fit: `exposure` is what was scheduled, not what was left of the effect. */
function simulateTrial(plan: TrialPlan, patient: number) {
  const { blockDays, washoutDays, oddsRatio, halfLifeDays, mostDays } = plan
  const rhythm = plan.rhythms[patient % plan.rhythms.length]
  const random = createRandom(plan.seed, patient)
  const drawn: PairedSchedule = {
    seed: 0,
    startDay: 0,
    blockDays,
    washoutDays,
    caveats: [],
    onFirst: Array.from({ length: Math.floor(mostDays / (2 * blockDays)) }, () => random.uniform() < 0.5),
  }
  const days = Math.max(mostDays, scheduleDays(drawn))
  const exposure = scheduleExposure(drawn, days)
  const { outcome } = simulateDiary(
    {
      generator: 'latent-path',
      days,
      exposure: carriedOver(exposure, halfLifeDays),
      effect: Math.log(oddsRatio),
      baseRatePer28: rhythm.outcomeDaysPer28,
      phi: rhythm.phi,
      sigma: rhythm.sigma,
      slowSigma: rhythm.slowSigma,
    },
    random,
  )
  const logged = outcome.map((value) => (random.uniform() < rhythm.missingShare ? Number.NaN : value))
  return { outcome: logged, exposure, drawn }
}

/**
 * Share of simulated trials that had said it by a day, and its Monte Carlo standard error: as if two more had said it and two had
 * not (Agresti and Coull 1998), so that none or all of a few is not taken for certain.
 */
export function powerWithin(daysFound: readonly number[], days: number): { share: number; error: number } {
  const found = daysFound.filter((day) => day <= days).length
  const trials = daysFound.length + 4
  const middle = (found + 2) / trials
  return { share: found / daysFound.length, error: Math.sqrt((middle * (1 - middle)) / trials) }
}

/**
 * How much the power differs between the rhythms that fit: the SD over them, with the simulation's own noise taken out.
 *
 * @param daysFound of trials numbered 0, 1, … that took turns among `rhythms` of them; several each.
 */
export function powerSpread(daysFound: readonly number[], days: number, rhythms: number): number {
  let mean = 0
  let square = 0
  let noise = 0
  for (let k = 0; k < rhythms; k++) {
    const own = daysFound.filter((_, patient) => patient % rhythms === k)
    const { share } = powerWithin(own, days)
    mean += share / rhythms
    square += (share * share) / rhythms
    noise += (share * (1 - share)) / (own.length - 1) / rhythms
  }
  return Math.sqrt(Math.max(0, square - mean * mean - noise))
}

/** The first day by which at least `share` of the simulated trials had said it; null where they never had. */
export function daysForPower(daysFound: readonly number[], share: number): number | null {
  const sorted = [...daysFound].sort((a, b) => a - b)
  const day = sorted[Math.ceil(share * sorted.length) - 1]
  return day === Infinity ? null : day
}
