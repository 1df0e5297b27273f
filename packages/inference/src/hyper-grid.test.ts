import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGaussianApproximation } from './expectation-propagation.ts'
import { exploreHyperGrid } from './hyper-grid.ts'
import { createLatentPath } from './latent-path.ts'
import { createRandom } from './random.ts'
import { fitReferenceModel } from './reference-model.ts'
import { pairedBlocksExposure, simulateDiary } from './simulate/index.ts'

const OPTIONS = { differences: [0.5, 0.3], step: 1.25, drop: 7, lower: [-4, -5], upper: [8, 2.2] } as const

/** Mean of a function of the two coordinates under the lattice's weights. */
function mean(grid: ReturnType<typeof exploreHyperGrid>, take: (x: number, y: number) => number): number {
  let sum = 0
  let total = 0
  for (const { x, y, logDensity } of grid.nodes) {
    sum += Math.exp(logDensity) * take(x, y)
    total += Math.exp(logDensity)
  }
  return sum / total
}

test('a normal density is found from far away, and its moments are those of the lattice', () => {
  const grid = exploreHyperGrid((x, y) => -0.5 * (((x - 4) / 0.7) ** 2 + ((y + 1) / 0.2) ** 2), {
    ...OPTIONS,
    start: [-2, 2],
  })
  assert.ok(Math.abs(mean(grid, (x) => x) - 4) < 0.005)
  assert.ok(Math.abs(Math.sqrt(mean(grid, (_, y) => (y + 1) ** 2)) - 0.2) < 0.002)
})

test('noise, a plain and a place without density do not lead the lattice astray', () => {
  const density = (x: number, y: number): number =>
    x < -1 && y > 1 ? -Infinity : -0.5 * ((x / 1.2) ** 2 + (y / 0.4) ** 2) + 0.02 * Math.sin(40 * x + 70 * y)
  for (const start of [
    [7, -4],
    [-3, 0.5],
    [2, -0.5],
  ] as const) {
    const grid = exploreHyperGrid(density, { ...OPTIONS, start })
    assert.ok(Math.abs(mean(grid, (x) => x)) < 0.1, `from ${start.join()}: ${mean(grid, (x) => x)}`)
    assert.ok(Math.abs(Math.sqrt(mean(grid, (x) => x * x)) - 1.2) < 0.1)
  }
})

test('the hyperparameters of any diary are those of a dense lattice laid over all of them', () => {
  const days = 364
  for (const stream of [0, 3, 6]) {
    const random = createRandom(9, stream)
    const exposure = pairedBlocksExposure(days, 28, random)
    const recipe = {
      generator: 'latent-path',
      days,
      exposure,
      effect: -0.5,
      baseRatePer28: 4,
      phi: 0.9,
      sigma: 0.7,
    } as const
    const { outcome } = simulateDiary(recipe, random)
    const design = {
      days,
      outcome,
      columns: [new Float64Array(days).fill(1), exposure],
      priorMean: new Float64Array(2),
      priorSd: Float64Array.from([2, 1]),
    }
    const approximation = createGaussianApproximation(design, createLatentPath(days, false))
    let total = 0
    let sigmas = 0
    let phis = 0
    let best = -Infinity
    const points: { logDensity: number; phi: number; sigma: number }[] = []
    for (let x = -2.5; x <= 6.5; x += 0.5) {
      for (let y = -3; y <= 1.5; y += 0.25) {
        const phi = 1 / (1 + Math.exp(-x))
        const sigma = Math.exp(y)
        const logDensity =
          approximation.approximate({ phi, sigma, slowPhi: 0, slowSigma: 0 }, 1e-3) -
          0.5 * ((x - 2) ** 2 + ((y + 0.5) / 0.7) ** 2)
        points.push({ logDensity, phi, sigma })
        best = Math.max(best, logDensity)
      }
    }
    for (const { logDensity, phi, sigma } of points) {
      const weight = Math.exp(logDensity - best)
      total += weight
      sigmas += weight * sigma
      phis += weight * phi
    }
    const fit = fitReferenceModel(outcome, [{ name: 'on', values: exposure }])
    assert.ok(fit.type === 'ok')
    // the fit is corrected for what the Gaussian approximation leaves out, the dense lattice is not
    assert.ok(
      Math.abs(fit.value.sigma.mean / (sigmas / total) - 1) < 0.08,
      `stream ${stream}: sigma ${fit.value.sigma.mean} and ${sigmas / total}`,
    )
    assert.ok(Math.abs(fit.value.phi.mean - phis / total) < 0.02, `stream ${stream}: phi ${fit.value.phi.mean}`)
  }
})
