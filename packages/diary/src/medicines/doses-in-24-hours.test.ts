// Sums of doses in any 24 hours: over midnight, over changes of clocks and zones, and where only the day is known.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diaryOf } from '../../fixtures/diary-of.ts'
import { livedDays } from '../days/lived-days.ts'
import type { WritableDiary } from '../format/index.ts'
import { DOSE_RULES } from './dose-rules.ts'
import type { DoseAlert } from './dose-alerts.ts'
import { medicineUse } from './medicine-use.ts'

type Taken = readonly [at: string, product: string, units?: number, timeZone?: string]

function alerts(taken: readonly Taken[], parts: Partial<WritableDiary> = {}): readonly DoseAlert[] {
  const intakes = taken.map(([at, product, units = 1, timeZone], k) => ({
    id: `i${k}`,
    at,
    product,
    units,
    ...(timeZone !== undefined && { timeZone }),
  }))
  const diary = diaryOf({ intakes, ...parts })
  return medicineUse(diary, livedDays(diary)).doseAlerts
}

function sums(taken: readonly Taken[], parts: Partial<WritableDiary> = {}): unknown[] {
  return alerts(taken, parts).map((one) => [one.ingredient, one.date, one.taken])
}

test('paracetamol from three products is one sum', () => {
  const [alert, ...others] = alerts([
    ['2026-03-30T07:00', 'Excedrin', 2],
    ['2026-03-30T11:00', 'Co-codamol 30/500', 3],
    ['2026-03-30T16:00', 'Lemsip Max', 1],
    ['2026-03-30T22:00', 'Tylenol 500 mg', 3],
  ])
  assert.deepEqual(others, [])
  assert.deepEqual(
    [alert.ingredient, alert.taken, alert.most, alert.unit, alert.products],
    ['paracetamol', 4500, 4000, 'mg', ['Co-codamol 30/500', 'Excedrin', 'Lemsip Max', 'Tylenol 500 mg']],
  )
  assert.match(alert.sentence, /4,500 mg of paracetamol within 24 hours .*most on labels is 4,000 mg.* get help now/)
})

test('the most itself is not above it, and a milligram more is', () => {
  assert.deepEqual(sums([['2026-03-10T08:00', 'paracetamol 1000 mg', 4]]), [])
  assert.deepEqual(
    sums([
      ['2026-03-10T08:00', 'paracetamol 1000 mg', 4],
      ['2026-03-10T09:00', 'paracetamol 1 mg'],
    ]),
    [['paracetamol', '2026-03-10', 4001]],
  )
})

test('midnight hides nothing, and the alert stands on the day on which the 24 hours ended', () => {
  assert.deepEqual(
    sums([
      ['2026-03-10T20:00', 'paracetamol 500 mg', 5],
      ['2026-03-11T01:00', 'paracetamol 500 mg', 4],
    ]),
    [['paracetamol', '2026-03-11', 4500]],
  )
})

test('a dose exactly 24 hours later begins anew, and one a minute earlier does not', () => {
  assert.deepEqual(
    sums([
      ['2026-03-10T08:00', 'ibuprofen 400 mg', 3],
      ['2026-03-11T08:00', 'ibuprofen 400 mg', 3],
    ]),
    [],
  )
  assert.deepEqual(
    sums([
      ['2026-03-10T08:00', 'ibuprofen 400 mg', 3],
      ['2026-03-11T07:59', 'ibuprofen 400 mg', 3],
    ]),
    [['ibuprofen', '2026-03-11', 2400]],
  )
})

test('24 hours pass as time passes, where clocks change and where zones do', () => {
  const october = { firstDay: '2026-10-01', lastDay: '2026-10-31' }
  const apart: readonly Taken[] = [
    ['2026-10-24T12:00', 'ibuprofen 400 mg', 2],
    ['2026-10-25T11:30', 'ibuprofen 400 mg', 2],
  ]
  // 24 and a half hours in the night that is longer by one
  assert.deepEqual(sums(apart, october), [])
  // 30 hours by the clock on the wall and 23 by the sun
  assert.deepEqual(
    sums([
      ['2026-03-10T12:00', 'ibuprofen 400 mg', 2, 'America/New_York'],
      ['2026-03-11T16:00', 'ibuprofen 400 mg', 2, 'Europe/Madrid'],
    ]),
    [['ibuprofen', '2026-03-11', 1600]],
  )
})

