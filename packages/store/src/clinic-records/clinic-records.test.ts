import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql, type Transaction } from 'kysely'
import { asPerson, type Access, type StaffRole } from '../access/as-person.ts'
import { beginCareRelationship, endCareRelationship } from '../access/care-relationships.ts'
import { createDiary } from '../access/new-diary.ts'
import { acceptProxy, inviteProxy } from '../access/proxies.ts'
import type { AccessOutcome } from '../access/outcome.ts'
import type { Tables } from '../database/tables.ts'
import { erasePatient, eraseAgain, type Erased } from '../erasure/erase-patient.ts'
import { whoLooked } from '../export/who-looked.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { nameFile } from './clinic-file.ts'
import { exportRecords } from './export-records.ts'
import { detachedFiles, heldFiles, holdFile, openDetachedFile, releaseFile } from './kept-files.ts'
import { amendNote, notesOf, writeNote } from './notes.ts'
import { paperConsentsOf, recordPaperConsent, withdrawPaperConsent } from './paper-consents.ts'
import { keptRecords, purgeClinicRecords, retentionPeriod, retentionSetting, setRetentionPeriod } from './retention.ts'
import { changeVisit, recordVisit, visitsOf, type NewVisit } from './visits.ts'

let store: TestStore
before(async () => {
  store = await startTestStore()
})
after(() => store.end())

const NOW = Date.now()
const today = new Date(NOW).toISOString().slice(0, 10)
const yearsLater = (day: string, years: number): string =>
  `${Number(day.slice(0, 4)) + years}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`

async function account(role?: StaffRole, name = ''): Promise<string> {
  const id = randomUUID()
  await store.owner.query('INSERT INTO access.accounts (account_id, display_name) VALUES ($1, $2)', [id, name])
  if (role !== undefined)
    await store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
      id,
      role,
    ])
  return id
}

const as = <Value>(
  who: string,
  work: (transaction: Transaction<Tables>, access: Access) => Promise<Value>,
): Promise<Value> => asPerson(store.app, who, work)

function ok<Value>(outcome: AccessOutcome<Value>): Value {
  assert.ok(outcome.type === 'ok', JSON.stringify(outcome))
  return outcome.value
}

function code(outcome: AccessOutcome<unknown>): string {
  return outcome.type === 'ok' ? 'ok' : outcome.error.code
}

interface Treated {
  readonly self: string
  readonly patient: string
  readonly practitioner: string
  readonly relationship: string
}

/** A patient who opened their diary to a practitioner. */
async function treated(name = 'Ada Lovelace'): Promise<Treated> {
  const [self, practitioner] = [await account(undefined, name), await account('practitioner', 'Dr. Wren')]
  return as(self, async (transaction, access) => {
    const { patient, access: wider } = ok(await createDiary(transaction, access, 'self', NOW))
    const { relationshipId } = ok(await beginCareRelationship(transaction, wider, { patient, practitioner }, NOW))
    return { self, patient, practitioner, relationship: relationshipId }
  })
}

const visit = (practitioner: string, more: Partial<NewVisit> = {}): NewVisit => ({
  visitedOn: today,
  location: 'old-town',
  practitioner,
  kind: 'first-visit',
  state: 'done',
  ...more,
})

const erase = (who: string, patient: string): Promise<AccessOutcome<Erased>> =>
  as(who, (transaction, access) => erasePatient(transaction, access, patient, NOW))

test('a note is corrected by another version and struck by one, and what it said stays', async () => {
  const { self, patient, practitioner } = await treated()
  const colleague = await account('practitioner')
  await as(self, (transaction, access) =>
    beginCareRelationship(transaction, access, { patient, practitioner: colleague }, NOW),
  )
  const { noteId } = ok(
    await as(practitioner, (transaction, access) => writeNote(transaction, access, patient, { body: 'left' }, NOW)),
  )
  const amend = (who: string, body: string | null): Promise<AccessOutcome<unknown>> =>
    as(who, (transaction, access) => amendNote(transaction, access, patient, noteId, body, NOW))
  assert.equal(code(await amend(colleague, 'mine')), 'not-yours')
  assert.equal(code(await amend(practitioner, ' ')), 'wrong-value')
  assert.equal(code(await amend(practitioner, 'right')), 'ok')
  assert.equal(code(await amend(practitioner, null)), 'ok')
  const versions = ok(await as(self, (transaction, access) => notesOf(transaction, access, patient, NOW)))
  assert.deepEqual(
    versions.map(({ version, body, struck }) => [version, body, struck]),
    [
      [1, 'left', false],
      [2, 'right', false],
      [3, '', true],
    ],
  )
  for (const statement of ['UPDATE clinic_records.notes SET body = body', 'DELETE FROM clinic_records.notes'])
    await assert.rejects(
      as(practitioner, (transaction) => sql.raw(statement).execute(transaction)),
      /permission denied/,
    )
})

