// A course that was booked into its person's plan: as a proposal, which is theirs to answer, and which is taken back and made anew as the course changes.
import { sql, type Transaction } from 'kysely'
import {
  checkEntry,
  checkOperation,
  effectiveOrder,
  fold,
  NOTHING,
  zoneOfFrame,
  type EntryState,
  type Fields,
  type OfferedOperation,
} from '@clearday/diary/operations'
import { nextEvent } from '../audit/audit-chain.ts'
import type { Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'
import { withMaker } from '../operations/append-operations.ts'
import type { Touched } from '../operations/open-batch.ts'
import { standingEntry } from '../operations/write-batch.ts'
import { CALENDAR_DEVICE, type SessionCame } from './write-session.ts'

/** What stands of a course. */
export interface CourseSaid {
  /** Null for what is no treatment. */
  readonly treatment: string | null
  readonly everyDays: number
  /** That were not cancelled. */
  readonly sessions: number
  /** '' for none. */
  readonly practitioner: string
  readonly location: string
  /** Year-month-day by the clock of the place; null where no session is left. */
  readonly first: string | null
  readonly last: string | null
}

/** What exactly is proposed, in the language of who comes. @param language two letters. */
export type CourseWords = (said: CourseSaid, language: string) => string

type StandingRow = EntryState & Pick<Touched, 'entity' | 'key' | 'author' | 'made'>
interface OpenedRow {
  readonly patient: string | null
  readonly act: 'write' | 'take-back'
  readonly version: number
  readonly closed: boolean
  readonly seq: number | null
  readonly latest: number
  readonly frame: StandingRow | null
  readonly entry: StandingRow | null
  readonly told_key: string | null
  readonly told: CourseSaid | null
  readonly says: CourseSaid
  readonly language: string
  readonly said_at: number
  readonly practitioner: string
  readonly changed_by: string | null
  readonly by_patient: boolean
  readonly record_n: number | null
  readonly record_hash: Buffer | null
}
type DiaryRow = OpenedRow & { readonly patient: string; readonly seq: number }
type Act = 'withdraw' | 'propose' | 'take-back'
interface Saying {
  readonly act: Act
  readonly key: string
  readonly fields: Fields
  readonly deleted: boolean
}

/** Courses whose change waits to be said, the oldest first, and for two minutes nobody else's. One query. @param jobs of the role `jobs`. */
export async function claimCourses(jobs: Database, most: number): Promise<readonly string[]> {
  const { rows } = await sql<{ course: string }>`SELECT course FROM scheduling.claim_courses(${most})`.execute(jobs)
  return rows.map(({ course }) => course)
}

/** It is tried again, thirty times over about a day. @param code never what was said. One query. */
export async function courseFailed(jobs: Database, course: string, code: string): Promise<void> {
  await sql`SELECT scheduling.course_failed(${course}, ${code})`.execute(jobs)
}

/**
 * Says a course in the plan as it stands now, and marks it said, all or nothing. Nothing is said where what was said is still true: a session
 * between the first and the last may move.
 *
 * What was proposed stays as it was said: while it is open it is withdrawn and proposed anew; what the patient answered stays, and what is new since is a
 * proposal of its own (another schedule, or to stop where nothing is left). It stands in the name of a practitioner where they booked or
 * changed it themselves, as the patient's own proposal where they did, and else as noted by the clinic, in nobody's name. A proposal that the
 * patient deleted stays deleted. Where the person's diary is another it is taken out of the wrong one.
 *
 * @param at ms since 1970. Up to six queries.
 */
export function writeCourse(jobs: Database, course: string, wordsFor: CourseWords, at: number): Promise<SessionCame> {
  return jobs.transaction().execute(async (transaction) => {
    const { rows } = await sql<OpenedRow>`SELECT * FROM scheduling.open_course(${course})`.execute(transaction)
    let came: SessionCame = 'over'
    let key: string | null = null
    for (const row of rows) {
      const isMoved = rows.length > 1
      const sayings = sayingsOf(
        course,
        isMoved && row.act === 'write' ? { ...row, entry: null, told: null } : row,
        wordsFor,
        at,
      )
      const done = await sayIn(transaction, course, row, sayings, at)
      if (row.act === 'take-back') continue
      came = row.patient === null ? 'taken-back' : done
      key = sayings.find(({ act }) => act === 'propose')?.key ?? (isMoved ? null : row.told_key)
    }
    if (came === 'over') return came
    const [{ version, says }] = rows
    const { rows: settled } = await sql<{ did: boolean }>`
      SELECT scheduling.settle_course(${course}, ${version}, ${came}, ${came === 'written' || came === 'removed-by-patient' ? key : null},
        ${JSON.stringify(says)}::jsonb) AS did`.execute(transaction)
    return settled[0].did ? came : 'over'
  })
}

function isDiary(row: OpenedRow): row is DiaryRow {
  return row.patient !== null && row.seq !== null
}

async function sayIn(
  transaction: Transaction<Tables>,
  course: string,
  row: OpenedRow,
  sayings: readonly Saying[],
  at: number,
): Promise<SessionCame> {
  if (!isDiary(row)) return 'no-diary'
  if (row.act === 'write') {
    if (row.says.treatment === null) return 'no-treatment'
    if (row.closed) return 'diary-closed'
    if (row.entry?.deleted === true) return 'removed-by-patient'
  }
  if (sayings.length === 0) return 'written'
  return write(transaction, course, row, sayings, at)
}

function sayingsOf(course: string, row: OpenedRow, wordsFor: CourseWords, at: number): readonly Saying[] {
  const { act, entry, told, told_key: toldKey, says, frame } = row
  if (act === 'take-back')
    return entry === null || entry.deleted ? [] : [{ act: 'take-back', key: entry.key, fields: {}, deleted: true }]
  if (entry?.deleted === true || says.treatment === null) return []
  if (toldKey !== null && told !== null && JSON.stringify(inOrder(told)) === JSON.stringify(inOrder(says))) return []
  const today = Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zoneOfFrame(frame ?? undefined) ?? 'UTC')
    .toPlainDate()
    .toString()
  const answer = entry?.fields.answer
  const isAgreed = answer === 'agreed' && entry?.fields.change !== 'stop'
  const sayings: Saying[] = []
  if (entry !== null && answer === undefined)
    sayings.push({
      act: 'withdraw',
      key: entry.key,
      fields: { answer: 'withdrawn', answeredOn: today },
      deleted: false,
    })
  if (says.sessions > 0 || isAgreed)
    sayings.push({
      ...{ act: 'propose', key: `course-${course}-${String(row.version)}`, deleted: false },
      fields: {
        change: says.sessions === 0 ? 'stop' : isAgreed ? 'schedule' : 'start',
        ...{ treatment: says.treatment, proposedBy: row.by_patient ? 'patient' : 'practitioner', proposedOn: today },
        words: wordsFor(says, row.language),
        ...(says.practitioner !== '' && { practitioner: says.practitioner }),
        ...(row.changed_by === row.practitioner && { by: row.practitioner }),
      },
    })
  return sayings
}

