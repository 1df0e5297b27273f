// Acts that meet in one instant: what was just closed or ended opens nothing, and what was just opened is not closed over.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Ending } from '../erasure/endings-journal.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { closeOwnAccount } from './account-record.ts'
import { asPerson, type StaffRole } from './as-person.ts'
import { breakGlass } from './break-glass.ts'
import { beginManagedRelationship, endCareRelationship } from './care-relationships.ts'
import { closeDiaryOfDeceased } from './closed-diaries.ts'
import { offerHandover, takeOver } from './handovers.ts'
import { askMerge, confirmMerge } from './merge-accounts.ts'
import { createDiary } from './new-diary.ts'
import type { AccessOutcome } from './outcome.ts'
import { acceptProxy, inviteProxy, renewProxy } from './proxies.ts'
import { createShareLink, openShareLink, shareLinksOf } from './share-links.ts'
import { staffLeaves } from './staff.ts'

let store: TestStore
before(async () => {
  store = await startTestStore()
})
after(() => store.end())

const NOW = Date.now()
const soon = (days: number): string => new Date(NOW + days * 86_400_000).toISOString()

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
const codeOf = (outcome: { type: string; error?: { code: string } }): string => outcome.error?.code ?? outcome.type

const newDiary = async (who: string, relation: 'self' | 'proxy' = 'self'): Promise<string> =>
  made(await as(who, (t, access) => createDiary(t, access, relation, NOW))).patient
const opens = async (who: string): Promise<readonly string[]> =>
  (await as(who, (_, access) => Promise.resolve(access))).write

/** The works begin their transactions, `meanwhile` happens, and then they act. */
async function meeting(
  works: readonly { readonly who: string; readonly act: Work<{ type: string; error?: { code: string } }> }[],
  meanwhile: () => Promise<unknown>,
): Promise<string[]> {
  let go = (): void => undefined
  const held = new Promise<void>((resolve) => (go = resolve))
  let begun = 0
  const waiting = works.map(({ who, act }) =>
    as(who, async (transaction, access) => {
      begun++
      await held
      return codeOf(await act(transaction, access))
    }),
  )
  while (begun < works.length) await new Promise((resolve) => setTimeout(resolve, 5))
  await meanwhile()
  go()
  return Promise.all(waiting)
}

const died = (patient: string) =>
  ({ patient, informedBy: 'clinic', reason: 'Told by phone', keepUntil: '2999-01-01' }) as const
const link = (patient: string, expiresAt: string, code?: string) => ({
  ...{ patient, recipient: 'Dr. Example', entities: ['day'], withNotes: false, expiresAt },
  ...{ firstDay: '2026-03-01', lastDay: '2026-03-31', ...(code !== undefined && { code }) },
})
const proxyOf = async (self: string, patient: string, endsAt?: string): Promise<string> => {
  const proxy = await account()
  const invitation = { patient, reason: 'mother', ...(endsAt !== undefined && { endsAt }) }
  const { token } = made(await as(self, (t, access) => inviteProxy(t, access, invitation, NOW)))
  made(await as(proxy, (t, access) => acceptProxy(t, access, token, NOW)))
  return proxy
}

test('in the instant in which a diary closes staff open it to nobody, and no end is put off', async () => {
  const [self, manager, other] = [await account(), await account('manager'), await account('manager')]
  const [practitioner, second] = [await account('practitioner'), await account('practitioner')]
  const patient = await newDiary(self)
  const proxy = await proxyOf(self, patient, soon(3))
  const child = await newDiary(await account(), 'proxy')
  const request = { patient, practitioner, endsAt: soon(2), reason: 'in hospital' }
  const acts = [
    { who: manager, act: (t, access) => beginManagedRelationship(t, access, request, NOW) },
    { who: second, act: (t, access) => breakGlass(t, access, { patient, reason: 'unconscious' }, NOW) },
    { who: self, act: (t, access) => renewProxy(t, access, patient, proxy, NOW) },
    {
      who: manager,
      act: (t, access) => offerHandover(t, access, { patient: child, identityCheckedBy: 'in-person' }, NOW),
    },
  ] as const satisfies Parameters<typeof meeting>[0]
  const codes = await meeting(acts, async () => {
    for (const closing of [patient, child])
      assert.equal((await as(other, (t, access) => closeDiaryOfDeceased(t, access, died(closing), NOW))).type, 'ok')
  })
  assert.deepEqual(codes, ['closed', 'closed', 'closed', 'no-such-patient'])
  const { rows } = await store.owner.query(
    `SELECT 1 FROM access.care_relationships WHERE patient_id = $1 AND ended_at IS NULL
     UNION ALL SELECT 1 FROM access.diaries WHERE patient_id = $1 AND ended_at IS NULL
     UNION ALL SELECT 1 FROM access.handovers WHERE patient_id = $2 AND revoked_at IS NULL`,
    [patient, child],
  )
  assert.deepEqual(rows, [])
})