test('the front desk sees visits and papers, and no notes; managers see neither, and a relationship that ended opens nothing', async () => {
  const { self, patient, practitioner, relationship } = await treated()
  const desk = await account('front-desk')
  const seen = async (who: string): Promise<string[]> => [
    code(await as(who, (transaction, access) => visitsOf(transaction, access, patient, NOW))),
    code(await as(who, (transaction, access) => paperConsentsOf(transaction, access, patient, NOW))),
    code(await as(who, (transaction, access) => notesOf(transaction, access, patient, NOW))),
  ]
  assert.deepEqual(await seen(self), ['ok', 'ok', 'ok'])
  assert.deepEqual(await seen(practitioner), ['ok', 'ok', 'ok'])
  assert.deepEqual(await seen(desk), ['ok', 'ok', 'not-yours'])
  for (const role of ['manager', 'administrator', 'editor', 'practitioner'] as const)
    assert.deepEqual(await seen(await account(role)), ['not-yours', 'not-yours', 'not-yours'], role)
  await as(self, (transaction, access) => endCareRelationship(transaction, access, relationship, NOW))
  // what they wrote belongs to the clinic's file, and not to them
  assert.deepEqual(await seen(practitioner), ['not-yours', 'not-yours', 'not-yours'])
  const unknown = await as(desk, (transaction, access) => visitsOf(transaction, access, randomUUID(), NOW))
  assert.equal(code(unknown), 'no-such-patient')
  const looked = await as(self, (transaction, access) => whoLooked(transaction, access, patient))
  assert.deepEqual(
    looked.filter(({ act }) => act.endsWith('.read')).map(({ act, actingAs }) => `${actingAs} ${act}`),
    [
      'practitioner visits.read',
      'practitioner paper-consents.read',
      'practitioner notes.read',
      'front-desk visits.read',
      'front-desk paper-consents.read',
    ],
  )
})

test('what cannot be a visit or a consent on paper is refused with what would be right', async () => {
  const { patient, practitioner } = await treated()
  const desk = await account('front-desk')
  const wrong: readonly (readonly [Partial<NewVisit>, string])[] = [
    [{ visitedOn: '2026-02-30' }, 'wrong-value'],
    [{ location: ' ' }, 'wrong-value'],
    [{ kind: 'She felt better' }, 'wrong-value'],
    [{ practitioner: desk }, 'no-practitioner'],
  ]
  for (const [more, expected] of wrong) {
    const given = visit(practitioner, more)
    const outcome = await as(desk, (transaction, access) => recordVisit(transaction, access, patient, given, NOW))
    assert.equal(code(outcome), expected, JSON.stringify(more))
  }
  const paper = { subject: 'photographs', signedOn: '2999-01-01', keptAt: '' }
  const late = await as(desk, (transaction, access) => recordPaperConsent(transaction, access, patient, paper, NOW))
  assert.equal(code(late), 'wrong-value')
})

