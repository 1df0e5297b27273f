// What must hold of medicine use in every diary: drawn from seeds, so that no case was chosen to fit.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diaryOf } from '../../fixtures/diary-of.ts'
import { randomFrom, shuffled } from '../../fixtures/random-diary.ts'
import { addDays, datesFrom } from '../calendar/local-date.ts'
import type { Moment } from '../calendar/moment.ts'
import type { LivedDay } from '../days/lived-day.ts'
import { livedDays } from '../days/lived-days.ts'
import type { WritableDiary } from '../format/index.ts'
import type { Diary } from '../model/diary.ts'
import { excessesOf, type Dose } from './doses-in-24-hours.ts'
import { medicineUse, type MedicineUse } from './medicine-use.ts'

const SEEDS = Array.from({ length: 40 }, (_, k) => k + 1)
const PRODUCTS = [
  'sumatriptan 50 mg',
  'Excedrin',
  'paracetamol 1000 mg',
  'ibuprofen 400',
  'co-codamol 8/500',
  'Treximet',
  'Cafergot',
  'Nurtec',
  'Primperan',
  'Cefaly',
  'ibuprofen',
  'Gelocatil',
  "grandmother's drops",
  'propranolol',
] as const
const ZONES = ['Europe/Madrid', 'America/Los_Angeles', 'Pacific/Auckland'] as const

type Parts = Partial<WritableDiary>
type WrittenIntake = NonNullable<WritableDiary['intakes']>[number]

/** Ten weeks with gaps, over the end of winter time, with more medicine than is good. */
function drawn(seed: number, days = 70): Required<Pick<Parts, 'firstDay' | 'lastDay' | 'days' | 'intakes'>> {
  const random = randomFrom(seed)
  const firstDay = addDays('2026-02-10', Math.floor(20 * random()))
  const lastDay = addDays(firstDay, days - 1)
  const dates = datesFrom(firstDay, lastDay)
  const share = 0.1 + 0.5 * random()
  const intakes = dates.flatMap((date): WrittenIntake[] =>
    random() >= share
      ? []
      : Array.from({ length: 1 + Math.floor(3 * random()) }, (_, k) => ({
          id: `${date} ${k}`,
          at: random() < 0.15 ? date : `${date}T${String(4 + Math.floor(20 * random())).padStart(2, '0')}:30`,
          product: PRODUCTS[Math.floor(PRODUCTS.length * random())],
          units: 1 + Math.floor(4 * random()),
          ...(random() < 0.1 && { timeZone: ZONES[Math.floor(ZONES.length * random())] }),
          ...(random() < 0.2 && { reason: 'other-pain' as const }),
        })),
  )
  const written = dates.filter(() => random() < 0.85)
  return { firstDay, lastDay, days: written.map((date) => ({ date, headache: 'none' })), intakes }
}

function useOf(parts: Parts): MedicineUse {
  const diary = diaryOf(parts)
  return medicineUse(diary, livedDays(diary))
}

/** Every number that says how much was taken, by its place. */
function counts({ months, warnings, regularWeeks }: MedicineUse): Map<string, number> {
  const found = new Map<string, number>([
    ['warnings', warnings.length],
    ['weeks', regularWeeks.weeks],
    ['weeks, most', regularWeeks.most],
  ])
  for (const { month, classes, multiple, withoutLimit, unclassifiedDays } of months) {
    found.set(`${month} unclassified`, unclassifiedDays)
    const all = [...classes, ...withoutLimit, { ...multiple, medicineClass: 'several' }]
    for (const { medicineClass, days } of all) {
      found.set(`${month} ${medicineClass}`, days.count)
      found.set(`${month} ${medicineClass}, most`, days.most)
    }
  }
  return found
}

/** What reaches a limit, by its place. */
function reached({ months }: MedicineUse): Set<string> {
  return new Set(
    months.flatMap(({ month, classes, multiple }) =>
      [...classes, { ...multiple, medicineClass: 'several' }]
        .filter(({ overuse }) => overuse === 'met')
        .map(({ medicineClass }) => `${month} ${medicineClass}`),
    ),
  )
}

test('a clear day where there was no entry raises no count, reaches no limit and adds no alert', () => {
  for (const seed of SEEDS) {
    const parts = drawn(seed)
    const written = new Set(parts.days.map(({ date }) => date))
    const open = datesFrom(parts.firstDay, parts.lastDay).filter((date) => !written.has(date))
    const before = useOf(parts)
    const counted = counts(before)
    for (const date of open.slice(0, 4)) {
      const after = useOf({ ...parts, days: [...parts.days, { date, headache: 'none' }] })
      for (const [place, count] of counts(after)) {
        assert.ok(count <= (counted.get(place) ?? 0), `seed ${seed}, ${date}: ${place} rose to ${count}`)
      }
      // several classes can be settled by knowing that no class is overused alone; a single class cannot
      const single = [...reached(after)].filter((place) => !place.endsWith('several'))
      for (const place of single) assert.ok(reached(before).has(place), `seed ${seed}, ${date}: ${place}`)
      assert.deepEqual(after.doseAlerts, before.doseAlerts, `seed ${seed}, ${date}`)
      assert.deepEqual(after.strengthUnknown, before.strengthUnknown, `seed ${seed}, ${date}`)
    }
  }
})

