// A clinic the morning after a restore: what was decided since the backup holds, and nobody has a right back that was taken away.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import {
  acceptProxy,
  addAttachment,
  askMerge,
  asPerson,
  closeDiaryOfDeceased,
  confirmMerge,
  closeWriterOfDeceased,
  createDiary,
  deleteAttachment,
  endAtAge,
  endingsJournal,
  endProxy,
  giveConsent,
  inviteProxy,
  offerHandover,
  openPool,
  openStore,
  readEndings,
  renewProxy,
  reopenDiary,
  reopenWriter,
  restoreBackup,
  rolePassword,
  roleNames,
  stopMails,
  takeOver,
  withdrawConsent,
  writeBackup,
  type Access,
  type Database,
  type RestoreSummary,
  type Store,
} from '@clearday/store'
import { sql } from 'kysely'
import { createAccounts, type Accounts } from '../accounts/create-accounts.ts'
import {
  Browser,
  newAddress,
  ORIGIN,
  PASSWORD,
  startTestClinic,
  type Person,
  type TestClinic,
} from '../accounts/testing.ts'
import { tidyMailFolder } from '../mail/mail-folder.ts'
import { erasureDoor } from './erase-diary.ts'

let clinic: TestClinic
let folder: string
let jobs: Database
before(async () => {
  clinic = await startTestClinic()
  jobs = openPool(clinic.store.jobsConnection, 'test', 1)
  folder = mkdtempSync(join(tmpdir(), 'clearday-restored-'))
  chmodSync(folder, 0o700)
})
after(async () => {
  await jobs.destroy()
  await clinic.end()
  rmSync(folder, { recursive: true, force: true })
})

type Who = Pick<Person, 'account'>
type Transaction = Parameters<Parameters<typeof asPerson>[2]>[0]

const act = <Value>(
  { account }: Who,
  work: (transaction: Transaction, access: Access) => Promise<Value>,
  app: Database = clinic.store.app,
): Promise<Value> => asPerson(app, account, work)

/** What was asked for is done. */
function done<Outcome extends { readonly type: string }>(
  outcome: Outcome,
): Exclude<Outcome, { readonly type: 'error' }> {
  assert.notEqual(outcome.type, 'error', JSON.stringify(outcome))
  return outcome as Exclude<Outcome, { readonly type: 'error' }>
}

async function withDiary(): Promise<Person & { readonly patient: string }> {
  const person = await clinic.signedIn()
  const made = done(await act(person, (transaction, access) => createDiary(transaction, access, 'self', Date.now())))
  return { ...person, patient: made.value.patient }
}

async function staff(role: string): Promise<Person> {
  const person = await clinic.signedIn()
  await clinic.store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
    person.account,
    role,
  ])
  return person
}

async function merge(manager: Who, from: Who, into: Who): Promise<void> {
  const [one, other] = [from.account, into.account]
  const asked = done(
    await act(manager, (transaction, access) =>
      askMerge(transaction, access, { from: one, into: other, reason: 'the same person' }, Date.now()),
    ),
  )
  for (const who of [from, into])
    done(await act(who, (transaction, access) => confirmMerge(transaction, access, asked.mergeId, Date.now())))
}

async function died(manager: Who, patient: string): Promise<void> {
  done(
    await act(manager, (transaction, access) =>
      closeDiaryOfDeceased(
        transaction,
        access,
        { patient, informedBy: 'physician', reason: 'a call', keepUntil: '2036-01-01' },
        Date.now(),
      ),
    ),
  )
}

interface Restored {
  readonly store: Store
  readonly summary: RestoreSummary
  readonly owner: Database
}

