// What a comparison with the patterns says, which pattern goes before which, and how headaches are told apart.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, datesFrom } from '../calendar/local-date.ts'
import {
  CLUSTER,
  criterion,
  madeUp,
  MIGRAINE,
  pattern,
  patternsOf,
  TENSION,
  withClearDays,
  type Entry,
  type Written,
} from './made-up-diaries.ts'

const SPAN = { firstDay: '2026-03-01', lastDay: '2026-03-31' } as const

function days(...others: Entry[]): Entry[] {
  return withClearDays(SPAN.firstDay, SPAN.lastDay, others)
}

function attackOn(date: string, hours: number, more: Entry = {}): Entry {
  const end = `${addDays(date, Math.floor((8 + hours) / 24))}T${String((8 + hours) % 24).padStart(2, '0')}:00`
  return { id: date, start: `${date}T08:00`, end, ...MIGRAINE, ...more }
}

/** A month of attacks on days that nobody wrote anything else of. */
function month(attacks: readonly Entry[], more: Partial<Written> = {}): Written {
  return { ...SPAN, days: days(), attacks, ...more }
}

const FIVE = ['2026-03-02', '2026-03-08', '2026-03-14', '2026-03-20', '2026-03-26']

test('a met pattern says what the diary is consistent with, with its criteria and code, and diagnoses nothing', () => {
  const found = pattern(month(FIVE.map((date) => attackOn(date, 10))), '1.1')
  assert.equal(found.sentence, 'Your diary is consistent with criteria A–D of migraine without aura (ICHD-3 1.1).')
  assert.equal(criterion(found, 'A').because, '5 attacks in your diary meet B, C and D; 5 are needed.')
  assert.deepEqual(criterion(found, 'A').attackIds, FIVE)
  assert.match(found.clinicianMustJudge[0], /criterion E.*clinician/)
})

test('what explains it better is never a criterion that software could meet', () => {
  for (const [, { criteria, code }] of patternsOf(month([]))) {
    assert.ok(!criteria.some(({ statement }) => /better/.test(statement)), code)
  }
})

test('the codes come in the order of the classification, each once', () => {
  assert.deepEqual(
    [...patternsOf(month([])).keys()],
    ['1.1', '1.2', '1.2.1', '1.2.2', '1.2.3', '1.3', '1.4.1', '1.5.1', '1.5.2', '2.1', '2.2', '2.3', '3.1'].concat([
      '8.2.1',
      '8.2.2',
      '8.2.3',
      '8.2.4',
      '8.2.5',
      '8.2.6',
      '8.2.7',
      '8.2.8',
      'A1.1.1',
      'A1.1.2',
    ]),
  )
})

test('no sentence reassures, blames, diagnoses or shouts', () => {
  const forbidden =
    /\b(safe|proven|causes?d?|you should|recommended|all fine|you have (?!been)|diagnosis|failed|compliance)\b|!/i
  for (let seed = 1; seed <= 40; seed++) {
    for (const [, found] of patternsOf(madeUp(seed, 100))) {
      const texts = [
        found.sentence,
        ...found.unknowns,
        ...found.clinicianMustJudge,
        ...found.criteria.flatMap(({ because, statement }) => [because, statement]),
      ]
      for (const text of texts) assert.doesNotMatch(text, forbidden)
      for (const text of texts) assert.doesNotMatch(text, /undefined|NaN|Infinity|null| {2}|\.\.|;\.|: \./, text)
    }
  }
})

test('where nothing that was noted speaks for a pattern and days are missing, that is said and marked', () => {
  const found = pattern({ ...SPAN, days: days().slice(0, 20) }, '1.1')
  assert.equal(found.consistent, 'unknown')
  assert.equal(found.nothingSeen, true)
  assert.equal(
    found.sentence,
    'Nothing you noted speaks for migraine without aura (ICHD-3 1.1), and too little was noted to tell.',
  )
  assert.equal(pattern({ ...SPAN, days: days() }, '1.1').nothingSeen, undefined)
})

