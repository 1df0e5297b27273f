// The traps that patterns fall into most easily, each with a diary that falls into it if the rule is read wrongly.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, datesFrom } from '../calendar/local-date.ts'
import { criterion, MIGRAINE, pattern, TENSION, withClearDays, type Entry, type Written } from './made-up-diaries.ts'

const SYMPTOM = {
  kind: 'visual',
  durationMinutes: 20,
  spreadMinutes: 0,
  oneSided: true,
  positive: false,
  fullyReversible: true,
}

function withAuras(aura: Entry): Written {
  const dates = ['2026-01-10', '2026-01-20']
  return {
    firstDay: '2026-01-01',
    lastDay: '2026-01-31',
    days: withClearDays(
      '2026-01-01',
      '2026-01-31',
      dates.map((date) => ({ date, headache: 'present' })),
    ),
    attacks: dates.map((date) => ({ id: date, start: `${date}T10:00`, end: `${date}T20:00`, ...MIGRAINE, aura })),
  }
}

/** Days of a kind on the first days of each month, all others clear. */
function monthly(firstDay: string, lastDay: string, on: (day: number) => boolean, entry: Entry): Entry[] {
  const days = datesFrom(firstDay, lastDay).filter((date) => on(Number(date.slice(8))))
  return withClearDays(
    firstDay,
    lastDay,
    days.map((date) => ({ date, headache: 'present', ...entry })),
  )
}

test('trap 1: an aura with two of the six characteristics is no migraine with aura, and one with three is', () => {
  // one-sided and 20 minutes long: the two of four that the beta edition asked for
  const two = withAuras({ symptoms: [SYMPTOM], inSuccession: false, headacheAfterMinutes: 120 })
  assert.equal(criterion(pattern(two, '1.2'), 'C').status, 'not-met')
  const three = withAuras({ symptoms: [SYMPTOM], inSuccession: false, headacheAfterMinutes: 30 })
  assert.equal(pattern(three, '1.2').consistent, 'met')
})

test('trap 2: 15 headache days in each calendar month meet a monthly limit although no 28 days hold 15', () => {
  const odd = (day: number): boolean => day % 2 === 1 && day <= 29
  const days = monthly('2026-05-01', '2026-08-31', odd, { ...MIGRAINE, hours: 8 })
  const found = pattern({ firstDay: '2026-05-01', lastDay: '2026-08-31', days }, '1.3')
  assert.equal(found.consistent, 'met')
  assert.deepEqual(criterion(found, 'A').count, { least: 15, most: 15, needed: 15 })
})

test('trap 2: 15 tension-type days in months of 31 days are 15 a month', () => {
  const days = monthly('2026-07-01', '2026-09-30', (day) => day % 2 === 1 && day <= 29, { ...TENSION, hours: 3 })
  assert.equal(pattern({ firstDay: '2026-07-01', lastDay: '2026-09-30', days }, '2.3').consistent, 'met')
})

test('trap 3: a day like migraine in 1.3 needs no 4 hours, and an attack of migraine in 1.1 does', () => {
  const days = monthly('2026-03-01', '2026-05-31', (day) => day % 2 === 1 && day <= 29, { ...MIGRAINE, hours: 2 })
  const written = { firstDay: '2026-03-01', lastDay: '2026-05-31', days }
  assert.equal(criterion(pattern(written, '1.3'), 'C').status, 'met')
  assert.equal(criterion(pattern(written, '1.1'), 'B').status, 'not-met')
})

const onTen = (day: number): boolean => day % 3 === 1

function withTriptans(headacheOn: (day: number) => boolean): Written {
  const days = monthly('2026-03-01', '2026-05-31', headacheOn, { ...MIGRAINE, hours: 8 })
  const dates = datesFrom('2026-03-01', '2026-05-31').filter((date) => onTen(Number(date.slice(8))))
  const intakes = dates.map((date) => ({ id: date, at: `${date}T09:00`, product: 'sumatriptan' }))
  return { firstDay: '2026-03-01', lastDay: '2026-05-31', days, intakes }
}

