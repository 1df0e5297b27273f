import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { ESLint, type Linter } from 'eslint'
import tseslint from 'typescript-eslint'

const ROOT = fileURLToPath(new URL('../', import.meta.url))

const { default: rules } = (await import(new URL('../eslint.config.js', import.meta.url).href)) as {
  default: Linter.Config[]
}

/** The project's own rule about the one door, without the slow ones that need types. */
const eslint = new ESLint({
  cwd: ROOT,
  overrideConfigFile: true,
  allowInlineConfig: false,
  overrideConfig: [
    { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } },
    ...rules.filter(({ name }) => name === 'one door out'),
  ],
})

test('no file of the server or the store asks anybody but through the outgoing door', async () => {
  const files = await eslint.lintFiles(['apps/server/src/**/*.ts', 'packages/store/src/**/*.ts'])
  assert.ok(files.length > 50)
  const found = files.flatMap(({ filePath, messages }) =>
    messages.map(({ line, message }) => `${filePath.slice(ROOT.length)}:${line} ${message}`),
  )
  assert.deepEqual(found, [])
})

test('whoever asks in another way is found', async () => {
  for (const code of [
    `await fetch('https://x.example')`,
    `await globalThis.fetch('https://x.example')`,
    `import { request } from 'node:https'`,
    `import { get } from 'node:http'`,
    `import https from 'node:https'`,
    `import * as http from 'node:http'`,
    `import { fetch } from 'undici'`,
    `new WebSocket('wss://x.example')`,
  ]) {
    const [{ errorCount }] = await eslint.lintText(code, { filePath: join(ROOT, 'apps/server/src/api/x.ts') })
    assert.equal(errorCount, 1, code)
  }
  const [{ errorCount }] = await eslint.lintText(`import { createServer } from 'node:http'`, {
    filePath: join(ROOT, 'apps/server/src/http/x.ts'),
  })
  assert.equal(errorCount, 0)
})