/** Takes a backup, lets things happen, loses the clinic, and restores it beside by the journal. */
async function restoredAfter(name: string, happens: () => Promise<void>, look: (restored: Restored) => Promise<void>) {
  const { host, port, user = '', password } = clinic.store.owner
  const owner = { host, port, user, password: password ?? '', database: 'clearday' }
  const path = join(folder, `${name}.backup`)
  done(await writeBackup(owner, path, 'violet harbour', new Date().toISOString(), 10))
  // the day after, as the journal reckons
  await clinic.store.owner.query('SELECT pg_sleep(0.01)')
  const endings = join(folder, `${name}.jsonl`)
  const journal = endingsJournal(jobs, endings)
  await journal()
  await happens()
  await journal()
  await clinic.store.owner.query(`CREATE DATABASE ${name}`)
  const settings = { owner: { ...owner, database: name }, secret: 'of a test' }
  const summary = done(
    await restoreBackup({
      ...settings,
      ...{ path, passphrase: 'violet harbour', erasedSince: [], endedSince: await readEndings(endings) },
    }),
  ).value
  const store = done(await openStore(settings)).value
  const own = openPool(settings.owner, 'test', 1)
  try {
    await look({ store, summary, owner: own })
  } finally {
    await own.destroy()
    await store.close()
  }
}

/** Whose diaries an account writes in a database. */
const writes = (app: Database, { account }: Who): Promise<readonly string[]> =>
  asPerson(app, account, (_, access) => Promise.resolve(access.write))

test('who is merged, whose death was recorded, and whose was recorded in error, is so after a restore', async () => {
  const [manager, administrator] = [await staff('manager'), await staff('administrator')]
  const [from, into, later] = [await withDiary(), await clinic.signedIn(), await withDiary()]
  const [dead, alive, before] = [await withDiary(), await withDiary(), await withDiary()]
  const childOfAlive = done(
    await act(alive, (transaction, access) => createDiary(transaction, access, 'proxy', Date.now())),
  ).value.patient
  const [gone, returned] = [await clinic.signedIn(), await clinic.signedIn()]
  const childOf = async (who: Who): Promise<string> =>
    done(await act(who, (transaction, access) => createDiary(transaction, access, 'proxy', Date.now()))).value.patient
  const [orphan, kept] = [await childOf(gone), await childOf(returned)]
  await died(manager, before.patient)
  const lost: Who[] = []
  const undo = (patient: string) =>
    act(administrator, (transaction, access) =>
      reopenDiary(transaction, access, { patient, reason: 'another-person' }, Date.now()),
    )
  await restoredAfter(
    'merged',
    async () => {
      await merge(manager, from, into)
      // into an account that the backup does not have
      const made = await clinic.signedIn()
      lost.push(made)
      await merge(manager, later, made)
      await died(manager, dead.patient)
      await died(manager, alive.patient)
      done(await undo(alive.patient))
      done(await undo(before.patient))
      const outcomes = [
        ...(await Promise.all(
          [gone, returned].map(({ account }) =>
            act(manager, (transaction, access) =>
              closeWriterOfDeceased(transaction, access, { account, informedBy: 'clinic' }, Date.now()),
            ),
          ),
        )),
        await act(administrator, (transaction, access) =>
          reopenWriter(transaction, access, { account: returned.account, reason: 'false-report' }, Date.now()),
        ),
      ]
      assert.deepEqual(
        outcomes.map(({ type }) => type),
        ['ok', 'ok', 'ok'],
        JSON.stringify(outcomes),
      )
    },
    async ({ store, summary }) => {
      assert.deepEqual(await writes(store.app, into), [from.patient])
      assert.deepEqual(await writes(store.app, from), [])
      assert.deepEqual(await writes(store.app, later), [later.patient])
      assert.deepEqual(await writes(store.app, lost[0]), [])
      assert.deepEqual(await writes(store.app, dead), [])
      assert.deepEqual([...(await writes(store.app, alive))].sort(), [alive.patient, childOfAlive].sort())
      assert.deepEqual(await writes(store.app, before), [before.patient])
      assert.deepEqual(summary.openToNobody, [orphan])
      assert.deepEqual(await writes(store.app, gone), [])
      assert.deepEqual(await writes(store.app, returned), [kept])
      const back = await act(
        administrator,
        (transaction, access) =>
          reopenWriter(transaction, access, { account: gone.account, reason: 'false-report' }, Date.now()),
        store.app,
      )
      assert.equal(back.type, 'ok')
      assert.deepEqual(await writes(store.app, gone), [orphan])
      // and a death that was recorded since can still be undone
      const undone = await act(
        administrator,
        (transaction, access) =>
          reopenDiary(transaction, access, { patient: dead.patient, reason: 'false-report' }, Date.now()),
        store.app,
      )
      assert.equal(undone.type, 'ok')
      assert.deepEqual(await writes(store.app, dead), [dead.patient])
    },
  )
})

