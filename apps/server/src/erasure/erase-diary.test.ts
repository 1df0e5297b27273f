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
  granted,
  endCareRelationship,
  beginCareRelationship,
  beginManagedRelationship,
  closeOwnAccount,
  completeRemovals,
  endingsJournal,
  forgetReasons,
  openPool,
  readEndings,
  readErasures,
  readRemovals,
  REASON_DAYS,
  restoreBackup,
  revokeShareLink,
  stopMails,
  writeBackup,
  type Access,
  type Database,
} from '@clearday/store'
import pg from 'pg'
import type { Session } from '../accounts/create-accounts.ts'
import { staffedPaths } from '../accounts/staffed-paths.ts'
import { appCode, PASSWORD, startTestClinic, type Person, type TestClinic } from '../accounts/testing.ts'
import { tidyMailFolder } from '../mail/mail-folder.ts'
import { erasureDoor, type ErasureDoor } from './erase-diary.ts'

let clinic: TestClinic
let folder: string
let jobs: Database
before(async () => {
  clinic = await startTestClinic()
  jobs = openPool(clinic.store.jobsConnection, 'test', 1)
  folder = mkdtempSync(join(tmpdir(), 'clearday-erasure-'))
  chmodSync(folder, 0o700)
})
after(async () => {
  await jobs.destroy()
  await clinic.end()
  rmSync(folder, { recursive: true, force: true })
})

const act = <Value>(
  { account }: Pick<Person, 'account'>,
  work: (transaction: Parameters<Parameters<typeof asPerson>[2]>[0], access: Access) => Promise<Value>,
): Promise<Value> => asPerson(clinic.store.app, account, work)

