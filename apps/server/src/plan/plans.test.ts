import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readDiary } from '@clearday/diary'
import { daysOf, diaryOperations, type LivingRow } from '@clearday/diary/operations'
import { plans } from './plans.ts'

const day = (key: string, headache: string): LivingRow => ({
  ...{ entity: 'day', key, fields: { headache }, firstDay: key, lastDay: key },
})
const NOTHING = { plan: { treatments: [], checks: [], overused: [] }, answers: [], leftOut: { entries: 0, fields: [] } }

test('a plan is read once while its diary is the same, also after something was proposed, and anew when a day was said', async () => {
  let [read, at] = [0, Date.parse('2026-03-02T12:00:00Z')]
  const readPlan = plans(
    () => at,
    () => {
      read += 1
      return Promise.resolve(NOTHING)
    },
  )
  const rows = [day('2026-03-01', 'none')]
  const proposal: LivingRow = {
    ...{ entity: 'plan-change', key: 'c', firstDay: '2026-03-01', lastDay: null },
    fields: { treatment: 'magnesium', change: 'stop', proposedBy: 'patient', proposedOn: '2026-03-01' },
  }
  await Promise.all([readPlan(rows, 'en'), readPlan(rows, 'en')])
  await readPlan([...rows, proposal], 'en')
  assert.equal(read, 1)
  await readPlan([day('2026-03-01', 'present')], 'en')
  await readPlan(rows, 'es')
  assert.equal(read, 3)
  at += 11 * 60_000
  await readPlan(rows, 'en')
  assert.equal(read, 4)
})

test('the example diary’s plan comes from the thread, with when each treatment is fair to judge and what the diary says so far', async () => {
  const written: unknown = JSON.parse(readFileSync(new URL('../../../../examples/diary.json', import.meta.url), 'utf8'))
  const diary = readDiary(written)
  assert.ok(diary.type === 'ok')
  const rows = diaryOperations(written as Parameters<typeof diaryOperations>[0], 0, () => '').map(
    ({ entity, key, fields }): LivingRow => {
      const { first_day: firstDay, last_day: lastDay } = daysOf(entity, key, fields, 'Europe/Madrid')
      return { entity, key, fields, firstDay, lastDay }
    },
  )
  const read = await plans(() => Date.parse(`${diary.value.lastDay}T18:00:00Z`))(rows, 'en')
  const cranio = read?.plan.treatments.find(({ id }) => id === 'craniosacral-therapy')
  assert.ok(cranio !== undefined && cranio.sessions > 0, JSON.stringify(read?.plan.treatments))
  assert.match(read?.answers.find(({ id }) => id === cranio.id)?.verdict ?? '', /\w+/)
  // a field that cannot be read costs that field, and is named
  const wrong = rows.map((row) =>
    row.entity === 'person' ? { ...row, fields: { ...row.fields, birthYear: 3000 } } : row,
  )
  assert.ok(wrong.some(({ entity }) => entity === 'person'))
  const less = await plans(() => Date.parse(`${diary.value.lastDay}T18:00:00Z`))(wrong, 'en')
  assert.deepEqual(less?.leftOut, { entries: 0, fields: ['born in'] })
  assert.equal(less?.plan.treatments.length, read?.plan.treatments.length)
})
