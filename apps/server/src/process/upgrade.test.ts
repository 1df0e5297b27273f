// An upgrade as an operator does it: a database of the version before, the command of this one, and the way back.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { checkBackup, migrate, migrationsOf, roleNames, startEmbeddedPostgres } from '@clearday/store'
import pg from 'pg'

const COMMAND = fileURLToPath(new URL('../../../cli/src/main.ts', import.meta.url))
const PASSPHRASE = 'violet harbour twelve candles'
const roles = roleNames('clearday')
const all = migrationsOf(roles)

let folder: string
let data: string
const homes: string[] = []

/** On the embedded database while no server runs. */
async function onDatabase<Value>(work: (owner: pg.Client) => Promise<Value>): Promise<Value> {
  const started = await startEmbeddedPostgres(data)
  assert.ok(started.type === 'ok')
  homes.push(started.value.folders.home, started.value.folders.socket)
  const owner = new pg.Client(started.value.connection)
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
    await started.value.stop()
  }
}

function clearday(words: readonly string[], more: Record<string, string> = {}): { code: number | null; said: string } {
  const environment = { PATH: process.env.PATH, CLEARDAY_DATA: data, CLEARDAY_PORT: '0', ...more }
  const ran = spawnSync(process.execPath, [COMMAND, ...words], { env: environment, encoding: 'utf8' })
  return { code: ran.status, said: ran.stdout + ran.stderr }
}

const applied = (): Promise<string[]> =>
  onDatabase(async (owner) => {
    const { rows } = await owner.query<{ name: string }>('SELECT name FROM clearday.migrations ORDER BY name')
    return rows.map(({ name }) => name)
  })

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clearday-upgrade-'))
  chmodSync(folder, 0o755)
  data = join(folder, 'data')
  writeFileSync(join(folder, 'passphrase'), `${PASSPHRASE}\n`, { mode: 0o600 })
  await onDatabase(async (owner) => {
    for (const role of Object.values(roles)) await owner.query(`CREATE ROLE ${role}`)
    await owner.query(`GRANT ${roles.share} TO ${roles.app}`)
    const migrated = await migrate(owner, all.slice(0, -1))
    assert.equal(migrated.type, 'ok')
    await owner.query(`INSERT INTO diary.patients (patient_id) VALUES ('0190a5a0-0000-4000-8000-000000000001')`)
  })
})
after(() => {
  for (const path of [...homes, folder]) rmSync(path, { recursive: true, force: true })
})

test('an upgrade changes no table before a backup of the version before lies there, and that backup is the way back', async () => {
  const newest = all.at(-1)?.name ?? ''
  const without = clearday(['serve'])
  assert.deepEqual([without.code, without.said.includes(`changes the tables (${newest})`)], [1, true], without.said)
  assert.deepEqual(
    await applied(),
    all.slice(0, -1).map(({ name }) => name),
  )

  const backups = join(folder, 'backups')
  const settings = {
    CLEARDAY_BACKUP_FOLDER: backups,
    CLEARDAY_BACKUP_PASSPHRASE_FILE: join(folder, 'passphrase'),
  }
  const upgraded = clearday(['migrate'], settings)
  assert.equal(upgraded.code, 0, upgraded.said)
  assert.match(upgraded.said, /First a backup: /)
  assert.ok(upgraded.said.includes(`Done: ${newest}.\n`), upgraded.said)
  assert.deepEqual(
    await applied(),
    all.map(({ name }) => name),
  )
  const [file] = readdirSync(backups)
  assert.match(file, /^before-upgrade-.*\.backup$/)
  const checked = await checkBackup(join(backups, file), PASSPHRASE)
  assert.ok(checked.type === 'ok')
  assert.deepEqual(
    checked.value.migrations,
    all.slice(0, -1).map(({ name }) => name),
  )

  // what the version before does; this one brings the tables forward again
  data = join(folder, 'before')
  const back = clearday(['restore', join(backups, file)], settings)
  assert.equal(back.code, 0, back.said)
  assert.match(back.said, /1 diaries/)
})
