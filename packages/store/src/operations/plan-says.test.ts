// Plans of two: a practitioner proposes and answers in their own name while the diary is open to them, and nobody agrees to their own proposal. Each is
// refused with its words, and, where somebody gets round them, by the database.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { Fields, OfferedOperation, OperationAnswer } from '@clearday/diary/operations'
import { asPerson } from '../access/as-person.ts'
import { createDiary } from '../access/new-diary.ts'
import { bringFile } from '../export/bring-file.ts'
import { exportPatient } from '../export/export-patient.ts'
import { readBroughtFile } from '../export/read-brought-file.ts'
import { zipOf } from '../export/zip.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { appendOperations } from './append-operations.ts'

const NOW = Date.now()
const DEVICE = randomUUID()

let store: TestStore
before(async () => {
  store = await startTestStore()
})
after(() => store.end())

async function person(name: string, role?: string): Promise<string> {
  const id = randomUUID()
  await store.owner.query('INSERT INTO access.accounts (account_id, display_name) VALUES ($1, $2)', [id, name])
  if (role !== undefined)
    await store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
      id,
      role,
    ])
  return id
}

interface Clinic {
  readonly patient: string
  readonly self: string
  readonly vega: string
  readonly gil: string
  readonly desk: string
}

/** A patient, two practitioners to whom the diary is open, and the front desk. */
async function clinic(): Promise<Clinic> {
  const self = await person('Ana Ruiz')
  const [vega, gil] = [await person('Elena Vega', 'practitioner'), await person('Luis Gil', 'practitioner')]
  const desk = await person('Front desk', 'front-desk')
  const made = await asPerson(store.app, self, (t, access) => createDiary(t, access, 'self', NOW))
  assert.ok(made.type === 'ok')
  const { patient } = made.value
  for (const account of [vega, gil])
    await store.owner.query(
      `INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as)
       VALUES ($1, $2, $3, $4, 'patient')`,
      [randomUUID(), patient, account, self],
    )
  return { patient, self, vega, gil, desk }
}

function said(
  entity: 'plan-change' | 'plan-answer' | 'goal' | 'session',
  key: string,
  fields: Fields,
): OfferedOperation {
  return { id: randomUUID(), entity, key, fields, deleted: false, at: NOW, seen: 0 }
}

async function offer(
  account: string,
  patient: string,
  ...operations: readonly OfferedOperation[]
): Promise<readonly string[]> {
  const appended = await asPerson(store.app, account, (t) =>
    appendOperations(t, patient, account, { device: DEVICE, sentAt: NOW, operations }, NOW),
  )
  assert.ok(appended.type === 'ok', JSON.stringify(appended))
  return appended.answers.map((answer: OperationAnswer) =>
    answer.type === 'refused' ? `${answer.code} ${answer.path.join('.')}` : answer.type,
  )
}

const proposal = (proposedBy: 'patient' | 'practitioner', more: Fields = {}): Fields => ({
  ...{ treatment: 'propranolol', change: 'stop', proposedBy, proposedOn: '2026-03-01', ...more },
})
const answer = (of: string, more: Fields = {}): Fields => ({
  ...{ proposal: of, answer: 'agreed', saidOn: '2026-03-02', ...more },
})

/** Straight into the log, past all that refuses with words. @returns what the database says. */
async function forced(
  account: string,
  patient: string,
  one: OfferedOperation,
  author: string = account,
): Promise<string> {
  try {
    await asPerson(store.app, account, async (t) => {
      await sql`INSERT INTO diary.operations (patient_id, seq, id, entity, key, fields, deleted, claimed, effective, latest, seen, device, author)
        VALUES (${patient}, 1000 + ${Math.floor(Math.random() * 1e9)}, ${one.id}, ${one.entity}, ${one.key}, ${JSON.stringify(one.fields)}::jsonb,
          ${one.deleted}, 0, ${NOW * 1000}, 0, 0, ${DEVICE}, ${author})`.execute(t)
      throw new Error('stored')
    })
  } catch (error) {
    return (error as Error).message === 'stored' ? 'stored' : String((error as { code?: string }).code)
  }
  return 'stored'
}

