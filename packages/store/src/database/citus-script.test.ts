import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const read = (path: string): string => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8')
const script = read('deploy/citus.sql')

/** The columns that a script writes into a table. */
function written(sql: string, table: string): readonly string[] {
  const [, columns = ''] = new RegExp(`INSERT INTO ${table}(?: AS \\w+)?\\s*\\(([^)]*)\\)`).exec(sql) ?? []
  return columns.split(',').map((one) => one.trim())
}

test('the script for a cluster writes every column that the migrations write, and shows through a link what they show', () => {
  const rights = read('packages/store/migrations/0023-authors.sql')
  for (const table of ['diary.operations', 'diary.entries']) {
    assert.ok(written(rights, table).length > 8, table)
    assert.deepEqual(written(script, table), written(rights, table), table)
  }
  const [, set = ''] = /SET (first_day = excluded[^;]*);/.exec(rights) ?? []
  const plain = (sql: string): string => sql.replace(/\s+/g, ' ')
  assert.ok(set !== '' && plain(script).includes(plain(set)))
  const [, without = ''] =
    /e\.(entity IN \([^)]*\))\s+OR \(e\.first_day/.exec(read('packages/store/migrations/0018-shared-entries.sql')) ?? []
  assert.ok(without !== '' && script.includes(without))
  assert.doesNotMatch(script, /first_day IS NULL/)
})
