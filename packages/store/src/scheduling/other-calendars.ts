// A practitioner's other calendars: where they lie is sealed and never shown again; of what they say only when it is taken is kept.
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import type { Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'
import { schedulingRefused, type SchedulingOutcome } from './scheduling-outcome.ts'

/** So many of one practitioner. */
export const MOST_OTHER_CALENDARS = 3
/** So many busy times of one calendar are kept, the first; what is left out is told as not read. */
const MOST_SPANS = 5000
/** A calendar that fails rests longer each time, up to so many minutes. */
const LONGEST_REST = 360

export interface OtherCalendar {
  readonly calendar: string
  /** Of its address, of which nothing else is shown. */
  readonly host: string
  /** ISO times; null where it was never so. */
  readonly readAt: string | null
  readonly failingSince: string | null
  /** A code, '' where the last reading succeeded. */
  readonly fault: string
  /** So many of its entries could not be read as they were meant. */
  readonly unread: number
  /** Times that close openings now. */
  readonly times: number
}

/** One's own, the oldest first. One query. */
export async function otherCalendars(
  transaction: Transaction<Tables>,
  { account }: Pick<Access, 'account'>,
): Promise<readonly OtherCalendar[]> {
  const { rows } = await sql<OtherCalendar>`
    SELECT calendar_id AS calendar, host, read_at AS "readAt", failing_since AS "failingSince", fault, unread,
      (SELECT count(*)::int FROM scheduling.busy b WHERE b.calendar_id = o.calendar_id AND upper(b.span) > now()) AS times
    FROM scheduling.other_calendars o WHERE practitioner = ${account} ORDER BY added_at, calendar_id`.execute(
    transaction,
  )
  return rows
}

/**
 * @param given `calendar`: a UUID made by who asks; `sealed`: its address. Errors: not-yours (no practitioner, or the clinic has not said yet what they
 * do), full (there are as many as there may be).
 */
export async function addOtherCalendar(
  transaction: Transaction<Tables>,
  { account, roles }: Access,
  { calendar, host, sealed }: { readonly calendar: string; readonly host: string; readonly sealed: Uint8Array },
): Promise<SchedulingOutcome<null>> {
  if (!roles.includes('practitioner')) return schedulingRefused('not-yours')
  // two that are added at once count each other
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${account}, 68))`.execute(transaction)
  const { rows } = await sql<{ profile: boolean; many: number }>`
    SELECT EXISTS (SELECT FROM clinic.practitioner_profiles WHERE account_id = ${account}) AS profile,
      (SELECT count(*)::int FROM scheduling.other_calendars WHERE practitioner = ${account}) AS many`.execute(
    transaction,
  )
  if (!rows[0].profile) return schedulingRefused('not-yours')
  if (rows[0].many >= MOST_OTHER_CALENDARS) return schedulingRefused('full')
  await sql`INSERT INTO scheduling.other_calendars (calendar_id, practitioner, sealed_url, host)
    VALUES (${calendar}, ${account}, ${Buffer.from(sealed)}, ${host})`.execute(transaction)
  return { type: 'ok', value: null }
}

/** With all times that were read of it. False where it is not theirs, or gone. One query. */
export async function removeOtherCalendar(
  transaction: Transaction<Tables>,
  { account }: Access,
  calendar: string,
): Promise<boolean> {
  const { rows } =
    await sql`DELETE FROM scheduling.other_calendars WHERE calendar_id = ${calendar} AND practitioner = ${account}
    RETURNING 1`.execute(transaction)
  return rows.length === 1
}

export interface CalendarToRead {
  readonly sealed: Buffer
  /** Of the answer that was read last; null where all is to be sent again, as once a day: times further ahead come in with the days. */
  readonly etag: string | null
  readonly lastModified: string | null
  /** IANA, of where they mostly work: for whole days and times without a zone. */
  readonly timeZone: string
}

/** What is needed to read one's own calendar; null where it is gone. One query. */
export async function calendarToRead(
  transaction: Transaction<Tables>,
  { account }: Pick<Access, 'account'>,
  calendar: string,
): Promise<CalendarToRead | null> {
  const { rows } = await sql<CalendarToRead>`
    SELECT sealed_url AS sealed, CASE WHEN filled_at > now() - interval '1 day' THEN etag END AS etag,
      CASE WHEN filled_at > now() - interval '1 day' THEN last_modified END AS "lastModified",
      coalesce((SELECT l.time_zone FROM scheduling.working_plans w JOIN clinic.locations l USING (location_id)
          WHERE w.practitioner = o.practitioner GROUP BY l.location_id, l.time_zone ORDER BY sum(w.to_minute - w.from_minute) DESC, l.location_id LIMIT 1),
        (SELECT l.time_zone FROM clinic.locations l WHERE l.closed_at IS NULL ORDER BY l.location_id LIMIT 1), 'UTC') AS "timeZone"
    FROM scheduling.other_calendars o WHERE calendar_id = ${calendar} AND practitioner = ${account}`.execute(
    transaction,
  )
  return rows.at(0) ?? null
}

/** What came of reading a calendar. */
export type CalendarRead =
  | {
      readonly type: 'read'
      /** ms since 1970, apart from each other. */
      readonly spans: readonly { readonly from: number; readonly to: number }[]
      readonly unread: number
      readonly etag: string | null
      readonly lastModified: string | null
    }
  /** It is as it was when it was read last. */
  | { readonly type: 'same' }
  /** The times that are known stay. */
  | { readonly type: 'failed'; readonly code: string }

/** Keeps what came of it: new times in place of those before, all at once. Nothing where the calendar was removed meanwhile. Up to three queries. */
export async function keepCalendarRead(
  transaction: Transaction<Tables>,
  { account }: Pick<Access, 'account'>,
  calendar: string,
  read: CalendarRead,
): Promise<void> {
  const own = sql`calendar_id = ${calendar} AND practitioner = ${account}`
  if (read.type === 'failed') {
    await sql`UPDATE scheduling.other_calendars SET fault = ${read.code.slice(0, 60)}, failing_since = coalesce(failing_since, now()),
      failures = failures + 1, due_at = now() + make_interval(mins => least(15 * (2 ^ least(failures, 10))::int, ${LONGEST_REST})) WHERE ${own}`.execute(
      transaction,
    )
    return
  }
  const well = sql`read_at = now(), fault = '', failing_since = NULL, failures = 0, due_at = now() + interval '15 minutes'`
  if (read.type === 'same') {
    await sql`UPDATE scheduling.other_calendars SET ${well} WHERE ${own}`.execute(transaction)
    return
  }
  const { spans, unread, etag, lastModified } = read
  const kept = spans.slice(0, MOST_SPANS)
  const { rows } =
    await sql`UPDATE scheduling.other_calendars SET ${well}, filled_at = now(), unread = ${unread + spans.length - kept.length},
    etag = ${short(etag, 500)}, last_modified = ${short(lastModified, 100)} WHERE ${own} RETURNING 1`.execute(
      transaction,
    )
  if (rows.length === 0) return
  await sql`DELETE FROM scheduling.busy WHERE calendar_id = ${calendar}`.execute(transaction)
  await sql`INSERT INTO scheduling.busy (calendar_id, practitioner, span)
    SELECT ${calendar}, ${account}, tstzrange(to_timestamp(f / 1000), to_timestamp(t / 1000))
    FROM unnest(${kept.map(({ from }) => from)}::float8[], ${kept.map(({ to }) => to)}::float8[]) AS x (f, t)`.execute(
    transaction,
  )
}

/** What is too long to be kept is not sent back either. */
function short(text: string | null, most: number): string | null {
  return text === null || text.length > most ? null : text
}

/** Those to be read now, each given to one reader. @param jobs of the role `jobs`. One query. */
export async function claimCalendars(
  jobs: Database,
  most: number,
): Promise<readonly { readonly calendar: string; readonly practitioner: string }[]> {
  const { rows } = await sql<{ calendar: string; practitioner: string }>`
    SELECT calendar_id AS calendar, practitioner FROM scheduling.claim_calendars(${most})`.execute(jobs)
  return rows
}
