// Who is left to write a diary: after the death of who wrote it, and when the last one wants to stop.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { startTestStore, type TestStore } from '../testing.ts'
import { asPerson, type StaffRole } from './as-person.ts'
import { closeDiaryOfDeceased, reopenDiary } from './closed-diaries.ts'
import { diariesWithoutWriter, nameWriter, type UnwrittenDiary } from './diaries-without-writer.ts'
import { offerHandover, takeOver } from './handovers.ts'
import { staffLeaves } from './staff.ts'
import { createDiary } from './new-diary.ts'
import type { AccessOutcome } from './outcome.ts'
import { askMerge, confirmMerge } from './merge-accounts.ts'
import { acceptProxy, endProxy, inviteProxy, proxiesOf } from './proxies.ts'
import { closeWriterOfDeceased, deadWriters, reopenWriter } from './writer-deaths.ts'

let store: TestStore
before(async () => {
  store = await startTestStore()
})
after(() => store.end())

const NOW = Date.now()

async function account(name: string, ...roles: StaffRole[]): Promise<string> {
  const id = randomUUID()
  await store.owner.query('INSERT INTO access.accounts (account_id, display_name) VALUES ($1, $2)', [id, name])
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
const codeOf = (outcome: { type: string; error?: { code: string } }): string => outcome.error?.code ?? outcome.type

const newDiary = async (who: string, relation: 'self' | 'proxy'): Promise<string> =>
  made(await as(who, (t, access) => createDiary(t, access, relation, NOW))).patient

const opens = async (who: string): Promise<readonly string[]> =>
  [...(await as(who, (_, access) => Promise.resolve(access))).write].sort()

const invites = async (by: string, patient: string): Promise<string> =>
  made(await as(by, (t, access) => inviteProxy(t, access, { patient, reason: 'father' }, NOW))).token
const accept = (who: string, token: string) => as(who, (t, access) => acceptProxy(t, access, token, NOW))

async function joins(who: string, by: string, patient: string): Promise<void> {
  made(await accept(who, await invites(by, patient)))
}

const death = (patient: string) =>
  ({ patient, informedBy: 'next-of-kin', reason: 'her sister called', keepUntil: '2099-01-01' }) as const

const unwritten = (manager: string): Promise<readonly UnwrittenDiary[]> => as(manager, diariesWithoutWriter)
const without = async (manager: string, patient: string): Promise<UnwrittenDiary | undefined> =>
  (await unwritten(manager)).find((one) => one.patient === patient)

const notices = async (patient: string): Promise<string[]> =>
  (
    await store.owner.query<{ told: string }>(
      `SELECT kind || ' ' || audience AS told FROM access.outbox WHERE patient_id = $1 ORDER BY 1`,
      [patient],
    )
  ).rows.map(({ told }) => told)

const acts = async (patient: string): Promise<string[]> =>
  (
    await store.owner.query<{ act: string }>('SELECT act FROM audit.events WHERE chain_id = $1 ORDER BY n', [patient])
  ).rows.map(({ act }) => act)

const name = (manager: string, patient: string) =>
  as(manager, (t, access) =>
    nameWriter(t, access, { patient, reason: 'grandmother', identityCheckedBy: 'in-person' }, NOW),
  )

test('a mother dies: her own diary is closed, her child’s is not, and the clinic names who goes on', async () => {
  const [mother, grandmother, manager, other] = [
    await account('Mother'),
    await account('Grandmother'),
    await account('Manager', 'manager'),
    await account('Other', 'manager'),
  ]
  const own = await newDiary(mother, 'self')
  const child = await newDiary(mother, 'proxy')
  const shared = await newDiary(mother, 'proxy')
  const father = await account('Father')
  await joins(father, mother, shared)
  assert.equal(codeOf(await name(manager, child)), 'already-open', 'not while somebody writes it')

  const closed = await as(manager, (t, access) => closeDiaryOfDeceased(t, access, death(own), NOW))
  assert.deepEqual(closed, { type: 'ok', accounts: [mother], unwritten: [child] })
  assert.deepEqual(await opens(mother), [])
  assert.deepEqual(await opens(father), [shared], 'who wrote beside her goes on')
  assert.ok((await acts(child)).includes('proxy.ended') && (await acts(shared)).includes('proxy.ended'))
  const { rows } = await store.owner.query('SELECT patient_id FROM access.closed_diaries WHERE patient_id = ANY ($1)', [
    [own, child, shared],
  ])
  assert.deepEqual(rows, [{ patient_id: own }])
  assert.deepEqual(await notices(child), ['diary-without-writer managers'])
  assert.deepEqual(await notices(shared), [])

  const listed = await without(manager, child)
  assert.deepEqual([listed?.wrote, listed?.invitedUntil, listed?.name], [['Mother'], null, null])
  assert.equal(await without(manager, shared), undefined)
  assert.equal(await without(manager, own), undefined, 'a closed diary waits for nobody')
  assert.deepEqual(await unwritten(father), [], 'who is no manager sees none')

  assert.equal(codeOf(await name(father, child)), 'not-yours')
  assert.equal(codeOf(await name(manager, randomUUID())), 'no-such-patient')
  const first = made(await name(manager, child))
  const second = made(await name(other, child))
  assert.notEqual((await without(manager, child))?.invitedUntil, null)
  assert.equal(codeOf(await accept(grandmother, first.token)), 'not-found', 'the later invitation replaces it')
  assert.equal(codeOf(await accept(other, second.token)), 'not-found', 'nobody names themselves')
  assert.deepEqual(await opens(grandmother), [], 'nothing opens before she accepts')
  made(await accept(grandmother, second.token))
  assert.deepEqual(await opens(grandmother), [child])
  assert.equal(await without(manager, child), undefined)
  assert.deepEqual(
    (await as(grandmother, (t) => proxiesOf(t, child))).map(({ reason }) => reason),
    ['grandmother'],
  )
  const record = await acts(child)
  for (const act of ['writer.named', 'proxy.accepted']) assert.ok(record.includes(act), act)
  const managersRecord = await acts(other)
  assert.ok(managersRecord.includes('writer.named'))
  assert.deepEqual(await notices(child), [
    'diary-without-writer managers',
    'writer-named managers',
    'writer-named managers',
    'writer-named patient',
    'writer-named patient',
  ])
})

test('an invitation of the clinic’s is worth nothing once its patient has the diary', async () => {
  const [mother, manager, child, aunt] = [
    await account('Mother'),
    await account('Manager', 'manager'),
    await account('Child'),
    await account('Aunt'),
  ]
  const diary = await newDiary(mother, 'proxy')
  const died = await as(manager, (t, access) =>
    closeWriterOfDeceased(t, access, { account: mother, informedBy: 'authority' }, NOW),
  )
  assert.deepEqual(died, { type: 'ok', others: [diary], unwritten: [diary] })
  const { token } = made(await name(manager, diary))
  const offer = made(
    await as(manager, (t, access) =>
      offerHandover(t, access, { patient: diary, identityCheckedBy: 'in-person' }, NOW - 1000),
    ),
  )
  made(await as(child, (t, access) => takeOver(t, access, offer.token, NOW)))
  assert.equal(codeOf(await as(aunt, (t, access) => acceptProxy(t, access, token, NOW))), 'not-found')
  assert.equal(codeOf(await name(manager, diary)), 'has-own-diary')
  assert.deepEqual([await opens(child), await opens(aunt)], [[diary], []])
})

test('a handover is worth nothing once who offered it was let go', async () => {
  const [mother, child, manager, administrator] = [
    await account('Mother'),
    await account('Child'),
    await account('Manager', 'manager'),
    await account('Administrator', 'administrator'),
  ]
  const diary = await newDiary(mother, 'proxy')
  await as(manager, (t, access) => closeWriterOfDeceased(t, access, { account: mother, informedBy: 'authority' }, NOW))
  const offer = made(
    await as(manager, (t, access) =>
      offerHandover(t, access, { patient: diary, identityCheckedBy: 'in-person' }, NOW - 1000),
    ),
  )
  const left = await as(administrator, (t, access) =>
    staffLeaves(t, access, { account: manager, reason: 'end-of-contract', closeAccount: true }, NOW),
  )
  assert.equal(left.type, 'ok')
  assert.equal(codeOf(await as(child, (t, access) => takeOver(t, access, offer.token, NOW))), 'not-found')
})

test('somebody who only wrote for others dies: their account is closed, and an administrator takes back what was an error', async () => {
  const [mother, manager, administrator] = [
    await account('Mother'),
    await account('Manager', 'manager'),
    await account('Administrator', 'administrator'),
  ]
  const [one, two] = [await newDiary(mother, 'proxy'), await newDiary(mother, 'proxy')].sort()
  const record = (by: string, account: string) =>
    as(by, (t, access) => closeWriterOfDeceased(t, access, { account, informedBy: 'next-of-kin' }, NOW))
  const patient = await account('Patient')
  await newDiary(patient, 'self')
  assert.equal(codeOf(await record(mother, patient)), 'not-allowed')
  assert.equal(codeOf(await record(manager, manager)), 'own-account')
  assert.equal(codeOf(await record(manager, randomUUID())), 'no-such-account')
  assert.equal(codeOf(await record(manager, administrator)), 'is-staff')
  assert.equal(codeOf(await record(manager, patient)), 'keeps-own-diary')
  assert.deepEqual(await record(manager, mother), { type: 'ok', others: [one, two], unwritten: [one, two] })
  assert.equal(codeOf(await record(manager, mother)), 'no-such-account')
  assert.ok((await as(manager, deadWriters)).some((writer) => writer.account === mother && writer.name === 'Mother'))
  // of two children one is closed meanwhile
  assert.equal((await as(manager, (t, access) => closeDiaryOfDeceased(t, access, death(two), NOW))).type, 'ok')
  const undo = (by: string) =>
    as(by, (t, access) => reopenWriter(t, access, { account: mother, reason: 'another-person' }, NOW))
  assert.equal(codeOf(await undo(manager)), 'not-allowed')
  assert.deepEqual(await undo(administrator), { type: 'ok', others: [one], unwritten: [] })
  assert.equal(codeOf(await undo(administrator)), 'not-closed')
  assert.deepEqual(await opens(mother), [one])
  assert.ok((await acts(one)).includes('proxy.begun-again'))
  assert.equal(await without(manager, one), undefined)
})

test('a death recorded in error is undone with what the patient wrote for others', async () => {
  const [mother, administrator] = [await account('Mother'), await account('Administrator', 'administrator')]
  const [own, child] = [await newDiary(mother, 'self'), await newDiary(mother, 'proxy')]
  await as(administrator, (t, access) => closeDiaryOfDeceased(t, access, death(own), NOW))
  assert.deepEqual(await opens(mother), [])
  const undone = await as(administrator, (t, access) =>
    reopenDiary(t, access, { patient: own, reason: 'false-report' }, NOW),
  )
  assert.equal(undone.type, 'ok')
  assert.deepEqual(await opens(mother), [own, child].sort())
})

test('an account that is closed writes nothing, whatever is left of its rows', async () => {
  const [parent, manager, child] = [await account('Parent'), await account('M', 'manager'), await account('Child')]
  const diary = await newDiary(parent, 'proxy')
  await store.owner.query('UPDATE access.accounts SET left_at = now() WHERE account_id = $1', [parent])
  assert.deepEqual((await without(manager, diary))?.wrote, ['Parent'])
  const offer = made(
    await as(manager, (t, access) =>
      offerHandover(t, access, { patient: diary, identityCheckedBy: 'in-person' }, NOW - 1000),
    ),
  )
  made(await as(child, (t, access) => takeOver(t, access, offer.token, NOW)))
  assert.deepEqual(await opens(child), [diary], 'nobody is waited for who could object')
})

test('two parents write for a child: one of them may stop, and the last one not, also where both do it at once', async () => {
  const [mother, father] = [await account('Mother'), await account('Father')]
  const child = await newDiary(mother, 'proxy')
  const stop = (who: string) => as(who, (t, access) => endProxy(t, access, child, who, NOW))
  assert.equal(codeOf(await stop(mother)), 'last-writer')
  await joins(father, mother, child)
  const answers = (await Promise.all([stop(mother), stop(father)])).map(codeOf).sort()
  assert.deepEqual(answers, ['last-writer', 'ok'])
  const left = [...(await opens(mother)), ...(await opens(father))]
  assert.deepEqual(left, [child], 'one of them writes it still')
})

test('whoever writes beside a patient may always stop; and a parent who is left alone by a closed account may not', async () => {
  const [patient, carer, mother, father] = [
    await account('Patient'),
    await account('Carer'),
    await account('Mother'),
    await account('Father'),
  ]
  const own = await newDiary(patient, 'self')
  await joins(carer, patient, own)
  const stop = (who: string, of: string) => as(who, (t, access) => endProxy(t, access, of, who, NOW))
  made(await stop(carer, own))
  const child = await newDiary(mother, 'proxy')
  await joins(father, mother, child)
  await store.owner.query('UPDATE access.accounts SET left_at = now() WHERE account_id = $1', [father])
  assert.equal(codeOf(await stop(mother, child)), 'last-writer')
  assert.deepEqual(await opens(mother), [child])
})

test('an invitation is worth nothing once whoever made it may not let anybody in: ended, out of time, dead, or the patient has the diary', async () => {
  const [mother, father, friend, manager] = [
    await account('Mother'),
    await account('Father'),
    await account('Friend'),
    await account('Manager', 'manager'),
  ]
  const child = await newDiary(mother, 'proxy')
  await joins(father, mother, child)
  let token = await invites(father, child)
  made(await as(mother, (t, access) => endProxy(t, access, child, father, NOW)))
  assert.equal(codeOf(await accept(friend, token)), 'not-found', 'the mother ended the father')
  await joins(father, mother, child)
  assert.equal(codeOf(await accept(friend, token)), 'not-found', 'and it does not come back with him')

  token = await invites(father, child)
  await store.owner.query(
    `UPDATE access.diaries SET ends_at = now() WHERE patient_id = $1 AND account_id = $2 AND ended_at IS NULL`,
    [child, father],
  )
  assert.equal(codeOf(await accept(friend, token)), 'not-found', 'his time ran out')

  await joins(father, mother, child)
  token = await invites(father, child)
  const died = await as(manager, (t, access) =>
    closeWriterOfDeceased(t, access, { account: father, informedBy: 'next-of-kin' }, NOW),
  )
  assert.equal(died.type, 'ok')
  assert.equal(codeOf(await accept(friend, token)), 'not-found', 'he died')

  token = await invites(mother, child)
  const offer = made(
    await as(manager, (t, access) =>
      offerHandover(t, access, { patient: child, identityCheckedBy: 'in-person' }, NOW - 25 * 3_600_000),
    ),
  )
  const grown = await account('Grown up')
  made(await as(grown, (t, access) => takeOver(t, access, offer.token, NOW)))
  assert.equal(codeOf(await accept(friend, token)), 'not-found', 'the patient has the diary')
  assert.deepEqual(await opens(friend), [])
  const { rows } = await store.owner.query(
    'SELECT 1 FROM access.proxy_invitations WHERE patient_id = $1 AND accepted_at IS NULL AND revoked_at IS NULL',
    [child],
  )
  assert.equal(rows.length, 0, 'none is left waiting')
})

test('an invitation of the clinic’s is worth nothing once whoever named is no manager any more', async () => {
  const [mother, manager, aunt] = [await account('Mother'), await account('Manager', 'manager'), await account('Aunt')]
  const diary = await newDiary(mother, 'proxy')
  await as(manager, (t, access) => closeWriterOfDeceased(t, access, { account: mother, informedBy: 'authority' }, NOW))
  const { token } = made(await name(manager, diary))
  await store.owner.query('UPDATE access.staff_roles SET ended_at = now() WHERE account_id = $1', [manager])
  assert.equal(codeOf(await accept(aunt, token)), 'not-found')
  const other = await account('Other', 'manager')
  made(await accept(aunt, made(await name(other, diary)).token))
  assert.deepEqual(await opens(aunt), [diary])
})

test('who was invited by an account that became one with another is invited still', async () => {
  const [mother, again, friend, manager] = [
    await account('Mother'),
    await account('Mother again'),
    await account('Friend'),
    await account('Manager', 'manager'),
  ]
  const child = await newDiary(mother, 'proxy')
  const token = await invites(mother, child)
  const asked = await as(manager, (t, access) =>
    askMerge(t, access, { from: mother, into: again, reason: 'Signed up twice' }, NOW),
  )
  assert.ok(asked.type === 'ok')
  for (const who of [mother, again]) await as(who, (t, access) => confirmMerge(t, access, asked.mergeId, NOW))
  assert.deepEqual(await opens(again), [child])
  made(await accept(friend, token))
})

test('a father’s and his child’s diary are closed in error: whichever is opened first, he writes both again', async () => {
  const [administrator, manager] = [
    await account('Administrator', 'administrator'),
    await account('Manager', 'manager'),
  ]
  for (const first of ['own', 'child'] as const) {
    const father = await account('Father')
    const diaries = { own: await newDiary(father, 'self'), child: await newDiary(father, 'proxy') }
    for (const patient of [diaries.own, diaries.child]) {
      const closed = await as(manager, (t, access) => closeDiaryOfDeceased(t, access, death(patient), NOW))
      assert.equal(closed.type, 'ok')
    }
    for (const which of first === 'own' ? (['own', 'child'] as const) : (['child', 'own'] as const)) {
      const opened = await as(administrator, (t, access) =>
        reopenDiary(t, access, { patient: diaries[which], reason: 'false-report' }, NOW),
      )
      assert.equal(opened.type, 'ok')
    }
    assert.deepEqual(await opens(father), [diaries.own, diaries.child].sort(), `${first} first`)
  }
})

test('two who write for each other are closed at once, and both are closed', async () => {
  const [one, other, manager] = [await account('One'), await account('Other'), await account('Manager', 'manager')]
  const [ofOne, ofOther] = [await newDiary(one, 'self'), await newDiary(other, 'self')]
  await joins(one, other, ofOther)
  await joins(other, one, ofOne)
  const closed = await Promise.all(
    [ofOne, ofOther].map((patient) => as(manager, (t, access) => closeDiaryOfDeceased(t, access, death(patient), NOW))),
  )
  assert.deepEqual(closed.map(codeOf), ['ok', 'ok'])
  assert.deepEqual([await opens(one), await opens(other)], [[], []])
})

test('somebody of the staff dies: their account waits to be let go, and what they wrote for others ends all the same', async () => {
  const [nurse, administrator] = [await account('Nurse', 'front-desk'), await account('Administrator', 'administrator')]
  const [own, child] = [await newDiary(nurse, 'self'), await newDiary(nurse, 'proxy')]
  const closed = await as(administrator, (t, access) => closeDiaryOfDeceased(t, access, death(own), NOW))
  assert.deepEqual(closed, { type: 'ok', accounts: [nurse], unwritten: [child] })
  assert.deepEqual(await opens(nurse), [])
  await as(administrator, (t, access) => reopenDiary(t, access, { patient: own, reason: 'false-report' }, NOW))
  assert.deepEqual(await opens(nurse), [own, child].sort())
})
