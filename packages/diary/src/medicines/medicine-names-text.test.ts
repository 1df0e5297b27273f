// Whether the page of names that people read is the catalogue as it is.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { PRODUCTS } from './catalogue.ts'
import { medicineNamesText } from './medicine-names-text.ts'

test('docs/medicine-names.md is up to date', () => {
  const kept = readFileSync(new URL('../../../../docs/medicine-names.md', import.meta.url), 'utf8')
  assert.ok(kept === medicineNamesText(), 'run: node packages/diary/src/medicines/write-medicine-names.ts')
})

test('the page has every product with what is in it', () => {
  const text = medicineNamesText()
  for (const { name } of PRODUCTS) assert.ok(text.includes(`| ${name} |`), name)
  assert.match(text, /\| Excedrin \|.*paracetamol 250 mg \+ aspirin 250 mg \+ caffeine 65 mg \| combination-analgesic/)
  assert.match(text, /\| Paracetamol \| acetaminophen;.*\| non-opioid \| 325, 500.*\| 4,000 mg \|/)
})