test('a death that is undone after the backup gives nobody a diary that its patient has meanwhile, and leaves no death on who lives', async () => {
  const [manager, administrator] = [await staff('manager'), await staff('administrator')]
  // one who wrote for others alone, one with a diary of their own
  const [father, mother, mothersAgain] = [await clinic.signedIn(), await withDiary(), await clinic.signedIn()]
  const taken: string[] = []
  for (const parent of [father, mother])
    taken.push(
      done(await act(parent, (transaction, access) => createDiary(transaction, access, 'proxy', Date.now()))).value
        .patient,
    )
  const dies = (account: string) =>
    act(manager, (transaction, access) =>
      closeWriterOfDeceased(transaction, access, { account, informedBy: 'clinic' }, Date.now()),
    )
  done(await dies(father.account))
  await died(manager, mother.patient)
  for (const patient of taken) {
    const offer = done(
      await act(manager, (transaction, access) =>
        offerHandover(transaction, access, { patient, identityCheckedBy: 'in-person' }, Date.now() - 25 * 3_600_000),
      ),
    )
    done(
      await act(await clinic.signedIn(), (transaction, access) =>
        takeOver(transaction, access, offer.value.token, Date.now()),
      ),
    )
  }
  // a helper whom a patient renewed, and who becomes one with another account
  const [patient, helper] = [await withDiary(), await clinic.signedIn()]
  const invited = done(
    await act(patient, (transaction, access) =>
      inviteProxy(transaction, access, { patient: patient.patient, reason: 'carer' }, Date.now()),
    ),
  )
  done(await act(helper, (transaction, access) => acceptProxy(transaction, access, invited.value.token, Date.now())))
  await clinic.store.owner.query(
    `UPDATE access.diaries SET ends_at = now() + interval '9 days' WHERE patient_id = $1 AND account_id = $2`,
    [patient.patient, helper.account],
  )
  done(
    await act(patient, (transaction, access) =>
      renewProxy(transaction, access, patient.patient, helper.account, Date.now()),
    ),
  )
  await restoredAfter(
    'taken',
    async () => {
      done(
        await act(administrator, (transaction, access) =>
          reopenWriter(transaction, access, { account: father.account, reason: 'false-report' }, Date.now()),
        ),
      )
      done(
        await act(administrator, (transaction, access) =>
          reopenDiary(transaction, access, { patient: mother.patient, reason: 'false-report' }, Date.now()),
        ),
      )
      await merge(manager, helper, mothersAgain)
      await died(manager, patient.patient)
      done(
        await act(administrator, (transaction, access) =>
          reopenDiary(transaction, access, { patient: patient.patient, reason: 'false-report' }, Date.now()),
        ),
      )
      assert.deepEqual(await writes(clinic.store.app, father), [])
    },
    async ({ store, owner: restored }) => {
      assert.deepEqual(await writes(store.app, father), [], 'the diary that went to its patient')
      assert.deepEqual(await writes(store.app, mother), [mother.patient], 'her own alone')
      const { rows: dead } = await sql`SELECT account_id FROM access.accounts
        WHERE account_id = ANY (${[father.account, mother.account, patient.account]}::uuid[])
          AND (died_at IS NOT NULL OR left_at IS NOT NULL)`.execute(restored)
      assert.deepEqual(dead, [], 'who lives')
      assert.deepEqual(await writes(store.app, patient), [patient.patient])
      assert.deepEqual(await writes(store.app, mothersAgain), [patient.patient])
      const { rows } = await sql`SELECT made_by, reason, ends_at FROM access.diaries
        WHERE patient_id = ${patient.patient} AND account_id = ${mothersAgain.account} AND ended_at IS NULL`.execute(
        restored,
      )
      assert.deepEqual(
        rows,
        [{ made_by: patient.account, reason: 'carer', ends_at: null }],
        'as the patient renewed it',
      )
    },
  )
})

