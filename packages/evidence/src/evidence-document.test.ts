import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { evidenceDocument } from './evidence-document.ts'
import { STUDIES } from './studies.ts'

const PAGE = new URL('../../../docs/evidence.md', import.meta.url)

// to write it anew: CLEARDAY_WRITE_DOCS=1 node --test packages/evidence/src/evidence-document.test.ts
test('the page for reading is what the code says today', () => {
  if (process.env.CLEARDAY_WRITE_DOCS === '1') writeFileSync(PAGE, evidenceDocument())
  assert.equal(readFileSync(PAGE, 'utf8'), evidenceDocument())
})

test('every study stands on the page', () => {
  const page = evidenceDocument()
  for (const { id } of STUDIES) assert.ok(page.includes(`**${id}**`), id)
})
