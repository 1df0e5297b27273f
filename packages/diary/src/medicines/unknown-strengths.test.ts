// Doses whose strength nobody noted: they count at the smallest strength sold, and what the largest could make of them is said.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diaryOf } from '../../fixtures/diary-of.ts'
import { livedDays } from '../days/lived-days.ts'
import { medicineUse, type MedicineUse } from './medicine-use.ts'

type Taken = readonly [at: string, product: string, units?: number]

function use(...taken: readonly Taken[]): MedicineUse {
  const intakes = taken.map(([at, product, units = 1], k) => ({ id: `i${k}`, at, product, units }))
  const diary = diaryOf({ intakes })
  return medicineUse(diary, livedDays(diary))
}

test('twenty units of paracetamol are too many at any strength sold', () => {
  const { doseAlerts, strengthUnknown } = use(
    ['2026-03-01T08:00', 'acetaminophen', 20],
    ['2026-03-01T12:00', 'Gelocatil', 8],
  )
  assert.deepEqual(
    doseAlerts.map(({ ingredient, taken, urgency }) => [ingredient, taken, urgency]),
    [['paracetamol', 28 * 325, 'ask']],
  )
  assert.match(
    doseAlerts[0].sentence,
    /at least 9,100 mg of paracetamol within 24 hours .*28 units whose strength is not noted.*smallest strength sold/,
  )
  assert.deepEqual(strengthUnknown, [])
})

test('paracetamol, alone and in three mixtures without strengths, is one sum', () => {
  const { doseAlerts } = use(
    ['2026-03-01T07:00', 'paracetamol 500 mg', 4],
    ['2026-03-01T12:00', 'paracetamol and codeine', 2],
    ['2026-03-01T20:00', 'paracetamol, aspirin and caffeine', 4],
    ['2026-03-01T22:00', 'acetaminophen', 2],
  )
  // 4 × 500, 2 × 500, 4 × 194 (the smallest such mixture) and 2 × 325
  assert.deepEqual(
    doseAlerts.map(({ ingredient, taken }) => [ingredient, taken]),
    [['paracetamol', 4426]],
  )
})

test('what only the largest strength sold would make too much is a notice to check the packets, and no alert', () => {
  const { doseAlerts, strengthUnknown } = use(
    ['2026-03-02T08:00', 'paracetamol 500 mg', 2],
    ['2026-03-02T12:00', 'Gelocatil', 8],
    ['2026-03-09T12:00', 'Gelocatil', 5],
  )
  assert.deepEqual(doseAlerts, [])
  const [{ ingredient, date, atLeast, atMost, most, units, products, otherDays, sentence }, ...others] = strengthUnknown
  assert.deepEqual(others, [])
  assert.deepEqual(
    { ingredient, date, atLeast, atMost, most, units, products, otherDays },
    {
      ingredient: 'paracetamol',
      date: '2026-03-02',
      atLeast: 1000 + 8 * 325,
      atMost: 9000,
      most: 4000,
      units: 8,
      products: ['Gelocatil'],
      otherDays: 1,
    },
  )
  assert.match(sentence, /at least 1,000 mg of paracetamol within 24 hours, plus 8 units whose strength is not noted/)
  assert.match(sentence, /[Cc]heck the packets.*1 other day/)
})

test('where nothing of known strength was taken, only the units are said', () => {
  const [{ sentence }] = use(['2026-03-02T12:00', 'Gelocatil', 8]).strengthUnknown
  assert.match(sentence, /you noted 8 units of paracetamol whose strength is not noted/)
  assert.doesNotMatch(sentence, /at least 0/)
})

test('what stays below the most at every strength sold is not said', () => {
  for (const taken of [
    ['2026-03-02T12:00', 'Gelocatil', 4],
    ['2026-03-02T12:00', 'low-dose aspirin', 5],
    ['2026-03-02T12:00', 'Cefaly', 50],
    ['2026-03-02T12:00', "grandmother's drops", 50],
  ] as const) {
    const { doseAlerts, strengthUnknown } = use(taken)
    assert.deepEqual([doseAlerts, strengthUnknown], [[], []], taken[1])
  }
})

test('a strength that is written leaves nothing open', () => {
  assert.deepEqual(use(['2026-03-02T12:00', 'Gelocatil 650 mg', 6]).strengthUnknown, [])
})
