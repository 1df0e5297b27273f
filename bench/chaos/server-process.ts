// The server as a process of its own, to be killed: everything as in life, but that a header says who asks.
import { configure, readSettings, startServer } from '@clearday/server'

const read = readSettings({ ...process.env, CLEARDAY_PORT: '0', CLEARDAY_LOG_LEVEL: 'warn' })
if (read.type === 'error') throw new Error(read.faults.map(({ message }) => message).join('\n'))
const configured = configure(read.value)
if (configured.type === 'error') throw new Error(configured.error.message)
const started = await startServer(configured.value, {
  clock: () => Date.now(),
  write: (line) => process.stderr.write(line),
  parts: () =>
    Promise.resolve({
      sessionOf: (request) => {
        const account = request.headers.get('x-test-session')
        return Promise.resolve(account === null ? null : { account })
      },
      mounts: [],
      stop: () => Promise.resolve(),
    }),
})
if (started.type === 'error') throw new Error(started.error.message)
process.stdout.write(`${JSON.stringify({ origin: started.value.origin })}\n`)
process.on('SIGTERM', () => void started.value.stop())
process.exitCode = (await started.value.ended) === 'stopped' ? 0 : 1
