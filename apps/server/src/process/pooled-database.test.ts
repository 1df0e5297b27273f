import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { startEmbeddedPostgres, type ConnectionSettings, type EmbeddedPostgres } from '@clearday/store'
import { openDatabase } from './database.ts'

let folder: string
let database: EmbeddedPostgres
let pooler: Pooler
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clearday-test-'))
  chmodSync(folder, 0o755)
  const started = await startEmbeddedPostgres(join(folder, 'data'))
  assert.ok(started.type === 'ok')
  database = started.value
  pooler = await startPooler(database.connection)
})
after(async () => {
  await pooler.end()
  await database.stop()
  rmSync(folder, { recursive: true, force: true })
})

interface Pooler {
  readonly port: number
  readonly end: () => Promise<void>
}

const TERMINATE = 'X'.charCodeAt(0)
const READY = 'Z'.charCodeAt(0)
const IDLE = 'I'.charCodeAt(0)

/** What begins with one byte, a length and a body, as PostgreSQL has it. */
function message(kind: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head.write(kind)
  head.writeUInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

/**
 * As poolers in transaction mode do: each client gets a real connection of the database when it asks something, the one that was given back
 * last, and loses it when its transaction is over.
 */
async function startPooler(to: ConnectionSettings): Promise<Pooler> {
  const clients = await Promise.all(
    [1, 2].map(async () => {
      const client = new pg.Client(to)
      await client.connect()
      return client
    }),
  )
  const idle = clients.map((client) => {
    const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } }).connection
    stream.removeAllListeners('data')
    return stream
  })
  const server: Server = createServer((socket) => {
    let backend: Socket | null = null
    let begun = false
    const giveBack = (): void => {
      if (backend === null) return
      backend.removeAllListeners('data')
      idle.push(backend)
      backend = null
    }
    const forward = (data: Buffer): void => {
      if (backend === null) {
        const taken = idle.pop()
        if (taken === undefined) throw new Error('no connection is left')
        backend = taken
        let left = Buffer.alloc(0)
        taken.on('data', (answer: Buffer) => {
          socket.write(answer)
          left = Buffer.concat([left, answer])
          while (left.length >= 5 && left.length > left.readUInt32BE(1)) {
            const [kind, end] = [left[0], left.readUInt32BE(1) + 1]
            const over = kind === READY && left[5] === IDLE
            left = left.subarray(end)
            if (over) giveBack()
          }
        })
      }
      backend.write(data)
    }
    socket.on('error', () => undefined)
    socket.on('close', giveBack)
    socket.on('data', (data: Buffer) => {
      if (!begun) {
        begun = true
        socket.write(Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))]))
      } else if (data[0] === TERMINATE) socket.end()
      else forward(data)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as { readonly port: number }).port,
    end: async () => {
      server.close()
      for (const stream of idle) stream.destroy()
      await Promise.allSettled(clients.map((client) => client.end()))
    },
  }
}

test('a database that is reached through a pooler without sessions is refused at the start, with what would be right', async () => {
  const direct = database.connection
  const pooled = { ...direct, host: '127.0.0.1', port: pooler.port }
  const open = (owner: ConnectionSettings, given: object = {}): ReturnType<typeof openDatabase> =>
    openDatabase(
      { database: { owner, given }, dataFolder: folder, secret: 'x', formerSecrets: [], databaseConnections: 2 },
      { beside: false },
    )
  const refused = await open(pooled)
  assert.ok(refused.type === 'error')
  assert.equal(refused.error.code, 'session-not-kept')
  assert.match(refused.error.message, /^DATABASE_URL leads through a pooler .* session mode/)
  const jobs = await open(direct, { jobs: { ...pooled, user: 'clearday_jobs' } })
  assert.ok(jobs.type === 'error')
  assert.match(jobs.error.message, /^CLEARDAY_DATABASE_JOBS_URL leads through a pooler/)
  // nothing was made in it
  const owner = new pg.Client(direct)
  await owner.connect()
  const { rows } = await owner.query(`SELECT 1 FROM pg_namespace WHERE nspname = 'diary'`)
  await owner.end()
  assert.deepEqual(rows, [])
  const opened = await open(direct)
  assert.ok(opened.type === 'ok')
  await opened.value.store.close()
})
