// Photographs that were kept before metadata were taken out of them: each is replaced by its picture alone, once, so that no backup that comes
// after tells where it was taken either.
import { createHash } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'
import { contentOf, putParts } from './attachments.ts'
import type { AttachmentType } from './file-type.ts'
import { withoutMetadata } from './strip-metadata.ts'

/** As whom the server acts by itself. */
const SERVER = '00000000-0000-0000-0000-000000000000'

interface Waiting {
  readonly patient: string
  readonly id: string
  readonly mediaType: AttachmentType
}

/**
 * Goes through what is left, each file in a transaction of its own; what was interrupted goes on the next time. A file out of which nothing
 * can be taken (HEIC, a damaged picture) stays as it is: it opens to its patient alone.
 *
 * @param owner the owner's pool; for each night. @param at ms since 1970. @returns how many were replaced. O(bytes), one file in memory.
 */
export async function stripStored(owner: Database, at: number): Promise<number> {
  let stripped = 0
  for (;;) {
    const one = await owner.transaction().execute((transaction) => stripNext(transaction, at))
    if (one === null) return stripped
    if (one) stripped++
  }
}

/** Null where none is left; else whether it was changed. */
async function stripNext(transaction: Transaction<Tables>, at: number): Promise<boolean | null> {
  const { rows } = await sql<Waiting>`
    SELECT patient_id AS patient, attachment_id AS id, media_type AS "mediaType" FROM attachments.files
    WHERE NOT plain AND deleted_at IS NULL ORDER BY patient_id, attachment_id LIMIT 1`.execute(transaction)
  if (rows.length === 0) return null
  const [{ patient, id, mediaType }] = rows
  // nobody deletes it or erases the diary meanwhile
  await sql`SELECT 1 FROM diary.patients WHERE patient_id = ${patient} FOR UPDATE`.execute(transaction)
  const { numAffectedRows } = await sql`UPDATE attachments.files SET plain = true
    WHERE patient_id = ${patient} AND attachment_id = ${id} AND NOT plain AND deleted_at IS NULL`.execute(transaction)
  if (numAffectedRows === 0n) return false
  const stored = await contentOf(transaction, patient, id)
  const content = withoutMetadata(stored, mediaType)
  if (content === null || content.equals(stored)) return false
  const sha256 = createHash('sha256').update(content).digest('hex')
  await sql`DELETE FROM attachments.parts WHERE patient_id = ${patient} AND attachment_id = ${id}`.execute(transaction)
  await sql`UPDATE attachments.files SET bytes = ${content.length}, sha256 = decode(${sha256}, 'hex')
    WHERE patient_id = ${patient} AND attachment_id = ${id}`.execute(transaction)
  await putParts(transaction, patient, id, content)
  const event = { actor: SERVER, actingAs: 'server', act: 'attachment.stripped', about: { attachment: id } }
  await recordEvent(transaction, { id: patient, kind: 'patient' }, event, at)
  return true
}