test('over the date line a later dose may stand on an earlier day', () => {
  assert.deepEqual(
    sums([
      ['2026-03-10T20:00', 'ibuprofen 400 mg', 2, 'Pacific/Auckland'],
      ['2026-03-10T08:00', 'ibuprofen 400 mg', 2, 'America/Los_Angeles'],
      ['2026-03-11T09:00', 'ibuprofen 400 mg', 1, 'Pacific/Auckland'],
    ]),
    [
      ['ibuprofen', '2026-03-10', 1600],
      ['ibuprofen', '2026-03-11', 2000],
    ],
  )
})

test('where only the day is known, the doses of that day are added up and said to be without times', () => {
  const [alert] = alerts([
    ['2026-03-10', 'paracetamol 1000 mg', 3],
    ['2026-03-10T22:00', 'paracetamol 1000 mg', 2],
  ])
  assert.equal(alert.taken, 5000)
  assert.match(alert.sentence, /times were not noted/)
  assert.deepEqual(
    sums([
      ['2026-03-10', 'paracetamol 1000 mg', 3],
      ['2026-03-11', 'paracetamol 1000 mg', 3],
      ['2026-03-12T00:30', 'paracetamol 1000 mg', 3],
    ]),
    [],
  )
})

test('one alert a day, with the most of that day', () => {
  const hourly = Array.from({ length: 8 }, (_, k): Taken => [`2026-03-10T${10 + k}:00`, 'paracetamol 1000 mg'])
  assert.deepEqual(sums(hourly), [['paracetamol', '2026-03-10', 8000]])
})

test('a strength that nobody knows adds the smallest one sold, and the sum says "at least"', () => {
  const [alert] = alerts([
    ['2026-03-10T10:00', 'Panadol', 2],
    ['2026-03-10T11:00', 'paracetamol 1000 mg', 5],
  ])
  assert.match(alert.sentence, /at least 5,650 mg/)
})

test('what was taken for another pain or to prevent is in the sum too', () => {
  const diary = diaryOf({
    intakes: [
      { id: 'a', at: '2026-03-10T10:00', product: 'naproxen 500 mg', units: 2, reason: 'prevention' },
      { id: 'b', at: '2026-03-10T20:00', product: 'naproxen 500 mg', units: 1, reason: 'other-pain' },
    ],
  })
  assert.deepEqual(
    medicineUse(diary, livedDays(diary)).doseAlerts.map(({ taken }) => taken),
    [1500],
  )
})

test("the packet's most units are held to, under whatever name the product was entered", () => {
  assert.deepEqual(
    sums([
      ['2026-03-10T10:00', 'Imigran nasal', 2],
      ['2026-03-10T18:00', 'sumatriptan nasal spray', 1],
    ]),
    [['Imigran nasal', '2026-03-10', 3]],
  )
  const ownProducts = [{ id: 'own', name: 'Own drops', ingredients: [{ ingredient: 'mystery' }], mostUnitsPerDay: 20 }]
  const [own, ...others] = alerts([['2026-03-10T10:00', 'own drops', 25]], { ownProducts })
  assert.deepEqual(others, [])
  assert.deepEqual([own.taken, own.most, own.unit, own.ruleId], [25, 20, 'units', null])
  assert.match(own.sentence, /25 units of Own drops within 24 hours; its packet says 20 at most\. Ask a pharmacist/)
})

test('units above the most are not said again where an ingredient says it', () => {
  assert.deepEqual(sums([['2026-03-10T10:00', 'Cafergot', 7]]), [['ergotamine', '2026-03-10', 7]])
})

test('an overdose of paracetamol asks for help now while it is recent, and later to tell someone', () => {
  const urgency = (at: string): string => alerts([[at, 'paracetamol 1000 mg', 5]])[0].urgency
  assert.equal(urgency('2026-03-31T10:00'), 'get-help-now')
  assert.equal(urgency('2026-03-25T10:00'), 'get-help-now')
  assert.equal(urgency('2026-03-24T10:00'), 'ask')
  assert.equal(alerts([['2026-03-31T10:00', 'ibuprofen 600 mg', 3]])[0].urgency, 'ask')
})

test('what a doctor may prescribe is said beside what a label allows', () => {
  const [alert] = alerts([['2026-03-10T10:00', 'ibuprofen 600 mg', 3]])
  assert.match(alert.sentence, /A doctor may prescribe more/)
})

test('every rule of doses is marked as one to be reviewed', () => {
  for (const { id, certainty } of DOSE_RULES) assert.notEqual(certainty, 'sourced', id)
})