test('migraine without aura goes before probable migraine', () => {
  const found = pattern(month(FIVE.map((date) => attackOn(date, 10))), '1.5.1')
  assert.equal(found.consistent, 'met')
  assert.equal(found.setAsideBy, '1.1')
  assert.match(found.sentence, /Migraine without aura \(1\.1\) goes before it\.$/)
})

test('attacks that all have an aura are migraine with aura and are not counted again as without', () => {
  const aura = {
    symptoms: [
      { kind: 'visual', durationMinutes: 20, spreadMinutes: 10, oneSided: true, positive: true, fullyReversible: true },
    ],
    headacheAfterMinutes: 30,
  }
  const all = FIVE.map((date) => attackOn(date, 10, { aura }))
  assert.equal(pattern(month(all), '1.1').setAsideBy, '1.2')
  const days5 = ['2026-03-04', '2026-03-10', '2026-03-16', '2026-03-22', '2026-03-28']
  const both = [...all, ...days5.map((date) => attackOn(date, 10))]
  assert.equal(pattern(month(both), '1.1').setAsideBy, null)
})

test('a probable pattern says that the definite one is still open', () => {
  const intakes = FIVE.map((date) => ({ id: date, at: `${date}T08:30`, product: 'sumatriptan', relief: 'complete' }))
  const found = pattern(
    month(
      FIVE.map((date) => attackOn(date, 3)),
      { intakes },
    ),
    '1.5.1',
  )
  assert.equal(found.setAsideBy, null)
  assert.match(found.sentence, /It is open whether it is migraine without aura \(1\.1\), which would go before it\.$/)
})

test('a medicine that was taken after the attack did not shorten it', () => {
  const after = FIVE.map((date) => ({ id: date, at: `${date}T14:00`, product: 'sumatriptan', relief: 'complete' }))
  const short = FIVE.map((date) => attackOn(date, 3))
  assert.equal(criterion(pattern(month(short, { intakes: after }), '1.1'), 'B').status, 'not-met')
  const before = after.map((intake) => ({ ...intake, at: String(intake.at).replace('T14:00', 'T07:00') }))
  assert.equal(criterion(pattern(month(short, { intakes: before }), '1.1'), 'B').status, 'unknown')
})

test('days with their hours are headaches too, and days in a row may be fewer attacks', () => {
  const apart = FIVE.map((date) => ({ date, headache: 'present', hours: 8, ...MIGRAINE }))
  assert.equal(pattern({ ...SPAN, days: days(...apart) }, '1.1').consistent, 'met')
  // five days in a row fit into two attacks of 72 hours
  const row = datesFrom('2026-03-10', '2026-03-14').map((date) => ({
    date,
    headache: 'present',
    hours: 8,
    ...MIGRAINE,
  }))
  const found = pattern({ ...SPAN, days: days(...row) }, '1.1')
  assert.deepEqual(criterion(found, 'A').count, { least: 2, most: 5, needed: 5 })
  assert.match(criterion(found, 'A').because, /as few as 2/)
})

test('a day without its hours leaves the length open, and days full of pain are one headache', () => {
  const untimed = FIVE.map((date) => ({ date, headache: 'present', ...MIGRAINE }))
  assert.equal(criterion(pattern({ ...SPAN, days: days(...untimed) }, '1.1'), 'B').status, 'unknown')
  const full = datesFrom('2026-03-10', '2026-03-13').map((date) => ({
    date,
    headache: 'present',
    hours: 24,
    ...MIGRAINE,
    functionalGrade: 3,
  }))
  const written = { ...SPAN, days: days(...full) }
  assert.equal(criterion(pattern(written, '1.1'), 'B').status, 'not-met')
  assert.equal(criterion(pattern(written, '1.4.1'), 'A').status, 'met')
  assert.equal(criterion(pattern({ ...SPAN, days: days(...full.slice(1)) }, '1.4.1'), 'A').status, 'not-met')
})

