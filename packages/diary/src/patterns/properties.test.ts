// What holds for every diary, tried on many made-up ones: gaps only ever open a question, the order of entries is nothing, cost is linear.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../calendar/local-date.ts'
import { livedDays } from '../days/lived-days.ts'
import type { LivedDay } from '../days/lived-day.ts'
import { readDiary } from '../format/read-diary.ts'
import type { Status } from '../three-valued.ts'
import { madeUp, patternsOf, seeded, type Written } from './made-up-diaries.ts'
import { matchPatterns } from './match-patterns.ts'
import type { PatternResult } from './pattern-result.ts'

const SEEDS = Array.from({ length: 60 }, (_, k) => 1000 + k)

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

test('a clear day that was not noted opens questions and never answers one otherwise', () => {
  for (const seed of SEEDS) {
    const diary = madeUp(seed, 120)
    const random = seeded(seed + 1)
    const days = diary.days.filter(
      ({ headache, bleeding }) => headache !== 'none' || bleeding !== undefined || random() < 0.6,
    )
    onlyOpens(diary, { ...diary, days }, seed)
  }
})

test('days of headache that were not noted leave counts of days within their bounds', () => {
  const counted = /^(1\.3|8\.2\.\d|1\.3 [AC]|8\.2\.\d [AB])$/
  for (const seed of SEEDS) {
    const diary = { ...madeUp(seed, 120), attacks: [], intakes: [] }
    const random = seeded(seed + 2)
    const days = diary.days.filter(() => random() < 0.8)
    onlyOpens(diary, { ...diary, days }, seed, (name) => counted.test(name))
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
