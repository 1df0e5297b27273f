// The schedule of a trial as a file: what is written is read back, and what is wrong is said by row.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { drawOrders } from '@clearday/inference'
import { readTrial } from '../trial-reading.ts'
import type { PatientDiary } from './patient-diary.ts'
import { readSchedule, scheduleThere, writeSchedule } from './schedule-file.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearday schedule '))
})
after(() => rm(folder, { recursive: true, force: true }))

const relative = { calendar: 'relative', firstDay: 1 } as const
const trial = { firstDay: 11, calendar: 'relative', blockDays: 7, washoutDays: 2, seed: 5 } as const

async function written(name: string, change = (text: string): string => text): Promise<string> {
  const file = join(folder, name)
  const orders = ['salt', 'sugar, brown'].map((treatment, lot) => ({ treatment, onFirst: drawOrders(5, 8, lot) }))
  assert.equal(await writeSchedule(file, orders, trial), undefined)
  await writeFile(file, change(await readFile(file, 'utf8')))
  return file
}

async function problemOf(change: (text: string) => string): Promise<string> {
  const read = await readSchedule(await written('changed.csv', change), relative)
  if (read.type === 'ok') assert.fail('the schedule was read')
  const [{ code, row }] = read.problems
  return `${code} ${row}`
}

test('a written schedule is read back with both lots, its washout, and the days of the diary', async () => {
  const file = await written('written.csv')
  assert.match((await scheduleThere(file)) ?? '', /there already/)
  const read = await readSchedule(file, relative)
  if (read.type === 'error') assert.fail(read.problems[0].message)
  assert.deepEqual(
    read.value.map(({ treatment, drawn, washoutDays }) => [treatment, drawn, washoutDays]),
    [
      ['salt', 'by-lot', 2],
      ['sugar, brown', 'by-lot', 2],
    ],
  )
  read.value.forEach(({ pairs }, lot) => {
    assert.deepEqual(
      pairs.map(({ onFirst }) => onFirst),
      drawOrders(5, 8, lot),
    )
    // day 11 of the file is index 10 of a diary that begins on day 1
    assert.deepEqual(pairs[0].first, { from: 10, until: 17 })
    assert.deepEqual(pairs[7].second, { from: 115, until: 122 })
  })
})

test('dates are read against the first day of the diary', async () => {
  const file = join(folder, 'dates.csv')
  const firstDay = Date.UTC(2025, 0, 31) / 86_400_000
  await writeSchedule(file, [{ treatment: 'salt', onFirst: [true] }], { ...trial, firstDay, calendar: 'date' })
  assert.match(await readFile(file, 'utf8'), /1,1,2025-01-31,2025-02-06,salt,on,2,5/)
  const read = await readSchedule(file, { calendar: 'date', firstDay: firstDay - 3 })
  assert.ok(read.type === 'ok')
  assert.deepEqual(read.value[0].pairs[0].first, { from: 3, until: 10 })
  const other = await readSchedule(file, relative)
  assert.ok(other.type === 'error' && other.problems[0].code === 'calendars-differ')
})

test('a schedule that cannot be is refused with its row', async () => {
  assert.equal(await problemOf((text) => text.replace('1,2,18,24,salt', '1,2,16,24,salt')), 'schedule-overlap 4')
  assert.equal(await problemOf((text) => text.replace('1,2,18,24,salt', '1,2,18,17,salt')), 'schedule-order 4')
  assert.equal(await problemOf((text) => text.replace('1,2,18,24,salt', '2,2,18,24,salt')), 'schedule-pair 2')
  assert.equal(await problemOf((text) => text.replace('salt,o', 'salt,xo')), 'schedule-state 2')
  assert.equal(await problemOf((text) => text.replace('1,1,11', 'one,1,11')), 'schedule-number 2')
  assert.equal(await problemOf((text) => text.replace('state', 'how')), 'schedule-column 1')
  assert.equal(await problemOf((text) => text.replace('1,1,11', '1,1,eleven')), 'day-not-a-number 2')
})

/** 130 days of which every second is an outcome day, in use as scheduled but for `slips` days. */
function diary(used: Float64Array): PatientDiary {
  return {
    id: '',
    calendar: 'relative',
    firstDay: 1,
    outcomeName: 'headache',
    outcomeKind: 'binary',
    outcomeThreshold: null,
    scale: null,
    outcome: Float64Array.from({ length: 130 }, (_, t) => (t === 20 ? NaN : t % 2)),
    columns: [{ name: 'Salt', role: 'treatment', values: used }],
    sessions: [],
    warnings: [],
  }
}

test('the lot is read where it was drawn, never where the order is fixed or was changed; slips are counted on logged days', async () => {
  const read = await readSchedule(await written('read.csv'), relative)
  assert.ok(read.type === 'ok')
  const used = new Float64Array(130)
  for (const { onFirst, first, second } of read.value[0].pairs)
    used.fill(1, (onFirst ? first : second).from, (onFirst ? first : second).until)
  for (const t of [20, 40, 41]) used[t] = 1 - used[t]
  const salt = readTrial(diary(used), read.value[0])
  assert.deepEqual([salt.pairsEnded, salt.daysCompared, salt.daysDiffering], [8, 111, 2])
  assert.ok(salt.randomisation !== null && salt.randomisation.exact && salt.evidence?.helps.length === 8)
  assert.equal(readTrial(diary(used), read.value[1]).daysDiffering, null)

  const turns = await written('turns.csv', (text) => text.replaceAll(/,5$/gm, ','))
  const fixed = await readSchedule(turns, relative)
  assert.ok(fixed.type === 'ok' && fixed.value[0].drawn === 'no-seed')
  const reading = readTrial(diary(used), fixed.value[0])
  assert.deepEqual([reading.randomisation, reading.evidence, reading.daysDiffering], [null, null, 2])

  const other = await readSchedule(await written('other.csv', (text) => text.replaceAll(/,5$/gm, ',6')), relative)
  assert.ok(other.type === 'ok' && other.value[0].drawn === 'not-this-seed')
})
