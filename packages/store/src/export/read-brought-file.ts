// A file that somebody brings along: a diary in the interchange format, or the whole archive that another Clearday exported. It is read to
// its end and checked before anything of it is written.
import { isUtf8 } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import { readDiaryText, type Problem, type WrittenDiary } from '@clearday/diary'
import { checkOperation, daysOf, diaryOperations, type OfferedOperation } from '@clearday/diary/operations'
import type { NewAttachment } from '../attachments/attachments.ts'
import { logFault, openArchive, type JsonObject, type LeftOut } from './import-archive.ts'
import { readLog } from './import-patient.ts'

/** What is wrong with a file, and where. */
export interface BroughtFault {
  /** The file within an archive; '' for the file itself. */
  readonly file: string
  /** From 1; null where it is none of a line. */
  readonly line: number | null
  /** The field, its parts joined by points, such as `days.3.severity`; '' where it is none of one. */
  readonly path: string
  readonly message: string
}

export interface BroughtFile {
  readonly kind: 'diary' | 'archive'
  /** In the order in which later ones win. */
  readonly operations: readonly OfferedOperation[]
  readonly attachments: readonly NewAttachment[]
  /** Of an archive what cannot be taken in, by name. */
  readonly leftOut: readonly LeftOut[]
  /** What other clinics kept. */
  readonly records: readonly JsonObject[]
}

export type BroughtRead =
  | { readonly type: 'ok'; readonly value: BroughtFile }
  /** The first twenty of them. */
  | { readonly type: 'error'; readonly faults: readonly BroughtFault[] }

/** Years of a diary with everything in it have a few; more is no diary of a person. */
const MOST_DIARY_BYTES = 10_000_000
const MOST_FAULTS = 20
/** How a ZIP archive begins. Source: PKWARE APPNOTE 6.3, 4.3.7 and 4.3.16 (one without files). */
const ARCHIVE_BEGINS = ['PK\x03\x04', 'PK\x05\x06']

/** Never throws. @param at ms since 1970. O(bytes), held in memory. */
export function readBroughtFile(bytes: Buffer, at: number): BroughtRead {
  if (bytes.length === 0) return broken('The file is empty.')
  return ARCHIVE_BEGINS.includes(bytes.toString('latin1', 0, 4)) ? readArchive(bytes, at) : readDiaryFile(bytes, at)
}

function readArchive(bytes: Buffer, at: number): BroughtRead {
  const opened = openArchive(bytes)
  if (opened.type === 'error') return { type: 'error', faults: [opened.error] }
  const { log, attachments, leftOut, records } = opened.value
  const read = readLog(log, at)
  if (read.type === 'error') return { type: 'error', faults: [logFault(read.error)] }
  const operations = [...read.operations].sort((a, b) => a.effective - b.effective || a.seq - b.seq)
  return { type: 'ok', value: { kind: 'archive', operations, attachments, leftOut, records } }
}

function readDiaryFile(bytes: Buffer, at: number): BroughtRead {
  if (bytes.length > MOST_DIARY_BYTES)
    return broken(`A diary may have ${MOST_DIARY_BYTES / 1_000_000} MB; this file has more.`)
  if (!isUtf8(bytes)) return broken('The file is neither an archive nor a text in UTF-8.')
  const text = bytes.toString('utf8').replace(/^\u{FEFF}/u, '')
  const read = readDiaryText(text)
  if (read.type === 'error') return { type: 'error', faults: read.problems.slice(0, MOST_FAULTS).map(problemFault) }
  const operations = diaryOperations(JSON.parse(text) as WrittenDiary, at, randomUUID).map(saidOnItsDay)
  const faults = operations.flatMap((operation): BroughtFault[] => {
    const refused = checkOperation(operation)
    if (refused === null) return []
    const path = [operation.entity, operation.key, ...refused.path.filter((part) => part !== 'fields')].join('.')
    return [{ file: '', line: null, path, message: `${path}: ${refused.message}` }]
  })
  if (faults.length > 0) return { type: 'error', faults: faults.slice(0, MOST_FAULTS) }
  return { type: 'ok', value: { kind: 'diary', operations, attachments: [], leftOut: [], records: [] } }
}

/**
 * The format does not say when something was written down. As the beginning of the day that it speaks of, it stands back behind whatever is
 * written in the diary already; what has no day, behind everything.
 */
function saidOnItsDay(operation: OfferedOperation): OfferedOperation {
  const { first_day: day } = daysOf(operation.entity, operation.key, operation.fields, null)
  return { ...operation, at: day === null ? 0 : Math.min(Date.parse(`${day}T00:00:00Z`), operation.at) }
}

function problemFault({ path, message }: Problem): BroughtFault {
  return { file: '', line: null, path: path.join('.'), message }
}

function broken(message: string): BroughtRead {
  return { type: 'error', faults: [{ file: '', line: null, path: '', message }] }
}
