// The zone that the clinic lives in, for what is said with a clock: when an article appears, and the day of a review.
import { clinicLocations } from '@clearday/store'
import type { Transaction } from '../site/reading.ts'

/** Of the clinic's places, each once, the first the one that is offered; UTC where it has none. One query. */
export async function clinicZones(transaction: Transaction): Promise<readonly [string, ...string[]]> {
  const zones = [...new Set((await clinicLocations(transaction)).map(({ timeZone }) => timeZone))]
  const [first, ...others] = zones
  return first === undefined ? ['UTC'] : [first, ...others]
}

/** `2026-03-29`. @param at ms since 1970. */
export function dayIn(zone: string, at: number): string {
  return zonedAt(zone, at).toPlainDate().toString()
}

/** `2026-03-29T09:00:00+02:00[Europe/Madrid]`. @param at ms since 1970. */
export function momentIn(zone: string, at: number): string {
  return zonedAt(zone, at).toString({ smallestUnit: 'second' })
}

/**
 * What a form says with a day, a time and a zone, in ms since 1970; null where there is no such moment: an hour that the clock leaves out in
 * spring, or one that it shows twice in autumn, is asked again.
 */
export function instantFrom(local: string, zone: string): number | null {
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: 'reject' }).epochMilliseconds
  } catch {
    return null
  }
}

function zonedAt(zone: string, at: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Math.trunc(at)).toZonedDateTimeISO(zone)
}
