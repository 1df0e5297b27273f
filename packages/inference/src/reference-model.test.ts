import assert from 'node:assert/strict'
import { test } from 'node:test'
import { example, readColumns, stanSummary } from '../fixtures/load-fixture.ts'
import { fitReferenceModel, type Marginal } from './reference-model.ts'

/** Column values on days that are not in the file: nothing. */
const filled = (values: Float64Array): Float64Array => values.map((value) => (value === value ? value : 0))

function fitted(outcome: Float64Array, columns: Record<string, Float64Array>) {
  const result = fitReferenceModel(
    outcome,
    Object.entries(columns).map(([name, values]) => ({ name, values: filled(values) })),
    { seed: 1 },
  )
  assert.equal(result.type, 'ok')
  return result.type === 'ok' ? result.value : assert.fail()
}

/** The tolerances of the long Stan runs: mean 0.05 SD + 2 Monte Carlo errors (0.08 at most), SD 3 %, quantiles 0.1 SD. */
function agrees(name: string, { summary }: Marginal, stan: Record<string, number>): void {
  const { sd } = stan
  const meanTolerance = Math.min(0.08, 0.05 + (2 * stan.se_mean) / sd)
  assert.ok(
    Math.abs(summary.mean - stan.mean) / sd < meanTolerance,
    `${name}: mean ${summary.mean} against ${stan.mean}`,
  )
  assert.ok(Math.abs(summary.sd / sd - 1) < 0.03, `${name}: SD ${summary.sd} against ${sd}`)
  assert.ok(Math.abs(summary.q025 - stan['2.5%']) / sd < 0.1, `${name}: 2.5 % ${summary.q025} against ${stan['2.5%']}`)
  assert.ok(
    Math.abs(summary.q975 - stan['97.5%']) / sd < 0.1,
    `${name}: 97.5 % ${summary.q975} against ${stan['97.5%']}`,
  )
}

for (const [diary, reference, columns] of [
  ['sim-a-abab', 'stan-a-abab', ['on']],
  ['sim-b-sessions', 'stan-b-sessions', ['on', 'drug', 'stress']],
  ['sim-d-short', 'stan-d-short', ['on']],
] as const) {
  test(`the posterior of ${diary} is that of a long Stan run`, () => {
    const data = example(diary)
    const { summary } = stanSummary(reference)
    const fit = fitted(data.headache, Object.fromEntries(columns.map((name) => [name, data[name]])))
    agrees('intercept', fit.columns[0], summary.b0)
    columns.forEach((name, k) => agrees(name, fit.columns[k + 1], summary[`b[${k + 1}]`]))
    assert.ok(fit.riskDifference !== null)
    agrees('risk difference', fit.riskDifference, summary.rd)
    assert.ok(
      Math.abs(fit.sigma.mean / summary.sdu.mean - 1) < 0.05,
      `sigma ${fit.sigma.mean} against ${summary.sdu.mean}`,
    )
  })
}

test('fifteen real diaries have the posteriors of their Stan runs', () => {
  const all = example('kostecki-dillon-part')
  const reference = readColumns(new URL('../fixtures/kostecki-dillon-stan.csv', import.meta.url))
  reference.id.forEach((id, k) => {
    const rows = Array.from(all.id, (_, row) => row).filter((row) => all.id[row] === id)
    const first = Math.min(...rows.map((row) => all.time[row]))
    const last = Math.max(...rows.map((row) => all.time[row]))
    const outcome = new Float64Array(last - first + 1).fill(NaN)
    for (const row of rows) {
      const day = all.time[row] - first
      if (Number.isNaN(outcome[day])) outcome[day] = all.headache[row]
    }
    const fit = fitted(outcome, { on: outcome.map((_, t) => (t + first > 0 ? 1 : 0)) })
    const { summary } = fit.columns[1]
    const sd = reference.b_sd[k]
    // Monte Carlo error of the Stan mean from its effective sample size
    const tolerance = Math.min(0.08, 0.05 + 2 / Math.sqrt(reference.ess_b[k]))
    assert.ok(
      Math.abs(summary.mean - reference.b_mean[k]) / sd < tolerance,
      `patient ${id}: mean ${summary.mean} against ${reference.b_mean[k]}`,
    )
    assert.ok(Math.abs(summary.sd / sd - 1) < 0.05, `patient ${id}: SD ${summary.sd} against ${sd}`)
    assert.ok(
      Math.abs(summary.q025 - reference.b_lo[k]) / sd < 0.12,
      `patient ${id}: 2.5 % ${summary.q025} against ${reference.b_lo[k]}`,
    )
    assert.ok(
      Math.abs(summary.q975 - reference.b_hi[k]) / sd < 0.12,
      `patient ${id}: 97.5 % ${summary.q975} against ${reference.b_hi[k]}`,
    )
  })
})