test('a diary is erased and the clinic’s file stands under a number of its own, with what must be kept and the day until which', async () => {
  const { self, patient, practitioner } = await treated()
  const desk = await account('front-desk')
  await as(desk, async (transaction, access) => {
    ok(await recordVisit(transaction, access, patient, visit(practitioner), NOW))
    ok(await recordVisit(transaction, access, patient, visit(practitioner, { state: 'planned' }), NOW))
    const gone = ok(await recordVisit(transaction, access, patient, visit(practitioner), NOW))
    ok(await changeVisit(transaction, access, patient, gone.visitId, visit(practitioner, { state: 'missed' }), NOW))
    const paper = { subject: 'acupuncture', signedOn: today, keptAt: 'folder 12' }
    const { paperId } = ok(await recordPaperConsent(transaction, access, patient, paper, NOW))
    ok(await withdrawPaperConsent(transaction, access, patient, paperId, NOW))
  })
  await as(practitioner, async (transaction, access) => {
    const [{ visitId }] = ok(await visitsOf(transaction, access, patient, NOW)).filter(({ state }) => state === 'done')
    ok(await writeNote(transaction, access, patient, { body: 'calm', visitId }, NOW))
  })
  const kept = await as(self, (transaction) => keptRecords(transaction, patient, NOW))
  assert.ok(kept !== null)
  const { fileId, ...what } = kept
  assert.deepEqual(what, { visits: 1, notes: 1, paperConsents: 1, keepUntil: yearsLater(today, 10), held: false })
  const erased = ok(await erase(self, patient))
  assert.deepEqual(erased.kept, kept)
  // the two visits that did not take place went; what was put aside is not told as removed
  assert.deepEqual(
    Object.entries(erased.removed).filter(([name]) => name.startsWith('clinic_records')),
    [['clinic_records.visits', 2]],
  )
  const { rows } = await store.owner.query<{ name: string }>(
    `SELECT 'files' AS name FROM clinic_records.files WHERE patient_id = $1
     UNION SELECT 'visits' FROM clinic_records.visits WHERE patient_id = $1
     UNION SELECT 'notes' FROM clinic_records.notes WHERE patient_id = $1`,
    [patient],
  )
  assert.deepEqual(rows, [])
  // nobody has it open, not even who wrote it, and the diary's own record does not lead there
  assert.equal(code(await as(practitioner, (t, access) => notesOf(t, access, fileId, NOW))), 'not-yours')
  assert.equal(code(await as(desk, (t, access) => visitsOf(t, access, fileId, NOW))), 'no-such-patient')
  const { rows: events } = await store.owner.query<{ about: string }>(
    `SELECT about::text FROM audit.events WHERE chain_id = $1 AND act = 'patient.erased'`,
    [patient],
  )
  assert.ok(events[0].about.includes('keepUntil') && !events[0].about.includes(fileId))
  const { rows: leading } = await store.owner.query(
    `SELECT e.act FROM audit.events e, (
       SELECT visit_id AS id FROM clinic_records.visits WHERE patient_id = $2
       UNION ALL SELECT note_id FROM clinic_records.notes WHERE patient_id = $2
       UNION ALL SELECT visit_id FROM clinic_records.notes WHERE patient_id = $2
       UNION ALL SELECT paper_id FROM clinic_records.paper_consents WHERE patient_id = $2) kept
     WHERE e.chain_id = $1 AND e.about::text LIKE '%' || kept.id || '%'`,
    [patient, fileId],
  )
  assert.deepEqual(leading, [], 'no number in the record is one of the file')
  const manager = await account('manager')
  const files = await as(manager, (transaction, access) => detachedFiles(transaction, access))
  assert.deepEqual(
    files.filter((one) => one.patient === fileId).map(({ name, keepUntil, held }) => [name, keepUntil, held]),
    [['Ada Lovelace', yearsLater(today, 10), false]],
  )
  assert.deepEqual(await as(desk, (transaction, access) => detachedFiles(transaction, access)), [])
  // erased again after a restore there is nothing left to do, and the file is still there
  assert.deepEqual(await eraseAgain(store.owner, [patient]), [])
  const open = { file: fileId, practitioner, reason: 'a court asks', endsAt: new Date(NOW + 86_400_000).toISOString() }
  const opened = (who: string, more: object = {}): Promise<AccessOutcome<unknown>> =>
    as(who, (transaction, access) => openDetachedFile(transaction, access, { ...open, ...more }, NOW))
  assert.equal(code(await opened(desk)), 'not-yours')
  assert.equal(code(await opened(manager, { reason: '' })), 'no-reason')
  assert.equal(code(await opened(manager, { endsAt: '2999-01-01T00:00:00Z' })), 'wrong-end')
  assert.equal(code(await opened(manager, { file: randomUUID() })), 'not-found')
  assert.equal(code(await opened(manager)), 'ok')
  const notes = ok(await as(practitioner, (transaction, access) => notesOf(transaction, access, fileId, NOW)))
  assert.deepEqual(
    notes.map(({ body }) => body),
    ['calm'],
  )
  const visits = ok(await as(practitioner, (transaction, access) => visitsOf(transaction, access, fileId, NOW)))
  assert.ok(
    visits.some(({ visitId }) => visitId === notes[0].visitId),
    'a note speaks of its visit still',
  )
})

