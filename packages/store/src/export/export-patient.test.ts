import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { inflateRawSync } from 'node:zlib'
import { readDiary, writeDiary } from '@clearday/diary'
import { asPerson } from '../access/as-person.ts'
import { createDiary } from '../access/new-diary.ts'
import { createShareLink } from '../access/share-links.ts'
import { appendOperations } from '../operations/append-operations.ts'
import { diaryOperations } from '../operations/diary-operations.ts'
import type { OfferedOperation } from '../operations/operation.ts'
import { pullOperations } from '../operations/pull-operations.ts'
import { rebuildEntries } from '../operations/rebuild-entries.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { csvOf } from './csv.ts'
import { exportPatient, LOG_FILE, type PatientExport } from './export-patient.ts'
import { importPatient, type PatientImported } from './import-patient.ts'
import { zipOf } from './zip.ts'

let here: TestStore
let there: TestStore
before(async () => {
  ;[here, there] = await Promise.all([startTestStore(), startTestStore()])
})
after(() => Promise.all([here.end(), there.end()]))

const NOW = Date.now()

async function account(store: TestStore): Promise<string> {
  const id = randomUUID()
  await store.owner.query(`INSERT INTO access.accounts (account_id, display_name) VALUES ($1, 'Ada')`, [id])
  return id
}

async function newDiary(store: TestStore): Promise<{ self: string; patient: string }> {
  const self = await account(store)
  const made = await asPerson(store.app, self, (transaction, access) => createDiary(transaction, access, 'self', NOW))
  assert.ok(made.type === 'ok')
  return { self, patient: made.value.patient }
}

async function write(
  store: TestStore,
  { self, patient }: { self: string; patient: string },
  operations: readonly OfferedOperation[],
  device: string = randomUUID(),
): Promise<void> {
  const batch = { device, sentAt: NOW, operations }
  const appended = await asPerson(store.app, self, (transaction) =>
    appendOperations(transaction, patient, self, batch, NOW),
  )
  assert.ok(appended.type === 'ok')
  assert.deepEqual(
    appended.answers.filter(({ type }) => type !== 'stored'),
    [],
  )
}

const said = (
  entity: OfferedOperation['entity'],
  key: string,
  fields: OfferedOperation['fields'],
  more: Partial<OfferedOperation> = {},
): OfferedOperation => ({ id: randomUUID(), entity, key, fields, deleted: false, at: NOW, seen: 0, ...more })

/** The example diary, with a correction, a deletion and two devices that changed the same field. */
async function livedDiary(): Promise<{ self: string; patient: string }> {
  const diary = await newDiary(here)
  const read = readDiary(JSON.parse(readFileSync(new URL('../../../../examples/diary.json', import.meta.url), 'utf8')))
  assert.ok(read.type === 'ok')
  await write(here, diary, diaryOperations(writeDiary(read.value), NOW - 86_400_000, randomUUID))
  await write(here, diary, [
    said(
      'day',
      '2026-03-01',
      { headache: 'present', note: '=HYPERLINK("http://x")', severity: 'mild' },
      { at: NOW - 5000 },
    ),
    said('day', '2026-03-02', { headache: 'none' }),
    // another device takes it back later: within one millisecond the devices' ids would decide
    said('intake', 'taken-back', { at: '2026-03-02T08:00', product: 'Paracetamol' }, { at: NOW - 1000 }),
  ])
  await write(here, diary, [
    said('day', '2026-03-01', { severity: 'severe' }, { at: NOW - 9000 }),
    said('intake', 'taken-back', {}, { deleted: true }),
  ])
  return diary
}

async function exported(diary: { self: string; patient: string }): Promise<PatientExport> {
  const outcome = await asPerson(here.app, diary.self, (transaction, access) =>
    exportPatient(transaction, access, diary.patient, NOW),
  )
  assert.ok(outcome.type === 'ok')
  return outcome.value
}

function fileOf({ files }: PatientExport, path: string): string {
  const file = files.find((one) => one.path === path)
  assert.ok(file !== undefined, path)
  return file.content
}

