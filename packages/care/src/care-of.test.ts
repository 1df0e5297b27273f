import { addDays } from '@clearday/diary'
import { createRandom } from '@clearday/inference'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { careOf } from './care-of.ts'
import { plannedHistory, sessionDays } from './plan/plan-fixture.ts'

const random = createRandom(4)
const OUTCOME = Array.from({ length: 150 }, () => (random.uniform() < 0.4 ? 1 : 0))
const SESSIONS = sessionDays('2026-03-02', 8, 7)
const INTAKES = OUTCOME.flatMap((value, day) => (value === 1 && day % 2 === 0 ? [addDays('2026-01-01', day)] : []))

const planned = {
  firstDay: '2026-01-01',
  outcome: OUTCOME,
  sessions: [{ therapy: 'CST', on: SESSIONS }],
  regimens: [{ kind: 'medicine', treatment: 'Propranolol', events: [{ on: '2025-06-01', type: 'start' }] }],
  intakes: [{ product: 'sumatriptan', on: INTAKES }],
  person: { ageYears: 41, triedBefore: ['amitriptyline'] },
}

test('one call says all there is to say of a diary', () => {
  const care = careOf(plannedHistory(planned).diary, { report: { question: 'Shall I go on?' } })
  assert.deepEqual(
    care.answers.treatments.map(({ id, answer, notAsked }) => [id, answer?.verdict ?? notAsked?.code]),
    [
      ['propranolol', 'always-in-use'],
      ['craniosacral-therapy', 'cannot-tell-yet'],
    ],
  )
  // what trials say stands beside the answer
  assert.deepEqual(
    care.answers.treatments[1].words?.evidenceLines.map(({ about }) => about),
    ['trials', 'your diary', 'both together'],
  )
  assert.ok(care.contraindications['craniosacral-therapy'].length > 0)
  assert.ok(care.candidacy.some(({ treatment }) => treatment === 'craniosacral-therapy'))
  // propranolol is prescribed whether or not the entry says so
  assert.ok(care.plan.some(({ code, treatments }) => code === 'prescriber-first' && treatments[0] === 'propranolol'))
  assert.ok(care.history.patterns.some(({ code }) => code === '1.1'))
  const { report } = care
  assert.equal(report.question, 'Shall I go on?')
  assert.equal(report.triedBefore[0], 'Amitriptyline')
  assert.ok(report.review.notReviewed > 0 && report.review.notReviewed < report.review.rules)
  assert.ok(report.medicines.some(({ medicineClass }) => medicineClass === 'triptan'))
  assert.deepEqual(JSON.parse(JSON.stringify(report)), report)
})

test('a diary of one day without anything is answered too', () => {
  const { answers, plan, report } = careOf(plannedHistory({ firstDay: '2026-01-01', outcome: [Number.NaN] }).diary)
  assert.deepEqual([answers.treatments, plan, report.tried], [[], [], []])
})

test('the same diary gives the same page, whatever the order in which it was written', () => {
  const one = careOf(plannedHistory(planned).diary)
  const other = careOf(
    plannedHistory({
      ...planned,
      sessions: [{ therapy: 'CST', on: SESSIONS.toReversed() }],
      intakes: [{ product: 'sumatriptan', on: INTAKES.toReversed() }],
    }).diary,
  )
  const plain = ({ report, plan }: typeof one): unknown => ({ report, plan })
  assert.deepEqual(plain(other), plain(one))
})

test('nothing that is said promises, diagnoses or orders', () => {
  const { report, plan, answers, history } = careOf(plannedHistory(planned).diary)
  const said = JSON.stringify([
    report.tried,
    report.toAsk,
    report.aboutFlags,
    report.patterns.about,
    plan.map(({ sentence }) => sentence),
    answers.treatments.map(({ words, notAsked, beside }) => [words, notAsked, beside.map(({ says }) => says)]),
  ])
  assert.ok(history.patterns.length > 0)
  assert.doesNotMatch(said, /\bsafe\b|proven|\byou should\b|recommended|no red flags|all fine|!|\bfailed\b/i)
})
