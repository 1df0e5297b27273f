#!/usr/bin/env node
// The command: hands over to the Node that the project pins, whatever Node started it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const pinned = fileURLToPath(new URL('../../../node_modules/node/bin/node', import.meta.url))

if (Number(process.versions.node.split('.')[0]) >= 26) await import('../src/main.ts')
else if (!existsSync(pinned)) {
  console.error('Clearday is not set up yet. Run `npm test` or `npm start` once in its folder, or `npm ci`.')
  process.exitCode = 70
} else {
  const child = spawn(pinned, [main, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 130))
}