test('who writes for a child until a birthday has no more time after a restore, none whose end was lifted is shut out, and who was ended stays so', async () => {
  const [ended, lifted] = [await clinic.signedIn(), await clinic.signedIn()]
  const manager = await staff('manager')
  const born = (patient: string, days: number): Promise<unknown> =>
    clinic.store.owner.query(
      `INSERT INTO clinic_records.files (patient_id, file_id, name, born_on, opened_by)
       VALUES ($1, $2, 'x', (now() + make_interval(days => $3) - interval '18 years')::date, $4)
       ON CONFLICT (patient_id) DO UPDATE SET born_on = excluded.born_on`,
      [patient, randomUUID(), days, manager.account],
    )
  const children: string[] = []
  for (const parent of [ended, lifted]) {
    const child = done(
      await act(parent, (transaction, access) => createDiary(transaction, access, 'proxy', Date.now())),
    )
    children.push(child.value.patient)
    await born(child.value.patient, 60)
  }
  // and a father whom the mother ends afterwards
  const father = await clinic.signedIn()
  const invited = done(
    await act(lifted, (transaction, access) =>
      inviteProxy(transaction, access, { patient: children[1], reason: 'father' }, Date.now()),
    ),
  )
  const { host, port, user = '', password, database = '' } = clinic.store.owner
  const owner = openPool({ host, port, user, password: password ?? '', database }, 'test', 1)
  done(await act(father, (transaction, access) => acceptProxy(transaction, access, invited.value.token, Date.now())))
  const ends = async (database: Database): Promise<(string | null)[]> =>
    (
      await sql<{ ends: string | null }>`SELECT ends_at AS ends FROM access.diaries
        WHERE patient_id = ANY (${children}::uuid[]) AND ended_at IS NULL ORDER BY patient_id = ${children[1]}`.execute(
        database,
      )
    ).rows.map((row) => row.ends)
  let before: (string | null)[] = []
  try {
    await restoredAfter(
      'birthdays',
      async () => {
        done(
          await act(lifted, (transaction, access) =>
            endProxy(transaction, access, children[1], father.account, Date.now()),
          ),
        )
        assert.equal(await endAtAge(owner, Date.now()), 2)
        await born(children[1], 4000)
        assert.equal(await endAtAge(owner, Date.now()), 1)
        before = await ends(owner)
        assert.deepEqual([before[0] !== null, before[1]], [true, null])
      },
      async ({ store, owner: restored }) => {
        assert.deepEqual(await ends(restored), before)
        assert.deepEqual(await writes(store.app, father), [])
        assert.deepEqual(await writes(store.app, lifted), [children[1]])
      },
    )
  } finally {
    await owner.destroy()
  }
})

test('what ends for an account that the backup does not have, ends for the one that was merged into it', async () => {
  const [manager, child, carer] = [await staff('manager'), await withDiary(), await clinic.signedIn()]
  const invited = done(
    await act(child, (transaction, access) =>
      inviteProxy(transaction, access, { patient: child.patient, reason: 'carer' }, Date.now()),
    ),
  )
  done(await act(carer, (transaction, access) => acceptProxy(transaction, access, invited.value.token, Date.now())))
  await restoredAfter(
    'carers',
    async () => {
      const made = await clinic.signedIn()
      await merge(manager, carer, made)
      done(
        await act(child, (transaction, access) =>
          endProxy(transaction, access, child.patient, made.account, Date.now()),
        ),
      )
    },
    async ({ store }) => {
      assert.deepEqual(await writes(store.app, carer), [])
      assert.deepEqual(await writes(store.app, child), [child.patient])
    },
  )
})

/** Signing in to a restored database, with the mails that it sends. */
function signInTo(database: string): { readonly accounts: Accounts; readonly mails: { to: string; text: string }[] } {
  const { host, port } = clinic.store.owner
  const { auth: user } = roleNames(database)
  const mails: { to: string; text: string }[] = []
  const accounts = createAccounts({
    authConnection: { host, port, database, user, password: rolePassword('of a test', user) },
    baseUrl: ORIGIN,
    staffSecondStep: false,
    secret: 'k9J2mX7qLw4Zr8Tn5Vb1Yc6Hd3Fg0Ps_',
    sendMail: ({ to, url = '' }) => {
      mails.push({ to, text: url })
      return Promise.resolve()
    },
    now: Date.now,
    mayHaveSession: () => Promise.resolve(true),
    fault: () => undefined,
  })
  return { accounts, mails }
}

