import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDiaryText } from '@clearday/diary'
import {
  applyMapping,
  guessMapping,
  readCalendar,
  readClearday,
  readTable,
  type ImportProblem,
  type MappingQuestion,
  type Meaning,
  type TableMapping,
} from '@clearday/exchange'
import { diaryFaultWords, faultWords, questionWords } from './fault-words.ts'

const today = '2026-11-23'
const timeZone = 'Europe/Madrid'
const ENGLISH =
  /\b(the|this|that|there|is|are|of|or|and|needed|stands|write|out|row|day|not|undefined|null|NaN|object)\b/i

/** Whole, Spanish, and another sentence than the English one. The places and values of the file go before it. */
function isSpanish(words: string, english: string, of: string): void {
  assert.notEqual(words, english, of)
  assert.match(words, /\.$/, of)
  assert.doesNotMatch(words.replace(/«[^»]*»|"[^"]*"|\S*\[\d+\]\S*/g, ''), ENGLISH, of)
}

interface Told {
  readonly problems: readonly ImportProblem[]
  readonly questions: readonly MappingQuestion[]
}

function toldOf(file: string | Uint8Array, more: Partial<TableMapping> = {}, meanings: readonly Meaning[] = []): Told {
  const read = readTable(file)
  if (read.type === 'error') return { problems: read.problems, questions: [] }
  const guessed = guessMapping(read.value, today)
  const columns = guessed.columns.map((one, at) => ({ ...one, meaning: meanings[at] ?? one.meaning }))
  const mapping = { ...guessed, columns, ...more }
  const applied = applyMapping(read.value, mapping, { timeZone, today })
  return applied.type === 'error' ? applied : { problems: [], questions: [] }
}

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

test('every fault of a file and every question that it leaves is said in Spanish, with what it names', () => {
  const told: readonly (Told & { readonly expected: string })[] = [
    { expected: 'empty-file', ...toldOf(' ') },
    { expected: 'file-too-large', ...toldOf(new Uint8Array(10_000_001)) },
    { expected: 'not-text', ...toldOf(bytes(0x50, 0x4b, 3, 4)) },
    { expected: 'not-text', ...toldOf(bytes(0x25, 0x50, 0x44, 0x46)) },
    { expected: 'not-text', ...toldOf('date,headache\n2026-03-01,\0\n') },
    { expected: 'wrong-encoding', ...toldOf(bytes(0xef, 0xbb, 0xbf, 0xe9, 0x2c)) },
    { expected: 'looks-like-other', ...toldOf('<html><p>1</p></html>') },
    { expected: 'looks-like-other', ...toldOf('[{"a":1}]') },
    { expected: 'no-header', ...toldOf('1,2\n3,4\n') },
    { expected: 'no-rows', ...toldOf('date,headache\n') },
    { expected: 'too-many-columns', ...toldOf(`date${',headache'.repeat(250)}\n2026-03-01\n`) },
    { expected: 'too-many-rows', ...toldOf(`date,headache\n${'2026-03-01,yes\n'.repeat(50_100)}`) },
    { expected: 'row-too-wide', ...toldOf('date,headache\n2026-03-01,yes,more\n') },
    { expected: 'cell-too-long', ...toldOf(`date,notes\n2026-03-01,${'a'.repeat(10_001)}\n`) },
    { expected: 'quote-not-closed', ...toldOf('date,headache\n2026-03-01,"yes\n') },
    { expected: 'misplaced-quote', ...toldOf('date,headache\n2026-03-01,y"es"\n') },
    { expected: 'no-month', ...toldOf(`Month,${days()}\nMarch,${'1,'.repeat(30)}1\n`) },
    { expected: 'no-such-day', ...toldOf(`Month,${days()}\n2026-02,${'x,'.repeat(30)}x\n`) },
    { expected: 'no-day', ...toldOf('date,headache\n2026-03-01,yes\n,yes\n') },
    { expected: 'not-day', ...toldOf('date,headache\n2026-03-01,yes\n2026-02-30,yes\n') },
    { expected: 'day-twice', ...toldOf('date,headache\n2026-03-01,yes\n2026-03-01,no\n') },
    { expected: 'in-the-future', ...toldOf('date,headache\n2026-03-01,yes\n2027-03-01,no\n') },
    { expected: 'not-headache', ...toldOf('date,headache\n2026-03-01,yes\n2026-03-02,purple\n') },
    { expected: 'not-intensity', ...toldOf('date,Pain (0-10)\n2026-03-01,4\n2026-03-02,14\n') },
    { expected: 'not-nausea', ...toldOf('date,headache,nausea\n2026-03-01,yes,no\n2026-03-02,yes,purple\n') },
    { expected: 'end-before-start', ...toldOf('Start,End,Pain (0-10)\n2026-03-20 10:00,2026-03-19 09:00,5\n') },
    { expected: 'in-the-future', ...toldOf('Start,End,Pain (0-10)\n2026-03-20 10:00,2027-03-19 09:00,5\n') },
    { expected: 'attack-without-pain', ...toldOf('Start,End,Pain (0-10)\n2026-03-20 10:00,2026-03-20 12:00,0\n') },
    { expected: 'time-skipped', ...toldOf('Start,End,Pain (0-10)\n2026-03-29 02:30,2026-03-29 12:00,4\n') },
    {
      expected: 'clear-days-not-sure',
      ...toldOf('Start,End,Pain (0-10)\n2026-03-20 10:00,2026-03-20 12:00,4\n2026-02-30,,4\n', {
        otherDays: 'headache-free',
      }),
    },
    { expected: 'date-order', ...toldOf('date,headache\n03/04/2026,yes\n') },
    { expected: 'which-day', ...toldOf('headache,nausea\nyes,no\n') },
    { expected: 'nothing-to-import', ...toldOf('date,colour\n2026-03-01,blue\n') },
    {
      expected: 'meaning-twice',
      ...toldOf('date,headache,other\n2026-03-01,yes,no\n', {}, ['day', 'headache', 'headache']),
    },
    { expected: 'duration-unit', ...toldOf('Start,Duration\n2026-03-01 10:00,5\n2026-03-03 10:00,7\n') },
    { expected: 'scale', ...toldOf('date,headache,Pain\n2026-03-01,yes,3\n2026-03-02,yes,2\n') },
    { expected: 'which-medicine', ...toldOf('date,notes\n2026-03-01,x\n', { rowsAre: 'intakes' }) },
    { expected: 'which-therapy', ...toldOf('date,notes\n2026-03-01,x\n', { rowsAre: 'sessions' }) },
    ...(
      [
        ['not-a-calendar', 'hello'],
        ['broken-line', 'BEGIN:VCALENDAR\nhello\nEND:VCALENDAR\n'],
        ['block-not-closed', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\n'],
        ['block-not-closed', 'BEGIN:VCALENDAR\nEND:VEVENT\n'],
        ['broken-line', `BEGIN:VCALENDAR\n${'BEGIN:X\n'.repeat(12)}`],
        ['too-many-events', `BEGIN:VCALENDAR\n${'BEGIN:VEVENT\nEND:VEVENT\n'.repeat(20_001)}END:VCALENDAR\n`],
      ] as const
    ).map(([expected, text]) => {
      const read = readCalendar(text, { timeZone, today })
      return { expected, problems: read.type === 'error' ? read.problems : [], questions: [] }
    }),
  ]
  for (const { expected, problems, questions } of told) {
    assert.ok(
      [...problems, ...questions].some(({ code }) => code === expected),
      `${expected} is told`,
    )
    for (const one of problems) {
      assert.equal(faultWords('en', one), one.message)
      isSpanish(faultWords('es', one), one.message, one.code)
    }
    for (const one of questions) isSpanish(questionWords('es', one), one.message, one.code)
  }
})

function days(): string {
  return Array.from({ length: 31 }, (_, k) => String(k + 1)).join(',')
}

test('what the format of diaries refuses is said in Spanish with its place, and of a row with the field', () => {
  const diary = (more: object): string => JSON.stringify({ format: 'clearday-diary-1', timeZone, ...more })
  const texts = [
    '{"format":"clearday-diary-1",\n"days":[',
    '{"a":1,"a":2}',
    '{}',
    diary({}),
    diary({ days: [{ date: '2026-03-01', headache: 'perhaps', hours: 72, colour: 1 }] }),
    diary({ days: [{ date: '2026-02-30', headache: 'none' }, { headache: 'none' }] }),
    diary({ days: Array.from({ length: 40 }, () => ({ date: 'x' })) }),
    diary({ attacks: [{ id: 'a', start: '2026-03-29T02:30', end: 'unknown', peakIntensity: null }] }),
    diary({ timeZone: 'Europe/Madird', days: [{ date: '2026-03-01', headache: 'none' }] }),
  ]
  const codes = new Set<string>()
  for (const text of texts) {
    const read = readClearday(text, timeZone)
    assert.equal(read.type, 'error', text)
    for (const one of read.type === 'error' ? read.problems : []) {
      codes.add(one.code)
      isSpanish(diaryFaultWords('es', one), one.message, one.code)
    }
  }
  for (const code of [
    'not-json',
    'field-twice',
    'not-a-diary',
    'no-days',
    'out-of-range',
    'unknown-key',
    'more-problems',
  ])
    assert.ok(codes.has(code), code)
  const read = readDiaryText(diary({ days: [{ date: '2026-03-01', headache: 'present', hours: 72 }] }))
  const refused = read.type === 'error' ? read.problems[0] : undefined
  assert.ok(refused !== undefined)
  const { code, message } = refused
  assert.equal(
    diaryFaultWords('es', refused),
    'days[0], hours: «72»: el número es demasiado pequeño o demasiado grande.',
  )
  assert.equal(
    faultWords('es', { code, row: 4, refused, message }),
    'hours: «72»: el número es demasiado pequeño o demasiado grande.',
  )
})