function take(who: string, log: string): Promise<PatientImported> {
  return asPerson(there.app, who, (transaction, access) => importPatient(transaction, access, log, 'self', NOW))
}

async function standing(store: TestStore, who: string, patient: string): Promise<unknown> {
  return asPerson(store.app, who, async (transaction) => {
    const { operations } = await pullOperations(transaction, patient, 0)
    const entries = await transaction
      .selectFrom('diary.entries')
      .select(['entity', 'key', 'first_day', 'last_day', 'fields', 'clocks', 'deleted', 'seq'])
      .where('patient_id', '=', patient)
      .orderBy('entity')
      .orderBy('key')
      .execute()
    // who said it and when it arrived there is not known here
    const log = operations.map((operation) => ({ ...operation, author: null, receivedAt: null }))
    return { entries, log }
  })
}

test('a diary that was exported here stands there as it was, to the last operation, under an id of that server', async () => {
  const diary = await livedDiary()
  const log = fileOf(await exported(diary), LOG_FILE)
  const newcomer = await account(there)
  const taken = await take(newcomer, log)
  assert.ok(taken.type === 'ok', JSON.stringify(taken))
  assert.notEqual(taken.patient, diary.patient)
  assert.deepEqual(await standing(there, newcomer, taken.patient), await standing(here, diary.self, diary.patient))
  const rebuilt = await asPerson(there.app, newcomer, (transaction) =>
    rebuildEntries(transaction, taken.patient, false),
  )
  assert.deepEqual(rebuilt.differed, [])
  // and goes on there
  await write(there, { self: newcomer, patient: taken.patient }, [said('day', '2026-03-03', { headache: 'none' })])
})

test('an export holds the diary, a table of each kind, the log, who looked, and to whom it was open', async () => {
  const diary = await livedDiary()
  const { token } = await asPerson(here.app, diary.self, (transaction) =>
    createShareLink(transaction, {
      patient: diary.patient,
      recipient: 'Dr. Example',
      entities: ['day'],
      withNotes: true,
      firstDay: '2026-01-01',
      lastDay: '2026-12-31',
      expiresAt: '2999-01-01T00:00:00Z',
      createdBy: diary.self,
    }),
  )
  const whole = await exported(diary)
  assert.deepEqual(whole.problems, [])
  const read = readDiary(JSON.parse(fileOf(whole, 'diary.json')))
  assert.ok(read.type === 'ok')
  assert.equal(read.value.days.find(({ date }) => date === '2026-03-01')?.note, '=HYPERLINK("http://x")')
  const days = fileOf(whole, 'tables/day.csv')
  assert.match(days, /^key,/)
  assert.ok(days.includes(`"'=HYPERLINK(""http://x"")"`), days)
  assert.ok(!fileOf(whole, 'tables/intake.csv').includes('taken-back'))
  assert.ok(fileOf(whole, LOG_FILE).includes('"taken-back"'))
  assert.match(fileOf(whole, 'who-looked.csv'), /Ada,.*,self,diary\.exported,/)
  const access = fileOf(whole, 'access.json')
  assert.ok(access.includes('Dr. Example'))
  assert.ok(!access.includes('hash') || !access.includes(token))
  assert.ok(!access.includes('token_hash'))
})

test('what devices together made contradictory is exported all the same, and said', async () => {
  const diary = await newDiary(here)
  await write(here, diary, [
    said('diary', 'diary', { timeZone: 'Europe/Vienna' }),
    said('attack', 'a-1', { start: '2026-03-01T08:00', end: '2026-03-01T12:00' }),
  ])
  await write(here, diary, [said('attack', 'a-1', { end: '2026-03-01T07:00' }, { seen: 2 })])
  const whole = await exported(diary)
  assert.deepEqual(
    whole.problems.map(({ code }) => code),
    ['end-before-start'],
  )
  const about = JSON.parse(fileOf(whole, 'about.json')) as { problems: unknown[]; operations: number }
  assert.deepEqual([about.problems.length, about.operations], [1, 3])
  const taken = await take(await account(there), fileOf(whole, LOG_FILE))
  assert.equal(taken.type, 'ok')
})

