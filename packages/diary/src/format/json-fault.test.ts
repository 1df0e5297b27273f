import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jsonFault } from './json-fault.ts'
import { readDiaryText } from './read-diary-text.ts'

/** Each: a text, and the line, column and words of its first fault. */
const FAULTS: readonly (readonly [string, number, number, RegExp])[] = [
  ['', 1, 1, /^there is nothing here$/],
  ['{\n  "a": 1,\n}', 3, 1, /^there is a comma too many before the }$/],
  ['[1, 2,]', 1, 7, /^there is a comma too many before the ], or a value is missing$/],
  ['{"a": 1 "b": 2}', 1, 9, /^a comma is missing before this, or a closing }$/],
  ['{"a" 1}', 1, 6, /^a colon is missing/],
  ['{a: 1}', 1, 2, /^the name of a field is missing; write it in double quotes$/],
  ["{'a': 1}", 1, 2, /^the name of a field is missing/],
  ['{"a": \'x\'}', 1, 7, /^a text stands in straight double quotes, not in '$/],
  ['{"a": “x”}', 1, 7, /^a text stands in straight double quotes/],
  ['{"a": 1', 1, 8, /^the text ends, but a closing } is missing$/],
  ['{"a": "x\n"}', 1, 7, /^a text begins here that is not closed on its line/],
  ['{"a": "\\x"}', 1, 7, /^a text begins here that is not closed on its line, or has a lone backslash/],
  ['// mine\n{}', 1, 1, /^JSON has no comments; write them into a note$/],
  ['{"a": 01}', 1, 7, /^this is no value/],
  ['{"a": NaN}', 1, 7, /^this is no value/],
  ['{} {}', 1, 4, /^the diary has ended, but something more follows$/],
  ['{\r\n"a": 1,\r\n"a": 2}', 3, 1, /^the field "a" stands twice in one object; write it once$/],
]

for (const [text, line, column, words] of FAULTS) {
  test(`the first fault of ${JSON.stringify(text)} is told with its line and column`, () => {
    const fault = jsonFault(text)
    assert.ok(fault !== null)
    assert.deepEqual([fault.line, fault.column], [line, column])
    assert.match(fault.words, words)
  })
}

test('whatever the engine takes for JSON has no fault but a field that stands twice, and the other way round', () => {
  const texts = [
    '{}',
    '[]',
    ' null ',
    '-0.5e+3',
    '"\\u00e9\\n"',
    '[[[]],{"a":{"b":[true,false,null]}}]',
    '1e999',
    '"\u2028"',
  ]
  for (const text of texts) {
    assert.equal(jsonFault(text), null, text)
    assert.doesNotThrow(() => JSON.parse(text) as unknown)
  }
  for (const text of ['+1', '.5', '1.', '0x1', 'undefined', '[,]', '{,}', '"\t"', '\u00a0{}', 'tru', '[1}']) {
    assert.notEqual(jsonFault(text), null, text)
    assert.throws(() => JSON.parse(text) as unknown, text)
  }
})

test('a file that is no JSON is a problem with line, column and the line itself', () => {
  const read = readDiaryText('{\n  "format": "clearday-diary-1"\n  "timeZone": "UTC"\n}')
  assert.deepEqual(read, {
    type: 'error',
    problems: [
      {
        code: 'not-json',
        path: [],
        value: '  "timeZone": "UTC"',
        at: { line: 3, column: 3 },
        message: 'Line 3, column 3: a comma is missing before this, or a closing }.',
      },
    ],
  })
})

test('a field that stands twice is refused: one of the two would silently be lost', () => {
  const read = readDiaryText('{"format": "clearday-diary-1", "days": [{"date": "2026-01-01", "date": "2026-01-02"}]}')
  assert.ok(read.type === 'error')
  assert.equal(read.problems[0].code, 'field-twice')
})

test('a byte order mark at the beginning is passed over', () => {
  const text = '{"format":"clearday-diary-1","timeZone":"UTC","firstDay":"2026-01-01","lastDay":"2026-01-01"}'
  assert.equal(readDiaryText(`\u{FEFF}${text}`).type, 'ok')
})
