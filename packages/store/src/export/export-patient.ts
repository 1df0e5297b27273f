// Everything that is kept about a patient, as files that the person can read, open in a spreadsheet, and take to another Clearday.
import { csvOf, readDiary, type CsvRow, type Problem } from '@clearday/diary'
import { assembleDiary, type LivingEntry, type StoredOperation } from '@clearday/diary/operations'
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { capacityOf, refused, writes, type AccessOutcome } from '../access/outcome.ts'
import { attachmentsOf, contentOf, plainOf, type Attachment } from '../attachments/attachments.ts'
import { EXTENSIONS } from '../attachments/file-type.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import { exportRecords } from '../clinic-records/export-records.ts'
import type { Tables } from '../database/tables.ts'
import { pullOperations } from '../operations/pull-operations.ts'
import { whoLooked } from './who-looked.ts'
import type { ArchivedFile } from './zip.ts'

export const EXPORT_FORMAT = 'clearday-export-1'
/** The file that another Clearday reads. */
export const LOG_FILE = 'log.jsonl'
/** Which files were added to which entries, and where they stand in the archive. */
export const ATTACHMENTS_FILE = 'attachments.json'
export const RECORDS_FILE = 'clinic-records.json'
/** What other clinics kept, as it was brought along. */
export const BROUGHT_FOLDER = 'clinic-records-of-others/'

export interface PatientExport {
  readonly files: readonly ArchivedFile[]
  /** What does not fit together in diary.json, if devices together said what no one of them would have. The log has it all the same. */
  readonly problems: readonly Problem[]
}

const READ_ME = `This is everything that this Clearday keeps about you.

diary.json        your diary as it stands now, in the format clearday-diary-1
tables/*.csv      the same, one table for each kind of entry, for a spreadsheet.
                  A text that begins with = + - or @ has an apostrophe before it, so that no
                  spreadsheet takes it for a formula; diary.json has it as you wrote it
log.jsonl         all that was ever said, one line each, also what was changed or deleted later.
                  Another Clearday reads your diary from this file
attachments.json  the files that you added to entries, which lie in attachments/
clinic-records.json
                  what the clinic keeps about you: visits, notes, consents on paper. If you brought
                  such a file along from another clinic, it is in clinic-records-of-others/
who-looked.csv    who has seen or changed what, and when
access.json       to whom your diary is or was open, and what you agreed to
about.json        when this was made, how much it is, and what in diary.json does not fit together
`

/**
 * Reads one patient's whole record, in the caller's transaction, and records that it was done. O(operations and bytes of files), held in
 * memory.
 *
 * @param at ms since 1970. Errors: not-yours.
 */
export async function exportPatient(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  at: number,
): Promise<AccessOutcome<PatientExport>> {
  if (!writes(access, patient)) return refused('not-yours', 'Only the patient, or who writes for them, can do this.')
  const log = await wholeLog(transaction, patient)
  const { listed: attachments, files: attached } = await archivedAttachments(transaction, access, patient)
  const { here, brought } = await exportRecords(transaction, access, patient)
  const event = { actor: access.account, actingAs: capacityOf(access, patient), act: 'diary.exported' }
  const much = { operations: log.length, attachments: attachments.length }
  await recordEvent(transaction, { id: patient, kind: 'patient' }, { ...event, about: much }, at)
  const entries = (await transaction
    .selectFrom('diary.entries')
    .select(['entity', 'key', 'fields'])
    .where('patient_id', '=', patient)
    .where('deleted', '=', false)
    .orderBy('entity')
    .orderBy('key')
    .execute()) as readonly LivingEntry[]
  const diary = assembleDiary(entries, 'UTC')
  const read = entries.length === 0 ? null : readDiary(diary)
  const problems = read?.type === 'error' ? read.problems : []
  const about = {
    format: EXPORT_FORMAT,
    patient,
    exportedAt: new Date(at).toISOString(),
    operations: log.length,
    entries: entries.length,
    // contradictions keep the diary from being read as a whole; notices do not
    problems,
    notices: read?.type === 'ok' ? read.notices : [],
    attachments: attachments.length,
  }
  const looked = (await whoLooked(transaction, access, patient)).map((event): CsvRow => ({ ...event }))
  return {
    type: 'ok',
    value: {
      problems,
      files: [
        { path: 'README.txt', content: READ_ME },
        { path: 'about.json', content: json(about) },
        { path: 'diary.json', content: json(diary) },
        ...tables(entries),
        { path: LOG_FILE, content: log.map((operation) => `${JSON.stringify(operation)}\n`).join('') },
        { path: 'who-looked.csv', content: csvOf(looked, ['at', 'who', 'actor', 'actingAs', 'act', 'about']) },
        { path: 'access.json', content: json(await accessOf(transaction, patient)) },
        ...(here === null ? [] : [{ path: RECORDS_FILE, content: json(here) }]),
        ...brought.map((content, k) => ({ path: `${BROUGHT_FOLDER}${k + 1}.json`, content: json(content) })),
        { path: ATTACHMENTS_FILE, content: json(attachments) },
        ...attached,
      ],
    },
  }
}

