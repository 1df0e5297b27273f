// Files that a patient adds to an entry of the diary: added once under an id that the device made, read in whole, deleted for good.
import { createHash } from 'node:crypto'
import { ENTRY_KINDS } from '@clearday/diary'
import { sql, type RawBuilder, type Transaction } from 'kysely'
import { isUuid } from '@clearday/diary/operations'
import type { Access } from '../access/as-person.ts'
import { capacityOf } from '../access/outcome.ts'
import { recordReading } from '../access/record-reading.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { attachmentType, type AttachmentType } from './file-type.ts'
import { withoutMetadata } from './strip-metadata.ts'

export const MOST_ATTACHMENT_BYTES = 10 * 1024 * 1024
/** Of all files of one patient. */
export const MOST_PATIENT_BYTES = 200 * 1024 * 1024
const PART_BYTES = 256 * 1024
const LONGEST_NAME = 200
const LONGEST_KEY = 200

export interface NewAttachment {
  /** A UUID that the device made: sent again, it is the same file. */
  readonly id: string
  /** Of the entry it belongs to, which may still be on its way. */
  readonly entity: string
  readonly key: string
  /** What the person calls it. */
  readonly name: string
  readonly content: Buffer
}

export interface Attachment extends Omit<NewAttachment, 'content'> {
  readonly mediaType: AttachmentType
  readonly bytes: number
  /** In hexadecimal. */
  readonly sha256: string
  /** ISO time. */
  readonly addedAt: string
}

export type AttachmentRefusal =
  | 'no-such-diary' // unknown, somebody else's and erased are one answer
  | 'not-yours' // the diary is open to read, not to add to
  | 'wrong-value'
  | 'wrong-type'
  | 'empty'
  | 'too-large'
  | 'no-room' // the patient's files together
  | 'id-reused' // another file has this id
  | 'deleted' // the file with this id was deleted, and stays so
  | 'not-found'

export interface AttachmentFault {
  readonly code: AttachmentRefusal
  readonly message: string
}

export type AttachmentOutcome<Value> =
  { readonly type: 'ok'; readonly value: Value } | { readonly type: 'error'; readonly error: AttachmentFault }

function refuse(code: AttachmentRefusal, message: string): AttachmentOutcome<never> {
  return { type: 'error', error: { code, message } }
}

const NO_DIARY = refuse('no-such-diary', 'There is no such diary, or it is not open to you.')
const DELETED = refuse('deleted', 'This file was deleted. Add it again as a new one.')
const MEGABYTE = 1024 * 1024

/**
 * Keeps a file; of a photograph the picture alone, without the place, the time and the device that stand beside it. `added` is false where
 * it was there already.
 *
 * @param at ms since 1970. Errors: no-such-diary, not-yours, wrong-value, wrong-type, empty, too-large, no-room, id-reused, deleted.
 * Under the lock of the patient's row, so that no two files together pass the limit. O(bytes).
 */
export async function addAttachment(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  given: NewAttachment,
  at: number,
): Promise<AttachmentOutcome<{ readonly attachment: Attachment; readonly added: boolean }>> {
  if (!access.read.includes(patient)) return NO_DIARY
  if (!access.write.includes(patient))
    return refuse('not-yours', 'Files are added by the patient, or by who writes for them.')
  const { id, entity, key, name } = given
  const wrong = attachmentFault(given)
  const mediaType = attachmentType(given.content)
  const content = mediaType === null ? null : withoutMetadata(given.content, mediaType)
  if (wrong !== null || mediaType === null || content === null)
    return { type: 'error', error: wrong ?? { code: 'wrong-type', message: 'This kind of file cannot be added.' } }
  const { rows: locked } = await sql`SELECT 1 FROM diary.patients WHERE patient_id = ${patient} FOR UPDATE`.execute(
    transaction,
  )
  if (locked.length === 0) return NO_DIARY
  const sha256 = hashOf(content)
  const { rows: there } = await sql<Row>`${SELECT} WHERE patient_id = ${patient} AND attachment_id = ${id}`.execute(
    transaction,
  )
  if (there.length > 0) {
    const [{ deleted, ...attachment }] = there
    if (deleted) return DELETED
    // stored before metadata were taken out, or taken out since: the picture is the same
    const samePicture =
      [sha256, hashOf(given.content)].includes(attachment.sha256) ||
      plainOf(attachment, await contentOf(transaction, patient, id)).file.sha256 === sha256
    return samePicture && attachment.entity === entity && attachment.key === key
      ? { type: 'ok', value: { attachment, added: false } }
      : refuse('id-reused', 'Another file has this id. Give the new one an id of its own.')
  }
  const { rows: used } = await sql<{ bytes: number }>`
    SELECT coalesce(sum(bytes), 0)::bigint AS bytes FROM attachments.files
    WHERE patient_id = ${patient} AND deleted_at IS NULL`.execute(transaction)
  if (used[0].bytes + content.length > MOST_PATIENT_BYTES)
    return refuse(
      'no-room',
      `Your files may have ${MOST_PATIENT_BYTES / MEGABYTE} MB together, and this one would pass that. Delete one first.`,
    )
  await sql`INSERT INTO attachments.files (patient_id, attachment_id, entity, key, name, media_type, bytes, sha256, added_by)
    VALUES (${patient}, ${id}, ${entity}, ${key}, ${name}, ${mediaType}, ${content.length}, decode(${sha256}, 'hex'), ${access.account})`.execute(
    transaction,
  )
  await putParts(transaction, patient, id, content)
  await record(transaction, access, patient, 'attachment.added', { attachment: id, bytes: content.length }, at)
  const attachment = {
    id,
    entity,
    key,
    name,
    mediaType,
    bytes: content.length,
    sha256,
    addedAt: new Date(at).toISOString(),
  }
  return { type: 'ok', value: { attachment, added: true } }
}

