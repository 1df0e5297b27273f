// What the home asks about besides today: days of which nobody said anything yet, and whether what was taken helped. Kindly, and never counted up.
import { answerOf } from '../day/day-entry.ts'
import { dayBeside } from '../day/day-names.ts'
import type { EntryRow } from '../device/database.ts'

/** As far as memory serves. */
const DAYS = 3

/**
 * The newest first. A day that an attack touches is known; so is one that was said to stay open. Nothing before the diary's first entry.
 *
 * @param recent what touches the days. O(entries).
 */
export function openDays(recent: readonly EntryRow[], today: string): readonly string[] {
  const begun = recent.some(({ firstDay }) => firstDay !== null && firstDay < today)
  if (!begun) return []
  const dates = Array.from({ length: DAYS }, (_, k) => dayBeside(today, -1 - k))
  return dates.filter(
    (date) =>
      !recent.some((row) => isTouched(row, date) || (row.entity === 'day' && row.key === date && isAnswered(row))),
  )
}

/** Whether it is an attack with pain of that day. */
export function isTouched({ entity, fields, firstDay, lastDay }: EntryRow, date: string): boolean {
  const isPain = entity === 'attack' && fields.withoutHeadache !== true
  return isPain && firstDay !== null && firstDay <= date && (lastDay === null || lastDay >= date)
}

const isAnswered = (row: EntryRow): boolean => answerOf(row) !== undefined

const FROM_HOURS = 2
const TO_HOURS = 24

/** What was taken between two hours and a day ago and of which nobody said whether it helped. @param now a moment where the device is. */
export function askedWhetherItHelped(recent: readonly EntryRow[], now: string): readonly EntryRow[] {
  return recent.filter(({ entity, fields }) => {
    if (entity !== 'intake' || fields.relief !== undefined || fields.reason === 'prevention') return false
    const hours = hoursSince(fields.at, now)
    return hours >= FROM_HOURS && hours <= TO_HOURS
  })
}

/** NaN where no time of day is known. @param moment and `now`: as the clock showed them. */
function hoursSince(moment: unknown, now: string): number {
  const ms = (one: unknown): number => Date.parse(`${String(one).slice(0, 16)}Z`)
  return (ms(now) - ms(moment)) / 3_600_000
}

/** Whether it was taken so lately that nobody can say yet whether it helped. */
export function isTooSoon(moment: unknown, now: string): boolean {
  return hoursSince(moment, now) < FROM_HOURS
}
