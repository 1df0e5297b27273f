// A child who comes of age, a diary that goes to its patient, and two diaries of one person.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { setRetentionPeriod } from '../clinic-records/retention.ts'
import { openPool, type Database } from '../database/open-pool.ts'
import { appendOperations } from '../operations/append-operations.ts'
import type { Entity, Fields } from '@clearday/diary/operations'
import { pullOperations } from '../operations/pull-operations.ts'
import { rebuildEntries } from '../operations/rebuild-entries.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { asPerson, type StaffRole } from './as-person.ts'
import { closeDiaryOfDeceased, reopenDiary } from './closed-diaries.ts'
import { countAgeEnds, endAtAge, prolongWriter, writersEnding } from './coming-of-age.ts'
import { offerHandover, revokeHandover, takeOver } from './handovers.ts'
import { askMerge, confirmMerge } from './merge-accounts.ts'
import { createDiary, ownDiary } from './new-diary.ts'
import type { AccessOutcome } from './outcome.ts'
import { chooseOwnDiary, joinDiaries, ownDiaries, previewJoin } from './own-diaries.ts'
import { acceptProxy, endProxy, inviteProxy, proxiesOf, renewProxy, writtenFor } from './proxies.ts'
import { closeWriterOfDeceased, reopenWriter } from './writer-deaths.ts'
import { diariesWithoutWriter, nameWriter } from './diaries-without-writer.ts'

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
const DAY = 86_400_000

