// Every kind of bad diary ends in a precise problem: its code, its row and column, and what would be right.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'node:test'
import { inFolder, readDiary, readFileAt } from './diary-fixture.ts'
import { problemText, refusalLines } from './input-problem.ts'
import type { DiaryFlags } from './mapping-flags.ts'

interface BadDiary {
  readonly name: string
  readonly content: string | Uint8Array
  readonly flags?: DiaryFlags
  readonly code: string
  readonly row?: number
  readonly column?: string
  /** Words that the message must hold: the place or the remedy. */
  readonly says: RegExp
}

const utf8 = (text: string) => new TextEncoder().encode(text)
const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...utf8(part)] : part)))

const bad: readonly BadDiary[] = [
  { name: 'an empty file', content: '', code: 'empty-file', says: /header line such as id,day,headache,on/ },
  { name: 'a file of blank lines', content: '\n\n \n', code: 'no-header', row: 1, says: /nothing but spaces/ },
  {
    name: 'a byte order mark and nothing else',
    content: bytes([0xef, 0xbb, 0xbf]),
    code: 'no-header',
    row: 1,
    says: /file is empty/,
  },
  {
    name: 'a header only',
    content: 'day,headache\n',
    code: 'header-only',
    row: 1,
    says: /one line for each logged day/,
  },
  { name: 'no header', content: '1,0\n2,1\n', code: 'no-header', row: 1, says: /only numbers/ },
  {
    name: 'an Excel workbook',
    content: bytes('PK', [3, 4, 20, 0]),
    code: 'not-csv',
    says: /\.xlsx.*save the sheet as CSV/,
  },
  { name: 'a PDF', content: '%PDF-1.7\n', code: 'not-csv', says: /PDF/ },
  { name: 'a web page', content: '<!doctype html><html></html>', code: 'not-csv', row: 1, says: /web page/ },
  { name: 'JSON', content: '[{"day":1,"headache":0}]', code: 'not-csv', row: 1, says: /JSON/ },
  {
    name: 'binary',
    content: bytes('day,headache\n1,', [0, 7, 0, 0], '\n'),
    code: 'nul-byte',
    row: 2,
    says: /byte 16 is a zero byte/,
  },
  {
    name: 'Latin-1 bytes',
    content: bytes('day,headache,note\n1,0,a\n2,1,caf', [0xe9], '\n'),
    code: 'invalid-encoding',
    row: 3,
    says: /byte 32 \(0xE9\).*--encoding windows-1252/,
  },
  {
    name: 'a cut character',
    content: bytes('day,headache,note\n1,0,', [0xc3]),
    code: 'invalid-encoding',
    row: 2,
    says: /ends in the middle of a character/,
  },
  {
    name: 'half a UTF-16 character',
    content: bytes([0xff, 0xfe, 0x64, 0, 0x61]),
    code: 'invalid-encoding',
    row: 1,
    says: /UTF-16LE/,
  },
  {
    name: 'an unknown separator',
    content: 'day headache on\n1 0 1\n',
    code: 'no-day-column',
    row: 1,
    says: /--day COLUMN.*--delimiter/,
  },
  {
    name: 'the wrong delimiter flag',
    content: 'day,headache\n1,0\n',
    flags: { delimiter: ';' },
    code: 'no-day-column',
    row: 1,
    says: /--delimiter/,
  },
  {
    name: 'an impossible delimiter',
    content: 'day,headache\n1,0\n',
    flags: { delimiter: '""' },
    code: 'invalid-flag',
    says: /--delimiter.*semicolon/,
  },
  {
    name: 'an unknown encoding',
    content: 'day,headache\n1,0\n',
    flags: { encoding: 'ebcdic' },
    code: 'invalid-flag',
    says: /utf-8.*latin1/,
  },
  {
    name: 'a threshold in words',
    content: 'day,pain\n1,0\n',
    flags: { threshold: 'four' },
    code: 'invalid-flag',
    says: /--threshold 4/,
  },
  {
    name: 'a start without a day',
    content: 'day,pain\n1,0\n',
    flags: { start: ['botox'] },
    code: 'invalid-flag',
    says: /NAME=DAY/,
  },
  {
    name: 'a start that is no day',
    content: 'day,pain\n1,0\n',
    flags: { start: ['botox=soon'] },
    code: 'start-not-a-day',
    says: /whole day number/,
  },
  {
    name: 'an unknown column in a flag',
    content: 'day,headache\n1,0\n',
    flags: { outcome: 'hedache' },
    code: 'unknown-column',
    says: /no column 'hedache'; did you mean 'headache'\? The columns are 'day', 'headache'/,
  },
  {
    name: 'a column asked for twice',
    content: 'day,headache,on\n1,0,1\n',
    flags: { treatment: ['on'], factor: ['on'] },
    code: 'column-used-twice',
    column: 'on',
    says: /name it once/,
  },
  {
    name: 'two columns of one name',
    content: 'day,headache,headache\n1,0,1\n',
    code: 'repeated-column',
    row: 1,
    column: 'headache',
    says: /different names/,
  },
  { name: 'no outcome', content: 'day,mood\n1,0\n', code: 'no-outcome-column', row: 1, says: /--outcome COLUMN/ },
  {
    name: 'a ragged row',
    content: 'day,headache\n1,0\n2\n',
    code: 'ragged-row',
    row: 3,
    says: /has 1 values and the header has 2/,
  },
  {
    name: 'a quote never closed',
    content: 'day,headache,note\n1,0,"a\n2,1,b\n',
    code: 'quote-not-closed',
    row: 2,
    says: /never closed/,
  },
  {
    name: 'a misplaced quote',
    content: 'day,headache,note\n1,0,5" nail\n2,1,"b"\n3,1,x"y\n',
    code: 'misplaced-quote',
    row: 2,
    says: /quotes around the whole value/,
  },
  {
    name: 'text in the outcome',
    content: 'day,headache\n1,0\n2,maybe\n',
    code: 'text-in-number-column',
    row: 3,
    column: 'headache',
    says: /'maybe' is not an outcome; write 0 or 1/,
  },
  {
    name: 'text in a factor',
    content: 'day,headache,stress\n1,0,3\n2,1,lots\n',
    flags: { factor: ['stress'] },
    code: 'text-in-number-column',
    row: 3,
    column: 'stress',
    says: /'lots' is not a number/,
  },
  {
    name: 'a number in an on-off column',
    content: 'day,headache,drug\n1,0,0\n2,1,50\n',
    flags: { treatment: ['drug'] },
    code: 'not-on-off',
    row: 3,
    column: 'drug',
    says: /--dose/,
  },
  {
    name: 'a negative outcome',
    content: 'day,pain\n1,-1\n',
    code: 'outcome-negative',
    row: 2,
    column: 'pain',
    says: /below 0/,
  },
  {
    name: 'a negative dose',
    content: 'day,pain,dose\n1,1,-5\n',
    code: 'dose-negative',
    row: 2,
    column: 'dose',
    says: /0 or more/,
  },
  {
    name: 'a decimal comma between commas',
    content: 'day,pain\n1,"2,5"\n',
    code: 'decimal-comma',
    row: 2,
    column: 'pain',
    says: /with a point/,
  },
  {
    name: 'points and decimal commas',
    content: 'day;pain\n1;2,5\n2;3.5\n',
    code: 'mixed-decimals',
    row: 2,
    column: 'pain',
    says: /row 2 and with a point in row 3/,
  },
  {
    name: 'yes and grades',
    content: 'day,pain\n1,yes\n2,7\n',
    code: 'mixed-scales',
    row: 3,
    column: 'pain',
    says: /one scale/,
  },
  {
    name: 'a threshold on yes and no',
    content: 'day,headache\n1,yes\n2,no\n',
    flags: { threshold: 4 },
    code: 'threshold-on-binary',
    column: 'headache',
    says: /leave --threshold out/,
  },
  {
    name: 'a fraction of a day',
    content: 'day,headache\n1,0\n1.5,1\n',
    code: 'day-not-whole',
    row: 3,
    column: 'day',
    says: /whole days/,
  },
  {
    name: 'a missing day',
    content: 'day,headache\n1,0\n,1\n',
    code: 'day-missing',
    row: 3,
    column: 'day',
    says: /fill it in/,
  },
  {
    name: 'a missing id',
    content: 'id,day,headache\na,1,0\n,2,1\n',
    code: 'id-missing',
    row: 3,
    column: 'id',
    says: /whose day/,
  },
  {
    name: 'an impossible date',
    content: 'date,headache\n2025-02-28,0\n2025-02-30,1\n',
    code: 'impossible-date',
    row: 3,
    column: 'date',
    says: /month 2 of 2025 has no day 30/,
  },
  {
    name: 'the year 205',
    content: 'date,headache\n0205-02-28,0\n',
    code: 'impossible-date',
    row: 2,
    column: 'date',
    says: /1900 to 2199/,
  },
  {
    name: 'a month 13',
    content: 'date,headache\n2025-13-01,0\n',
    code: 'impossible-date',
    row: 2,
    column: 'date',
    says: /no month 13/,
  },
  {
    name: 'a date in two readings',
    content: 'date,headache\n03/04/2025,0\n04/04/2025,1\n',
    code: 'ambiguous-date-format',
    row: 2,
    column: 'date',
    says: /--date-format DMY.*--date-format MDY/,
  },
  {
    name: 'two orders of dates',
    content: 'date,headache\n13/04/2025,0\n04/14/2025,1\n',
    code: 'mixed-date-formats',
    row: 2,
    column: 'date',
    says: /row 3/,
  },
  {
    name: 'two-digit years',
    content: 'date,headache\n13.04.25,0\n',
    code: 'two-digit-year',
    row: 2,
    column: 'date',
    says: /--date-format/,
  },
  {
    name: 'a word among dates',
    content: 'date,headache\n2025-01-01,0\nMonday,1\n',
    code: 'not-a-date',
    row: 3,
    column: 'date',
    says: /2025-01-31/,
  },
  {
    name: 'conflicting rows of one day',
    content: 'id,day,headache\na,1,0\na,2,1\na,1,1\n',
    code: 'duplicate-day',
    row: 4,
    column: 'day',
    says: /rows 2 and 4.*--duplicates first, last or any/,
  },
  {
    name: 'a slip in the year',
    content: 'date,headache\n1925-01-01,0\n2125-01-02,1\n',
    code: 'span-too-long',
    row: 3,
    column: 'date',
    says: /1925-01-01 in row 2 to 2125-01-02 in row 3/,
  },
  {
    name: 'a treatment with only ones and blanks',
    content: 'day,headache,drug\n1,0,1\n2,1,\n',
    code: 'treatment-never-off',
    column: 'drug',
    says: /--empty-treatment off.*--empty-treatment carry/,
  },
  {
    name: 'two starts for one patient',
    content: 'day,headache,began\n1,0,5\n2,1,6\n',
    flags: { start: ['botox=began'] },
    code: 'start-day-differs',
    row: 3,
    column: 'began',
    says: /one start day/,
  },
  {
    name: 'a start as date in a diary of numbers',
    content: 'day,headache,began\n1,0,2025-01-05\n2,1,2025-01-05\n',
    flags: { start: ['botox=began'] },
    code: 'calendars-differ',
    column: 'began',
    says: /write both alike/,
  },
]

