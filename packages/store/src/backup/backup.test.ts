import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  closeSync,
  constants,
  createWriteStream,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { actingAs } from '../access/acting.ts'
import { migrate, migrationsOf, whileMigrating } from '../database/migrate.ts'
import { readyRoles, roleNames } from '../database/database-roles.ts'
import { openStore } from '../database/open-store.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { ConnectionSettings } from '../database/open-pool.ts'
import { appendOperations } from '../operations/append-operations.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { SERVER_OWNER } from '../audit/audit-chain.ts'
import { checkBackup, restoreBackup, type RestoreRequest } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

let store: TestStore
let folder: string
let settings: ConnectionSettings
before(async () => {
  store = await startTestStore()
  folder = mkdtempSync(join(tmpdir(), 'clearday-backup-'))
  chmodSync(folder, 0o700)
  const { host, port, user, password } = store.owner
  settings = { host, port, user: user ?? '', password: password ?? '', database: 'clearday' }
})
after(async () => {
  await store.end()
  rmSync(folder, { recursive: true, force: true })
})

const NOW = 1_800_000_000_000
const PASSPHRASE = 'violet harbour twelve candles'

async function diaryOf(days: number, note: string): Promise<string> {
  const patient = await store.newPatient()
  const account = randomUUID()
  await actingAs(store.app, { account, read: [patient], write: [patient], append: [] }, async (transaction) => {
    await appendOperations(
      transaction,
      patient,
      account,
      {
        device: randomUUID(),
        sentAt: NOW,
        operations: Array.from({ length: days }, (_, k) => ({
          id: randomUUID(),
          entity: 'day' as const,
          key: new Date(Date.UTC(2020, 0, 1 + k)).toISOString().slice(0, 10),
          fields: { headache: 'none', note },
          deleted: false,
          at: NOW,
          seen: 0,
        })),
      },
      NOW,
    )
    await recordEvent(
      transaction,
      { id: patient, kind: 'patient' },
      { actor: account, actingAs: 'self', act: 'operations.appended', about: { days } },
      NOW,
    )
  })
  return patient
}

/** An empty database beside the first. */
async function emptyDatabase(name: string): Promise<ConnectionSettings> {
  await store.owner.query(`CREATE DATABASE ${name}`)
  return { ...settings, database: name }
}

async function contents(of: ConnectionSettings): Promise<unknown> {
  const client = new pg.Client(of)
  await client.connect()
  try {
    const tables = [
      'diary.patients',
      'diary.operations',
      'diary.entries',
      'audit.events',
      'audit.chains',
      'access.accounts',
    ]
    const read = []
    for (const table of tables)
      read.push(
        (await client.query<{ row: string }>(`SELECT row_to_json(t)::text AS row FROM ${table} t ORDER BY 1`)).rows,
      )
    // a restore adds that it was done, to the record of whoever runs the server
    return read.map((rows) => rows.filter(({ row }) => !row.startsWith(`{"chain_id":"${SERVER_OWNER}"`)))
  } finally {
    await client.end()
  }
}

const restore = (
  more: Partial<RestoreRequest> & Pick<RestoreRequest, 'owner' | 'path'>,
): ReturnType<typeof restoreBackup> => restoreBackup({ secret: 'x', passphrase: PASSPHRASE, erasedSince: [], ...more })

const lineOf = (patient: string) => ({ patient, erasedAt: '2026-03-04T12:00:00.000Z' })

test('answers that lie before what they answer are restored too', async () => {
  const [article, question, answer] = [randomUUID(), randomUUID(), randomUUID()]
  await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [article])
  await store.owner.query(`INSERT INTO site.articles VALUES ($1, 'answered', 'en', 'published', 1, '{}', $1, now())`, [
    article,
  ])
  const put = (id: string, parent: string | null, words: string): Promise<unknown> =>
    store.owner.query(
      `INSERT INTO site.comments (comment_id, article_id, parent_id, by_clinic, name, words, language, state)
       VALUES ($1, $2, $3, true, 'n', $4, 'en', 'shown')`,
      [id, article, parent, words],
    )
  await put(question, null, 'a question')
  await put(answer, question, 'an answer')
  // more than is handed on at once lies between them, and then the question is written anew at the end
  for (let k = 0; k < 400; k++) await put(randomUUID(), null, 'w'.repeat(3000))
  await store.owner.query(`UPDATE site.comments SET words = 'taken out' WHERE comment_id = $1`, [question])
  const path = join(folder, 'answered.backup')
  const taken = await writeBackup(settings, path, PASSPHRASE, '2026-03-04T12:00:00.000Z', 10)
  assert.ok(taken.type === 'ok')
  const restored = await restore({ owner: await emptyDatabase('answered'), path })
  assert.ok(restored.type === 'ok', JSON.stringify(restored))
  assert.equal(restored.value.rows['site.comments'], taken.value.rows['site.comments'])
  await store.owner.query('DELETE FROM site.comments WHERE article_id = $1', [article])
  await store.owner.query('DELETE FROM site.articles WHERE article_id = $1', [article])
})

