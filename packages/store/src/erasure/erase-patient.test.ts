import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { appendFileSync, chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { actingAs } from '../access/acting.ts'
import { asPerson } from '../access/as-person.ts'
import { beginCareRelationship } from '../access/care-relationships.ts'
import { createDiary } from '../access/new-diary.ts'
import { acceptProxy, inviteProxy } from '../access/proxies.ts'
import { granted } from '../access/outcome.ts'
import { createShareLink } from '../access/share-links.ts'
import { tell } from '../access/tell.ts'
import { giveConsent } from '../consent/consents.ts'
import { restoreBackup } from '../backup/restore-backup.ts'
import { writeBackup } from '../backup/write-backup.ts'
import type { ConnectionSettings } from '../database/open-pool.ts'
import { appendOperations, type Appended } from '../operations/append-operations.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { closeDiaryOfDeceased, reopenDiary } from '../access/closed-diaries.ts'
import { addAttachment, attachmentsOf, deleteAttachment } from '../attachments/attachments.ts'
import { endAgain } from './end-again.ts'
import type { Ending } from './endings-journal.ts'
import { eraseClosed } from './erase-closed.ts'
import { eraseAgain, erasePatient } from './erase-patient.ts'
import { appendErasure, completeJournal, readErasures } from './erasure-journal.ts'

let store: TestStore
let folder: string
before(async () => {
  store = await startTestStore()
  folder = mkdtempSync(join(tmpdir(), 'clearday-erasure-'))
  chmodSync(folder, 0o700)
})
after(async () => {
  await store.end()
  rmSync(folder, { recursive: true, force: true })
})

const NOW = Date.now()
/** What the person said, in whatever place; nothing else in the database has it. */
const WORDS = 'zwetschgenkuchen'

async function account(role?: string): Promise<string> {
  const id = randomUUID()
  await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [id])
  if (role !== undefined)
    await store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
      id,
      role,
    ])
  return id
}

async function newDiary(self: string): Promise<string> {
  const made = await asPerson(store.app, self, (transaction, access) => createDiary(transaction, access, 'self', NOW))
  assert.ok(made.type === 'ok')
  return made.value.patient
}

function write(self: string, patient: string, key = '2026-03-01'): Promise<Appended> {
  return asPerson(store.app, self, (transaction) =>
    appendOperations(
      transaction,
      patient,
      self,
      {
        device: randomUUID(),
        sentAt: NOW,
        operations: [
          {
            id: randomUUID(),
            entity: 'day',
            key,
            fields: { headache: 'none', note: WORDS },
            deleted: false,
            at: NOW,
            seen: 0,
          },
        ],
      },
      NOW,
    ),
  )
}

/** A patient with something in every table that can hold something of theirs. */
async function fullPatient(): Promise<{ self: string; proxy: string; patient: string }> {
  const [self, proxy, practitioner] = [await account(), await account(), await account('practitioner')]
  const patient = await newDiary(self)
  await write(self, patient)
  const invited = await asPerson(store.app, self, async (transaction, access) => {
    await granted(
      createShareLink(
        transaction,
        access,
        {
          patient,
          recipient: WORDS,
          entities: ['day'],
          withNotes: true,
          firstDay: '2026-01-01',
          lastDay: '2026-12-31',
          expiresAt: '2999-01-01T00:00:00Z',
        },
        NOW,
      ),
    )
    await beginCareRelationship(transaction, access, { patient, practitioner }, NOW)
    await tell(transaction, { patient, audience: 'patient', kind: 'break-glass', about: { x: WORDS } })
    await giveConsent(transaction, access, { patient, text: 'keep-diary', version: 1, language: 'en' }, NOW)
    return inviteProxy(transaction, access, { patient, reason: WORDS }, NOW)
  })
  assert.ok(invited.type === 'ok')
  await asPerson(store.app, proxy, (transaction, access) => acceptProxy(transaction, access, invited.value.token, NOW))
  return { self, proxy, patient }
}

