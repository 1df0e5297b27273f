import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDiary } from './read-diary.ts'

type Json = Record<string, unknown>

const FRAME = { format: 'clearday-diary-1', timeZone: 'Europe/Madrid', firstDay: '2026-03-01', lastDay: '2026-03-31' }

/** Code, place and words of what is told of a diary that is read nevertheless. */
function notices(parts: Json): unknown {
  const read = readDiary({ ...FRAME, ...parts })
  assert.ok(read.type === 'ok', JSON.stringify(read))
  return read.notices.map(({ code, path, message }) => [code, path.join('.'), message.replace(/^[^:]*: /, '')])
}

function attack(id: string, start: string, end: string, more: Json = {}): Json {
  return { id, start, end, ...more }
}

test('a diary without contradictions has no notices', () => {
  const attacks = [attack('a', '2026-03-04T22:00', '2026-03-05T03:00')]
  assert.deepEqual(notices({ attacks, days: [{ date: '2026-03-06', headache: 'none' }] }), [])
})

test('a headache-free day that an attack touches', () => {
  const attacks = [attack('a', '2026-03-04T22:00', '2026-03-06T03:00')]
  const days = [
    { date: '2026-03-03', headache: 'none' },
    { date: '2026-03-05', headache: 'none' },
    { date: '2026-03-06', headache: 'none' },
    { date: '2026-03-07', headache: 'none' },
  ]
  const words = 'the day is said to be without headache, and yet attack "a" touches it.'
  assert.deepEqual(notices({ attacks, days }), [
    ['none-but-attack', 'days.1', words],
    ['none-but-attack', 'days.2', words],
  ])
})

test('an attack that ends at midnight does not touch the day that begins', () => {
  const attacks = [attack('a', '2026-03-04T22:00', '2026-03-05T00:00')]
  assert.deepEqual(notices({ attacks, days: [{ date: '2026-03-05', headache: 'none' }] }), [])
})

test('a headache-free day with pain', () => {
  assert.deepEqual(notices({ days: [{ date: '2026-03-05', headache: 'none', peakIntensity: 4 }] }), [
    ['none-but-pain', 'days.0.peakIntensity', 'the day is said to be without headache, and yet peakIntensity is 4.'],
  ])
  assert.deepEqual(notices({ days: [{ date: '2026-03-05', headache: 'none', peakIntensity: 0, hours: 0 }] }), [])
})

test('a headache day with none of it', () => {
  assert.deepEqual(notices({ days: [{ date: '2026-03-05', headache: 'present', peakIntensity: 0 }] }), [
    ['present-without-pain', 'days.0.peakIntensity', 'there was headache on this day, and yet none of it.'],
  ])
})

test('no medicine, and yet an intake', () => {
  const intakes = [{ id: 'i', at: '2026-03-05T09:00', product: 'ibuprofen' }]
  const days = [{ date: '2026-03-05', headache: 'present', noMedicine: true }]
  assert.deepEqual(notices({ days, intakes }), [
    [
      'no-medicine-but-intake',
      'days.0.noMedicine',
      'no acute medicine is said to have been taken, and yet there is intake "i" on this day.',
    ],
  ])
  assert.deepEqual(notices({ days, intakes: [{ ...intakes[0], reason: 'prevention' }] }), [])
})

test('a word and a number that disagree', () => {
  const words = '"mild" and peakIntensity 8 disagree; 1 to 3 is mild, 4 to 6 moderate, 7 to 10 severe.'
  assert.deepEqual(
    notices({ days: [{ date: '2026-03-05', headache: 'present', severity: 'mild', peakIntensity: 8 }] }),
    [['severity-and-intensity', 'days.0.severity', words]],
  )
  const fits = { date: '2026-03-05', headache: 'present', severity: 'moderate', peakIntensity: 6.5 }
  assert.deepEqual(notices({ days: [fits] }), [])
})

test('an aura without headache, and yet how bad the pain was', () => {
  const attacks = [attack('a', '2026-03-04T22:00', '2026-03-04T22:30', { withoutHeadache: true, severity: 'severe' })]
  assert.deepEqual(notices({ attacks }), [
    ['without-headache-but-pain', 'attacks.0', 'it is said to be without headache, and yet how bad the pain was.'],
  ])
})

test('attacks that overlap', () => {
  const attacks = [
    attack('later', '2026-03-05T08:00', '2026-03-05T12:00'),
    attack('long', '2026-03-04T08:00', '2026-03-06T08:00'),
  ]
  assert.deepEqual(notices({ attacks }), [
    ['attacks-overlap', 'attacks.0', 'it began at 2026-03-05T08:00, and attack "long" lasts until 2026-03-06T08:00.'],
  ])
})

test('an attack that was never closed is asked about once, with what speaks against it', () => {
  const open = attack('open', '2026-03-04T08:00', 'still-going')
  const right = 'write when it ended, or "unknown" if nobody noted it.'
  const begins = 'it began on 2026-03-04 and is said to be still going,'
  assert.deepEqual(notices({ attacks: [open], days: [{ date: '2026-03-06', headache: 'none' }] }), [
    ['attack-left-open', 'attacks.0.end', `${begins} and yet 2026-03-06 is said to be without headache; ${right}`],
  ])
  const next = attack('next', '2026-03-09T08:00', '2026-03-09T18:00')
  assert.deepEqual(notices({ attacks: [open, next] }), [
    ['attack-left-open', 'attacks.0.end', `${begins} and yet attack "next" begins on 2026-03-09; ${right}`],
  ])
  assert.deepEqual(notices({ attacks: [open] }), [
    ['attack-left-open', 'attacks.0.end', `${begins} and the last 3 days until 2026-03-31 have no entry; ${right}`],
  ])
})

test('an attack that goes on, of which the diary still speaks, is no contradiction', () => {
  const attacks = [attack('open', '2026-03-04T08:00', 'still-going')]
  assert.deepEqual(notices({ attacks, days: [{ date: '2026-03-30', headache: 'present' }] }), [])
  assert.deepEqual(notices({ attacks, lastDay: '2026-03-08' }), [])
})

test('a symptom that has no name', () => {
  assert.deepEqual(notices({ days: [{ date: '2026-03-05', headache: 'present', symptoms: ['x1'] }] }), [
    ['symptom-without-name', 'days.0.symptoms', '"x1" is not among customSymptoms, so it has no name to be shown.'],
  ])
})

test('a year that is probably mistyped', () => {
  const days = [
    { date: '2023-03-05', headache: 'none' },
    { date: '2026-03-05', headache: 'none' },
  ]
  assert.deepEqual(notices({ firstDay: '2023-03-01', days }), [
    [
      'far-apart',
      'days.1',
      '2026-03-05 comes 1096 days after the entry before it, 2023-03-05; a year may be mistyped.',
    ],
  ])
})
