import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '@clearday/diary'
import { historyOf } from '../history.ts'
import { ownPlan, PLAN_GROUPS } from './own-plan.ts'
import { plannedHistory, sessionDays } from './plan-fixture.ts'

const FIRST = '2026-01-01'

test('every treatment stands in the plan by its kind, with when it can be judged, what trials found, and who is asked', () => {
  const history = plannedHistory({
    firstDay: FIRST,
    outcome: Array.from({ length: 60 }, (_, t) => t % 2),
    sessions: [{ therapy: 'craniosacral-therapy', on: sessionDays(addDays(FIRST, 10), 4, 7) }],
    regimens: [
      { kind: 'medicine', treatment: 'propranolol', prescribed: true, events: [{ type: 'start', on: '2025-01-01' }] },
      { kind: 'procedure', treatment: 'nerve block', events: [{ type: 'start', on: addDays(FIRST, 5) }] },
      { kind: 'nutrition', treatment: 'no late meals', events: [{ type: 'start', on: addDays(FIRST, 80) }] },
      { treatment: 'magnesium', events: [{ type: 'start', on: addDays(FIRST, 20) }] },
      { kind: 'practice', treatment: 'relaxation-training', events: [{ type: 'start', on: addDays(FIRST, 20) }] },
    ],
    intakes: [{ product: 'sumatriptan', on: sessionDays(FIRST, 12, 2) }],
  })
  const { treatments, checks, overused } = ownPlan(history, 'en')
  const groups = new Map(treatments.map(({ id, group }) => [id, group]))
  assert.deepEqual(Object.fromEntries(groups), {
    propranolol: 'medicine',
    'nerve block': 'procedure',
    'craniosacral-therapy': 'hands-and-needles',
    magnesium: 'supplement',
    'relaxation-training': 'practice',
    'no late meals': 'nutrition',
  })
  assert.deepEqual(new Set(groups.values()), new Set(PLAN_GROUPS))
  const of = (id: string) => treatments.find((one) => one.id === id)
  assert.deepEqual([of('magnesium')?.judgement.state, of('no late meals')?.state], ['too-early', 'planned'])
  assert.deepEqual([of('craniosacral-therapy')?.state, of('craniosacral-therapy')?.sessions], ['sessions', 4])
  assert.ok(of('magnesium')?.published !== null && of('nerve block')?.published === null)
  assert.ok(checks.some(({ code, treatments: [id] }) => code === 'prescriber-first' && id === 'propranolol'))
  assert.deepEqual(
    overused.map(({ medicineClass, month, days }) => [medicineClass, month, days]),
    [['triptan', '2026-01', 12]],
  )
})

test('what a trial seals until its end is not said to be due, and the plan says until when', () => {
  const { diary } = plannedHistory({
    firstDay: FIRST,
    outcome: Array.from({ length: 150 }, (_, t) => t % 2),
    regimens: [{ treatment: 'magnesium', events: [{ type: 'start', on: addDays(FIRST, 20) }] }],
  })
  const planOf = (looks: 'once-at-the-end' | 'after-each-pair') => {
    const trial = { id: 't', treatment: 'magnesium', startsOn: addDays(FIRST, 140), blockDays: 14, seed: 1, looks }
    return ownPlan(historyOf({ ...diary, trials: [{ ...trial, withFirst: [true] }] }), 'en')
  }
  const due = ({ checks }: ReturnType<typeof planOf>): boolean =>
    checks.some(({ code }) => code === 'due-for-judgement')
  const [sealed, open] = [planOf('once-at-the-end'), planOf('after-each-pair')]
  assert.deepEqual(sealed.treatments[0].sealed, { trial: 't', until: addDays(FIRST, 168) })
  assert.deepEqual([open.treatments[0].sealed, due(sealed), due(open)], [null, false, true])
})