/** Tables of the whole database in which a text stands, in whatever column. */
async function tablesWith(text: string): Promise<string[]> {
  const { rows } = await store.owner.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' ORDER BY 1`,
  )
  const found: string[] = []
  for (const { name } of rows) {
    const { rowCount } = await store.owner.query(
      `SELECT 1 FROM ${name} t WHERE t::text LIKE '%' || $1 || '%' LIMIT 1`,
      [text],
    )
    if (rowCount === 1) found.push(name)
  }
  return found
}

const erase = (who: string, patient: string): ReturnType<typeof erasePatient> =>
  asPerson(store.app, who, (transaction, access) => erasePatient(transaction, access, patient, NOW))

test('after an erasure no word of the person stands in any table, and what was removed is told', async () => {
  const { self, patient } = await fullPatient()
  const before = await tablesWith(patient)
  const words = await tablesWith(WORDS)
  assert.ok(words.length >= 5, words.join(', '))
  const erased = await erase(self, patient)
  assert.ok(erased.type === 'ok', JSON.stringify(erased))
  assert.deepEqual(erased.value.removed, {
    'access.care_relationships': 1,
    'access.consents': 1,
    'access.diaries': 2,
    'access.outbox': 1,
    'access.proxy_invitations': 1,
    'access.share_links': 1,
    'diary.entries': 1,
    'diary.operations': 1,
    'diary.patients': 1,
  })
  assert.deepEqual(await tablesWith(WORDS), [])
  // what was told removed is all that there was, and the id stays where it says that there was somebody
  const stays = ['access.erased_patients', 'audit.chains', 'audit.events']
  assert.deepEqual(await tablesWith(patient), stays)
  assert.deepEqual(
    before.filter((name) => !stays.includes(name)),
    Object.keys(erased.value.removed),
  )
  const { rows } = await store.owner.query<{ act: string }>(
    'SELECT act FROM audit.events WHERE chain_id = $1 ORDER BY n',
    [patient],
  )
  assert.equal(rows.at(-1)?.act, 'patient.erased')
  assert.ok(!JSON.stringify(rows).includes(WORDS))
})

test('a table that is added later is erased too, and one that nothing may be left out of refers to it', async () => {
  await store.owner.query(`CREATE TABLE diary.later (patient_id uuid PRIMARY KEY, said text)`)
  await store.owner.query(`CREATE TABLE diary.a_part_of_it (patient_id uuid REFERENCES diary.later, said text)`)
  await store.owner.query(`CREATE TABLE diary.z_part_of_it (patient_id uuid REFERENCES diary.later, said text)`)
  try {
    const { self, patient } = await fullPatient()
    await store.owner.query('INSERT INTO diary.later VALUES ($1, $2)', [patient, WORDS])
    await store.owner.query('INSERT INTO diary.a_part_of_it VALUES ($1, $2)', [patient, WORDS])
    await store.owner.query('INSERT INTO diary.z_part_of_it VALUES ($1, $2)', [patient, WORDS])
    const erased = await erase(self, patient)
    assert.ok(erased.type === 'ok')
    assert.equal(erased.value.removed['diary.later'], 1)
    assert.deepEqual(await tablesWith(WORDS), [])
  } finally {
    await store.owner.query('DROP TABLE diary.a_part_of_it, diary.z_part_of_it, diary.later')
  }
})

test('only the patient has the diary erased: no proxy beside them, no practitioner, no manager, nobody in passing', async () => {
  const { self, proxy, patient } = await fullPatient()
  for (const who of [proxy, await account('manager'), await account('administrator'), await account()]) {
    const refused = await erase(who, patient)
    assert.ok(refused.type === 'error' && refused.error.code === 'not-yours')
  }
  for (const who of [self, await account('administrator')])
    await assert.rejects(
      asPerson(store.app, who, (transaction) =>
        sql`SELECT * FROM access.erase_patient(${patient})`.execute(transaction),
      ),
      /not open for erasing/,
    )
  assert.equal((await write(self, patient)).type, 'ok')
})

