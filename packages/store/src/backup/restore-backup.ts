// Restoring a backup into an empty database, and comparing: whole or not at all, with a new epoch, and without what was erased since.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { ReadableStream as WebReadableStream } from 'node:stream/web'
import { createGunzip } from 'node:zlib'
import { Decrypter } from 'age-encryption'
import pg from 'pg'
import { readyRoles, roleNames, type GivenRoles } from '../database/database-roles.ts'
import type { Ending } from '../erasure/endings-journal.ts'
import type { ErasureLine } from '../erasure/erasure-journal.ts'
import { migrateRestoring, migrationsOf, whileMigrating, type Migration } from '../database/migrate.ts'
import type { ConnectionSettings } from '../database/open-pool.ts'
import { auditHeads, backupTables } from './backup-tables.ts'
import { settleRestored, type Settled, type Since } from './settle-restored.ts'
import { beginRestoring, dropRestored, endRestoring } from './restoring.ts'
import {
  BACKUP_FORMAT,
  fault,
  type BackupHeader,
  type BackupOutcome,
  type EndLine,
  type TableLine,
} from './backup-format.ts'

export interface RestoreSummary extends Settled {
  readonly header: BackupHeader
  readonly rows: Readonly<Record<string, number>>
}

export interface RestoreRequest {
  readonly owner: ConnectionSettings
  readonly secret: string
  /** Roles that are there, where the owner may not make them. */
  readonly given?: GivenRoles
  readonly path: string
  readonly passphrase: string
  /** Patients that were erased after the backup was taken, from the journal that no backup holds. */
  readonly erasedSince: readonly ErasureLine[]
  /** Accounts that were removed for good, from the same journal. */
  readonly removedSince?: readonly string[]
  /** What was ended after the backup was taken, from the journal that no backup holds: it is ended again. */
  readonly endedSince?: readonly Ending[]
}

/** A row may hold a long note and its clocks; beyond this many characters rows go to the database. */
const BATCH_CHARACTERS = 1_000_000

/**
 * Restores whole or not at all: a file that is cut off or damaged leaves the database empty. One that a restore left half done, because it was
 * killed, is opened by no server, and the next restore empties it first.
 *
 * Errors: wrong-passphrase, not-a-backup, cut-off, damaged, newer-backup, not-empty, differs. O(rows), memory does not grow.
 */
export async function restoreBackup(request: RestoreRequest): Promise<BackupOutcome<RestoreSummary>> {
  const client = new pg.Client({ ...request.owner, application_name: 'clearday restore' })
  // lost between two statements: the next one says so
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await restoreInto(client, request)
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    const known = faultOf(error)
    if (known !== null) return known
    throw error
  } finally {
    await client.end()
  }
}

/** What reading a file of any origin can end in. */
function faultOf(error: unknown): BackupOutcome<never> | null {
  const { code, message } = error as { code?: string; message: string }
  if (code === 'ENOENT') return fault('not-a-backup', 'There is no such file.')
  if (code === 'EISDIR') return fault('not-a-backup', 'This is a folder, and a backup is one file.')
  if (code === 'EACCES') return fault('not-a-backup', 'This account has no right to read the file.')
  if (/no identity matched|incorrect passphrase|passphrase/i.test(message))
    return fault('wrong-passphrase', 'The passphrase does not open this backup.')
  if (/invalid (header|version)|unexpected format|not an age|header/i.test(message))
    return fault('not-a-backup', 'The file is no Clearday backup.')
  if (
    code?.startsWith('Z_') === true ||
    /truncated|final chunk|unexpected end|invalid tag|stream|chunk|ciphertext/i.test(message)
  )
    return fault('damaged', 'The backup is damaged or was cut off. Nothing was restored.')
  return null
}

async function restoreInto(client: pg.Client, request: RestoreRequest): Promise<BackupOutcome<RestoreSummary>> {
  const { owner, secret, path, passphrase, erasedSince, removedSince = [], endedSince = [] } = request
  const reader = await openLines(path, passphrase)
  const header = await readHeader(reader)
  if (header.type === 'error') return header
  const whole = header.value
  const { given = {} } = request
  const roles = roleNames(owner.database, given)
  const known = migrationsOf(roles)
  const unknown = whole.migrations.find((name) => !known.some((one) => one.name === name))
  if (unknown !== undefined)
    return fault(
      'newer-backup',
      `The backup was taken by a newer Clearday (it has ${unknown}). Restore it with that one.`,
    )
  // another restore, or a server that starts, waits until this one has ended
  return whileMigrating(client, async () => {
    const begun = await beginRestoring(client)
    if (!begun)
      return fault(
        'not-empty',
        'The database already holds a Clearday. Restore into an empty data directory or database.',
      )
    let restored: BackupOutcome<RestoreSummary> | null = null
    try {
      const unready = await readyRoles(client, roles, given, secret)
      if (unready !== null) return fault('role', unready.message)
      restored = await restoreWhole(client, reader, whole, known, {
        erased: erasedSince,
        removed: removedSince,
        ended: endedSince,
      })
      return restored
    } finally {
      if (restored?.type !== 'ok') {
        await client.query('ROLLBACK')
        await dropRestored(client)
      }
    }
  })
}

