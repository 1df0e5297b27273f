// Who said an operation, in a form that goes out with it and is believed when it comes back after a restore: only this server can make it.
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { AttributedOperation, Json, OfferedOperation, StoredOperation } from '@clearday/diary/operations'

/** The first makes marks; all are recognised. They are no part of the database, nor of a backup. */
export type MarkKeys = readonly Buffer[]

const AUTHOR_BYTES = 16
const PROOF_BYTES = 16
/** Stands for an author that is not known. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** From the installation's secret, and those it had before, the newest first; another purpose gets another key. */
export function markKeys(secret: string, former: readonly string[] = []): MarkKeys {
  return [secret, ...former].map((one) => Buffer.from(hkdfSync('sha256', one, '', 'clearday author marks 1', 32)))
}

type Marked = Pick<
  StoredOperation,
  'id' | 'entity' | 'key' | 'fields' | 'deleted' | 'at' | 'effective' | 'device' | 'author'
>

/**
 * The account that said an operation, with a proof over the diary, the account and all that was said. Whoever is handed the mark is handed
 * the author too, so it tells nothing more; and a part of what was said, or other words, have another mark. O(size).
 *
 * @returns 43 characters.
 */
export function authorMark([key]: MarkKeys, patient: string, operation: Marked): string {
  const author = operation.author ?? NOBODY
  return Buffer.concat([bytesOf(author), proof(key, patient, author, operation)]).toString('base64url')
}

/**
 * The same operations, each that is offered again with who said it: null where its mark was not made here, by this secret or a former one, for
 * exactly this. It stands at the operation and not under its id: another that claims the same id gets nothing of it. O(size).
 */
export function withProvenAuthors(
  keys: MarkKeys,
  patient: string,
  operations: readonly OfferedOperation[],
): readonly AttributedOperation[] {
  return operations.map((operation) =>
    operation.effective === undefined ? operation : { ...operation, saidBy: provenAuthor(keys, patient, operation) },
  )
}

function provenAuthor(keys: MarkKeys, patient: string, offered: OfferedOperation): string | null {
  const { mark, effective, device } = offered
  if (mark === undefined || effective === undefined || device === undefined) return null
  const bytes = Buffer.from(mark, 'base64url')
  if (bytes.length !== AUTHOR_BYTES + PROOF_BYTES) return null
  const author = uuidOf(bytes.subarray(0, AUTHOR_BYTES))
  const told = bytes.subarray(AUTHOR_BYTES)
  const said = { ...offered, effective, device }
  const proven = keys.some((key) => timingSafeEqual(told, proof(key, patient, author, said)))
  return proven && author !== NOBODY ? author : null
}

function proof(key: Buffer, patient: string, author: string, operation: Omit<Marked, 'author'>): Buffer {
  const { id, entity, key: name, fields, deleted, at, effective, device } = operation
  const said = [patient, author, id, entity, name, inOrder(fields), deleted, at, effective, device]
  return createHmac('sha256', key).update(JSON.stringify(said)).digest().subarray(0, PROOF_BYTES)
}

/** The same text for the same value, in whatever order a database or a device keeps its names. */
function inOrder(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  if (isList(value)) return value.map(inOrder)
  const named = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(named.map(([name, one]) => [name, inOrder(one)]))
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function bytesOf(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex')
}

function uuidOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
