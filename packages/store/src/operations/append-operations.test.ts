import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { actingAs, type Acting } from '../access/acting.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { appendOperations, type Appended } from './append-operations.ts'
import { authorMark, markKeys, withProvenAuthors } from './author-mark.ts'
import {
  type Batch,
  type EntryState,
  fieldOf,
  type Fields,
  fold,
  NOTHING,
  type OfferedOperation,
  type OperationAnswer,
  partsOf,
  saidUnder,
  type StoredOperation,
} from '@clearday/diary/operations'
import { rebuildEntries } from './rebuild-entries.ts'
import { pullOperations, pullStanding } from './pull-operations.ts'

let store: TestStore
before(async () => {
  store = await startTestStore()
})
after(() => store.end())

const NOW = 1_800_000_000_000
const PHONE = randomUUID()

function said(given: Partial<OfferedOperation> = {}): OfferedOperation {
  return {
    id: randomUUID(),
    entity: 'day',
    key: '2026-03-04',
    fields: { headache: 'none' },
    deleted: false,
    at: NOW,
    seen: 0,
    ...given,
  }
}

function owning(patient: string, account = randomUUID()): Acting {
  return { account, read: [patient], write: [patient], append: [] }
}

async function send(
  acting: Acting,
  operations: Batch['operations'],
  more: Partial<Batch> & { now?: number } = {},
): Promise<readonly OperationAnswer[]> {
  const appended = await offer(acting, operations, more)
  assert.ok(appended.type === 'ok')
  return appended.answers
}

function offer(
  acting: Acting,
  operations: Batch['operations'],
  { now = NOW, ...more }: Partial<Batch> & { now?: number } = {},
): Promise<Appended> {
  const batch = { device: PHONE, sentAt: now, operations, ...more }
  return actingAs(store.app, acting, (transaction) =>
    appendOperations(transaction, acting.write[0] ?? acting.append[0], acting.account, batch, now),
  )
}

async function entries(patient: string): Promise<Record<string, unknown>> {
  const { rows } = await store.owner.query<{ entity: string; key: string; fields: unknown; deleted: boolean }>(
    'SELECT entity, key, fields, deleted FROM diary.entries WHERE patient_id = $1 ORDER BY entity, key',
    [patient],
  )
  return Object.fromEntries(
    rows.map(({ entity, key, fields, deleted }) => [`${entity} ${key}`, deleted ? null : fields]),
  )
}

test('what was said is kept, and comes back to another device in its order', async () => {
  const patient = await store.newPatient()
  const acting = owning(patient)
  const operations = [said(), said({ key: '2026-03-05', fields: { headache: 'present', severity: 'mild' } })]
  const answers = await send(acting, operations)
  assert.deepEqual(
    answers.map(({ type }) => type),
    ['stored', 'stored'],
  )
  const pulled = await actingAs(store.app, acting, (transaction) => pullOperations(transaction, patient, 0))
  assert.deepEqual(
    pulled.operations.map(({ id, seq, key, fields }) => ({ id, seq, key, fields })),
    operations.map(({ id, key, fields }, k) => ({ id, seq: k + 1, key, fields })),
  )
  assert.equal(pulled.more, false)
  const later = await actingAs(store.app, acting, (transaction) => pullOperations(transaction, patient, pulled.seq))
  assert.deepEqual(later, { operations: [], gone: [], seq: 2, more: false })
})

test('sent again, an operation is acknowledged with its place and stands once', async () => {
  const patient = await store.newPatient()
  const acting = owning(patient)
  const operation = said()
  const [first] = await send(acting, [operation, operation])
  const [again] = await send(acting, [operation])
  assert.equal(first.type, 'stored')
  assert.deepEqual(again, { ...first, type: 'already-there' })
  const { rows } = await store.owner.query<{ n: string }>(
    'SELECT count(*) AS n FROM diary.operations WHERE patient_id = $1',
    [patient],
  )
  assert.equal(rows[0].n, '1')
})

test('an id that was given to something else is no acknowledgement', async () => {
  const patient = await store.newPatient()
  const acting = owning(patient)
  const operation = said()
  await send(acting, [operation])
  const [answer] = await send(acting, [{ ...operation, fields: { headache: 'present' } }])
  assert.ok(answer.type === 'refused')
  assert.equal(answer.code, 'id-reused')
})

