import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EVIDENCE_RULES } from './library-rules.ts'
import { MARKS, weakestMark } from './marks.ts'
import { findStudy } from './studies.ts'

test('every rule can be read and signed: an id of its own, a statement, a mark and a source', () => {
  const ids = EVIDENCE_RULES.map(({ id }) => id)
  assert.equal(new Set(ids).size, ids.length)
  for (const { id, version, statement, certainty, source } of EVIDENCE_RULES) {
    assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$/, id)
    assert.ok(version >= 1 && statement.length > 30 && source.length > 5, id)
    assert.ok(MARKS.includes(certainty), id)
  }
})

test('a study that a rule leans on is in the library', () => {
  for (const { id, source } of EVIDENCE_RULES)
    for (const study of source.match(/\b[a-z]+(?:-[a-z]+)*-(?:19|20)\d\d(?:-[a-z]+)*\b/g) ?? [])
      assert.ok(findStudy(study) !== undefined, `${id}: ${study}`)
})

test('several marks are as sure as the weakest', () => {
  assert.equal(weakestMark(['sourced', 'unverified', 'computed']), 'unverified')
  assert.equal(weakestMark(['doubtful', 'proposal']), 'proposal')
  assert.equal(weakestMark([]), 'sourced')
})
