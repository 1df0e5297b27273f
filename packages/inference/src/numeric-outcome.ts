// Numeric outcomes such as pain 0–10: regression with stationary AR(1) errors, exact by the Markov property, missing days left out.
//
// An observed day depends on the observed day before it, g days ago, through φ^g alone, so the likelihood is that of independent whitened
// days. This is what R's arima(y, c(1, 0, 0), xreg = X, method = "ML") maximises.
import { choleskyFactor, choleskyInverse } from './expectation-propagation.ts'
import { ok, refuse, type Result } from './result.ts'
import type { Column, DailyOutcome } from './series.ts'

export interface NumericFit {
  /** Maximum-likelihood estimates and standard errors, the intercept first. */
  readonly columns: readonly { readonly name: string; readonly estimate: number; readonly standardError: number }[]
  readonly phi: { readonly estimate: number; readonly standardError: number }
  /** Innovation variance. */
  readonly innovationVariance: number
  readonly logLikelihood: number
  readonly observedDays: number
}

/** The largest size of an outcome whose variance is still a number. */
const LARGEST_OUTCOME = 1e150
/** The largest correlation that is tried. */
const PHI_LIMIT = 0.999
/** A best correlation this close to the limit has no peak of the likelihood under it, and no curvature to take an error from. */
const AT_LIMIT = PHI_LIMIT - 1e-6
/** Numbers that differ by less than this share of their size are one number, but for rounding. */
const ROUNDING = 1e-12
/** A column with less than this share of its variance left beside the columns before it says nothing of its own. */
const LEAST_OWN_SHARE = 1e-10
/** Residual variance below which the columns say all there is, in units of the outcome's largest deviation. */
const PERFECT = 1e-20

/**
 * Fits by maximum likelihood; standard errors from the curvature of the likelihood with the variance concentrated out.
 *
 * @param outcome T numbers in any unit, NaN where missing. @param columns of length T, finite on the logged days.
 * @returns finite numbers throughout, or why there are none: `not-finite`, `few-days` (fewer than the coefficients and 3 more),
 *   `constant-outcome`, `collinear`, `perfect-fit` (no error is left to measure), `correlation-at-limit` (the days follow one another, or
 *   take turns, so strictly that no stationary error explains it best). Time O(T·p²), memory O(T·p).
 */
export function fitNumericOutcome(outcome: DailyOutcome, columns: readonly Column[]): Result<NumericFit> {
  const p = columns.length + 1
  const checked = loggedRows(outcome, columns)
  if (checked.type === 'error') return checked
  const { observed, logged, standard } = checked.value
  const y = logged.values
  const rows = observed.map((_, k) => [1, ...standard.map(({ values }) => values[k])])
  const gaps = observed.map((t, k) => (k === 0 ? 0 : t - observed[k - 1]))
  const plain = residualVariance(y, rows, gaps, 0, leastSquares(y, rows, gaps, 0).beta)
  if (plain < PERFECT) {
    return refuse(
      'perfect-fit',
      ['columns'],
      `The columns give the outcome of all ${observed.length} logged days exactly, so no error is left to measure; leave out a column that was made from the outcome.`,
      plain * logged.scale * logged.scale,
    )
  }
  const objective = (phi: number, beta: readonly number[]): number => concentrated(y, rows, gaps, phi, beta)
  const best = maximise((phi) => -objective(phi, leastSquares(y, rows, gaps, phi).beta))
  const { beta, inverse } = leastSquares(y, rows, gaps, best)
  const n = observed.length
  const variance = residualVariance(y, rows, gaps, best, beta)
  // a hundredth of a standard error: far above rounding, far below the distance at which the peak is no parabola
  const steps = beta.map((_, j) => 0.01 * Math.sqrt(variance * inverse[j * p + j]))
  const covariance =
    Math.abs(best) > AT_LIMIT
      ? null
      : errorCovariance((theta) => objective(theta[0], theta.slice(1)), [best, ...beta], [1e-4, ...steps], n)
  if (covariance === null) {
    return refuse(
      'correlation-at-limit',
      ['outcome'],
      `The likelihood of these days has no peak at a correlation between -${PHI_LIMIT} and ${PHI_LIMIT}; they ${best > 0 ? 'run on like a trend' : 'take turns'}, which needs a column of its own.`,
      best,
    )
  }
  // back to the units that were given: the intercept stands where the columns are 0, not where they are at their means
  const size = p + 1
  const variancesOf = (shares: readonly number[]): number =>
    shares.reduce((sum, a, i) => sum + shares.reduce((part, b, j) => part + a * b * covariance[i * size + j], 0), 0)
  const inUnits = (shares: readonly number[]): { estimate: number; standardError: number } => ({
    estimate: logged.scale * beta.reduce((sum, value, j) => sum + shares[j + 1] * value, 0),
    standardError: logged.scale * Math.sqrt(variancesOf(shares)),
  })
  const only = (place: number, share: number): number[] =>
    Array.from({ length: size }, (_, i) => (i === place ? share : 0))
  const intercept = inUnits([0, 1, ...standard.map(({ centre, scale }) => -centre / scale)])
  return ok({
    columns: [
      { name: 'intercept', ...intercept, estimate: logged.centre + intercept.estimate },
      ...columns.map(({ name }, k) => ({ name, ...inUnits(only(k + 2, 1 / standard[k].scale)) })),
    ],
    phi: { estimate: best, standardError: Math.sqrt(covariance[0]) },
    innovationVariance: variance * logged.scale * logged.scale,
    logLikelihood: -n * (objective(best, beta) + 0.5 + 0.5 * Math.log(2 * Math.PI) + Math.log(logged.scale)),
    observedDays: n,
  })
}

