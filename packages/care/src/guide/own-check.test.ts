import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDiary, type Person } from '@clearday/diary'
import { TREATMENTS } from '@clearday/evidence'
import { allCandidacies } from '../candidacy/candidacy-for.ts'
import { historyOf } from '../history.ts'
import { ownCheck } from './own-check.ts'

const DAY = '2026-03-12'

function historyWith(person: Person, more: Readonly<Record<string, unknown>> = {}) {
  const read = readDiary({
    ...{ format: 'clearday-diary-1', timeZone: 'UTC', firstDay: '2026-01-01', lastDay: DAY, days: [], person, ...more },
  })
  if (read.type === 'error') throw new Error(read.problems[0].message)
  return historyOf(read.value)
}

test('each treatment leads where candidacy leads, in the order of the catalogue, in both languages', () => {
  const history = historyWith({
    preferences: { neckTension: true, dislikesTouch: false },
    conditions: { 'cerebral-aneurysm': 'unsure', asthma: 'yes' },
    pregnancy: 'no',
  })
  const [english, spanish] = [ownCheck(history, DAY, 'en'), ownCheck(history, DAY, 'es')]
  const candidacies = allCandidacies(history, { today: DAY })
  assert.deepEqual(
    english.treatments.map(({ treatment, conclusion, stillToAsk }) => [treatment, conclusion, stillToAsk]),
    candidacies.map(({ treatment, conclusion, stillToAsk }) => [treatment, conclusion, stillToAsk.length]),
  )
  assert.equal(english.treatments.length, TREATMENTS.length)
  for (const [at, one] of english.treatments.entries()) {
    const other = spanish.treatments[at]
    assert.equal(other.conclusion, one.conclusion)
    assert.deepEqual(
      other.points.map(({ id, status, days }) => [id, status, days]),
      one.points.map(({ id, status, days }) => [id, status, days]),
    )
    assert.equal(one.conditions.filter(({ answer }) => answer === null).length, one.stillToAsk, one.treatment)
  }
  const craniosacral = english.treatments[0]
  assert.equal(craniosacral.conclusion, 'ask-a-physician-first')
  assert.deepEqual(
    craniosacral.conditions.filter(({ answer }) => answer === 'unsure').map(({ id }) => id),
    ['cerebral-aneurysm'],
  )
  assert.equal(english.wishes.find(({ id }) => id === 'dislikesTouch')?.answer, false)
  assert.equal(new Set(english.wishes.map(({ question }) => question)).size, english.wishes.length)
  assert.notEqual(english.wishes[0].question, spanish.wishes[0].question)
})

test('a sign that must not wait comes before every treatment, and an earlier one puts a physician first', () => {
  const check = (date: string) => ({
    id: 'c1',
    date,
    occasion: 'different-from-usual',
    answers: { thunderclap: 'yes' },
  })
  const now = ownCheck(historyWith({}, { safetyChecks: [check(DAY)] }), DAY, 'es')
  assert.deepEqual(
    now.urgent.map(({ headline, lastRaised }) => [headline, lastRaised]),
    [['Un dolor de cabeza que llegó como un golpe', DAY]],
  )
  assert.ok(now.treatments.every(({ conclusion }) => conclusion === 'see-someone-now'))
  const calm = ownCheck(historyWith({}), DAY, 'en')
  assert.deepEqual([calm.urgent, calm.physicianFirst, calm.isUnderAge], [[], [], false])
  assert.ok(calm.flagsNotAsked > 0)
  assert.equal(ownCheck(historyWith({ birthYear: 2012 }), DAY, 'en').isUnderAge, true)
})
