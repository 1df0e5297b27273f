// Tomorrow's chance on the real example diaries, with every constant learned from the other patients only.
import { readFileSync } from 'node:fs'
import { FORECAST_PRIOR, forecastTomorrow, type ForecastPrior } from '@clearday/inference'
import { BASE_RATE_PRIORS, baseRateScore, LAG_PRIORS, lagScore, RIDGE, UNIFORM_RATE } from './rivals.ts'

/** Ways of forecasting that know equally much before the first day: sums of log scores by patient. */
interface Contest {
  readonly knows: string
  readonly baseRate: readonly number[]
  readonly lag: readonly number[]
  readonly path: readonly number[]
}

export interface RealScores {
  /** Logged days of each patient. */
  readonly days: readonly number[]
  readonly contests: readonly Contest[]
}

/** Nothing here was learned from headache diaries. */
const NOBODYS_PRIOR: ForecastPrior = {
  levelMean: 0,
  levelSd: 2,
  support: FORECAST_PRIOR.support.map((point) => ({ ...point, weight: 1 / FORECAST_PRIOR.support.length })),
}

/** Levels at which the likelihood of every patient is computed once, logits. */
const LEVELS = Array.from({ length: 49 }, (_, k) => -6 + 0.25 * k)

/** Runs every way of forecasting over the example's 66 patients. About two minutes. */
export function scoreRealDiaries(): RealScores {
  const diaries = realDiaries()
  const likelihoods = diaries.map(likelihoodByConstants)
  const plain = contestWithoutDiaries(diaries)
  return {
    days: diaries.map((outcome) => outcome.filter((value) => !Number.isNaN(value)).length),
    contests: [
      plain,
      {
        knows: 'what the other patients’ diaries say (leave one out)',
        baseRate: bestOfOthers(diaries, BASE_RATE_PRIORS, baseRateScore),
        lag: bestOfOthers(diaries, LAG_PRIORS, lagScore),
        path: diaries.map((one, patient) =>
          scoreOf(one, priorFrom(likelihoods.filter((_, other) => other !== patient))),
        ),
      },
      {
        ...plain,
        knows: 'path as it ships, its usual level centred on these same patients; the others nothing',
        path: diaries.map((one) => scoreOf(one, FORECAST_PRIOR)),
      },
    ],
  }
}

/** All three as they are without any other diary. */
export function contestWithoutDiaries(diaries: readonly Float64Array[]): Contest {
  return {
    knows: 'nothing from any diary',
    baseRate: diaries.map((one) => baseRateScore(one, UNIFORM_RATE)),
    lag: diaries.map((one) => lagScore(one, RIDGE)),
    path: diaries.map((one) => scoreOf(one, NOBODYS_PRIOR)),
  }
}

/** Every patient's score under the prior that scores best over all the others. */
function bestOfOthers<Prior>(
  diaries: readonly Float64Array[],
  priors: readonly Prior[],
  scoreUnder: (outcome: Float64Array, prior: Prior) => number,
): number[] {
  const scores = priors.map((prior) => diaries.map((outcome) => scoreUnder(outcome, prior)))
  const totals = scores.map((row) => row.reduce((sum, one) => sum + one, 0))
  return diaries.map((_, patient) => {
    const best = scores.reduce(
      (found, row, k) => (totals[k] - row[patient] > totals[found] - scores[found][patient] ? k : found),
      0,
    )
    return scores[best][patient]
  })
}

/** The example's diaries: one entry per calendar day, the first of duplicated days, NaN where none was logged. */
export function realDiaries(): Float64Array[] {
  const [header, ...rows] = readFileSync(new URL('../../examples/kostecki-dillon-part.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','))
  const id = header.indexOf('id')
  const time = header.indexOf('time')
  const headache = header.indexOf('headache')
  const patients = new Map<string, Map<number, number>>()
  for (const row of rows) {
    const days = patients.get(row[id]) ?? new Map<number, number>()
    patients.set(row[id], days)
    if (!days.has(Number(row[time]))) days.set(Number(row[time]), row[headache] === 'yes' ? 1 : 0)
  }
  return [...patients.values()].map((days) => {
    const first = Math.min(...days.keys())
    const last = Math.max(...days.keys())
    return Float64Array.from({ length: last - first + 1 }, (_, t) => days.get(first + t) ?? Number.NaN)
  })
}

/** Sum of the log scores; the log likelihood of the diary where the prior is a single point. */
function scoreOf(outcome: Float64Array, prior: ForecastPrior): number {
  const made = forecastTomorrow(outcome, prior)
  if (made.type === 'error') throw new Error(made.problem.message)
  return made.value.track.logScore * made.value.track.day.length
}

/** The likelihood of one diary at every support point (rows) and level (columns), scaled to a largest of 1. */
function likelihoodByConstants(outcome: Float64Array): number[][] {
  const logs = FORECAST_PRIOR.support.map(({ phi, sigma }) =>
    LEVELS.map((level) => scoreOf(outcome, { levelMean: level, levelSd: 1e-9, support: [{ phi, sigma, weight: 1 }] })),
  )
  const most = Math.max(...logs.flat())
  return logs.map((row) => row.map((log) => Math.exp(log - most)))
}

/** Level mean, level SD and support weights under which these patients' diaries are likeliest together, by 200 steps of expectation maximisation. */
function priorFrom(likelihoods: readonly number[][][]): ForecastPrior {
  let { levelMean, levelSd } = NOBODYS_PRIOR
  let weights = NOBODYS_PRIOR.support.map(({ weight }) => weight)
  for (let step = 0; step < 200; step++) {
    const levels = LEVELS.map((level) => Math.exp(-0.5 * ((level - levelMean) / levelSd) ** 2))
    const next = weights.map(() => 0)
    let first = 0
    let second = 0
    for (const likelihood of likelihoods) {
      const masses = likelihood.map((row, s) => row.map((value, k) => weights[s] * levels[k] * value))
      const total = masses.flat().reduce((sum, one) => sum + one, 0)
      masses.forEach((row, s) =>
        row.forEach((mass, k) => {
          const share = mass / total
          next[s] += share / likelihoods.length
          first += (share * LEVELS[k]) / likelihoods.length
          second += (share * LEVELS[k] ** 2) / likelihoods.length
        }),
      )
    }
    weights = next
    levelMean = first
    levelSd = Math.sqrt(second - first ** 2)
  }
  return {
    levelMean,
    levelSd,
    support: FORECAST_PRIOR.support.map((point, s) => ({ ...point, weight: weights[s] })),
  }
}