/**
 * The same for who asks for it by itself: a list of names that somebody else than the patient gets stands in the record.
 *
 * @param at ms since 1970. Errors: no-such-diary.
 */
export async function listAttachments(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  at: number,
): Promise<AttachmentOutcome<readonly Attachment[]>> {
  const found = await attachmentsOf(transaction, access, patient)
  if (found.type === 'ok' && found.value.length > 0 && access.capacities[patient] !== 'self')
    await record(transaction, access, patient, 'attachments.listed', { attachments: found.value.length }, at)
  return found
}

/** The patient's files, the oldest first, without their bytes. Errors: no-such-diary. One query. */
export async function attachmentsOf(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
): Promise<AttachmentOutcome<readonly Attachment[]>> {
  if (!access.read.includes(patient)) return NO_DIARY
  const { rows } =
    await sql<Row>`${SELECT} WHERE patient_id = ${patient} AND deleted_at IS NULL AND ${seenBy(access, patient)}
    ORDER BY added_at, attachment_id`.execute(transaction)
  return { type: 'ok', value: rows.map(attachmentOf) }
}

/**
 * A file with its bytes, without what a photograph tells beside its picture. Whoever reads it and is not the patient stands in the record.
 *
 * @param at ms since 1970. Errors: no-such-diary, not-found, deleted, not-yours (an old photograph out of which it cannot be taken opens to
 * the patient, and to who writes for them). O(bytes), held in memory.
 */
export async function readAttachment(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  id: string,
  at: number,
): Promise<AttachmentOutcome<Attachment & { readonly content: Buffer }>> {
  if (!access.read.includes(patient)) return NO_DIARY
  const { rows } =
    await sql<Row>`${SELECT} WHERE patient_id = ${patient} AND attachment_id = ${id} AND ${seenBy(access, patient)}`.execute(
      transaction,
    )
  if (rows.length === 0) return refuse('not-found', 'There is no such file in this diary.')
  const [{ deleted, ...attachment }] = rows
  if (deleted) return DELETED
  const plain = plainOf(attachment, await contentOf(transaction, patient, id))
  if (!plain.isPlain && !access.write.includes(patient))
    return refuse('not-yours', 'This photograph may tell where it was taken, and opens to the patient alone.')
  await recordReading(transaction, access, patient, 'attachment.read', { attachment: id }, at)
  return { type: 'ok', value: plain.file }
}

export interface PlainAttachment {
  readonly file: Attachment & { readonly content: Buffer }
  /** False for what was kept before metadata were taken out, and cannot be read as what it is: HEIC, a damaged picture. */
  readonly isPlain: boolean
}

/**
 * A stored file as it leaves the server: of a photograph that was kept before metadata were taken out the picture alone, with its own size and
 * hash. O(bytes).
 */
