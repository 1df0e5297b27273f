import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { readDiary, writeDiary, type Diary } from '@clearday/diary'
import { assembleDiary, diaryOperations, type LivingEntry } from '@clearday/diary/operations'
import { actingAs } from '../access/acting.ts'
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
