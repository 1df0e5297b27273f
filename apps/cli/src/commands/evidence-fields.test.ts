import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerBeside } from '../words/evidence-fixture.ts'
import { evidenceFields } from './evidence-fields.ts'

test('densities of 121 points keep area and mean, also where a narrow one lay between two of them', () => {
  for (const given of [
    { mean: -1.5, low: -4, high: 0.5 },
    { mean: -20, low: -20.25, high: -19.8 },
  ]) {
    const { evidence } = answerBeside(given)
    const { daysPer28, personal, combination, ...rest } = evidenceFields(evidence)
    assert.equal(daysPer28.length, 121)
    assert.deepEqual([rest.given, rest.silent], [given, null])
    const step = daysPer28[1] - daysPer28[0]
    for (const [thin, full] of [
      [rest.evidence, evidence.evidence],
      [personal, evidence.personal],
      [combination, evidence.combination],
    ] as const) {
      assert.ok(thin !== null && full !== null)
      const { density, ...numbers } = thin
      const share = (k: number): number => density[k] * step * (k === 0 || k === 120 ? 0.5 : 1)
      const area = density.reduce((sum, _, k) => sum + share(k), 0)
      const mean = density.reduce((sum, _, k) => sum + daysPer28[k] * share(k), 0)
      assert.ok(Math.abs(area - 1) < 1e-3, `area ${area}`)
      assert.ok(Math.abs(mean - full.mean) < 0.01, `mean ${mean}, not ${full.mean}`)
      assert.deepEqual(Object.keys(numbers).toSorted(), ['chanceHelps', 'mean', 'q025', 'q975'])
    }
  }
})
