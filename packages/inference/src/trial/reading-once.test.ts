// What a trial of one says beside its verdict: which differences the lot leaves open, what would have come anyway, and how long one look takes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandom } from '../random.ts'
import { simulateBadSpell } from '../simulate/bad-spell.ts'
import { comingAnyway } from './coming-anyway.ts'
import { drawRhythms } from './diary-rhythm.ts'
import { oddsRatioFor } from './odds-ratio-for.ts'
import type { PairCounts } from './paired-schedule.ts'
import { foundAtTheEnd, type TrialPlan } from './plan-trial.ts'
import { randomisationInterval } from './randomisation-interval.ts'
import { randomisationTest } from './randomisation-test.ts'

const RHYTHM = { outcomeDaysPer28: 12, phi: 0.87, sigma: 1, slowSigma: 0, missingShare: 0 }

function pairsOf(count: number, change: number, seed: number): PairCounts[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, () => {
    const onFirst = random.uniform() < 0.5
    const level = 5 + random.integer(5)
    const block = (on: boolean) => ({
      logged: 14,
      outcomeDays: Math.max(0, level + random.integer(3) - (on ? change : 0)),
    })
    return { onFirst, first: block(onFirst), second: block(!onFirst) }
  })
}

test('the interval holds what the test does not refuse, and leaves out no difference exactly where the test refuses it', () => {
  for (let seed = 1; seed <= 20; seed++)
    for (const change of [0, 2, 5]) {
      const counts = pairsOf(8, change, seed)
      const interval = randomisationInterval(counts)
      const tested = randomisationTest(counts)
      assert.ok(interval.type === 'ok' && tested.type === 'ok')
      const { low, high } = interval.value
      assert.ok(low <= tested.value.differencePer28 && tested.value.differencePer28 <= high)
      // what helps lies below nothing as a whole, what makes worse above it, and nothing else does
      const { pHelps, pWorse } = tested.value
      assert.deepEqual([pHelps <= 0.05, pWorse <= 0.05], [high < 0, low > 0], `${String(seed)} ${String(change)}`)
    }
})

test('the interval of a difference of nothing holds nothing in about 18 of 20 trials, and few pairs have none', () => {
  let outside = 0
  for (let seed = 1; seed <= 400; seed++) {
    const interval = randomisationInterval(pairsOf(8, 0, seed))
    assert.ok(interval.type === 'ok')
    if (interval.value.low > 0 || interval.value.high < 0) outside++
  }
  assert.ok(outside <= 56, String(outside))
  const few = randomisationInterval(pairsOf(4, 3, 1))
  assert.ok(few.type === 'error' && few.problem.code === 'few-pairs')
})

test('after a bad spell about as many days come as simulated people of that rhythm really had, and not as many as in the spell', () => {
  const [told, came, spell] = [0, 0, 0].map(() => [] as number[])
  for (let patient = 0; patient < 24; patient++) {
    const { outcome, exposure } = simulateBadSpell(
      { baselineDays: 180, followDays: 28, baseRatePer28: 10, phi: 0.87, sigma: 1, extraDays: 6 },
      createRandom(5, patient),
    )
    const before = outcome.slice(0, 180)
    const rhythms = drawRhythms(before, [], 20, 1)
    assert.ok(rhythms.type === 'ok' && exposure[179] === 0)
    const anyway = comingAnyway(before, rhythms.value, 1)
    assert.ok(anyway.type === 'ok', JSON.stringify(anyway))
    assert.ok(anyway.value.nextLow <= anyway.value.nextPer28 && anyway.value.nextPer28 <= anyway.value.nextHigh)
    told.push(anyway.value.nextPer28)
    spell.push(anyway.value.lastPer28)
    came.push(outcome.slice(180).reduce((sum, day) => sum + day, 0))
  }
  const mean = (of: readonly number[]): number => of.reduce((sum, one) => sum + one / of.length, 0)
  assert.ok(mean(spell) > mean(told) + 1.5, `${String(mean(spell))} ${String(mean(told))}`)
  assert.ok(Math.abs(mean(told) - mean(came)) < 2.5, `${String(mean(told))} ${String(mean(came))}`)
})

test('few days known tell nothing about a spell', () => {
  const outcome = Float64Array.from({ length: 60 }, (_, t) => (t % 3 === 0 ? 1 : Number.NaN))
  const anyway = comingAnyway(outcome, [RHYTHM], 1)
  assert.ok(anyway.type === 'error' && anyway.problem.code === 'no-days')
})

test('a share of the days that goes is an odds ratio of a day, farther from 1 where days differ more', () => {
  const steady = oddsRatioFor({ ...RHYTHM, sigma: 0 }, 0.5)
  // 12 of 28 days to 6 of 28
  assert.ok(Math.abs(steady - 6 / 22 / (12 / 16)) < 1e-3, String(steady))
  assert.ok(oddsRatioFor({ ...RHYTHM, sigma: 1.5 }, 0.5) < steady)
  assert.ok(oddsRatioFor(RHYTHM, 0.2) > oddsRatioFor(RHYTHM, 0.5))
})

test('one look at the end finds more than looks on the way, and a useless treatment in about one of twenty', () => {
  const plan = (oddsRatio: number): TrialPlan => ({
    ...{ rhythms: [RHYTHM], blockDays: 14, washoutDays: 0, oddsRatio, halfLifeDays: 0, mostDays: 364, seed: 3 },
    matters: { kind: 'percent', percent: 30 },
  })
  const share = (oddsRatio: number, count: number): number => {
    let found = 0
    for (let patient = 0; patient < 400; patient++) if (foundAtTheEnd(plan(oddsRatio), patient, [count])[0]) found++
    return found / 400
  }
  assert.ok(share(1, 12) <= 0.075)
  assert.ok(share(0.4, 12) > 0.55)
  assert.deepEqual(foundAtTheEnd(plan(0.5), 1, [200]), [false])
})
