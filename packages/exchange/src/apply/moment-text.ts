// Days and clocks of a file as moments of a diary, in the zone they were lived in.
import { readMoment, type LocalDate, type Moment, type MomentFault } from '@clearday/diary'

/** A moment, or why there is none. A time with an offset that the zone does not have is still a moment: it is written in UTC. */
export function placed(
  date: LocalDate,
  clock: string | undefined,
  offset: string | undefined,
  timeZone: string,
): Moment | MomentFault {
  if (clock === undefined) return readMoment(date, timeZone)
  const local = `${date}T${clock}`
  if (offset === undefined) return readMoment(local, timeZone)
  const there = readMoment(`${local}${offset}`, timeZone)
  if (there !== 'offset-not-in-zone') return there
  return readMoment(new Date(`${local}${offset}`).toISOString().replace('.000', ''), timeZone)
}

/** So many minutes after a moment, as its zone's clock shows it; with the offset in an hour that the clock shows twice. */
export function later(start: Moment, minutes: number): Moment | MomentFault {
  const zoned = Temporal.Instant.fromEpochMilliseconds(
    start.earliestMs + Math.round(minutes) * 60_000,
  ).toZonedDateTimeISO(start.timeZone)
  const plain = readMoment(zoned.toPlainDateTime().toString({ smallestUnit: 'minute' }), start.timeZone)
  if (typeof plain !== 'object' || Math.abs(plain.earliestMs - zoned.epochMilliseconds) < 60_000) return plain
  return readMoment(`${plain.text}${zoned.offset}`, start.timeZone)
}

export const FAULT_WORDS: Readonly<Record<MomentFault, string>> = {
  'time-skipped': 'This time never was: clocks went forward over it. Write the time that the clock showed afterwards.',
  'offset-not-in-zone': 'The offset does not fit the time zone.',
  'unknown-zone': 'The time zone is not known.',
  'not-a-moment': 'This is no day and time that exists, such as 2026-03-29 08:30.',
}
