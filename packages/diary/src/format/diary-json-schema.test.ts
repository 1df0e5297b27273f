import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { diaryJsonSchema } from './diary-json-schema.ts'

test('the JSON Schema in docs is the one that the reader gives', () => {
  const file = new URL('../../../../docs/schema/clearday-diary-1.schema.json', import.meta.url)
  const kept: unknown = JSON.parse(readFileSync(file, 'utf8'))
  const made: unknown = JSON.parse(JSON.stringify(diaryJsonSchema()))
  assert.deepEqual(kept, made, 'run: node packages/diary/src/format/write-json-schema.ts')
})

test('every field of the schema says what it means', () => {
  const nameless: string[] = []
  const visit = (schema: unknown, path: string): void => {
    if (typeof schema !== 'object' || schema === null) return
    const { properties } = schema as { properties?: Record<string, { description?: string }> }
    for (const [name, field] of Object.entries(properties ?? {})) {
      if (field.description === undefined && !path.endsWith('.conditions')) nameless.push(`${path}.${name}`)
    }
    for (const [key, value] of Object.entries(schema)) visit(value, key === 'properties' ? path : `${path}.${key}`)
  }
  visit(diaryJsonSchema(), '')
  assert.deepEqual(nameless, [])
})