test('a hold moves with the file, and the journal of endings does not tell which file was whose', async () => {
  const { self, patient, practitioner } = await treated()
  const manager = await account('manager')
  await as(practitioner, (transaction, access) => writeNote(transaction, access, patient, { body: 'calm' }, NOW))
  ok(await as(manager, (transaction, access) => holdFile(transaction, access, { patient, reason: 'a claim' }, NOW)))
  const journaled = async (): Promise<string[]> =>
    (await store.owner.query<{ id: string }>(`SELECT id FROM access.endings('epoch') WHERE what = 'hold'`)).rows.map(
      ({ id }) => id,
    )
  const before = await journaled()
  assert.equal(before.filter((id) => id.startsWith(patient)).length, 1)
  const { kept } = ok(await erase(self, patient))
  assert.ok(kept?.held)
  assert.deepEqual(
    (await journaled()).filter((id) => !before.includes(id)),
    [],
  )
})

test('a proxy who reads what the clinic keeps about a patient stands in the record, and the patient does not', async () => {
  const { self, patient, practitioner } = await treated()
  const friend = await account()
  await as(practitioner, (transaction, access) => writeNote(transaction, access, patient, { body: 'calm' }, NOW))
  const { token } = ok(
    await as(self, (transaction, access) => inviteProxy(transaction, access, { patient, reason: 'x' }, NOW)),
  )
  ok(await as(friend, (transaction, access) => acceptProxy(transaction, access, token, NOW)))
  for (const who of [self, friend])
    await as(who, async (transaction, access) => {
      ok(await notesOf(transaction, access, patient, NOW))
      ok(await visitsOf(transaction, access, patient, NOW))
      ok(await paperConsentsOf(transaction, access, patient, NOW))
    })
  const { rows } = await store.owner.query<{ act: string }>(
    `SELECT act FROM audit.events WHERE chain_id = $1 AND act LIKE '%.read' AND acting_as = 'proxy' AND actor = $2 ORDER BY n`,
    [patient, friend],
  )
  assert.deepEqual(
    rows.map(({ act }) => act),
    ['notes.read', 'visits.read', 'paper-consents.read'],
  )
  const { rows: own } = await store.owner.query(
    `SELECT FROM audit.events WHERE chain_id = $1 AND act LIKE '%.read' AND actor = $2`,
    [patient, self],
  )
  assert.equal(own.length, 0)
})

test('of a patient of whom nothing must be kept, nothing is', async () => {
  const { self, patient, practitioner } = await treated()
  await as(practitioner, async (transaction, access) => {
    ok(await nameFile(transaction, access, patient, { name: 'Ada', bornOn: null }, NOW))
    ok(await recordVisit(transaction, access, patient, visit(practitioner, { state: 'cancelled' }), NOW))
  })
  const erased = ok(await erase(self, patient))
  assert.equal(erased.kept, null)
  assert.deepEqual([erased.removed['clinic_records.files'], erased.removed['clinic_records.visits']], [1, 1])
})

test('years are those that the clinic sets; of a child they count from coming of age', async () => {
  const { self, patient, practitioner } = await treated()
  const manager = await account('manager', 'Mona Keller')
  const setting = await as(manager, (transaction) => retentionSetting(transaction))
  assert.deepEqual(setting, { years: 10, ofAge: 18, setBy: null, setAt: null })
  const set = (who: string, years: number): Promise<AccessOutcome<null>> =>
    as(who, (transaction, access) => setRetentionPeriod(transaction, access, { years, ofAge: 18 }, NOW))
  const until = async (): Promise<string | undefined> =>
    (await as(self, (transaction) => keptRecords(transaction, patient, NOW)))?.keepUntil
  const born = (bornOn: string | null): Promise<AccessOutcome<null>> =>
    as(practitioner, (transaction, access) => nameFile(transaction, access, patient, { name: 'Ada', bornOn }, NOW))
  await as(practitioner, (transaction, access) => writeNote(transaction, access, patient, { body: 'x' }, NOW))
  assert.equal(await until(), yearsLater(today, 10))
  assert.equal(code(await set(practitioner, 3)), 'not-yours')
  assert.equal(code(await set(manager, 0)), 'wrong-value')
  assert.equal(code(await set(manager, 30)), 'ok')
  assert.equal(await until(), yearsLater(today, 30))
  const thirty = await as(manager, (transaction) => retentionSetting(transaction))
  assert.deepEqual([thirty.years, thirty.setBy, thirty.setAt?.slice(0, 10)], [30, 'Mona Keller', today])
  assert.equal((await as(self, (transaction) => retentionSetting(transaction))).setBy, null, 'no name for others')
  assert.equal(code(await set(manager, 10)), 'ok')
  assert.equal(code(await born('2999-01-01')), 'wrong-value')
  ok(await born('2020-06-15'))
  assert.equal(await until(), '2048-06-15')
  // who is of age already is counted from the last treatment
  ok(await born('1980-06-15'))
  assert.equal(await until(), yearsLater(today, 10))
  const anybody = await account('administrator')
  for (const who of [anybody, await account('front-desk')]) {
    const changed = await as(who, (transaction) =>
      sql`UPDATE clinic_records.retention SET years = 1, set_by = ${who}`.execute(transaction),
    )
    assert.equal(changed.numAffectedRows, who === anybody ? 1n : 0n)
  }
  assert.equal(code(await set(manager, 10)), 'ok')
  assert.deepEqual(await as(self, (transaction) => retentionPeriod(transaction)), { years: 10, ofAge: 18 })
})

