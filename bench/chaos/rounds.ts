// kill -9 of the server and of the database at random moments while people write; after each, everything that was acknowledged must be there, once.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { openPool, rebuildEntries, runningPostgres, type ConnectionSettings } from '@clearday/store'
import { runServer, type ServerProcess } from './run-server.ts'
import { newWriters, send, type Writer } from './writers.ts'

export interface Round {
  readonly killed: 'server' | 'database' | 'both'
  readonly afterMs: number
  /** Acknowledged in all rounds so far. */
  readonly acknowledged: number
  readonly lost: number
  readonly twice: number
  /** Entries that stand otherwise than the log says. */
  readonly differed: number
  /** Places told twice, and right things refused. */
  readonly wrong: number
  readonly upAgainMs: number
}

export interface Chaos {
  readonly round: () => Promise<Round>
  readonly end: () => Promise<void>
}

const TARGETS = ['server', 'database', 'both'] as const

/** @param folder the data folder. @param random numbers in [0, 1). */
export async function startChaos(folder: string, people: number, random: () => number): Promise<Chaos> {
  let server = await runServer(folder)
  const writers = await asOwner(folder, (owner) => newWriters(owner, people))
  return {
    async round() {
      const killed = TARGETS[Math.floor(random() * TARGETS.length)]
      const afterMs = Math.round(150 + random() * 1200)
      const stop = new AbortController()
      const writing = writers.map(async (writer) => {
        while (!stop.signal.aborted) if ((await send(writer, server.origin, 3, stop.signal)) !== 200) await wait(20)
      })
      await wait(afterMs)
      const database = postmasterPid(folder)
      if (killed !== 'server') process.kill(database, 'SIGKILL')
      if (killed !== 'database') server.child.kill('SIGKILL')
      const ended = await server.exited
      if (killed === 'database' && ended !== 1)
        throw new Error(`a server without its database ended with ${String(ended)}`)
      stop.abort()
      await Promise.all(writing)
      const begun = performance.now()
      server = await runServer(folder)
      const upAgainMs = Math.round(performance.now() - begun)
      return { killed, afterMs, ...(await compare(folder, writers)), upAgainMs }
    },
    end: () => endSoftly(server),
  }
}

async function endSoftly({ child, exited }: ServerProcess): Promise<void> {
  child.kill('SIGTERM')
  const code = await exited
  if (code !== 0) throw new Error(`the server ended with ${String(code)} when it was asked to end`)
}

function postmasterPid(folder: string): number {
  return Number(readFileSync(join(folder, 'postgresql-18', 'postmaster.pid'), 'utf8').split('\n')[0])
}

function ownerOf(folder: string): ConnectionSettings {
  const owner = runningPostgres(folder)
  if (owner === null) throw new Error('the database does not run')
  return owner
}

async function asOwner<Value>(folder: string, work: (owner: pg.Client) => Promise<Value>): Promise<Value> {
  const owner = new pg.Client(ownerOf(folder))
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}

async function compare(
  folder: string,
  writers: readonly Writer[],
): Promise<Pick<Round, 'acknowledged' | 'lost' | 'twice' | 'differed' | 'wrong'>> {
  const sum = { acknowledged: 0, lost: 0, twice: 0, differed: 0, wrong: 0 }
  await asOwner(folder, async (owner) => {
    for (const { patient, acknowledged, wrong } of writers) {
      const { rows } = await owner.query<{ id: string; seq: string }>(
        'SELECT id, seq FROM diary.operations WHERE patient_id = $1',
        [patient],
      )
      const there = new Map(rows.map(({ id, seq }) => [id, Number(seq)]))
      sum.acknowledged += acknowledged.size
      for (const [id, seq] of acknowledged) if (there.get(id) !== seq) sum.lost++
      sum.twice += rows.length - there.size
      sum.wrong += wrong.length
    }
  })
  const tables = openPool(ownerOf(folder), 'clearday chaos', 1)
  try {
    for (const { patient } of writers) {
      const { differed } = await tables.transaction().execute((one) => rebuildEntries(one, patient, false))
      sum.differed += differed.length
    }
  } finally {
    await tables.destroy()
  }
  return sum
}