async function wholeLog(transaction: Transaction<Tables>, patient: string): Promise<readonly StoredOperation[]> {
  const log: StoredOperation[] = []
  for (let after = 0, more = true; more;) {
    const pulled = await pullOperations(transaction, patient, after)
    log.push(...pulled.operations)
    after = pulled.seq
    more = pulled.more
  }
  return log
}

type ListedAttachment = Attachment & { readonly path: string }

/** The list and the files, without what photographs tell beside their picture; what that cannot be taken out of is the patient's as it is. */
async function archivedAttachments(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
): Promise<{ readonly listed: readonly ListedAttachment[]; readonly files: readonly ArchivedFile[] }> {
  const found = await attachmentsOf(transaction, access, patient)
  const listed: ListedAttachment[] = []
  const files: ArchivedFile[] = []
  for (const one of found.type === 'ok' ? found.value : []) {
    const path = `attachments/${one.id}.${EXTENSIONS[one.mediaType]}`
    const { content, ...attachment } = plainOf(one, await contentOf(transaction, patient, one.id)).file
    listed.push({ ...attachment, path })
    files.push({ path, content })
  }
  return { listed, files }
}

function tables(entries: readonly LivingEntry[]): ArchivedFile[] {
  const rows = new Map<string, CsvRow[]>()
  for (const { entity, key, fields } of entries) rows.set(entity, [...(rows.get(entity) ?? []), { key, ...fields }])
  return [...rows].map(([entity, of]) => ({ path: `tables/${entity}.csv`, content: csvOf(of, ['key']) }))
}

/** To whom the diary is or was open, and what was agreed to. Of links no hash: they open nothing to who finds this file. */
async function accessOf(transaction: Transaction<Tables>, patient: string): Promise<unknown> {
  const { rows } = await sql<{ access: unknown }>`SELECT json_build_object(
      'careRelationships', (SELECT json_agg(r ORDER BY begun_at) FROM access.care_relationships r WHERE patient_id = ${patient}),
      'writtenBy', (SELECT json_agg(d ORDER BY begun_at) FROM access.diaries d WHERE patient_id = ${patient}),
      'shareLinks', (SELECT json_agg(to_jsonb(l) - 'token_hash' - 'code_hash' ORDER BY created_at) FROM access.share_links l WHERE patient_id = ${patient}),
      'proxyInvitations', (SELECT json_agg(to_jsonb(p) - 'token_hash' ORDER BY created_at) FROM access.proxy_invitations p WHERE patient_id = ${patient}),
      'consents', (SELECT json_agg(c ORDER BY at) FROM access.consents c WHERE patient_id = ${patient}),
      'notices', (SELECT json_agg(o ORDER BY created_at) FROM access.outbox o WHERE patient_id = ${patient})) AS access`.execute(
    transaction,
  )
  return rows[0].access
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
