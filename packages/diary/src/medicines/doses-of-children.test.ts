// The maxima of labels are for adults: what is said of a child's doses, and of aspirin under 16.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diaryOf } from '../../fixtures/diary-of.ts'
import { livedDays } from '../days/lived-days.ts'
import type { WritableDiary } from '../format/index.ts'
import { CHILD_RULES } from './doses-of-children.ts'
import { medicineUse, type MedicineUse } from './medicine-use.ts'

type Person = NonNullable<WritableDiary['person']>

function use(person: Person | undefined, product: string, units: number, at = '2026-03-30T10:00'): MedicineUse {
  const diary = diaryOf({ intakes: [{ id: 'a', at, product, units }], ...(person !== undefined && { person }) })
  return medicineUse(diary, livedDays(diary))
}

function alerts(person: Person | undefined, product: string, units: number): unknown[] {
  return use(person, product, units).doseAlerts.map(({ ingredient, taken, urgency }) => [ingredient, taken, urgency])
}

test('3.5 g of paracetamol in a child of 6 is for help now, although it is below the most for adults', () => {
  const [{ urgency, overdose, sentence }] = use({ ageYears: 6 }, 'paracetamol 500 mg', 7).doseAlerts
  assert.deepEqual([urgency, overdose], ['get-help-now', true])
  assert.match(sentence, /3,500 mg of paracetamol .*4,000 mg.*for adults.*child's dose goes by weight/)
  assert.match(sentence, /get help now/)
})

test('half of what an adult may take asks at any age under 18, and a milligram less does not', () => {
  assert.deepEqual(alerts({ ageYears: 15 }, 'paracetamol 500 mg', 4), [['paracetamol', 2000, 'ask']])
  assert.deepEqual(alerts({ ageYears: 15 }, 'paracetamol 1999 mg', 1), [])
  assert.deepEqual(alerts({ ageYears: 18 }, 'paracetamol 500 mg', 4), [])
  assert.deepEqual(alerts({ ageYears: 15 }, 'ibuprofen 200 mg', 3), [['ibuprofen', 600, 'ask']])
  assert.match(use({ ageYears: 15 }, 'ibuprofen 200 mg', 3).doseAlerts[0].sentence, /Ask a doctor or pharmacist now/)
})

test('where the age is not known, the most for adults counts as for an adult', () => {
  assert.deepEqual(alerts(undefined, 'paracetamol 500 mg', 7), [])
  assert.equal(use(undefined, 'paracetamol 500 mg', 7).ageNote, null)
})

test('any aspirin under 16 names the illness that it is linked to', () => {
  const [{ sentence, urgency, overdose }] = use({ ageYears: 6 }, 'aspirin 500 mg', 4).doseAlerts
  assert.match(sentence, /under 16.*Reye's syndrome.*brain.*liver.*Ask a doctor or pharmacist now/)
  assert.deepEqual([urgency, overdose], ['ask', false])
  assert.equal(alerts({ ageYears: 15 }, 'Excedrin', 1).length, 1)
  assert.deepEqual(alerts({ ageYears: 15 }, 'aspirin', 1), [['aspirin', 300, 'ask']])
  assert.deepEqual(alerts({ ageYears: 17 }, 'aspirin 500 mg', 1), [])
  // born in 2010: perhaps still 15
  assert.equal(alerts({ birthYear: 2010 }, 'aspirin 500 mg', 1).length, 1)
})

test('someone who was under 18 reads that the most in a day is for adults, in the months in which it mattered', () => {
  const { ageNote } = use({ ageYears: 12 }, 'ibuprofen 200 mg', 1)
  assert.deepEqual(ageNote?.months, ['2026-03'])
  assert.match(ageNote?.sentence ?? '', /for adults.*Under 18 a dose goes by weight/)
  assert.equal(use({ ageYears: 30 }, 'ibuprofen 200 mg', 1).ageNote, null)
})

test('above the most for adults the words for an adult stay', () => {
  const [{ urgency, sentence }] = use({ ageYears: 15 }, 'paracetamol 1000 mg', 5).doseAlerts
  assert.equal(urgency, 'get-help-now')
  assert.match(sentence, /5,000 mg of paracetamol.*get help now/)
})

test("no rule of children's doses claims to have been read", () => {
  for (const { id, certainty } of CHILD_RULES) assert.notEqual(certainty, 'sourced', id)
})
