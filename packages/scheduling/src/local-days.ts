// Calendar days and times of day as numbers, so that a calendar is computed without an object for each of its days.

export const MINUTE = 60_000
export const DAY = 86_400_000

/** Days since 1 January 1970 of a year-month-day; null where it is no day that exists. 9999-12-31 is one: people write it for no end. */
export function dayNumber(day: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return null
  const ms = Date.parse(`${day}T00:00:00Z`)
  // some hosts take 30 February for 2 March
  return Number.isNaN(ms) || dayText(ms / DAY) !== day ? null : ms / DAY
}

/** The inverse of `dayNumber`. */
export function dayText(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

/** ISO: Monday is 1. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** Minutes since midnight of hour and minute, `24:00` included; null where it is no time. */
export function minuteOf(time: string): number | null {
  if (!/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(time)) return null
  return 60 * Number(time.slice(0, 2)) + Number(time.slice(3))
}

/** The inverse of `minuteOf`, within a day. */
export function timeText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
