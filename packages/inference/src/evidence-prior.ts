// What trials say about a treatment, as a distribution of the change in outcome days per 28 that passes through three given numbers.
import { normalQuantile } from './normal-distribution.ts'
import { ok, refuse, type Result } from './result.ts'

/**
 * The change to expect for one person, in outcome days per 28; negative is fewer. `low` and `high` hold 95 %, and half lies on either side
 * of `mean`. A trial's interval for its average is narrower than this: people differ.
 */
export interface EffectEvidence {
  readonly mean: number
  readonly low: number
  readonly high: number
}

/** The prior as functions of the change in days. */
export interface EvidencePrior {
  /** Normalised, and finite everywhere. */
  readonly logDensity: (days: number) => number
  /** The change below which a share p lies. */
  readonly quantile: (p: number) => number
}

const REACH_95 = normalQuantile(0.975)
/** Narrower than this it would be no prior but an answer. */
const NARROWEST_DAYS = 0.4
/** One side of the interval may be this many times as long as the other. */
const MOST_LOPSIDED = 5

/** Errors: evidence-not-a-number, evidence-out-of-range, evidence-order, evidence-narrow, evidence-lopsided. */
export function checkEvidence(name: string, { mean, low, high }: EffectEvidence): Result<true> {
  const path = ['treatments', name, 'evidence']
  const said = `the evidence for ${name}`
  const wrong = [mean, low, high].find((value) => !Number.isFinite(value))
  if (wrong !== undefined) {
    return refuse(
      'evidence-not-a-number',
      path,
      `${said} holds something that is not a number; give three numbers.`,
      wrong,
    )
  }
  const far = [mean, low, high].find((value) => Math.abs(value) > 28)
  if (far !== undefined) {
    return refuse(
      'evidence-out-of-range',
      path,
      `${said} says ${far}; a change in days per 28 lies between -28 and 28.`,
      far,
    )
  }
  if (low > high) {
    return refuse('evidence-order', path, `${said} runs from ${low} to ${high}; give the lower end first.`, low)
  }
  if (!(low < mean && mean < high)) {
    return refuse(
      'evidence-order',
      path,
      `${said} has ${mean} outside its range, ${low} to ${high}; it lies between them.`,
      mean,
    )
  }
  if (high - low < NARROWEST_DAYS) {
    const message = `${said} runs from ${low} to ${high}; a range narrower than ${NARROWEST_DAYS} days cannot hold 95 % of people.`
    return refuse('evidence-narrow', path, message, high - low)
  }
  const ratio = (high - mean) / (mean - low)
  if (ratio > MOST_LOPSIDED || ratio < 1 / MOST_LOPSIDED) {
    const message = `${said} has ${mean} too near one end of ${low} to ${high}; one side may be ${MOST_LOPSIDED} times as long as the other.`
    return refuse('evidence-lopsided', path, message, ratio)
  }
  return ok(true)
}

/**
 * A normal where the range is symmetric, and otherwise a shifted log-normal: the smooth, one-humped curve whose 2.5 %, 50 % and 97.5 %
 * points are the three numbers. They must have passed `checkEvidence`.
 */
export function evidencePrior({ mean, low, high }: EffectEvidence): EvidencePrior {
  const ratio = (high - mean) / (mean - low)
  if (Math.abs(ratio - 1) < 1e-6) {
    const sd = (high - low) / (2 * REACH_95)
    return {
      logDensity: (days) => -0.5 * ((days - mean) / sd) ** 2 - Math.log(sd * Math.sqrt(2 * Math.PI)),
      quantile: (p) => mean + sd * normalQuantile(p),
    }
  }
  // days = mean + scale · (exp(shape · z) − 1) with z standard normal; scale and shape have one sign
  const shape = Math.log(ratio) / REACH_95
  const scale = (high - mean) / (ratio - 1)
  return {
    logDensity: (days) => {
      const stretched = 1 + (days - mean) / scale
      // beyond the end of a log-normal: as good as impossible, but finite, so that a diary that disagrees still has an answer
      if (stretched < 1e-9) return -1e4 * (1 - stretched)
      const z = Math.log(stretched) / shape
      return -0.5 * z * z - Math.log(Math.sqrt(2 * Math.PI) * shape * scale * stretched)
    },
    quantile: (p) => mean + scale * (Math.exp(shape * normalQuantile(p)) - 1),
  }
}

/** A density on evenly spaced days, in the numbers that are read. */
export interface EffectDensity {
  /** Integrates to 1 by the trapezoidal rule. */
  readonly density: Float64Array
  readonly mean: number
  readonly q025: number
  readonly q975: number
  /** The chance of fewer days. */
  readonly chanceHelps: number
}

/**
 * Scales log densities on evenly spaced days to area 1 and reads them. O(n).
 *
 * @param days evenly spaced, rising, two or more. @param logDensity finite somewhere; −∞ is allowed.
 */
export function readDensity(days: Float64Array, logDensity: Float64Array): EffectDensity {
  const step = days[1] - days[0]
  const top = logDensity.reduce((most, value) => Math.max(most, value), -Infinity)
  const density = logDensity.map((value) => Math.exp(value - top))
  const before = new Float64Array(days.length)
  for (let k = 1; k < days.length; k++) before[k] = before[k - 1] + 0.5 * step * (density[k - 1] + density[k])
  const total = before[days.length - 1]
  let mean = 0
  for (let k = 0; k < days.length; k++) {
    density[k] /= total
    before[k] /= total
    mean += days[k] * density[k] * step * (k === 0 || k === days.length - 1 ? 0.5 : 1)
  }
  const below = (value: number): number => {
    const at = Math.min(days.length - 1, Math.max(0, (value - days[0]) / step))
    const k = Math.min(days.length - 2, Math.floor(at))
    return before[k] + (at - k) * (before[k + 1] - before[k])
  }
  const quantile = (p: number): number => {
    const k = Math.max(
      1,
      before.findIndex((share) => share >= p),
    )
    const rise = before[k] - before[k - 1]
    return days[k - 1] + step * (rise > 0 ? (p - before[k - 1]) / rise : 0)
  }
  return { density, mean, q025: quantile(0.025), q975: quantile(0.975), chanceHelps: below(0) }
}
