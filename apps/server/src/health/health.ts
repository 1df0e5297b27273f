// Whether the process lives (/healthz), and whether it can serve people now (/readyz): what a supervisor and a proxy ask.
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from '@clearday/store'
import type { Mount } from '../http/mount.ts'
import { json, problem } from '../http/problem.ts'

const DATABASE_PATIENCE_MS = 2000

/**
 * A backup that is missing keeps nobody from being served: it is named beside, and changes no status.
 *
 * @param told hears each time whether the database answered. @param ending true once the server has been asked to end. @param backup in one
 * word: off, none, good or old.
 */
export function healthMount(
  database: Database,
  told: (up: boolean) => void,
  ending: () => boolean,
  backup: () => Promise<string> = () => Promise.resolve('off'),
): Mount {
  return {
    name: 'health',
    always: ['/healthz', '/readyz'],
    handle: async (request, context) => {
      const path = new URL(request.url).pathname
      if (path === '/healthz') {
        context.route('healthz')
        return json({ status: 'alive' })
      }
      if (path !== '/readyz') return null
      context.route('readyz')
      if (ending()) return away('ending', 'The server is ending.')
      const up = await answers(database)
      told(up)
      return up
        ? json({ status: 'ready', backup: await backup() })
        : away('database-away', 'The database does not answer.')
    },
  }
}

async function answers(database: Database): Promise<boolean> {
  const asked = sql`SELECT 1`.execute(database).then(
    () => true,
    () => false,
  )
  return Promise.race([asked, wait(DATABASE_PATIENCE_MS, false, { ref: false })])
}

function away(code: string, detail: string): Response {
  return problem(503, code, detail, { headers: { 'retry-after': '5' } })
}