test('who writes a child’s diary for a while has it erased no more than a stranger; who writes it without an end does', async () => {
  const [parent, helper] = [await account(), await account()]
  const made = await asPerson(store.app, parent, (transaction, access) =>
    createDiary(transaction, access, 'proxy', NOW),
  )
  assert.ok(made.type === 'ok')
  const { patient } = made.value
  const invited = await asPerson(store.app, parent, (transaction, access) =>
    inviteProxy(transaction, access, { patient, reason: 'a week away', endsAt: '2999-01-01T00:00:00Z' }, NOW),
  )
  assert.ok(invited.type === 'ok')
  const accepted = await asPerson(store.app, helper, (transaction, access) =>
    acceptProxy(transaction, access, invited.value.token, NOW),
  )
  assert.ok(accepted.type === 'ok')
  const refused = await erase(helper, patient)
  assert.ok(refused.type === 'error' && refused.error.code === 'not-yours')
  // the day on which the child is of age is no end that somebody set
  await store.owner.query(
    `UPDATE access.diaries SET ends_at = now() + interval '1 year', ends_by_rule = now() + interval '1 year' WHERE account_id = $1`,
    [parent],
  )
  assert.equal((await erase(parent, patient)).type, 'ok')
})

test('an erased id refuses operations for good, also one that was on its way', async () => {
  const { self, patient } = await fullPatient()
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  let erasing = (): void => undefined
  const begun = new Promise<void>((resolve) => (erasing = resolve))
  const erased = asPerson(store.app, self, async (transaction, access) => {
    const outcome = await erasePatient(transaction, access, patient, NOW)
    erasing()
    await held
    return outcome
  })
  await begun
  const late = write(self, patient, '2026-03-02')
  release()
  assert.equal((await erased).type, 'ok')
  assert.equal((await late).type, 'patient-erased')
  // whatever is believed to be open
  const acting = { account: self, read: [patient], write: [patient], append: [] }
  const offered = { device: randomUUID(), sentAt: NOW, operations: [] }
  const again = await actingAs(store.app, acting, (transaction) =>
    appendOperations(transaction, patient, self, offered, NOW),
  )
  assert.equal(again.type, 'patient-erased')
  const unknown = await actingAs(store.app, acting, (transaction) =>
    appendOperations(transaction, randomUUID(), self, offered, NOW),
  )
  assert.equal(unknown.type, 'no-such-diary')
  const second = await erase(self, patient)
  assert.ok(second.type === 'error')
})

test('an erasure survives the restore of an older backup, by the journal outside the database', async () => {
  const { self, patient } = await fullPatient()
  const { patient: kept } = await fullPatient()
  const { host, port, user = '', password } = store.owner
  const settings: ConnectionSettings = { host, port, user, password: password ?? '', database: 'clearday' }
  const path = join(folder, 'before.backup')
  const taken = await writeBackup(settings, path, 'violet harbour', '2026-03-04T12:00:00.000Z', 10)
  assert.ok(taken.type === 'ok')
  const erased = await erase(self, patient)
  assert.ok(erased.type === 'ok')
  const journal = join(folder, 'erasures.jsonl')
  await appendErasure(journal, erased.value.journal)
  await store.owner.query('CREATE DATABASE after_it')
  const restored = await restoreBackup({
    owner: { ...settings, database: 'after_it' },
    secret: 'x',
    path,
    passphrase: 'violet harbour',
    erasedSince: (await readErasures(journal)).map((line) => line.patient),
  })
  assert.ok(restored.type === 'ok', JSON.stringify(restored))
  assert.deepEqual(restored.value.erasedAgain, [patient])
  assert.ok(restored.value.rows['diary.operations'] >= 2)
  assert.deepEqual(await eraseAgain(store.owner, [patient]), [])
  assert.deepEqual(await tablesWith(kept), [
    'access.care_relationships',
    'access.consents',
    'access.diaries',
    'access.outbox',
    'access.proxy_invitations',
    'access.share_links',
    'audit.chains',
    'audit.events',
    'diary.entries',
    'diary.operations',
    'diary.patients',
  ])
})

