// Reminders of visits: so long before as the clinic chose, never at night at the place, once for one start, and none that says nothing new.
import { randomUUID } from 'node:crypto'
import { localTime, momentAt, reminderAt } from '@clearday/scheduling'
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import type { Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'
import { seal, type MailKey } from '../jobs/sealed-parameters.ts'
import { schedulingRefused, type SchedulingOutcome } from './scheduling-outcome.ts'
import type { VisitWords } from './tell-visits.ts'

const MINUTE = 60_000
/** A reminder later than this before the visit helps nobody. */
const LEAST_BEFORE = 30 * MINUTE
/** Where the night would be too late, so long before it begins. */
const BEFORE_NIGHT = 30
const AT_A_TIME = 1000

/** From minute to minute of a day, on the clock of the place; over midnight where the first is the later. The same twice: none. */
export interface QuietHours {
  readonly quietFrom: number
  readonly quietTo: number
}

/**
 * When somebody is reminded of a visit: the moment itself; where that lies in the quiet hours their end, if half of the time is left then; else on the
 * evening before them. Null where that is no time before the visit.
 *
 * @param before in minutes.
 */
export function reminderMoment(start: number, timeZone: string, before: number, quiet: QuietHours): number | null {
  const moment = reminderAt(start, timeZone, { kind: 'before', minutes: before })
  if (moment === null) return null
  const night = nightAround(moment, timeZone, quiet)
  if (night === null) return moment
  if (start - night.to >= Math.max((before * MINUTE) / 2, LEAST_BEFORE)) return night.to
  return night.from - BEFORE_NIGHT * MINUTE
}

/** The quiet hours that a moment lies in; null where it lies in none. A change of the clock in them makes them longer or shorter. */
function nightAround(moment: number, timeZone: string, { quietFrom, quietTo }: QuietHours) {
  const { day, time } = localTime(moment, timeZone)
  const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const overMidnight = quietFrom > quietTo
  const inside = overMidnight ? minute >= quietFrom || minute < quietTo : minute >= quietFrom && minute < quietTo
  if (!inside) return null
  const began = overMidnight && minute < quietTo ? dayAfter(day, -1) : day
  const ends = overMidnight ? dayAfter(began, 1) : began
  const [from, to] = [momentAt(began, clockOf(quietFrom), timeZone), momentAt(ends, clockOf(quietTo), timeZone)]
  return from === null || to === null ? null : { from: from.moment, to: to.moment }
}

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

interface Row extends QuietHours {
  readonly appointment: string
  readonly person: string
  readonly start: number
  readonly before: number
  readonly since: number
  readonly timeZone: string
}

/** `wait`: its time comes. `pass`: booked after it, too late for it, or too close to the visit to help. */
function judged(one: Row, now: number): 'wait' | 'send' | 'pass' {
  const due = reminderMoment(one.start, one.timeZone, one.before, one)
  if (due === null || due <= one.since) return 'pass'
  if (due > now) return 'wait'
  if (one.start - now < LEAST_BEFORE) return 'pass'
  // after the server was away: late, as long as half of the time is left, and not in the night
  if (now - due > (one.start - due) / 2) return 'pass'
  return nightAround(now, one.timeZone, one) === null ? 'send' : 'wait'
}

/**
 * Queues the reminders that are due, each at most once: where several of one visit are, the nearest alone.
 *
 * @param jobs of the role `jobs`. @param now ms since 1970. @returns how many. One query, and one for each visit of which some are due.
 */
export async function remindOfVisits(jobs: Database, key: MailKey, now: number): Promise<number> {
  const { rows } = await sql<Row>`
    SELECT appointment_id AS appointment, person_id AS person, (extract(epoch FROM starts) * 1000)::float8 AS start, before,
      (extract(epoch FROM since) * 1000)::float8 AS since, time_zone AS "timeZone", quiet_from AS "quietFrom", quiet_to AS "quietTo"
    FROM scheduling.to_remind(${new Date(now).toISOString()}, ${AT_A_TIME})`.execute(jobs)
  let reminded = 0
  for (const all of Map.groupBy(rows, ({ appointment }) => appointment).values()) {
    const [{ appointment, person, start }] = all
    const verdicts = all.map((one) => ({ before: one.before, verdict: judged(one, now) }))
    const over = verdicts.filter(({ verdict }) => verdict !== 'wait').map(({ before }) => before)
    if (over.length === 0) continue
    const send = verdicts.some(({ verdict }) => verdict === 'send')
    const mailId = randomUUID()
    const sealed = send ? seal(key, [mailId, 'visit-reminder', person], { appointment, start }) : null
    const { rows: told } = await sql<{ queued: boolean }>`
      SELECT scheduling.remind(${send ? mailId : null}, ${appointment}, ${person}, to_timestamp(${start / 1000}), ${over.sort((a, b) => a - b)}::int[],
        ${sealed}) AS queued`.execute(jobs)
    if (told[0].queued) reminded++
  }
  return reminded
}

/** The visit of a reminder that goes now. Times are ms since 1970. */
export interface RemindedVisit {
  readonly address: string
  readonly name: string
  readonly language: string
  readonly sequence: number
  readonly start: number
  readonly end: number
  readonly words: VisitWords
  readonly madeAt: number
  readonly changedAt: number
}

/** Null where it is cancelled, moved, somebody else's, or has begun. @param jobs of the role `jobs`. @param now ms since 1970. One query. */
export async function reminderToTell(
  jobs: Database,
  { appointment, person, start }: { readonly appointment: string; readonly person: string; readonly start: number },
  now: number,
): Promise<RemindedVisit | null> {
  const { rows } = await sql<RemindedVisit>`
    SELECT address, name, language, sequence, words, (extract(epoch FROM starts) * 1000)::float8 AS start,
      (extract(epoch FROM ends) * 1000)::float8 AS end, (extract(epoch FROM made_at) * 1000)::float8 AS "madeAt",
      (extract(epoch FROM changed_at) * 1000)::float8 AS "changedAt"
    FROM scheduling.telling_reminder(${appointment}, ${person}, to_timestamp(${start / 1000}), ${new Date(now).toISOString()})`.execute(
    jobs,
  )
  return rows.at(0) ?? null
}

/**
 * Whether a reminder that goes now would go at night, since mails were held up: then it is as if it had not been queued, and is looked at again in
 * the morning.
 *
 * @param jobs of the role `jobs`. @param now ms since 1970. One query.
 */
export async function reminderWaits(
  jobs: Database,
  { mailId, appointment }: { readonly mailId: string; readonly appointment: string },
  now: number,
): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    SELECT scheduling.remind_later(${mailId}, ${appointment}, ${new Date(now).toISOString()}) AS waits`.execute(jobs)
  return rows[0].waits
}

export interface VisitReminders extends QuietHours {
  /** Minutes before a visit, at most three, none for no reminder. */
  readonly befores: readonly number[]
  /** Of services that have their own. */
  readonly services: Readonly<Record<string, readonly number[]>>
}

/** For managers. One query. */
export async function visitReminders(transaction: Transaction<Tables>): Promise<VisitReminders> {
  const { rows } = await sql<QuietHours & { readonly service: string | null; readonly befores: readonly number[] }>`
    SELECT service_id AS service, befores, quiet_from AS "quietFrom", quiet_to AS "quietTo" FROM scheduling.reminding
    ORDER BY service_id NULLS FIRST`.execute(transaction)
  const clinic = rows.find(({ service }) => service === null)
  return {
    befores: clinic?.befores ?? [],
    ...{ quietFrom: clinic?.quietFrom ?? 0, quietTo: clinic?.quietTo ?? 0 },
    services: Object.fromEntries(
      rows.flatMap(({ service, befores }) => (service === null ? [] : [[service, befores]])),
    ),
  }
}

/** Of the whole clinic. Errors: not-yours, wrong-value. One query. */
export async function setVisitReminders(
  transaction: Transaction<Tables>,
  access: Access,
  { befores, quietFrom, quietTo }: Omit<VisitReminders, 'services'>,
): Promise<SchedulingOutcome<null>> {
  if (access.manage !== true) return schedulingRefused('not-yours')
  if (!areBefores(befores)) return schedulingRefused('wrong-value', { field: 'befores' })
  for (const [field, minute] of Object.entries({ quietFrom, quietTo }))
    if (!Number.isInteger(minute) || minute < 0 || minute > 1439) return schedulingRefused('wrong-value', { field })
  await sql`UPDATE scheduling.reminding SET befores = ${[...befores]}::int[], quiet_from = ${quietFrom}, quiet_to = ${quietTo}
    WHERE service_id IS NULL`.execute(transaction)
  return { type: 'ok', value: null }
}

/** Of one service. @param befores null for those of the clinic. Errors: not-yours, wrong-value. One query. */
export async function setServiceReminders(
  transaction: Transaction<Tables>,
  access: Access,
  service: string,
  befores: readonly number[] | null,
): Promise<SchedulingOutcome<null>> {
  if (access.manage !== true) return schedulingRefused('not-yours')
  if (befores === null) await sql`DELETE FROM scheduling.reminding WHERE service_id = ${service}`.execute(transaction)
  else if (!areBefores(befores)) return schedulingRefused('wrong-value', { field: 'befores' })
  else
    await sql`INSERT INTO scheduling.reminding (service_id, befores) VALUES (${service}, ${[...befores]}::int[])
      ON CONFLICT (service_id) DO UPDATE SET befores = excluded.befores`.execute(transaction)
  return { type: 'ok', value: null }
}

function areBefores(befores: readonly number[]): boolean {
  return befores.length <= 3 && befores.every((one) => Number.isInteger(one) && one >= 30 && one <= 43_200)
}
