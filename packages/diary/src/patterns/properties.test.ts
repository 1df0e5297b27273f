// What holds for every diary, tried on many made-up ones: gaps only ever open a question, the order of entries is nothing, cost is linear.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../calendar/local-date.ts'
import { livedDays } from '../days/lived-days.ts'
import type { LivedDay } from '../days/lived-day.ts'
import { readDiary } from '../format/read-diary.ts'
import type { Status } from '../three-valued.ts'
import { madeUp, MIGRAINE, patternsOf, seeded, type Entry, type Written } from '../../fixtures/made-up-diaries.ts'
import { matchPatterns } from './match-patterns.ts'
import type { PatternResult } from './pattern-result.ts'

const SEEDS = Array.from({ length: 60 }, (_, k) => 1000 + k)
const MANY = Array.from({ length: 150 }, (_, k) => 3000 + k)

function statuses(patterns: ReadonlyMap<string, PatternResult>): Map<string, Status> {
  const found = new Map<string, Status>()
  for (const [code, { consistent, criteria }] of patterns) {
    found.set(code, consistent)
    for (const { id, status } of criteria) found.set(`${code} ${id}`, status)
  }
  return found
}

/** Every status stays or becomes unknown. */
function onlyOpens(before: Written, after: Written, seed: number, among: (name: string) => boolean = () => true): void {
  const known = statuses(patternsOf(before))
  for (const [name, status] of statuses(patternsOf(after))) {
    const was = known.get(name)
    if (among(name) && status !== 'unknown') assert.equal(status, was, `seed ${seed}: ${name}`)
  }
}

/** No status turns into its opposite. */
function neverFlips(
  before: Written,
  after: Written,
  seed: number,
  among: (name: string) => boolean = () => true,
): void {
  const known = statuses(patternsOf(before))
  for (const [name, status] of statuses(patternsOf(after))) {
    const was = known.get(name) ?? status
    if (was !== 'unknown' && status !== 'unknown' && among(name)) assert.equal(status, was, `seed ${seed}: ${name}`)
  }
}

test('a clear day that was not noted opens questions and never answers one otherwise', () => {
  for (const seed of SEEDS) {
    const diary = madeUp(seed, 120)
    const random = seeded(seed + 1)
    const days = diary.days.filter(({ headache }) => headache !== 'none' || random() < 0.6)
    // a first day of bleeding may have been on it: noted, it may begin cycles anew, and leave open what the latest ones answered
    onlyOpens(diary, { ...diary, days }, seed, (name) => !name.startsWith('A1'))
    neverFlips(diary, { ...diary, days }, seed)
  }
})

test('days of headache that were not noted never turn an answer into its opposite, whichever pattern it is', () => {
  for (const seed of MANY) {
    const diary = madeUp(seed, 120)
    const random = seeded(seed + 2)
    const share = random()
    neverFlips(diary, { ...diary, days: diary.days.filter(() => random() < share) }, seed)
  }
})

/** Cycles of changing length, attacks mostly around the bleeding, and everything noted. */
function cycles(seed: number): Written {
  const random = seeded(seed)
  const firsts: number[] = []
  for (let k = Math.floor(40 * random()); k < 240; k += 22 + Math.floor(14 * random())) firsts.push(k)
  const began = firsts.filter(() => random() < 0.8).map((k) => k - 4 + Math.floor(9 * random()))
  if (random() < 0.4) began.push(Math.floor(240 * random()))
  const dates = [...new Set(began)].filter((k) => k >= 0 && k < 239).map((k) => addDays('2026-01-01', k))
  const days = Array.from({ length: 240 }, (_, k): Entry => {
    const date = addDays('2026-01-01', k)
    const bleeding = firsts.includes(k) ? { bleeding: 'first-day' } : {}
    return { date, headache: dates.includes(date) ? 'present' : 'none', ...bleeding }
  })
  const attacks = dates.map((date) => ({ id: date, start: `${date}T08:00`, end: `${date}T20:00`, ...MIGRAINE }))
  return { firstDay: '2026-01-01', lastDay: addDays('2026-01-01', 239), days, attacks }
}

test('days of bleeding that were not noted never turn a menstrual pattern into its opposite', () => {
  let answered = 0
  for (const seed of MANY) {
    const diary = cycles(seed)
    const random = seeded(seed + 6)
    const share = 0.4 * random()
    const days = diary.days.filter(({ bleeding }) => random() >= (bleeding === undefined ? share / 2 : share))
    neverFlips(diary, { ...diary, days }, seed)
    if (patternsOf({ ...diary, days }).get('A1.1.2')?.consistent !== 'unknown') answered++
  }
  assert.ok(answered > 0, 'the gaps leave some answers')
})

