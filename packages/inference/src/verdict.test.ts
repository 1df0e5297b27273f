import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ExposureFacts } from './exposure-facts.ts'
import { createRandom } from './random.ts'
import { giveVerdict, type VerdictInput } from './verdict.ts'
import { committedBound, FIRST_YEAR_ERROR, mixtureProbit, verdictBound } from './verdict-rule.ts'

const facts: ExposureFacts = {
  loggedDaysOn: 100,
  loggedDaysOff: 100,
  switches: 7,
  firstOn: 60,
  firstSwitch: 60,
  baselineLogged: 60,
  logged: 200,
  outcomeDays: 70,
  offCourse: 60,
  daysOn: 100,
  stretches: 4,
}

function verdict(changes: Partial<VerdictInput>) {
  return giveVerdict({
    facts,
    days: 200,
    separable: true,
    judged: 1,
    committedLook: false,
    helps: 0,
    fallsShort: 0,
    standing: 'cannot-tell-yet',
    rivalExplains: () => false,
    ...changes,
  })
}

test('the bound spends its error over the year: a statistic that drifts at random crosses it as often as promised', () => {
  const paths = 4000
  let crossed = 0
  for (let path = 0; path < paths; path++) {
    const random = createRandom(17, path)
    let level = 0
    for (let day = 1; day <= 364; day++) {
      level += random.normal()
      if (level / Math.sqrt(day) >= verdictBound(day, 1, FIRST_YEAR_ERROR)) {
        crossed++
        break
      }
    }
  }
  // discrete looks cross a little less often than the continuous limit; the upper end is four standard errors
  assert.ok(crossed / paths > 0.025 && crossed / paths < FIRST_YEAR_ERROR + 0.013, `crossed by ${crossed} of ${paths}`)
})

test('the bound is stricter early, for several treatments, and in later years', () => {
  const bound = (day: number, treatments = 1): number => verdictBound(day, treatments, FIRST_YEAR_ERROR)
  assert.ok(Math.abs(bound(364) - 1.92) < 0.002)
  assert.ok(Math.abs(bound(91) - 3.84) < 0.004)
  assert.ok(bound(364, 3) > bound(364))
  assert.ok(bound(728) > bound(364))
  assert.ok(committedBound(1) < bound(364))
})

test('a chance is turned into a statistic without losing its far tails', () => {
  const one = Float64Array.from([1])
  for (const z of [-12, -3, 0, 2, 9]) assert.ok(Math.abs(mixtureProbit(one, Float64Array.from([z])) - z) < 1e-6)
})

test('each verdict needs its own evidence', () => {
  assert.equal(verdict({ helps: 3.5 }).verdict, 'helping')
  assert.equal(verdict({ helps: -3.5 }).verdict, 'worse')
  assert.equal(verdict({ fallsShort: 5 }).verdict, 'not-helping')
  assert.equal(verdict({ helps: 2 }).verdict, 'cannot-tell-yet')
})

test('with a single switch a rival day that explains more takes the credit away', () => {
  const single = { ...facts, switches: 1 }
  assert.deepEqual(verdict({ facts: single, helps: 3.5, rivalExplains: () => true }), {
    verdict: 'cannot-tell-yet',
    reason: 'drift-could-explain',
  })
  assert.deepEqual(verdict({ facts: single, helps: 3.5 }), {
    verdict: 'helping',
    reason: 'strong-but-remission-possible',
  })
})

test('a verdict stands until its chance falls below 95 %, then it is taken back', () => {
  assert.equal(verdict({ standing: 'helping', helps: 1.7 }).verdict, 'helping')
  assert.equal(verdict({ standing: 'helping', helps: 1.6 }).verdict, 'cannot-tell-yet')
  assert.equal(verdict({ standing: 'not-helping', fallsShort: 2, helps: -3.5 }).verdict, 'worse')
})

test('under 56 days of baseline a single start gets no verdict, however strong the numbers', () => {
  const early = { ...facts, switches: 1, firstOn: 55, firstSwitch: 55, baselineLogged: 55 }
  assert.deepEqual(verdict({ facts: early, helps: 9 }), { verdict: 'cannot-tell-yet', reason: 'baseline-short' })
})
