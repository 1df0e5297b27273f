// Photographs that were kept before metadata were taken out of them: what leaves the server tells no place, and nobody is refused because of it.
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { asPerson } from '../access/as-person.ts'
import { beginCareRelationship } from '../access/care-relationships.ts'
import { createDiary } from '../access/new-diary.ts'
import { openPool, type Database } from '../database/open-pool.ts'
import { bringFile, type Brought } from '../export/bring-file.ts'
import { exportPatient } from '../export/export-patient.ts'
import { readBroughtFile } from '../export/read-brought-file.ts'
import { readZip } from '../export/read-zip.ts'
import { zipOf } from '../export/zip.ts'
import { appendOperations } from '../operations/append-operations.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { addAttachment, attachmentsOf, readAttachment, type NewAttachment } from './attachments.ts'
import { stripStored } from './strip-stored.ts'

let store: TestStore
let owner: Database
before(async () => {
  store = await startTestStore()
  const { host, port, database = '', user = '', password } = store.owner
  owner = openPool({ host, port, database, user, password: password ?? '' }, 'test', 1)
})
after(async () => {
  await owner.destroy()
  await store.end()
})

const NOW = Date.now()

/** Sixteen by sixteen points as a browser packs them, with EXIF beside: maker, turned by a quarter, 47° 22′ 36″ N, 8° 32′ 24″ E. */
const PHOTOGRAPH = Buffer.from(
  [
    '/9j/4QCoRXhpZgAATU0AKgAAAAgAAwEPAAIAAAAHAAAAaAESAAMAAAABAAYAAIglAAQAAAABAAAAMgAAAAAABAABAAIAAAACTgAAAAACAAUAAA',
    'ADAAAAcAADAAIAAAACRQAAAAAEAAUAAAADAAAAiAAAAABUZWxlLTEAAAAAAC8AAAABAAAAFgAAAAEAAA4QAAAAZAAAAAgAAAABAAAAIAAAAAEA',
    'AAlgAAAAZP/gABBKRklGAAEBAAABAAEAAP/iAdhJQ0NfUFJPRklMRQABAQAAAcgAAAAABDAAAG1udHJSR0IgWFlaIAfgAAEAAQAAAAAAAGFjc3',
    'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABAAD21gABAAAAANMtAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    'AAAAAAAAAAAACWRlc2MAAADwAAAAJHJYWVoAAAEUAAAAFGdYWVoAAAEoAAAAFGJYWVoAAAE8AAAAFHd0cHQAAAFQAAAAFHJUUkMAAAFkAAAAKG',
    'dUUkMAAAFkAAAAKGJUUkMAAAFkAAAAKGNwcnQAAAGMAAAAPG1sdWMAAAAAAAAAAQAAAAxlblVTAAAACAAAABwAcwBSAEcAQlhZWiAAAAAAAABv',
    'ogAAOPUAAAOQWFlaIAAAAAAAAGKZAAC3hQAAGNpYWVogAAAAAAAAJKAAAA+EAAC2z1hZWiAAAAAAAAD21gABAAAAANMtcGFyYQAAAAAABAAAAA',
    'JmZgAA8qcAAA1ZAAAT0AAAClsAAAAAAAAAAG1sdWMAAAAAAAAAAQAAAAxlblVTAAAAIAAAABwARwBvAG8AZwBsAGUAIABJAG4AYwAuACAAMgAw',
    'ADEANv/bAEMAEAsMDgwKEA4NDhIREBMYKBoYFhYYMSMlHSg6Mz08OTM4N0BIXE5ARFdFNzhQbVFXX2JnaGc+TXF5cGR4XGVnY//bAEMBERISGB',
    'UYLxoaL2NCOEJjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY//AABEIABAAEAMBIgACEQEDEQH/xAAV',
    'AAEBAAAAAAAAAAAAAAAAAAAABP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAUAQEAAAAAAAAAAAAAAAAAAAAE/8QAFREBAQAAAAAAAAAAAAAAAA',
    'AAAwD/2gAMAwEAAhEDEQA/AIACCKU73//Z',
  ].join(''),
  'base64',
)
/** The seconds of the latitude, and whose telephone it was. */
const TOLD = [Buffer.from('0000002f000000010000001600000001', 'hex'), Buffer.from('Tele-1')]
const tellsPlace = (content: Buffer | string): boolean => TOLD.some((piece) => Buffer.from(content).includes(piece))
const HEIC = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic and where it was taken', 'latin1')
const BROKEN = PHOTOGRAPH.subarray(0, 300)

