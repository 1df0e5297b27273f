import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EXPOSURE_RULES } from '../answers/treatment-exposure.ts'
import { PLAN_RULES } from './plan-checks.ts'
import { ASSESS_CLASSES, timeToAssess } from './time-to-assess.ts'

const RULES = [...PLAN_RULES, ...EXPOSURE_RULES]

test('every rule of plans and answers has an id of its own and names its source', () => {
  const ids = RULES.map(({ id }) => id)
  assert.equal(new Set(ids).size, ids.length)
  for (const { id, source, statement } of RULES) assert.ok(source.length > 10 && statement.endsWith('.'), id)
})

test('what the code counts with stands in the words that are signed', () => {
  for (const { id, value, statement } of RULES) {
    const numbers = typeof value === 'number' ? [value] : Object.values(value as Record<string, number | null>)
    for (const number of numbers) {
      if (number === null || number === 0) continue
      const words = [
        `${number}`,
        `${number / 7} weeks`,
        `${100 * number} %`,
        number === 7 ? 'every week' : '',
        number === 0.5 ? 'half' : '',
      ]
      const said = words.some((one) => one !== '' && statement.includes(one))
      // how long sessions act is not told in numbers
      assert.ok(said || id === 'time-to-assess.session-therapy', `${id}: ${number} is not in “${statement}”`)
    }
  }
})

test('every class of treatment has its time, and a proposal says that it is one', () => {
  for (const name of ASSESS_CLASSES) {
    const { value, certainty } = timeToAssess(name)
    assert.ok(value.fromStartDays >= 56 && value.rampDays >= 1 && value.decayHalfLifeDays > 0)
    assert.equal(certainty, 'proposal')
  }
})
