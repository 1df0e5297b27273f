// What --ascii writes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asciiText } from './ascii-text.ts'

test('signs have their likeness, other letters their number, and names stay different', () => {
  assert.equal(asciiText('can’t … ← −3.4 “x”'), 'can\'t ... <- -3.4 "x"')
  assert.equal(asciiText('ä 患'), '\\u{e4} \\u{60a3}')
  assert.notEqual(asciiText('Müller'), asciiText('Muller'))
})

test('a cut name keeps the column after it', () => {
  assert.equal(asciiText('a-very…17     200'), 'a-very...17   200')
  assert.equal(asciiText('1…730'), '1...730')
})