/** Logged values around their mean, in units of the largest deviation from it; the scale is 0 where all are one number. */
interface Standardised {
  readonly centre: number
  readonly scale: number
  readonly values: readonly number[]
}

/** What can be fitted: the logged days, outcome and columns standardised over them; or the first thing that cannot. */
function loggedRows(
  outcome: DailyOutcome,
  columns: readonly Column[],
): Result<{ observed: readonly number[]; logged: Standardised; standard: readonly Standardised[] }> {
  const p = columns.length + 1
  const unusable = outcome.findIndex((value) => Math.abs(value) > LARGEST_OUTCOME)
  if (unusable >= 0) {
    return refuse(
      'not-finite',
      ['outcome', unusable],
      `The outcome on day ${unusable} is ${outcome[unusable]}; it must be a finite number up to ${LARGEST_OUTCOME}, or NaN where missing.`,
      outcome[unusable],
    )
  }
  const observed: number[] = []
  for (let t = 0; t < outcome.length; t++) if (outcome[t] === outcome[t]) observed.push(t)
  if (observed.length < p + 3) {
    return refuse(
      'few-days',
      ['outcome'],
      `${observed.length} days are logged; ${p + 3} or more are needed for ${p} coefficients.`,
      observed.length,
    )
  }
  for (const { name, values } of columns) {
    const bad = observed.find((t) => !Number.isFinite(values[t]))
    if (bad !== undefined)
      return refuse(
        'not-finite',
        ['columns', name, bad],
        `Column ${name} on day ${bad} is ${values[bad]}; it must be a finite number.`,
        values[bad],
      )
  }
  const logged = standardise(outcome, observed)
  if (logged.scale === 0) {
    return refuse(
      'constant-outcome',
      ['outcome'],
      `The outcome is ${logged.centre} on every logged day; it must differ between days.`,
      logged.centre,
    )
  }
  const standard = columns.map(({ values }) => standardise(values, observed))
  const dependent = firstDependent(standard, observed.length)
  if (dependent !== null) {
    const { name } = columns[dependent]
    return refuse(
      'collinear',
      ['columns', name],
      `Column ${name} never changes on the logged days, or follows from the columns before it; leave it out.`,
      name,
    )
  }
  return ok({ observed, logged, standard })
}

/** Neither a large level nor a strange unit then costs digits. */
function standardise(values: Float64Array, observed: readonly number[]): Standardised {
  const centre = observed.reduce((sum, t) => sum + values[t] / observed.length, 0)
  let scale = 0
  let size = 0
  for (const t of observed) {
    scale = Math.max(scale, Math.abs(values[t] - centre))
    size = Math.max(size, Math.abs(values[t]))
  }
  if (scale <= ROUNDING * size) return { centre: values[observed[0]], scale: 0, values: observed.map(() => 0) }
  return { centre, scale, values: observed.map((t) => (values[t] - centre) / scale) }
}

/** The first column that never changes or follows from those before it; null where none does. The values have mean 0. */
function firstDependent(columns: readonly Standardised[], days: number): number | null {
  const size = columns.length
  const normal = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      for (let k = 0; k < days; k++) normal[i * size + j] += columns[i].values[k] * columns[j].values[k]
    }
  }
  const root = new Float64Array(size * size)
  choleskyFactor(normal, size, root)
  const found = columns.findIndex(
    ({ scale }, i) => scale === 0 || root[i * size + i] ** 2 <= LEAST_OWN_SHARE * normal[i * size + i],
  )
  return found < 0 ? null : found
}