const doorTo = (journal: string, mails = join(folder, 'mail')): ErasureDoor =>
  erasureDoor({
    ...{ app: clinic.store.app, asOwner: (work) => work(clinic.store.owner), journal, now: Date.now },
    forgetMails: async () => {
      await tidyMailFolder(jobs, mails, Date.now())
    },
  })

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
    const { linkId } = await granted(
      createShareLink(
        transaction,
        access,
        {
          patient: person.patient,
          recipient: 'Dr Ito',
          entities: ['day'],
          withNotes: false,
          firstDay: '2026-01-01',
          lastDay: '2026-03-31',
          expiresAt: '2999-01-01T00:00:00.000Z',
        },
        Date.now(),
      ),
    )
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
    assert.ok(await revokeShareLink(transaction, access, open.link, Date.now()))
    const ended = await endCareRelationship(transaction, access, open.relationship, Date.now())
    assert.ok(ended.type === 'ok')
  })
  const erasures = join(folder, 'erasures.jsonl')
  const endings = join(folder, 'endings.jsonl')
  const door = doorTo(erasures)
  assert.equal((await door.eraseDiary(stays.account, leaves.patient)).type, 'error', 'nobody erases another’s diary')
  assert.deepEqual(await readErasures(erasures), [])
  const erased = await door.eraseDiary(leaves.account, leaves.patient)
  assert.ok(erased.type === 'ok')
  const journal = endingsJournal(jobs, endings)
  assert.ok((await journal()) >= 2)
  assert.equal(await journal(), 0, 'each ending is written once')
  assert.equal(await endingsJournal(jobs, endings)(), 0, 'also after the server has started again')

  await clinic.store.owner.query('CREATE DATABASE restored')
  const restored = await restoreBackup({
    owner: { ...owner, database: 'restored' },
    secret: 'of a test',
    path: backup,
    passphrase: 'violet harbour',
    erasedSince: await readErasures(erasures),
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

/** Tables of the whole database in which a text stands, in whatever column. */
async function tablesWith(text: string): Promise<string[]> {
  const { rows } = await clinic.store.owner.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' ORDER BY 1`,
  )
  const found: string[] = []
  for (const { name } of rows) {
    const looked = await clinic.store.owner.query(
      `SELECT 1 FROM ${name} t WHERE t::text LIKE '%' || $1 || '%' LIMIT 1`,
      [text],
    )
    if (looked.rowCount === 1) found.push(name)
  }
  return found
}

/** A mail that went out, one that waits, and no wish for reminders. */
async function mailsOf({ account }: Person): Promise<void> {
  for (const state of ['sent', 'queued'])
    await clinic.store.owner.query(
      `INSERT INTO mail.mails (mail_id, account_id, kind, state, send_at, expires_at, epoch, sealed, done_at)
       SELECT $1, $2, 'access-opened', $3, now(), now() + interval '1 day', epoch, $4, $5 FROM installation.state`,
      [randomUUID(), account, state, state === 'sent' ? null : Buffer.alloc(40), state === 'sent' ? new Date() : null],
    )
  await act({ account }, (transaction) => stopMails(transaction, account, 'diary-reminder'))
}

test('an account that is removed along with its diary leaves no name, no address, no way to sign in and no mail, also after a restore', async () => {
  const person = await patientWithDiary()
  await mailsOf(person)
  const journal = join(folder, 'removed.jsonl')
  const door = doorTo(journal)
  const refused = await door.removeAccount(person.account)
  assert.ok(refused.type === 'error' && refused.error.code === 'holds-diary')
  const { host, port, user = '', password = '' } = clinic.store.owner
  const owner = { host, port, user, password: password ?? '', database: 'clearday' }
  const backup = join(folder, 'before-leaving.backup')
  assert.ok((await writeBackup(owner, backup, 'violet harbour', new Date().toISOString(), 10)).type === 'ok')

  const erased = await door.eraseDiary(person.account, person.patient, true)
  assert.ok(erased.type === 'ok')
  assert.deepEqual(erased.value.account, { type: 'ok' })
  assert.equal(await clinic.accounts.sessionOf(person.browser.request('/get-session')), null)
  assert.deepEqual(await tablesWith(person.email), [])
  // that there was an account, when it closed, and that it erased its diary: ids alone
  assert.deepEqual(await tablesWith(person.account), [
    'access.accounts',
    'access.erased_patients',
    'audit.chains',
    'audit.events',
  ])
  const again = await person.browser.go('/sign-in/email', { email: person.email, password: PASSWORD })
  assert.equal(again.status, 401)

  await clinic.store.owner.query('CREATE DATABASE restored_later')
  const restored = await restoreBackup({
    owner: { ...owner, database: 'restored_later' },
    ...{ secret: 'of a test', path: backup, passphrase: 'violet harbour' },
    erasedSince: await readErasures(journal),
    removedSince: (await readRemovals(journal)).map(({ account }) => account),
  })
  assert.ok(restored.type === 'ok', JSON.stringify(restored))
  const client = new pg.Client({ ...owner, database: 'restored_later' })
  await client.connect()
  try {
    const { rows } = await client.query(
      `SELECT display_name, left_at IS NOT NULL AS closed, (SELECT count(*)::int FROM auth.people WHERE id = account_id) AS people,
              (SELECT count(*)::int FROM mail.mails m WHERE m.account_id = a.account_id) AS mails
       FROM access.accounts a WHERE account_id = $1`,
      [person.account],
    )
    assert.deepEqual(rows, [{ display_name: '', closed: true, people: 0, mails: 0 }])
  } finally {
    await client.end()
  }
})

test('an account with more than the diary that is erased stays, and it is said why', async () => {
  const person = await patientWithDiary()
  await clinic.store.owner.query(
    `INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, 'editor', $1)`,
    [person.account],
  )
  const erased = await doorTo(join(folder, 'stays.jsonl')).eraseDiary(person.account, person.patient, true)
  assert.ok(erased.type === 'ok')
  assert.ok(erased.value.account?.type === 'error' && erased.value.account.error.code === 'is-staff')
  assert.notEqual(await clinic.accounts.addressOf(person.account), null)
})

test('a removal that a crash left half done is ended by the next start', async () => {
  const person = await clinic.signedIn()
  const closed = await act(person, (transaction, access) => closeOwnAccount(transaction, access, Date.now()))
  assert.equal(closed.type, 'ok')
  assert.notEqual(await clinic.accounts.addressOf(person.account), null)
  const journal = join(folder, 'half-done.jsonl')
  assert.ok((await completeRemovals(clinic.store.owner, journal)) >= 1)
  assert.equal(await clinic.accounts.addressOf(person.account), null)
  assert.ok((await readRemovals(journal)).some(({ account }) => account === person.account))
  assert.equal(await completeRemovals(clinic.store.owner, journal), 0)
})

test('no words with which staff gave a reason outlive the diary they may speak of', async () => {
  const words = 'zwetschgendatschi'
  const [person, other, manager, administrator, colleague] = [
    await patientWithDiary(),
    await clinic.signedIn(),
    await clinic.signedIn(),
    await clinic.signedIn(),
    await clinic.signedIn(),
  ]
  for (const [{ account }, role] of [
    [manager, 'manager'],
    [administrator, 'administrator'],
    [colleague, 'practitioner'],
  ] as const)
    await clinic.store.owner.query(
      'INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)',
      [account, role],
    )
  const enabled = await person.browser.go('/two-factor/enable', { password: PASSWORD })
  const code = appCode(enabled.body.totpURI as string)
  assert.equal((await person.browser.go('/two-factor/verify-totp', { code })).status, 200)
  const staff = staffedPaths(clinic.store.app, clinic.accounts, Date.now)
  const by = async (who: Person): Promise<Session> => clinic.sessionOf(who.browser)
  const done = [
    await act(manager, (transaction, access) =>
      beginManagedRelationship(
        transaction,
        access,
        {
          ...{ patient: person.patient, practitioner: colleague.account, reason: words },
          endsAt: new Date(Date.now() + 86_400_000).toISOString(),
        },
        Date.now(),
      ),
    ),
    await staff.recoverSecondFactor(await by(manager), {
      ...{ account: person.account, reason: words, identityCheckedBy: 'call-back' },
    }),
    await staff.askMerge(await by(manager), { from: other.account, into: person.account, reason: words }),
    await staff.recordDeath(await by(manager), {
      ...{ patient: person.patient, informedBy: 'clinic', reason: words, keepUntil: '2036-01-01' },
    }),
    await staff.undoDeath(await by(administrator), { patient: person.patient, reason: 'another-person' }),
    await staff.letGo(await by(administrator), {
      ...{ account: colleague.account, reason: 'broke-rules', closeAccount: true },
    }),
  ]
  for (const one of done) assert.equal(one.type, 'ok', JSON.stringify(one))
  assert.deepEqual(await tablesWith(words), [
    'access.care_relationships',
    'access.closed_diaries',
    'access.merges',
    'auth.second_factor_recoveries',
  ])
  const wrong = await staff.letGo(await by(administrator), {
    ...{ account: manager.account, reason: words as 'other', closeAccount: true },
  })
  assert.ok(wrong.type === 'error' && wrong.error.code === 'no-reason', 'a reason is chosen, not written')

  const door = doorTo(join(folder, 'words.jsonl'))
  assert.equal((await door.eraseDiary(person.account, person.patient)).type, 'ok')
  // what is about the account and not the diary stands beside the account, and not longer than it or a season
  assert.deepEqual(await tablesWith(words), ['access.merges', 'auth.second_factor_recoveries'])
  await clinic.store.owner.query('UPDATE auth.second_factor_recoveries SET objected_at = now() WHERE user_id = $1', [
    person.account,
  ])
  const season = Date.now() + (REASON_DAYS + 8) * 86_400_000
  await forgetReasons(clinic.store.owner, Date.now())
  assert.equal((await tablesWith(words)).length, 2)
  await forgetReasons(clinic.store.owner, season)
  assert.deepEqual(await tablesWith(words), [])
})