/** Until the last transaction stands, the database says of itself that it is not whole, and no server opens it. */
async function restoreWhole(
  client: pg.Client,
  reader: LineReader,
  header: BackupHeader,
  known: readonly Migration[],
  since: Since,
): Promise<BackupOutcome<RestoreSummary>> {
  const taken = known.filter(({ name }) => header.migrations.includes(name))
  const migrated = await migrateRestoring(client, taken)
  if (migrated.type === 'error') return fault('differs', migrated.error.message)
  await client.query('BEGIN')
  const filled = await fill(client, reader, header)
  if (filled.type === 'error') return filled
  if (taken.length < known.length) {
    // each step of the tables is a transaction of its own
    await client.query('COMMIT')
    const forward = await migrateRestoring(client, known)
    if (forward.type === 'error') return fault('differs', forward.error.message)
    await client.query('BEGIN')
  }
  const settled = await settleRestored(client, since, header.createdAt)
  await endRestoring(client)
  await client.query('COMMIT')
  return { type: 'ok', value: { header, rows: filled.value, ...settled } }
}

async function fill(
  client: pg.Client,
  reader: LineReader,
  header: BackupHeader,
): Promise<BackupOutcome<Readonly<Record<string, number>>>> {
  const tables = new Set(await backupTables(client))
  // what the tables do by themselves when somebody changes them, they do not do when they are filled
  const watched = await tablesWithTriggers(client)
  for (const table of watched) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
  // rows of one table may stand before those they refer to
  const own = await ownReferences(client)
  for (const { table, name } of own)
    await client.query(`ALTER TABLE ${table} ALTER CONSTRAINT ${name} DEFERRABLE INITIALLY DEFERRED`)
  // a migration writes first rows of its own
  for (const table of [...tables].reverse()) await client.query(`DELETE FROM ${table}`)
  const filled = await eachTable(reader, async (table, rows) => {
    if (!tables.has(table)) throw new Error(`the backup has a table ${table} that its migrations do not make`)
    await client.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`, [
      `[${rows.join(',')}]`,
    ])
  })
  if (filled.type === 'error') return filled
  await client.query('SET CONSTRAINTS ALL IMMEDIATE')
  for (const { table, name } of own) await client.query(`ALTER TABLE ${table} ALTER CONSTRAINT ${name} NOT DEFERRABLE`)
  for (const table of tables) {
    const { rows } = await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`)
    if (Number(rows[0].n) !== (filled.value[table] ?? 0)) {
      return fault(
        'differs',
        `${table} has ${rows[0].n} rows after the restore, and the backup says ${filled.value[table]}.`,
      )
    }
  }
  if ((await auditHeads(client)) !== header.auditHeads) {
    return fault(
      'differs',
      'The record of who saw and changed what is not the one that was backed up. Nothing was restored.',
    )
  }
  for (const table of watched) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`)
  return filled
}

/** Of tables that refer to themselves: comments to those they answer. */
async function ownReferences(client: pg.Client): Promise<readonly { readonly table: string; readonly name: string }[]> {
  const { rows } = await client.query<{ table: string; name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS table, format('%I', f.conname) AS name
     FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE f.contype = 'f' AND f.conrelid = f.confrelid AND NOT f.condeferrable`,
  )
  return rows
}

