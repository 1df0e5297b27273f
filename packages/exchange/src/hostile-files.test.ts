// Files that are broken, made to do harm, or made up at random: they are refused or read, and never crash, hang, run or vanish in part.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DIARY_FORMAT, readDiary } from '@clearday/diary'
import {
  applyMapping,
  calendarSessions,
  compareEntries,
  guessMapping,
  MEANINGS,
  readCalendar,
  readClearday,
  readTable,
  withMeaning,
} from './index.ts'

const WHERE = { timeZone: 'Europe/Madrid', today: '2026-04-10' }

function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) >>> 0
    return ((state ^ (state >>> 14)) >>> 0) / 2 ** 32
  }
}

const codes = (read: {
  readonly type: string
  readonly problems?: readonly { readonly code: string; readonly row?: number }[]
}) => (read.problems ?? []).map(({ code, row }) => (row === undefined ? code : `${code} ${row}`))

test('files that are no table are refused with what they are and where they are broken', () => {
  const bytes = (...start: number[]) => readTable(new Uint8Array([...start, 1, 2, 3, 4, 5, 6, 7, 8]))
  assert.deepEqual(codes(bytes(0x50, 0x4b, 3, 4)), ['not-text'])
  assert.deepEqual(codes(readTable('')), ['empty-file'])
  assert.deepEqual(codes(readTable('date,pain\n2026-03-01,\0')), ['not-text 2'])
  assert.deepEqual(codes(readTable('{"format":"clearday-diary-1"}')), ['looks-like-other'])
  assert.deepEqual(codes(readTable('1,2\n3,4')), ['no-header 1'])
  assert.deepEqual(codes(readTable('date,pain')), ['no-rows 1'])
  assert.deepEqual(codes(readTable('date,pain\n2026-03-01,"5\n2026-03-02,6')), ['quote-not-closed 2'])
  assert.deepEqual(codes(readTable('date,pain\n2026-03-01,5\n2026-03-02,6"x')), ['misplaced-quote 3'])
  assert.deepEqual(codes(readTable(`date,pain\n${'2026-03-01,5\n'.repeat(50_001)}`)), ['too-many-rows 50001'])
  assert.deepEqual(codes(readTable(new Uint8Array(10_000_001))), ['file-too-large'])
  const utf16 = new Uint8Array([
    0xff,
    0xfe,
    ...[...'fecha;dolor\n01/03/2026;sí'].flatMap((letter) => [letter.charCodeAt(0), 0]),
  ])
  const read = readTable(utf16)
  assert.equal(read.type === 'ok' && read.value.rows[0].cells[1], 'sí')
})

test('a comma too many moves no value into another column: the row is told', () => {
  const table = readTable('date,pain level,notes\n2026-03-01,7,5,ok\n2026-03-02,6,ok\n')
  assert.equal(table.type, 'ok')
  if (table.type !== 'ok') return
  const applied = applyMapping(table.value, guessMapping(table.value), WHERE)
  assert.equal(applied.type, 'error')
  assert.deepEqual(
    applied.type === 'error' && applied.problems.map(({ code, row, column, value }) => [code, row, column, value]),
    [['row-too-wide', 2, 'D', 'ok']],
  )
})

test('calendars that are broken or made to run for ever are refused or read in part, quickly, and say so', () => {
  const calendar = (lines: string) => readCalendar(`BEGIN:VCALENDAR\n${lines}\nEND:VCALENDAR`, WHERE)
  const event = (lines: string) => calendar(`BEGIN:VEVENT\nUID:a\nSUMMARY:x\n${lines}\nEND:VEVENT`)
  assert.deepEqual(codes(readCalendar('date,pain', WHERE)), ['not-a-calendar 1'])
  assert.deepEqual(codes(event('this is no line')), ['broken-line 5'])
  assert.deepEqual(codes(readCalendar('BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a', WHERE)), ['block-not-closed 2'])
  assert.deepEqual(codes(event('DTSTART:20240304T170000\nRRULE:FREQ=NEVER')), ['broken-appointment 2'])
  const rules = [
    'DAILY;BYDAY=7MO',
    'DAILY;INTERVAL=7;BYDAY=MO',
    'SECONDLY',
    'YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'MONTHLY;INTERVAL=12;BYMONTHDAY=31',
  ]
  for (const rule of rules) {
    const started = Date.now()
    const read = event(`DTSTART:20240203T170000\nRRULE:FREQ=${rule}`)
    assert.equal(read.type === 'ok' && read.value.notices.some(({ code }) => code === 'rule-not-read'), true, rule)
    assert.ok(Date.now() - started < 2000, rule)
  }
  const broken = ['DTSTART:99999999T999999', 'DTSTART:', 'SUMMARY:no start', 'DTSTART;TZID=__proto__:20240304T170000']
  for (const lines of broken) assert.equal(event(lines).type, 'ok', lines)
  // clocks went forward over half past two; at half past two in October it was twice
  const changes = event('DTSTART;TZID=Europe/Madrid:20250330T023000\nRDATE;TZID=Europe/Madrid:20251026T023000')
  assert.deepEqual(changes.type === 'ok' && changes.value.occurrences.map(({ at }) => at), [
    '2025-03-30T03:30',
    '2025-10-26T02:30',
  ])
})

