// A practitioner's own notes about a patient: never changed, but corrected by another version or struck by one. The patient reads them.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { refused, type AccessOutcome } from '../access/outcome.ts'
import { recordReading } from '../access/record-reading.ts'
import type { Tables } from '../database/tables.ts'
import { openFile, recordAsStaff } from './clinic-file.ts'

export interface NewNote {
  /** Up to 20 000 characters. */
  readonly body: string
  /** The visit it speaks of, if of one. */
  readonly visitId?: string
}

export interface NoteVersion {
  readonly noteId: string
  /** From 1; the highest is how it stands. */
  readonly version: number
  readonly visitId: string | null
  readonly author: string
  /** Empty where it was struck. */
  readonly body: string
  /** Written by mistake: what it said before stays readable. */
  readonly struck: boolean
  /** ISO time. */
  readonly writtenAt: string
}

const LONGEST_NOTE = 20_000
const NOT_PRACTITIONER = 'Only a practitioner to whom the patient has opened their diary writes notes.'

/** @param at ms since 1970. Errors: not-yours, wrong-value, not-found (the visit). */
export async function writeNote(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  { body, visitId }: NewNote,
  at: number,
): Promise<AccessOutcome<{ readonly noteId: string }>> {
  if (!access.append.includes(patient)) return refused('not-yours', NOT_PRACTITIONER)
  const wrong = bodyFault(body)
  if (wrong !== null) return wrong
  if (visitId !== undefined && !(await hasVisit(transaction, patient, visitId)))
    return refused('not-found', 'There is no such visit of this patient.')
  const noteId = randomUUID()
  await openFile(transaction, access, patient)
  await insert(transaction, access, patient, { noteId, version: 1, visitId: visitId ?? null, body, struck: false })
  await recordAsStaff(transaction, access, patient, 'note.written', { note: noteId, version: 1 }, at)
  return { type: 'ok', value: { noteId } }
}

/**
 * Another version of a note, by who wrote it; null strikes it.
 *
 * @param at ms since 1970. Errors: not-yours (also somebody else's note), not-found, wrong-value.
 */
export async function amendNote(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  noteId: string,
  body: string | null,
  at: number,
): Promise<AccessOutcome<{ readonly version: number }>> {
  if (!access.append.includes(patient)) return refused('not-yours', NOT_PRACTITIONER)
  const wrong = body === null ? null : bodyFault(body)
  if (wrong !== null) return wrong
  const versions = (await select(transaction, patient)).filter((one) => one.noteId === noteId)
  const last = versions.at(-1)
  if (last === undefined) return refused('not-found', 'There is no such note about this patient.')
  if (last.author !== access.account)
    return refused('not-yours', 'Only who wrote a note corrects it. Write one of your own beside it.')
  const version = last.version + 1
  const next = { noteId, version, visitId: last.visitId, body: body ?? '', struck: body === null }
  // of two who correct it at once the key lets one through
  if (!(await insert(transaction, access, patient, next)))
    return refused('already-open', 'This note was corrected a moment ago. Read it as it is now.')
  const act = body === null ? 'note.struck' : 'note.corrected'
  await recordAsStaff(transaction, access, patient, act, { note: noteId, version }, at)
  return { type: 'ok', value: { version } }
}

/**
 * All versions of all notes, in the order in which they were written: for the patient, who writes for them, and their practitioners. Whoever
 * is not the patient stands in the record.
 *
 * @param at ms since 1970. Errors: not-yours.
 */
export async function notesOf(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  at: number,
): Promise<AccessOutcome<readonly NoteVersion[]>> {
  if (!access.read.includes(patient))
    return refused('not-yours', 'Only the patient and the practitioners they chose read notes.')
  const notes = await select(transaction, patient)
  await recordReading(transaction, access, patient, 'notes.read', { notes: notes.length }, at)
  return { type: 'ok', value: notes }
}

async function select(transaction: Transaction<Tables>, patient: string): Promise<readonly NoteVersion[]> {
  const { rows } = await sql<NoteVersion>`
    SELECT note_id AS "noteId", version, visit_id AS "visitId", author, body, struck, written_at AS "writtenAt"
    FROM clinic_records.notes WHERE patient_id = ${patient} ORDER BY written_at, note_id, version`.execute(transaction)
  return rows
}

type Inserted = Pick<NoteVersion, 'noteId' | 'version' | 'visitId' | 'body' | 'struck'>

async function insert(
  transaction: Transaction<Tables>,
  { account }: Access,
  patient: string,
  { noteId, version, visitId, body, struck }: Inserted,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO clinic_records.notes (patient_id, note_id, version, visit_id, author, body, struck)
    VALUES (${patient}, ${noteId}, ${version}, ${visitId}, ${account}, ${body}, ${struck}) ON CONFLICT DO NOTHING`.execute(
    transaction,
  )
  return numAffectedRows === 1n
}

function bodyFault(body: string): AccessOutcome<never> | null {
  if (body.trim() === '') return refused('wrong-value', 'A note has words. To take one back, strike it.')
  if (body.length > LONGEST_NOTE)
    return refused('wrong-value', `A note has up to ${LONGEST_NOTE} characters; this one has ${body.length}.`)
  // PostgreSQL's text cannot hold the character 0
  return body.includes('\0')
    ? refused('wrong-value', 'The note holds a character that cannot be stored. Leave it out.')
    : null
}

async function hasVisit(transaction: Transaction<Tables>, patient: string, visitId: string): Promise<boolean> {
  const { rows } =
    await sql`SELECT 1 FROM clinic_records.visits WHERE patient_id = ${patient} AND visit_id = ${visitId}`.execute(
      transaction,
    )
  return rows.length > 0
}
