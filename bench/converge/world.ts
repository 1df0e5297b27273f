// The server that devices speak with: real HTTP and a real database, a clock that is told, a backup, and what comes after a restore of it.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import {
  openPool,
  openStore,
  restoreBackup,
  writeBackup,
  type ConnectionSettings,
  type Database,
} from '@clearday/store'
import { startTestServer, type TestServer } from '@clearday/server/testing'
import type { Reply } from './device.ts'

export interface World {
  /** ms since 1970 on the server's clock. */
  now: number
  /** The server that is asked; another after a restore. */
  server: TestServer
  /** The owner's pool of its database. */
  owner: Database
  /** What becomes of a reply on its way. */
  readonly meddle: (reply: Reply) => Reply
  readonly backUp: () => Promise<void>
  /** From now on there is a server with what stood in the backup, and the one before is asked nothing more. */
  readonly restore: () => Promise<void>
  readonly end: () => Promise<void>
}

const SECRET = 'of a test'
const PASSPHRASE = 'violet harbour'

export async function startWorld(now: number, meddle: World['meddle'] = (reply) => reply): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'clearday-converge-'))
  chmodSync(folder, 0o755)
  const backup = join(folder, 'backup')
  const first = await startTestServer(() => world.now)
  const { host, port, user = '', password, database = '' } = first.store.owner
  const connection: ConnectionSettings = { host, port, user, password: password ?? '', database }
  const ends: (() => Promise<unknown>)[] = [() => first.end()]
  const ownerOf = (settings: ConnectionSettings): Database => {
    const pool = openPool(settings, 'clearday converge', 2)
    ends.unshift(() => pool.destroy())
    return pool
  }
  const world: World = {
    now,
    meddle,
    server: first,
    owner: ownerOf(connection),
    async backUp() {
      const taken = await writeBackup(connection, backup, PASSPHRASE, new Date(world.now).toISOString(), 10)
      if (taken.type === 'error') throw new Error(taken.error.message)
    },
    async restore() {
      const restored = { ...connection, database: 'restored' }
      await first.store.owner.query('CREATE DATABASE restored')
      const request = { owner: restored, secret: SECRET, path: backup, passphrase: PASSPHRASE, erasedSince: [] }
      const done = await restoreBackup(request)
      if (done.type === 'error') throw new Error(done.error.message)
      const opened = await openStore({ owner: restored, secret: SECRET })
      if (opened.type === 'error') throw new Error(opened.error.message)
      const owner = new pg.Client(restored)
      await owner.connect()
      const store = {
        ...opened.value,
        owner,
        newPatient: () => Promise.reject(new Error('nobody new comes after the restore')),
        end: async () => {
          await owner.end()
          await opened.value.close()
        },
      }
      const second = await startTestServer(() => world.now, [], store)
      ends.unshift(() => second.end())
      for (const [session, account] of first.sessions) second.sessions.set(session, account)
      world.server = second
      world.owner = ownerOf(restored)
    },
    async end() {
      for (const end of ends) await end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return world
}
