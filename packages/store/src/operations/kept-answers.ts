// Answers of a whole diary, kept beside it with the history they were worked out of, so that a page shows at once and says when it is old.
import { sql, type Transaction } from 'kysely'
import type pg from 'pg'
import type { Json, LivingRow } from '@clearday/diary/operations'
import type { Access } from '../access/as-person.ts'
import { refused, type AccessOutcome } from '../access/outcome.ts'
import { recordReading } from '../access/record-reading.ts'
import type { Tables } from '../database/tables.ts'

/** Which history: of which database (another after each restore), up to which place of the log. */
export interface HistoryVersion {
  readonly epoch: string
  readonly seq: number
}

export interface KeptAnswers extends HistoryVersion {
  /** A digest of the versions of the model and of the rules. */
  readonly method: string
  /** The last day they are of, in the zone of the diary. */
  readonly day: string
  /** When the diary was read for them, as ISO time. */
  readonly madeAt: string
  /** The day and the history of the first answer by this method. */
  readonly sinceDay: string
  readonly since: HistoryVersion
  readonly summary: Json
  readonly answers: Json
}

export interface WholeDiary {
  readonly patient: string
  /** Every entry that is not deleted, with its days. */
  readonly rows: readonly LivingRow[]
  readonly version: HistoryVersion
  /** What was kept by each method, that of last first; also of other histories than this one. */
  readonly kept: readonly KeptAnswers[]
}

/** Answers that nobody made or opened for so long are kept no longer, and neither are those of a method that is used no more. */
export const ANSWERS_DAYS = 60
/** The epoch of answers that are of no history which stands. */
const NO_DATABASE = '00000000-0000-0000-0000-000000000000'
/** Without another push, until answers are worked out anew. */
export const QUIET_SECONDS = 300

/**
 * The whole diary as it stands, for a page that somebody looks at, with a line in the record for who is not its patient.
 *
 * @param why for the record. @param at ms since 1970. Errors: not-yours. Three queries, and the record for who is not the patient.
 */
export async function readWhole(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  why: 'doctor-page' | 'plan',
  at: number,
): Promise<AccessOutcome<WholeDiary>> {
  const read = await readToAnswer(transaction, access, patient)
  if (read.type === 'ok') {
    const about = { entries: read.value.rows.length, for: why }
    await recordReading(transaction, access, patient, 'diary.read', about, at)
  }
  return read
}

/** The same for a job that works out answers and shows them to nobody: who looks at them later reads the diary then, and is recorded. */
export async function readToAnswer(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
): Promise<AccessOutcome<WholeDiary>> {
  if (!access.read.includes(patient)) return refused('not-yours', 'This diary is not open to you.')
  // every operation leaves its place on the entry it speaks of: in one statement, entries and their history cannot be of two moments
  const { rows } = await sql<LivingRow & { readonly seq: number; readonly deleted: boolean }>`
    SELECT entity, key, first_day::text AS "firstDay", last_day::text AS "lastDay", fields, seq, deleted FROM diary.entries
    WHERE patient_id = ${patient} ORDER BY entity, key`.execute(transaction)
  const { rows: state } = await sql<{ epoch: string }>`SELECT epoch FROM installation.state`.execute(transaction)
  const { rows: kept } = await sql<Omit<KeptAnswers, 'since'> & { since_epoch: string; since_seq: number }>`
    SELECT method, epoch, seq, day::text AS day, made_at AS "madeAt", since_day::text AS "sinceDay", since_epoch, since_seq, summary, answers
    FROM diary.answers WHERE patient_id = ${patient} ORDER BY made_at DESC, method`.execute(transaction)
  return {
    type: 'ok',
    value: {
      patient,
      rows: rows
        .filter(({ deleted }) => !deleted)
        .map(({ entity, key, firstDay, lastDay, fields }) => ({ entity, key, firstDay, lastDay, fields })),
      version: { epoch: state[0].epoch, seq: rows.reduce((last, { seq }) => Math.max(last, seq), 0) },
      kept: kept.map(({ since_epoch: epoch, since_seq: seq, ...one }) => ({ ...one, since: { epoch, seq } })),
    },
  }
}

/**
 * Keeps answers for who looks next; those of a newer history or day that came meanwhile stay. One query.
 *
 * @param transaction of somebody to whom the diary is open. @param madeAt when the diary was read, ms since 1970.
 */
export async function keepAnswers(
  transaction: Transaction<Tables>,
  patient: string,
  made: Pick<KeptAnswers, 'method' | 'day' | 'summary' | 'answers'> & HistoryVersion,
  madeAt: number,
): Promise<void> {
  const { method, epoch, seq, day, summary, answers } = made
  await sql`INSERT INTO diary.answers AS a
      (patient_id, method, epoch, seq, day, made_at, since_day, since_epoch, since_seq, summary, answers)
    VALUES (${patient}, ${method}, ${epoch}, ${seq}, ${day}, ${new Date(madeAt).toISOString()}, ${day}, ${epoch}, ${seq},
      ${JSON.stringify(summary)}::jsonb, ${JSON.stringify(answers)}::jsonb)
    ON CONFLICT (patient_id, method) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq, day = excluded.day,
      made_at = excluded.made_at, summary = excluded.summary, answers = excluded.answers
    WHERE a.epoch <> excluded.epoch OR (a.seq, a.day) < (excluded.seq, excluded.day)`.execute(transaction)
}

/** That a page was drawn from what is kept by a method, at most once a day; what another method said ends by itself. One query. @param at ms since 1970. */
export async function answersOpened(
  transaction: Transaction<Tables>,
  patient: string,
  method: string,
  at: number,
): Promise<void> {
  const now = new Date(at).toISOString()
  await sql`UPDATE diary.answers SET opened_at = ${now}
    WHERE patient_id = ${patient} AND method = ${method} AND (opened_at IS NULL OR opened_at < ${now}::timestamptz - interval '1 day')`.execute(
    transaction,
  )
}

/** What is kept is of no history that stands: entries were put right without a word in the log. One query. */
export async function answersAreOld(transaction: Transaction<Tables>, patient: string): Promise<void> {
  await sql`UPDATE diary.answers SET epoch = ${NO_DATABASE} WHERE patient_id = ${patient}`.execute(transaction)
}

/**
 * Asks that the answers of a diary are worked out anew, as the account that acts; of one diary one such job waits at most. One query.
 *
 * @param quiet seconds without another push; 0 at once, for who looks at answers that are old. Otherwise nothing is done for a diary that nobody
 * but its patient may open, and of which no page was opened lately.
 */
export async function askForAnswers(
  transaction: Transaction<Tables>,
  patient: string,
  quiet: number,
): Promise<boolean> {
  const { rows } = await sql<{ asked: boolean }>`SELECT queue.ask_for_answers(${patient}, ${quiet}) AS asked`.execute(
    transaction,
  )
  return rows[0].asked
}

/** @param owner the owner's connection. @param now ms since 1970. @returns how many went. */
export async function dropOldAnswers(owner: pg.Client, now: number): Promise<number> {
  const { rowCount } = await owner.query('DELETE FROM diary.answers WHERE greatest(made_at, opened_at) < $1', [
    new Date(now - ANSWERS_DAYS * 86_400_000),
  ])
  return rowCount ?? 0
}