test('a file that was added and deleted after a backup comes back from no device once the backup is restored', async () => {
  const self = await account()
  const patient = await newDiary(self)
  const file = { id: randomUUID(), entity: 'day', key: '2026-03-01', name: 'letter' } as const
  const add = () =>
    asPerson(store.app, self, (transaction, access) =>
      addAttachment(transaction, access, patient, { ...file, content: Buffer.from('%PDF-1.4\n%%EOF\n') }, NOW),
    )
  assert.equal((await add()).type, 'ok')
  await asPerson(store.app, self, (transaction, access) => deleteAttachment(transaction, access, patient, file.id, NOW))
  const { rows } = await store.owner.query<Ending>(
    `SELECT what, id, ended_at AS at FROM access.endings('epoch') WHERE what = 'attachment' AND id LIKE $1 || '%'`,
    [patient],
  )
  // as the backup has it
  await store.owner.query('DELETE FROM attachments.files WHERE patient_id = $1', [patient])
  const endings = rows.map((one) => ({ ...one, at: new Date(one.at).toISOString() }))
  assert.equal((await endAgain(store.owner, endings)).ended, 1)
  assert.equal((await endAgain(store.owner, endings)).ended, 0)
  const again = await add()
  assert.ok(again.type === 'error' && again.error.code === 'deleted')
  assert.deepEqual(
    await asPerson(store.app, self, (transaction, access) => attachmentsOf(transaction, access, patient)),
    { type: 'ok', value: [] },
  )
})

test('the journal bears a line that was cut off, and is completed after a crash between erasing and writing', async () => {
  const journal = join(folder, 'torn.jsonl')
  assert.deepEqual(await readErasures(journal), [])
  const [first, second] = [randomUUID(), randomUUID()].map((patient) => ({
    patient,
    erasedAt: '2026-03-04T12:00:00.000Z',
  }))
  await appendErasure(journal, first)
  appendFileSync(journal, '{"patient":"0190')
  await appendErasure(journal, second)
  await appendErasure(journal, first)
  assert.deepEqual(await readErasures(journal), [first, second])
  const { rows } = await store.owner.query<{ n: number }>('SELECT count(*)::int AS n FROM access.erased_patients')
  assert.equal(await completeJournal(store.owner, journal), rows[0].n)
  assert.equal(await completeJournal(store.owner, journal), 0)
})

test('after a death the diary is kept until its last day, and then the server erases it by itself', async () => {
  const [manager, administrator] = [await account('manager'), await account('administrator')]
  const path = join(folder, 'closed.jsonl')
  const diaries: string[] = []
  for (const k of [0, 1, 2]) {
    const { self, patient } = await fullPatient()
    const death = { patient, informedBy: 'clinic', reason: WORDS, keepUntil: '2036-01-01' } as const
    const closed = await asPerson(store.app, manager, (t, access) => closeDiaryOfDeceased(t, access, death, NOW))
    assert.equal(closed.type, 'ok', self)
    // a day that is over cannot be given, so it comes as time would bring it; the third is kept on
    if (k < 2)
      await store.owner.query(`UPDATE access.closed_diaries SET keep_until = current_date - 2 WHERE patient_id = $1`, [
        patient,
      ])
    diaries.push(patient)
  }
  const [over, undone, kept] = diaries
  const undo = { patient: undone, reason: 'false-report' } as const
  assert.equal((await asPerson(store.app, administrator, (t, access) => reopenDiary(t, access, undo, NOW))).type, 'ok')
  const there = async (): Promise<string[]> => {
    const { rows } = await store.owner.query<{ id: string }>(
      'SELECT patient_id AS id FROM diary.patients WHERE patient_id = ANY ($1)',
      [diaries],
    )
    return rows.map(({ id }) => id).sort()
  }
  // a clock that runs ahead brings no day nearer
  assert.equal(await eraseClosed(store.app, path, NOW + 20 * 365 * 86_400_000), 1)
  assert.deepEqual(await there(), [undone, kept].sort())
  assert.equal(await eraseClosed(store.app, path, NOW), 0)
  assert.deepEqual(
    (await readErasures(path)).map(({ patient }) => patient),
    [over],
  )
  const { rows } = await store.owner.query<{ said: string }>(
    `SELECT acting_as || ' ' || act AS said FROM audit.events WHERE chain_id = $1 ORDER BY n DESC LIMIT 1`,
    [over],
  )
  assert.equal(rows[0].said, 'server patient.erased')
  const { rows: words } = await store.owner.query('SELECT 1 FROM access.closed_diaries WHERE patient_id = $1', [over])
  assert.equal(words.length, 0)
})
