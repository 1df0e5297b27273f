// When somebody is reminded next: at their hour, on their clock, whatever the clocks of their country do.

/** ms since 1970 as a day of a zone, such as 2026-03-01. */
export function localDay(at: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** How many days lie from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days
}

/**
 * The first moment after `after` at which the clock of a zone shows the hour, on a day after `lastDay`. An hour that a change of clocks
 * leaves out comes as much later; one that comes twice is the first.
 *
 * @param after ms since 1970. @param hour as 21:00. @param lastDay null where there was none.
 */
export function nextEvening(after: number, hour: string, zone: string, lastDay: string | null): number {
  let day = Temporal.PlainDate.from(localDay(after, zone))
  if (lastDay !== null && Temporal.PlainDate.compare(day, lastDay) <= 0)
    day = Temporal.PlainDate.from(lastDay).add({ days: 1 })
  for (;;) {
    const at = day.toZonedDateTime({ timeZone: zone, plainTime: hour }).epochMilliseconds
    if (at > after) return at
    day = day.add({ days: 1 })
  }
}

/** Whether clocks know a zone by this name. */
export function isZone(name: string): boolean {
  try {
    return /^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== null
  } catch {
    return false
  }
}
