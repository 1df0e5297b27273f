import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { inflateRawSync } from 'node:zlib'
import { csvOf, readDiary, writeDiary } from '@clearday/diary'
import { diaryOperations, type OfferedOperation } from '@clearday/diary/operations'
import { asPerson } from '../access/as-person.ts'
import { createDiary } from '../access/new-diary.ts'
import { granted } from '../access/outcome.ts'
import { createShareLink } from '../access/share-links.ts'
import { beginCareRelationship } from '../access/care-relationships.ts'
import { addAttachment } from '../attachments/attachments.ts'
import { writeNote } from '../clinic-records/notes.ts'
import { appendOperations } from '../operations/append-operations.ts'
import { pullOperations } from '../operations/pull-operations.ts'
import { rebuildEntries } from '../operations/rebuild-entries.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { exportPatient, LOG_FILE, type PatientExport } from './export-patient.ts'
import { importArchive, type ArchiveImported } from './import-archive.ts'
import { importPatient, type PatientImported } from './import-patient.ts'
import { readZip } from './read-zip.ts'
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
  assert.ok(file !== undefined && typeof file.content === 'string', path)
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
  const { token } = await asPerson(here.app, diary.self, (transaction, access) =>
    granted(
      createShareLink(
        transaction,
        access,
        {
          patient: diary.patient,
          recipient: 'Dr. Example',
          entities: ['day'],
          withNotes: true,
          firstDay: '2026-01-01',
          lastDay: '2026-12-31',
          expiresAt: '2999-01-01T00:00:00Z',
        },
        NOW,
      ),
    ),
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
    { path: 'attachments/photo.jpg', content: Buffer.from([0xff, 0xd8, 0xff, 0, 1, 2]) },
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
    const stored = archive.subarray(begins, begins + packed)
    if (typeof content === 'string') assert.equal(inflateRawSync(stored).toString('utf8'), content)
    else assert.deepEqual(stored, content)
    assert.equal(plain, Buffer.byteLength(content))
    at += 46 + name
  }
})

const JPEG = Buffer.concat([
  Buffer.from('ffd8ffda0008010100003f00', 'hex'),
  Buffer.alloc(600_000, 7),
  Buffer.from('ffd9', 'hex'),
])

function takeArchive(who: string, archive: Buffer): Promise<ArchiveImported> {
  return asPerson(there.app, who, (transaction, access) => importArchive(transaction, access, archive, 'self', NOW))
}

/** A diary with a file on a day, and a file that the clinic keeps. */
async function withFiles(): Promise<{ self: string; patient: string }> {
  const diary = await livedDiary()
  const practitioner = await account(here)
  await here.owner.query(
    `INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, 'practitioner', $1)`,
    [practitioner],
  )
  await asPerson(here.app, diary.self, async (transaction, access) => {
    const added = await addAttachment(
      transaction,
      access,
      diary.patient,
      { id: randomUUID(), entity: 'day', key: '2026-03-01', name: 'Brief vom März.jpg', content: JPEG },
      NOW,
    )
    assert.equal(added.type, 'ok')
    await beginCareRelationship(transaction, access, { patient: diary.patient, practitioner }, NOW)
  })
  await asPerson(here.app, practitioner, (transaction, access) =>
    writeNote(transaction, access, diary.patient, { body: 'what we spoke of' }, NOW),
  )
  return diary
}

test('an archive is taken in whole: the log, the files to the last byte, and what the other clinic kept, and goes on from there', async () => {
  const diary = await withFiles()
  const first = await exported(diary)
  const who = await account(there)
  const taken = await takeArchive(who, zipOf(first.files, NOW))
  assert.ok(taken.type === 'ok', JSON.stringify(taken))
  assert.deepEqual([taken.attachments, taken.records], [1, 1])
  assert.deepEqual(await standing(there, who, taken.patient), await standing(here, diary.self, diary.patient))
  const again = await asPerson(there.app, who, (transaction, access) =>
    exportPatient(transaction, access, taken.patient, NOW),
  )
  assert.ok(again.type === 'ok')
  const listed = (whole: PatientExport): unknown =>
    (JSON.parse(fileOf(whole, 'attachments.json')) as { addedAt: string }[]).map((one) => ({ ...one, addedAt: '' }))
  assert.deepEqual(listed(again.value), listed(first))
  const photo = again.value.files.find(({ path }) => path.startsWith('attachments/'))
  assert.deepEqual(photo?.content, JPEG)
  // a copy of the patient's, and no record of the clinic that it was brought to
  const brought = fileOf(again.value, 'clinic-records-of-others/1.json')
  assert.deepEqual(JSON.parse(brought), JSON.parse(fileOf(first, 'clinic-records.json')))
  assert.ok(!again.value.files.some(({ path }) => path === 'clinic-records.json'))
  const third = await takeArchive(await account(there), zipOf(again.value.files, NOW))
  assert.ok(third.type === 'ok' && third.records === 1 && third.attachments === 1)
})

test('an archive that was changed is refused with the file, and nothing of it stays', async () => {
  const { files } = await exported(await withFiles())
  const who = await account(there)
  const changed = (path: RegExp, content: string | Buffer | null): Buffer =>
    zipOf(
      files.flatMap((file) => (!path.test(file.path) ? [file] : content === null ? [] : [{ ...file, content }])),
      NOW,
    )
  const whole = zipOf(files, NOW)
  const bit = Buffer.from(whole)
  bit[whole.indexOf(JPEG) + 1000] ^= 1
  const cases: readonly (readonly [Buffer, string, RegExp])[] = [
    [Buffer.from('id,day'), 'not-an-archive', /^$/],
    [whole.subarray(0, whole.length / 2), 'not-an-archive', /^$/],
    [bit, 'not-an-archive', /^$/],
    [changed(/^log/, null), 'not-an-archive', /log\.jsonl/],
    [changed(/^log/, '{"half'), 'not-a-log', /log\.jsonl/],
    [changed(/^attachments\//, null), 'wrong-attachment', /^attachments\//],
    [changed(/^attachments\//, Buffer.concat([JPEG, JPEG])), 'wrong-attachment', /^attachments\//],
    [changed(/^attachments\//, Buffer.from('<script>')), 'wrong-attachment', /^attachments\//],
    [changed(/^attachments\.json/, '{}'), 'wrong-attachment', /attachments\.json/],
    [changed(/^clinic-records/, '[]'), 'wrong-records', /clinic-records/],
  ]
  for (const [archive, code, file] of cases) {
    const taken = await takeArchive(who, archive)
    assert.ok(taken.type === 'error', code)
    assert.equal(taken.error.code, code)
    assert.match(taken.error.file, file)
  }
  const access = await asPerson(there.app, who, (_, found) => Promise.resolve(found))
  assert.deepEqual(access.read, [])
})

test('an archive that claims to be small is not unpacked beyond that', () => {
  const bomb = zipOf([{ path: 'zeros', content: '0'.repeat(5_000_000) }], NOW)
  assert.equal(readZip(bomb, 4_999_999).type, 'error')
  // the directory says one byte
  bomb.writeUInt32LE(1, bomb.readUInt32LE(bomb.length - 6) + 24)
  const read = readZip(bomb, 1000)
  assert.ok(read.type === 'error' && read.message.includes('damaged'))
})
