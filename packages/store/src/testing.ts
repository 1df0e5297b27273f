// A real database for tests: one server a test file, started in a folder of its own and gone with the tests.
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openStore, type Store } from './database/open-store.ts'
import { startEmbeddedPostgres } from './embedded/embedded-postgres.ts'

export interface TestStore extends Store {
  /** The owner's connection, which no policy holds back. */
  readonly owner: pg.Client
  /** A diary that nobody can open yet. */
  readonly newPatient: () => Promise<string>
  readonly end: () => Promise<void>
}

export async function startTestStore(): Promise<TestStore> {
  const folder = mkdtempSync(join(tmpdir(), 'clearday-test-'))
  chmodSync(folder, 0o755)
  const server = await startEmbeddedPostgres(join(folder, 'data'))
  if (server.type === 'error') throw new Error(server.error.message)
  const { connection, stop, folders } = server.value
  const opened = await openStore({ owner: connection, secret: 'of a test' }).catch(async (error: unknown) => {
    // a database that is left running keeps the tests from ending
    await stop()
    throw error
  })
  if (opened.type === 'error') {
    await stop()
    throw new Error(opened.error.message)
  }
  const owner = new pg.Client(connection)
  await owner.connect()
  return {
    ...opened.value,
    owner,
    newPatient: async () => {
      const id = randomUUID()
      await owner.query('INSERT INTO diary.patients (patient_id) VALUES ($1)', [id])
      return id
    },
    end: async () => {
      await owner.end()
      await opened.value.close()
      await stop()
      for (const path of new Set([folder, folders.home, folders.socket])) rmSync(path, { recursive: true, force: true })
    },
  }
}
