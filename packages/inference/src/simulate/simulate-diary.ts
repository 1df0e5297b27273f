// Synthetic diaries with known truth: the model's own world, and the worlds in which it is wrong.
import { SLOW_PHI } from '../product-support.ts'
import type { Random } from '../random.ts'

/** How days come about. `latent-path` is the model's own world; all others are ways in which it is wrong. */
export const GENERATORS = [
  'latent-path',
  'clustered-attacks',
  'markov-days',
  'weekly-rhythm',
  'menstrual',
  'heavy-tails',
  'slow-trend',
  'sudden-remission',
] as const

export type Generator = (typeof GENERATORS)[number]

export interface DiaryRecipe {
  readonly generator: Generator
  readonly days: number
  /** Exposure 0…1 a day. */
  readonly exposure: Float64Array
  /** Log odds ratio of full exposure; 0 is a useless treatment. */
  readonly effect: number
  /** Outcome days per 28 without treatment, averaged over the path. */
  readonly baseRatePer28: number
  /** Lag-1 correlation and stationary SD (logits) of the path. */
  readonly phi: number
  readonly sigma: number
  /** Stationary SD (logits) of a second, slow path with a half-life of months, as the product model has it; left out: none. */
  readonly slowSigma?: number
}

export interface SimulatedDiary {
  readonly outcome: Float64Array
  /** Chance of an outcome day given the path, as lived and without treatment. */
  readonly chance: Float64Array
  readonly chanceWithout: Float64Array
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

/** The intercept at which a logistic outcome over N(0, sigma²) has the given mean rate. Bisection on a 200-point quadrature. */
export function interceptForRate(daysPer28: number, sigma: number): number {
  const wanted = daysPer28 / 28
  let low = -12
  let high = 12
  for (let step = 0; step < 60; step++) {
    const middle = 0.5 * (low + high)
    let mean = 0
    let total = 0
    for (let k = 0; k < 200; k++) {
      const z = -5 + (10 * (k + 0.5)) / 200
      const weight = Math.exp(-0.5 * z * z)
      mean += weight * logistic(middle + sigma * z)
      total += weight
    }
    if (mean / total < wanted) low = middle
    else high = middle
  }
  return 0.5 * (low + high)
}

/** Draws one diary, every day logged. O(days). */
export function simulateDiary(recipe: DiaryRecipe, random: Random): SimulatedDiary {
  const { days, exposure, effect } = recipe
  const without = logitsWithout(recipe, random)
  const outcome = new Float64Array(days)
  const chance = new Float64Array(days)
  const chanceWithout = new Float64Array(days)
  let attackLeft = 0
  for (let t = 0; t < days; t++) {
    let logit = without[t]
    if (recipe.generator === 'markov-days') logit += t > 0 && outcome[t - 1] === 1 ? MARKOV_LIFT / 2 : -MARKOV_LIFT / 2
    chanceWithout[t] = logistic(logit)
    chance[t] = logistic(logit + effect * exposure[t])
    if (recipe.generator === 'clustered-attacks') {
      // an attack begins with this chance and then lasts one to three days
      if (attackLeft > 0) {
        attackLeft--
        outcome[t] = 1
      } else if (random.uniform() < chance[t] / 2) {
        outcome[t] = 1
        attackLeft = random.integer(3)
      }
    } else outcome[t] = random.uniform() < chance[t] ? 1 : 0
  }
  return { outcome, chance, chanceWithout }
}

/** How much likelier a headache day is after one than after none, log odds: between the real 0.78 and 0.36. */
const MARKOV_LIFT = Math.log(0.78 / 0.22) - Math.log(0.36 / 0.64)

function logitsWithout(recipe: DiaryRecipe, random: Random): Float64Array {
  const { days, generator, phi, slowSigma = 0 } = recipe
  const sigma = generator === 'markov-days' ? 0 : recipe.sigma
  const intercept = interceptForRate(recipe.baseRatePer28, Math.hypot(sigma, slowSigma))
  const path = new Float64Array(days)
  const innovation = Math.sqrt(1 - phi * phi)
  let level = random.normal()
  for (let t = 0; t < days; t++) {
    if (t > 0) level = phi * level + innovation * (generator === 'heavy-tails' ? heavyShock(random) : random.normal())
    path[t] = intercept + sigma * level
  }
  if (slowSigma > 0) addSlowPath(path, slowSigma, random)
  if (generator === 'weekly-rhythm') {
    const start = random.integer(7)
    for (let t = 0; t < days; t++) path[t] += (t + start) % 7 < 2 ? 0.8 : -0.3
  } else if (generator === 'menstrual') {
    let next = random.integer(28)
    while (next < days) {
      for (let t = Math.max(0, next - 2); t < Math.min(days, next + 3); t++) path[t] += 1.5
      next += 26 + random.integer(5)
    }
  } else if (generator === 'slow-trend') {
    const total = random.uniform() < 0.5 ? -1 : 1
    for (let t = 0; t < days; t++) path[t] += total * (t / 364 - 0.5)
  } else if (generator === 'sudden-remission') {
    const day = random.integer(days)
    const drop = 1 + 0.5 * random.uniform()
    for (let t = day; t < days; t++) path[t] -= drop
  }
  return path
}

/** Adds drift over months to a path. */
function addSlowPath(path: Float64Array, slowSigma: number, random: Random): void {
  const innovation = Math.sqrt(1 - SLOW_PHI * SLOW_PHI)
  let level = random.normal()
  for (let t = 0; t < path.length; t++) {
    if (t > 0) level = SLOW_PHI * level + innovation * random.normal()
    path[t] += slowSigma * level
  }
}

/** A t shock with 3 degrees of freedom, scaled to unit variance. */
function heavyShock(random: Random): number {
  const chi = random.normal() ** 2 + random.normal() ** 2 + random.normal() ** 2
  return random.normal() / Math.sqrt(chi / 3) / Math.sqrt(3)
}
