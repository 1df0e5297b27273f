// Cycles in a row from the first days of bleeding that were noted, and where a first day that nobody noted may have been.
import type { LivedDay } from '../days/lived-day.ts'
import { CYCLES_IN_A_ROW, MENSTRUAL_WINDOW } from './pattern-rules.ts'

const { daysBefore, lastDay } = MENSTRUAL_WINDOW.value
const { shortestDays, longestDays } = CYCLES_IN_A_ROW.value

export interface Cycle {
  /** Places of the first and last day of its window. Five days: −2, −1, +1, +2, +3. */
  readonly from: number
  readonly to: number
}

/** Rows of cycles that end with the latest one: which it is depends on first days that may not have been noted. */
export interface RowOfCycles {
  readonly cycles: readonly Cycle[]
  /** The most cycles more that may be in it. */
  readonly hidden: number
}

export interface MenstrualCycles {
  /** Places of the first days that were noted. */
  readonly firsts: readonly number[]
  /** The row as far as it was noted, and then the longer ones it may be a part of. Empty where no window lies in the diary. */
  readonly rows: readonly RowOfCycles[]
  /** By day: 1 in the window of a noted first day, and in one of a first day that may not have been noted. */
  readonly inWindow: Uint8Array
  readonly perhapsInWindow: Uint8Array
  /** The first day of the row, and of the longest it may be a part of. */
  readonly from: number
  readonly perhapsFrom: number
  /** So many first days may not have been noted after a longer break that a row of its own may have begun. */
  readonly perhapsLater: boolean
}

/** O(days). */
export function menstrualCycles(days: readonly LivedDay[]): MenstrualCycles {
  const firsts: number[] = []
  days.forEach(({ entry }, k) => {
    if (entry?.bleeding === 'first-day') firsts.push(k)
  })
  const perhaps = perhapsFirst(days, firsts)
  const whole = (first: number): boolean => first - daysBefore >= 0 && first + lastDay <= days.length
  const noted = firsts.filter(whole)
  const hidden = perhaps.filter(whole)
  const later = packed(hidden, noted[noted.length - 1] ?? 0, Infinity)
  const rows: RowOfCycles[] = []
  let more = later.length
  let perhapsFrom = Infinity
  for (let n = noted.length - 1; n >= 0; n--) {
    const before = noted[n - 1] ?? -Infinity
    const between = packed(hidden, before, noted[n])
    const breaks = noted[n] - before > longestDays
    perhapsFrom = between[0] ?? noted[n]
    if (breaks) rows.push({ cycles: noted.slice(n).map(windowOf), hidden: more + between.length })
    if (breaks && between.length === 0) break
    more += between.length
  }
  const last = noted[noted.length - 1] ?? 0
  return {
    firsts,
    rows,
    inWindow: marked(days.length, firsts),
    perhapsInWindow: marked(days.length, perhaps),
    from: rows.length === 0 ? days.length : rows[0].cycles[0].from,
    perhapsFrom: Math.max(0, perhapsFrom - daysBefore),
    perhapsLater: later.filter((first) => first - last > longestDays).length >= MENSTRUAL_WINDOW.value.cycles,
  }
}

function windowOf(first: number): Cycle {
  return { from: first - daysBefore, to: first + lastDay - 1 }
}

function marked(days: number, firsts: readonly number[]): Uint8Array {
  const marks = new Uint8Array(days)
  for (const first of firsts) marks.fill(1, Math.max(0, first - daysBefore), Math.max(0, first + lastDay))
  return marks
}

/** Days without an entry, and those just beyond the diary, that lie so far from all noted first days that they may have been one. */
function perhapsFirst(days: readonly LivedDay[], firsts: readonly number[]): number[] {
  const perhaps: number[] = []
  let next = 0
  for (let k = 1 - lastDay; k < days.length + daysBefore; k++) {
    while (next < firsts.length && firsts[next] <= k) next++
    const sinceLast = next === 0 ? Infinity : k - firsts[next - 1]
    const untilNext = next === firsts.length ? Infinity : firsts[next] - k
    if (sinceLast < shortestDays || untilNext < shortestDays) continue
    if (k < 0 || k >= days.length || days[k].entry === null) perhaps.push(k)
  }
  return perhaps
}

/** As many of the places between two others as there can be first days: a shortest cycle apart. */
function packed(places: readonly number[], after: number, before: number): number[] {
  const found: number[] = []
  for (let n = firstAfter(places, after); n < places.length && places[n] < before; n++) {
    if (found.length === 0 || places[n] - found[found.length - 1] >= shortestDays) found.push(places[n])
  }
  return found
}

function firstAfter(places: readonly number[], after: number): number {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (places[middle] <= after) low = middle + 1
    else high = middle
  }
  return low
}
