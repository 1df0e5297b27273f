// One slip in a column: it is named with its row, and takes neither the treatment nor the scale of the outcome along.
import assert from 'node:assert/strict'
import test from 'node:test'
import { readDiary } from './diary-fixture.ts'
import { problemText } from './input-problem.ts'

/** 120 days, on and off by fortnights; `headache` and `on` say what stands in a cell. */
function diary(
  headache: (day: number) => string | number = (day) => day % 2,
  on: (day: number) => string | number = (day) => Math.floor(day / 14) % 2,
  header = 'day,headache,on',
): string {
  const rows = Array.from({ length: 120 }, (_, at) => `${at + 1},${headache(at + 1)},${on(at + 1)}`)
  return `${header}\n${rows.join('\n')}\n`
}

test('a word in a treatment column is refused with its row, and the treatment is not dropped', async () => {
  const on = (day: number): string | number => (day === 11 ? 'maybe' : Math.floor(day / 14) % 2)
  for (const header of [
    'day,headache,on',
    'day,headache,botox',
    'day,headache,sessions',
    'day,headache,topiramate mg',
  ]) {
    const { problems } = await readDiary(diary(undefined, on, header))
    assert.equal(problems.length, 1, header)
    assert.equal(problems[0].row, 12)
    assert.equal(problems[0].column, header.split(',')[2])
    assert.match(problems[0].message, /^'maybe' is not /)
    assert.match(problems[0].message, /--ignore/)
  }
})

test('a number in an on/off column is a slip there, not a dose', async () => {
  const { problems } = await readDiary(diary(undefined, (day) => (day === 11 ? 2 : Math.floor(day / 14) % 2)))
  assert.equal(problems.map(({ code, row }) => `${code} ${row}`).join(), 'not-on-off 12')
})

test('an exposure that rises from 0 to 1 over a few days is no slip', async () => {
  const ramp = [0, 0.5, 1]
  const { opened } = await readDiary(diary(undefined, (day) => ramp[Math.min(2, Math.max(0, day - 59))]))
  assert.deepEqual(
    opened?.patients[0].columns.map(({ name, role }) => `${name} ${role}`),
    ['on dose'],
  )
})

test('a column of remarks is no treatment, whatever its name', async () => {
  const remarks = ['took it late', 'none', 'fine']
  const { opened } = await readDiary(diary(undefined, (day) => remarks[day % 3], 'day,headache,medicine'))
  assert.ok(opened?.explanation.some((line) => line.startsWith("not used: column 'medicine' (text")))
})

test('a 2 or an 11 in a diary of 0 and 1 is refused with its row, and --threshold says that it is meant', async () => {
  for (const slip of [2, 11, 0.5]) {
    const content = diary((day) => (day === 49 || day === 60 ? (day === 49 ? slip : 1) : day % 2))
    const { problems } = await readDiary(content)
    assert.equal(problems.map(({ code, row, column }) => `${code} ${row} ${column}`).join(), 'outcome-slip 50 headache')
    assert.match(problemText(problems[0]), new RegExp(`row 50 says ${slip}, and 119 of 120 rows say 0 or 1`))
    const { opened } = await readDiary(content, { threshold: '1' })
    assert.equal(opened?.patients[0].outcome[59], 1)
  }
})

test('somebody with few headaches, each with its score, is not taken for a slip', async () => {
  const { opened } = await readDiary(diary((day) => (day === 40 ? 7 : day === 90 ? 4 : 0)))
  assert.equal(opened?.patients[0].outcomeKind, 'numeric')
  const grades = await readDiary(diary((day) => (day % 10 === 0 ? 1 + ((day / 10) % 3) : 0)))
  assert.equal(grades.opened?.patients[0].outcomeKind, 'grade')
})

test('one value above 10 among scores of 0 to 10 is noted with its row', async () => {
  const { opened } = await readDiary(diary((day) => (day === 49 ? 55 : day % 11)))
  assert.deepEqual(opened?.fileWarnings, ['outcome-above-ten'])
  const percent = await readDiary(diary((day) => day % 101))
  assert.deepEqual(percent.opened?.fileWarnings, [])
})

test('a cell that could be meant for a clear day is read as not logged, and noted', async () => {
  for (const cell of ['nan', '-', '?']) {
    const { opened } = await readDiary(diary((day) => (day === 49 ? cell : day % 2)))
    assert.deepEqual(opened?.fileWarnings, ['outcome-doubtful-missing'])
    assert.ok(Number.isNaN(opened?.patients[0].outcome[48]))
  }
  const said = await readDiary(diary((day) => (day === 49 ? 'NA' : day % 2)))
  assert.deepEqual(said.opened?.fileWarnings, [])
})
