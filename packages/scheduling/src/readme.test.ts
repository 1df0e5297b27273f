// The example in the README is a program that runs.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'

test('the example in the README runs, and prints what it says', () => {
  const folder = fileURLToPath(new URL('../', import.meta.url))
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const [, code] = /```ts\n(.*?)```/s.exec(readme) ?? []
  assert.ok(code !== undefined)
  const promised = [...code.matchAll(/^\/\/ (.*)$/gm)].map(([, line]) => line)
  const args = ['--input-type=module-typescript', '--eval', code]
  assert.equal(execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }).trim(), promised.join('\n'))
})