test('a backup that is taken while people write is restored to the letter, under a new epoch', async () => {
  await diaryOf(400, 'with \\ "quotes", a\nnew line, \u0001 and 🤯')
  const path = join(folder, 'clinic.backup')
  const taken = await writeBackup(settings, path, PASSPHRASE, '2026-03-04T12:00:00.000Z', 10)
  assert.ok(taken.type === 'ok')
  const was = await contents(settings)
  assert.ok(!readFileSync(path).includes('quotes'))
  const owner = await emptyDatabase('second')
  const restored = await restore({ owner, path })
  assert.ok(restored.type === 'ok', JSON.stringify(restored))
  assert.deepEqual(await contents(owner), was)
  assert.deepEqual(restored.value.rows, taken.value.rows)
  assert.notEqual(restored.value.epoch, restored.value.header.epoch)
  const again = await restore({ owner, path })
  assert.ok(again.type === 'error' && again.error.code === 'not-empty')
})

test('who was erased after the backup is not brought back by it', async () => {
  const erased = await diaryOf(3, 'private')
  const kept = await diaryOf(3, 'private')
  const path = join(folder, 'erased.backup')
  await writeBackup(settings, path, PASSPHRASE, '2026-03-04T12:00:00.000Z', 10)
  const owner = await emptyDatabase('third')
  const restored = await restore({ owner, path, erasedSince: [lineOf(erased)] })
  assert.ok(restored.type === 'ok')
  assert.deepEqual(restored.value.erasedAgain, [erased])
  const client = new pg.Client(owner)
  await client.connect()
  const { rows } = await client.query<{ patient_id: string }>(
    'SELECT DISTINCT patient_id FROM diary.operations WHERE patient_id = ANY ($1)',
    [[erased, kept]],
  )
  await client.end()
  assert.deepEqual(rows, [{ patient_id: kept }])
})

test('a wrong passphrase, a cut or changed file and something else are told apart, and leave nothing behind', async () => {
  const path = join(folder, 'whole.backup')
  await writeBackup(settings, path, PASSPHRASE, '2026-03-04T12:00:00.000Z', 10)
  const bytes = readFileSync(path)
  const file = (name: string, content: Uint8Array | string): string => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const changed = Buffer.from(bytes)
  changed[bytes.length - 100] ^= 1
  const owner = await emptyDatabase('fourth')
  const cases: readonly (readonly [Partial<RestoreRequest> & { path: string }, readonly string[]])[] = [
    [{ path, passphrase: 'wrong' }, ['wrong-passphrase']],
    [{ path: file('half', bytes.subarray(0, bytes.length / 2)) }, ['damaged', 'cut-off']],
    [{ path: file('changed', changed) }, ['damaged']],
    [{ path: file('other', 'id,day,headache\n') }, ['not-a-backup']],
    [{ path: file('empty', '') }, ['not-a-backup']],
    [{ path: join(folder, 'missing') }, ['not-a-backup']],
  ]
  for (const [given, codes] of cases) {
    const outcome = await restore({ owner, ...given })
    assert.ok(
      outcome.type === 'error' && codes.includes(outcome.error.code),
      `${given.path}: ${JSON.stringify(outcome)}`,
    )
  }
  const restored = await restore({ owner, path })
  assert.equal(restored.type, 'ok')
})

test('a backup can be checked without a database, and none that is not whole stands under its name', async () => {
  await diaryOf(2, 'x')
  const path = join(folder, 'checked.backup')
  await writeBackup(settings, path, PASSPHRASE, '2026-03-04T12:00:00.000Z', 10)
  const checked = await checkBackup(path, PASSPHRASE)
  assert.ok(checked.type === 'ok')
  assert.ok(checked.value.rows['diary.operations'] > 0)
  await assert.rejects(writeBackup(settings, join(folder, 'no-such-folder', 'x'), PASSPHRASE, ''), /ENOENT/)
  assert.ok(!existsSync(`${path}.part`))
})

