// The commands of a server's owner as a person runs them, beside a server that runs.
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { openPool, runningPostgres } from '@clearday/store'
import { MAIN, type Ran } from './run-command.ts'

const METRICS = 'a token of the tests, which is long enough'

let folder = ''
let server: ChildProcess
let words = ''
let log = ''

function start(...argumentsList: string[]): ChildProcess {
  const environment = {
    ...{ PATH: process.env.PATH, CLEARDAY_DATA: join(folder, 'data'), CLEARDAY_PORT: '0' },
    ...{ CLEARDAY_BACKUP_PASSPHRASE_FILE: join(folder, 'passphrase'), CLEARDAY_METRICS_TOKEN: METRICS },
  }
  return spawn(process.execPath, [MAIN, ...argumentsList], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function clearday(...argumentsList: string[]): Promise<Ran> {
  const child = start(...argumentsList)
  let out = ''
  let err = ''
  child.stdout?.on('data', (piece: Buffer) => (out += piece.toString()))
  child.stderr?.on('data', (piece: Buffer) => (err += piece.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, err }
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clearday operations '))
  chmodSync(folder, 0o755)
  writeFileSync(join(folder, 'passphrase'), 'violet harbour twelve candles\n', { mode: 0o600 })
  server = start('serve')
  server.stdout?.on('data', (piece: Buffer) => (log += piece.toString()))
  server.stderr?.on('data', (piece: Buffer) => (words += piece.toString()))
  for (let tries = 0; tries < 600 && !words.includes('/set-up#'); tries++) await wait(50)
  assert.match(words, /\/set-up#/)
})
after(async () => {
  if (server.exitCode === null) {
    server.kill('SIGKILL')
    await once(server, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
})

function setUp(link: URL, token: string, email: string, password: string): Promise<Response> {
  const body = new URLSearchParams({ token, email, name: 'Ada', password }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: link.origin }
  return fetch(new URL('/set-up', link), { method: 'POST', headers, body })
}

test('an empty clinic gets its first administrator by the link that was printed, once', async () => {
  const link = new URL(/http\S+\/set-up#\S+/.exec(words)?.[0] ?? '')
  const token = link.hash.slice(1)
  const good = 'violet harbour twelve candles'
  assert.equal((await setUp(link, 'guessed', 'eve@example.org', good)).status, 403)
  assert.equal((await setUp(link, token, 'ada@example.org', 'password1234')).status, 400)
  assert.equal((await setUp(link, token, 'ada@example.org', good)).status, 200)
  assert.equal((await setUp(link, token, 'eve@example.org', good)).status, 403)
  const signedIn = await fetch(new URL('/api/auth/sign-in/email', link), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: link.origin },
    body: JSON.stringify({ email: 'ada@example.org', password: good }),
  })
  assert.equal(signedIn.status, 200, await signedIn.text())
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const sync = (headers: Record<string, string>): Promise<Response> =>
    fetch(new URL('/api/v1/sync/00000000-0000-4000-8000-000000000000', link), { headers })
  const session = await fetch(new URL('/api/auth/get-session', link), { headers: { cookie } })
  assert.match(await session.text(), /ada@example\.org/)
  // staff set up a second step on the pages before anything else opens
  assert.deepEqual([(await sync({ cookie })).status, (await sync({})).status], [401, 401])
  const { code, out } = await clearday('user', 'list')
  assert.deepEqual([code, out], [0, 'ada@example.org, Ada: administrator\n'])
  assert.ok(!log.includes(token))
})

test('accounts are added, given roles and locked, and the last administrator stays', async () => {
  assert.equal((await clearday('user', 'add', 'bob@example.org', '--role', 'practitioner')).code, 0)
  assert.equal((await clearday('user', 'add', 'bob@example.org')).code, 1)
  assert.equal((await clearday('user', 'role', 'bob@example.org', 'king')).code, 1)
  const last = await clearday('user', 'lock', 'ada@example.org')
  assert.deepEqual([last.code, last.err], [1, 'This is the last administrator. Make another one first.\n'])
  assert.equal((await clearday('user', 'lock', 'bob@example.org')).code, 0)
  const { out } = await clearday('user', 'list', '--json')
  const people = JSON.parse(out) as readonly { email: string; leftAt: string | null }[]
  assert.deepEqual(
    people.map(({ email, leftAt }) => [email, leftAt !== null]),
    [
      ['ada@example.org', false],
      ['bob@example.org', true],
    ],
  )
  assert.equal((await clearday('user', 'nobody')).code, 2)
})

test('a backup is written beside the running server, verified, and never over another file', async () => {
  const asked = ['backup', 'a.backup', '--passphrase-file', 'passphrase']
  const made = await clearday(...asked, '--verify')
  assert.equal(made.code, 0, made.err)
  assert.match(made.out, /a\.backup: 0 diaries.*\nRestored into an empty database and compared/)
  assert.equal((await clearday(...asked)).code, 1)
  const nowhere = await clearday('backup', 'no/such/a.backup', '--passphrase-file', 'passphrase')
  assert.deepEqual(
    [nowhere.code, nowhere.err],
    [1, 'no/such/a.backup cannot be written: there is no such folder. No part of it is left.\n'],
  )
  const checked = await clearday('restore', 'a.backup', '--check', '--passphrase-file', 'passphrase')
  assert.match(checked.out, /^a\.backup is whole, taken at /)
  const over = await clearday('restore', 'a.backup', '--passphrase-file', 'passphrase')
  assert.deepEqual([over.code, /already holds a Clearday/.test(over.err)], [1, true])
  chmodSync(join(folder, 'passphrase'), 0o644)
  const open = await clearday('backup', 'b.backup', '--passphrase-file', 'passphrase')
  chmodSync(join(folder, 'passphrase'), 0o600)
  assert.deepEqual([open.code, existsSync(join(folder, 'b.backup'))], [1, false])
})

test('in the night the server that runs writes a backup by itself, and says how old the last one is', async () => {
  const origin = /http:\S+:\d+/.exec(words)?.[0] ?? ''
  const ready = async (): Promise<unknown> => (await fetch(`${origin}/readyz`)).json()
  const age = async (): Promise<string> => {
    const asked = await fetch(`${origin}/metrics`, { headers: { authorization: `Bearer ${METRICS}` } })
    return /^clearday_backup_age_seconds (\S+)$/m.exec(await asked.text())?.[1] ?? 'no such figure'
  }
  assert.match(words, /A backup is written each night at 03:17 UTC to .*backups; the last 30 stay\./)
  assert.deepEqual([await ready(), await age()], [{ status: 'ready', backup: 'none' }, '+Inf'])
  const reached = runningPostgres(join(folder, 'data'))
  assert.ok(reached !== null)
  const tables = openPool(reached, 'clearday test', 1)
  try {
    // what the clock does in the night
    await tables.selectNoFrom((say) => say.fn('graphile_worker.add_job', [say.val('tidy')]).as('job')).execute()
  } finally {
    await tables.destroy()
  }
  for (let tries = 0; tries < 600 && !log.includes('"backup-written"'); tries++) await wait(50)
  assert.match(log, /"level":"info","event":"backup-written"/)
  const written = readdirSync(join(folder, 'data', 'backups'))
  assert.equal(written.length, 1)
  assert.match(written[0], /^clearday-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.backup$/)
  assert.deepEqual(await ready(), { status: 'ready', backup: 'good' })
  assert.ok(Number(await age()) < 60)
  const checked = await clearday('restore', join('data', 'backups', written[0]), '--check')
  assert.match(checked.out, / is whole, taken at /)
})

test('the record and the entries are checked beside the running server', async () => {
  const record = await clearday('audit', 'verify')
  assert.equal(record.code, 0)
  assert.match(record.out, /^1 records with \d events are as they were written\.\n$/)
  const compared = await clearday('audit', 'verify', '--backup', 'a.backup', '--passphrase-file', 'passphrase')
  assert.equal(compared.code, 0, compared.err)
  assert.match(
    compared.out,
    /\nAll \d records of the backup taken at .* are there, and go on from where they ended then\.\n$/,
  )
  const entries = await clearday('rebuild', '--check')
  assert.deepEqual([entries.code, entries.out], [0, '0 diaries, 0 operations, 0 entries: all stand as the logs say.\n'])
})

test('a second server on the same data is refused, and a setting that is wrong is told', async () => {
  const second = await clearday('serve')
  assert.equal(second.code, 1)
  assert.match(second.err, /is in use by another Clearday/)
  const settings = await clearday('serve', '--settings')
  assert.match(settings.out, /CLEARDAY_PORT\n {2}The port to listen on/)
})

test('asked to end, the server ends in order, and what it logged is JSON', async () => {
  server.kill('SIGTERM')
  const [code] = (await once(server, 'exit')) as [number | null]
  assert.equal(code, 0)
  const lines = log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string })
  assert.deepEqual([lines[0].event, lines.at(-1)?.event], ['listening', 'ended'])
  const again = await clearday('migrate')
  assert.deepEqual([again.code, again.out], [0, 'Nothing was to be done.\n'])
})
