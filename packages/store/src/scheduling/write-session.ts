// One completed session into the diary of whoever came: by the rules of the log, in one transaction with the mark that it is done.
import { sql, type Transaction } from 'kysely'
import { NOTHING, type EntryState, type Fields, type Json, type OfferedOperation } from '@clearday/diary/operations'
import { nextEvent } from '../audit/audit-chain.ts'
import type { Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'
import { judge } from '../operations/append-operations.ts'
import { entryName, type OpenedBatch, type Touched } from '../operations/open-batch.ts'
import { standingEntry } from '../operations/write-batch.ts'
import type { OutboxSession } from './outbox.ts'

/** What the calendar says it says by this device: a log tells by it what somebody else said of the same session. */
export const CALENDAR_DEVICE = 'ca1e9da5-0000-4000-8000-000000000069'

/**
 * What came of a saying: in the diary, taken back from the one it stood in by mistake, or in none, and why. `over`: it was done by another meanwhile, or
 * said anew.
 */
export type SessionCame =
  'written' | 'taken-back' | 'no-treatment' | 'no-diary' | 'diary-closed' | 'removed-by-patient' | 'refused' | 'over'

interface OpenedRow {
  readonly patient: string | null
  readonly act: 'write' | 'take-back'
  readonly operation: string
  readonly already: boolean
  readonly closed: boolean
  /** Null where there is no such diary. */
  readonly seq: number | null
  readonly latest: number
  readonly epoch: string
  readonly frame: StandingRow | null
  readonly entry: StandingRow | null
  /** What the calendar said of it there. */
  readonly told: Fields
  /** What it has to say; null for what it does not know. */
  readonly says: Fields
  readonly said_at: number
  readonly author: string
  readonly changed_by: string | null
  readonly record_n: number | null
  readonly record_hash: Buffer | null
}

type StandingRow = EntryState & Pick<Touched, 'entity' | 'key' | 'author' | 'made'>
type DiaryRow = OpenedRow & { readonly patient: string; readonly seq: number }

/**
 * Writes what a session that was taken up says, takes it back from the diary of somebody else in which it stood, and marks it done, all or nothing.
 *
 * It stands in the diary as an entry of its own, `visit-` and the appointment's id, said by its practitioner from the calendar's device. The first saying says
 * all that the calendar knows; a correction says only what differs from what the calendar said before, so that where the patient changed a field
 * meanwhile theirs stands unless that very field is corrected later, as between any two devices. What is the patient's own (how it was before and after,
 * what followed, their note) is never said by the calendar. An entry that the patient deleted stays deleted. Whether the diary is open to the
 * practitioner, or whether they are still here, does not matter: the database lets this job write this session into this diary, and nothing else.
 *
 * @param jobs of the role `jobs`. @param at ms since 1970. Up to five queries.
 */
export function writeSession(
  jobs: Database,
  session: Pick<OutboxSession, 'appointment' | 'version' | 'start' | 'timeZone'>,
  at: number,
): Promise<SessionCame> {
  return jobs.transaction().execute((transaction) => writeOpened(transaction, session, at))
}

/** The same in a transaction of the caller's. */
export async function writeOpened(
  transaction: Transaction<Tables>,
  session: Pick<OutboxSession, 'appointment' | 'version' | 'start' | 'timeZone'>,
  at: number,
): Promise<SessionCame> {
  const { appointment, version } = session
  const { rows } = await sql<OpenedRow>`SELECT * FROM scheduling.open_session(${appointment}, ${version})`.execute(
    transaction,
  )
  let came: SessionCame = 'over'
  for (const row of rows) {
    const done = await sayIn(transaction, session, row, at)
    if (row.act === 'write') came = row.patient === null ? 'taken-back' : done
  }
  if (came === 'over') return came
  const { rows: settled } = await sql<{ did: boolean }>`
    SELECT scheduling.settle_session(${appointment}, ${version}, ${came}) AS did`.execute(transaction)
  return settled[0].did ? came : 'over'
}

async function sayIn(
  transaction: Transaction<Tables>,
  session: Pick<OutboxSession, 'appointment' | 'version' | 'start' | 'timeZone'>,
  row: OpenedRow,
  at: number,
): Promise<SessionCame> {
  const { act, entry, already, told } = row
  if (!isDiary(row)) return 'no-diary'
  if (act === 'take-back') {
    if (entry !== null && !entry.deleted && !already) await say(transaction, session, row, {}, at)
    return 'taken-back'
  }
  if (row.says.therapy === null) return 'no-treatment'
  if (row.closed) return 'diary-closed'
  if (already) return 'written'
  if (entry?.deleted === true && entry.clocks['.'][1] !== CALENDAR_DEVICE) return 'removed-by-patient'
  const fields = changed(told, { ...row.says, at: localMoment(session.start, session.timeZone) })
  if (Object.keys(fields).length === 0) return 'written'
  return say(transaction, session, row, fields, at)
}

function isDiary(row: OpenedRow): row is DiaryRow {
  return row.patient !== null && row.seq !== null
}

/** What is to be said beside what was: all of it the first time, and what is no more as null. */
function changed(told: Fields, says: Fields): Fields {
  const before = (field: string): Json => (Object.hasOwn(told, field) ? told[field] : null)
  return Object.fromEntries(
    // what it was for does not change by a correction, also where the service is for something else now
    Object.entries(says).filter(
      ([field, value]) =>
        JSON.stringify(before(field)) !== JSON.stringify(value) && !(field === 'therapy' && before(field) !== null),
    ),
  )
}

/** As the clock of the place showed it; of an hour that it showed twice, the second with its offset. */
function localMoment(start: number, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(Math.floor(start)).toZonedDateTimeISO(timeZone)
  const local = zoned.toPlainDateTime().toString({ smallestUnit: 'minute' })
  const first = zoned.toPlainDateTime().toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  return first.epochMilliseconds === zoned.epochMilliseconds ? local : `${local}${zoned.offset}`
}

async function say(
  transaction: Transaction<Tables>,
  { appointment, version }: Pick<OutboxSession, 'appointment' | 'version'>,
  row: DiaryRow,
  fields: Fields,
  at: number,
): Promise<SessionCame> {
  const { patient, act, author, told, changed_by: changedBy } = row
  const deleted = act === 'take-back'
  const said: OfferedOperation = {
    ...{ id: row.operation, entity: 'session', key: `visit-${appointment}`, fields, deleted, at: row.said_at, seen: 0 },
  }
  const batch = { device: CALENDAR_DEVICE, sentAt: at, operations: [said] }
  const { answers, added, entries, timeZone } = judge(openedOf(row), author, batch, at)
  if (answers[0].type === 'refused') return 'refused'
  const isFirst = Object.keys(told).length === 0
  const event = nextEvent(
    { n: row.record_n ?? 0, hash: row.record_hash ?? Buffer.alloc(32) },
    patient,
    {
      ...(deleted ? { actor: changedBy ?? author, actingAs: 'staff' } : { actor: author, actingAs: 'practitioner' }),
      act: deleted ? 'session.taken-back' : isFirst ? 'session.written' : 'session.corrected',
      about: { appointment, version },
    },
    at,
  )
  const operation = JSON.stringify(added[0])
  const standing = JSON.stringify(standingEntry(entries[0], timeZone))
  const recorded = JSON.stringify({ ...event, hash: event.hash.toString('hex') })
  await sql`SELECT scheduling.write_session(${appointment}, ${version}, ${patient}, ${operation}::jsonb, ${standing}::jsonb,
    ${recorded}::jsonb)`.execute(transaction)
  return 'written'
}

function openedOf({
  patient,
  epoch,
  seq,
  latest,
  frame,
  entry,
  record_n: n,
  record_hash: hash,
}: DiaryRow): OpenedBatch {
  const standing = [frame, entry].filter((one) => one !== null)
  return {
    ...{ patient, epoch, seq, latest, known: new Map(), latestAt: () => 0, addsAlone: false, ownName: '' },
    touched: new Map(
      standing.map(({ entity, key, author, made, fields, clocks, deleted }) => [
        entryName(entity, key),
        { entity, key, author, made, seq: 0, state: { ...NOTHING, fields, clocks, deleted } },
      ]),
    ),
    record: n === null || hash === null ? null : { n, hash },
  }
}