test('no right is back that was taken away since the backup: objected to, removed, used up, withdrawn, deleted or changed', async () => {
  const { owner } = clinic.store
  const [person, carer, changed, moved] = [
    await withDiary(),
    await clinic.signedIn(),
    await clinic.signedIn(),
    await clinic.signedIn(),
  ]
  const manager = await staff('manager')
  const { patient } = person
  const invited = done(
    await act(person, (transaction, access) =>
      inviteProxy(transaction, access, { patient, reason: 'carer' }, Date.now()),
    ),
  )
  const file = {
    id: randomUUID(),
    entity: 'day',
    key: '2026-03-01',
    name: 'A letter',
    content: Buffer.from('%PDF-1.7 a letter'),
  } as const
  done(await act(person, (transaction, access) => addAttachment(transaction, access, patient, file, Date.now())))
  const consent = { patient, text: 'keep-diary', version: 1, language: 'en' } as const
  done(await act(person, (transaction, access) => giveConsent(transaction, access, consent, Date.now())))
  await owner.query(`INSERT INTO auth.second_factors (id, user_id, secret, backup_codes) VALUES ($1, $2, 's', 'b')`, [
    randomUUID(),
    person.account,
  ])
  await owner.query(
    `INSERT INTO auth.second_factor_recoveries (recovery_id, user_id, asked_by, reason, identity_checked_by, asked_at, due_at, objection_hash)
     VALUES ($1, $2, $3, 'lost', 'call-back', now(), now() + interval '1 second', 'h')`,
    [randomUUID(), person.account, manager.account],
  )
  const passkeys = [randomUUID(), randomUUID()]
  for (const id of passkeys)
    await owner.query(
      `INSERT INTO auth.passkeys (passkey_id, user_id, name, credential_id, public_key, created_at) VALUES ($1::uuid, $2, 'x', $1::text, '\\x00', now())`,
      [id, person.account],
    )
  await owner.query(`INSERT INTO clinic_records.files (patient_id, file_id, opened_by) VALUES ($1, $2, $3)`, [
    ...[patient, randomUUID(), manager.account],
  ])
  await restoredAfter(
    'rights',
    async () => {
      done(await act(carer, (transaction, access) => acceptProxy(transaction, access, invited.value.token, Date.now())))
      done(
        await act(person, (transaction, access) => endProxy(transaction, access, patient, carer.account, Date.now())),
      )
      done(
        await act(person, (transaction, access) => deleteAttachment(transaction, access, patient, file.id, Date.now())),
      )
      done(await act(person, (transaction, access) => withdrawConsent(transaction, access, consent, Date.now())))
      await act(person, (transaction) => stopMails(transaction, person.account, 'diary-reminder'))
      await owner.query('UPDATE auth.second_factor_recoveries SET objected_at = now()')
      await owner.query('DELETE FROM auth.passkeys WHERE passkey_id = $1', [passkeys[0]])
      await owner.query(
        `INSERT INTO clinic_records.holds (patient_id, hold_id, reason, placed_by) VALUES ($1, $2, 'a dispute', $3)`,
        [patient, randomUUID(), manager.account],
      )
      const body = { currentPassword: PASSWORD, newPassword: 'marble kettle window 92' }
      assert.equal((await changed.browser.go('/change-password', body)).status, 200)
      await owner.query('UPDATE auth.people SET email = $2 WHERE id = $1', [moved.account, newAddress()])
    },
    async ({ store, summary, owner: restored }) => {
      const again = await act(
        carer,
        (transaction, access) => acceptProxy(transaction, access, invited.value.token, Date.now()),
        store.app,
      )
      assert.ok(again.type === 'error' && again.error.code === 'not-found')
      const { rows } = await sql`SELECT
          (SELECT count(*)::int FROM auth.second_factor_recoveries) AS recoveries,
          (SELECT array_agg(passkey_id) FROM auth.passkeys) AS passkeys,
          (SELECT array_agg(name) FROM attachments.files) AS names, (SELECT count(*)::int FROM attachments.parts) AS parts,
          (SELECT given FROM access.consents WHERE patient_id = ${patient} ORDER BY at DESC LIMIT 1) AS agreed,
          (SELECT count(*)::int FROM mail.stopped WHERE account_id = ${person.account}) AS stopped,
          (SELECT count(*)::int FROM clinic_records.holds WHERE patient_id = ${patient} AND released_at IS NULL) AS holds
        `.execute(restored)
      assert.deepEqual(rows, [
        {
          ...{ recoveries: 0, passkeys: [passkeys[1]], names: [''], parts: 0 },
          ...{ agreed: false, stopped: 1, holds: 1 },
        },
      ])
      assert.deepEqual(summary.addressLost, [moved.account])

      const { accounts, mails } = signInTo('rights')
      try {
        const browser = new Browser(accounts, ORIGIN, '203.0.113.250')
        const signIn = async (email: string, password: string): Promise<number> =>
          (await browser.go('/sign-in/email', { email, password })).status
        assert.equal(await signIn(carer.email, PASSWORD), 200, 'who changed nothing signs in as ever')
        assert.equal(await signIn(changed.email, PASSWORD), 401, 'the password of then')
        assert.equal(await signIn(moved.email, PASSWORD), 401, 'the address of then')
        for (const { email } of [changed, moved]) await browser.go('/request-password-reset', { email })
        await accounts.settled()
        assert.deepEqual(
          mails.map(({ to }) => to),
          [changed.email],
          'no link goes to the address of then',
        )
        const token = /#token=(\S+)/.exec(mails[0].text)?.[1]
        const set = await browser.go('/reset-password', { token, newPassword: 'copper lantern valley 31' })
        assert.equal(set.status, 200, JSON.stringify(set.body))
        assert.equal(await signIn(changed.email, 'copper lantern valley 31'), 200)
      } finally {
        await accounts.close()
      }
    },
  )
})

