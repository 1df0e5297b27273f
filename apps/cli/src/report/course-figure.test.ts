import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anchor } from './course-figure.ts'

test('patients whose names differ only in signs have anchors of their own, and no sign leaves its attribute', () => {
  const names = ['a b', 'a_b', 'a"b', 'a<b', 'ä', 'a', '', '患者']
  const anchors = names.map(anchor)
  assert.equal(new Set(anchors).size, names.length)
  assert.ok(
    anchors.every((one) => /^[A-Za-z0-9_-]+$/.test(one)),
    anchors.join(' '),
  )
})
