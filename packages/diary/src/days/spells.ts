// How long the whole headache lasts that an attack is a part of: attacks that follow each other without a break are one headache.
import { addDays, type LocalDate } from '../calendar/local-date.ts'
import { startOfDayMs } from '../calendar/moment.ts'
import type { Attack } from '../model/entries.ts'
import { OVER_MIDNIGHT } from './day-rules.ts'
import type { HoursRange } from './lived-day.ts'

interface Interval {
  readonly attack: Attack
  readonly fromMs: number
  readonly toMs: number
}

const HOUR_MS = 3_600_000
const SAME_MS = OVER_MIDNIGHT.value.sameWithinMinutes * 60_000

/**
 * The hours of the headache that each attack belongs to, by the attack's id.
 *
 * Splitting an attack in two at any moment changes none of them. What is known only within bounds is surely one headache where the surely
 * painful times follow each other, and possibly one where the possible times do.
 *
 * @param lastDayOf the last day on which an attack without a noted end can have been there. O(attacks · log attacks).
 */
export function spellHours(
  attacks: readonly Attack[],
  lastDayOf: (attack: Attack) => LocalDate,
): ReadonlyMap<string, HoursRange> {
  const sure: Interval[] = []
  const possible: Interval[] = []
  for (const attack of attacks) {
    const { start, end } = attack
    const ended = typeof end === 'object' ? end : null
    const toMs = ended === null ? endOfDay(attack, lastDayOf(attack)) : ended.latestMs
    possible.push({ attack, fromMs: start.earliestMs, toMs: Math.max(toMs, start.earliestMs) })
    const sureMs = ended?.earliestMs ?? (end === 'still-going' ? startOfLast(attack, lastDayOf(attack)) : 0)
    sure.push({ attack, fromMs: start.latestMs, toMs: Math.max(sureMs, start.latestMs) })
  }
  const least = joinedHours(sure)
  const most = joinedHours(possible)
  return new Map(attacks.map(({ id }) => [id, { least: least.get(id) ?? 0, most: most.get(id) ?? 0 }]))
}

function endOfDay({ start }: Attack, last: LocalDate): number {
  return startOfDayMs(addDays(last < start.date ? start.date : last, 1), start.timeZone)
}

function startOfLast({ start }: Attack, last: LocalDate): number {
  return last <= start.date ? 0 : startOfDayMs(last, start.timeZone)
}

/** Joins intervals that touch, and gives each attack the length of the one it is in. */
function joinedHours(intervals: Interval[]): ReadonlyMap<string, number> {
  intervals.sort((one, other) => one.fromMs - other.fromMs)
  const hours = new Map<string, number>()
  let first = 0
  let toMs = -Infinity
  const close = (end: number): void => {
    for (let k = first; k < end; k++) hours.set(intervals[k].attack.id, (toMs - intervals[first].fromMs) / HOUR_MS)
  }
  for (const [k, interval] of intervals.entries()) {
    if (k > first && interval.fromMs > toMs + SAME_MS) {
      close(k)
      first = k
      toMs = -Infinity
    }
    toMs = Math.max(toMs, interval.toMs)
  }
  close(intervals.length)
  return hours
}