async function account(...roles: string[]): Promise<string> {
  const id = randomUUID()
  await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [id])
  for (const role of roles)
    await store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
      id,
      role,
    ])
  return id
}

type Work<Value> = Parameters<typeof asPerson<Value>>[2]
const as = <Value>(who: string, work: Work<Value>): Promise<Value> => asPerson(store.app, who, work)

function ok<Value>(outcome: { type: 'ok'; value: Value } | { type: 'error'; error: { code: string } }): Value {
  assert.ok(outcome.type === 'ok', JSON.stringify(outcome))
  return outcome.value
}

const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex')

const newDiary = async (who: string): Promise<string> =>
  ok(await as(who, (t, access) => createDiary(t, access, 'self', NOW))).patient

const photo = (content: Buffer, name: string): NewAttachment => ({
  ...{ id: randomUUID(), entity: 'day', key: '2026-03-01' },
  name,
  content,
})

/** As it was kept then, to the last byte. */
async function keptOnce(patient: string, who: string, { id, key, name, content }: NewAttachment, type = 'image/jpeg') {
  await store.owner.query(
    `INSERT INTO attachments.files (patient_id, attachment_id, entity, key, name, media_type, bytes, sha256, added_by, plain)
     VALUES ($1, $2, 'day', $3, $4, $5, $6, $7, $8, false)`,
    [patient, id, key, name, type, content.length, Buffer.from(hashOf(content), 'hex'), who],
  )
  await store.owner.query('INSERT INTO attachments.parts VALUES ($1, $2, 0, $3)', [patient, id, content])
}

const archiveOf = async (who: string, patient: string): Promise<Buffer> => {
  const taken = await as(who, (t, access) => exportPatient(t, access, patient, NOW))
  assert.ok(taken.type === 'ok')
  return zipOf(taken.value.files, NOW)
}

test('an old photograph with a place in it leaves the server as its picture alone, by download and in the archive, and is the same when it is sent again', async () => {
  const self = await account()
  const patient = await newDiary(self)
  const one = photo(PHOTOGRAPH, 'harbour.jpg')
  assert.ok(tellsPlace(PHOTOGRAPH))
  await keptOnce(patient, self, one)
  const read = async () => ok(await as(self, (t, access) => readAttachment(t, access, patient, one.id, NOW)))
  const looksTheSame = async (): Promise<void> => {
    const { content, bytes, sha256 } = await read()
    assert.ok(!tellsPlace(content))
    assert.ok(content.length > 500, 'the picture is there')
    assert.ok(content.includes(Buffer.from('Exif')), 'and which way is up')
    assert.deepEqual([bytes, sha256], [content.length, hashOf(content)])
    const unpacked = readZip(await archiveOf(self, patient), 10_000_000)
    assert.ok(unpacked.type === 'ok')
    const [path] = [...unpacked.files.keys()].filter((name) => name.startsWith('attachments/'))
    assert.deepEqual(unpacked.files.get(path), content)
    const [listed] = JSON.parse(String(unpacked.files.get('attachments.json'))) as { sha256: string }[]
    assert.equal(listed.sha256, sha256)
  }
  await looksTheSame()
  const plain = (await read()).content
  const sent = async (content: Buffer) => {
    const { added } = ok(await as(self, (t, access) => addAttachment(t, access, patient, { ...one, content }, NOW)))
    return added
  }
  assert.deepEqual(
    [await sent(PHOTOGRAPH), await sent(plain)],
    [false, false],
    'from the telephone, and as it came back',
  )
  assert.equal(await stripStored(owner, NOW), 1)
  assert.equal(await stripStored(owner, NOW), 0, 'once')
  await looksTheSame()
  assert.deepEqual([await sent(PHOTOGRAPH), await sent(plain)], [false, false])
  const { rows } = await store.owner.query<{ content: Buffer }>(
    'SELECT content FROM attachments.parts WHERE patient_id = $1',
    [patient],
  )
  assert.ok(
    rows.every(({ content }) => !tellsPlace(content)),
    'nor does a backup tell it',
  )
  const another = await as(self, (t, access) =>
    addAttachment(t, access, patient, { ...one, content: Buffer.from('%PDF-1.4 another') }, NOW),
  )
  assert.ok(another.type === 'error' && another.error.code === 'id-reused')
  const events = await store.owner.query(
    `SELECT 1 FROM audit.events WHERE chain_id = $1 AND act = 'attachment.stripped'`,
    [patient],
  )
  assert.equal(events.rows.length, 1)
})