/** Everything that a day, an attack or an intake need not say. */
const OPTIONAL = [
  'severity',
  'side',
  'quality',
  'sites',
  'aggravatedByActivity',
  'nausea',
  'vomiting',
  'photophobia',
].concat(['phonophobia', 'autonomicSigns', 'restlessness', 'hours', 'relief'])

test('features, hours and relief that were not noted never turn an answer into its opposite', () => {
  for (const seed of MANY) {
    const diary = madeUp(seed, 120)
    const random = seeded(seed + 4)
    const share = random()
    const without = (entries: readonly Entry[] = []): Entry[] =>
      entries.map((entry) =>
        Object.fromEntries(Object.entries(entry).filter(([key]) => !OPTIONAL.includes(key) || random() < share)),
      )
    const after = {
      ...diary,
      days: without(diary.days),
      attacks: without(diary.attacks),
      intakes: without(diary.intakes),
    }
    neverFlips(diary, after, seed)
  }
})

test('medicines whose names nobody noted never turn an answer into its opposite, but for the code of unknown medicines', () => {
  for (const seed of MANY) {
    const diary = madeUp(seed, 120)
    const random = seeded(seed + 5)
    const intakes = (diary.intakes ?? []).map((intake) =>
      random() < 0.3 ? { ...intake, product: 'one of the white ones' } : intake,
    )
    // 8.2.7 is about the very medicines that nobody knows
    neverFlips(diary, { ...diary, intakes }, seed, (name) => !name.startsWith('8.2.7'))
  }
})

test('unknown days after the last open questions and never answer one otherwise', () => {
  for (const seed of SEEDS) {
    const diary = madeUp(seed, 91)
    onlyOpens(diary, { ...diary, lastDay: addDays(diary.lastDay, 40) }, seed)
  }
})

test('the order in which things were entered is nothing', () => {
  for (const seed of SEEDS) {
    const diary = madeUp(seed, 100)
    const random = seeded(seed + 3)
    const shuffled = <T>(list: readonly T[] = []): T[] =>
      list
        .map((entry) => ({ entry, at: random() }))
        .sort((one, other) => one.at - other.at)
        .map(({ entry }) => entry)
    const other = {
      ...diary,
      days: shuffled(diary.days),
      attacks: shuffled(diary.attacks),
      intakes: shuffled(diary.intakes),
    }
    assert.deepEqual(patternsOf(other), patternsOf(diary), `seed ${seed}`)
  }
})

test('an attack that is logged in two parts at midnight is one attack', () => {
  for (const seed of SEEDS) {
    const diary = madeUp(seed, 100)
    const attacks = (diary.attacks ?? []).flatMap((attack) => {
      const [start, end] = [String(attack['start']), String(attack['end'])]
      if (end === 'unknown' || start.slice(0, 10) === end.slice(0, 10)) return [attack]
      const midnight = `${end.slice(0, 10)}T00:00`
      const rest = Object.fromEntries(Object.entries(attack).filter(([key]) => key !== 'aura'))
      return [
        { ...attack, end: midnight },
        { ...rest, id: `${String(attack['id'])}-b`, start: midnight },
      ]
    })
    assert.deepEqual(statuses(patternsOf({ ...diary, attacks })), statuses(patternsOf(diary)), `seed ${seed}`)
  }
})

/** How often the days of a diary are looked at, by reading of their pieces or intakes. */
function looksAtDays(length: number): number {
  const read = readDiary({ format: 'clearday-diary-1', timeZone: 'UTC', ...madeUp(7, length, '2015-01-01') })
  assert.ok(read.type === 'ok')
  let looks = 0
  const days = livedDays(read.value).map((day): LivedDay => {
    const counted = { ...day }
    for (const key of ['pieces', 'intakes', 'headache', 'observed'] as const) {
      Object.defineProperty(counted, key, { enumerable: true, get: () => (looks++, day[key]) })
    }
    return counted
  })
  matchPatterns(read.value, days)
  return looks
}

test('the work grows with the days and no faster', () => {
  const year = looksAtDays(365)
  const tenYears = looksAtDays(3652)
  assert.ok(tenYears < 11 * year, `${year} looks in a year, ${tenYears} in ten`)
  assert.ok(tenYears < 40 * 3652, `${tenYears / 3652} looks a day`)
})