test('no account closes over a diary that was made or accepted meanwhile, and a closed one gets none', async () => {
  const [self, friend, patientOf] = [await account(), await account(), await account()]
  const beside = await newDiary(patientOf)
  const { token } = made(
    await as(patientOf, (t, access) => inviteProxy(t, access, { patient: beside, reason: 'friend' }, NOW)),
  )
  const close = (who: string) => ({ who, act: ((t, access) => closeOwnAccount(t, access, NOW)) as Work<never> })
  let own = ''
  const codes = await meeting([close(self), close(friend)], async () => {
    own = await newDiary(self)
    made(await as(friend, (t, access) => acceptProxy(t, access, token, NOW)))
  })
  assert.deepEqual(codes, ['holds-diary', 'holds-diary'])
  assert.deepEqual([await opens(self), await opens(friend)], [[own], [beside]])

  const [late, invited] = [await account(), await account()]
  const again = made(
    await as(patientOf, (t, access) => inviteProxy(t, access, { patient: beside, reason: 'friend' }, NOW)),
  ).token
  const works = [
    { who: late, act: (t, access) => createDiary(t, access, 'self', NOW) },
    { who: late, act: (t, access) => createDiary(t, access, 'proxy', NOW) },
    { who: invited, act: (t, access) => acceptProxy(t, access, again, NOW) },
  ] as const satisfies Parameters<typeof meeting>[0]
  const after = await meeting(works, async () => {
    for (const who of [late, invited])
      assert.equal((await as(who, (t, access) => closeOwnAccount(t, access, NOW))).type, 'ok')
  })
  assert.deepEqual(after, ['not-yours', 'not-yours', 'not-found'])
})

test('two acts of one manager on one patient, and one on all of a practitioner’s, never wait for each other', async () => {
  const [manager, practitioner] = [await account('manager'), await account('practitioner')]
  const patient = await newDiary(await account())
  const { relationshipId } = made(
    await as(manager, (t, access) =>
      beginManagedRelationship(t, access, { patient, practitioner, endsAt: soon(2), reason: 'ill' }, NOW),
    ),
  )
  const leaving = { account: practitioner, reason: 'own-wish', closeAccount: false } as const
  // both hold the record of the patient first: whoever comes second waits, and neither dies of it
  let first = (): void => undefined
  const held = new Promise<void>((resolve) => (first = resolve))
  const ends = as(manager, async (t, access) => {
    const ended = await endCareRelationship(t, access, relationshipId, NOW)
    first()
    await new Promise((resolve) => setTimeout(resolve, 200))
    return ended.type
  })
  await held
  const leaves = as(manager, async (t, access) => (await staffLeaves(t, access, leaving, NOW)).type)
  assert.deepEqual(await Promise.all([ends, leaves]), ['ok', 'ok'])
  // in the record of the patient before that of who acts, in whatever act
  const order = `SELECT chain_id FROM audit.events WHERE act = 'staff.left' AND actor = $1`
  assert.deepEqual((await store.owner.query(order, [manager])).rows, [{ chain_id: manager }])
})

test('what was opened to somebody, or began in their account, while they are let go ends with it or keeps it open', async () => {
  const [administrator, manager] = [await account('administrator'), await account('manager')]
  const [treats, keeps] = [await account('practitioner'), await account('front-desk')]
  const patient = await newDiary(await account())
  const leave = (who: string, closeAccount: boolean) =>
    as(administrator, async (t, access) =>
      codeOf(await staffLeaves(t, access, { account: who, reason: 'own-wish', closeAccount }, NOW)),
    )
  let go = (): void => undefined
  const held = new Promise<void>((resolve) => (go = resolve))
  const begun: Promise<void>[] = []
  const acts = [
    [
      manager,
      (t, access) =>
        beginManagedRelationship(t, access, { patient, practitioner: treats, endsAt: soon(2), reason: 'ill' }, NOW),
    ],
    [keeps, (t, access) => createDiary(t, access, 'self', NOW)],
  ] as const satisfies readonly (readonly [string, Work<{ type: string }>])[]
  const done = acts.map(([who, act]) => {
    let hasActed = (): void => undefined
    begun.push(new Promise((resolve) => (hasActed = resolve)))
    return as(who, async (t, access) => {
      const outcome = await act(t, access)
      hasActed()
      await held
      return outcome.type
    })
  })
  await Promise.all(begun)
  const left = [leave(treats, false), leave(keeps, true)]
  await new Promise((resolve) => setTimeout(resolve, 150))
  go()
  assert.deepEqual(await Promise.all(done), ['ok', 'ok'])
  assert.deepEqual(await Promise.all(left), ['ok', 'keeps-diary'])
  assert.equal((await opens(keeps)).length, 1)
  const { rows } = await store.owner.query(
    'SELECT FROM access.care_relationships WHERE account_id = $1 AND ended_at IS NULL',
    [treats],
  )
  assert.equal(rows.length, 0)
})

