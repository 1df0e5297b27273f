import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { example } from '../fixtures/load-fixture.ts'
import { fitNumericOutcome } from './numeric-outcome.ts'

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
