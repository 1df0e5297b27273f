import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import pg from 'pg'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts'
import { postmasterOf, stopPostmaster } from './postmaster.ts'

/** A folder that goes away with the test, and its database before it. */
function folder(t: TestContext, ...names: string[]): string {
  const base = mkdtempSync(join(tmpdir(), 'clearday-store-'))
  chmodSync(base, 0o755)
  const asked = join(base, ...names)
  t.after(async () => {
    for (const data of running.splice(0)) await stopPostmaster(data)
    rmSync(base, { recursive: true, force: true })
  })
  return asked
}

const running: string[] = []

async function start(directory: string): Promise<EmbeddedPostgres> {
  const outcome = await startEmbeddedPostgres(directory)
  assert.equal(outcome.type, 'ok', outcome.type === 'error' ? outcome.error.message : '')
  running.push(outcome.value.folders.data)
  return outcome.value
}

async function query(server: EmbeddedPostgres, sql: string): Promise<unknown[]> {
  const client = new pg.Client(server.connection)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

/** A Clearday of its own that starts the database, says so, and waits. */
async function otherProcess(directory: string): Promise<{ kill: () => Promise<void>; said: string }> {
  const module = new URL('./embedded-postgres.ts', import.meta.url).href
  const program = `const { startEmbeddedPostgres } = await import(${JSON.stringify(module)})
    const outcome = await startEmbeddedPostgres(${JSON.stringify(directory)})
    console.log(outcome.type === 'ok' ? 'ready' : outcome.error.code)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    said: said.toString().trim(),
    kill: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

test('what was written is there after a stop and another start, in a path with spaces and signs', async (t) => {
  const directory = folder(t, 'a clinic, with "spaces" & ümlauts', 'data')
  const first = await start(directory)
  await query(first, 'CREATE TABLE kept (word text)')
  await query(first, "INSERT INTO kept VALUES ('here')")
  await first.stop()
  assert.equal(postmasterOf(first.folders.data), null)
  const second = await start(directory)
  assert.equal(second.adopted, false)
  assert.deepEqual(await query(second, 'SELECT word FROM kept'), [{ word: 'here' }])
})

test('nothing is listening on the network, and writes are synced to the disk', async (t) => {
  const server = await start(folder(t, 'data'))
  const [{ listen, fsync, commits }] = (await query(
    server,
    "SELECT current_setting('listen_addresses') AS listen, current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commits",
  )) as { listen: string; fsync: string; commits: string }[]
  assert.deepEqual({ listen, fsync, commits }, { listen: '', fsync: 'on', commits: 'on' })
})

test('a second Clearday on the same directory is refused, with the number of the first', async (t) => {
  const directory = folder(t, 'data')
  const first = await otherProcess(directory)
  assert.equal(first.said, 'ready')
  const second = await startEmbeddedPostgres(directory)
  assert.ok(second.type === 'error')
  assert.equal(second.error.code, 'already-running')
  assert.match(second.error.message, /in use by another Clearday \(process \d+\)/)
  await first.kill()
  await start(directory)
})

test('after kill -9 of Clearday its database is found running and taken over', async (t) => {
  const directory = folder(t, 'data')
  const killed = await otherProcess(directory)
  assert.equal(killed.said, 'ready')
  await killed.kill()
  const server = await start(directory)
  assert.equal(server.adopted, true)
  assert.deepEqual(await query(server, 'SELECT 1 AS one'), [{ one: 1 }])
})

test('after kill -9 of the database what was committed is there, and its pid file is no obstacle', async (t) => {
  const directory = folder(t, 'data')
  const server = await start(directory)
  await query(server, 'CREATE TABLE kept (n int)')
  await query(server, 'INSERT INTO kept SELECT generate_series(1, 1000)')
  process.kill(server.pid, 'SIGKILL')
  await server.lost
  const again = await start(directory)
  assert.equal(again.adopted, false)
  assert.deepEqual(await query(again, 'SELECT count(*)::int AS n FROM kept'), [{ n: 1000 }])
})

test('two starts at the same moment give one database and one refusal', async (t) => {
  const directory = folder(t, 'data')
  const first = await start(directory)
  await first.stop()
  const both = await Promise.all([otherProcess(directory), otherProcess(directory)])
  assert.deepEqual(both.map(({ said }) => said).sort(), ['already-running', 'ready'])
  running.push(first.folders.data)
  for (const { kill } of both) await kill()
})

test('a directory whose path is longer than a socket may have works', async (t) => {
  const directory = folder(t, ...Array.from({ length: 6 }, () => 'a-folder-with-a-name-of-thirty'), 'data')
  const server = await start(directory)
  assert.deepEqual(await query(server, 'SELECT 1 AS one'), [{ one: 1 }])
})

test('below a home that only its owner may enter it works, and says where the data are', async (t) => {
  const home = folder(t, 'home')
  mkdirSync(home, { mode: 0o700 })
  const server = await start(join(home, 'data'))
  assert.deepEqual(await query(server, 'SELECT 1 AS one'), [{ one: 1 }])
  if (process.getuid?.() === 0) {
    assert.notEqual(server.folders.home, server.folders.asked)
    t.after(() => {
      rmSync(server.folders.home, { recursive: true, force: true })
    })
  }
})

test(
  'data that are there are found again, wherever the folder went and whoever may enter it now, or that is said',
  { skip: process.getuid?.() !== 0 },
  async (t) => {
    const base = folder(t)
    const home = join(base, 'home')
    mkdirSync(home, { mode: 0o700 })
    const first = await start(join(home, 'data'))
    t.after(() => {
      rmSync(first.folders.home, { recursive: true, force: true })
    })
    await query(first, 'CREATE TABLE kept AS SELECT 1 AS one')
    await first.stop()
    const reads = async (directory: string): Promise<void> => {
      const again = await start(directory)
      assert.deepEqual(await query(again, 'SELECT one FROM kept'), [{ one: 1 }])
      await again.stop()
    }
    renameSync(join(home, 'data'), join(home, 'moved'))
    await reads(join(home, 'moved'))
    chmodSync(home, 0o755)
    await reads(join(home, 'moved'))
    renameSync(first.folders.home, `${first.folders.home}-gone`)
    const gone = await startEmbeddedPostgres(join(home, 'moved'))
    assert.ok(gone.type === 'error' && gone.error.code === 'data-moved')
    assert.ok(gone.error.message.includes(first.folders.home))
    renameSync(`${first.folders.home}-gone`, first.folders.home)

    // and where they lie in the folder itself, behind a door that is shut later
    await (await start(join(home, 'own'))).stop()
    chmodSync(home, 0o700)
    const shut = await startEmbeddedPostgres(join(home, 'own'))
    assert.ok(shut.type === 'error' && shut.error.code === 'unreachable')
    assert.equal(existsSync(join(home, 'own', 'WHERE-THE-DATA-ARE.txt')), false)
  },
)

test(
  'the database of another account is told as that, and no empty one takes its place',
  { skip: process.getuid?.() !== 0 },
  async (t) => {
    const directory = folder(t, 'data')
    const server = await start(directory)
    await server.stop()
    execFileSync('chown', ['-R', '65534:65534', directory])
    const outcome = await startEmbeddedPostgres(directory)
    assert.ok(outcome.type === 'error' && outcome.error.code === 'not-ours')
    assert.match(outcome.error.message, /holds the database of account 65534/)
  },
)

test('a folder that cannot be is said in words', async (t) => {
  const base = folder(t)
  writeFileSync(join(base, 'file'), '')
  for (const [directory, words] of [
    [join(base, 'file'), /is a file, and must be a folder/],
    [join(base, 'file', 'below'), /is a file, and must be a folder/],
    ['/proc/clearday', /lets nothing be made there|no rights/],
  ] as const) {
    const outcome = await startEmbeddedPostgres(directory)
    assert.ok(outcome.type === 'error' && outcome.error.code === 'no-folder')
    assert.match(outcome.error.message, words)
  }
})

test('data of another version and folders with something else in them are refused and not touched', async (t) => {
  const directory = folder(t, 'data')
  const server = await start(directory)
  await server.stop()
  writeFileSync(join(server.folders.data, 'PG_VERSION'), '17\n')
  const old = await startEmbeddedPostgres(directory)
  assert.ok(old.type === 'error')
  assert.equal(old.error.code, 'other-version')
  assert.match(old.error.message, /written by PostgreSQL 17/)
  rmSync(join(server.folders.data, 'PG_VERSION'))
  const strange = await startEmbeddedPostgres(directory)
  assert.ok(strange.type === 'error')
  assert.equal(strange.error.code, 'not-a-database')
})

test('a password file that is gone is said, and no new database takes the place of the old', async (t) => {
  const directory = folder(t, 'data')
  const server = await start(directory)
  await server.stop()
  rmSync(join(directory, 'database-password'))
  const outcome = await startEmbeddedPostgres(directory)
  assert.ok(outcome.type === 'error')
  assert.equal(outcome.error.code, 'password-lost')
})

test(
  'a socket folder that somebody else laid out before is not used',
  { skip: process.getuid?.() !== 0 },
  async (t) => {
    const directory = folder(t, 'data')
    mkdirSync(directory, { recursive: true })
    symlinkSync('/etc', join(directory, 'run'))
    const outcome = await startEmbeddedPostgres(directory)
    assert.ok(outcome.type === 'error')
    assert.equal(outcome.error.code, 'not-ours')
  },
)

test('not as root it works too', { skip: process.getuid?.() !== 0 }, (t) => {
  const directory = folder(t, 'plain')
  mkdirSync(directory)
  chmodSync(directory, 0o777)
  const module = new URL('./embedded-postgres.ts', import.meta.url).href
  const program = `process.umask(0o077)
    const { startEmbeddedPostgres } = await import(${JSON.stringify(module)})
    const outcome = await startEmbeddedPostgres(${JSON.stringify(join(directory, 'data'))})
    console.log(outcome.type === 'ok' ? 'ready' : outcome.error.message)
    if (outcome.type === 'ok') await outcome.value.stop()`
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    uid: 65534,
    gid: 65534,
    encoding: 'utf8',
  })
  assert.equal(said.trim(), 'ready')
})
