import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TREATMENTS } from '@clearday/evidence'
import { evidenceBlock } from './evidence-block.ts'

test('two rows that are drawn in one picture are never called alike, in either language', () => {
  for (const language of ['en', 'es'] as const)
    for (const { id } of TREATMENTS)
      for (const { title, rows } of evidenceBlock(id, language)?.groups ?? []) {
        const called = rows
          .filter(({ at }) => at !== null)
          .map(({ label, comparator, detail }) => `${label}, ${comparator}, ${detail}`)
        assert.equal(new Set(called).size, called.length, `${id}, ${title}: ${called.join('; ')}`)
      }
  const neck = evidenceBlock('craniosacral-therapy', 'es')?.groups.find(({ title }) =>
    title.startsWith('dolor de cuello'),
  )
  assert.deepEqual(
    neck?.rows.filter(({ at }) => at !== null).map(({ detail }) => detail),
    ['semana 8', 'semana 20'],
  )
})