/** Innovation variance that the whitened residuals show: scaled so that one observed day after the other has variance 1. */
function residualVariance(
  y: readonly number[],
  rows: readonly number[][],
  gaps: readonly number[],
  phi: number,
  beta: readonly number[],
): number {
  let sum = 0
  let before = 0
  for (let k = 0; k < y.length; k++) {
    let residual = y[k]
    for (let j = 0; j < beta.length; j++) residual -= rows[k][j] * beta[j]
    const carried = k === 0 ? 0 : phi ** gaps[k]
    sum += ((residual - carried * before) ** 2 * (1 - phi * phi)) / (1 - carried * carried)
    before = residual
  }
  return sum / y.length
}

/** Minus the log-likelihood per day, but for a constant, with the variance concentrated out: ½ log σ² + ½ mean log v. */
function concentrated(
  y: readonly number[],
  rows: readonly number[][],
  gaps: readonly number[],
  phi: number,
  beta: readonly number[],
): number {
  let logs = 0
  for (let k = 0; k < y.length; k++) {
    const carried = k === 0 ? 0 : phi ** gaps[k]
    logs += Math.log((1 - carried * carried) / (1 - phi * phi))
  }
  return 0.5 * Math.log(residualVariance(y, rows, gaps, phi, beta)) + (0.5 * logs) / y.length
}

/** Generalised least squares at a given φ, by the normal equations of whitened rows. */
function leastSquares(
  y: readonly number[],
  rows: readonly number[][],
  gaps: readonly number[],
  phi: number,
): { beta: number[]; inverse: Float64Array } {
  const p = rows[0].length
  const normal = new Float64Array(p * p)
  const right = new Float64Array(p)
  for (let k = 0; k < y.length; k++) {
    const carried = k === 0 ? 0 : phi ** gaps[k]
    const weight = 1 / (1 - carried * carried)
    const whitened = rows[k].map((value, j) => value - (k === 0 ? 0 : carried * rows[k - 1][j]))
    const target = y[k] - (k === 0 ? 0 : carried * y[k - 1])
    for (let i = 0; i < p; i++) {
      right[i] += weight * whitened[i] * target
      for (let j = 0; j < p; j++) normal[i * p + j] += weight * whitened[i] * whitened[j]
    }
  }
  const inverse = invert(normal, p)
  const beta = Array.from({ length: p }, (_, i) => {
    let sum = 0
    for (let j = 0; j < p; j++) sum += inverse[i * p + j] * right[j]
    return sum
  })
  return { beta, inverse }
}

function invert(matrix: Float64Array, size: number): Float64Array {
  const root = new Float64Array(size * size)
  choleskyFactor(matrix, size, root)
  const inverse = new Float64Array(size * size)
  choleskyInverse(root, size, inverse, new Float64Array(size))
  return inverse
}

/** The best φ: a scan for the right hill, then golden section to 1e-9. */
function maximise(value: (phi: number) => number): number {
  let best = 0
  let height = -Infinity
  for (let k = -24; k <= 24; k++) {
    const phi = (PHI_LIMIT * k) / 24
    const found = value(phi)
    if (found > height) {
      height = found
      best = phi
    }
  }
  let low = Math.max(-PHI_LIMIT, best - PHI_LIMIT / 24)
  let high = Math.min(PHI_LIMIT, best + PHI_LIMIT / 24)
  const golden = (Math.sqrt(5) - 1) / 2
  while (high - low > 1e-9) {
    const left = high - golden * (high - low)
    const right = low + golden * (high - low)
    if (value(left) > value(right)) high = right
    else low = left
  }
  return 0.5 * (low + high)
}

/** Inverse of n times the curvature, by central differences of the given steps; null where the curvature is that of no peak. */
function errorCovariance(
  objective: (theta: number[]) => number,
  at: readonly number[],
  steps: readonly number[],
  n: number,
): Float64Array | null {
  const size = at.length
  const moved = (i: number, di: number, j: number, dj: number): number => {
    const theta = [...at]
    theta[i] += di * steps[i]
    theta[j] += dj * steps[j]
    return objective(theta)
  }
  const curvature = new Float64Array(size * size)
  const centre = objective([...at])
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const second =
        i === j
          ? (moved(i, 1, i, 0) - 2 * centre + moved(i, -1, i, 0)) / (steps[i] * steps[i])
          : (moved(i, 1, j, 1) - moved(i, 1, j, -1) - moved(i, -1, j, 1) + moved(i, -1, j, -1)) /
            (4 * steps[i] * steps[j])
      curvature[i * size + j] = n * second
      curvature[j * size + i] = n * second
    }
  }
  const root = new Float64Array(size * size)
  choleskyFactor(curvature, size, root)
  for (let i = 0; i < size; i++) {
    // a share of the curvature that is not above rounding is no curvature
    if (!(root[i * size + i] ** 2 > ROUNDING * curvature[i * size + i])) return null
  }
  return invert(curvature, size)
}
