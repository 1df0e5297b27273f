import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDiary, type LivedDay } from '@clearday/diary'
import { historyOf } from '../history.ts'
import { alongOf } from './along-of.ts'
import { tomorrowOf } from './tomorrow-of.ts'

/** The same numbers in every run. */
function* chances(): Generator<number, never> {
  for (let state = 7; ;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    yield state / 2 ** 32
  }
}

const FIRST = Date.parse('2025-01-01T12:00:00Z')
const dateOf = (day: number): string => new Date(FIRST + day * 86_400_000).toISOString().slice(0, 10)

type Day = { readonly headache: string; readonly factors?: Readonly<Record<string, number | boolean>> } | null

function lived(count: number, dayOf: (day: number, drawn: Generator<number, never>) => Day): readonly LivedDay[] {
  const drawn = chances()
  const days = Array.from({ length: count }, (_, at) => ({ at, said: dayOf(at, drawn) }))
  const read = readDiary({
    ...{ format: 'clearday-diary-1', timeZone: 'UTC', firstDay: dateOf(0), lastDay: dateOf(count - 1) },
    days: days.flatMap(({ at, said }) => (said === null ? [] : [{ date: dateOf(at), ...said }])),
  })
  if (read.type === 'error') throw new Error(read.problems[0].message)
  return historyOf(read.value).days
}

test('stress that moves the next day is found with its lag and its caution; what does nothing is not', () => {
  let before = 5
  const days = lived(300, (_, drawn) => {
    const stress = Math.floor(drawn.next().value * 11)
    const headache = drawn.next().value < 1 / (1 + Math.exp(0.8 - 0.45 * (before - 5))) ? 'present' : 'none'
    before = stress
    return { headache, factors: { stress, caffeine: Math.floor(drawn.next().value * 4) } }
  })
  const { factors, usual, detectable, leftOut } = alongOf(days)
  assert.deepEqual(
    factors
      .filter(({ finding }) => finding)
      .map(({ id, lagDays, mayBeEarlySymptom }) => [id, lagDays, mayBeEarlySymptom]),
    [['stress', 1, true]],
  )
  assert.deepEqual(factors.map(({ id }) => id).sort(), ['caffeine', 'stress', 'weekend'])
  assert.ok(factors[0].more.low > usual)
  assert.ok(detectable !== null && detectable > usual)
  assert.deepEqual(leftOut, [])
})

test('what stands out is read after every 90 known days alone, and days that come later do not move it', () => {
  const noise = (count: number): readonly LivedDay[] => {
    let before = 5
    // nothing for 180 days, then a link so strong that any look would show it
    return lived(count, (at, drawn) => {
      const stress = Math.floor(drawn.next().value * 11)
      const chance = at < 180 ? 0.4 : 1 / (1 + Math.exp(-2 * (before - 5)))
      before = stress
      return at % 10 === 9 ? null : { headache: drawn.next().value < chance ? 'present' : 'none', factors: { stress } }
    })
  }
  const found = (count: number) => {
    const { factors, readOn, nextReading } = alongOf(noise(count))
    return [factors.some(({ finding }) => finding), readOn, nextReading]
  }
  // nine of ten days are known: the 90th is day 99, counted from 0, less the one that is not
  assert.deepEqual(found(98), [false, null, 1])
  assert.deepEqual(found(99), [false, dateOf(98), 90])
  assert.deepEqual(found(298), [false, dateOf(198), 1])
  assert.deepEqual(found(299), [true, dateOf(298), 90])
  assert.deepEqual(found(330), [true, dateOf(298), 63])
})

test('of a yes or no the number is that of the yes, as the days themselves have it', () => {
  let before = false
  const counted = { yes: 0, headache: 0 }
  const days = lived(500, (_, drawn) => {
    const skipped = drawn.next().value < 0.2
    const isHeadache = drawn.next().value < (before ? 0.75 : 0.25)
    if (before) counted.yes++
    if (before && isHeadache) counted.headache++
    before = skipped
    return { headache: isHeadache ? 'present' : 'none', factors: { 'skipped-meal': skipped } }
  })
  const [factor] = alongOf(days).factors
  assert.deepEqual([factor.id, factor.finding, factor.lagDays, factor.isYesNo], ['skipped-meal', true, 1, true])
  const share = (100 * counted.headache) / counted.yes
  // drawn a little towards nothing
  assert.ok(
    factor.more.mean > share - 12 && factor.more.mean < share + 3,
    `${String(factor.more.mean)} ${String(share)}`,
  )
})

test('what was noted on too few days, or is always the same, is left out with what is still needed', () => {
  const { factors, leftOut, knownDays } = alongOf(
    lived(120, (at, drawn) => ({
      headache: drawn.next().value < 0.4 ? 'present' : 'none',
      factors: { 'sleep-hours': 7, caffeine: at % 3, ...(at >= 100 && { alcohol: at % 2 }) },
    })),
  )
  assert.equal(knownDays, 120)
  assert.deepEqual(leftOut, [
    { id: 'alcohol', noted: 20, more: 80 },
    { id: 'sleep-hours', noted: 120, more: null },
  ])
  assert.ok(factors.every(({ finding }) => !finding))
})

test('nothing noted, a few days, all days alike, and days that nobody knows say nothing', () => {
  const nothing = alongOf(lived(100, (at) => ({ headache: at % 2 === 0 ? 'none' : 'present' })))
  assert.deepEqual([nothing.days, nothing.factors], [0, []])
  const few = alongOf(lived(20, (at) => ({ headache: at % 2 === 0 ? 'none' : 'present', factors: { stress: at % 2 } })))
  assert.ok(few.knownDays < few.minimumDays && few.factors.every(({ finding }) => !finding))
  const alike = alongOf(lived(120, (at) => ({ headache: 'present', factors: { stress: at % 5 } })))
  assert.deepEqual([alike.usual, alike.factors], [100, []])
  const unknown = alongOf(lived(120, (at) => ({ headache: 'unknown', factors: { stress: at % 5 } })))
  assert.deepEqual([unknown.knownDays, unknown.factors, unknown.usual], [0, [], 0])
})

test('spells earn a forecast, coins do not, and an empty diary has no record', () => {
  let isBad = false
  const spells = tomorrowOf(
    lived(365, (_, drawn) => {
      if (drawn.next().value < 0.05) isBad = !isBad
      return { headache: drawn.next().value < (isBad ? 0.85 : 0.1) ? 'present' : 'none' }
    }),
  )
  assert.ok(spells.chance !== null && spells.evidence > 20 && spells.score > spells.usualScore)
  assert.ok(spells.groups.length > 1)
  assert.equal(
    spells.groups.reduce((sum, { days }) => sum + days, 0),
    365,
  )
  const coins = tomorrowOf(lived(365, (_, drawn) => ({ headache: drawn.next().value < 0.4 ? 'present' : 'none' })))
  assert.equal(coins.chance, null)
  const empty = tomorrowOf(lived(1, () => null))
  assert.deepEqual([empty.knownDays, empty.chance, empty.groups], [0, null, []])
})
