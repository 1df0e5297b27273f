// A disk that gets full while people write: on a small disk made for it, which only root can make.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync, truncateSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { configure, type Configuration } from '../config/configuration.ts'
import { readSettings } from '../config/read-settings.ts'
import { startServer, type RunningServer } from './start-server.ts'

let folder: string
let disk: string
let mounted = false
let server: RunningServer | null = null

function mountSmallDisk(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=150m,mode=0755', 'tmpfs', disk], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'clearday-full-'))
  chmodSync(folder, 0o755)
  disk = join(folder, 'disk')
  mkdirSync(disk)
  mounted = process.platform === 'linux' && process.getuid?.() === 0 && mountSmallDisk()
})
after(async () => {
  await server?.stop()
  if (mounted) execFileSync('umount', ['-l', disk])
  rmSync(folder, { recursive: true, force: true })
})

async function start(configuration: Configuration): ReturnType<typeof startServer> {
  return startServer(configuration, {
    clock: Date.now,
    write: () => undefined,
    parts: () =>
      Promise.resolve({
        sessionOf: (request) => Promise.resolve({ account: request.headers.get('x-test-session') ?? '' }),
        mounts: [],
        stop: () => Promise.resolve(),
      }),
  })
}

/** Takes what room there is, to the last byte. */
function fill(path: string): void {
  const file = openSync(path, 'a')
  try {
    for (const size of [1_000_000, 4096, 1])
      try {
        for (;;) writeSync(file, Buffer.alloc(size, 1))
      } catch (error) {
        assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC')
      }
  } finally {
    closeSync(file)
  }
}

test('on a full disk nothing that was acknowledged is lost, what is refused is told, and with room again it goes on', async (t) => {
  if (!mounted) {
    t.skip('a small disk can be made by root on Linux only, where mounting is allowed')
    return
  }
  const read = readSettings({ CLEARDAY_DATA: join(disk, 'data'), CLEARDAY_PORT: '0' })
  assert.ok(read.type === 'ok')
  const configured = configure(read.value)
  assert.ok(configured.type === 'ok')
  // the data folder opens to the database’s account, which as root is another one
  chmodSync(join(disk, 'data'), 0o711)
  const begin = async (): Promise<RunningServer> => {
    const started = await start(configured.value)
    assert.ok(started.type === 'ok', started.type === 'error' ? started.error.message : '')
    server = started.value
    return started.value
  }
  let running = await begin()
  const [patient, account] = [randomUUID(), randomUUID()]
  const asOwner = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> => {
    const owner = new pg.Client(running.database.owner)
    await owner.connect()
    try {
      return (await owner.query<Row>(sql, values)).rows
    } finally {
      await owner.end()
    }
  }
  await asOwner('INSERT INTO access.accounts (account_id) VALUES ($1)', [account])
  await asOwner('INSERT INTO diary.patients (patient_id) VALUES ($1)', [patient])
  await asOwner(`INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'self', $2)`, [
    patient,
    account,
  ])
  const acknowledged = new Set<string>()
  const told = new Set<string>()
  let day = 0
  /** Whether it was acknowledged. */
  const say = async (): Promise<boolean> => {
    const operations = Array.from({ length: 40 }, () => ({
      ...{ id: randomUUID(), entity: 'day', key: new Date(Date.UTC(2020, 0, ++day)).toISOString().slice(0, 10) },
      ...{ fields: { headache: 'none', note: randomUUID().repeat(40) }, deleted: false, at: Date.now(), seen: 0 },
    }))
    try {
      const answer = await fetch(`${running.origin}/api/v1/sync/${patient}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-test-session': account },
        body: JSON.stringify({ epoch: null, after: 0, device: randomUUID(), sentAt: Date.now(), operations }),
      })
      const { code = '', answers = [] } = (await answer.json()) as { code?: string; answers?: { type: string }[] }
      if (answer.status !== 200) told.add(`${answer.status} ${code}`)
      for (const [k, { type }] of answers.entries()) if (type === 'stored') acknowledged.add(operations[k].id)
      return answers.length > 0 && answers.every(({ type }) => type === 'stored')
    } catch {
      told.add('no answer')
      return false
    }
  }
  for (let k = 0; k < 3; k++) assert.ok(await say(), [...told].join())
  const ballast = join(disk, 'ballast')
  fill(ballast)
  let refused = 0
  for (let k = 0; k < 400 && refused < 20; k++) {
    if (!(await say())) refused++
    // what the database frees by itself is taken again
    fill(ballast)
  }
  assert.ok(refused >= 20, 'the disk did not get full')
  t.diagnostic(`told: ${[...told].join(', ')}; acknowledged ${acknowledged.size}`)
  assert.ok(told.has('503 disk-full'), [...told].join())
  assert.deepEqual(
    [...told].filter((one) => !/^(503 (disk-full|database-away)|no answer)$/.test(one)),
    [],
  )

  // the log of writes needs another file, which there is no room for: the database gives up altogether
  for (let k = 0; k < 4; k++) {
    await asOwner('SELECT pg_switch_wal()').catch(() => undefined)
    await say()
  }
  // the server may have ended with its database; it does not come up before there is room, and says why
  const gone = await Promise.race([running.ended, wait(20_000, 'still there')])
  t.diagnostic(`then ${gone}; told: ${[...told].join(', ')}`)
  if (gone === 'database-lost') {
    const full = await start(configured.value)
    assert.ok(full.type === 'error' && full.error.code === 'disk-full', JSON.stringify(full))
    assert.match(full.error.message, /is full.*make room and start again/)
  }
  truncateSync(ballast, 0)
  if (gone === 'database-lost') running = await begin()
  let goesOn = false
  for (let tries = 0; tries < 100 && !goesOn; tries++) {
    goesOn = await say()
    if (goesOn) break
    // it may have ended with its database only now
    if (gone !== 'database-lost' && (await Promise.race([running.ended, wait(200, 'on')])) === 'database-lost') {
      running = await begin()
      goesOn = await say()
    }
  }
  assert.ok(goesOn, `it does not go on: ${[...told].join()}`)
  const rows = await asOwner<{ id: string }>('SELECT id FROM diary.operations WHERE patient_id = $1', [patient])
  const kept = new Set(rows.map(({ id }) => id))
  assert.equal(kept.size, rows.length)
  assert.deepEqual(
    [...acknowledged].filter((id) => !kept.has(id)),
    [],
  )
})
