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

test('a treatment that somebody calls "constructor" is a treatment like any other', () => {
  for (const therapy of ['constructor', '__proto__', 'toString']) {
    const { plan } = careOf(plannedHistory({ ...planned, sessions: [{ therapy, on: SESSIONS }] }).diary)
    assert.ok(
      plan.every(({ code }) => code !== 'contraindication-present'),
      therapy,
    )
  }
})

test('the day on which red flags are judged is that of candidacy too', () => {
  const answered = { id: 'r', date: '2026-05-20', occasion: 'onboarding', answers: { thunderclap: 'yes' } } as const
  const { diary } = plannedHistory(planned)
  const on = (today: string): string | undefined =>
    careOf({ ...diary, safetyChecks: [answered] }, { safety: { today } }).candidacy.find(
      ({ treatment }) => treatment === 'mindfulness',
    )?.conclusion
  assert.notEqual(on('2026-05-19'), 'see-someone-now')
  assert.equal(on('2026-05-20'), 'see-someone-now')
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