for (const { name, content, flags, code, row, column, says } of bad) {
  test(`${name} is refused with ${code}`, async () => {
    const { opened, problems } = await readDiary(content, flags)
    assert.equal(opened, undefined)
    assert.deepEqual(
      { code: problems[0].code, row: problems[0].row, column: problems[0].column },
      { code, row, column },
    )
    assert.match(problems[0].message, says)
    assert.doesNotMatch(problemText(problems[0]), /NaN|undefined|Error:|\bat \//)
  })
}

test('twenty problems are named and the rest counted', async () => {
  const rows = Array.from({ length: 50 }, (_, day) => `${day},what`)
  const result = await readDiary(`day,headache\n${rows.join('\n')}\n`)
  // One cell is read once and refused on each of its rows.
  assert.equal(result.problems.length, 20)
  assert.equal(result.more, 30)
  assert.deepEqual(
    result.problems.slice(0, 2).map(({ row }) => row),
    [2, 3],
  )
  const lines = refusalLines({ type: 'error', problems: result.problems, more: result.more })
  assert.equal(lines.at(-1), 'and 30 more')
  assert.match(lines[0], /diary\.csv, row 2, column 'headache': 'what' is not an outcome/)
})

test('a missing file, a folder and a pipe too long to hold each have their own message', async () => {
  await inFolder(async (folder) => {
    await mkdir(join(folder, 'inside'))
    assert.equal((await readFileAt(join(folder, 'nowhere.csv'))).problems[0].code, 'no-such-file')
    assert.equal((await readFileAt(join(folder, 'inside'))).problems[0].code, 'is-a-directory')
  })
  assert.equal((await readFileAt('/dev/zero')).problems[0].code, 'pipe-too-large')
})

test('a row without end is refused before it fills the memory', async () => {
  const { problems } = await readDiary(`day,headache\n1,${'0'.repeat(3_000_000)}`)
  assert.equal(problems[0].code, 'row-too-long')
  assert.equal(problems[0].row, 2)
  const quoted = await readDiary(`day,headache,note\n1,0,"${'word \n'.repeat(500_000)}`)
  assert.equal(quoted.problems[0].code, 'quote-not-closed')
  assert.equal(quoted.problems[0].row, 2)
})

test('several patients without a recognised id column are refused with the flag that names it', async () => {
  const rows = ['a', 'b'].flatMap((code) =>
    Array.from({ length: 30 }, (_, day) => `${code},${day},${(day + code.length) % 2}`),
  )
  const apart = rows.map((row, at) => (at < 30 ? row : row.replace(/\d$/, '7')))
  const { problems, more } = await readDiary(`code,day,headache\n${apart.join('\n')}\n`)
  assert.equal(problems[0].code, 'duplicate-day')
  assert.match(problems[0].message, /rows 2 and 32 .* name the column that tells them apart with --id/)
  assert.equal(problems.length + more, 30)
  const million = await readDiary(`day,headache\n${'1,0\n'.repeat(1_000_001)}`)
  assert.deepEqual([million.problems[0].code, million.problems[0].row], ['too-many-rows', 1_000_002])
})
