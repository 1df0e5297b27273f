// One exchange with the server after another, until both know the same; and when to try again.
import type { OutboxRow, DiaryDatabase } from './database.ts'
import { stateOf } from './database.ts'
import { beginAgain, takeIn, type SyncAnswer } from './take-in.ts'

/** What a request carries; the server takes up to 2000 and 5 MB. */
const MOST_AT_ONCE = 500
const MOST_CHARACTERS = 2_000_000

export type Exchanged =
  | { readonly type: 'in-step' }
  /** No network, or nobody answers there. */
  | { readonly type: 'unreachable' }
  | { readonly type: 'signed-out' }
  /** No such diary, or it is not open to this account any more. */
  | { readonly type: 'not-yours' }
  | { readonly type: 'erased' }
  /** The server answers something else than it should. @example 500 */
  | { readonly type: 'trouble'; readonly status: number }

/**
 * Sends what waits, in its order, and takes in what others said, until nothing is left. One at a time of a diary, over all tabs.
 *
 * @param ask for tests; a browser's `fetch`. @param clock ms since 1970. O(what is new).
 */
export async function exchange(
  database: DiaryDatabase,
  patient: string,
  clock: () => number,
  ask: typeof fetch = fetch,
): Promise<Exchanged> {
  const alone = await navigator.locks.request(
    `sync ${database.name}`,
    { ifAvailable: true },
    (lock): Promise<Exchanged> | null => (lock === null ? null : inStep(database, patient, clock, ask)),
  )
  // another tab is at it, and this one hears of it from the database
  return alone ?? { type: 'in-step' }
}

async function inStep(
  database: DiaryDatabase,
  patient: string,
  clock: () => number,
  ask: typeof fetch,
): Promise<Exchanged> {
  for (;;) {
    const state = await stateOf(database)
    const sent = await nextBatch(database, state.restoring)
    const body = {
      ...{ epoch: state.epoch, after: state.seq, device: state.device, sentAt: Math.max(clock(), state.used) },
      operations: sent.map(({ operation }) => operation),
    }
    const answer = await asked(ask, patient, body)
    if (answer === null) return { type: 'unreachable' }
    switch (answer.status) {
      case 200: {
        const told = (await answer.json()) as SyncAnswer
        await takeIn(database, sent, told, clock())
        const left = await nextBatch(database, (await stateOf(database)).restoring)
        const waited = sent.length > 0 && left.every(({ waits }) => waits === true)
        if (!told.more && (left.length === 0 || waited)) return { type: 'in-step' }
        break
      }
      case 401:
        return { type: 'signed-out' }
      case 404:
        return { type: 'not-yours' }
      case 409: {
        const { code, epoch } = (await answer.json()) as { readonly code: string; readonly epoch: string }
        if (code !== 'other-epoch' && code !== 'unknown-cursor') return { type: 'trouble', status: 409 }
        await beginAgain(database, epoch)
        break
      }
      case 410:
        await database.state.update('state', { erased: true })
        return { type: 'erased' }
      default:
        return { type: 'trouble', status: answer.status }
    }
  }
}

/** After a restore what was sent once goes first, and alone; what the server refused waits for the person. */
async function nextBatch(database: DiaryDatabase, restoring: boolean): Promise<readonly OutboxRow[]> {
  const rows = await database.outbox
    .orderBy('place')
    .filter(({ again, refused, waits }) => refused === undefined && (restoring ? again && waits !== true : true))
    .limit(MOST_AT_ONCE)
    .toArray()
  let characters = 0
  const fitting = rows.findIndex(({ operation }) => (characters += JSON.stringify(operation).length) > MOST_CHARACTERS)
  return fitting <= 0 ? rows : rows.slice(0, fitting)
}

async function asked(ask: typeof fetch, patient: string, body: unknown): Promise<Response | null> {
  try {
    return await ask(`/api/v1/sync/${patient}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    })
  } catch {
    return null
  }
}