test('mails that lie in a folder go when their time is over, and with the diary or the account they are about', async () => {
  const mails = join(folder, 'mail')
  const [leaves, stays] = [await withDiary(), await withDiary()]
  const mail = async (account: string, patient: string | null, keeps: string): Promise<string> => {
    const id = randomUUID()
    await clinic.store.owner.query(
      `INSERT INTO mail.mails (mail_id, account_id, patient_id, kind, state, send_at, expires_at, epoch, done_at)
       SELECT $1, $2, $3, 'access-opened', 'sent', now(), now() + $4::interval, epoch, now() FROM installation.state`,
      [id, account, patient, keeps],
    )
    writeFileSync(join(mails, `${id}.eml`), 'Dear Ada')
    return `${id}.eml`
  }
  assert.equal(await tidyMailFolder(jobs, mails, Date.now()), 0, 'a folder that is not there has none')
  mkdirSync(mails, { mode: 0o700 })
  await mail(stays.account, null, '-1 second')
  const kept = await mail(stays.account, stays.patient, '1 day')
  const ofDiary = await mail(stays.account, leaves.patient, '1 day')
  const ofAccount = await mail(leaves.account, null, '1 day')
  writeFileSync(join(mails, `.${randomUUID()}.part`), 'left by a crash')
  writeFileSync(join(mails, 'notes.txt'), 'not ours')
  assert.equal(await tidyMailFolder(jobs, mails, Date.now()), 2)
  assert.deepEqual(readdirSync(mails).sort(), [kept, ofDiary, ofAccount, 'notes.txt'].sort())

  const door = erasureDoor({
    ...{ app: clinic.store.app, asOwner: (work) => work(clinic.store.owner), now: Date.now },
    journal: join(folder, 'erasures.jsonl'),
    forgetMails: async () => {
      await tidyMailFolder(jobs, mails, Date.now())
    },
  })
  done(await door.eraseDiary(leaves.account, leaves.patient))
  assert.deepEqual(readdirSync(mails).sort(), [kept, ofAccount, 'notes.txt'].sort())
  done(await door.removeAccount(leaves.account))
  assert.deepEqual(readdirSync(mails).sort(), [kept, 'notes.txt'].sort())
})
