// What comes from outside may be anything: no text makes the reader throw or hang.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { randomFrom } from '../../fixtures/random-diary.ts'
import { livedDays } from '../days/lived-days.ts'
import { measureDiary } from '../measures/span-measures.ts'
import { readDiary, type DiaryRead } from './read-diary.ts'
import { readDiaryText } from './read-diary-text.ts'

const EXAMPLE = readFileSync(new URL('../../../../examples/diary.json', import.meta.url), 'utf8')

/** Whether it was read or refused, every problem has words; and what was read can be counted. */
function survives(read: DiaryRead, of: string): void {
  const told = read.type === 'ok' ? read.notices : read.problems
  if (read.type === 'error') assert.ok(told.length > 0, of)
  for (const { code, message } of told)
    assert.ok(code.length > 0 && /\S.*\.$/s.test(message), `${of}: ${code} ${message}`)
  if (read.type === 'ok') measureDiary(read.value, livedDays(read.value))
}

const STRANGE: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  Number.NaN,
  Infinity,
  0.1,
  '',
  ' ',
  '\ud800',
  'still-going',
  '2026-02-30',
  '2026-03-29T02:30',
  '9999-12-31',
  '0001-01-01',
  '2026-03-01T10:00+14:00',
  '__proto__',
  'constructor',
  [],
  {},
  [[[]]],
  { date: '2026-01-20' },
]

test('the example with any of its values changed, removed or doubled is read or refused, and never throws', () => {
  for (let seed = 1; seed <= 600; seed++) {
    const random = randomFrom(seed)
    const diary = JSON.parse(EXAMPLE) as unknown
    for (let change = 0; change <= Math.floor(3 * random()); change++) mutate(diary, random)
    survives(readDiary(diary), `seed ${seed}`)
  }
})

function mutate(root: unknown, random: () => number): void {
  let at = root
  for (;;) {
    const keys = Object.keys(at as object)
    if (keys.length === 0) return
    const key = keys[Math.floor(keys.length * random())]
    const holder = at as Record<string, unknown>
    const value = holder[key]
    if (typeof value === 'object' && value !== null && random() < 0.85) {
      at = value
      continue
    }
    const strange = STRANGE[Math.floor(STRANGE.length * random())]
    if (random() < 0.2) Reflect.deleteProperty(holder, key)
    else if (random() < 0.2) holder[`${key}s`] = value
    else if (random() < 0.2 && Array.isArray(holder)) holder.push(value)
    else holder[key] = strange
    return
  }
}

test('the text of the example with letters cut out, doubled or put in is read or refused, and never throws', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = randomFrom(seed)
    const at = Math.floor(EXAMPLE.length * random())
    const to = at + Math.floor(20 * random())
    const sign = ['"', '{', ']', ',', '\\', '\u0000', '\ud800', '0', ''][Math.floor(9 * random())]
    survives(readDiaryText(EXAMPLE.slice(0, at) + sign + EXAMPLE.slice(to)), `seed ${seed}`)
  }
})

test('names that objects are born with are fields like any other', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    const text = `{"format":"clearday-diary-1","timeZone":"UTC","firstDay":"2026-01-01","lastDay":"2026-01-02","${name}":{"polluted":1}}`
    const read = readDiaryText(text)
    assert.ok(read.type === 'error')
    assert.deepEqual(
      read.problems.map(({ code, path }) => [code, ...path]),
      [['unknown-key', name]],
    )
    assert.equal(({} as { polluted?: number }).polluted, undefined)
  }
})

test('numbers too large for a number are refused with the range', () => {
  const day = '{"date":"2026-01-01","headache":"present","hours":1e999}'
  const read = readDiaryText(`{"format":"clearday-diary-1","timeZone":"UTC","days":[${day}]}`)
  assert.ok(read.type === 'error')
  assert.equal(
    read.problems[0].message,
    'days[0] (2026-01-01), hours: Infinity stands there; write a number from 0 to 25.',
  )
})

test('a hundred thousand brackets are no reason to fall over', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  survives(readDiaryText(deep), 'a list')
  survives(readDiaryText(`{"format":"clearday-diary-1","timeZone":"UTC","days":${deep}}`), 'days')
  survives(readDiaryText('{"a":'.repeat(100_000)), 'not closed')
})

