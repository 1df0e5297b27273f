// The backup of the night as an operator finds it in the morning: there and whole, or told why not.
import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { checkBackup, type ConnectionSettings } from '@clearday/store'
import { startTestStore, type TestStore } from '@clearday/store/testing'
import { metricsMount, openMetrics } from '../health/metrics.ts'
import { openLog } from '../logs/log.ts'
import { lastGoodBackup } from './backup-names.ts'
import { backupWatch } from './backup-watch.ts'
import { nightlyBackup, type NightlyBackup } from './nightly-backup.ts'

const FIRST = Date.parse('2026-03-04T03:17:05.000Z')
const DAY = 86_400_000

let store: TestStore
let folder: string
let owner: ConnectionSettings
const logged: string[] = []
let now = FIRST
const log = openLog(
  'debug',
  () => now,
  (line) => logged.push(line),
)
before(async () => {
  store = await startTestStore()
  folder = mkdtempSync(join(tmpdir(), 'clearday-nightly-'))
  chmodSync(folder, 0o755)
  mkdirSync(join(folder, 'data'))
  writeFileSync(join(folder, 'passphrase'), 'violet harbour twelve candles\n', { mode: 0o600 })
  const { host, port, user = '', password } = store.owner
  owner = { host, port, user, password: password ?? '', database: 'clearday' }
})
after(async () => {
  await store.end()
  rmSync(folder, { recursive: true, force: true })
})

function settings(more: Partial<NightlyBackup['backups']> = {}): NightlyBackup {
  const backups = {
    folder: join(folder, 'backups'),
    passphraseFile: join(folder, 'passphrase'),
    keep: 3,
    tried: false,
    ...more,
  }
  return { owner, dataFolder: join(folder, 'data'), backups, log, clock: () => now, workFactor: 10 }
}

const night = (more: Partial<NightlyBackup['backups']> = {}, signal = new AbortController().signal) =>
  nightlyBackup(settings(more), signal)

test('each night a backup is written that opens and is whole; the oldest go, and nothing else in the folder', async () => {
  const backups = join(folder, 'backups')
  mkdirSync(backups)
  for (const name of ['before-upgrade-2025-01-01.backup', 'clearday-2020-01-01.backup', 'notes.txt'])
    writeFileSync(join(backups, name), 'x')
  writeFileSync(join(backups, 'clearday-2026-03-01T03-17-05Z.backup.unchecked.part'), 'left by a crash')
  assert.equal(await lastGoodBackup(backups, now), null)
  for (let k = 0; k < 4; k++) {
    now = FIRST + k * DAY
    assert.deepEqual(await night(), { type: 'done' })
  }
  assert.deepEqual(readdirSync(backups).sort(), [
    'before-upgrade-2025-01-01.backup',
    'clearday-2020-01-01.backup',
    'clearday-2026-03-05T03-17-05Z.backup',
    'clearday-2026-03-06T03-17-05Z.backup',
    'clearday-2026-03-07T03-17-05Z.backup',
    'notes.txt',
  ])
  const newest = await checkBackup(
    join(backups, 'clearday-2026-03-07T03-17-05Z.backup'),
    'violet harbour twelve candles',
  )
  assert.ok(newest.type === 'ok' && newest.value.createdAt === new Date(now).toISOString())
  assert.equal(await lastGoodBackup(backups, now), now)
})

test('a job of the night that runs again writes no second backup', async () => {
  const before = readdirSync(join(folder, 'backups'))
  now += 3_600_000
  assert.deepEqual(await night(), { type: 'done' })
  assert.deepEqual(readdirSync(join(folder, 'backups')), before)
})

test('what fails is logged with a code and tried again, and the last good backups stay', async () => {
  now = FIRST + 20 * DAY
  logged.length = 0
  chmodSync(join(folder, 'passphrase'), 0o644)
  assert.deepEqual(await night(), { type: 'again', code: 'passphrase-open' })
  chmodSync(join(folder, 'passphrase'), 0o600)
  assert.deepEqual(await night({ passphraseFile: join(folder, 'no-such-file') }), {
    type: 'again',
    code: 'passphrase-unreadable',
  })
  const away = { ...settings(), owner: { ...owner, port: 1 } }
  assert.deepEqual(await nightlyBackup(away, new AbortController().signal), { type: 'again', code: 'backup-failed' })
  assert.deepEqual(await night({ folder: join(folder, 'passphrase') }), { type: 'again', code: 'backup-failed' })
  assert.equal(logged.length, 4)
  for (const line of logged) {
    const { level, event } = JSON.parse(line) as { level: string; event: string }
    assert.deepEqual([level, event], ['error', 'backup-failed'])
  }
  assert.ok(!logged.join('').includes('violet'))
  assert.equal(readdirSync(join(folder, 'backups')).filter((name) => name.startsWith('clearday-2026')).length, 3)
})