test('a clear day after the last raises no count of the months before', () => {
  for (const seed of SEEDS) {
    const parts = drawn(seed)
    const lastDay = addDays(parts.lastDay, 1)
    const before = counts(useOf(parts))
    const after = useOf({ ...parts, lastDay, days: [...parts.days, { date: lastDay, headache: 'none' }] })
    for (const { month, classes } of after.months) {
      for (const { medicineClass, days } of classes) {
        assert.equal(
          days.count,
          before.get(`${month} ${medicineClass}`) ?? 0,
          `seed ${seed}: ${month} ${medicineClass}`,
        )
      }
    }
  }
})

test('taking the same units one by one over the day changes no count of days, no limit and no week', () => {
  for (const seed of SEEDS) {
    const parts = drawn(seed)
    const split = parts.intakes.flatMap((intake): WrittenIntake[] =>
      Array.from({ length: intake.units ?? 1 }, (_, k) => ({
        ...intake,
        id: `${intake.id} unit ${k}`,
        units: 1,
        at: intake.at.length === 10 ? intake.at : `${intake.at.slice(0, 11)}${String(5 + 4 * k).padStart(2, '0')}:00`,
      })),
    )
    const whole = useOf(parts)
    const apart = useOf({ ...parts, intakes: split })
    for (const key of ['months', 'warnings', 'regularWeeks', 'withoutLimit'] as const) {
      assert.deepEqual(apart[key], whole[key], `seed ${seed}: ${key}`)
    }
    assert.deepEqual([...apart.unclassified].sort(), [...whole.unclassified].sort())
  }
})

test('the order in which things were entered never matters, read or not', () => {
  for (const seed of SEEDS) {
    const parts = drawn(seed)
    const random = randomFrom(seed + 1_000)
    const expected = useOf(parts)
    const mixed = { ...parts, intakes: shuffled(random, parts.intakes), days: shuffled(random, parts.days) }
    assert.deepEqual(useOf(mixed), expected, `seed ${seed}`)
    const diary = diaryOf(parts)
    const unsorted: Diary = { ...diary, intakes: shuffled(random, diary.intakes) }
    assert.deepEqual(medicineUse(unsorted, livedDays(unsorted)), expected, `seed ${seed}, not read`)
  }
})

test('the most in 24 hours is what adding up every 24 hours one by one gives', () => {
  const hour = 3_600_000
  for (const seed of SEEDS) {
    const random = randomFrom(seed)
    const doses = Array.from({ length: 40 }, (): Dose => {
      const ms = Math.floor(240 * random()) * hour
      const date = new Date(ms).toISOString().slice(0, 10)
      const at: Moment = { text: date, date, timeZone: 'UTC', earliestMs: ms, latestMs: ms }
      const amount = 1 + Math.floor(5 * random())
      return { at, amount, largest: amount, unknownUnits: 0, product: 'p' }
    }).sort((one, other) => one.at.earliestMs - other.at.earliestMs)
    const most = 12
    const byDay = new Map<string, number>()
    for (const { at } of doses) {
      const sum = doses
        .filter((one) => one.at.earliestMs <= at.earliestMs && one.at.earliestMs > at.earliestMs - 24 * hour)
        .reduce((total, { amount }) => total + amount, 0)
      if (sum > most) byDay.set(at.date, Math.max(sum, byDay.get(at.date) ?? 0))
    }
    const excesses = excessesOf(doses, (taken) => taken > most)
    assert.deepEqual(new Map(excesses.map(({ date, taken }) => [date, taken])), byDay, `seed ${seed}`)
  }
})

/** How often the intakes of a day and the times of intakes are looked at, for each day and intake of a diary of so many days. */
function looksEach(days: number): number {
  const parts = drawn(7, days)
  // in the order of time, as nearly all diaries are: sorting what is sorted looks at each once
  const intakes = parts.intakes.map((intake) => ({
    ...intake,
    timeZone: 'Europe/Madrid',
    at: `${intake.at.slice(0, 10)}T1${intake.id.slice(-1)}:00`,
  }))
  const diary = diaryOf({ ...parts, intakes })
  let count = 0
  const watched = livedDays(diary).map((day): LivedDay => {
    const seen = day.intakes.map((one) => ({ ...one, intake: { ...one.intake, at: watchedMoment(one.intake.at) } }))
    return {
      ...day,
      get intakes() {
        count++
        return seen
      },
    }
  })
  medicineUse(diary, watched)
  return count / (days + intakes.length)

  function watchedMoment(at: Moment): Moment {
    return {
      ...at,
      get earliestMs() {
        count++
        return at.earliestMs
      },
    }
  }
}

test('each day and each intake is looked at as often in eight years as in two', () => {
  const [two, eight] = [looksEach(2 * 365), looksEach(8 * 365)]
  assert.ok(eight < 1.1 * two && two < 12, `${two.toFixed(2)} looks each in two years, ${eight.toFixed(2)} in eight`)
})