test('what has run out goes in the night, unless something is in dispute; nothing goes before its day, whatever the clock says', async () => {
  const [old, recent, disputed] = [await treated(), await treated(), await treated()]
  const manager = await account('manager')
  for (const [{ patient, practitioner }, visitedOn] of [
    [old, '2001-03-01'],
    [recent, today],
    [disputed, '2001-03-01'],
  ] as const)
    await as(practitioner, (transaction, access) =>
      recordVisit(transaction, access, patient, visit(practitioner, { visitedOn }), NOW),
    )
  const hold = (reason: string): Promise<AccessOutcome<null>> =>
    as(manager, (transaction, access) => holdFile(transaction, access, { patient: disputed.patient, reason }, NOW))
  assert.equal(code(await hold('')), 'no-reason')
  assert.equal(code(await hold('an insurer asks')), 'ok')
  assert.equal(code(await hold('again')), 'already-open')
  const held = await as(manager, heldFiles)
  assert.deepEqual(
    held.map(({ patient, detachedAt }) => ({ patient, detachedAt })),
    [{ patient: disputed.patient, detachedAt: null }],
  )
  assert.deepEqual(await as(disputed.practitioner, heldFiles), [])
  const visits = async ({ self, patient }: Treated): Promise<number> =>
    ok(await as(self, (transaction, access) => visitsOf(transaction, access, patient, NOW))).length
  assert.deepEqual(await purgeClinicRecords(store.app, NOW + 50 * 365 * 86_400_000), { files: 1, rows: 2 })
  assert.deepEqual([await visits(old), await visits(recent), await visits(disputed)], [0, 1, 1])
  const looked = await as(old.self, (transaction, access) => whoLooked(transaction, access, old.patient))
  assert.deepEqual([looked.at(-1)?.act, looked.at(-1)?.actingAs], ['clinic-records.ran-out', 'server'])
  // erased while in dispute: it stays as a whole, and goes in the night after it was let go of
  const erased = ok(await erase(disputed.self, disputed.patient))
  assert.ok(erased.kept?.held === true)
  const { fileId } = erased.kept
  assert.deepEqual(await purgeClinicRecords(store.app, NOW), { files: 0, rows: 0 })
  assert.equal(code(await as(manager, (t, access) => releaseFile(t, access, fileId, NOW))), 'ok')
  const left = async (): Promise<number | null> =>
    (await store.owner.query('SELECT 1 FROM clinic_records.files WHERE patient_id = $1', [fileId])).rowCount
  await store.owner.query(`UPDATE clinic_records.files SET keep_until = '2020-01-01' WHERE patient_id = $1`, [fileId])
  assert.equal(await left(), 1)
  assert.equal((await purgeClinicRecords(store.app, NOW)).files, 1)
  assert.equal(await left(), 0)
})

test('a patient takes the whole file along, with all that was ever written and who wrote it', async () => {
  const { self, patient, practitioner } = await treated()
  await as(practitioner, async (transaction, access) => {
    const { visitId } = ok(await recordVisit(transaction, access, patient, visit(practitioner), NOW))
    const { noteId } = ok(await writeNote(transaction, access, patient, { body: 'left', visitId }, NOW))
    ok(await amendNote(transaction, access, patient, noteId, 'right', NOW))
  })
  const { here } = await as(self, (transaction, access) => exportRecords(transaction, access, patient))
  const text = JSON.stringify(here)
  for (const word of ['left', 'right', 'Dr. Wren', 'old-town', yearsLater(today, 10)])
    assert.ok(text.includes(word), word)
  assert.ok(!text.includes(patient))
})
