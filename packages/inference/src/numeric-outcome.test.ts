import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { example } from '../fixtures/load-fixture.ts'
import { fitNumericOutcome } from './numeric-outcome.ts'
import { createRandom } from './random.ts'

interface Reference {
  readonly columns: readonly string[]
  readonly estimates: readonly number[]
  readonly errors: readonly number[]
  readonly sigma2: number
  readonly logLikelihood: number
}

const { diaries } = JSON.parse(readFileSync(new URL('../fixtures/arima.json', import.meta.url), 'utf8')) as {
  diaries: Record<string, Reference>
}

for (const [diary, reference] of Object.entries(diaries)) {
  test(`pain in ${diary} is regressed as R's arima does it`, () => {
    const data = example(diary)
    const columns = reference.columns.map((name) => ({
      name,
      values: data[name].map((value) => (value === value ? value : 0)),
    }))
    const fit = fitNumericOutcome(data.severity, columns)
    assert.ok(fit.type === 'ok')
    const { phi, columns: fitted, innovationVariance, logLikelihood } = fit.value
    const estimates = [phi, ...fitted]
    estimates.forEach(({ estimate, standardError }, k) => {
      assert.ok(Math.abs(estimate - reference.estimates[k]) < 1e-3, `${estimate} against ${reference.estimates[k]}`)
      assert.ok(
        Math.abs(standardError / reference.errors[k] - 1) < 0.01,
        `${standardError} against ${reference.errors[k]}`,
      )
    })
    assert.ok(Math.abs(innovationVariance - reference.sigma2) < 1e-3)
    assert.ok(Math.abs(logLikelihood - reference.logLikelihood) < 1e-3)
  })
}

test('too few days and columns with holes are refused', () => {
  assert.equal(fitNumericOutcome(Float64Array.from([1, 2]), []).type, 'error')
  const y = Float64Array.from({ length: 20 }, (_, t) => t % 5)
  assert.equal(fitNumericOutcome(y, [{ name: 'x', values: new Float64Array(20).fill(NaN) }]).type, 'error')
})

/** A steady made-up score with neither trend nor pattern. */
const random = createRandom(12)
const score = Float64Array.from({ length: 60 }, () => 5 + random.normal())
const made = (length: number, value: (day: number) => number): Float64Array =>
  Float64Array.from({ length }, (_, day) => value(day))
const column = (value: (day: number) => number, name = 'x') => ({ name, values: made(60, value) })

function refusal(outcome: Float64Array, columns: readonly { name: string; values: Float64Array }[] = []) {
  const fit = fitNumericOutcome(outcome, columns)
  if (fit.type === 'ok') assert.fail(`answered ${JSON.stringify(fit.value)}`)
  const { code, path, value } = fit.problem
  return { code, path, value }
}

test('a score that never changes is refused with its value, and so is one that changes by rounding only', () => {
  const constant = { code: 'constant-outcome', path: ['outcome'] }
  assert.deepEqual(
    refusal(
      made(60, () => 5),
      [column((t) => t % 2)],
    ),
    { ...constant, value: 5 },
  )
  assert.deepEqual(refusal(made(60, () => 0)), { ...constant, value: 0 })
  assert.equal(refusal(score.map((value) => 5 + value * 1e-15)).code, 'constant-outcome')
})

test('an infinite score is no missing day', () => {
  for (const value of [Infinity, -Infinity, 1e200]) {
    assert.deepEqual(refusal(score.with(7, value)), { code: 'not-finite', path: ['outcome', 7], value })
  }
})

test('columns that say all there is, or nothing of their own, are refused by name', () => {
  const weekday = column((t) => t % 7)
  assert.equal(
    refusal(
      made(60, (t) => 2 + 3 * (t % 7)),
      [weekday],
    ).code,
    'perfect-fit',
  )
  assert.equal(
    refusal(
      score.map((value) => value / 3 + 0.1),
      [{ name: 'x', values: score }],
    ).code,
    'perfect-fit',
  )
  const collinear = { code: 'collinear', path: ['columns', 'y'], value: 'y' }
  assert.deepEqual(refusal(score, [weekday, column(() => 1, 'y')]), collinear)
  assert.deepEqual(refusal(score, [weekday, column(() => 0, 'y')]), collinear)
  assert.deepEqual(refusal(score, [weekday, column((t) => (t % 7) / 3 + 0.1, 'y')]), collinear)
})

test('days that take turns or run on like a trend have no errors to be read, and fewer days than columns are too few', () => {
  for (const outcome of [made(60, (t) => t % 2), made(5, (t) => t % 2), made(60, (t) => t), made(60, (t) => t * t)]) {
    assert.deepEqual([refusal(outcome).code, refusal(outcome).path], ['correlation-at-limit', ['outcome']])
  }
  const many = [1, 2, 3, 4].map((k) => column((t) => score[(t + 9 * k) % 60], `c${k}`))
  assert.deepEqual(refusal(score.slice(0, 7), many), { code: 'few-days', path: ['outcome'], value: 7 })
  assert.equal(refusal(score.slice(0, 3), many).code, 'few-days')
})

test('a score in another unit, or far from zero, or beside a column in another unit, has the same fit', () => {
  const weekday = column((t) => t % 7)
  const plain = fitNumericOutcome(score, [weekday])
  assert.ok(plain.type === 'ok')
  for (const [level, unit, columnUnit] of [
    [0, 1e-9, 1],
    [0, 1e9, 1e-9],
    [1e9, 1, 1],
    [0, 1, 1e9],
    [5, 1e-8, 1],
  ]) {
    const outcome = score.map((value) => level + unit * value)
    const fit = fitNumericOutcome(outcome, [{ name: 'x', values: weekday.values.map((value) => columnUnit * value) }])
    assert.ok(fit.type === 'ok')
    const same = (one: number, other: number, what: string): void =>
      assert.ok(Math.abs(one / other - 1) < 1e-5, `${what}: ${one} and ${other} (level ${level}, unit ${unit})`)
    const [intercept, on] = fit.value.columns
    const [plainIntercept, plainOn] = plain.value.columns
    same(on.estimate, (plainOn.estimate * unit) / columnUnit, 'estimate')
    same(on.standardError, (plainOn.standardError * unit) / columnUnit, 'its error')
    same(intercept.estimate, level + plainIntercept.estimate * unit, 'intercept')
    same(intercept.standardError, plainIntercept.standardError * unit, 'its error')
    same(fit.value.phi.standardError, plain.value.phi.standardError, 'error of the correlation')
    same(fit.value.logLikelihood, plain.value.logLikelihood - 60 * Math.log(unit), 'log-likelihood')
  }
})

test('one odd day among days alike has a fit of finite numbers', () => {
  const fit = fitNumericOutcome(
    made(60, (t) => (t === 59 ? 1 : 0)),
    [],
  )
  assert.ok(fit.type === 'ok')
  const { columns, phi, innovationVariance, logLikelihood } = fit.value
  const numbers = [columns[0].standardError, phi.estimate, phi.standardError, innovationVariance, logLikelihood]
  assert.ok(numbers.every(Number.isFinite), numbers.join(', '))
})