test('of two things that are said under one id in one batch neither is stored, and each is once it comes alone', async () => {
  const patient = await store.newPatient()
  const acting = owning(patient)
  const [meant, other] = [said(), said({ key: '2026-03-05' })]
  const told = async (operations: Batch['operations']): Promise<readonly string[]> =>
    (await send(acting, operations)).map((answer) => (answer.type === 'refused' ? answer.code : answer.type))
  const differing: readonly object[] = [
    { fields: { headache: 'present' } },
    { key: '2026-03-06' },
    { at: NOW - 1 },
    { deleted: true },
    { effective: 5, device: PHONE },
  ]
  for (const one of differing)
    assert.deepEqual(await told([{ ...meant, ...one }, meant, meant]), Array<string>(3).fill('id-reused'))
  assert.deepEqual(await entries(patient), {})
  // one that is refused anyway keeps nothing back, and neither do two with each other the rest
  const wrong = { ...meant, key: '2026-02-30' }
  assert.deepEqual(await told([wrong, meant, wrong, other, { ...meant }]), [
    'wrong-key',
    'stored',
    'id-reused',
    'stored',
    'already-there',
  ])
  assert.deepEqual(await told([{ ...meant, at: NOW - 1 }, meant]), ['id-reused', 'already-there'])
})

test('one bad operation is told with its path and value, and keeps nothing else back', async () => {
  const patient = await store.newPatient()
  const answers = await send(owning(patient), [
    said({ key: '2026-03-01' }),
    said({ key: '2026-03-02', fields: { headache: 'present', peakIntensity: 14 } }),
    said({ key: '2026-02-30' }),
    said({ entity: 'potion' as 'day' }),
    said({ key: '2026-03-03', fields: { headache: 'none', sevrity: 'mild' } }),
    said({ entity: 'attack', key: 'a-1', fields: { severity: 'mild' } }),
    said({ key: '2026-03-04', fields: { headache: 'none', note: 'a\u0000b' } }),
    said({ key: '2026-03-05' }),
  ])
  const refused = answers.map((answer) =>
    answer.type === 'refused' ? [answer.code, answer.path.join('.'), answer.value] : answer.type,
  )
  assert.deepEqual(refused, [
    'stored',
    ['wrong-value', 'fields.peakIntensity', 14],
    ['wrong-key', 'key', '2026-02-30'],
    ['unknown-entity', 'entity', 'potion'],
    ['unknown-field', 'fields.sevrity', 'mild'],
    ['incomplete', 'fields.start', undefined],
    ['wrong-value', 'fields.note', 'a\u0000b'],
    'stored',
  ])
  assert.deepEqual(Object.keys(await entries(patient)), ['day 2026-03-01', 'day 2026-03-05'])
})

test('different fields from two devices both stay; the same field is the later one’s, whichever arrives first', async () => {
  const patient = await store.newPatient()
  const acting = owning(patient)
  const noon = said({ fields: { headache: 'present', severity: 'mild' }, at: NOW - 7_200_000 })
  const evening = said({ fields: { headache: 'present', severity: 'severe', hours: 6 }, at: NOW - 3_600_000 })
  await send(acting, [evening], { device: randomUUID() })
  await send(acting, [noon])
  assert.deepEqual(await entries(patient), { 'day 2026-03-04': { headache: 'present', severity: 'severe', hours: 6 } })
})

test('statements in a text are text', async () => {
  const patient = await store.newPatient()
  const note = `'; DROP TABLE diary.operations; -- $1 \\ " \u{1F92F}`
  await send(owning(patient), [said({ fields: { headache: 'none', note } })])
  assert.deepEqual(await entries(patient), { 'day 2026-03-04': { headache: 'none', note } })
})