test('a night’s backup is restored into an empty database for a trial, of which nothing stays, and nobody waits for it', async () => {
  const backups = join(folder, 'tried')
  mkdirSync(join(folder, 'data', 'backup-trial'))
  writeFileSync(join(folder, 'data', 'backup-trial', 'left'), 'by a crash')
  logged.length = 0
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const begun = performance.now()
  // a work factor at which making the key takes most of the time
  const outcome = await nightlyBackup(
    { ...settings({ folder: backups, tried: true }), workFactor: 16 },
    new AbortController().signal,
  )
  const took = performance.now() - begun
  delay.disable()
  assert.deepEqual(outcome, { type: 'done' }, logged.join(''))
  assert.equal(readdirSync(backups).length, 1)
  assert.deepEqual(readdirSync(join(folder, 'data')), [])
  assert.equal(logged.filter((line) => line.includes('backup-not-tried')).length, 0)
  const longest = delay.max / 1e6
  assert.ok(longest < Math.max(150, took / 5), `other work waited ${longest.toFixed(0)} ms of ${took.toFixed(0)}`)
})

test('a backup that does not restore is not kept, and is no good one', async () => {
  const backups = join(folder, 'changed')
  // a row that the rules of its own table refuse, as a fault of a disk or of a program leaves it
  const account = '0190a5a0-0000-4000-8000-00000000000a'
  await store.owner.query(`
    ALTER TABLE access.staff_roles DROP CONSTRAINT staff_roles_role_check;
    INSERT INTO access.accounts (account_id) VALUES ('${account}');
    INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ('${account}', 'king', '${account}')`)
  try {
    logged.length = 0
    assert.deepEqual(await night({ folder: backups, tried: true }), { type: 'again', code: 'backup-failed' })
    assert.match(logged[0], /"code":"23514"/)
    assert.deepEqual([readdirSync(backups), readdirSync(join(folder, 'data'))], [[], []])
    // only read back, nobody would know
    assert.deepEqual(await night({ folder: backups }), { type: 'done' })
  } finally {
    await store.owner.query('DELETE FROM access.staff_roles WHERE account_id = $1', [account])
  }
})

test('a clock that was once a year ahead keeps no night without a backup, and takes no good one away', async () => {
  const backups = join(folder, 'skewed')
  mkdirSync(backups)
  const ahead = ['01', '02', '03', '04'].map((day) => `clearday-2031-01-${day}T03-17-00Z.backup`)
  for (const name of ahead) writeFileSync(join(backups, name), 'of a clock that was wrong')
  assert.deepEqual(await night({ folder: backups }), { type: 'done' })
  assert.equal(await lastGoodBackup(backups, now), Date.parse(new Date(now).toISOString().slice(0, 19) + 'Z'))
  assert.equal(readdirSync(backups).length, 5)
})

test('a server that ends gives the backup up, also in the middle, and leaves no part of it', async () => {
  const backups = join(folder, 'given-up')
  logged.length = 0
  for (const after of [0, 20, 300, 900, 1500]) {
    const ending = new AbortController()
    setTimeout(() => ending.abort(), after)
    if (after === 0) ending.abort()
    const outcome = await night({ folder: backups, tried: true }, ending.signal)
    if (outcome.type === 'done') {
      // it was faster
      rmSync(backups, { recursive: true })
      continue
    }
    assert.deepEqual(outcome, { type: 'again', code: 'server-ending' }, logged.join(''))
    assert.deepEqual(readdirSync(backups), [])
    assert.deepEqual(readdirSync(join(folder, 'data')), [])
  }
})

test('a backup that is old is said in the log once a day, until there is another', async () => {
  const backups = { ...settings({ folder: join(folder, 'watched') }).backups }
  const watch = backupWatch(backups, log, () => now)
  const alarms = async (): Promise<readonly string[]> => {
    logged.length = 0
    for (const minute of [0, 1, 2]) {
      now += minute * 60_000
      await watch.alarm()
    }
    return logged.map((line) => {
      const { level, event } = JSON.parse(line) as { level: string; event: string }
      return `${level} ${event}`
    })
  }
  assert.deepEqual([(await watch.state()).state, await alarms()], ['none', ['warn no-backup-yet']])
  assert.deepEqual(await night({ folder: backups.folder }), { type: 'done' })
  assert.deepEqual([(await watch.state()).state, await alarms()], ['good', []])
  now += 1.4 * DAY
  assert.deepEqual(await alarms(), [])
  now += 0.2 * DAY
  assert.deepEqual([(await watch.state()).state, await alarms(), await alarms()], ['old', ['error backup-old'], []])
  now += DAY
  assert.deepEqual(await alarms(), ['error backup-old'])
  assert.equal((await backupWatch({ ...backups, passphraseFile: null }, log, () => now).state()).state, 'off')
})

test('without a passphrase nothing is written, and the figures say how old the last backup is', async () => {
  const nowhere = join(folder, 'nowhere')
  assert.deepEqual(await night({ passphraseFile: null, folder: nowhere }), { type: 'done' })
  const figures = async (of: string): Promise<string> => {
    const metrics = openMetrics()
    metrics.backups(
      () => lastGoodBackup(of, now),
      () => now,
    )
    const mount = metricsMount(metrics, 'a token')
    const asked = new Request('http://localhost/metrics', { headers: { authorization: 'Bearer a token' } })
    const answer = await mount.handle(asked, { id: '', peer: '', name: '', route: () => undefined })
    return /^clearday_backup_age_seconds (\S+)$/m.exec((await answer?.text()) ?? '')?.[1] ?? 'no such figure'
  }
  assert.equal(await figures(nowhere), '+Inf')
  const backups = join(folder, 'backups')
  const last = (await lastGoodBackup(backups, now)) ?? 0
  assert.equal(await figures(backups), String((now - last) / 1000))
})
