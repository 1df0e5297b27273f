// Taking in a log that another Clearday exported: the same operations in the same order and with the same places, under a patient id that
// this server issues.
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { isUuid } from '@clearday/diary/operations'
import { capacityOf, writes } from '../access/outcome.ts'
import { createDiary, ownDiary, type DiaryRelation } from '../access/new-diary.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import {
  checkEntry,
  checkOperation,
  fold,
  FRAME,
  NOTHING,
  type StoredOperation,
  zoneOfFrame,
} from '@clearday/diary/operations'
import { entryName, type Touched } from '../operations/open-batch.ts'
import { asNoted, planFault } from '../operations/plan-says.ts'
import { writeBatch } from '../operations/write-batch.ts'

export interface ImportFault {
  readonly code: 'has-own-diary' | 'not-a-log' | 'wrong-operation'
  /** Of the file, from 1; null where it is none of a line. */
  readonly line: number | null
  readonly path: readonly (string | number)[]
  readonly value?: unknown
  readonly message: string
}

export type PatientImported =
  | { readonly type: 'ok'; readonly patient: string; readonly operations: number; readonly entries: number }
  | { readonly type: 'error'; readonly error: ImportFault }

/** What another server's clock may be ahead of ours. */
const CLOCK_AHEAD_MS = 86_400_000
const MICROSECONDS = 1000

/** Where an import goes: the account's own diary, a new one of somebody without an account, or one that the account writes. */
export type ImportInto = DiaryRelation | { readonly patient: string }

/**
 * Takes a log over whole, or nothing of it. Who said something at the other place is not known here: the author is who imports.
 *
 * Into a new diary, or into one that is there as long as nothing is in it; a diary that is kept already is joined by `bringFile`.
 *
 * @param log the text of log.jsonl. @param at ms since 1970. Errors: has-own-diary, not-a-log, wrong-operation. O(operations).
 */
export async function importPatient(
  transaction: Transaction<Tables>,
  access: Access,
  log: string,
  relation: ImportInto,
  at: number,
): Promise<PatientImported> {
  const read = readLog(log, at)
  if (read.type === 'error') return read
  const { operations, entries, timeZone } = read
  const into = await diaryFor(transaction, access, relation, at)
  if (into === null) return fault('has-own-diary', null, [], 'This diary has entries already. Join the two instead.')
  let latest = 0
  const placed = operations.map((operation) => {
    latest = Math.max(latest, operation.effective)
    return { ...operation, latest, author: access.account }
  })
  if (placed.length > 0) {
    const made = entries.map((entry) => ({ ...entry, author: access.account }))
    await writeBatch(transaction, into, { operations: placed, entries: made, timeZone, event: null })
  }
  const event = {
    actor: access.account,
    actingAs: typeof relation === 'string' ? relation : capacityOf(access, into),
    act: 'diary.imported',
    about: { operations: operations.length },
  }
  await recordEvent(transaction, { id: into, kind: 'patient' }, event, at)
  return { type: 'ok', patient: into, operations: operations.length, entries: entries.length }
}

/** A new one, or one that is there if it is empty; locked, so that nobody writes into it meanwhile. Null where it cannot be. */
async function diaryFor(
  transaction: Transaction<Tables>,
  access: Access,
  relation: ImportInto,
  at: number,
): Promise<string | null> {
  const there = typeof relation === 'object' ? relation.patient : relation === 'self' ? ownDiary(access) : null
  if (there !== null) return writes(access, there) && (await isEmptyDiary(transaction, there)) ? there : null
  if (typeof relation === 'object') return null
  const made = await createDiary(transaction, access, relation, at)
  return made.type === 'ok' ? made.value.patient : null
}

/** Whether nothing was ever said in a diary; locked, so that it stays so in this transaction. One query. */
export async function isEmptyDiary(transaction: Transaction<Tables>, patient: string): Promise<boolean> {
  const { rows } = await sql<{ seq: number }>`
    SELECT seq FROM diary.patients WHERE patient_id = ${patient} FOR UPDATE`.execute(transaction)
  return rows.length === 1 && rows[0].seq === 0
}

