import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { asPerson } from '../access/as-person.ts'
import { beginCareRelationship, careRelationships } from '../access/care-relationships.ts'
import { createDiary } from '../access/new-diary.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { currentText, CONSENT_IDS, CONSENT_TEXTS, textHash } from './consent-texts.ts'
import { consents, consentsOf, giveConsent, withdrawConsent } from './consents.ts'

let here: TestStore
before(async () => {
  here = await startTestStore()
})
after(() => here.end())

const NOW = Date.now()

async function account(): Promise<string> {
  const id = randomUUID()
  await here.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [id])
  return id
}

async function newDiary(): Promise<{ self: string; patient: string }> {
  const self = await account()
  const made = await asPerson(here.app, self, (transaction, access) => createDiary(transaction, access, 'self', NOW))
  assert.ok(made.type === 'ok')
  return { self, patient: made.value.patient }
}

test('a consent is given and taken back, each as a row that stays; an old text is not agreed to', async () => {
  const { self, patient } = await newDiary()
  const as = <Value>(who: string, work: Parameters<typeof asPerson<Value>>[2]): Promise<Value> =>
    asPerson(here.app, who, work)
  const answer = { patient, text: 'keep-diary', version: 1, language: 'en' } as const
  const given = await as(self, (transaction, access) => giveConsent(transaction, access, answer, NOW))
  assert.equal(given.type, 'ok')
  assert.equal(await as(self, (transaction) => consents(transaction, patient, 'keep-diary')), true)
  assert.equal(await as(self, (transaction) => consents(transaction, patient, 'reminders-by-mail')), false)
  const taken = await as(self, (transaction, access) => withdrawConsent(transaction, access, answer, NOW))
  assert.equal(taken.type, 'ok')
  const again = await as(self, (transaction, access) => withdrawConsent(transaction, access, answer, NOW))
  assert.ok(again.type === 'error' && again.error.code === 'not-found')
  const [last] = await as(self, (transaction) => consentsOf(transaction, patient))
  assert.deepEqual([last.text, last.given, last.by], ['keep-diary', false, self])
  const old = await as(self, (transaction, access) => giveConsent(transaction, access, { ...answer, version: 0 }, NOW))
  assert.ok(old.type === 'error')
  const stranger = await account()
  const forged = await as(stranger, (transaction, access) => giveConsent(transaction, access, answer, NOW))
  assert.ok(forged.type === 'error' && forged.error.code === 'not-yours')
  const { rows } = await here.owner.query<{ given: boolean; hash: string }>(
    `SELECT given, encode(text_hash, 'hex') AS hash FROM access.consents WHERE patient_id = $1 ORDER BY at`,
    [patient],
  )
  const hash = textHash(currentText('keep-diary'))
  assert.deepEqual(rows, [
    { given: true, hash },
    { given: false, hash },
  ])
})

test('who takes back that practitioners read ends every access that stands, in the same breath and in the record', async () => {
  const { self, patient } = await newDiary()
  const practitioner = await account()
  await here.owner.query(
    `INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, 'practitioner', $1)`,
    [practitioner],
  )
  const answer = { patient, text: 'clinic-reads-diary', version: 1, language: 'en' } as const
  const opens = (): Promise<boolean> =>
    asPerson(here.app, practitioner, (_, access) => Promise.resolve(access.read.includes(patient)))
  await asPerson(here.app, self, async (transaction, access) => {
    await giveConsent(transaction, access, answer, NOW)
    const opened = await beginCareRelationship(transaction, access, { patient, practitioner }, NOW)
    assert.equal(opened.type, 'ok', JSON.stringify(opened))
  })
  assert.equal(await opens(), true)
  await asPerson(here.app, self, (transaction, access) => withdrawConsent(transaction, access, answer, NOW))
  assert.equal(await opens(), false)
  const { rows } = await here.owner.query('SELECT 1 FROM audit.events WHERE chain_id = $1 AND act = $2', [
    patient,
    'care-relationship.ended',
  ])
  assert.equal(rows.length, 1)
})

test('taking back the consent to reading ends every access to the diary, whoever made it, and says how many', async () => {
  const { self, patient } = await newDiary()
  const practitioner = await account()
  const other = await account()
  for (const id of [practitioner, other])
    await here.owner.query(
      `INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, 'practitioner', $1)`,
      [id],
    )
  const answer = { patient, text: 'clinic-reads-diary', version: 1, language: 'en' } as const
  await asPerson(here.app, self, async (transaction, access) => {
    assert.equal((await giveConsent(transaction, access, answer, NOW)).type, 'ok')
    assert.equal((await beginCareRelationship(transaction, access, { patient, practitioner }, NOW)).type, 'ok')
  })
  await here.owner.query(
    `INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as, reason, ends_at)
     VALUES ($1, $2, $3, $3, 'break-glass', 'found unconscious', now() + interval '1 hour')`,
    [randomUUID(), patient, other],
  )
  const taken = await asPerson(here.app, self, (transaction, access) =>
    withdrawConsent(transaction, access, answer, NOW),
  )
  assert.deepEqual(taken, { type: 'ok', value: { ended: 2 } })
  assert.deepEqual(await asPerson(here.app, self, (transaction) => careRelationships(transaction, patient)), [])
})

test('a text that people agreed to is never changed: a new wording is a new version', () => {
  const hashes = CONSENT_TEXTS.map(
    (text) => `${text.id} ${text.version} ${text.language} ${textHash(text).slice(0, 16)}`,
  )
  assert.deepEqual(hashes, [
    'keep-diary 1 en a269a2636e677389',
    'clinic-reads-diary 1 en 9d582efcad9ae666',
    'reminders-by-mail 1 en 8d2458818b1494aa',
    'keep-diary 1 es 45ec2d6afe249834',
    'clinic-reads-diary 1 es 7384c032742dff53',
    'reminders-by-mail 1 es 68fc1874cc604287',
    'keep-diary-for-somebody 1 en 498f4fe1730c6f44',
    'keep-diary-for-somebody 1 es 69bb61f35be48f50',
  ])
  for (const id of CONSENT_IDS) {
    assert.ok(currentText(id).text.length > 0)
    assert.equal(currentText(id, 'es').language, 'es')
    assert.equal(currentText(id, 'xx').language, 'en', 'a language that is not there yet')
  }
})
