// What every wording of the intended use has to say, however short it is.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { INTENDED_USE } from './intended-use.ts'

test('every length says that it is information, no diagnosis and no emergency service, and whom to call', () => {
  const { short, medium, full } = INTENDED_USE.value
  for (const text of [short, medium, full.map(({ heading, text: one }) => `${heading}. ${one}`).join(' ')]) {
    assert.match(text, /no diagnosis/i)
    assert.match(text, /emergency/)
    assert.match(text, /\{emergency number\}/)
    assert.doesNotMatch(text, /!/)
  }
  assert.ok(short.length <= 140, String(short.length))
  assert.ok(medium.length <= 560, String(medium.length))
})
