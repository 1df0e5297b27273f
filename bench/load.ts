// `npm run load`: thousands of patients in step with the server at once: how much it takes, how long each waits, and its ratio to plain SQL.
//
//   node bench/load.ts [--patients 2000] [--at-once 64] [--seconds 20] [--operations 3]
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { runningPostgres } from '@clearday/store'
import { runServer } from './chaos/run-server.ts'
import { newWriters } from './chaos/writers.ts'
import { syncClient, type Device, type Exchange } from './load/sync-client.ts'
import { tpcbRate } from './load/tpc-b.ts'
import { flagsOf } from './runs/flags.ts'

const values = flagsOf({
  call: 'npm run load --',
  words: `Thousands of patients in step with a server at once, on an embedded database of its own: how much
it takes, how long each waits, and its ratio to plain SQL. With 2000 patients and 20 seconds or more
it writes docs/measurements/load.md.`,
  flags: {
    patients: { kind: 'count', meaning: 'patients, each with a device', otherwise: 2000 },
    'at-once': { kind: 'count', meaning: 'requests at a time', otherwise: 64 },
    seconds: { kind: 'count', meaning: 'how long the load lasts', otherwise: 20 },
    operations: { kind: 'count', meaning: 'operations a batch', otherwise: 3 },
  },
})
const patients = values.patients
const atOnce = values['at-once']
const seconds = values.seconds
const operations = values.operations
/** Batches to transactions. */
const GOAL = 0.3
/** From here on a run is written down. */
const FULL = { patients: 2000, seconds: 20 }
/** As many as the server's own pool has. */
const CONNECTIONS = 10

const folder = mkdtempSync(join(tmpdir(), 'clearday-load-'))
chmodSync(folder, 0o755)
const data = join(folder, 'data')
const server = await runServer(data)
const busyBefore = loadavg()[0]
const memory: number[] = []
const residentMb = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
const watched = setInterval(() => memory.push(residentMb()), 500)
try {
  const owner = runningPostgres(data)
  if (owner === null) throw new Error('the database does not run')
  const admin = new pg.Client(owner)
  await admin.connect()
  const people = await newWriters(admin, patients)
  await admin.end()
  const devices = people.map(({ patient, account, device }): Device => ({
    patient,
    account,
    device,
    epoch: null,
    after: 0,
    said: 0,
  }))
  const client = syncClient(server.origin)

  const before = await tpcbRate(owner, CONNECTIONS, seconds / 2)
  memory.length = 0
  const steady = await steadyLoad(devices, client.exchange)
  const after = await tpcbRate(owner, CONNECTIONS, seconds / 2)
  const burst = await Promise.all(devices.map((device) => client.exchange(device, operations)))
  client.close()

  const tpcb = (before + after) / 2
  const batches = steady.length / seconds
  const quarter = Math.floor(memory.length / 4)
  const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length
  const lines = [
    ['batches a second', batches.toFixed(0)],
    [
      'operations a second',
      ((batches * steady.reduce((sum, { stored }) => sum + stored, 0)) / steady.length).toFixed(0),
    ],
    ['ms to the answer: p50, p95, p99', percentiles(steady)],
    ['errors', String(steady.filter(({ ok }) => !ok).length)],
    [`all ${patients} at the same moment: p50, p95, p99 in ms`, percentiles(burst)],
    ['errors among these', String(burst.filter(({ ok }) => !ok).length)],
    [
      'server’s memory, second quarter and last, in MB',
      `${mean(memory.slice(quarter, 2 * quarter)).toFixed(0)}, ${mean(memory.slice(3 * quarter)).toFixed(0)}`,
    ],
    ['TPC-B-like transactions a second, before and after', `${before.toFixed(0)}, ${after.toFixed(0)}`],
    ['batches to transactions', `${((100 * batches) / tpcb).toFixed(0)} %`],
  ] as const
  for (const [name, value] of lines) console.log(`${name.padEnd(58)} ${value}`)
  const goal = `The goal is 30 % of those transactions; ${batches / tpcb >= GOAL ? 'it is met' : 'it is not met'} in this run.`
  console.log(goal)
  const full = patients >= FULL.patients && seconds >= FULL.seconds
  if (!full) console.log('A short run: docs/measurements/load.md stays as it is.')
  else
    writeFileSync(
      fileURLToPath(new URL('../docs/measurements/load.md', import.meta.url)),
      `# Many patients at once

\`npm run load -- --patients ${patients} --at-once ${atOnce} --seconds ${seconds} --operations ${operations}\`: ${patients} patients, ${atOnce} requests at a
time, ${operations} operations a batch, each batch with what is new since the last. Server, its embedded database and the driver share ${cpus().length} cores
(${cpus()[0]?.model.trim() ?? ''}), Node ${process.versions.node}; ${busyBefore.toFixed(1)} processes were already at work. The TPC-B-like
transaction runs by the same driver on the same database through ${CONNECTIONS} connections, before and after.

| | |
| --- | ---: |
${lines.map(([name, value]) => `| ${name} | ${value} |`).join('\n')}

${goal}
`,
    )
  process.exitCode = [...steady, ...burst].every(({ ok }) => ok) ? 0 : 1
} finally {
  clearInterval(watched)
  server.child.kill('SIGTERM')
  await server.exited
  rmSync(folder, { recursive: true, force: true })
}

/** So many requests at a time, each of a patient of whom no other request runs. */
async function steadyLoad(
  devices: readonly Device[],
  exchange: (device: Device, operations: number) => Promise<Exchange>,
): Promise<Exchange[]> {
  const done: Exchange[] = []
  const end = performance.now() + seconds * 1000
  let next = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (performance.now() < end) done.push(await exchange(devices[next++ % devices.length], operations))
    }),
  )
  return done
}

function percentiles(exchanges: readonly Exchange[]): string {
  const sorted = exchanges.map(({ ms }) => ms).sort((a, b) => a - b)
  return [0.5, 0.95, 0.99].map((share) => sorted[Math.floor(share * (sorted.length - 1))].toFixed(0)).join(', ')
}