test('names that a program could trip over stay names', () => {
  const text =
    'date,headache,__proto__,constructor,=cmd|calc!A1\n2026-03-01,__proto__,constructor,yes,@SUM(A1)\n2026-03-02,yes,toString,no,\n'
  const table = readTable(text)
  assert.equal(table.type, 'ok')
  if (table.type !== 'ok') return
  const guess = guessMapping(table.value)
  const columns = guess.columns.map((column, at) =>
    at < 2
      ? { ...column, others: 'note' as const }
      : at === 3
        ? withMeaning(table.value, column, 'factor', '.')
        : withMeaning(table.value, column, 'medicines', '.'),
  )
  const applied = applyMapping(table.value, { ...guess, columns }, WHERE)
  assert.equal(applied.type, 'ok', JSON.stringify(applied))
  if (applied.type !== 'ok') return
  const { pieces } = applied.value
  assert.deepEqual(
    pieces.days.map(({ factors }) => factors),
    [{ constructor: true }, { constructor: false }],
  )
  assert.match(pieces.days[0].note ?? '', /__proto__/)
  assert.deepEqual(
    pieces.intakes.map(({ product }) => product),
    ['constructor', '@SUM(A1)', 'toString'],
  )
})

test('whatever stands in cells and whatever columns are said to mean, all of it is read or nothing, and twice is once', () => {
  const parts = [
    '2026-03-01',
    '29/03/2026 02:30',
    '03/04/26',
    '7,5',
    '7.5',
    'sí',
    'no',
    'x',
    '10/10',
    '-1',
    '1e309',
    '"a;b"',
    'Sumatriptan 50 mg x2 14:30',
    'ongoing',
    '',
    ' ',
    '5 h 30',
    '25:61',
    '\u202Etxt',
    '\uD800',
    '31/12/1899',
    '2199-12-31',
    '0',
    '3',
    'severe',
    'left temple; eye',
    '=1+1',
    '2026-03-29T02:30:00+99:99',
    '20260301',
    'N/A',
  ]
  const headers = [
    'Date',
    'Start',
    'End',
    'Pain level',
    'Symptoms',
    'Headache',
    'Ibuprofen',
    'Notes',
    'Duration',
    'Time',
    'Sleep',
    'Therapy',
    '?',
    'Aura',
    'Medication',
  ]
  let ready = 0
  for (let seed = 1; seed <= 400; seed++) {
    const random = seeded(seed)
    const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]
    const width = 2 + Math.floor(random() * 6)
    const line = (all: readonly string[]) => Array.from({ length: width }, () => pick(all)).join(',')
    const day = () =>
      `2026-0${1 + Math.floor(random() * 3)}-1${Math.floor(random() * 10)} ${pick(['', '10:15', '23:50'])}`
    const text = [
      `Date,${line(headers)}`,
      ...Array.from(
        { length: 1 + Math.floor(random() * 4) },
        () => `${random() < 0.8 ? day() : pick(parts)},${line(parts)}`,
      ),
    ].join(pick(['\n', '\r\n']))
    const table = readTable(text)
    if (table.type === 'error') continue
    const guess = guessMapping(table.value, WHERE.today)
    const columns = guess.columns.map((column, at) => {
      const changed =
        at > 0 && random() < 0.5 ? withMeaning(table.value, column, pick(MEANINGS), guess.decimal) : column
      return {
        ...changed,
        ...(changed.most === null && { most: 10 }),
        ...(changed.unit === null && { unit: 'hours' as const }),
        others: pick(['tell', 'note'] as const),
      }
    })
    const mapping = {
      ...guess,
      columns,
      dateOrder: guess.dateOrder ?? ('DMY' as const),
      rowsAre: random() < 0.7 ? guess.rowsAre : pick(['attacks', 'days', 'intakes', 'sessions'] as const),
      therapy: 'yoga',
    }
    const first = applyMapping(table.value, mapping, WHERE)
    const applied =
      first.type === 'error' ? applyMapping(table.value, mapping, { ...WHERE, leaveOutRows: first.problemRows }) : first
    if (applied.type === 'error') {
      assert.ok(applied.questions.length > 0 || applied.problems.length > 0, `seed ${seed}: refused without a word`)
      continue
    }
    ready++
    const { pieces } = applied.value
    const read = readDiary({ format: DIARY_FORMAT, timeZone: WHERE.timeZone, ...pieces })
    // of no entry at all there is no diary to read
    if (read.type === 'error')
      assert.deepEqual(
        Object.values(applied.value.counts).reduce((sum, many) => sum + many, 0),
        0,
        `seed ${seed}: ${JSON.stringify(read.problems)}`,
      )
    const again = applyMapping(
      table.value,
      mapping,
      first.type === 'error' ? { ...WHERE, leaveOutRows: first.problemRows } : WHERE,
    )
    const counts = again.type === 'ok' ? compareEntries(again.value.pieces, pieces, WHERE.timeZone).counts : null
    assert.deepEqual([counts?.new, counts?.differs, counts?.['perhaps-twice']], [0, 0, 0], `seed ${seed}`)
  }
  assert.ok(ready > 100, `only ${ready} tables were read`)
  assert.equal(readClearday('{"format":"clearday-diary-1"', 'Europe/Madrid').type, 'error')
  assert.deepEqual(
    calendarSessions({ occurrences: [], titles: [], cancelled: 0, future: 0, earlier: 0, notices: [] }, {}).sessions,
    [],
  )
})
