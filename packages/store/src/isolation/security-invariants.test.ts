import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const ROOT = new URL('../../../../', import.meta.url)
const PAGE = readFileSync(new URL('docs/security-invariants.md', ROOT), 'utf8')

test('each thing that must always hold names a test that is there', () => {
  const lines = PAGE.split('\n## ')
    .slice(1)
    .flatMap((section) => section.split('\n- ').slice(1))
  assert.ok(lines.length > 30)
  for (const line of lines) {
    const named = [...line.matchAll(/`([^`]+\.test\.ts)`:\s+"([^"]+)"/g)]
    assert.ok(named.length > 0, `no test is named: ${line}`)
    for (const [, file, title] of named) {
      const path = /^(packages|apps|bench)\//.test(file) ? file : `packages/store/src/${file}`
      assert.ok(readFileSync(new URL(path, ROOT), 'utf8').includes(title), `${path} has no test "${title}"`)
    }
  }
})