function inOrder({
  treatment,
  everyDays,
  sessions,
  practitioner,
  location,
  first,
  last,
}: CourseSaid): readonly unknown[] {
  return [treatment, everyDays, sessions, practitioner, location, first, last]
}

async function write(
  transaction: Transaction<Tables>,
  course: string,
  row: DiaryRow,
  sayings: readonly Saying[],
  at: number,
): Promise<SessionCame> {
  const { patient, frame, entry, changed_by: changedBy, practitioner, version } = row
  const author = changedBy ?? practitioner
  const { rows: ids } = await sql<{ id: string }>`
    SELECT md5(concat_ws('|', 'session', ${course}::text, ${version}::text, ${patient}::text, act))::uuid AS id
    FROM unnest(${sayings.map(({ act }) => act)}::text[]) WITH ORDINALITY x (act, n) ORDER BY n`.execute(transaction)
  const timeZone = zoneOfFrame(frame ?? undefined)
  let { seq, latest } = row
  const operations: object[] = []
  const entries: object[] = []
  for (const [n, { key, fields, deleted }] of sayings.entries()) {
    const said: OfferedOperation = {
      ...{ id: ids[n].id, entity: 'plan-change', key, fields, deleted, at: row.said_at, seen: 0 },
    }
    const standing = entry?.key === key ? entry : null
    const state =
      standing === null
        ? NOTHING
        : { ...NOTHING, fields: standing.fields, clocks: standing.clocks, deleted: standing.deleted }
    // whoever takes something back has seen all that was said of it
    const before = Math.max(0, ...Object.values(state.clocks).map(([effective]) => effective))
    const effective = effectiveOrder(said.at, before, { receivedAt: at, sentAt: at })
    const after = fold(state, { ...said, effective, device: CALENDAR_DEVICE })
    const refused = checkOperation(said) ?? (after.deleted ? null : checkEntry('plan-change', key, after.fields))
    if (refused !== null) return 'refused'
    seq++
    latest = Math.max(latest, effective)
    operations.push({ ...said, seq, effective, latest, device: CALENDAR_DEVICE, author })
    const touched = {
      entity: 'plan-change',
      key,
      state: after,
      seq,
      author: standing?.author ?? null,
      made: standing?.made ?? null,
    }
    entries.push(standingEntry({ ...withMaker(touched, author, effective), state: after, seq }, timeZone))
  }
  const act = row.act === 'take-back' ? 'course.taken-back' : 'course.proposed'
  const actingAs =
    changedBy === null ? 'server' : row.by_patient ? 'self' : changedBy === practitioner ? 'practitioner' : 'staff'
  const head = { n: row.record_n ?? 0, hash: row.record_hash ?? Buffer.alloc(32) }
  const event = nextEvent(head, patient, { actor: author, actingAs, act, about: { course, version } }, at)
  await sql`SELECT scheduling.write_course(${course}, ${patient}, ${JSON.stringify(operations)}::jsonb, ${JSON.stringify(entries)}::jsonb,
    ${JSON.stringify({ ...event, hash: event.hash.toString('hex') })}::jsonb)`.execute(transaction)
  return 'written'
}
