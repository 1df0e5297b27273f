import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { readDiary, writeDiary, type Diary } from '@clearday/diary'
import { assembleDiary, diaryOperations, fold, NOTHING, type LivingEntry } from '@clearday/diary/operations'
import { actingAs } from '../access/acting.ts'
import { migrate, migrationsOf } from '../database/migrate.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { appendOperations } from './append-operations.ts'
import { rebuildEntries } from './rebuild-entries.ts'

let store: TestStore
before(async () => {
  store = await startTestStore()
})
after(() => store.end())

const NOW = 1_800_000_000_000

test('a whole diary goes in as operations and comes out as it was', async () => {
  const text = readFileSync(new URL('../../../../examples/diary.json', import.meta.url), 'utf8')
  const read = readDiary(JSON.parse(text))
  assert.ok(read.type === 'ok')
  const patient = await store.newPatient()
  const acting = { account: randomUUID(), read: [patient], write: [patient], append: [] }
  let n = 0
  const operations = diaryOperations(
    writeDiary(read.value),
    NOW,
    () => `01900000-0000-7000-8000-${String(++n).padStart(12, '0')}`,
  )
  const appended = await actingAs(store.app, acting, (transaction) =>
    appendOperations(transaction, patient, acting.account, { device: randomUUID(), sentAt: NOW, operations }, NOW),
  )
  assert.ok(appended.type === 'ok')
  assert.deepEqual(
    appended.answers.filter(({ type }) => type !== 'stored'),
    [],
  )
  const entries = await actingAs(store.app, acting, (transaction) =>
    transaction.selectFrom('diary.entries').select(['entity', 'key', 'fields']).where('deleted', '=', false).execute(),
  )
  const again = readDiary(assembleDiary(entries as readonly LivingEntry[], 'UTC'))
  assert.ok(again.type === 'ok', JSON.stringify(again))
  // in which order regimens stand says nothing
  const sorted = ({ regimens, ...diary }: Diary): Diary => ({
    ...diary,
    regimens: [...regimens].sort((a, b) => (a.id < b.id ? -1 : 1)),
  })
  assert.deepEqual(sorted(again.value), sorted({ ...read.value, lastDay: again.value.lastDay }))
})

test('entries that were damaged are named, and put right from the log', async () => {
  const patient = await store.newPatient()
  const acting = { account: randomUUID(), read: [patient], write: [patient], append: [] }
  const days = ['2026-03-01', '2026-03-02', '2026-03-03']
  await actingAs(store.app, acting, (transaction) =>
    appendOperations(
      transaction,
      patient,
      acting.account,
      {
        device: randomUUID(),
        sentAt: NOW,
        operations: days.map((key) => ({
          id: randomUUID(),
          entity: 'day',
          key,
          fields: { headache: 'none' },
          deleted: false,
          at: NOW,
          seen: 0,
        })),
      },
      NOW,
    ),
  )
  const rebuild = (mend: boolean): Promise<readonly string[]> =>
    actingAs(store.app, acting, async (transaction) => (await rebuildEntries(transaction, patient, mend)).differed)
  assert.deepEqual(await rebuild(false), [])
  await store.owner.query(
    `UPDATE diary.entries SET fields = '{"headache":"present"}' WHERE patient_id = $1 AND key = '2026-03-02'`,
    [patient],
  )
  await store.owner.query(`DELETE FROM diary.entries WHERE patient_id = $1 AND key = '2026-03-03'`, [patient])
  assert.deepEqual(await rebuild(false), ['day 2026-03-02', 'day 2026-03-03'])
  assert.deepEqual(await rebuild(true), ['day 2026-03-02', 'day 2026-03-03'])
  assert.deepEqual(await rebuild(false), [])
})

test('entries of the version before lose what was said before their deletion as the tables are brought up to date', async () => {
  const name = 'of_the_version_before_deletions'
  await store.owner.query(`CREATE DATABASE ${name}`)
  const { host, port, user, password } = store.owner as unknown as Record<'host' | 'user' | 'password', string> & {
    readonly port: number
  }
  const older = new pg.Client({ host, port, user, ...(password && { password }), database: name })
  await older.connect()
  try {
    const all = migrationsOf(store.roles)
    await migrate(
      older,
      all.filter((one) => one.name < '0049'),
    )
    const patient = randomUUID()
    const [phone, tablet] = ['10000000-0000-4000-8000-000000000000', 'a0000000-0000-4000-8000-000000000000']
    await older.query('INSERT INTO diary.patients (patient_id) VALUES ($1)', [patient])
    const log = [
      {
        key: 'gone',
        fields: { start: '2026-03-01', end: 'unknown', note: 'x' },
        deleted: false,
        effective: 1,
        device: phone,
      },
      { key: 'gone', fields: { severity: 'mild' }, deleted: true, effective: 2, device: phone },
      {
        key: 'back',
        fields: { start: '2026-03-01', end: 'unknown', note: 'x', severity: 'mild' },
        deleted: false,
        effective: 1,
        device: phone,
      },
      { key: 'back', fields: { peakIntensity: 4 }, deleted: false, effective: 2, device: phone },
      { key: 'back', fields: {}, deleted: true, effective: 2, device: tablet },
      { key: 'back', fields: { severity: 'severe' }, deleted: false, effective: 3, device: phone },
      {
        key: 'never',
        fields: { start: '2026-03-02', end: 'unknown', note: 'y' },
        deleted: false,
        effective: 4,
        device: phone,
      },
    ].map((one, place) => ({ ...one, id: `0190000${String(place)}-0000-7000-8000-000000000000` }))
    for (const [place, { id, key, fields, deleted, effective, device }] of log.entries())
      await older.query(
        `INSERT INTO diary.operations (patient_id, seq, id, entity, key, fields, deleted, claimed, effective, latest, seen, device, author)
         VALUES ($1, $2, $3, 'attack', $4, $5, $6, 0, $7, $7, 0, $8, $9)`,
        [patient, place + 1, id, key, JSON.stringify(fields), deleted, effective, device, randomUUID()],
      )
    const clock = (place: number): unknown => [log[place].effective, log[place].device, log[place].id]
    const begun = (place: number): object => ({ start: clock(place), end: clock(place), note: clock(place) })
    const before: readonly (readonly [string, object, object, boolean])[] = [
      ['gone', { ...log[0].fields, severity: 'mild' }, { '': clock(1), ...begun(0), severity: clock(1) }, true],
      [
        ...(['back', { ...log[2].fields, peakIntensity: 4, severity: 'severe' }] as const),
        ...([{ '': clock(5), ...begun(2), severity: clock(5), peakIntensity: clock(3) }, false] as const),
      ],
      ['never', log[6].fields, { '': clock(6), ...begun(6) }, false],
    ]
    for (const [key, fields, clocks, deleted] of before)
      await older.query(
        `INSERT INTO diary.entries (patient_id, entity, key, first_day, last_day, fields, clocks, deleted, seq)
         VALUES ($1, 'attack', $2, '2026-03-01', '2026-03-01', $3, $4, $5, 1)`,
        [patient, key, JSON.stringify(fields), JSON.stringify(clocks), deleted],
      )
    assert.equal((await migrate(older, all)).type, 'ok')
    const { rows } = await older.query('SELECT key, fields, clocks, deleted FROM diary.entries ORDER BY key')
    const folded = ['back', 'gone', 'never'].map((key) => ({
      key,
      ...log.filter((one) => one.key === key).reduce(fold, NOTHING),
    }))
    assert.deepEqual(rows, folded)
  } finally {
    await older.end()
  }
})
