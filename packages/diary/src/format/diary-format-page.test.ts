import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { diaryJsonSchema } from './diary-json-schema.ts'
import { readDiaryText } from './read-diary-text.ts'

const PAGE = readFileSync(new URL('../../../../docs/diary-format.md', import.meta.url), 'utf8')

test('the diaries on the page about the format are read without a problem and without a notice', () => {
  const diaries = [...PAGE.matchAll(/```json\n(.*?)```/gs)].map(([, text]) => text)
  assert.equal(diaries.length, 2)
  for (const text of diaries) {
    const read = readDiaryText(text)
    assert.ok(read.type === 'ok', JSON.stringify(read))
    assert.deepEqual(read.notices, [])
  }
})

test('the page names every field and every word that the format has', () => {
  const named = new Set([...PAGE.matchAll(/`"?([\w$-]+)"?`/g)].map(([, name]) => name))
  const missing = new Set<string>()
  const visit = (schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return
    const { properties, enum: words } = schema as { properties?: Record<string, unknown>; enum?: unknown[] }
    for (const [name, field] of Object.entries(properties ?? {})) {
      if (!named.has(name)) missing.add(name)
      // the many ids of conditions stand in the schema
      if (name !== 'conditions') visit(field)
    }
    for (const word of words ?? []) if (typeof word === 'string' && !named.has(word)) missing.add(word)
    for (const [key, value] of Object.entries(schema)) if (key !== 'properties') visit(value)
  }
  visit(diaryJsonSchema())
  assert.deepEqual([...missing], [])
})

test('the page names every notice', () => {
  const source = readFileSync(new URL('contradictions.ts', import.meta.url), 'utf8')
  const codes = [...source.matchAll(/\btell\(\s*'([a-z-]+)'/g)].map(([, code]) => code)
  assert.ok(codes.length >= 9)
  for (const code of codes) assert.ok(PAGE.includes(`\`${code}\``), code)
})
