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

/** The largest correlation that is tried. */
const PHI_LIMIT = 0.999

/**
 * Fits by maximum likelihood; standard errors from the curvature of the likelihood with the variance concentrated out.
 *
 * @param outcome T numbers, NaN where missing. @param columns of length T, finite. Time O(T·p²), memory O(T·p).
 */
export function fitNumericOutcome(outcome: DailyOutcome, columns: readonly Column[]): Result<NumericFit> {
  const p = columns.length + 1
  const observed: number[] = []
  for (let t = 0; t < outcome.length; t++) if (Number.isFinite(outcome[t])) observed.push(t)
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
  const rows = observed.map((t) => [1, ...columns.map(({ values }) => values[t])])
  const y = observed.map((t) => outcome[t])
  const gaps = observed.map((t, k) => (k === 0 ? 0 : t - observed[k - 1]))
  const objective = (phi: number, beta: readonly number[]): number => concentrated(y, rows, gaps, phi, beta)
  const best = maximise((phi) => -objective(phi, leastSquares(y, rows, gaps, phi)))
  const beta = leastSquares(y, rows, gaps, best)
  if (beta.some((value) => !Number.isFinite(value))) {
    return refuse('collinear', ['columns'], 'The columns cannot be told apart on the logged days; leave one out.')
  }
  const n = observed.length
  const errors = standardErrors((theta) => objective(theta[0], theta.slice(1)), [best, ...beta], n)
  const variance = residualVariance(y, rows, gaps, best, beta)
  return ok({
    columns: ['intercept', ...columns.map(({ name }) => name)].map((name, k) => ({
      name,
      estimate: beta[k],
      standardError: errors[k + 1],
    })),
    phi: { estimate: best, standardError: errors[0] },
    innovationVariance: variance,
    logLikelihood: -n * (objective(best, beta) + 0.5 + 0.5 * Math.log(2 * Math.PI)),
    observedDays: n,
  })
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
function leastSquares(y: readonly number[], rows: readonly number[][], gaps: readonly number[], phi: number): number[] {
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
  return Array.from({ length: p }, (_, i) => {
    let sum = 0
    for (let j = 0; j < p; j++) sum += inverse[i * p + j] * right[j]
    return sum
  })
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

/** Square roots of the diagonal of the inverse of n times the curvature, by central differences. */
function standardErrors(objective: (theta: number[]) => number, at: readonly number[], n: number): number[] {
  const size = at.length
  const steps = at.map((value) => 1e-4 * Math.max(0.1, Math.abs(value)))
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
  const inverse = invert(curvature, size)
  return Array.from({ length: size }, (_, i) => Math.sqrt(inverse[i * size + i]))
}
