// `npm start`: sets up, then runs the server with the demonstration clinic, and passes on when it is asked to end.
import { spawn } from 'node:child_process'
import { ensureInstalled, pinnedNode, root } from './bootstrap.js'

ensureInstalled()
const child = spawn(pinnedNode, ['apps/cli/src/main.ts', 'start', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
// Ctrl-C reaches both of us; a signal to this process alone is passed on, and its end is waited for
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
// npm's shell passes no signal on: who ends npm alone means this too
const parent = process.ppid
if (process.env.npm_lifecycle_event === 'start')
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref()
child.on('error', (error) => {
  console.error(`The pinned Node could not be started: ${error.message}`)
  process.exit(1)
})
child.on('exit', (code) => process.exit(code ?? 130))