test('a transaction that is held open keeps later ones waiting: no place ever appears below one that was seen', async () => {
  const patient = await store.newPatient()
  const acting = owning(patient)
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  let locked = (): void => undefined
  const holds = new Promise<void>((resolve) => (locked = resolve))
  const slow = actingAs(store.app, acting, async (transaction) => {
    const batch = { device: PHONE, sentAt: NOW, operations: [said({ key: '2026-03-01' })] }
    await appendOperations(transaction, patient, acting.account, batch, NOW)
    locked()
    await held
  })
  await holds
  const fast = send(acting, [said({ key: '2026-03-02' })])
  const seen = await actingAs(store.app, acting, (transaction) => pullOperations(transaction, patient, 0))
  assert.deepEqual(seen.operations, [])
  release()
  await slow
  await fast
  const all = await actingAs(store.app, acting, (transaction) => pullOperations(transaction, patient, seen.seq))
  assert.deepEqual(
    all.operations.map(({ key, seq }) => [key, seq]),
    [
      ['2026-03-01', 1],
      ['2026-03-02', 2],
    ],
  )
})

test('nobody’s diary is found by its number: not to read, not to write, not with a forged author', async () => {
  const patient = await store.newPatient()
  await send(owning(patient), [said()])
  const other = await store.newPatient()
  const stranger = owning(other)
  const pulled = await actingAs(store.app, stranger, (transaction) => pullOperations(transaction, patient, 0))
  assert.deepEqual(pulled.operations, [])
  const written = await actingAs(store.app, stranger, (transaction) =>
    appendOperations(transaction, patient, stranger.account, { device: PHONE, sentAt: NOW, operations: [said()] }, NOW),
  )
  assert.equal(written.type, 'no-such-diary')
  await assert.rejects(
    actingAs(store.app, owning(patient), (transaction) =>
      appendOperations(transaction, patient, randomUUID(), { device: PHONE, sentAt: NOW, operations: [said()] }, NOW),
    ),
    /row-level security/,
  )
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM diary.operations`.execute(store.app)
  assert.deepEqual(rows, [{ n: 0 }])
})

test('a practitioner who may add sessions adds sessions and nothing else', async () => {
  const patient = await store.newPatient()
  const practitioner: Acting = { account: randomUUID(), read: [patient], write: [], append: [patient] }
  const session = said({
    entity: 'session',
    key: 's-1',
    fields: { at: '2026-03-04T17:00', therapy: 'craniosacral-therapy' },
  })
  const [answer] = await send(practitioner, [session])
  assert.equal(answer.type, 'stored')
  await assert.rejects(send(practitioner, [said()]), /row-level security/)
})

/** A model of several devices: each has a log it has seen and what it has not sent yet. */
interface Device {
  readonly id: string
  readonly off: number
  seen: StoredOperation[]
  outbox: OfferedOperation[]
}

test('however devices take turns, lose replies and have wrong clocks, all end with what the server has', async () => {
  const names = ['severity', 'hours', 'note'] as const
  for (let seed = 1; seed <= 12; seed++) {
    let state = seed
    const random = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state / 4294967296
    }
    const below = (n: number): number => Math.floor(random() * n)
    const patient = await store.newPatient()
    const acting = owning(patient)
    let now = NOW
    const devices = Array.from({ length: 2 + below(4) }, (): Device => ({
      id: randomUUID(),
      off: [-31_536_000_000, -5000, 0, 60_000, 31_536_000_000][below(5)],
      seen: [],
      outbox: [],
    }))
    const cursor = (device: Device): number => device.seen.at(-1)?.seq ?? 0
    for (let step = 0; step < 40; step++) {
      now += 1 + below(100_000)
      const device = devices[below(devices.length)]
      switch (below(3)) {
        case 0: {
          const fields = { headache: 'present', [names[below(3)]]: below(2) === 0 ? null : below(9) }
          const valid = {
            ...fields,
            ...('severity' in fields && { severity: ['mild', 'severe', null][below(3)] }),
            ...('note' in fields && { note: `n${below(9)}` }),
            ...[{ 'factors.stress': below(3) === 0 ? null : below(9) }, { 'factors.water-intake': below(9) }, {}][
              below(3)
            ],
            ...(below(6) === 0 && { factors: { stress: below(9), caffeine: below(9) } }),
          }
          device.outbox.push(
            said({
              key: `2026-03-0${1 + below(3)}`,
              fields: below(6) === 0 ? {} : valid,
              deleted: below(8) === 0,
              at: now + device.off,
              seen: cursor(device),
            }),
          )
          break
        }
        case 1: {
          const sent = [...device.outbox].sort(() => random() - 0.5)
          if (sent.length === 0) break
          const answers = await send(acting, sent, { device: device.id, sentAt: now + device.off, now })
          // a reply that is lost: everything is sent again later
          if (random() < 0.7) {
            const done = new Set(answers.map(({ id }) => id))
            device.outbox = device.outbox.filter(({ id }) => !done.has(id))
          }
          break
        }
        case 2: {
          const { operations } = await actingAs(store.app, acting, (transaction) =>
            pullOperations(transaction, patient, cursor(device), 1 + below(5)),
          )
          device.seen.push(...operations)
        }
      }
    }
    for (const device of devices) {
      if (device.outbox.length > 0)
        await send(acting, device.outbox, { device: device.id, sentAt: now + device.off, now })
    }
    const server = await entries(patient)
    for (const device of devices) {
      for (let more = true; more;) {
        const pulled = await actingAs(store.app, acting, (transaction) =>
          pullOperations(transaction, patient, cursor(device)),
        )
        device.seen.push(...pulled.operations)
        more = pulled.more
      }
      assert.deepEqual(
        device.seen.map(({ seq }) => seq),
        device.seen.map((_, k) => k + 1),
        `seed ${seed}`,
      )
      assert.equal(new Set(device.seen.map(({ id }) => id)).size, device.seen.length, `seed ${seed}`)
      const folded = new Map<string, EntryState>()
      for (const one of device.seen)
        folded.set(`${one.entity} ${one.key}`, fold(folded.get(`${one.entity} ${one.key}`) ?? NOTHING, one))
      const own = Object.fromEntries(
        [...folded]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, { fields, deleted }]) => [name, deleted ? null : fields]),
      )
      assert.deepEqual(own, server, `seed ${seed}`)
    }
  }
})

test('of what one device says of a part and then of the whole, and the other way, the later counts, however late it comes', async () => {
  const patient = await store.newPatient()
  const acting = owning(patient)
  const stress = async (fields: Fields, at: number): Promise<unknown> => {
    const answers = await send(acting, [said({ fields, at })], { device: PHONE, sentAt: NOW, now: NOW })
    assert.deepEqual(
      answers.map(({ type }) => type),
      ['stored'],
    )
    return ((await entries(patient))['day 2026-03-04'] as Fields).factors
  }
  // its clock goes back between the words
  assert.deepEqual(await stress({ 'factors.stress': 5 }, NOW - 1000), { stress: 5 })
  assert.deepEqual(await stress({ factors: { 'sleep-hours': 7 } }, NOW - 2000), { 'sleep-hours': 7 })
  assert.deepEqual(await stress({ 'factors.stress': 2 }, NOW - 3000), { 'sleep-hours': 7, stress: 2 })
})

test('whoever only reads a diary gets it as it stands, step by step, and none of what was taken back or deleted before', async () => {
  for (let seed = 1; seed <= 12; seed++) {
    let draw = seed
    const random = (): number => (draw = (draw * 48_271) % 2_147_483_647) / 2_147_483_647
    const below = (n: number): number => Math.floor(random() * n)
    const patient = await store.newPatient()
    const acting = owning(patient)
    const reader = { account: randomUUID(), read: [patient], write: [], append: [patient] }
    const held = new Map<number, StoredOperation>()
    let after = 0
    const pull = async (): Promise<boolean> => {
      const standing = await entries(patient)
      const pulled = await actingAs(store.app, reader, (transaction) =>
        pullStanding(transaction, patient, after, 1 + below(6)),
      )
      for (const place of pulled.gone) held.delete(place)
      for (const one of pulled.operations) {
        held.set(one.seq, one)
        const entry = standing[`${one.entity} ${one.key}`] as Record<string, unknown> | null
        assert.ok(entry !== null, `seed ${seed}: an entry that was deleted is named`)
        for (const [name, value] of Object.entries(one.fields)) {
          const stands = saidUnder(entry as Fields, name)
          if (fieldOf(name) !== name || partsOf(name, value).size === 0) assert.deepEqual(stands, value, `seed ${seed}`)
          // of a field that was said whole, the parts that were said otherwise since are in no answer
          else
            for (const [part, inner] of partsOf(name, value))
              assert.deepEqual(partsOf(name, stands).get(part), inner, `seed ${seed}`)
        }
      }
      assert.ok(pulled.gone.every((place) => place <= after))
      after = pulled.seq
      return pulled.more
    }
    for (let step = 0; step < 40; step++) {
      const fields = {
        headache: 'present',
        ...[
          ...[{ note: `n${step}` }, { note: null }, { hours: below(9) }, {}],
          ...[{ factors: { stress: step, 'sleep-hours': step } }, { 'factors.stress': below(3) === 0 ? null : -step }],
          ...[{ quality: ['stabbing', 'burning'] }, { 'quality.burning': null }, { 'quality.pulsating': true }],
        ][below(9)],
      }
      await send(acting, [said({ key: `2026-03-0${1 + below(3)}`, fields, deleted: below(4) === 0, at: NOW + step })], {
        device: PHONE,
        sentAt: NOW + step,
        now: NOW + step,
      })
      if (below(4) === 0) await pull()
    }
    while (await pull());
    const folded = new Map<string, EntryState>()
    for (const one of held.values()) {
      const name = `${one.entity} ${one.key}`
      folded.set(name, fold(folded.get(name) ?? NOTHING, one))
    }
    const seen = [...folded].map(([name, { fields, deleted }]) => [name, deleted ? null : fields])
    const living = Object.entries(await entries(patient)).filter(([, fields]) => fields !== null)
    assert.deepEqual(Object.fromEntries(seen.sort()), Object.fromEntries(living), `seed ${seed}`)
  }
})

test('who said what is offered again is shown by its mark, and by nothing else', () => {
  const keys = markKeys('of a test')
  const patient = randomUUID()
  const author = randomUUID()
  const whole = {
    ...said({ fields: { headache: 'present', note: 'so', hours: 3 } }),
    effective: 5,
    device: PHONE,
    seq: 1,
  }
  const kept = { ...whole, author, receivedAt: '' }
  const mark = authorMark(keys, patient, kept)
  const by = (offered: OfferedOperation, of = patient, with_ = keys): string | null | undefined =>
    withProvenAuthors(with_, of, [offered])[0].saidBy
  const again = { ...whole, mark }
  assert.equal(by(again), author)
  assert.equal(by({ ...again, fields: { hours: 3, note: 'so', headache: 'present' } }), author)
  // after the installation had another secret
  assert.equal(by(again, patient, markKeys('another', ['of a test'])), author)
  const { hours, ...part } = whole.fields
  const forged: readonly OfferedOperation[] = [
    { ...again, fields: part },
    { ...again, fields: { ...whole.fields, note: 'otherwise' } },
    { ...again, fields: { ...whole.fields, hours: [['hours', hours]] } },
    { ...again, deleted: true },
    { ...again, id: randomUUID() },
    { ...again, key: '2026-03-05' },
    { ...again, at: NOW + 1 },
    { ...again, effective: 6 },
    { ...again, device: randomUUID() },
    { ...again, mark: authorMark(markKeys('a guess'), patient, kept) },
    { ...again, mark: `${mark.slice(0, 21)}${mark.slice(21).replaceAll(/./g, 'A')}` },
    { ...again, mark: mark.slice(0, 42) },
    { ...again, mark: 'x' },
    whole,
  ]
  for (const one of forged) assert.equal(by(one), null, JSON.stringify(one))
  assert.equal(by(again, randomUUID()), null)
  assert.equal(by(again, patient, markKeys('another')), null)
  // what nobody is known to have said is marked as that, and gets no author by it
  assert.equal(by({ ...whole, mark: authorMark(keys, patient, { ...kept, author: null }) }), null)
  // what is said for the first time has no place in it, whatever mark it comes with
  assert.equal(by({ ...said(), mark }), undefined)
  // nor does another that claims the same id, whichever comes first
  const { effective, device, ...otherwise } = { ...whole, fields: { headache: 'present', note: 'not so' } }
  const proven = withProvenAuthors(keys, patient, [otherwise, again, { ...otherwise, effective, device, mark }])
  assert.deepEqual(
    proven.map(({ saidBy }) => saidBy),
    [undefined, author, null],
  )
})

test('the database lets nobody be an author but who acts, or who said it where who acts stands beside them', async () => {
  const patient = await store.newPatient()
  const acting = owning(patient)
  const practitioner: Acting = { account: randomUUID(), read: [patient], write: [], append: [patient] }
  const session = { entity: 'session' as const, key: 's-1', fields: { at: '2026-03-04T17:00', therapy: 'massage' } }
  const operation = said({ ...session, effective: NOW * 1000, device: PHONE })
  await send(acting, [{ ...operation, saidBy: practitioner.account }])
  const { rows } = await store.owner.query('SELECT author, offered_by FROM diary.operations WHERE patient_id = $1', [
    patient,
  ])
  assert.deepEqual(rows, [{ author: practitioner.account, offered_by: acting.account }])
  const forge = (who: Acting, author: string | null, offeredBy: string | null): Promise<unknown> =>
    actingAs(store.app, who, (transaction) =>
      sql`INSERT INTO diary.operations (patient_id, seq, id, entity, key, fields, claimed, effective, latest, seen, device, author, offered_by)
        VALUES (${patient}, 9, ${randomUUID()}, 'session', 's-1', '{}', 1, 1, 1, 0, ${PHONE}, ${author}, ${offeredBy})`.execute(
        transaction,
      ),
    )
  const [me, they] = [practitioner.account, acting.account]
  for (const [who, author, offeredBy] of [
    [practitioner, they, null],
    [practitioner, they, me],
    [practitioner, me, they],
    [practitioner, null, me],
    [acting, me, null],
    [acting, they, me],
  ] as const)
    await assert.rejects(forge(who, author, offeredBy), /row-level security/)
  await assert.rejects(forge(acting, null, null), /row-level security|somebody_said/)
})

test('who made an entry made it after a restore too, in whatever order the devices come back; and nobody makes what another made', async () => {
  const keys = markKeys('of a test')
  const patient = await store.newPatient()
  const acting = owning(patient)
  const helper = owning(patient)
  const authorOf = async (key: string): Promise<unknown> => {
    const { rows } = await store.owner.query<{ author: string | null }>(
      'SELECT author FROM diary.entries WHERE patient_id = $1 AND key = $2',
      [patient, key],
    )
    return rows[0].author
  }
  const rebuilt = (): Promise<readonly string[]> =>
    actingAs(store.app, acting, async (transaction) => (await rebuildEntries(transaction, patient, false)).differed)
  const key = randomUUID()
  const session = { at: '2026-03-04T17:00', therapy: 'acupuncture' }
  await send(acting, [said({ entity: 'session', key, fields: session })])
  // whoever says it long before, with a clock that is wrong or turned back, changes it after it was made
  const early = said({ entity: 'session', key, fields: { ...session, note: 'x' }, at: NOW - 86_400_000 })
  await send(helper, [early], { device: randomUUID() })
  assert.equal(await authorOf(key), acting.account)
  const log = await actingAs(store.app, acting, (transaction) => pullOperations(transaction, patient, 0))
  assert.ok(log.operations[1].effective > log.operations[0].effective)
  const again = log.operations.map((operation) => {
    const { seq, author, receivedAt, ...offered } = operation
    void [seq, author, receivedAt]
    return { ...offered, mark: authorMark(keys, patient, operation) }
  })
  await store.owner.query('DELETE FROM diary.entries WHERE patient_id = $1', [patient])
  await store.owner.query('DELETE FROM diary.operations WHERE patient_id = $1', [patient])
  await store.owner.query('UPDATE diary.patients SET seq = 0, latest = 0 WHERE patient_id = $1', [patient])
  const [first, second] = withProvenAuthors(keys, patient, again)
  const later = { now: NOW + 1000, sentAt: NOW + 1000 }
  await send(helper, [second], { ...later, device: randomUUID() })
  assert.equal(await authorOf(key), helper.account)
  assert.deepEqual(await rebuilt(), [])
  await send(acting, [first], later)
  assert.equal(await authorOf(key), acting.account)
  assert.deepEqual(await rebuilt(), [])
  // who may only add by now leaves it as it is
  const [refused] = await send({ ...helper, write: [], append: [patient] }, [
    said({ entity: 'session', key, fields: { note: 'y' }, at: NOW + 2000, seen: 2 }),
  ])
  assert.ok(refused.type === 'refused' && refused.code === 'not-yours')
})