test('an attack that is still going after four days is one that does not let go, and nobody has to write that it ended', () => {
  const going = { id: 'now', start: '2026-03-27T08:00', end: 'still-going', ...MIGRAINE, functionalGrade: 3 }
  const before = [...FIVE.slice(0, 4), '2026-03-24'].map((date) => attackOn(date, 10))
  const found = pattern({ ...SPAN, days: days().slice(0, 26), attacks: [...before, going] }, '1.4.1')
  assert.equal(found.consistent, 'met')
  assert.deepEqual(criterion(found, 'A').attackIds, ['now'])
})

test('breaks of up to 12 hours do not end an attack, longer ones do', () => {
  const parts = (hoursFree: number): Entry[] => {
    const end = 8 + 40
    const next = end + hoursFree
    const at = (hour: number): string =>
      `${addDays('2026-03-05', Math.floor(hour / 24))}T${String(hour % 24).padStart(2, '0')}:00`
    return [
      { id: 'a', start: at(8), end: at(end), ...MIGRAINE },
      { id: 'b', start: at(next), end: at(next + 30), ...MIGRAINE },
    ]
  }
  assert.equal(criterion(pattern(month(parts(12)), '1.4.1'), 'A').status, 'met')
  assert.equal(criterion(pattern(month(parts(13)), '1.4.1'), 'A').status, 'not-met')
})

test('what is remembered is offered to the clinician and never counted', () => {
  const person = { ageYears: 40, recalled: { attacksLikeThese: 100 } }
  const found = pattern(
    month(
      FIVE.slice(1).map((date) => attackOn(date, 10)),
      { person },
    ),
    '1.1',
  )
  assert.equal(criterion(found, 'A').status, 'not-met')
  assert.match(found.clinicianMustJudge.join(' '), /You remember 100 attacks like these/)
})

test('someone whose age is not known and whose attacks last 3 hours may be under 18', () => {
  const short = FIVE.map((date) => attackOn(date, 3))
  const found = pattern(month(short, { person: {} }), '1.1')
  assert.equal(criterion(found, 'B').status, 'unknown')
  assert.match(found.unknowns.join(' '), /Your age/)
  assert.equal(criterion(pattern(month(short, { person: { birthYear: 2009 } }), '1.1'), 'B').status, 'met')
  assert.equal(criterion(pattern(month(short, { person: { birthYear: 2008 } }), '1.1'), 'B').status, 'unknown')
})

test('a diary like in cluster headache asks for a review by a doctor', () => {
  const nights = datesFrom('2026-03-05', '2026-03-12')
  const attacks = nights.map((date) => ({ id: date, start: `${date}T02:00`, end: `${date}T03:00`, ...CLUSTER }))
  const found = pattern(month(attacks), '3.1')
  assert.equal(found.consistent, 'met')
  assert.match(found.sentence, /Ask a doctor to look at this soon/)
})

test('weakness with an aura is shown wherever it stands, even if the rest is open', () => {
  const aura = { symptoms: [{ kind: 'motor', durationMinutes: 30 }] }
  const found = patternsOf(month([attackOn('2026-03-05', 10, { aura })]))
  assert.match(found.get('1.2')?.clinicianMustJudge.join(' ') ?? '', /Weakness/)
  assert.deepEqual(found.get('1.2.3') && criterion(found.get('1.2.3') ?? assert.fail(), 'B').attackIds, ['2026-03-05'])
})

test('chronic migraine goes before tension-type headache, and 8.2 stands beside it', () => {
  const span = { firstDay: '2026-03-01', lastDay: '2026-05-31' }
  const all = datesFrom(span.firstDay, span.lastDay)
  const entries = all.map((date) => ({
    date,
    headache: 'present',
    hours: 6,
    ...(Number(date.slice(8)) % 3 === 1 ? MIGRAINE : TENSION),
  }))
  const intakes = all
    .filter((date) => Number(date.slice(8)) % 3 === 1)
    .map((date) => ({ id: date, at: `${date}T09:00`, product: 'sumatriptan' }))
  const found = patternsOf({ ...span, days: entries, intakes })
  assert.equal(found.get('1.3')?.setAsideBy, null)
  assert.equal(found.get('2.3')?.setAsideBy, '1.3')
  assert.equal(found.get('8.2.2')?.consistent, 'met')
  assert.equal(found.get('8.2.2')?.setAsideBy, null)
})
