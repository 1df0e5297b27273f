import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandom } from '../random.ts'
import { GENERATORS, simulateDiary } from '../simulate/simulate-diary.ts'
import { eProcess } from './e-process.ts'
import {
  drawOrders,
  drawPairedSchedule,
  pairCounts,
  schedulePairs,
  scheduleDays,
  scheduleExposure,
  type PairCounts,
} from './paired-schedule.ts'
import { randomisationTest } from './randomisation-test.ts'

const request = { pairs: 8, blockDays: 7, washoutDays: 1, seed: 5, startDay: 10, halfLifeDays: 0 }

function schedule(changes = {}) {
  const drawn = drawPairedSchedule({ ...request, ...changes })
  return drawn.type === 'ok' ? drawn.value : assert.fail(drawn.problem.message)
}

test('a schedule has as many days on as off, one block of each in every pair, and its seed draws it again', () => {
  const drawn = schedule()
  assert.deepEqual(schedule(), drawn)
  assert.notDeepEqual(schedule({ seed: 6, pairs: 40 }).onFirst, schedule({ pairs: 40 }).onFirst)
  const exposure = scheduleExposure(drawn, 200)
  assert.equal(scheduleDays(drawn), 112)
  for (let pair = 0; pair < 8; pair++) {
    const days = exposure.subarray(10 + 14 * pair, 24 + 14 * pair)
    assert.equal(
      days.reduce((sum, value) => sum + value, 0),
      7,
    )
    assert.equal(days[0] === 1, drawn.onFirst[pair])
  }
})

test('a schedule that cannot be is refused, one that is unwise carries its caveat', () => {
  assert.equal(drawPairedSchedule({ ...request, pairs: 0 }).type, 'error')
  assert.equal(drawPairedSchedule({ ...request, washoutDays: 6 }).type, 'error')
  assert.deepEqual(schedule({ pairs: 3, halfLifeDays: 5 }).caveats, ['blocks-short-for-half-life', 'few-pairs'])
})

test('longer schedules of a seed begin like shorter ones, and lots of the same seed are independent', () => {
  assert.deepEqual(schedule({ pairs: 30 }).onFirst.slice(0, 8), schedule().onFirst)
  let alike = 0
  for (let seed = 0; seed < 100; seed++) {
    const other = drawOrders(seed, 20, 1)
    alike += drawOrders(seed, 20).filter((first, k) => first === other[k]).length
  }
  // 2,000 coins: 1,000 alike, give or take 22
  assert.ok(Math.abs(alike - 1000) < 90, `${alike} of 2000 alike`)
})

test('washout days and days that were not logged are left out of the counts', () => {
  const drawn = schedule({ pairs: 1, startDay: 0 })
  const outcome = new Float64Array(14).fill(1)
  outcome[3] = NaN
  const [counts] = pairCounts(outcome, schedulePairs(drawn), drawn.washoutDays)
  assert.deepEqual([counts.first.logged, counts.second.logged], [5, 6])
})

/** A pair whose first block holds so many outcome days of ten, the second five. */
const pair = (outcomeDays: number, onFirst: boolean): PairCounts => ({
  onFirst,
  first: { logged: 10, outcomeDays },
  second: { logged: 10, outcomeDays: 5 },
})

test('the randomisation test is exact: over all schedules its p-values are uniform at their own steps', () => {
  const outcomes = [1, 4, 7, 2, 9]
  const values: number[] = []
  for (let order = 0; order < 32; order++) {
    const tested = randomisationTest(outcomes.map((days, k) => pair(days, ((order >> k) & 1) === 1)))
    assert.ok(tested.type === 'ok' && tested.value.exact)
    values.push(tested.value.pHelps)
  }
  values.sort((a, b) => a - b)
  values.forEach((p, k) => assert.ok(p >= (k + 1) / 32 - 1e-12, `the ${k}th of 32 p-values is ${p}`))
})

test('under any lot the evidence averages one: it is a fair game whatever the outcomes are', () => {
  const outcomes = [1, 4, 7, 2, 9, 3, 0, 10]
  let helps = 0
  let worse = 0
  for (let order = 0; order < 256; order++) {
    const process = eProcess(
      outcomes.map((days, k) => pair(days, ((order >> k) & 1) === 1)),
      10,
    )
    helps += process.helps[7] / 256
    worse += process.worse[7] / 256
  }
  assert.ok(Math.abs(helps - 1) < 1e-9 && Math.abs(worse - 1) < 1e-9, `${helps} and ${worse}`)
})

test('whatever the days do by themselves, at most one useless treatment in twenty is ever called helping', () => {
  const patients = 100
  for (const generator of GENERATORS) {
    let found = 0
    for (let patient = 0; patient < patients; patient++) {
      const random = createRandom(41, patient)
      const drawn = schedule({ pairs: 26, washoutDays: 0, startDay: 0, seed: patient })
      const exposure = scheduleExposure(drawn, 364)
      const recipe = { generator, days: 364, exposure, effect: 0, baseRatePer28: 12, phi: 0.87, sigma: 1 }
      if (eProcess(pairCounts(simulateDiary(recipe, random).outcome, schedulePairs(drawn), 0), 7).helpsAt !== null)
        found++
    }
    // the promise is 5 of 100; 11 would be a chance of 1 in 90 even at the full 5 %
    assert.ok(found <= 10, `${generator}: ${found} of ${patients}`)
  }
})