test('swapping on and off flips the sign: exactly when centred, nearly under the reference coding', () => {
  const data = example('sim-a-abab')
  const on = data.on
  const centred = fitted(data.headache, { on: on.map((value) => value - 0.5) }).columns[1].summary
  const swapped = fitted(data.headache, { on: on.map((value) => 0.5 - value) }).columns[1].summary
  assert.deepEqual(
    [centred.mean, centred.sd, centred.q025, centred.q50, centred.q975],
    [-swapped.mean, swapped.sd, -swapped.q975, -swapped.q50, -swapped.q025],
  )
  const plain = fitted(data.headache, { on }).columns[1].summary
  const flipped = fitted(data.headache, { on: on.map((value) => 1 - value) }).columns[1].summary
  assert.ok(Math.abs(plain.mean + flipped.mean) < 0.06 * plain.sd)
})

test('hopeless diaries give finite answers that rest on the priors, never NaN', () => {
  const days = 60
  const half = Float64Array.from({ length: days }, (_, t) => (t < 30 ? 0 : 1))
  const cases: Record<string, [Float64Array, Float64Array]> = {
    'every day a headache day': [new Float64Array(days).fill(1), half],
    'no headache day': [new Float64Array(days), half],
    'perfect separation': [half.slice(), half],
    'always on': [half.slice(), new Float64Array(days).fill(1)],
    'never on': [half.slice(), new Float64Array(days)],
    'three days': [Float64Array.from([1, 0, 1]), Float64Array.from([0, 0, 1])],
    'one day': [Float64Array.from([1]), Float64Array.from([1])],
    'nine in ten missing': [half.map((value, t) => (t % 10 === 0 ? value : NaN)), half],
  }
  for (const [name, [outcome, on]] of Object.entries(cases)) {
    const fit = fitted(outcome, { on })
    for (const { summary } of [...fit.columns, ...(fit.riskDifference === null ? [] : [fit.riskDifference])]) {
      for (const value of Object.values(summary))
        assert.ok(Number.isFinite(value), `${name}: ${JSON.stringify(summary)}`)
    }
    assert.ok(fit.columns[1].summary.sd <= 1.1, `${name}: the prior bounds the SD`)
  }
})

test('input that cannot be taken is refused with its place and value', () => {
  const two = Float64Array.from([0, 2])
  const refusal = fitReferenceModel(two, [])
  assert.deepEqual(refusal.type === 'error' && [refusal.problem.code, refusal.problem.path, refusal.problem.value], [
    'not-binary',
    ['outcome', 1],
    2,
  ])
  const short = fitReferenceModel(Float64Array.from([0, 1]), [{ name: 'on', values: new Float64Array(3) }])
  assert.equal(short.type === 'error' && short.problem.code, 'length')
  const infinite = fitReferenceModel(Float64Array.from([0, 1]), [
    { name: 'on', values: Float64Array.from([0, Infinity]) },
  ])
  assert.equal(infinite.type === 'error' && infinite.problem.code, 'not-finite')
  assert.equal(fitReferenceModel(new Float64Array(0), []).type, 'error')
  assert.equal(fitReferenceModel(new Float64Array(5).fill(NaN), []).type, 'error')
})

test('the same input gives the same bytes', () => {
  const data = example('sim-d-short')
  const once = fitted(data.headache, { on: data.on })
  const again = fitted(data.headache, { on: data.on })
  assert.equal(JSON.stringify(once), JSON.stringify(again))
})

test('the work of a fit grows with the days: ten times the days take hardly more sweeps over them', () => {
  const data = example('sim-a-abab')
  const sweeps = (repeats: number): number => {
    const outcome = Float64Array.from({ length: 730 * repeats }, (_, t) => data.headache[t % 730])
    const on = Float64Array.from({ length: 730 * repeats }, (_, t) => data.on[t % 730])
    const result = fitReferenceModel(outcome, [{ name: 'on', values: on }], { draws: 100 })
    return result.type === 'ok' ? result.value.sweeps : assert.fail()
  }
  // a sweep costs the same for every day, so the time is sweeps times days
  assert.ok(sweeps(10) <= 2 * sweeps(1))
})