const FRAME = '"format":"clearday-diary-1","timeZone":"Europe/Madrid"'

/** One entry again and again; with a number of its own where it says #. */
function many(list: string, entry: string, copies: number): string {
  const entries = Array.from({ length: copies }, (_, k) => entry.replaceAll('#', String(k)))
  return `{${FRAME},"${list}":[${entries.join(',')}]}`
}

/** Each: a name, a text, the first problem's code. Half a minute is ten times what it takes on a busy machine. */
const LARGE: readonly (readonly [string, () => string, string])[] = [
  ['20 MB of entries', () => many('days', '{"date":"2026-01-01","headache":"none"}', 500_000), 'too-many'],
  [
    'a zone mistyped in every line',
    () => many('days', '{"date":"2026-01-01","timeZone":"Europe/Madird","headache":"none"}', 100_000),
    'unknown-zone',
  ],
  [
    'two fields that nobody knows in every line',
    () => many('days', '{"date":"2026-01-01","headache":"none","peakIntensty":1,"peakIntensiti":2}', 100_000),
    'unknown-key',
  ],
  ['one day again and again', () => many('days', '{"date":"2026-01-01","headache":"none"}', 100_000), 'date-twice'],
  [
    'attacks of a hundred years',
    () => many('attacks', '{"id":"a#","start":"1920-01-01T08:00","end":"2019-01-01T08:00"}', 100_000),
    'too-many',
  ],
  [
    'attacks that never end',
    () => many('attacks', '{"id":"a#","start":"1920-01-01T08:00","end":"still-going"}', 100_000),
    '',
  ],
  [
    '20 MB of wrong symptoms in one day',
    () => `{${FRAME},"days":[{"date":"2026-01-01","headache":"none","symptoms":[${'1,'.repeat(10_000_000)}1]}]}`,
    'too-many',
  ],
]

for (const [name, text, code] of LARGE) {
  test(`a large file does not hang the reader: ${name}`, { timeout: 30_000 }, () => {
    const read = readDiaryText(text())
    if (code === '') assert.equal(read.type, 'ok')
    else assert.equal(read.type === 'error' && read.problems[0].code, code)
  })
}

test('a list inside an entry that holds more than anyone can have is told with its place', () => {
  const symptoms = Array.from({ length: 1001 }, () => 'x')
  const read = readDiary({
    format: 'clearday-diary-1',
    timeZone: 'UTC',
    attacks: [{ id: 'a', start: '2026-01-01', end: 'unknown', postdrome: { symptoms } }],
  })
  assert.ok(read.type === 'error')
  assert.equal(
    read.problems[0].message,
    'attacks[0] (a), postdrome.symptoms: there are 1001 entries in it; at most 1000 can be read.',
  )
})

test('signs that began a hundred years before each of many attacks do not hang what is read from the days', () => {
  const attacks = Array.from({ length: 60_000 }, (_, k) => ({
    id: `a${k}`,
    start: '2025-12-31T08:00',
    end: '2025-12-31T09:00',
    prodrome: { start: '1906-01-01T08:00', symptoms: ['yawning'] },
    postdrome: { end: 'still-going', symptoms: ['drained'] },
  }))
  const read = readDiary({
    format: 'clearday-diary-1',
    timeZone: 'UTC',
    firstDay: '1906-01-01',
    lastDay: '2025-12-31',
    attacks,
  })
  assert.ok(read.type === 'ok')
  const began = performance.now()
  const days = livedDays(read.value)
  // 60,000 times 43,830 days took half a minute
  assert.ok(performance.now() - began < 8_000)
  assert.ok(days.every(({ prodrome }) => prodrome === 'met'))
})

test('more days of attacks than a lifetime can hold are refused', () => {
  const attacks = Array.from({ length: 3_000 }, (_, k) => ({ id: `a${k}`, start: '2020-01-01', end: '2023-12-31' }))
  const read = readDiary({ format: 'clearday-diary-1', timeZone: 'UTC', attacks })
  assert.equal(read.type === 'error' && read.problems[0].code, 'too-many')
})
