// One exchange with the server after another, until both know the same; and when to try again.
import { aloneIfFree } from './alone.ts'
import type { OutboxRow, DiaryDatabase } from './database.ts'
import { stateOf } from './database.ts'
import type { HeldDiary } from './diaries.ts'
import { beginAgain, takeIn, type SyncAnswer } from './take-in.ts'

/** What a request carries; the server takes up to 2000 and 5 MB. */
const MOST_AT_ONCE = 500
const MOST_CHARACTERS = 2_000_000
/** In one exchange: a server that says again and again that it was restored is not asked for ever. */
const MOST_BEGINNINGS = 2

export type Exchanged =
  | { readonly type: 'in-step' }
  /** No network, or nobody answers there. */
  | { readonly type: 'unreachable' }
  | { readonly type: 'signed-out' }
  /** No such diary, or it is not open to this account any more. */
  | { readonly type: 'not-yours' }
  | { readonly type: 'erased' }
  /** Somebody else is signed in in this browser. */
  | { readonly type: 'other-account' }
  /** The server answers something else than it should. @example 500 @param after it asked to be left alone, ms; null where it did not say. */
  | { readonly type: 'trouble'; readonly status: number; readonly after?: number }

/** Whose diary it is, and in whose name is spoken. */
type Whose = Pick<HeldDiary, 'patient' | 'account'>

/**
 * Sends what waits, in its order, and takes in what others said, until nothing is left. One at a time of a diary, over all tabs.
 *
 * @param ask for tests; a browser's `fetch`. @param clock ms since 1970. O(what is new).
 */
export async function exchange(
  database: DiaryDatabase,
  whose: Whose,
  clock: () => number,
  ask: typeof fetch = fetch,
): Promise<Exchanged> {
  const alone = await aloneIfFree(`sync ${database.name}`, () => inStep(database, whose, clock, ask))
  // another tab is at it, and this one hears of it from the database
  return alone ?? { type: 'in-step' }
}

async function inStep(
  database: DiaryDatabase,
  { patient, account }: Whose,
  clock: () => number,
  ask: typeof fetch,
): Promise<Exchanged> {
  if (patient === null) return { type: 'not-yours' }
  let most = MOST_AT_ONCE
  let begunAgain = 0
  for (;;) {
    const state = await stateOf(database)
    // what lies here is the only copy: nothing is sent any more
    if (state.erased) return { type: 'erased' }
    const sent = await nextBatch(database, state.restoring, most)
    const body = {
      ...{ epoch: state.epoch, after: state.seq, device: state.device, sentAt: Math.max(clock(), state.used) },
      operations: sent.map(({ operation }) => operation),
      // whoever has signed in meanwhile does not say what this account said
      ...(account !== null && { account }),
    }
    const answer = await asked(ask, patient, body)
    if (answer === null) return { type: 'unreachable' }
    switch (answer.status) {
      case 200: {
        const told = (await answer.json()) as SyncAnswer
        await takeIn(database, sent, told, clock(), state)
        const left = await nextBatch(database, (await stateOf(database)).restoring, most)
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
        if (code === 'other-account') return { type: 'other-account' }
        begunAgain += 1
        if ((code !== 'other-epoch' && code !== 'unknown-cursor') || begunAgain > MOST_BEGINNINGS)
          return { type: 'trouble', status: 409 }
        await beginAgain(database, epoch)
        break
      }
      case 410:
        await database.state.update('state', { erased: true })
        return { type: 'erased' }
      case 413:
        if (most === 1) return { type: 'trouble', status: 413 }
        most = Math.ceil(Math.min(most, sent.length) / 2)
        break
      default:
        return { type: 'trouble', status: answer.status, ...whenAgain(answer) }
    }
  }
}

/** After a restore what was sent once goes first, and alone; what the server refused waits for the person. */
async function nextBatch(database: DiaryDatabase, restoring: boolean, most: number): Promise<readonly OutboxRow[]> {
  const rows = await database.outbox
    .orderBy('place')
    .filter(({ again, refused, waits }) => refused === undefined && (restoring ? again && waits !== true : true))
    .limit(most)
    .toArray()
  let characters = 0
  const fitting = rows.findIndex(({ operation }) => (characters += JSON.stringify(operation).length) > MOST_CHARACTERS)
  return fitting === -1 ? rows : rows.slice(0, Math.max(1, fitting))
}

function whenAgain(answer: Response): { readonly after?: number } {
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? { after: seconds * 1000 } : {}
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
