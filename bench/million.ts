// `npm run million`: one device that offers a million operations for one diary: too many at once are refused and say how many may be sent, and in batches of that size all are taken.
//
//   node bench/million.ts [--operations 1000000]
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { openPool, rebuildEntries, runningPostgres } from '@clearday/store'
import { runServer } from './chaos/run-server.ts'
import { newWriters } from './chaos/writers.ts'

const { values } = parseArgs({ options: { operations: { type: 'string', default: '1000000' } } })
const wanted = Number(values.operations)
const DAYS = 3650
const NOW = Date.now()

const folder = mkdtempSync(join(tmpdir(), 'clearday-million-'))
chmodSync(folder, 0o755)
const data = join(folder, 'data')
const server = await runServer(data)
const residentMb = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
let peakMb = 0
const watched = setInterval(() => (peakMb = Math.max(peakMb, residentMb())), 500)
try {
  const owner = runningPostgres(data)
  if (owner === null) throw new Error('the database does not run')
  const admin = new pg.Client(owner)
  await admin.connect()
  const [{ patient, account, device }] = await newWriters(admin, 1)

  const post = async (after: number, epoch: string | null, operations: string): Promise<Told> => {
    const body = `{"epoch":${JSON.stringify(epoch)},"after":${after},"device":"${device}","sentAt":${NOW},"operations":[${operations}]}`
    const answer = await fetch(`${server.origin}/api/v1/sync/${patient}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-test-session': account },
      body,
    })
    return { status: answer.status, ...((await answer.json()) as Omit<Told, 'status'>) }
  }
  const tooMany = await post(0, null, `${'1,'.repeat(wanted - 1)}1`)
  if (tooMany.status !== 413 || tooMany.limit === undefined)
    throw new Error(`all at once were answered ${tooMany.status}`)
  const most = tooMany.limit

  let stored = 0
  let refused = 0
  let after = 0
  let epoch: string | null = null
  const begun = performance.now()
  for (let from = 0; from < wanted; from += most) {
    const batch = Array.from({ length: Math.min(most, wanted - from) }, (_, k) => operation(from + k))
    const told = await post(after, epoch, batch.join(','))
    if (told.status !== 200) throw new Error(`${told.status} ${told.code ?? ''}`)
    for (const { type } of told.answers ?? [])
      if (type === 'stored') stored++
      else refused++
    after = told.seq ?? after
    epoch = told.epoch ?? epoch
    if ((from / most) % 50 === 0)
      console.log(`${from + batch.length} of ${wanted} sent, ${peakMb.toFixed(0)} MB at most`)
  }
  const seconds = (performance.now() - begun) / 1000

  const pullBegun = performance.now()
  let pulled = 0
  for (let more = true, at = 0; more;) {
    const answer = await fetch(`${server.origin}/api/v1/sync/${patient}?epoch=${epoch}&after=${at}`, {
      headers: { 'x-test-session': account },
    })
    const told = (await answer.json()) as Required<Pick<Told, 'seq' | 'more' | 'operations'>>
    pulled += told.operations.length
    at = told.seq
    more = told.more
  }
  const pullSeconds = (performance.now() - pullBegun) / 1000
  const { rows } = await admin.query<{ n: string }>('SELECT count(*) AS n FROM diary.operations')
  await admin.end()
  const tables = openPool(owner, 'clearday million', 1)
  const rebuilt = await tables.transaction().execute((one) => rebuildEntries(one, patient, false))
  await tables.destroy()

  const wrong =
    stored !== wanted - refused || Number(rows[0].n) !== stored || pulled !== stored || rebuilt.differed.length > 0
  writeFileSync(
    fileURLToPath(new URL('../docs/measurements/million.md', import.meta.url)),
    `# A million operations of one diary

\`npm run million -- --operations ${wanted}\`, ${cpus().length} cores shared with the database, Node ${process.versions.node}. One device says something of ${DAYS} days, every
hundredth time something that cannot be. All in one request are refused whole, with how many may be sent (${most}); in batches of that
size every right one is taken.

| | |
| --- | ---: |
| sent | ${wanted} |
| stored, refused one by one | ${stored}, ${refused} |
| in the log, pulled again | ${rows[0].n}, ${pulled} |
| entries, of which differ from a rebuild | ${rebuilt.entries}, ${rebuilt.differed.length} |
| operations a second, sent and pulled | ${(wanted / seconds).toFixed(0)}, ${(pulled / pullSeconds).toFixed(0)} |
| the server’s memory at most | ${peakMb.toFixed(0)} MB |
`,
  )
  console.log(
    `${stored} stored, ${refused} refused, ${pulled} pulled; ${wrong ? 'something is missing' : 'nothing is missing'}`,
  )
  process.exitCode = wrong ? 1 : 0
} finally {
  clearInterval(watched)
  server.child.kill('SIGTERM')
  await server.exited
  rmSync(folder, { recursive: true, force: true })
}

interface Told {
  readonly status: number
  readonly code?: string
  readonly limit?: number
  readonly answers?: readonly { readonly type: string }[]
  readonly operations?: readonly unknown[]
  readonly epoch?: string
  readonly seq?: number
  readonly more?: boolean
}

function operation(n: number): string {
  const key = new Date(Date.UTC(2016, 0, 1 + (n % DAYS))).toISOString().slice(0, 10)
  const fields = n % 100 === 99 ? { headache: 'maybe' } : { headache: n % 3 === 0 ? 'present' : 'none', hours: n % 25 }
  return JSON.stringify({ id: randomUUID(), entity: 'day', key, fields, deleted: false, at: NOW, seen: 0 })
}
