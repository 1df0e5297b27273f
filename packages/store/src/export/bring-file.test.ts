import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { AdoptInto } from '../access/adopt-diary.ts'
import { asPerson } from '../access/as-person.ts'
import { createDiary } from '../access/new-diary.ts'
import type { AccessOutcome } from '../access/outcome.ts'
import { addAttachment, attachmentsOf } from '../attachments/attachments.ts'
import { appendOperations } from '../operations/append-operations.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { bringFile, previewBringing, type BringPreview, type Brought } from './bring-file.ts'
import { exportPatient } from './export-patient.ts'
import { readBroughtFile, type BroughtFile } from './read-brought-file.ts'
import { zipOf } from './zip.ts'

const NOW = Date.now()
const EXAMPLE = readFileSync(new URL('../../../../examples/diary.json', import.meta.url))
const LETTER = Buffer.from('%PDF-1.4\na letter\n%%EOF\n')

let store: TestStore
before(async () => {
  store = await startTestStore()
})
after(() => store.end())

async function account(): Promise<string> {
  const id = randomUUID()
  await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [id])
  return id
}

function ok<Value>(outcome: AccessOutcome<Value>): Value {
  assert.ok(outcome.type === 'ok', JSON.stringify(outcome))
  return outcome.value
}

function readOf(bytes: Buffer): BroughtFile {
  const read = readBroughtFile(bytes, NOW)
  assert.ok(read.type === 'ok', JSON.stringify(read))
  return read.value
}

const preview = async (who: string, bytes: Buffer, into: AdoptInto): Promise<BringPreview> =>
  ok(
    await asPerson(store.app, who, (transaction, access) =>
      previewBringing(transaction, access, readOf(bytes), into, NOW),
    ),
  )

const bring = (who: string, bytes: Buffer, into: AdoptInto): Promise<AccessOutcome<Brought>> =>
  asPerson(store.app, who, (transaction, access) =>
    bringFile(transaction, access, { bytes, file: readOf(bytes), into }, NOW),
  )

async function operationsOf(patient: string): Promise<number> {
  const { rows } = await store.owner.query<{ n: string }>(
    'SELECT count(*) AS n FROM diary.operations WHERE patient_id = $1',
    [patient],
  )
  return Number(rows[0].n)
}

const archiveOf = async (who: string, patient: string): Promise<Buffer> => {
  const exported = ok(
    await asPerson(store.app, who, (transaction, access) => exportPatient(transaction, access, patient, NOW)),
  )
  return zipOf(exported.files, NOW)
}

const diaryFile = (more: object): Buffer =>
  Buffer.from(JSON.stringify({ format: 'clearday-diary-1', timeZone: 'Europe/Madrid', ...more }))

test('a diary file becomes the person’s own diary, and the same file again adds nothing', async () => {
  const self = await account()
  const shown = await preview(self, EXAMPLE, 'new')
  assert.equal(shown.joins, false)
  assert.ok(shown.days > 5 && shown.attacks > 0 && shown.intakes > 0, JSON.stringify(shown))
  assert.equal(shown.refused, 0)
  const brought = ok(await bring(self, EXAMPLE, 'new'))
  assert.equal(await operationsOf(brought.patient), brought.stored)
  const again = await preview(self, EXAMPLE, 'own')
  const all = shown.days + shown.attacks + shown.intakes + shown.otherEntries
  assert.deepEqual([again.joins, again.alreadyThere, again.clashes, again.perhapsTwice], [true, all, [], []])
  assert.equal(ok(await bring(self, EXAMPLE, 'own')).stored, 0)
  const other = await bring(self, EXAMPLE, 'new')
  assert.ok(other.type === 'error' && other.error.code === 'already-open')
})

test('what was written here stays where a file says it differently, and what only the file says is added', async () => {
  const self = await account()
  const first = diaryFile({ days: [{ date: '2026-03-01', headache: 'present', severity: 'mild' }] })
  const { patient } = ok(await bring(self, first, 'new'))
  const written = { id: randomUUID(), entity: 'day', key: '2026-03-02', fields: { headache: 'none' } } as const
  const batch = { device: randomUUID(), sentAt: NOW, operations: [{ ...written, deleted: false, at: NOW, seen: 0 }] }
  await asPerson(store.app, self, (transaction) => appendOperations(transaction, patient, self, batch, NOW))
  const second = diaryFile({
    days: [
      { date: '2026-03-01', headache: 'present', severity: 'severe', note: 'storm' },
      { date: '2026-03-02', headache: 'present', note: 'from the file' },
    ],
  })
  const shown = await preview(self, second, 'own')
  assert.deepEqual(shown.clashes, [
    // a later file corrects an earlier one
    {
      entity: 'day',
      key: '2026-03-01',
      fields: [{ name: 'severity', here: 'mild', onDevice: 'severe', deviceWins: true }],
    },
    {
      entity: 'day',
      key: '2026-03-02',
      fields: [{ name: 'headache', here: 'none', onDevice: 'present', deviceWins: false }],
    },
  ])
  ok(await bring(self, second, 'own'))
  const { rows } = await store.owner.query(
    `SELECT fields FROM diary.entries WHERE patient_id = $1 AND entity = 'day' ORDER BY key`,
    [patient],
  )
  assert.deepEqual(rows, [
    { fields: { headache: 'present', severity: 'severe', note: 'storm' } },
    { fields: { headache: 'none', note: 'from the file' } },
  ])
})

