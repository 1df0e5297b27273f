// Joining a file that somebody brings along into a diary: shown first, then all of it or nothing.
import { sql, type Transaction } from 'kysely'
import { adoptDiary, type AdoptInto } from '../access/adopt-diary.ts'
import type { Access } from '../access/as-person.ts'
import { ownDiary } from '../access/new-diary.ts'
import { refused, type AccessOutcome } from '../access/outcome.ts'
import { recordReading } from '../access/record-reading.ts'
import { entriesOf, previewAdoption, saysTheSame, type AdoptionPreview } from '../access/preview-adoption.ts'
import { addAttachment, attachmentsOf } from '../attachments/attachments.ts'
import { bringRecords } from '../clinic-records/export-records.ts'
import type { Tables } from '../database/tables.ts'
import { entryName } from '../operations/open-batch.ts'
import type { Batch } from '@clearday/diary/operations'
import { importArchive, type LeftOut } from './import-archive.ts'
import { isEmptyDiary } from './import-patient.ts'
import type { BroughtFile } from './read-brought-file.ts'

export interface BringPreview extends AdoptionPreview {
  /** Photographs and documents that come along, without those that are there. */
  readonly attachments: number
  /** Files of other clinics that come along. */
  readonly records: number
  /** What of an archive cannot come along, by name. */
  readonly leftOut: readonly LeftOut[]
}

/** The device that everything out of files is said by: what a later file says of the same wins over an earlier one. */
const FILES = '00000000-0000-4000-8000-000000000001'

/**
 * What joining would do; nothing is changed. Errors: not-yours.
 *
 * @param into as it is agreed to afterwards. @param at ms since 1970. O(operations + entries); four queries at most.
 */
export async function previewBringing(
  transaction: Transaction<Tables>,
  access: Access,
  file: BroughtFile,
  into: AdoptInto,
  at: number,
): Promise<AccessOutcome<BringPreview>> {
  const patient = diaryOf(access, into)
  if (patient !== null && !access.write.includes(patient)) return NOT_YOURS
  const batch = await batchOf(transaction, file, patient, at)
  const preview = await previewAdoption(transaction, access, batch, at, patient, file.kind === 'archive')
  // what was left out of the batch because it stands there already is shown all the same
  const whole = file.operations.length === batch.operations.length
  const all = whole
    ? preview
    : await previewAdoption(transaction, access, { ...batch, operations: file.operations }, at, patient, false)
  const { clashes, refused: count, refusals } = preview
  // what the diary says stands beside what the file says
  if (patient !== null)
    await recordReading(transaction, access, patient, 'diary.compared', { differing: clashes.length }, at)
  const listed = patient === null ? null : await attachmentsOf(transaction, access, patient)
  const there = new Set(listed?.type === 'ok' ? listed.value.map(({ id }) => id) : [])
  const attachments = file.attachments.filter(({ id }) => !there.has(id)).length
  const value = {
    ...all,
    clashes,
    refused: count,
    refusals,
    attachments,
    records: file.records.length,
    leftOut: file.leftOut,
  }
  return { type: 'ok', value }
}

export interface Brought {
  readonly patient: string
  readonly joined: boolean
  /** Operations that were added. */
  readonly stored: number
  readonly attachments: number
  readonly leftOut: readonly LeftOut[]
  /** As which the account acts from here on in this transaction: a new diary is open to it. */
  readonly access: Access
}

/**
 * Joins a file, whole or not at all: what is refused leaves the transaction as it was. An archive goes into a diary in which nothing was
 * said yet with every place of its log; into any other it is joined field by field.
 *
 * Joined twice it adds nothing.
 *
 * @param bytes of the file, which `readBroughtFile` has read as `file`. @param at ms since 1970. Errors: those of `adoptDiary`, and
 * wrong-value: an operation or a file that cannot be joined with what is there; the message says which.
 */
