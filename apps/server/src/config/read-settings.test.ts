import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { connectionOf } from './configuration.ts'
import { explainSettings } from './explain-settings.ts'
import { readSettings } from './read-settings.ts'
import { installationSecrets, renewSecret } from './secrets.ts'

function faults(environment: Record<string, string>): string[] {
  const read = readSettings(environment)
  return read.type === 'error' ? read.faults.map(({ message }) => message) : []
}

test('with nothing set the server listens on this machine alone', () => {
  const read = readSettings({})
  assert.ok(read.type === 'ok')
  assert.deepEqual([read.value.CLEARDAY_HOST, read.value.CLEARDAY_PORT], ['127.0.0.1', 8480])
})

test('everything that is wrong is told at once, with its name, its value and what would be right', () => {
  const told = faults({
    CLEARDAY_PORT: '80000',
    CLEARDAY_LOG_LEVEL: 'loud',
    CLEARDAY_SMPT_URL: 'smtp://x',
    PATH: '/bin',
  })
  assert.deepEqual(told, [
    'There is no setting CLEARDAY_SMPT_URL. clearday serve --settings lists those there are.',
    'CLEARDAY_PORT: "80000" cannot be used; give a whole number from 0 to 65535.',
    'CLEARDAY_LOG_LEVEL: "loud" cannot be used; give debug, info, warn or error.',
  ])
})

test('a secret that is wrong is not shown', () => {
  for (const name of ['DATABASE_URL', 'CLEARDAY_SECRET', 'CLEARDAY_SMTP_URL', 'CLEARDAY_METRICS_TOKEN']) {
    const told = faults({ [name]: 'hunter2 hunter2' })
    assert.equal(told.length, 1, name)
    assert.match(told[0], new RegExp(`^${name}: The secret`))
    assert.doesNotMatch(told[0], /hunter2/)
  }
})

test('settings that do not go together are told', () => {
  assert.match(faults({ CLEARDAY_HTTPS: 'files' }).join(), /CERTIFICATE: CLEARDAY_HTTPS=files needs it.*KEY/)
  assert.match(faults({ CLEARDAY_DATABASE_APP_URL: 'postgres://a@b/c' }).join(), /DATABASE_URL, which is not set/)
  assert.match(faults({ CLEARDAY_ORIGIN: 'http://diary.example.org' }).join(), /does not travel unencrypted/)
  assert.deepEqual(faults({ CLEARDAY_ORIGIN: 'https://diary.example.org/', CLEARDAY_PORT: ' ' }), [])
})

test('every setting is explained, and none of its words ends in a promise that it cannot keep', () => {
  for (const { name, meaning, right, otherwise } of explainSettings()) {
    assert.match(meaning, /^[A-Z].*\.$/, name)
    assert.ok(right !== '' && otherwise !== '', name)
  }
})

test('a database is named by a URL, a socket included', () => {
  assert.deepEqual(connectionOf('postgresql://an%40a:p%2Fw@db.example:5433/clinic'), {
    host: 'db.example',
    port: 5433,
    user: 'an@a',
    password: 'p/w',
    database: 'clinic',
  })
  assert.equal(connectionOf('postgresql://me@localhost/clinic?host=/run/postgresql').host, '/run/postgresql')
})

test('the secret is made once, only its owner can read it, and a file that others can read is refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clearday-secrets-'))
  try {
    const first = installationSecrets(folder)
    assert.ok(first.type === 'ok' && first.value.secret.length >= 32)
    assert.deepEqual(installationSecrets(folder), first)
    const path = join(folder, 'secrets.json')
    const renewed = renewSecret(folder)
    assert.ok(renewed.type === 'ok' && renewed.value.secret !== first.value.secret)
    assert.deepEqual(renewed.value.former, [first.value.secret])
    assert.deepEqual(installationSecrets(folder), renewed)
    assert.equal(statSync(path).mode & 0o777, 0o600)
    chmodSync(path, 0o644)
    const open = installationSecrets(folder)
    assert.ok(open.type === 'error' && open.error.code === 'secrets-open')
    chmodSync(path, 0o600)
    writeFileSync(path, 'half a fi')
    const broken = installationSecrets(folder)
    assert.ok(broken.type === 'error' && broken.error.code === 'secrets-unreadable')
    assert.equal(readFileSync(path, 'utf8'), 'half a fi')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('each setting is explained in words of its own', () => {
  const explained = explainSettings()
  for (const part of ['meaning', 'name'] as const)
    assert.equal(new Set(explained.map((one) => one[part])).size, explained.length, part)
  const data = explained.find(({ name }) => name === 'CLEARDAY_DATA')
  assert.match(data?.meaning ?? '', /folder with everything that must be kept/)
})