test('a handover that is offered anew while it is taken, and a merge while a diary closes, wait in one order', async () => {
  for (let round = 0; round < 3; round++) {
    const [manager, other] = [await account('manager'), await account('manager')]
    const [writer, child] = [await account(), await account()]
    const patient = await newDiary(writer, 'proxy')
    const offer = () =>
      as(manager, (t, access) => offerHandover(t, access, { patient, identityCheckedBy: 'in-person' }, NOW))
    const { token } = made(await offer())
    await store.owner.query(`UPDATE access.handovers SET opens_at = now() - interval '1 hour' WHERE patient_id = $1`, [
      patient,
    ])
    const [from, into] = [await account(), await account()]
    const own = await newDiary(from)
    const asked = await as(manager, (t, access) => askMerge(t, access, { from, into, reason: 'one person' }, NOW))
    assert.ok(asked.type === 'ok')
    await as(from, (t, access) => confirmMerge(t, access, asked.mergeId, NOW))
    // a device writes: all of them wait for it
    await store.owner.query('BEGIN')
    await store.owner.query('SELECT 1 FROM diary.patients WHERE patient_id = ANY ($1) FOR UPDATE', [[patient, own]])
    const waiting: Promise<{ type: string }>[] = []
    for (const act of [
      offer,
      () => as(child, (t, access) => takeOver(t, access, token, NOW)),
      () => as(into, (t, access) => confirmMerge(t, access, asked.mergeId, NOW)),
      () => as(other, (t, access) => closeDiaryOfDeceased(t, access, died(own), NOW)),
    ]) {
      waiting.push(act())
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
    await store.owner.query('COMMIT')
    for (const one of await Promise.allSettled(waiting)) assert.equal(one.status, 'fulfilled', JSON.stringify(one))
  }
})

test('a link of who writes until a day opens nothing after it, also where the day was set later', async () => {
  const self = await account()
  const patient = await newDiary(self)
  const until = soon(5)
  const proxy = await proxyOf(self, patient, until)
  const steady = await proxyOf(self, patient)
  for (const who of [proxy, steady, self])
    made(await as(who, (t, access) => createShareLink(t, access, link(patient, soon(300)), NOW)))
  const ends = async (): Promise<string[]> =>
    (await as(self, (t) => shareLinksOf(t, patient))).map(({ expiresAt }) => new Date(expiresAt).toISOString()).sort()
  assert.deepEqual(await ends(), [until, soon(300), soon(300)])
  const sooner = soon(1)
  await store.owner.query('UPDATE access.diaries SET ends_at = $3 WHERE patient_id = $1 AND account_id = $2', [
    ...[patient, steady, sooner],
  ])
  assert.deepEqual(await ends(), [sooner, until, soon(300)])
})

test('a link that wrong codes shut is in the journal of endings, so that an older backup gives no further guesses', async () => {
  const self = await account()
  const patient = await newDiary(self)
  const { linkId, token } = made(
    await as(self, (t, access) => createShareLink(t, access, link(patient, soon(9), 'right code'), NOW)),
  )
  const journaled = async (): Promise<number> =>
    (await store.owner.query<Ending>(`SELECT what, id FROM access.endings('epoch') WHERE id = $1`, [linkId])).rows
      .length
  for (let tries = 0; tries < 4; tries++)
    assert.equal((await openShareLink(store.app, token, 'wrong')).type, 'wrong-code')
  // the fifth may still be right
  assert.equal((await openShareLink(store.app, token, 'right code')).type, 'ok')
  assert.equal(await journaled(), 0)
  for (let tries = 0; tries < 5; tries++)
    assert.equal((await openShareLink(store.app, token, 'wrong')).type, 'wrong-code')
  assert.deepEqual(await openShareLink(store.app, token, 'right code'), { type: 'closed' })
  const [shown] = await as(self, (t) => shareLinksOf(t, patient))
  assert.ok(shown.shutAt !== null, 'who made it sees that it was shut')
  await store.owner.query(`UPDATE access.share_links SET shut_at = shut_at - interval '2 minutes' WHERE link_id = $1`, [
    linkId,
  ])
  assert.equal(await journaled(), 1)
})