async function account(...roles: StaffRole[]): Promise<string> {
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

function made<Value>(outcome: AccessOutcome<Value>): Value {
  assert.ok(outcome.type === 'ok', JSON.stringify(outcome))
  return outcome.value
}
const codeOf = (outcome: AccessOutcome<unknown>): string => (outcome.type === 'ok' ? 'ok' : outcome.error.code)

const newDiary = async (who: string, relation: 'self' | 'proxy'): Promise<string> =>
  made(await as(who, (transaction, access) => createDiary(transaction, access, relation, NOW))).patient

/** The clinic's file says when the patient was born. @param days until the eighteenth birthday. */
async function comesOfAgeIn(patient: string, days: number): Promise<void> {
  await store.owner.query(
    `INSERT INTO clinic_records.files (patient_id, file_id, name, born_on, opened_by)
     VALUES ($1, $2, 'x', (now() + make_interval(days => $3) - interval '18 years')::date, $2)
     ON CONFLICT (patient_id) DO UPDATE SET born_on = excluded.born_on`,
    [patient, randomUUID(), days],
  )
}

const opens = async (who: string, patient: string): Promise<boolean> =>
  (await as(who, (_, access) => Promise.resolve(access))).write.includes(patient)

const daysUntil = (moment: string | null | undefined): number =>
  Math.round((Date.parse(moment ?? '') - Date.now()) / DAY)

const notices = async (patient: string): Promise<string[]> =>
  (
    await store.owner.query<{ kind: string }>('SELECT kind FROM access.outbox WHERE patient_id = $1', [patient])
  ).rows.map(({ kind }) => kind)

/** As if the days had passed. */
const passes = (patient: string): Promise<unknown> =>
  store.owner.query(
    `UPDATE access.diaries SET begun_at = begun_at - interval '1 year', ends_at = now() - interval '1 hour'
     WHERE patient_id = $1 AND ends_at IS NOT NULL AND ended_at IS NULL`,
    [patient],
  )

test('who writes for a child does so until the birthday that the clinic set, and is told before, once', async () => {
  const parent = await account()
  const [child, small] = [await newDiary(parent, 'proxy'), await newDiary(parent, 'proxy')]
  await comesOfAgeIn(child, 60)
  await comesOfAgeIn(small, 400)
  assert.equal(await endAtAge(owner, NOW), 1)
  assert.equal(await endAtAge(owner, NOW), 0, 'the next night says nothing again')
  const written = await as(parent, writtenFor)
  const untilOf = (patient: string): number => daysUntil(written.find((one) => one.patient === patient)?.endsAt)
  assert.ok(Math.abs(untilOf(child) - 60) <= 1, 'until the birthday')
  assert.ok(Number.isNaN(untilOf(small)), 'the small one’s has no end yet')
  assert.deepEqual(await notices(child), ['coming-of-age'])
  assert.deepEqual(await notices(small), [])
  assert.equal(await opens(parent, child), true)
  await passes(child)
  assert.equal(await opens(parent, child), false)
  assert.equal(await opens(parent, small), true)
  const { rows } = await store.owner.query(`SELECT 1 FROM diary.patients WHERE patient_id = $1`, [child])
  assert.equal(rows.length, 1, 'nothing of the diary is lost')
})

test('the clinic sets another age; and where the birthday is past already there are thirty days all the same', async () => {
  const [parent, manager] = [await account(), await account('manager')]
  const child = await newDiary(parent, 'proxy')
  await store.owner.query(`UPDATE access.diaries SET begun_at = now() - interval '5 years' WHERE patient_id = $1`, [
    child,
  ])
  const setAge = async (ofAge: number): Promise<void> => {
    made(await as(manager, (transaction, access) => setRetentionPeriod(transaction, access, { years: 10, ofAge }, NOW)))
  }
  await setAge(21)
  await comesOfAgeIn(child, -30)
  assert.equal(await endAtAge(owner, NOW), 0)
  await setAge(18)
  assert.equal(await endAtAge(owner, NOW), 0, 'it was done when the age was set')
  const [{ endsAt }] = await as(parent, writtenFor)
  assert.equal(daysUntil(endsAt), 30)
})

test('an end that the clinic’s age made goes along with the age, with the day of birth, and with the setting taken away', async () => {
  // those of the tests before are over
  await store.owner.query(`UPDATE access.diaries SET ended_at = now() WHERE ended_at IS NULL`)
  const [mother, father, manager] = [await account(), await account(), await account('manager')]
  const child = await newDiary(mother, 'proxy')
  const { token } = made(
    await as(mother, (t, access) =>
      inviteProxy(
        t,
        access,
        { patient: child, reason: 'father', endsAt: new Date(NOW + 1000 * DAY).toISOString() },
        NOW,
      ),
    ),
  )
  made(await as(father, (t, access) => acceptProxy(t, access, token, NOW)))
  await store.owner.query(`UPDATE access.diaries SET begun_at = begun_at - interval '5 years' WHERE patient_id = $1`, [
    child,
  ])
  await comesOfAgeIn(child, 40)
  const endOf = async (who: string): Promise<number> => daysUntil((await as(who, writtenFor))[0].endsAt)
  const setAge = async (ofAge: number): Promise<void> => {
    made(await as(manager, (t, access) => setRetentionPeriod(t, access, { years: 10, ofAge }, NOW)))
  }
  const nearly = async (who: string, days: number, why: string): Promise<void> => {
    const end = await endOf(who)
    assert.ok(Math.abs(end - days) <= 1, `${why}: ${end}`)
  }
  const count = (ofAge: number) => as(manager, (t) => countAgeEnds(t, ofAge))
  const nothing = { newly: 0, moved: 0, cleared: 0 }
  assert.deepEqual(await count(18), { ...nothing, newly: 2 })
  assert.equal(await endAtAge(owner, NOW), 2)
  for (const who of [mother, father]) await nearly(who, 40, 'the rule’s')
  assert.equal(await endAtAge(owner, NOW), 0)
  assert.deepEqual(await count(18), nothing)

  // the day of birth was wrong
  await comesOfAgeIn(child, 70)
  assert.equal(await endAtAge(owner, NOW), 2)
  for (const who of [mother, father]) await nearly(who, 70, 'the right birthday’s')

  // raised: the end lies far ahead, and what stood there before stands again
  assert.deepEqual(await count(21), { ...nothing, cleared: 2 })
  await setAge(21)
  assert.ok(Number.isNaN(await endOf(mother)), 'no end again')
  await nearly(father, 1000, 'the one that was agreed with him')
  await setAge(18)
  for (const who of [mother, father]) await nearly(who, 70, 'lowered again')
  assert.deepEqual(await count(0), { ...nothing, cleared: 2 })
  await setAge(0)
  assert.ok(Number.isNaN(await endOf(mother)), 'the setting is taken away')
  await nearly(father, 1000, 'his own')
  await setAge(18)

  // of age by a lower age: thirty days all the same, and the next nights do not push it on
  assert.deepEqual(await count(15), { ...nothing, moved: 2 })
  await setAge(15)
  for (const who of [mother, father]) await nearly(who, 30, 'thirty days')
  assert.equal(await endAtAge(owner, NOW), 0)
  await setAge(18)
  const { rows } = await store.owner.query<{ act: string; actor: string }>(
    `SELECT act, actor FROM audit.events WHERE chain_id = $1 AND act LIKE 'proxy.end%'`,
    [child],
  )
  assert.ok(rows.some(({ act, actor }) => act === 'proxy.end-lifted' && actor === manager))
  assert.ok((await notices(child)).includes('writing-prolonged'))
  await assert.rejects(
    as(mother, (t) => countAgeEnds(t, 18)),
    /managers set the age/,
  )
})

test('a manager lets a parent write on with a reason, also after the day, and the rule leaves it so', async () => {
  const [parent, manager] = [await account(), await account('manager')]
  const child = await newDiary(parent, 'proxy')
  await comesOfAgeIn(child, 10)
  const until = new Date(NOW + 400 * DAY).toISOString()
  const prolong = (by: string, more: { account?: string; reason?: string; endsAt?: string } = {}) =>
    as(by, (t, access) =>
      prolongWriter(t, access, { patient: child, account: parent, reason: 'guardian', endsAt: until, ...more }, NOW),
    )
  assert.equal(codeOf(await prolong(manager)), 'not-found', 'the rule ends nothing yet')
  assert.equal(await endAtAge(owner, NOW), 1)
  await passes(child)
  assert.equal(await opens(parent, child), false)
  assert.equal(codeOf(await prolong(parent)), 'not-yours')
  assert.equal(codeOf(await prolong(manager, { reason: ' ' })), 'no-reason')
  assert.equal(codeOf(await prolong(manager, { endsAt: new Date(NOW - DAY).toISOString() })), 'wrong-end')
  assert.equal(codeOf(await prolong(manager, { endsAt: new Date(NOW + 900 * DAY).toISOString() })), 'wrong-end')
  assert.ok((await as(manager, writersEnding)).some(({ patient, account: who }) => patient === child && who === parent))
  assert.deepEqual(await as(parent, writersEnding), [])
  made(await prolong(manager))
  assert.equal(await opens(parent, child), true)
  assert.equal(await endAtAge(owner, NOW), 0, 'the rule does not end it again')
  const [{ endsAt }] = await as(parent, writtenFor)
  assert.equal(daysUntil(endsAt), 400)
  const { rows } = await store.owner.query(
    `SELECT 1 FROM audit.events WHERE act = 'proxy.prolonged' AND chain_id = ANY ($1)`,
    [[child, manager]],
  )
  assert.equal(rows.length, 2, 'in the patient’s record and in that of staff')
})

test('a patient with an account of their own renews who writes for them, and then it stays; who was invited later is not touched', async () => {
  const [patient, parent, friend] = [await account(), await account(), await account()]
  const diary = await newDiary(patient, 'self')
  const invite = async (who: string): Promise<void> => {
    const { token } = made(
      await as(patient, (transaction, access) =>
        inviteProxy(transaction, access, { patient: diary, reason: 'mother' }, NOW),
      ),
    )
    made(await as(who, (transaction, access) => acceptProxy(transaction, access, token, NOW)))
  }
  await invite(parent)
  await comesOfAgeIn(diary, 20)
  assert.equal(await endAtAge(owner, NOW), 1)
  const renew = (by: string, whom: string): Promise<AccessOutcome<null>> =>
    as(by, (transaction, access) => renewProxy(transaction, access, diary, whom, NOW))
  assert.equal(codeOf(await renew(parent, parent)), 'not-yours', 'nobody renews for themselves')
  made(await renew(patient, parent))
  assert.equal(await endAtAge(owner, NOW), 0)
  const [proxy] = await as(patient, (transaction) => proxiesOf(transaction, diary))
  assert.deepEqual([proxy.account, proxy.endsAt], [parent, null])
  assert.equal(await opens(parent, diary), true)
  // of age since, and a friend invited after that
  await comesOfAgeIn(diary, -10)
  await invite(friend)
  assert.equal(await endAtAge(owner, NOW), 0)
  made(await as(patient, (transaction, access) => endProxy(transaction, access, diary, parent, NOW)))
  assert.equal(await opens(parent, diary), false)
})

test('a friend of a parent’s is no way round coming of age: nobody but the patient or the clinic lets anybody in from that day on', async () => {
  const [parent, friend, manager] = [await account(), await account(), await account('manager')]
  const invite = (by: string, patient: string) =>
    as(by, (t, access) => inviteProxy(t, access, { patient, reason: 'friend' }, NOW))
  const accept = (who: string, token: string) => as(who, (t, access) => acceptProxy(t, access, token, NOW))
  const yearsAgo = (patient: string): Promise<unknown> =>
    store.owner.query(`UPDATE access.diaries SET begun_at = begun_at - interval '5 years' WHERE patient_id = $1`, [
      patient,
    ])

  // invited before the day, accepted after it
  const child = await newDiary(parent, 'proxy')
  await yearsAgo(child)
  await comesOfAgeIn(child, 5)
  const { token } = made(await invite(parent, child))
  await comesOfAgeIn(child, -2)
  assert.equal(await endAtAge(owner, NOW), 1, 'thirty days all the same')
  assert.equal(await opens(parent, child), true)
  assert.equal(codeOf(await accept(friend, token)), 'not-found')
  assert.equal(codeOf(await invite(parent, child)), 'not-yours')
  await passes(child)
  assert.equal(codeOf(await accept(friend, token)), 'not-found')
  assert.deepEqual([await opens(parent, child), await opens(friend, child)], [false, false])

  // the clinic names somebody for the grown-up who has no account, and they stay
  const listed = await as(manager, diariesWithoutWriter)
  assert.ok(listed.some(({ patient }) => patient === child))
  const named = made(
    await as(manager, (t, access) =>
      nameWriter(t, access, { patient: child, reason: 'guardian', identityCheckedBy: 'in-person' }, NOW),
    ),
  )
  made(await accept(friend, named.token))
  assert.equal(await endAtAge(owner, NOW), 0)
  assert.equal(codeOf(await invite(friend, child)), 'not-yours')

  // let in before the clinic’s file had the right day: the rule ends them too
  const other = await newDiary(parent, 'proxy')
  await yearsAgo(other)
  await comesOfAgeIn(other, 200)
  made(await accept(friend, made(await invite(parent, other)).token))
  await comesOfAgeIn(other, -1)
  assert.equal(await endAtAge(owner, NOW), 2)
  for (const who of [parent, friend])
    assert.equal(daysUntil((await as(who, writtenFor)).find(({ patient }) => patient === other)?.endsAt), 30)

  // a carer of a grown-up, whose diary was never a child's, goes on and asks others in
  const grown = await newDiary(parent, 'proxy')
  await comesOfAgeIn(grown, -9000)
  assert.equal(await endAtAge(owner, NOW), 0)
  made(await accept(friend, made(await invite(parent, grown)).token))
  assert.equal(await endAtAge(owner, NOW), 0)
})

test('a death that is undone and two accounts made one change nothing of by whose will and until when somebody writes', async () => {
  await store.owner.query(`UPDATE access.diaries SET ended_at = now() WHERE ended_at IS NULL`)
  const [manager, administrator] = [await account('manager'), await account('administrator')]
  const close = async (patient: string): Promise<void> => {
    const death = { patient, informedBy: 'next-of-kin', reason: 'a call', keepUntil: '2099-01-01' } as const
    const closed = await as(manager, (t, access) => closeDiaryOfDeceased(t, access, death, NOW))
    assert.equal(closed.type, 'ok')
    const undone = await as(administrator, (t, access) =>
      reopenDiary(t, access, { patient, reason: 'false-report' }, NOW),
    )
    assert.equal(undone.type, 'ok')
  }
  const dies = async (who: string): Promise<void> => {
    const died = await as(manager, (t, access) =>
      closeWriterOfDeceased(t, access, { account: who, informedBy: 'next-of-kin' }, NOW),
    )
    assert.equal(died.type, 'ok')
    const back = await as(administrator, (t, access) =>
      reopenWriter(t, access, { account: who, reason: 'false-report' }, NOW),
    )
    assert.equal(back.type, 'ok')
  }
  const becomes = async (from: string, into: string): Promise<void> => {
    const asked = await as(manager, (t, access) => askMerge(t, access, { from, into, reason: 'twice' }, NOW))
    assert.ok(asked.type === 'ok')
    for (const who of [from, into]) await as(who, (t, access) => confirmMerge(t, access, asked.mergeId, NOW))
  }

  // renewed by the patient
  const [patient, helper, helperAgain] = [await account(), await account(), await account()]
  const own = await newDiary(patient, 'self')
  const { token } = made(
    await as(patient, (t, access) => inviteProxy(t, access, { patient: own, reason: 'mother' }, NOW)),
  )
  made(await as(helper, (t, access) => acceptProxy(t, access, token, NOW)))
  await comesOfAgeIn(own, 20)
  assert.equal(await endAtAge(owner, NOW), 1)
  made(await as(patient, (t, access) => renewProxy(t, access, own, helper, NOW)))
  await close(own)
  assert.equal(await endAtAge(owner, NOW), 0, 'what the patient renewed stays')
  await dies(helper)
  assert.equal(await endAtAge(owner, NOW), 0)
  await becomes(helper, helperAgain)
  assert.equal(await endAtAge(owner, NOW), 0)
  const [proxy] = await as(patient, (t) => proxiesOf(t, own))
  assert.deepEqual([proxy.account, proxy.reason, proxy.endsAt], [helperAgain, 'mother', null])

  // ended by the rule, put off by a manager
  const [mother, motherAgain] = [await account(), await account()]
  const child = await newDiary(mother, 'proxy')
  await comesOfAgeIn(child, 10)
  assert.equal(await endAtAge(owner, NOW), 1)
  await dies(mother)
  assert.ok((await as(manager, writersEnding)).some(({ account: who }) => who === mother))
  const endsAt = new Date(NOW + 400 * DAY).toISOString()
  const prolonging = { patient: child, account: mother, reason: 'guardian', endsAt }
  made(await as(manager, (t, access) => prolongWriter(t, access, prolonging, NOW)))
  await dies(mother)
  assert.equal(await endAtAge(owner, NOW), 0, 'what the manager put off stays')
  await becomes(mother, motherAgain)
  assert.equal(await endAtAge(owner, NOW), 0)
  assert.equal(daysUntil((await as(motherAgain, writtenFor))[0].endsAt), 400)
})

test('no manager lets somebody write on beyond the end that whoever let them in had set', async () => {
  const [mother, father, manager] = [await account(), await account(), await account('manager')]
  const child = await newDiary(mother, 'proxy')
  const agreed = new Date(NOW + 300 * DAY).toISOString()
  const { token } = made(
    await as(mother, (t, access) => inviteProxy(t, access, { patient: child, reason: 'father', endsAt: agreed }, NOW)),
  )
  made(await as(father, (t, access) => acceptProxy(t, access, token, NOW)))
  await comesOfAgeIn(child, 10)
  assert.equal(await endAtAge(owner, NOW), 2)
  const prolong = (days: number) =>
    as(manager, (t, access) => {
      const endsAt = new Date(NOW + days * DAY).toISOString()
      return prolongWriter(t, access, { patient: child, account: father, reason: 'guardian', endsAt }, NOW)
    })
  assert.equal(codeOf(await prolong(400)), 'wrong-end')
  made(await prolong(200))
})

test('a diary goes to its patient’s own account: offered by a manager, with a day for who writes it, and taken once', async () => {
  const [parent, grown, stranger, manager] = [
    await account(),
    await account(),
    await account(),
    await account('manager'),
  ]
  const diary = await newDiary(parent, 'proxy')
  const offer = (by: string) =>
    as(by, (transaction, access) =>
      offerHandover(transaction, access, { patient: diary, identityCheckedBy: 'in-person' }, NOW),
    )
  const take = (who: string, token: string) =>
    as(who, (transaction, access) => takeOver(transaction, access, token, NOW))
  assert.equal(codeOf(await offer(parent)), 'not-yours')
  assert.equal(codeOf(await offer(await account('front-desk'))), 'not-yours')
  const first = made(await offer(manager))
  assert.equal(daysUntil(first.opensAt), 1)
  assert.deepEqual(await notices(diary), ['diary-handed-over'])
  assert.equal(codeOf(await take(grown, first.token)), 'not-found', 'not within the day')
  const waited = (): Promise<unknown> => store.owner.query('UPDATE access.handovers SET opens_at = now()')
  await waited()
  made(await as(manager, (transaction, access) => revokeHandover(transaction, access, diary, NOW)))
  assert.equal(codeOf(await take(grown, first.token)), 'not-found', 'somebody objected')
  const second = made(await offer(manager))
  await waited()
  assert.equal(codeOf(await take(stranger, 'x'.repeat(43))), 'not-found')
  assert.equal(codeOf(await take(manager, second.token)), 'not-found', 'never to who offered it')
  made(await take(grown, second.token))
  assert.equal(codeOf(await take(stranger, second.token)), 'not-found')
  assert.equal((await as(grown, (_, access) => Promise.resolve(access))).capacities[diary], 'self')
  assert.equal(await opens(parent, diary), true, 'until the patient ends it')
  made(await as(grown, (transaction, access) => endProxy(transaction, access, diary, parent, NOW)))
  assert.equal(await opens(parent, diary), false)
  assert.equal(codeOf(await offer(manager)), 'has-own-diary')
  const { rows } = await store.owner.query<{ act: string }>(
    'SELECT act FROM audit.events WHERE chain_id = $1 ORDER BY n',
    [diary],
  )
  const acts = rows.map(({ act }) => act)
  for (const act of ['handover.offered', 'handover.revoked', 'handover.taken']) assert.ok(acts.includes(act), act)
})

test('two diaries after two accounts became one: both stay whole, the person chooses the one in use and may join them, and nothing is lost', async () => {
  const [from, into, manager] = [await account(), await account(), await account('manager')]
  const [older, newer] = [await newDiary(into, 'self'), await newDiary(from, 'self')]
  const write = (who: string, patient: string, days: readonly string[], headache: string): Promise<unknown> =>
    as(who, (transaction) =>
      appendOperations(
        transaction,
        patient,
        who,
        {
          device: randomUUID(),
          sentAt: NOW,
          operations: days.map((key) => ({
            ...{
              id: randomUUID(),
              entity: 'day' as const,
              key,
              fields: { headache },
              deleted: false,
              at: NOW,
              seen: 0,
            },
          })),
        },
        NOW,
      ),
    )
  await write(into, older, ['2026-03-01', '2026-03-02'], 'none')
  await write(from, newer, ['2026-03-03'], 'present')
  const asked = await as(manager, (transaction, access) =>
    askMerge(transaction, access, { from, into, reason: 'signed up twice' }, NOW),
  )
  assert.ok(asked.type === 'ok')
  for (const who of [from, into])
    assert.notEqual((await as(who, (t, access) => confirmMerge(t, access, asked.mergeId, NOW))).type, 'error')

  const shown = await as(into, ownDiaries)
  assert.deepEqual(
    shown.map(({ patient, inUse, entries }) => ({ patient, inUse, entries })),
    [
      { patient: older, inUse: true, entries: 2 },
      { patient: newer, inUse: false, entries: 1 },
    ],
  )
  assert.deepEqual([shown[1].firstDay, shown[1].lastDay], ['2026-03-03', '2026-03-03'])
  const choose = (patient: string) => as(into, (t, access) => chooseOwnDiary(t, access, patient, NOW))
  assert.equal(codeOf(await choose(randomUUID())), 'not-yours')
  made(await choose(newer))
  const inUse = (): Promise<string | null> => as(into, (_, access) => Promise.resolve(ownDiary(access)))
  assert.equal(await inUse(), newer)
  made(await choose(older))
  assert.equal(await inUse(), older)

  const preview = made(await as(into, (t, access) => previewJoin(t, access, newer, NOW)))
  assert.deepEqual([preview.joins, preview.days, preview.clashes, preview.refused], [true, 1, [], 0])
  const join = (patient: string) => as(into, (t, access) => joinDiaries(t, access, patient, NOW))
  assert.equal(codeOf(await join(older)), 'not-yours', 'not into itself')
  assert.deepEqual(made(await join(newer)), { stored: 1, refused: 0 })
  assert.deepEqual(made(await join(newer)), { stored: 0, refused: 0 }, 'twice adds nothing')
  const logOf = async (patient: string): Promise<number> =>
    (await as(into, (t) => pullOperations(t, patient, 0))).operations.length
  assert.deepEqual([await logOf(older), await logOf(newer)], [3, 1], 'the other stays as it was')
})

test('joined, two diaries keep what was corrected and deleted, also where a clock was a year ahead', async () => {
  const person = await account()
  const [older, newer] = [await newDiary(person, 'self'), await store.newPatient()]
  const YEAR = 365 * 86_400_000
  const say = (off: number, operations: readonly object[]) =>
    as(person, (t) => {
      const said = operations.map((one) => ({ id: randomUUID(), deleted: false, at: NOW + off, seen: 0, ...one }))
      const batch = { device: randomUUID(), sentAt: NOW + off, operations: said as never }
      return appendOperations(t, older, person, batch, NOW)
    })
  await say(YEAR, [
    { entity: 'day', key: '2026-03-01', fields: { headache: 'none', note: 'old' } },
    { entity: 'day', key: '2026-03-02', fields: { headache: 'none', note: 'deleted later' } },
  ])
  await say(0, [
    { entity: 'day', key: '2026-03-01', fields: { note: 'corrected' }, seen: 2 },
    { entity: 'day', key: '2026-03-02', fields: {}, deleted: true, seen: 2 },
  ])
  await store.owner.query(
    `INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'self', $2)`,
    [newer, person],
  )
  await store.owner.query('UPDATE access.accounts SET own_diary = $1 WHERE account_id = $2', [newer, person])
  const joined = await as(person, (t, access) => joinDiaries(t, access, older, NOW + 1000))
  assert.deepEqual(made(joined), { stored: 4, refused: 0 })
  const { rows } = await store.owner.query<{ key: string; fields: object; deleted: boolean }>(
    'SELECT key, fields, deleted FROM diary.entries WHERE patient_id = $1 ORDER BY key',
    [newer],
  )
  assert.deepEqual(
    rows.map(({ key, fields, deleted }) => [key, deleted ? null : fields]),
    [
      ['2026-03-01', { headache: 'none', note: 'corrected' }],
      ['2026-03-02', null],
    ],
  )
})

test('joined, two diaries keep who said what: a session of a practitioner stays theirs, and the patient does not speak it', async () => {
  const [person, former, practitioner] = [await account(), await account(), await account('practitioner')]
  const [older, newer] = [await store.newPatient(), await newDiary(person, 'self')]
  await store.owner.query(
    `INSERT INTO access.diaries (patient_id, account_id, relation, made_by) VALUES ($1, $2, 'self', $2)`,
    [older, person],
  )
  for (const patient of [older, newer])
    await store.owner.query(
      `INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as)
       VALUES ($1, $2, $3, $4, 'patient')`,
      [randomUUID(), patient, practitioner, person],
    )
  const say = async (who: string, patient: string, entity: Entity, key: string, fields: Fields): Promise<unknown> => {
    const operation = { id: randomUUID(), entity, key, fields, deleted: false, at: NOW, seen: 0 }
    const batch = { device: randomUUID(), sentAt: NOW, operations: [operation] }
    const appended = await as(who, (t) => appendOperations(t, patient, who, batch, NOW))
    assert.ok(appended.type === 'ok')
    const [answer] = appended.answers
    return answer.type === 'refused' ? answer.code : answer.type
  }
  const at = '2026-03-01T10:00'
  assert.equal(await say(practitioner, older, 'session', 's-1', { at, therapy: 'acupuncture' }), 'stored')
  assert.equal(await say(person, older, 'day', '2026-03-01', { headache: 'none' }), 'stored')
  assert.equal(await say(person, older, 'day', '2026-03-02', { headache: 'none' }), 'stored')
  assert.equal(await say(person, older, 'day', '2026-03-03', { headache: 'none' }), 'stored')
  // as their account before a merge said it, and as a restore brought it back that could not tell who did
  for (const [key, author] of [
    ['2026-03-02', former],
    ['2026-03-03', null],
  ])
    await store.owner.query(
      'UPDATE diary.operations SET author = $3, offered_by = $4 WHERE patient_id = $1 AND key = $2',
      [older, key, author, person],
    )
  made(await as(person, (t, access) => chooseOwnDiary(t, access, newer, NOW)))
  const preview = made(await as(person, (t, access) => previewJoin(t, access, older, NOW)))
  assert.deepEqual([preview.days, preview.refused], [3, 0])
  assert.deepEqual(made(await as(person, (t, access) => joinDiaries(t, access, older, NOW))), { stored: 4, refused: 0 })
  const { rows } = await store.owner.query<{ key: string; author: string; offered_by: string; made: string }>(
    `SELECT o.key, o.author, o.offered_by, e.author AS made FROM diary.operations o
     JOIN diary.entries e USING (patient_id, entity, key) WHERE o.patient_id = $1 ORDER BY o.key`,
    [newer],
  )
  assert.deepEqual(
    rows.map(({ key, author, offered_by: by, made: maker }) => [key, author, by, maker]),
    [
      ['2026-03-01', person, null, person],
      ['2026-03-02', former, person, former],
      ['2026-03-03', null, person, null],
      ['s-1', practitioner, person, practitioner],
    ],
  )
  assert.equal(await say(practitioner, newer, 'session', 's-1', { note: 'the left side' }), 'stored')
  const mended = await as(person, (t) => rebuildEntries(t, newer, false))
  assert.deepEqual(mended.differed, [], 'made anew from the log, the entries are the same')
})
