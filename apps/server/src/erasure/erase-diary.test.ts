// Leaving for good, and what a restore of yesterday's backup must not bring back.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import {
  asPerson,
  createDiary,
  createShareLink,
  endCareRelationship,
  beginCareRelationship,
  endingsJournal,
  openPool,
  readEndings,
  readErasures,
  restoreBackup,
  revokeShareLink,
  writeBackup,
  type Access,
} from '@clearday/store'
import pg from 'pg'
import { startTestClinic, type Person, type TestClinic } from '../accounts/testing.ts'
import { erasureDoor } from './erase-diary.ts'

let clinic: TestClinic
let folder: string
before(async () => {
  clinic = await startTestClinic()
  folder = mkdtempSync(join(tmpdir(), 'clearday-erasure-'))
  chmodSync(folder, 0o700)
})
after(async () => {
  await clinic.end()
  rmSync(folder, { recursive: true, force: true })
})

const act = <Value>(
  { account }: Pick<Person, 'account'>,
  work: (transaction: Parameters<Parameters<typeof asPerson>[2]>[0], access: Access) => Promise<Value>,
): Promise<Value> => asPerson(clinic.store.app, account, work)

async function patientWithDiary(): Promise<Person & { readonly patient: string }> {
  const person = await clinic.signedIn()
  const made = await act(person, (transaction, access) => createDiary(transaction, access, 'self', Date.now()))
  assert.ok(made.type === 'ok')
  return { ...person, patient: made.value.patient }
}

async function opened(person: Person & { readonly patient: string }): Promise<{ link: string; relationship: string }> {
  const practitioner = randomUUID()
  await clinic.store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [practitioner])
  await clinic.store.owner.query(
    `INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, 'practitioner', $1)`,
    [practitioner],
  )
  return act(person, async (transaction, access) => {
    const { linkId } = await createShareLink(transaction, {
      patient: person.patient,
      recipient: 'Dr Ito',
      entities: ['day'],
      withNotes: false,
      firstDay: '2026-01-01',
      lastDay: '2026-03-31',
      expiresAt: '2999-01-01T00:00:00.000Z',
      createdBy: person.account,
    })
    const begun = await beginCareRelationship(
      transaction,
      access,
      { patient: person.patient, practitioner },
      Date.now(),
    )
    assert.ok(begun.type === 'ok')
    return { link: linkId, relationship: begun.value.relationshipId }
  })
}

test('what was revoked, ended, erased or signed out after a backup stays so when the backup is restored', async () => {
  const [leaves, stays] = [await patientWithDiary(), await patientWithDiary()]
  const open = await opened(stays)
  const kept = await opened(stays)
  const { host, port, user = '', password = '' } = clinic.store.owner
  const owner = { host, port, user, password: password ?? '', database: 'clearday' }
  const backup = join(folder, 'yesterday.backup')
  const taken = await writeBackup(owner, backup, 'violet harbour', new Date().toISOString(), 10)
  assert.ok(taken.type === 'ok')

  await act(stays, async (transaction, access) => {
    assert.ok(await revokeShareLink(transaction, open.link))
    const ended = await endCareRelationship(transaction, access, open.relationship, Date.now())
    assert.ok(ended.type === 'ok')
  })
  const erasures = join(folder, 'erasures.jsonl')
  const endings = join(folder, 'endings.jsonl')
  const door = erasureDoor(clinic.store.app, clinic.accounts, erasures, Date.now)
  assert.equal((await door.eraseDiary(stays.account, leaves.patient)).type, 'error', 'nobody erases another’s diary')
  assert.deepEqual(await readErasures(erasures), [])
  const erased = await door.eraseDiary(leaves.account, leaves.patient)
  assert.ok(erased.type === 'ok')
  const jobs = openPool(clinic.store.jobsConnection, 'test', 1)
  const journal = endingsJournal(jobs, endings)
  assert.ok((await journal()) >= 2)
  assert.equal(await journal(), 0, 'each ending is written once')
  assert.equal(await endingsJournal(jobs, endings)(), 0, 'also after the server has started again')
  await jobs.destroy()

  await clinic.store.owner.query('CREATE DATABASE restored')
  const restored = await restoreBackup({
    owner: { ...owner, database: 'restored' },
    secret: 'of a test',
    path: backup,
    passphrase: 'violet harbour',
    erasedSince: (await readErasures(erasures)).map(({ patient }) => patient),
    endedSince: await readEndings(endings),
  })
  assert.ok(restored.type === 'ok', JSON.stringify(restored))
  assert.deepEqual(restored.value.erasedAgain, [leaves.patient])
  assert.equal(restored.value.endedAgain, 2)
  const client = new pg.Client({ ...owner, database: 'restored' })
  await client.connect()
  try {
    const one = async (query: string, value: string): Promise<unknown> =>
      (await client.query<{ value: unknown }>(query, [value])).rows[0].value
    const revoked = 'SELECT revoked_at IS NOT NULL AS value FROM access.share_links WHERE link_id = $1'
    const ended = 'SELECT ended_at IS NOT NULL AS value FROM access.care_relationships WHERE relationship_id = $1'
    assert.equal(await one(revoked, open.link), true)
    assert.equal(await one(revoked, kept.link), false)
    assert.equal(await one(ended, open.relationship), true)
    assert.equal(await one(ended, kept.relationship), false)
    assert.equal(await one('SELECT count(*)::int AS value FROM auth.people WHERE id = $1', stays.account), 1)
    assert.equal(await one('SELECT count(*)::int AS value FROM auth.sessions WHERE user_id = $1', stays.account), 0)
  } finally {
    await client.end()
  }
})

test('an account that holds nothing any more is removed with its name, its address and its ways to sign in', async () => {
  const person = await patientWithDiary()
  const door = erasureDoor(clinic.store.app, clinic.accounts, join(folder, 'erasures.jsonl'), Date.now)
  const refused = await door.removeAccount(person.account)
  assert.deepEqual(refused.type === 'error' && refused.error.code, 'holds-diary')
  assert.equal((await door.eraseDiary(person.account, person.patient)).type, 'ok')
  assert.deepEqual(await door.removeAccount(person.account), { type: 'ok' })
  assert.equal(await clinic.accounts.addressOf(person.account), null)
  assert.equal(await clinic.accounts.sessionOf(person.browser.request('/get-session')), null)
  const { rows } = await clinic.store.owner.query<{ display_name: string; closed: boolean }>(
    'SELECT display_name, left_at IS NOT NULL AS closed FROM access.accounts WHERE account_id = $1',
    [person.account],
  )
  assert.deepEqual(rows, [{ display_name: '', closed: true }])
  const again = await person.browser.go('/sign-in/email', { email: person.email, password: 'velvet tractor onion 47' })
  assert.equal(again.status, 401)
})
