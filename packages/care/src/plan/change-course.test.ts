import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlanAnswer, PlanChange } from '@clearday/diary'
import { changeCourses, prescriberOf, samePerson, type ChangeCourse } from './change-course.ts'

const VEGA = 'c0000000-0000-4000-8000-000000000001'
const change = (more: Partial<PlanChange> = {}): PlanChange => ({
  ...{ id: 'c', treatment: 'My Tablets', change: 'stop', proposedBy: 'patient', proposedOn: '2026-03-01' },
  ...more,
})
const answer = (more: Partial<PlanAnswer> = {}): PlanAnswer => ({
  ...{ id: 'a', proposal: 'c', answer: 'agreed', saidOn: '2026-03-02', practitioner: 'Elena Vega', by: VEGA },
  ...more,
})
const prescribed = { treatment: 'my tablets', kind: 'medicine', practitioner: 'Dra. Elena Véga' } as const
const course = (one: PlanChange, answers: readonly PlanAnswer[], regimens = [prescribed] as const): ChangeCourse =>
  changeCourses([one], answers, regimens)[0]

test('to stop what is prescribed only its own prescriber agrees; what another says is an opinion', () => {
  assert.deepEqual(
    [course(change(), []).state, course(change(), []).asksPrescriber, course(change(), []).prescriber],
    ['open', true, 'Dra. Elena Véga'],
  )
  assert.equal(course(change(), [answer()]).state, 'agreed')
  const other = course(change(), [answer({ practitioner: 'Luis Gil' })])
  assert.deepEqual([other.state, other.words[0].isOpinion], ['waits-for-prescriber', true])
  const both = course(change(), [answer({ practitioner: 'Luis Gil' }), answer({ id: 'b', answer: 'not-agreed' })])
  assert.equal(both.state, 'not-agreed')
  // what they said here themselves goes before what the patient noted of them later
  const { by, ...noted } = answer({ id: 'n', saidOn: '2026-03-05', asPrescriber: true })
  assert.ok(by !== undefined)
  assert.equal(course(change(), [answer({ answer: 'not-agreed' }), noted]).state, 'not-agreed')
})

test('whoever says that they prescribe it, while the diary does not name them, is counted once the patient says so', () => {
  const claim = answer({ asPrescriber: true })
  const unnamed = { treatment: 'my tablets', kind: 'medicine' } as const
  const [open] = changeCourses([change()], [claim], [unnamed])
  assert.deepEqual([open.state, open.claim], ['waits-for-prescriber', 'Elena Vega'])
  assert.equal(course(change(), [claim]).state, 'agreed')
  // what the patient noted of their prescriber needs no account
  const { by, practitioner, ...noted } = claim
  assert.ok(by !== undefined && practitioner !== undefined)
  assert.equal(changeCourses([change()], [noted], [unnamed])[0].state, 'agreed')
})

test('a stop that another practitioner proposes waits for the prescriber after the patient agreed', () => {
  const proposed = change({ proposedBy: 'practitioner', practitioner: 'Luis Gil', by: VEGA })
  assert.equal(course(proposed, []).state, 'open')
  const agreed = { ...proposed, answer: 'agreed' } as const
  assert.equal(course(agreed, []).state, 'waits-for-prescriber')
  assert.equal(course(agreed, [answer()]).state, 'agreed')
  assert.equal(course(agreed, [answer({ answer: 'not-agreed' })]).state, 'not-agreed')
  assert.equal(course({ ...agreed, practitioner: 'Elena Vega' }, []).state, 'agreed')
  assert.equal(course({ ...agreed, answer: 'not-agreed' }, [answer()]).state, 'not-agreed')
  assert.equal(course({ ...proposed, answer: 'withdrawn' }, []).state, 'withdrawn')
})

test('a start, a goal and a supplement ask no prescriber', () => {
  assert.equal(course(change({ change: 'start' }), [answer({ practitioner: 'Luis Gil' })]).state, 'agreed')
  const goal = {
    id: 'c',
    change: 'goal',
    words: 'Dance',
    proposedBy: 'practitioner',
    proposedOn: '2026-03-01',
  } as const
  assert.equal(course({ ...goal, answer: 'agreed' }, []).state, 'agreed')
  assert.deepEqual(prescriberOf('Magnesium', [{ treatment: 'magnesium', kind: 'supplement' }]), {
    prescribed: false,
    name: null,
  })
})

test('a medicine that does not say whether it is prescribed counts as prescribed, in whatever letters it is written', () => {
  const of = (more: object) =>
    prescriberOf('My  TABLETS', [{ treatment: 'my tablets', kind: 'medicine', practitioner: 'Dr. Vega', ...more }])
  assert.deepEqual(of({}), { prescribed: true, name: 'Dr. Vega' })
  assert.deepEqual(of({ prescribed: false }), { prescribed: false, name: null })
})

test('a strength, a brand or a name that nobody knows does not go past whoever prescribes it', () => {
  const regimens = [
    { treatment: 'Propranolol', kind: 'medicine', practitioner: 'Dr. Vega' },
    { treatment: 'Bisoprolol', kind: 'medicine', practitioner: 'Dr. Vega' },
    { treatment: 'Walks', kind: 'practice' },
  ] as const
  for (const name of ['propranolol 80 mg', 'Bisoprolol 5 mg tablets', 'bisoprolol 2,5mg', 'Bisoprolol, tablets'])
    assert.deepEqual(prescriberOf(name, regimens), { prescribed: true, name: 'Dr. Vega' }, name)
  for (const name of ['Effexor', 'warfarin', 'Prednisone 5 mg'])
    assert.deepEqual(prescriberOf(name, regimens), { prescribed: true, name: null }, name)
  for (const name of ['walks', 'magnesium', 'Magnesium 400 mg', 'acupuncture'])
    assert.equal(prescriberOf(name, regimens).prescribed, false, name)
  const stop = change({ treatment: 'Effexor', proposedBy: 'practitioner', practitioner: 'Luis Gil', answer: 'agreed' })
  assert.equal(changeCourses([stop], [], regimens)[0].state, 'waits-for-prescriber')
})

test('names are one person without titles, accents and capitals, and a family name alone is not', () => {
  assert.ok(samePerson('Dra. Elena Véga', 'elena vega'))
  assert.ok(!samePerson('Dr. Vega', 'Elena Vega'))
  assert.ok(!samePerson('Dr.', ''))
})
