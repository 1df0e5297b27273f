// Which sessions fall where a trial leaves the treatment out: told to whoever may open the diary, and to nobody else.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sessionsWithout } from '@clearday/scheduling'
import { appendOperations, asPerson, type Access } from '@clearday/store'
import { startTestStore, type TestStore } from '@clearday/store/testing'
import { trialStretchesOf } from './trial-stretches.ts'

let store: TestStore
let patient: string
const [mara, ada, desk] = [randomUUID(), randomUUID(), randomUUID()]
const NOW = Date.parse('2026-03-10T12:00:00Z')

before(async () => {
  store = await startTestStore()
  patient = await store.newPatient()
  for (const account of [mara, ada, desk])
    await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [account])
  for (const [account, role] of [
    [ada, 'practitioner'],
    [desk, 'front-desk'],
  ])
    await store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
      account,
      role,
    ])
  await store.owner.query(
    `INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'self', $2)`,
    [patient, mara],
  )
  await store.owner.query(
    `INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as) VALUES (gen_random_uuid(), $1, $2, $3, 'patient')`,
    [patient, ada, mara],
  )
  const trial = (treatment: string, startsOn: string, further: object = {}): object => ({
    ...{ treatment, startsOn, blockDays: 7, withFirst: [true, false], seed: 5, looks: 'once-at-the-end', ...further },
  })
  await said('trial', trial('CST', '2026-03-02'))
  await said('trial', trial('craniosacral-therapy', '2025-03-03'))
  await said('trial', trial('acupuncture', '2026-03-02', { endedOn: '2026-03-12' }))
})
after(() => store.end())

async function said(entity: 'trial', fields: object): Promise<void> {
  const operation = { id: randomUUID(), entity, key: randomUUID(), fields: { ...fields }, deleted: false, seen: 0 }
  const batch = { device: randomUUID(), sentAt: NOW, operations: [{ ...operation, at: NOW }] }
  const appended = await asPerson(store.app, mara, (t) => appendOperations(t, patient, mara, batch, NOW))
  assert.equal(appended.type === 'ok' && appended.answers[0].type, 'stored')
}
function asked(account: string, treatment: string | null): ReturnType<typeof trialStretchesOf> {
  return asPerson(store.app, account, (t, access: Access) => trialStretchesOf(t, access, patient, treatment, NOW))
}

test('the days of a running trial are told with and without, by its id and by its name, to the patient and to who treats them', async () => {
  const days = [
    { on: false, firstDay: '2026-03-09', lastDay: '2026-03-15' },
    { on: false, firstDay: '2026-03-16', lastDay: '2026-03-22' },
    { on: true, firstDay: '2026-03-23', lastDay: '2026-03-29' },
  ]
  assert.deepEqual(await asked(mara, 'craniosacral-therapy'), days)
  assert.deepEqual(await asked(ada, 'craniosacral-therapy'), days)
  // one that was ended early ends there
  assert.deepEqual(await asked(mara, 'acupuncture'), [{ on: false, firstDay: '2026-03-09', lastDay: '2026-03-11' }])
  assert.deepEqual(await asked(mara, 'magnesium'), [])
  const weekly = [12, 19, 26].map((day) => Date.parse(`2026-03-${String(day)}T10:00:00Z`))
  const found = sessionsWithout(weekly, days, 'Europe/Madrid')
  assert.deepEqual(
    found.map(({ session, day, firstAfter }) => [session, day, firstAfter]),
    [
      [0, '2026-03-12', '2026-03-23'],
      [1, '2026-03-19', '2026-03-23'],
    ],
  )
})

test('the desk learns nothing of trials, and that a practitioner looked stands in the record', async () => {
  assert.equal(await asked(desk, 'craniosacral-therapy'), null)
  assert.equal(await asked(mara, null), null)
  const { rows } = await store.owner.query<{ about: object }>(
    `SELECT about FROM audit.events WHERE chain_id = $1 AND actor = $2`,
    [patient, ada],
  )
  assert.deepEqual(rows.at(-1)?.about, { entries: 3, for: 'trials' })
})