test('a practitioner proposes in their own name and takes back; the patient answers, and the words of the practitioner stay theirs', async () => {
  const { patient, self, vega, gil } = await clinic()
  const mine = proposal('practitioner', { by: vega, practitioner: 'Elena Vega', words: 'Half the dose first' })
  assert.deepEqual(await offer(vega, patient, said('plan-change', 'p', mine)), ['stored'])
  const tries: readonly (readonly [string, Fields, string])[] = [
    [vega, { answer: 'agreed', answeredOn: '2026-03-01', by: vega }, 'not-yours fields.answer'],
    [gil, { answer: 'withdrawn', answeredOn: '2026-03-01', by: gil }, 'not-yours key'],
    [self, { words: 'Stop at once' }, 'not-yours fields.words'],
    [self, { practitioner: 'Luis Gil' }, 'not-yours fields.practitioner'],
    [self, { by: gil }, 'not-yours fields.by'],
    [self, { by: null }, 'not-yours fields.by'],
    [self, { answer: 'withdrawn', answeredOn: '2026-03-01' }, 'not-yours fields.answer'],
  ]
  for (const [who, fields, refused] of tries) {
    const one = said('plan-change', 'p', fields)
    assert.deepEqual(await offer(who, patient, one), [refused], JSON.stringify(fields))
    // of somebody else's entry the log alone can be forced; the entry itself has a policy of its own
    if (who !== gil) assert.equal(await forced(who, patient, one), '42501', JSON.stringify(fields))
  }
  assert.deepEqual(
    await offer(
      self,
      patient,
      said('plan-change', 'p', { answer: 'agreed', answeredOn: '2026-03-02', answerWords: 'Yes' }),
    ),
    ['stored'],
  )
  assert.deepEqual(
    await offer(vega, patient, said('plan-change', 'p', { answer: 'withdrawn', answeredOn: '2026-03-03', by: vega })),
    ['stored'],
  )
  const { rows } = await store.owner.query(
    `SELECT author, fields FROM diary.entries WHERE patient_id = $1 AND entity = 'plan-change'`,
    [patient],
  )
  const answered = { answer: 'withdrawn', answeredOn: '2026-03-03', answerWords: 'Yes' }
  assert.deepEqual(rows, [{ author: vega, fields: { ...mine, ...answered } }])
})

test('a practitioner answers what the patient proposed in their own name, and nobody agrees to their own proposal', async () => {
  const { patient, self, vega, gil } = await clinic()
  assert.deepEqual(await offer(self, patient, said('plan-change', 'p', proposal('patient'))), ['stored'])
  const right = answer('p', { by: vega, practitioner: 'Elena Vega', asPrescriber: true })
  const wrong: readonly (readonly [string, OfferedOperation, string])[] = [
    [self, said('plan-change', 'p', { answer: 'agreed', answeredOn: '2026-03-02' }), 'not-yours fields.answer'],
    [self, said('plan-answer', 'a', right), 'not-yours fields.by'],
    [gil, said('plan-answer', 'a', right), 'not-yours fields.by'],
    [gil, said('plan-answer', 'a', { ...right, by: gil }), 'not-yours fields.practitioner'],
    [vega, said('plan-answer', 'a', { ...right, proposal: 'q' }), 'not-yours fields.proposal'],
    [vega, said('plan-answer', 'a', answer('p')), 'not-yours fields.by'],
    [vega, said('plan-change', 'r', proposal('patient', { by: vega })), 'not-yours fields.proposedBy'],
  ]
  for (const [who, one, refused] of wrong) {
    assert.deepEqual(await offer(who, patient, one), [refused], JSON.stringify(one.fields))
    assert.equal(await forced(who, patient, one), '42501', JSON.stringify(one.fields))
  }
  assert.deepEqual(await offer(vega, patient, said('plan-answer', 'a', right)), ['stored'])
  assert.deepEqual(await offer(gil, patient, said('plan-answer', 'b', answer('p', { by: gil }))), ['stored'])
  // their own proposal a practitioner does not answer either
  const mine = proposal('practitioner', { by: vega })
  assert.deepEqual(await offer(vega, patient, said('plan-change', 'q', mine)), ['stored'])
  const own = said('plan-answer', 'c', answer('q', { by: vega }))
  assert.deepEqual(await offer(vega, patient, own), ['not-yours fields.proposal'])
  assert.equal(await forced(vega, patient, own), '42501')
  // and what a practitioner answered the patient does not change
  const other = said('plan-answer', 'a', { answer: 'not-agreed' })
  assert.deepEqual(await offer(self, patient, other), ['not-yours fields.answer'])
  assert.equal(await forced(self, patient, other), '42501')
  // what was said elsewhere is noted, without an account
  assert.deepEqual(await offer(self, patient, said('plan-answer', 'n', answer('p', { practitioner: 'My doctor' }))), [
    'stored',
  ])
})