export async function bringFile(
  transaction: Transaction<Tables>,
  access: Access,
  { bytes, file, into }: { readonly bytes: Buffer; readonly file: BroughtFile; readonly into: AdoptInto },
  at: number,
): Promise<AccessOutcome<Brought>> {
  await sql`SAVEPOINT bringing`.execute(transaction)
  const brought = await join(transaction, access, { bytes, file, into }, at)
  // the settings of who acts go back along with the rows
  await sql
    .raw(brought.type === 'ok' ? 'RELEASE SAVEPOINT bringing' : 'ROLLBACK TO SAVEPOINT bringing')
    .execute(transaction)
  return brought
}

async function join(
  transaction: Transaction<Tables>,
  access: Access,
  { bytes, file, into }: { readonly bytes: Buffer; readonly file: BroughtFile; readonly into: AdoptInto },
  at: number,
): Promise<AccessOutcome<Brought>> {
  const there = diaryOf(access, into)
  if (there !== null && !access.write.includes(there)) return NOT_YOURS
  if (there === null && into === 'own')
    return refused('not-found', 'This account has no diary of its own any more. Look again at what will be made.')
  if (file.kind === 'archive' && (there === null || (await isEmptyDiary(transaction, there)))) {
    // who agreed to a new diary and has one by now looks again
    if (into === 'new' && ownDiary(access) !== null)
      return refused('already-open', 'This account has a diary of its own by now. Look again at what will be joined.')
    const imported = await importArchive(transaction, access, bytes, there === null ? 'self' : { patient: there }, at)
    if (imported.type === 'error') return refused('wrong-value', imported.error.message)
    const { patient, operations: stored, attachments } = imported
    return {
      type: 'ok',
      value: {
        patient,
        joined: there !== null,
        stored,
        attachments,
        leftOut: file.leftOut,
        access: opening(access, patient),
      },
    }
  }
  const batch = await batchOf(transaction, file, there, at)
  const adopted = await adoptDiary(transaction, access, batch, into, at, file.kind === 'archive')
  if (adopted.type === 'error') return adopted
  const { patient, joined, answers } = adopted.value
  const wrong = answers.find((answer) => answer.type === 'refused')
  if (wrong !== undefined) {
    const { entity, key } = batch.operations[answers.indexOf(wrong)]
    return refused('wrong-value', `${entity} ${key}, ${wrong.path.join('.')}: ${wrong.message}`)
  }
  let attachments = 0
  for (const attachment of file.attachments) {
    const added = await addAttachment(transaction, access, patient, attachment, at)
    // what was deleted here stays deleted
    if (added.type === 'error' && added.error.code === 'deleted') continue
    if (added.type === 'error') return refused('wrong-value', `${attachment.name}: ${added.error.message}`)
    if (added.value.added) attachments++
  }
  for (const content of file.records) await bringRecords(transaction, access, patient, content)
  const stored = answers.filter(({ type }) => type === 'stored').length
  return {
    type: 'ok',
    value: { patient, joined, stored, attachments, leftOut: file.leftOut, access: opening(access, patient) },
  }
}

function opening(access: Access, patient: string): Access {
  if (access.write.includes(patient)) return access
  return {
    ...access,
    read: [...access.read, patient],
    write: [...access.write, patient],
    capacities: { ...access.capacities, [patient]: 'self' },
  }
}

const NOT_YOURS = refused('not-yours', 'Only the patient, or who writes for them, can do this.')

/** Null for a new one. */
function diaryOf(access: Access, into: AdoptInto): string | null {
  return typeof into === 'object' ? into.patient : into === 'own' ? ownDiary(access) : null
}

/** Of a diary in the interchange format, whose operations get new ids each time, only what does not stand there already. */
async function batchOf(
  transaction: Transaction<Tables>,
  { kind, operations }: BroughtFile,
  patient: string | null,
  at: number,
): Promise<Batch> {
  if (kind === 'archive' || patient === null) return { device: FILES, sentAt: at, operations }
  const there = await entriesOf(transaction, patient)
  const further = operations.filter((one) => !saysTheSame(one, there.get(entryName(one.entity, one.key))))
  return { device: FILES, sentAt: at, operations: further }
}