async function asked<Row extends pg.QueryResultRow>(of: ConnectionSettings, query: string): Promise<Row[]> {
  const client = new pg.Client(of)
  await client.connect()
  try {
    return (await client.query<Row>(query)).rows
  } finally {
    await client.end()
  }
}

const schemas = `SELECT nspname::text AS name FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' ORDER BY 1`

test('a restore that was killed in the middle opens nowhere, and the same command again restores the whole', async () => {
  // more than is decrypted at once
  for (let k = 0; k < 40; k++) await diaryOf(1, randomBytes(2000).toString('base64'))
  const path = join(folder, 'killed.backup')
  assert.ok((await writeBackup(settings, path, PASSPHRASE, '2026-03-04T12:00:00.000Z', 10)).type === 'ok')
  const owner = await emptyDatabase('killed')
  await asked(owner, 'CREATE SCHEMA of_somebody_else')
  // of the file all but its end arrives
  const slow = join(folder, 'slow')
  execFileSync('mkfifo', [slow])
  const request = { owner, secret: 'x', path: slow, passphrase: PASSPHRASE, erasedSince: [] } satisfies RestoreRequest
  const module = new URL('restore-backup.ts', import.meta.url).href
  const program = `const { restoreBackup } = await import('${module}'); await restoreBackup(${JSON.stringify(request)})`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'ignore' })
  const file = createWriteStream(slow)
  file.on('error', () => undefined)
  file.write(readFileSync(path).subarray(0, -200))
  const made = `SELECT to_regclass('auth.endings') IS NOT NULL AS made`
  const gone = once(child, 'exit')
  try {
    for (const end = Date.now() + 20_000; !(await asked<{ made: boolean }>(owner, made))[0].made; await wait(30))
      assert.ok(Date.now() < end, 'no tables were made')
  } finally {
    child.kill('SIGKILL')
    await gone
    // whoever still waits for a reader has one
    closeSync(openSync(slow, constants.O_RDONLY | constants.O_NONBLOCK))
    file.destroy()
  }

  const opened = await openStore({ owner, secret: 'x' })
  assert.ok(opened.type === 'error' && opened.error.code === 'half-restored', JSON.stringify(opened))
  const backedUp = await writeBackup(owner, join(folder, 'of-half'), PASSPHRASE, '2026-03-04T13:00:00.000Z', 10)
  assert.ok(backedUp.type === 'error' && backedUp.error.code === 'half-restored')
  const restored = await restore({ owner, path })
  assert.ok(restored.type === 'ok', JSON.stringify(restored))
  assert.deepEqual(await contents(owner), await contents(settings))
  const now = await openStore({ owner, secret: 'x' })
  assert.ok(now.type === 'ok')
  await now.value.close()
  assert.ok((await asked<{ name: string }>(owner, schemas)).some(({ name }) => name === 'of_somebody_else'))
})

test('a backup of an older version is moved on and settled, or nothing of it stays', async () => {
  const older = await emptyDatabase('older')
  const erased = randomUUID()
  const client = new pg.Client(older)
  await client.connect()
  try {
    const roles = roleNames('older')
    await whileMigrating(client, async () => {
      assert.equal(await readyRoles(client, roles, {}, 'x'), null)
      assert.equal((await migrate(client, migrationsOf(roles).slice(0, 11))).type, 'ok')
    })
    await client.query('INSERT INTO diary.patients (patient_id) VALUES ($1)', [erased])
  } finally {
    await client.end()
  }
  const path = join(folder, 'older.backup')
  assert.ok((await writeBackup(older, path, PASSPHRASE, '2026-03-04T12:00:00.000Z', 10)).type === 'ok')
  const owner = await emptyDatabase('newer')
  const nothing = await asked(owner, schemas)
  // what comes after the rows goes wrong
  const wrong = [{ what: 'account', id: 'no-id', at: '2026-03-05T12:00:00.000Z' }] as const
  await assert.rejects(restore({ owner, path, erasedSince: [lineOf(erased)], endedSince: wrong }), /uuid/)
  assert.deepEqual(await asked(owner, schemas), nothing)
  const restored = await restore({ owner, path, erasedSince: [lineOf(erased)] })
  assert.ok(restored.type === 'ok', JSON.stringify(restored))
  assert.deepEqual(restored.value.erasedAgain, [erased])
  const opened = await openStore({ owner, secret: 'x' })
  assert.ok(opened.type === 'ok' && opened.value.applied.length === 0)
  await opened.value.close()
})
