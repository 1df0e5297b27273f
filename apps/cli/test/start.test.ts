// `npm start` as a newcomer runs it: the demonstration clinic on this machine, and taking it away again.
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import { demonstrationConfiguration } from '../src/demonstration/demonstration-configuration.ts'
import { MAIN, type Ran } from './run-command.ts'

const START = fileURLToPath(new URL('../../../scripts/start.js', import.meta.url))
const SMALL = ['--patients', '3', '--days', '90']

let folder = ''
const running = new Set<ChildProcess>()
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'clearday start '))
  chmodSync(folder, 0o755)
})
after(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

interface Started {
  readonly child: ChildProcess
  readonly words: () => string
  readonly ended: Promise<Ran>
}

function run(script: string, argumentsList: readonly string[], more: Readonly<Record<string, string>> = {}): Started {
  const environment = { PATH: process.env.PATH, CLEARDAY_DATA: join(folder, 'demo data'), CLEARDAY_PORT: '0', ...more }
  const child = spawn(process.execPath, [script, ...argumentsList], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let [out, err] = ['', '']
  child.stdout.on('data', (piece: Buffer) => (out += piece.toString()))
  child.stderr.on('data', (piece: Buffer) => (err += piece.toString()))
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child)
    return { code: code as number | null, out, err }
  })
  return { child, words: () => out + err, ended }
}

const clearday = (...argumentsList: string[]): Promise<Ran> => run(MAIN, argumentsList).ended

async function until(started: Started, words: RegExp): Promise<RegExpExecArray> {
  for (let tries = 0; tries < 1200 && started.child.exitCode === null; tries++) {
    const found = words.exec(started.words())
    if (found !== null) return found
    await wait(25)
  }
  return assert.fail(started.words())
}

async function served(started: Started): Promise<URL> {
  await until(started, /Ctrl-C ends it/)
  return new URL(/runs at (\S+)/.exec(started.words())?.[1] ?? '')
}

const passwords = (words: string): string[] => words.match(/(?<= )[a-z2-9]{4}(-[a-z2-9]{4}){3}(?= )/g) ?? []

let shown: string[] = []

test('what would let others in, or put invented people beside real ones, is refused', async () => {
  const refused = {
    CLEARDAY_ORIGIN: 'https://diary.example.org',
    CLEARDAY_HOST: '0.0.0.0',
    CLEARDAY_TRUSTED_PROXIES: '1',
    DATABASE_URL: 'postgresql://a:b@localhost/clinic',
  }
  for (const [name, value] of Object.entries(refused)) {
    const configured = demonstrationConfiguration({ [name]: value })
    assert.ok(configured.type === 'error' && configured.code === 'refused', name)
    assert.match(configured.messages.join('\n'), new RegExp(`^${name} .*\n.*clearday serve$`))
  }
  const { code, err } = await run(MAIN, ['start', ...SMALL], refused).ended
  assert.deepEqual([code, err.trim().split('\n').length], [1, 5])
  assert.ok(!existsSync(join(folder, 'demo data')))
})

test('a first start that is killed is completed by the next, which serves and ends when asked', async () => {
  const killed = run(MAIN, ['start', ...SMALL])
  await until(killed, /Making the demonstration/)
  await wait(500)
  killed.child.kill('SIGKILL')
  await killed.ended
  const started = run(START, SMALL)
  const address = await served(started)
  assert.equal(address.hostname, 'localhost')
  assert.equal((await fetch(new URL('/healthz', address))).status, 200)
  shown = passwords(started.words())
  assert.equal(new Set(shown).size, 14)
  const email = 'amara.beispiel@example.org'
  const password = new RegExp(`${email} +(\\S+)`).exec(started.words())?.[1] ?? ''
  const signedIn = await fetch(new URL('/api/auth/sign-in/email', address), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address.origin },
    body: JSON.stringify({ email, password }),
  })
  assert.equal(signedIn.status, 200, await signedIn.text())
  const beside = await clearday('demo', '--remove')
  assert.deepEqual([beside.code, /in use by another Clearday/.test(beside.err)], [1, true])
  started.child.kill('SIGTERM')
  assert.equal((await started.ended).code, 0)
})

test('a later start shows the same people and passwords, from a file that only its owner can read', async () => {
  const again = run(MAIN, ['start'])
  await served(again)
  assert.deepEqual(passwords(again.words()), shown)
  assert.doesNotMatch(again.words(), /Making/)
  again.child.kill('SIGTERM')
  assert.equal((await again.ended).code, 0)
  assert.equal(statSync(join(folder, 'demo data', 'accounts.json')).mode & 0o777, 0o600)
  const { code, out } = await clearday('rebuild', '--check')
  assert.match(`${code} ${out}`, /^0 3 diaries, \d+ operations, \d+ entries: all stand as the logs say/)
  const told = JSON.parse((await clearday('demo', '--truths')).out) as readonly { readonly patient: string }[]
  assert.deepEqual(
    told.map(({ patient }) => patient),
    ['amara', 'bastian', 'paola'],
  )
})

test('whose account is closed has no password in the list any more', async () => {
  const email = 'bastian.exempel@example.org'
  assert.equal((await clearday('user', 'lock', email)).code, 0)
  const { out } = await clearday('demo')
  assert.deepEqual([passwords(out).length, out.includes(email)], [shown.length - 1, false])
})

test('it is not served to others by clearday serve either', async () => {
  const { code, err } = await run(MAIN, ['serve'], { CLEARDAY_ORIGIN: 'https://diary.example.org' }).ended
  assert.deepEqual([code, /This database is the demonstration clinic/.test(err)], [1, true])
})

test('it is taken away with everything that Clearday put there, and nothing else', async () => {
  writeFileSync(join(folder, 'demo data', 'mine.txt'), 'x')
  const removed = await clearday('demo', '--remove')
  assert.equal(removed.code, 0, removed.err)
  assert.match(removed.out, /^Removed: 14 accounts, 3 diaries with \d+ operations, their mails and their passwords\.\n/)
  assert.match(removed.out, /: mine\.txt\n$/)
  assert.equal(readFileSync(join(folder, 'demo data', 'mine.txt'), 'utf8'), 'x')
  rmSync(join(folder, 'demo data'), { recursive: true })
  const nothing = await clearday('demo', '--truths')
  assert.deepEqual([nothing.code, /There is no demonstration clinic/.test(nothing.err)], [1, true])
  assert.ok(!existsSync(join(folder, 'demo data')))
})

test('a folder with a clinic of real people is neither filled nor removed', async () => {
  const real = { CLEARDAY_DATA: join(folder, 'real') }
  assert.equal((await run(MAIN, ['migrate'], real).ended).code, 0)
  const unused = await run(MAIN, ['demo', '--remove'], real).ended
  assert.match(
    `${unused.code} ${unused.err}`,
    /^1 .*is empty and does not say that it is a demonstration\. Nothing was removed/,
  )
  assert.equal((await run(MAIN, ['user', 'add', 'ada@example.org'], real).ended).code, 0)
  for (const argumentsList of [
    ['start', ...SMALL],
    ['demo', '--remove'],
  ]) {
    const { code, err } = await run(MAIN, argumentsList, real).ended
    assert.equal(code, 1)
    assert.match(err, /holds 1 accounts and 0 diaries, and is no demonstration\. Nothing was (touched|removed)\./)
  }
  assert.ok(!existsSync(join(folder, 'real', 'accounts.json')))
})