test('an archive is joined into a diary with entries, with its photographs; what was said there later stands; again nothing is doubled', async () => {
  const donor = await account()
  const { patient: from } = ok(await bring(donor, EXAMPLE, 'new'))
  const letter = { id: randomUUID(), entity: 'day', key: '2026-03-01', name: 'letter.pdf', content: LETTER } as const
  await asPerson(store.app, donor, (transaction, access) => addAttachment(transaction, access, from, letter, NOW))
  const archive = await archiveOf(donor, from)

  const self = await account()
  const { patient } = ok(
    await bring(self, diaryFile({ attacks: [{ id: 'mine', start: '2026-03-05T08:00', end: 'unknown' }] }), 'new'),
  )
  const shown = await preview(self, archive, 'own')
  assert.deepEqual([shown.joins, shown.attachments, shown.refused], [true, 1, 0])
  const brought = ok(await bring(self, archive, 'own'))
  assert.deepEqual([brought.patient, brought.joined, brought.attachments], [patient, true, 1])
  const listed = await asPerson(store.app, self, (transaction, access) => attachmentsOf(transaction, access, patient))
  assert.ok(listed.type === 'ok' && listed.value[0].id === letter.id)
  const before = await operationsOf(patient)
  const again = ok(await bring(self, archive, 'own'))
  assert.deepEqual([again.stored, again.attachments, await operationsOf(patient)], [0, 0, before])

  // nothing is half joined: a file of the archive that cannot be kept keeps the operations back too
  const third = await account()
  const mine = ok(await bring(third, diaryFile({ days: [{ date: '2026-03-09', headache: 'none' }] }), 'new'))
  const taken = { ...letter, content: Buffer.from('%PDF-1.4\nanother letter\n%%EOF\n') }
  await asPerson(store.app, third, (transaction, access) =>
    addAttachment(transaction, access, mine.patient, taken, NOW),
  )
  const count = await operationsOf(mine.patient)
  const refused = await bring(third, archive, 'own')
  assert.ok(refused.type === 'error' && /letter\.pdf/.test(refused.error.message), JSON.stringify(refused))
  assert.equal(await operationsOf(mine.patient), count)
})

test('an archive goes into a child’s new diary place by place, written by who writes for the child, and into nobody else’s', async () => {
  const donor = await account()
  const { patient: from } = ok(await bring(donor, EXAMPLE, 'new'))
  const archive = await archiveOf(donor, from)
  const parent = await account()
  const child = ok(
    await asPerson(store.app, parent, (transaction, access) => createDiary(transaction, access, 'proxy', NOW)),
  ).patient
  const brought = ok(await bring(parent, archive, { patient: child }))
  assert.equal(brought.patient, child)
  assert.equal(await operationsOf(child), await operationsOf(from))
  const stranger = await bring(await account(), archive, { patient: child })
  assert.ok(stranger.type === 'error' && stranger.error.code === 'not-yours')
  await assert.rejects(preview(await account(), archive, { patient: child }), /not-yours/)
})

test('what is wrong with a file is told with its place, and what it is that was brought is said', () => {
  const faultsOf = (bytes: Buffer): string[] => {
    const read = readBroughtFile(bytes, NOW)
    assert.ok(read.type === 'error', 'the file is refused')
    return read.faults.map(({ file, line, path, message }) => `${file}|${String(line)}|${path}|${message}`)
  }
  assert.match(faultsOf(Buffer.alloc(0))[0], /empty/)
  assert.match(faultsOf(Buffer.from([0x89, 0x50, 0xff, 0xfe]))[0], /neither an archive nor a text/)
  assert.match(faultsOf(Buffer.from('{"format": '))[0], /Line 1/)
  const days = [
    { date: '2026-03-01', headache: 'none' },
    { date: '2026-03-02', headache: 'perhaps' },
  ]
  assert.match(faultsOf(diaryFile({ days }))[0], /\|days\.1\.headache\|/)
  const line = { id: randomUUID(), entity: 'day', key: '2026-03-01', fields: { headache: 'perhaps' }, deleted: false }
  const log = `${JSON.stringify({ ...line, at: NOW, seen: 0, seq: 1, effective: NOW * 1000, device: randomUUID() })}\n`
  assert.match(faultsOf(zipOf([{ path: 'log.jsonl', content: log }], NOW))[0], /^log\.jsonl\|1\|fields\.headache\|/)
  assert.match(faultsOf(zipOf([{ path: 'photo.txt', content: 'x' }], NOW))[0], /no export of a Clearday/)
  assert.match(faultsOf(zipOf([{ path: 'log.jsonl', content: log }], NOW).subarray(0, 60))[0], /cut off/)
})