export type ImportedOperation = Omit<StoredOperation, 'author' | 'receivedAt'>

/** Who imports is the author of all of it. */
type FoldedEntry = Omit<Touched, 'author'>

export type LogRead =
  | {
      readonly type: 'ok'
      readonly operations: readonly ImportedOperation[]
      readonly entries: readonly FoldedEntry[]
      readonly timeZone: string | null
    }
  | { readonly type: 'error'; readonly error: ImportFault }

/** Every operation of an exported log, checked, and what they amount to. @param at ms since 1970. O(operations). */
export function readLog(log: string, at: number): LogRead {
  const operations: ImportedOperation[] = []
  const folded = new Map<string, FoldedEntry>()
  const ids = new Set<string>()
  const lines = log.split('\n')
  if (lines.at(-1) === '') lines.pop()
  for (const [k, text] of lines.entries()) {
    const line = k + 1
    const given = readLine(text)
    if (given === null) return fault('not-a-log', line, [], 'This line is no operation of a log.')
    const operation = asNoted(given)
    const wrong = checkPlace(operation, line, at)
    if (wrong !== null) return fault('wrong-operation', line, [wrong], WORDS[wrong], operation[wrong])
    if (ids.has(operation.id)) return fault('wrong-operation', line, ['id'], 'This id stands twice.', operation.id)
    ids.add(operation.id)
    const refused = checkOperation(operation)
    if (refused !== null) return fault('wrong-operation', line, refused.path, refused.message, refused.value)
    const { entity, key, seq, effective } = operation
    const name = entryName(entity, key)
    const before = folded.get(name)
    const own = planFault(operation, {
      ...{ account: '', name: '', addsAlone: false, proposer: null, stood: null },
      before: before?.state.fields ?? {},
    })
    if (own !== null) return fault('wrong-operation', line, own.path, own.message, own.value)
    const state = fold(before?.state ?? NOTHING, operation)
    const broken = state.deleted ? null : checkEntry(entity, key, state.fields)
    if (broken !== null) return fault('wrong-operation', line, broken.path, broken.message, broken.value)
    folded.set(name, { entity, key, state, seq, made: Math.min(before?.made ?? effective, effective) })
    operations.push(operation)
  }
  const timeZone = zoneOfFrame(folded.get(entryName(FRAME.entity, FRAME.key))?.state)
  return { type: 'ok', operations, entries: [...folded.values()], timeZone }
}

const WORDS = {
  seq: 'The lines of a log are numbered from 1 without a gap, in their order.',
  effective: 'The place among other operations is a whole number of microseconds that is not in the future.',
  device: 'A device is a UUID in small letters.',
} as const

function checkPlace(
  { seq, effective, device }: ImportedOperation,
  line: number,
  at: number,
): keyof typeof WORDS | null {
  if (seq !== line) return 'seq'
  const latest = (at + CLOCK_AHEAD_MS) * MICROSECONDS
  if (!Number.isSafeInteger(effective) || effective < 0 || effective > latest) return 'effective'
  return isUuid(device) ? null : 'device'
}

/** Only what belongs to an operation: whatever else a line holds, a patient or an author, is not looked at. */
function readLine(text: string): ImportedOperation | null {
  try {
    const given = JSON.parse(text) as Partial<ImportedOperation> | null
    if (typeof given !== 'object' || given === null || typeof given.fields !== 'object' || given.fields === null)
      return null
    if (Array.isArray(given.fields) || typeof given.deleted !== 'boolean') return null
    const { id, entity, key, fields, deleted, at, seen, seq, effective, device } = given as ImportedOperation
    return { id, entity, key, fields, deleted, at, seen, seq, effective, device }
  } catch {
    return null
  }
}

function fault(
  code: ImportFault['code'],
  line: number | null,
  path: ImportFault['path'],
  message: string,
  value?: unknown,
): { readonly type: 'error'; readonly error: ImportFault } {
  return { type: 'error', error: { code, line, path, message, ...(value !== undefined && { value }) } }
}