test('an old photograph out of which the place cannot be taken opens to its patient, and to no practitioner', async () => {
  const [self, practitioner] = [await account(), await account('practitioner')]
  const patient = await newDiary(self)
  const one = photo(HEIC, 'harbour.heic')
  await keptOnce(patient, self, one, 'image/heic')
  ok(await as(self, (t, access) => beginCareRelationship(t, access, { patient, practitioner }, NOW)))
  assert.equal(await stripStored(owner, NOW), 0)
  const read = (who: string) => as(who, (t, access) => readAttachment(t, access, patient, one.id, NOW))
  assert.deepEqual(ok(await read(self)).content, HEIC)
  const refused = await read(practitioner)
  assert.ok(refused.type === 'error' && refused.error.code === 'not-yours')
})

test('an older archive with a HEIC, a broken and a good photograph is taken in without the first two, which are named', async () => {
  const self = await account()
  const patient = await newDiary(self)
  await keptOnce(patient, self, photo(HEIC, 'harbour.heic'), 'image/heic')
  await keptOnce(patient, self, photo(BROKEN, 'half.jpg'))
  const good = photo(PHOTOGRAPH, 'good.jpg')
  await keptOnce(patient, self, good)
  const archive = await archiveOf(self, patient)
  const read = readBroughtFile(archive, NOW)
  assert.ok(read.type === 'ok', JSON.stringify(read))
  const named = [
    ['half.jpg', 'unreadable'],
    ['harbour.heic', 'heic'],
  ]
  const names = (left: readonly { name: string; why: string }[]) => left.map(({ name, why }) => [name, why]).sort()
  // into a new diary, and joined into one that is kept already
  for (const kept of [false, true]) {
    const other = await account()
    if (kept) {
      const into = await newDiary(other)
      const [id, device] = [randomUUID(), randomUUID()]
      const said = {
        id,
        entity: 'day',
        key: '2026-03-05',
        fields: { headache: 'none' },
        deleted: false,
        at: NOW,
      } as const
      const batch = { device, sentAt: NOW, operations: [{ ...said, seen: 0 }] }
      await as(other, (t) => appendOperations(t, into, other, batch, NOW))
    }
    const into = kept ? 'own' : 'new'
    const brought: Brought = ok(
      await as(other, (t, access) => bringFile(t, access, { bytes: archive, file: read.value, into }, NOW)),
    )
    assert.deepEqual([brought.attachments, names(brought.leftOut)], [1, named])
    const there = await as(other, (t, access) => attachmentsOf(t, access, brought.patient))
    assert.ok(ok(there).some(({ id, name }) => id === good.id && name === 'good.jpg'))
    const again = ok(await as(other, (t, access) => readAttachment(t, access, brought.patient, good.id, NOW)))
    assert.ok(!tellsPlace(again.content))
  }
})
