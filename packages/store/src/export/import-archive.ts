// Taking in the whole archive that another Clearday exported: the log, the files that were added to entries, and what that clinic kept.
import { createHash } from 'node:crypto'
import { isUtf8 } from 'node:buffer'
import type { Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import {
  addAttachment,
  attachmentFault,
  MOST_PATIENT_BYTES,
  type Attachment,
  type AttachmentRefusal,
  type NewAttachment,
} from '../attachments/attachments.ts'
import { attachmentType } from '../attachments/file-type.ts'
import { bringRecords, MOST_RECORD_CHARACTERS, RECORDS_FORMAT } from '../clinic-records/export-records.ts'
import type { Tables } from '../database/tables.ts'
import type { Json } from '@clearday/diary/operations'
import { ATTACHMENTS_FILE, BROUGHT_FOLDER, LOG_FILE, RECORDS_FILE } from './export-patient.ts'
import { importPatient, type ImportFault, type ImportInto } from './import-patient.ts'
import { readZip } from './read-zip.ts'

/** Of all files of an archive, unpacked: those of a patient, and as much again for a diary that is long. */
const MOST_UNPACKED_BYTES = 2 * MOST_PATIENT_BYTES

export interface ArchiveFault {
  readonly code: ImportFault['code'] | 'not-an-archive' | 'wrong-attachment' | 'wrong-records'
  /** The file in the archive; '' for the archive itself. */
  readonly file: string
  /** Of the file, from 1; null where it is none of a line. */
  readonly line: number | null
  /** The field of that line, its parts joined by points; '' where it is none of one. */
  readonly path: string
  readonly message: string
}

/** A file of an older archive that is not kept here any more: all else is taken in, and this is said. */
export interface LeftOut {
  /** In the archive. */
  readonly file: string
  /** What the person calls it. */
  readonly name: string
  readonly why: 'heic' | 'unreadable' | 'empty' | 'too-large'
}

export type ArchiveImported =
  | {
      readonly type: 'ok'
      readonly patient: string
      readonly operations: number
      readonly entries: number
      readonly attachments: number
      /** Files of clinics that were brought along. */
      readonly records: number
      /** What could not be taken in, by name. */
      readonly leftOut: readonly LeftOut[]
    }
  | { readonly type: 'error'; readonly error: ArchiveFault }

/**
 * Takes an archive over whole, or nothing of it. Files keep their ids, names and bytes; what another clinic kept becomes the patient's copy
 * here, and no record of this clinic. Of a photograph only the picture is taken, and one that cannot be read, or that may tell where it was
 * taken (HEIC), is left out and named. What else the archive holds is not looked at.
 *
 * @param archive the bytes of the ZIP. @param at ms since 1970. Errors: those of `importPatient`, not-an-archive, wrong-attachment,
 * wrong-records. O(bytes), held in memory.
 */
export async function importArchive(
  transaction: Transaction<Tables>,
  access: Access,
  archive: Buffer,
  relation: ImportInto,
  at: number,
): Promise<ArchiveImported> {
  const opened = openArchive(archive)
  if (opened.type === 'error') return opened
  const { log, attachments, leftOut, records } = opened.value
  const imported = await importPatient(transaction, access, log, relation, at)
  if (imported.type === 'error') return { type: 'error', error: logFault(imported.error) }
  const { patient, operations, entries } = imported
  const wider: Access = {
    ...access,
    read: [...access.read, patient],
    write: [...access.write, patient],
    capacities: { ...access.capacities, ...(typeof relation === 'string' && { [patient]: relation }) },
  }
  for (const attachment of attachments) {
    const added = await addAttachment(transaction, wider, patient, attachment, at)
    // all that could be wrong with it was looked at before anything was written
    if (added.type === 'error') throw new Error(`a file that was checked is refused: ${added.error.code}`)
  }
  for (const content of records) await bringRecords(transaction, wider, patient, content)
  return { type: 'ok', patient, operations, entries, attachments: attachments.length, records: records.length, leftOut }
}

export interface OpenedArchive {
  /** The text of log.jsonl, not read yet. */
  readonly log: string
  readonly attachments: readonly NewAttachment[]
  readonly leftOut: readonly LeftOut[]
  readonly records: readonly JsonObject[]
}

/** Unpacks an archive and checks all of it but the log. O(bytes), held in memory. */
export function openArchive(archive: Buffer): { readonly type: 'ok'; readonly value: OpenedArchive } | FaultFound {
  const unpacked = readZip(archive, MOST_UNPACKED_BYTES)
  if (unpacked.type === 'error') return fault('not-an-archive', '', unpacked.message)
  const { files } = unpacked
  const log = files.get(LOG_FILE)
  if (log === undefined)
    return fault('not-an-archive', LOG_FILE, `The archive has no ${LOG_FILE}: it is no export of a Clearday.`)
  const read = readAttachments(files)
  if (read.type === 'error') return read
  const { attachments, leftOut } = read
  const records = readRecords(files)
  if (!Array.isArray(records)) return records
  return { type: 'ok', value: { log: log.toString('utf8'), attachments, leftOut, records } }
}

/** A fault of the log, at its place in the archive. */
export function logFault({ code, line, path, message }: ImportFault): ArchiveFault {
  return { code, file: LOG_FILE, line, path: path.join('.'), message }
}

type Listed = Omit<Attachment, 'mediaType'> & { readonly path: string }

type AttachmentsRead =
  | { readonly type: 'ok'; readonly attachments: readonly NewAttachment[]; readonly leftOut: readonly LeftOut[] }
  | FaultFound

function readAttachments(files: ReadonlyMap<string, Buffer>): AttachmentsRead {
  const list = jsonOf(files, ATTACHMENTS_FILE)
  if (list === undefined) return { type: 'ok', attachments: [], leftOut: [] }
  if (!Array.isArray(list)) return fault('wrong-attachment', ATTACHMENTS_FILE, 'The list of files cannot be read.')
  const found: NewAttachment[] = []
  const leftOut: LeftOut[] = []
  let bytes = 0
  for (const one of list as readonly unknown[]) {
    const { id, entity, key, name, path, sha256 } = (one ?? {}) as Partial<Listed>
    const file = typeof path === 'string' ? path : ATTACHMENTS_FILE
    const content = files.get(file)
    if (![id, entity, key, name, path, sha256].every((value) => typeof value === 'string') || content === undefined)
      return fault(
        'wrong-attachment',
        file,
        'A file of the list is not in the archive, or is not described as it should be.',
      )
    const given = { id, entity, key, name, content } as NewAttachment
    if (createHash('sha256').update(content).digest('hex') !== sha256)
      return fault('wrong-attachment', file, 'The file is not the one that was exported: it was changed.')
    const wrong = attachmentFault(given)
    const why = wrong === null ? null : whyLeftOut(wrong.code, content)
    if (wrong !== null && why === null) return fault('wrong-attachment', file, wrong.message)
    if (why !== null) {
      leftOut.push({ file, name: given.name, why })
      continue
    }
    if (found.some((other) => other.id === given.id))
      return fault('wrong-attachment', file, 'Two files of the list have the same id.')
    bytes += content.length
    found.push(given)
  }
  return bytes > MOST_PATIENT_BYTES
    ? fault('wrong-attachment', ATTACHMENTS_FILE, 'The files together are more than a diary may have.')
    : { type: 'ok', attachments: found, leftOut }
}

/** Null for what was never kept so, and is wrong with the list. */
function whyLeftOut(code: AttachmentRefusal, content: Buffer): LeftOut['why'] | null {
  if (code === 'empty' || code === 'too-large') return code
  if (code !== 'wrong-type') return null
  return attachmentType(content) === 'image/heic' ? 'heic' : 'unreadable'
}

export type JsonObject = { readonly [name: string]: Json }

function readRecords(files: ReadonlyMap<string, Buffer>): JsonObject[] | FaultFound {
  const found: JsonObject[] = []
  const paths = [...files.keys()].filter((path) => path.startsWith(BROUGHT_FOLDER)).sort()
  for (const path of [...paths, RECORDS_FILE].filter((one) => files.has(one))) {
    const content = jsonOf(files, path)
    const format = (content as { readonly format?: unknown } | null | undefined)?.format
    if (format !== RECORDS_FORMAT || (files.get(path)?.length ?? 0) > MOST_RECORD_CHARACTERS)
      return fault('wrong-records', path, `This is no file of a clinic in the format ${RECORDS_FORMAT}.`)
    found.push(content as JsonObject)
  }
  return found
}

/** Undefined where there is no such file; null where it is no JSON, or holds what cannot be stored. */
function jsonOf(files: ReadonlyMap<string, Buffer>, path: string): unknown {
  const bytes = files.get(path)
  if (bytes === undefined) return undefined
  const text = bytes.toString('utf8')
  if (!isUtf8(bytes) || text.includes('\\u0000')) return null
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

type FaultFound = Extract<ArchiveImported, { readonly type: 'error' }>

function fault(code: ArchiveFault['code'], file: string, message: string): FaultFound {
  return { type: 'error', error: { code, file, line: null, path: '', message } }
}
