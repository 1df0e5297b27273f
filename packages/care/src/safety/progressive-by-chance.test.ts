// How often chance alone looks like headache that becomes steadily worse: the numbers that the rule states, from seeded diaries without any change.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { progressive } from './course-findings.ts'
import type { SafetyFacts } from './safety-facts.ts'

const SEED = 20260329
const PEOPLE = 4000
const MONTHS = 12
const DAYS = 30
const DAYS_PER_MONTH = 8

function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

/** Of people whose days are `alike` from one to the next, the share to whom the rule speaks at least once in a year. */
function shareRaised(alike: number): number {
  const random = generator(SEED)
  const share = DAYS_PER_MONTH / DAYS
  let raised = 0
  for (let person = 0; person < PEOPLE; person++) {
    let today = random() < share
    const months = Array.from({ length: MONTHS }, (_, k) => {
      let count = 0
      for (let day = 0; day < DAYS; day++) {
        today = random() < (today ? share + alike * (1 - share) : share * (1 - alike))
        if (today) count++
      }
      return { name: `month ${k + 1}`, lastDay: '2026-12-31', whole: true, days: { HD_ANY_v1: { count, most: count } } }
    })
    const facts = { history: { measures: { months } } } as unknown as SafetyFacts
    if (progressive(facts).status === 'met') raised++
  }
  return raised / PEOPLE
}

test('chance alone raises it for 2 to 15 of 100 people with 8 headache days a month within a year, as the rule says', () => {
  const independent = shareRaised(0)
  const alike = shareRaised(0.3)
  assert.ok(independent > 0.01 && independent < 0.04, `seed ${SEED}: ${independent}`)
  assert.ok(alike > 0.1 && alike < 0.18, `seed ${SEED}: ${alike}`)
})
