// Tells a database that is away for the moment from a fault of the program: the first is waited for, the second is reported.
import { problem } from '../http/problem.ts'

/** Of the network, and of PostgreSQL: class 08, ending, starting, too many connections, out of memory or disk. Source: PostgreSQL, Appendix A. */
const AWAY = /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08\w{3}|57P0[1-5]|53\w{3}|58030)$/
const DISK_FULL = '53100'
/** What was waited for too long is held by somebody else. */
const LOCK_NOT_AVAILABLE = '55P03'
/** The driver says these without a code. */
const AWAY_WORDS =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i

/** 503 with when to try again, or null. Whether the last change was made is not known: sent again it is answered. */
export function databaseAway(error: unknown): Response | null {
  if (!(error instanceof Error)) return null
  const { code } = error as { code?: unknown }
  if (code === DISK_FULL)
    return problem(503, 'disk-full', 'The disk of the server is full. Keep what was sent, and send it again later.', {
      headers: { 'retry-after': '60' },
    })
  if (code === LOCK_NOT_AVAILABLE)
    return problem(503, 'busy', 'Something else is being done with this just now. Send it again in a few seconds.', {
      headers: { 'retry-after': '5' },
    })
  const away = (typeof code === 'string' && AWAY.test(code)) || AWAY_WORDS.test(error.message)
  return away
    ? problem(503, 'database-away', 'The database does not answer at the moment. Send it again in a few seconds.', {
        headers: { 'retry-after': '5' },
      })
    : null
}