test('trap 4: overuse without 15 headache days a month is medication overuse and not the headache', () => {
  const found = pattern(withTriptans(onTen), '8.2.2')
  assert.equal(criterion(found, 'B').status, 'met')
  assert.equal(found.consistent, 'not-met')
  assert.match(
    found.sentence,
    /medication overuse without headache on so many days: triptans on 10 or more days a month\.$/,
  )
  assert.equal(
    pattern(
      withTriptans((day) => day % 2 === 1 || day === 30),
      '8.2.2',
    ).consistent,
    'met',
  )
})

test('trap 5: paracetamol and ibuprofen are one class of 15 days, and with caffeine it is another of 10', () => {
  const { days, ...span } = withTriptans((day) => day % 2 === 1 || day === 30)
  const dates = datesFrom('2026-03-01', '2026-05-31').filter((date) => Number(date.slice(8)) <= 14)
  const taken = (product: (k: number) => string): Entry[] =>
    dates.map((date, k) => ({ id: date, at: `${date}T09:00`, product: product(k) }))
  const mixed = { ...span, days, intakes: taken((k) => (k % 2 === 0 ? 'paracetamol' : 'ibuprofen')) }
  for (const code of ['8.2.3', '8.2.5', '8.2.6']) assert.equal(pattern(mixed, code).consistent, 'not-met', code)
  assert.match(criterion(pattern(mixed, '8.2.6'), 'B').because, /of one class only/)
  const combination = { ...span, days, intakes: taken(() => 'paracetamol + aspirin + caffeine') }
  assert.equal(pattern(combination, '8.2.5').consistent, 'met')
  for (const code of ['8.2.3', '8.2.6', '8.2.8']) assert.equal(pattern(combination, code).consistent, 'not-met', code)
})

/** Attacks on one day of the cycle in six cycles of 28 days; day 1 is the first of bleeding and day −1 the one before. */
function onDayOfCycle(day: number): Written {
  const bleeding = Array.from({ length: 6 }, (_, k) => addDays('2026-01-10', 28 * k))
  const dates = bleeding.map((first) => addDays(first, day > 0 ? day - 1 : day))
  const others = [...bleeding, ...dates].map((date) => ({
    date,
    headache: dates.includes(date) ? 'present' : 'none',
    ...(bleeding.includes(date) ? { bleeding: 'first-day' } : {}),
  }))
  return {
    firstDay: '2026-01-01',
    lastDay: '2026-06-20',
    days: withClearDays('2026-01-01', '2026-06-20', others),
    attacks: dates.map((date) => ({ id: date, start: `${date}T08:00`, end: `${date}T20:00`, ...MIGRAINE })),
  }
}

test('trap 6: the menstrual window is days −2, −1, +1, +2 and +3, and there is no day 0', () => {
  const inside = [-3, -2, -1, 1, 2, 3, 4].filter((day) => pattern(onDayOfCycle(day), 'A1.1.1').consistent === 'met')
  assert.deepEqual(inside, [-2, -1, 1, 2, 3])
})

test('trap 7: days without an entry are not free of headache: they leave a count open and do not deny it', () => {
  const days = monthly('2026-03-01', '2026-05-31', (day) => day <= 13, { ...MIGRAINE, hours: 8 })
  const span = { firstDay: '2026-03-01', lastDay: '2026-05-31' }
  assert.equal(criterion(pattern({ ...span, days }, '1.3'), 'A').status, 'not-met')
  const gaps = days.filter(({ date }) => !['14', '15'].includes(String(date).slice(8)))
  const found = pattern({ ...span, days: gaps }, '1.3')
  assert.equal(criterion(found, 'A').status, 'unknown')
  assert.deepEqual(criterion(found, 'A').count, { least: 13, most: 15, needed: 15 })
  assert.match(found.sentence, /leaves open/)
  assert.match(found.unknowns.join(' '), /6 days were not noted/)
})
