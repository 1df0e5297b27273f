import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const FOLDER = new URL('..', import.meta.url)

test('the example in the README runs and prints what it says', () => {
  const readme = readFileSync(new URL('README.md', FOLDER), 'utf8')
  const [, code] = /```ts\n([\s\S]*?)```/.exec(readme) ?? []
  const [, printed] = /prints\n\n```\n([\s\S]*?)```/.exec(readme) ?? []
  assert.ok(code !== undefined && printed !== undefined)
  const output = execFileSync(process.execPath, ['--input-type=module-typescript', '--eval', code], {
    cwd: FOLDER,
    encoding: 'utf8',
  })
  assert.equal(output, printed)
})
