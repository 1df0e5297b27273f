// How long a trial of one takes with this diary's own rhythm: a forecast for each length of block, and the time that 80 % need.
import {
  daysForPower,
  powerSpread,
  powerWithin,
  type DiaryRhythm,
  type PairedSchedule,
  type TrialPlan,
} from '@clearday/inference'
import type { TrialSimulator } from '../workers/simulate-trials.ts'

/** Nobody plans longer than this. */
export const MOST_MONTHS = 36
const DAYS_A_MONTH = 365.25 / 12
const MOST_DAYS = Math.floor(MOST_MONTHS * DAYS_A_MONTH)

/** An effect as strong as they come: hardly any headache day is left. */
const TOTAL_EFFECT = 0.1
/** The share of trials that should be settled. */
const WANTED_POWER = 0.8
/** The lot alone is judged so much faster than the model that this many times the trials are simulated. */
const EVIDENCE_TRIALS = 10

/** The chance of finding an effect within the days of one schedule. */
export interface PowerForecast {
  readonly blockDays: number
  readonly pairs: number
  readonly days: number
  /** Share of simulated trials in which each would have said that it helps, at the end or before. */
  readonly byEvidence: number
  readonly byModel: number
  /** Monte Carlo standard errors of the two. */
  readonly evidenceError: number
  readonly modelError: number
  /** SD of `byEvidence` over the rhythms that fit the diary: what a longer diary would tell. */
  readonly rhythmSpread: number
}

/** Months until four in five such trials have said it; null: more than 36. */
export interface MonthsNeeded {
  readonly oddsRatio: number
  readonly byEvidence: number | null
  readonly byModel: number | null
}

export interface TrialForecast {
  readonly schedule: PairedSchedule
  readonly forecast: PowerForecast
}

/** So many rhythms stand for what the diary leaves open. */
export const RHYTHMS = 50

/** The middle of the rhythms, to be told. */
export function middleRhythm(rhythms: readonly DiaryRhythm[]): DiaryRhythm {
  const mean = (of: (rhythm: DiaryRhythm) => number): number =>
    rhythms.reduce((sum, rhythm) => sum + of(rhythm) / rhythms.length, 0)
  return {
    outcomeDaysPer28: mean((rhythm) => rhythm.outcomeDaysPer28),
    phi: mean((rhythm) => rhythm.phi),
    sigma: mean((rhythm) => rhythm.sigma),
    slowSigma: mean((rhythm) => rhythm.slowSigma),
    missingShare: rhythms[0].missingShare,
  }
}

/** Simulates every schedule within its days, picks the best, and asks of that one how many months 80 % and a total effect need. */
export async function planTrials(
  schedules: readonly PairedSchedule[],
  common: Pick<TrialPlan, 'rhythms' | 'oddsRatio' | 'halfLifeDays' | 'seed' | 'matters'>,
  modelTrials: number,
  simulator: TrialSimulator,
): Promise<{ plans: TrialForecast[]; best: TrialForecast; months: MonthsNeeded[] }> {
  const plans: (TrialForecast & { plan: TrialPlan; evidenceDays: number[]; modelDays: number[] })[] = []
  for (const schedule of schedules) {
    const { blockDays, washoutDays, onFirst } = schedule
    const days = 2 * blockDays * onFirst.length
    const plan = { ...common, blockDays, washoutDays, mostDays: Math.max(MOST_DAYS, days) }
    const evidenceDays = await simulator.daysFound(plan, 'evidence', EVIDENCE_TRIALS * modelTrials, days)
    const modelDays = await simulator.daysFound(plan, 'model', modelTrials, days)
    const evidence = powerWithin(evidenceDays, days)
    const model = powerWithin(modelDays, days)
    plans.push({
      schedule,
      plan,
      evidenceDays,
      modelDays,
      forecast: {
        blockDays,
        pairs: onFirst.length,
        days,
        byEvidence: evidence.share,
        byModel: model.share,
        evidenceError: evidence.error,
        modelError: model.error,
        rhythmSpread: powerSpread(evidenceDays, days, common.rhythms.length),
      },
    })
  }
  const best = plans.reduce((a, b) => (power(b.forecast) > power(a.forecast) ? b : a))
  const whole = await simulator.daysFound(best.plan, 'model', modelTrials, MOST_DAYS, {
    days: best.modelDays,
    until: best.forecast.days,
  })
  const months = [{ oddsRatio: common.oddsRatio, byEvidence: monthsFor(best.evidenceDays), byModel: monthsFor(whole) }]
  if (common.oddsRatio > TOTAL_EFFECT) {
    const total = { ...best.plan, oddsRatio: TOTAL_EFFECT }
    const byEvidence = await simulator.daysFound(total, 'evidence', EVIDENCE_TRIALS * modelTrials, MOST_DAYS)
    const byModel = await simulator.daysFound(total, 'model', modelTrials, MOST_DAYS)
    months.push({ oddsRatio: TOTAL_EFFECT, byEvidence: monthsFor(byEvidence), byModel: monthsFor(byModel) })
  }
  return {
    plans: plans.map(({ schedule, forecast }) => ({ schedule, forecast })),
    best,
    months,
  }
}

function power({ byEvidence, byModel }: PowerForecast): number {
  return Math.max(byEvidence, byModel)
}

function monthsFor(daysFound: readonly number[]): number | null {
  const days = daysForPower(daysFound, WANTED_POWER)
  return days === null || days > MOST_DAYS ? null : Math.max(1, Math.round(days / DAYS_A_MONTH))
}
