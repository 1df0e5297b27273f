// What the forecast measurement runs on simulated diaries: is noise ever shown a forecast, and what are shown forecasts worth?
import {
  FORECAST_PRIOR,
  forecastTomorrow,
  interceptForRate,
  simulateDiary,
  type DiaryRecipe,
  type ForecastPrior,
} from '@clearday/inference'
import type { Cell, Counts } from '../calibration/kinds.ts'

const DAYS = 365

/** Chances fall into so many bins of equal width, by what came: enough for reliability and the area under the curve. */
export const CHANCE_BINS = 50

type World = Omit<DiaryRecipe, 'days' | 'exposure' | 'effect'>

/** Sums of one patient. Of shown days: `days`, `gain` (log score over the base rate's), chances by bin and what came. */
function figures(outcome: Float64Array, prior: ForecastPrior): Counts {
  const made = forecastTomorrow(outcome, prior)
  if (made.type === 'error') throw new Error(made.problem.message)
  const { firstShownDay, shown, track } = made.value
  const by = (day: number): number => (firstShownDay !== null && firstShownDay <= day ? 1 : 0)
  const counts: Counts = {
    'ever shown': by(DAYS),
    'by day 90': by(90),
    'by day 180': by(180),
    'at the end': shown ? 1 : 0,
    'all days': track.day.length,
    'all gain': track.day.length * (track.logScore - track.baseLogScore),
  }
  const add = (name: string, value: number): void => {
    counts[name] = (counts[name] ?? 0) + value
  }
  track.day.forEach((_, k) => {
    const chance = track.chance[k]
    const base = track.baseRate[k]
    const value = track.outcome[k]
    const bin = Math.min(CHANCE_BINS - 1, Math.floor(chance * CHANCE_BINS))
    add(`all bin ${bin} came ${value}`, 1)
    if (track.shown[k] !== 1) return
    add('shown days', 1)
    add('shown gain', Math.log(value === 1 ? chance / base : (1 - chance) / (1 - base)))
    add(`shown bin ${bin} came ${value}`, 1)
    add(`shown bin ${bin} chances`, chance)
  })
  return counts
}

function cell(group: string, name: string, world: World, promises: Cell['promises'], prior = FORECAST_PRIOR): Cell {
  const exposure = new Float64Array(DAYS)
  return {
    group,
    name,
    promises,
    run: (random) => figures(simulateDiary({ ...world, days: DAYS, exposure, effect: 0 }, random).outcome, prior),
  }
}

const HARDLY_EVER = [{ count: 'ever shown', atMost: 0.05 }]

function path(baseRatePer28: number, phi: number, sigma: number): World {
  return { generator: 'latent-path', baseRatePer28, phi, sigma }
}

/** What somebody would say who knew the path's parameters and the usual level: nothing can do better on average. */
function known(baseRatePer28: number, phi: number, sigma: number): ForecastPrior {
  return {
    levelMean: interceptForRate(baseRatePer28, sigma),
    levelSd: 1e-6,
    support: [{ phi, sigma, weight: 1 }],
  }
}

export const NOISE = 'nothing to foretell: every day by itself, one chance for all'
export const SIGNAL = 'something to foretell'
export const CEILING = 'the same with the path’s parameters known'
export const DRIFTS = 'no spells, but the chance changes'

const SIGNALS: readonly (readonly [number, number, number])[] = [
  [10, 0.87, 1],
  [4, 0.87, 1],
  [22, 0.87, 1],
  [10, 0.87, 0.5],
  [10, 0.95, 1],
  [10, 0.87, 1.7],
]

export const FORECAST_CELLS: readonly Cell[] = [
  ...[1, 4, 10, 14, 18, 24, 27].map((rate) => cell(NOISE, `${rate} days in 28`, path(rate, 0, 0), HARDLY_EVER)),
  ...SIGNALS.map(([rate, phi, sigma]) =>
    cell(SIGNAL, `${rate} days in 28, φ ${phi}, σ ${sigma}`, path(rate, phi, sigma), []),
  ),
  ...SIGNALS.slice(0, 1).map(([rate, phi, sigma]) =>
    cell(CEILING, `${rate} days in 28, φ ${phi}, σ ${sigma}`, path(rate, phi, sigma), [], known(rate, phi, sigma)),
  ),
  ...(
    [
      ['slow-trend', 'one logit up or down over the year'],
      ['sudden-remission', 'a lasting drop of 1 to 1.5 logits on some day'],
      ['weekly-rhythm', 'weekends 1.1 logits above weekdays'],
      ['menstrual', 'five days in 28 higher by 1.5 logits'],
      ['markov-days', 'a headache makes another likelier on the next day'],
    ] as const
  ).map(([generator, name]) => cell(DRIFTS, name, { generator, baseRatePer28: 10, phi: 0, sigma: 0 }, [])),
]