export function plainOf(attachment: Attachment, stored: Buffer): PlainAttachment {
  const content = withoutMetadata(stored, attachment.mediaType)
  if (content === null) return { file: { ...attachment, content: stored }, isPlain: false }
  return { file: { ...attachment, content, bytes: content.length, sha256: hashOf(content) }, isPlain: true }
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

/** The bytes of a file whose row is there. */
export async function putParts(
  transaction: Transaction<Tables>,
  patient: string,
  id: string,
  content: Buffer,
): Promise<void> {
  for (let n = 0; n * PART_BYTES < content.length; n++)
    await sql`INSERT INTO attachments.parts (patient_id, attachment_id, n, content)
      VALUES (${patient}, ${id}, ${n}, ${content.subarray(n * PART_BYTES, (n + 1) * PART_BYTES)})`.execute(transaction)
}

/** Only for who may read it and is recorded otherwise: an export. */
export async function contentOf(transaction: Transaction<Tables>, patient: string, id: string): Promise<Buffer> {
  const { rows } = await sql<{ content: Buffer }>`
    SELECT content FROM attachments.parts WHERE patient_id = ${patient} AND attachment_id = ${id} ORDER BY n`.execute(
    transaction,
  )
  return Buffer.concat(rows.map(({ content }) => content))
}

/**
 * Deletes a file: its bytes, its name and its hash go, and its id takes no other. Deleted twice is deleted.
 *
 * @param at ms since 1970. Errors: no-such-diary, not-yours, not-found.
 */
export async function deleteAttachment(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  id: string,
  at: number,
): Promise<AttachmentOutcome<null>> {
  if (!access.read.includes(patient)) return NO_DIARY
  if (!access.write.includes(patient))
    return refuse('not-yours', 'Files are deleted by the patient, or by who writes for them.')
  const { rows } = await sql`
    SELECT 1 FROM attachments.files
    WHERE patient_id = ${patient} AND attachment_id = ${id}`.execute(transaction)
  if (rows.length === 0) return refuse('not-found', 'There is no such file in this diary.')
  const { numAffectedRows } = await sql`
    UPDATE attachments.files SET name = '', sha256 = NULL, deleted_at = ${new Date(at).toISOString()}
    WHERE patient_id = ${patient} AND attachment_id = ${id} AND deleted_at IS NULL`.execute(transaction)
  // it was deleted before, or just now by another device
  if (numAffectedRows === 0n) return { type: 'ok', value: null }
  await sql`DELETE FROM attachments.parts WHERE patient_id = ${patient} AND attachment_id = ${id}`.execute(transaction)
  await record(transaction, access, patient, 'attachment.deleted', { attachment: id }, at)
  return { type: 'ok', value: null }
}

type Row = Attachment & { readonly deleted: boolean }

const SELECT = sql`SELECT attachment_id AS id, entity, key, name, media_type AS "mediaType", bytes, encode(sha256, 'hex') AS sha256,
  added_at AS "addedAt", deleted_at IS NOT NULL AS deleted FROM attachments.files`

/** Who reads a diary as it stands sees no file of an entry that was deleted; who writes it sees all, for what is deleted can come back. */
function seenBy(access: Access, patient: string): RawBuilder<unknown> {
  if (access.write.includes(patient)) return sql`true`
  return sql`NOT EXISTS (SELECT FROM diary.entries e WHERE e.patient_id = files.patient_id AND e.entity = files.entity
    AND e.key = files.key AND e.deleted)`
}

function attachmentOf({ id, entity, key, name, mediaType, bytes, sha256, addedAt }: Row): Attachment {
  return { id, entity, key, name, mediaType, bytes, sha256, addedAt }
}

/** Why a file cannot be kept, whoever adds it; null if it can. */
export function attachmentFault({ id, entity, key, name, content }: NewAttachment): AttachmentFault | null {
  const fault = (code: AttachmentRefusal, message: string): AttachmentFault => ({ code, message })
  if (!isUuid(id)) return fault('wrong-value', 'The id of a file is a UUID in small letters.')
  if (!Object.hasOwn(ENTRY_KINDS, entity))
    return fault('wrong-value', `A file belongs to an entry: ${Object.keys(ENTRY_KINDS).join(', ')}.`)
  if (key === '' || key.length > LONGEST_KEY || /[\0\p{Cs}]/u.test(key))
    return fault('wrong-value', `The key of the entry is a text of 1 to ${LONGEST_KEY} characters.`)
  if (name.trim() === '' || name.length > LONGEST_NAME || /[\p{Cc}\p{Cs}]/u.test(name))
    return fault('wrong-value', `Give the file a name of 1 to ${LONGEST_NAME} characters.`)
  if (content.length === 0) return fault('empty', 'The file is empty. Nothing was stored.')
  if (content.length > MOST_ATTACHMENT_BYTES)
    return fault('too-large', `A file may have ${MOST_ATTACHMENT_BYTES / MEGABYTE} MB. Make it smaller first.`)
  const type = attachmentType(content)
  if (type === null) return fault('wrong-type', 'Only photographs (JPEG, PNG, WebP) and PDF files can be added.')
  if (type === 'image/heic')
    return fault('wrong-type', 'A HEIC photograph may tell where it was taken. Save it as JPEG and add that.')
  return withoutMetadata(content, type) === null
    ? fault('wrong-type', 'This photograph is damaged: it cannot be read to its end. Nothing was stored.')
    : null
}

function record(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  act: string,
  about: { readonly [name: string]: string | number },
  at: number,
): Promise<void> {
  const event = { actor: access.account, actingAs: capacityOf(access, patient), act, about }
  return recordEvent(transaction, { id: patient, kind: 'patient' }, event, at)
}
