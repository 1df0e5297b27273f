// Taking a backup while people write: one snapshot of everything, streamed into an encrypted file that stands only when it is whole.
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as WebReadableStream } from 'node:stream/web'
import { createGzip } from 'node:zlib'
import { Encrypter } from 'age-encryption'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { isHalfRestored } from '../database/migrate.ts'
import type { ConnectionSettings } from '../database/open-pool.ts'
import { auditHeads, backupTables } from './backup-tables.ts'
import { BACKUP_FORMAT, fault, type BackupHeader, type BackupOutcome, type EndLine } from './backup-format.ts'

export interface BackupSummary {
  readonly rows: Readonly<Record<string, number>>
  readonly bytes: number
}

/** Two to this power of scrypt: some seconds for each guess of a passphrase. */
const SCRYPT_WORK_FACTOR = 18

/**
 * Writes a backup. Nobody waits for it: it reads one snapshot. The file appears under its name only when it is whole and on the disk.
 *
 * @param owner reads every table. @param passphrase encrypts with age (scrypt, ChaCha20-Poly1305); without it the backup is worth nothing.
 * @param now ISO time. @param workFactor smaller only where nothing is to be protected. Errors: disk-full, half-restored. O(rows), memory does not grow.
 */
export async function writeBackup(
  owner: ConnectionSettings,
  path: string,
  passphrase: string,
  now: string,
  workFactor = SCRYPT_WORK_FACTOR,
): Promise<BackupOutcome<BackupSummary>> {
  const client = new pg.Client({ ...owner, application_name: 'clearday backup' })
  await client.connect()
  const unfinished = `${path}.part`
  try {
    if (await isHalfRestored(client))
      return fault(
        'half-restored',
        'A restore into this database was interrupted, so there is nothing whole to back up.',
      )
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const rows: Record<string, number> = {}
    const encrypter = new Encrypter()
    encrypter.setPassphrase(passphrase)
    encrypter.setScryptWorkFactor(workFactor)
    const written = Readable.from(lines(client, now, rows))
    const packed = createGzip()
    // pipe hands errors on to nobody: a database that goes away must end the backup, and a file that cannot be written the reading
    written.on('error', (error) => packed.destroy(error))
    packed.on('error', () => written.destroy())
    written.pipe(packed)
    const encrypted = await encrypter.encrypt(Readable.toWeb(packed) as ReadableStream<Uint8Array>)
    let bytes = 0
    const counted = new Transform({
      transform(chunk: Buffer, _, done) {
        bytes += chunk.length
        done(null, chunk)
      },
    })
    await pipeline(
      Readable.fromWeb(encrypted as WebReadableStream<Uint8Array>),
      counted,
      createWriteStream(unfinished, { mode: 0o600 }),
    )
    const file = await open(unfinished, 'r+')
    await file.sync()
    await file.close()
    await rename(unfinished, path)
    return { type: 'ok', value: { rows, bytes } }
  } catch (error) {
    await rm(unfinished, { force: true })
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
      return fault('disk-full', `There is no room for the backup on the disk of ${path}. Nothing was left there.`)
    throw error
  } finally {
    await client.end()
  }
}

async function* lines(client: pg.Client, now: string, rows: Record<string, number>): AsyncGenerator<string | Buffer> {
  const sum = createHash('sha256')
  const said = (line: unknown): string => {
    const text = `#${JSON.stringify(line)}\n`
    sum.update(text)
    return text
  }
  yield said(await header(client, now))
  for (const table of await backupTables(client)) {
    yield said({ table })
    rows[table] = 0
    // rows as JSON, one a line: COPY escapes backslashes, which JSON has; the separator is one that JSON text never holds
    const copy = client.query(
      copyTo(
        `COPY (SELECT row_to_json(t)::text FROM ${table} t) TO STDOUT (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')`,
      ),
    )
    // a file that cannot be written ends the connection in the middle of a table: told once, where the file is
    copy.on('error', () => undefined)
    for await (const chunk of copy as AsyncIterable<Buffer>) {
      sum.update(chunk)
      for (const byte of chunk) if (byte === 10) rows[table]++
      yield chunk
    }
  }
  const end: EndLine = { end: { rows, sha256: sum.digest('hex') } }
  yield `#${JSON.stringify(end)}\n`
}

async function header(client: pg.Client, now: string): Promise<BackupHeader> {
  const { rows } = await client.query<{ epoch: string; postgresql: string }>(
    `SELECT epoch, current_setting('server_version') AS postgresql FROM installation.state`,
  )
  const { rows: migrations } = await client.query<{ name: string }>(
    'SELECT name FROM clearday.migrations ORDER BY name',
  )
  return {
    format: BACKUP_FORMAT,
    createdAt: now,
    ...rows[0],
    migrations: migrations.map(({ name }) => name),
    auditHeads: await auditHeads(client),
  }
}