test('what was answered is not put into other words afterwards, and nobody deletes what somebody else said', async () => {
  const { patient, self, vega } = await clinic()
  const mine = proposal('practitioner', {
    treatment: 'magnesium',
    change: 'dose-change',
    by: vega,
    words: 'More of it',
  })
  await offer(vega, patient, said('plan-change', 'p', mine))
  await offer(self, patient, said('plan-change', 'p', { answer: 'agreed', answeredOn: '2026-03-02' }))
  await offer(self, patient, said('plan-change', 'q', proposal('patient', { change: 'dose-change', words: 'Less' })))
  await offer(vega, patient, said('plan-answer', 'b', answer('q', { answer: 'not-agreed', by: vega })))
  const gone = (entity: 'plan-change' | 'plan-answer', key: string): OfferedOperation => ({
    ...said(entity, key, {}),
    deleted: true,
  })
  const wrong: readonly (readonly [string, OfferedOperation, string])[] = [
    [vega, said('plan-change', 'p', { by: vega, change: 'stop' }), 'not-yours fields.change'],
    [vega, said('plan-change', 'p', { by: vega, words: 'Stop it at once' }), 'not-yours fields.words'],
    [self, said('plan-change', 'q', { change: 'stop' }), 'not-yours fields.change'],
    [self, said('plan-change', 'q', { practitioner: 'Elena Vega' }), 'not-yours fields.practitioner'],
    [self, gone('plan-answer', 'b'), 'not-yours fields.by'],
    [self, gone('plan-change', 'p'), 'not-yours fields.by'],
  ]
  for (const [who, one, refused] of wrong) {
    assert.deepEqual(await offer(who, patient, one), [refused], JSON.stringify(one))
    assert.equal(await forced(who, patient, one), '42501', JSON.stringify(one))
  }
  assert.deepEqual(await offer(vega, patient, gone('plan-change', 'p')), ['not-yours fields.answer'])
  // deleted by who said it, it does not come back as something else
  assert.deepEqual(await offer(self, patient, gone('plan-change', 'q')), ['stored'])
  const other = said('plan-change', 'q', proposal('patient', { change: 'stop', words: 'Less' }))
  assert.deepEqual(await offer(self, patient, other), ['not-yours fields.change'])
  assert.equal(await forced(self, patient, other), '42501')
  const same = said('plan-change', 'q', proposal('patient', { change: 'dose-change', words: 'Less' }))
  assert.deepEqual(await offer(self, patient, same), ['stored'])
  // what one said oneself one takes back
  assert.deepEqual(await offer(vega, patient, gone('plan-answer', 'b')), ['stored'])
})

test('only sessions, proposals, answers and reports, only while the diary is open, and nothing by the front desk', async () => {
  const { patient, self, vega, desk } = await clinic()
  const proposes = (by: string): OfferedOperation => said('plan-change', randomUUID(), proposal('practitioner', { by }))
  assert.equal(await forced(vega, patient, proposes(vega)), 'stored')
  assert.equal(await forced(vega, patient, said('goal', 'g', { words: 'x', setOn: '2026-03-01' })), '42501')
  assert.equal(await forced(vega, patient, proposes(vega), self), '42501')
  assert.equal(await forced(desk, patient, proposes(desk)), '42501')
  assert.equal(await forced(await person('Another', 'practitioner'), patient, proposes(vega)), '42501')
  await store.owner.query('UPDATE access.care_relationships SET ended_at = now() WHERE account_id = $1', [vega])
  assert.equal(await forced(vega, patient, proposes(vega)), '42501')
})

test('a whole diary that is brought along elsewhere has what practitioners said as notes, and brought back changes nothing', async () => {
  const { patient, self, vega } = await clinic()
  await offer(self, patient, said('plan-change', 'p', proposal('patient')))
  await offer(vega, patient, said('plan-answer', 'a', answer('p', { by: vega, practitioner: 'Elena Vega' })))
  const exported = await asPerson(store.app, self, (t, access) => exportPatient(t, access, patient, NOW))
  assert.ok(exported.type === 'ok')
  const bytes = zipOf(exported.value.files, NOW)
  const read = readBroughtFile(bytes, NOW)
  assert.ok(read.type === 'ok', JSON.stringify(read))
  const bring = async (who: string, into: 'new' | 'own'): Promise<string> => {
    const brought = await asPerson(store.app, who, (t, access) =>
      bringFile(t, access, { bytes, file: read.value, into }, NOW),
    )
    assert.ok(brought.type === 'ok', JSON.stringify(brought))
    return `${brought.value.patient} ${String(brought.value.stored)}`
  }
  assert.equal(await bring(self, 'own'), `${patient} 0`)
  const elsewhere = (await bring(await person('Ana Ruiz'), 'new')).split(' ')[0]
  const { rows } = await store.owner.query<{ fields: Fields }>(
    `SELECT fields FROM diary.entries WHERE patient_id = $1 AND entity = 'plan-answer'`,
    [elsewhere],
  )
  assert.deepEqual(
    rows.map(({ fields }) => fields),
    [answer('p', { practitioner: 'Elena Vega' })],
  )
})

test('whose plan is spoken to by a practitioner is told that something waits, once until it is taken up, and of their own proposals never', async () => {
  const { patient, self, vega, gil } = await clinic()
  const waiting = async () => {
    const { rows } = await store.owner.query<{ kind: string; audience: string; about: object }>(
      'SELECT kind, audience, about FROM access.outbox WHERE patient_id = $1 AND taken_at IS NULL',
      [patient],
    )
    return rows
  }
  assert.deepEqual(await offer(self, patient, said('plan-change', randomUUID(), proposal('patient'))), ['stored'])
  assert.deepEqual(await waiting(), [])
  for (const [account, practitioner] of [
    [vega, 'Elena Vega'],
    [gil, 'Luis Gil'],
  ]) {
    const change = said('plan-change', randomUUID(), proposal('practitioner', { by: account, practitioner }))
    assert.deepEqual(await offer(account, patient, change), ['stored'])
  }
  assert.deepEqual(await waiting(), [{ kind: 'plan-proposed', audience: 'patient', about: {} }])
})
