import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { accentContrast, contrast, LEAST_CONTRAST, mixed } from './contrast.ts'

test('the contrast of two colours is that of WCAG', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21)
  assert.equal(contrast('#1d6a63', '#1d6a63'), 1)
  assert.equal(Number(contrast('#767676', '#ffffff').toFixed(2)), 4.54)
  assert.equal(mixed('#000000', '#ffffff', 0.5), '#808080')
})

test('Clearday’s own colours can be read, and one that cannot is told', () => {
  assert.ok(accentContrast('#1d6a63', 'day') >= LEAST_CONTRAST)
  assert.ok(accentContrast('#7cc0b4', 'night') >= LEAST_CONTRAST)
  assert.ok(accentContrast('#ffcc00', 'day') < LEAST_CONTRAST)
  assert.ok(accentContrast('#1d6a63', 'night') < LEAST_CONTRAST)
})

test('the grounds that a colour is held against are those of the pages', () => {
  const css = readFileSync(new URL('../../page.css', import.meta.url), 'utf8')
  for (const token of [
    '--ground: #faf8f4',
    '--raised: #fffefb',
    '--ground: #12171a',
    '--raised: #1a2124',
    '--accent-ink: #0f1a19',
  ])
    assert.ok(css.includes(`${token};`), token)
})