test('nobody exports what they do not write', async () => {
  const diary = await newDiary(here)
  const outcome = await asPerson(here.app, await account(here), (transaction, access) =>
    exportPatient(transaction, access, diary.patient, NOW),
  )
  assert.ok(outcome.type === 'error' && outcome.error.code === 'not-yours')
})

test('a log that was changed is refused with its line, and nothing of it stays', async () => {
  const log = fileOf(await exported(await livedDiary()), LOG_FILE)
  const lines = log.trimEnd().split('\n')
  const who = await account(there)
  const changed = (k: number, change: Record<string, unknown>): string =>
    lines.map((line, n) => (n === k ? JSON.stringify({ ...(JSON.parse(line) as object), ...change }) : line)).join('\n')
  const cases: readonly (readonly [string, readonly unknown[]])[] = [
    [lines.slice(1).join('\n'), ['wrong-operation', 1, 'seq']],
    [`${log}{"half`, ['not-a-log', lines.length + 1, '']],
    ['key,headache\r\n', ['not-a-log', 1, '']],
    [changed(2, { effective: (NOW + 9e8) * 1000 }), ['wrong-operation', 3, 'effective']],
    [changed(2, { device: 'phone' }), ['wrong-operation', 3, 'device']],
    [changed(2, { id: (JSON.parse(lines[1]) as { id: string }).id }), ['wrong-operation', 3, 'id']],
    [changed(2, { fields: { nonsense: 1 } }), ['wrong-operation', 3, 'fields.nonsense']],
  ]
  for (const [given, expected] of cases) {
    const taken = await take(who, given)
    assert.ok(taken.type === 'error', given.slice(0, 80))
    assert.deepEqual([taken.error.code, taken.error.line, taken.error.path.join('.')], expected)
  }
  const access = await asPerson(there.app, who, (_, found) => Promise.resolve(found))
  assert.deepEqual(access.read, [])
  assert.equal((await take(who, log)).type, 'ok')
  const again = await take(who, log)
  assert.ok(again.type === 'error' && again.error.code === 'has-own-diary')
})

test('no cell of a table is run as a formula, and numbers stay numbers', () => {
  const csv = csvOf(
    [
      { key: '=1+1', a: '-x', b: '@sum', c: '\t=x', d: -3, e: 'a,"b"\nc', f: ['=1'], g: true, h: ' +1', i: '＝1' },
      { key: 'k', z: null },
    ],
    ['key'],
  )
  assert.equal(
    csv,
    `key,a,b,c,d,e,f,g,h,i,z\r\n'=1+1,'-x,'@sum,'\t=x,-3,"a,""b""\nc","[""=1""]",true,' +1,'＝1,\r\nk,,,,,,,,,,\r\n`,
  )
})

test('the archive holds the files as they were', () => {
  const files = [
    { path: 'README.txt', content: 'x'.repeat(5000) },
    { path: 'tables/Jänner.csv', content: '🤯' },
    { path: 'empty', content: '' },
  ]
  const archive = zipOf(files, Date.UTC(2026, 2, 4, 12, 30, 20))
  const end = archive.length - 22
  assert.equal(archive.readUInt32LE(end), 0x06054b50)
  assert.equal(archive.readUInt16LE(end + 10), files.length)
  let at = archive.readUInt32LE(end + 16)
  for (const { path, content } of files) {
    assert.equal(archive.readUInt32LE(at), 0x02014b50)
    const [packed, plain, name] = [
      archive.readUInt32LE(at + 20),
      archive.readUInt32LE(at + 24),
      archive.readUInt16LE(at + 28),
    ]
    assert.equal(archive.toString('utf8', at + 46, at + 46 + name), path)
    const local = archive.readUInt32LE(at + 42)
    const begins = local + 30 + archive.readUInt16LE(local + 26)
    assert.equal(inflateRawSync(archive.subarray(begins, begins + packed)).toString('utf8'), content)
    assert.equal(plain, Buffer.byteLength(content))
    at += 46 + name
  }
})