async function tablesWithTriggers(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT format('%I.%I', n.nspname, c.relname) AS name
     FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal`,
  )
  return rows.map(({ name }) => name)
}

async function readHeader(reader: LineReader): Promise<BackupOutcome<BackupHeader>> {
  const first = await reader.next()
  const header = first?.startsWith('#') === true ? (JSON.parse(first.slice(1)) as { readonly format?: unknown }) : null
  if (header?.format === BACKUP_FORMAT) return { type: 'ok', value: header as BackupHeader }
  const format = String(header?.format)
  return format.startsWith('clearday-backup-')
    ? fault('newer-backup', `The backup has the format ${format}; this Clearday reads ${BACKUP_FORMAT}.`)
    : fault('not-a-backup', 'The file is no Clearday backup.')
}

export interface WholeBackup extends BackupHeader {
  /** By table. */
  readonly rows: Readonly<Record<string, number>>
}

/**
 * Reads a whole backup and hands on the rows of one table, each as JSON, in batches; no database is needed.
 *
 * Errors: wrong-passphrase, not-a-backup, newer-backup, cut-off, damaged. O(rows), memory does not grow.
 */
export async function readBackupTable(
  path: string,
  passphrase: string,
  wanted: string,
  take: (rows: readonly string[]) => Promise<void>,
): Promise<BackupOutcome<WholeBackup>> {
  try {
    const reader = await openLines(path, passphrase)
    const header = await readHeader(reader)
    if (header.type === 'error') return header
    const read = await eachTable(reader, (table, rows) => (table === wanted ? take(rows) : Promise.resolve()))
    return read.type === 'error' ? read : { type: 'ok', value: { ...header.value, rows: read.value } }
  } catch (error) {
    const known = faultOf(error)
    if (known !== null) return known
    throw error
  }
}

/** Reads a whole backup back: that its passphrase opens it, and that it holds what its last line says. Errors and cost as `readBackupTable`. */
export function checkBackup(path: string, passphrase: string): Promise<BackupOutcome<WholeBackup>> {
  return readBackupTable(path, passphrase, '', () => Promise.resolve())
}

/** Hands each table's rows on in batches; then compares the file's own count and sum. */
async function eachTable(
  reader: LineReader,
  take: (table: string, rows: readonly string[]) => Promise<void>,
): Promise<BackupOutcome<Readonly<Record<string, number>>>> {
  const counts: Record<string, number> = {}
  let table: string | null = null
  let batch: string[] = []
  let size = 0
  const flush = async (): Promise<void> => {
    if (table !== null && batch.length > 0) await take(table, batch)
    batch = []
    size = 0
  }
  for (let line = await reader.next(); line !== null; line = await reader.next()) {
    if (line.startsWith('#{"table":')) {
      await flush()
      ;({ table } = JSON.parse(line.slice(1)) as TableLine)
      counts[table] = 0
    } else if (line.startsWith('#{"end":')) {
      await flush()
      const { end } = JSON.parse(line.slice(1)) as EndLine
      const same = Object.entries(end.rows).every(([name, rows]) => counts[name] === rows)
      return same && end.sha256 === reader.sumBefore()
        ? { type: 'ok', value: counts }
        : fault('damaged', 'The backup does not hold what its last line says. Nothing was restored.')
    } else {
      if (table === null) return fault('damaged', 'The backup has rows before any table. Nothing was restored.')
      counts[table]++
      batch.push(line)
      size += line.length
      if (size > BATCH_CHARACTERS) await flush()
    }
  }
  return fault('cut-off', 'The backup ends in the middle. Nothing was restored.')
}

interface LineReader {
  /** null at the end of the file. */
  readonly next: () => Promise<string | null>
  /** SHA-256 of all lines before the last one that was read. */
  readonly sumBefore: () => string
}

async function openLines(path: string, passphrase: string): Promise<LineReader> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  const file = createReadStream(path)
  const plain = await decrypter.decrypt(Readable.toWeb(file) as ReadableStream<Uint8Array>)
  const source = Readable.fromWeb(plain as WebReadableStream<Uint8Array>)
  const unpacked = createGunzip()
  source.on('error', (error) => unpacked.destroy(error))
  source.pipe(unpacked)
  const chunks = (unpacked as AsyncIterable<Buffer, undefined>)[Symbol.asyncIterator]()
  const sum = createHash('sha256')
  let last: Buffer = Buffer.alloc(0)
  let left: Buffer = Buffer.alloc(0)
  const next = async (): Promise<string | null> => {
    for (let at = left.indexOf(10); ; at = left.indexOf(10)) {
      if (at >= 0) {
        const line = left.subarray(0, at + 1)
        left = left.subarray(at + 1)
        sum.update(last)
        last = line
        return line.subarray(0, -1).toString('utf8')
      }
      const chunk = await chunks.next()
      if (chunk.done === true) return null
      left = left.length === 0 ? chunk.value : Buffer.concat([left, chunk.value])
    }
  }
  return { next, sumBefore: () => sum.copy().digest('hex') }
}
