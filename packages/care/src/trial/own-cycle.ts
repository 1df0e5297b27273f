// A person's cycle as far as the diary has it, and a first day for a trial on which no change falls into the days around the period.
import { addDays, daysBetween, type DiaryDay, type LocalDate } from '@clearday/diary'

export interface OwnCycle {
  /** The middle length of the cycles that were noted. */
  readonly days: number
  /** First days of bleeding that were noted. */
  readonly noted: number
  readonly lastFirst: LocalDate
}

/** Cycles that are shorter or longer are no whole ones: a first day was not noted. */
const SHORTEST = 21
const LONGEST = 35
const FEWEST = 2
/** With no first day for so long, it is not known when the next comes. */
const LONGEST_SILENCE = 2 * LONGEST
/** ICHD-3 A1.1: two days before the first day of bleeding to the third of it. */
const BEFORE = 2
const AFTER = 2

/** Null with fewer than two whole cycles, or where none was noted of late. @param days in their order. O(days). */
export function ownCycle(days: readonly DiaryDay[]): OwnCycle | null {
  const firsts = days.filter(({ bleeding }) => bleeding === 'first-day').map(({ date }) => date)
  const lengths = firsts
    .slice(1)
    .map((date, k) => daysBetween(firsts[k], date))
    .filter((length) => length >= SHORTEST && length <= LONGEST)
    .sort((a, b) => a - b)
  if (lengths.length < FEWEST) return null
  const lastFirst = firsts[firsts.length - 1]
  if (daysBetween(lastFirst, days[days.length - 1].date) > LONGEST_SILENCE) return null
  return { days: lengths[lengths.length >> 1], noted: firsts.length, lastFirst }
}

/** The days around the periods that are to be expected from a day on, each as its first and last. */
export function periodsFrom(
  cycle: OwnCycle,
  from: LocalDate,
  until: LocalDate,
): readonly (readonly [LocalDate, LocalDate])[] {
  const periods: [LocalDate, LocalDate][] = []
  let first = cycle.lastFirst
  while (addDays(first, AFTER) < from) first = addDays(first, cycle.days)
  for (; addDays(first, -BEFORE) <= until; first = addDays(first, cycle.days))
    periods.push([addDays(first, -BEFORE), addDays(first, AFTER)])
  return periods
}

export interface StartBesideCycle {
  readonly start: LocalDate
  /** So many changes fall into days around a period all the same: with stretches of seven days it cannot always be avoided. */
  readonly fewest: number
}

/**
 * The first day from `earliest` on, within one block, from which the fewest changes between blocks fall into days around a period: so that
 * such days, but for `fewest`, are with or without the treatment as a whole, and the lot decides which. O(block · blocks).
 */
export function startBesideCycle(
  cycle: OwnCycle,
  earliest: LocalDate,
  blockDays: number,
  blocks: number,
): StartBesideCycle {
  let best = earliest
  let fewest = Infinity
  for (let shift = 0; shift < blockDays; shift++) {
    const start = addDays(earliest, shift)
    const changes = Array.from({ length: blocks }, (_, k) => addDays(start, k * blockDays))
    const periods = periodsFrom(cycle, start, addDays(start, blocks * blockDays))
    const split = changes.filter((day) => periods.some(([first, last]) => first < day && day <= last)).length
    if (split < fewest) [best, fewest] = [start, split]
  }
  return { start: best, fewest }
}
