// When practitioners are busy by their other calendars: asked through the guarded door every quarter of an hour, each as the practitioner whose it is.
// Of a calendar that cannot be read the times that are known stay, and why it cannot is kept as a code.
import { Worker } from 'node:worker_threads'
import {
  asPerson,
  calendarToRead,
  claimCalendars,
  keepCalendarRead,
  seal,
  unseal,
  type CalendarRead,
  type Database,
  type SealingKey,
} from '@clearday/store'
import { placesOf, type Log } from '../logs/log.ts'
import type { OutgoingDoor } from '../outgoing/outgoing-door.ts'
import type { Answer } from '../outgoing/outgoing-request.ts'

export interface CalendarReading {
  /** Of the role `app`. */
  readonly app: Database
  readonly door: OutgoingDoor
  readonly key: SealingKey
  /** Under which people reach the site: entries of ours end with its host. */
  readonly origin: string
  /** ms since 1970. */
  readonly clock: () => number
}

/** What the thread is given. */
export interface BusyTask {
  readonly file: Uint8Array
  readonly host: string
  readonly timeZone: string
  /** ms since 1970. */
  readonly from: number
  readonly to: number
}

export type BusyTold =
  | {
      readonly type: 'ok'
      readonly spans: readonly { readonly from: number; readonly to: number }[]
      readonly unread: number
    }
  | { readonly type: 'error'; readonly code: string }

const DAY = 86_400_000
/** So far ahead times are kept, and once a day all of them are asked for anew. */
const AHEAD_DAYS = 182
const MOST_BYTES = 5_000_000
/** For the whole answer. */
const LONGEST_ASKED_MS = 15_000
const LONGEST_READ_MS = 20_000
const AT_ONCE = 4
/** Of one minute's work; the rest is due a minute later. */
const LONGEST_MS = 30_000

/** Sealed for this calendar of this practitioner alone. */
export function sealAddress(key: SealingKey, practitioner: string, calendar: string, address: string): Buffer {
  return seal(key, ['other-calendar', practitioner, calendar], { address })
}

/** Asks for one calendar now and keeps what came of it. Nothing where it is not theirs, or was removed meanwhile. Never throws for what the other side does. */
export async function readOtherCalendar(
  reading: CalendarReading,
  practitioner: string,
  calendar: string,
): Promise<CalendarRead | null> {
  const { app } = reading
  const wanted = await asPerson(app, practitioner, (transaction, access) =>
    calendarToRead(transaction, access, calendar),
  )
  if (wanted === null) return null
  const { sealed, etag, lastModified, timeZone } = wanted
  const address = unseal(reading.key, ['other-calendar', practitioner, calendar], sealed)
  const read =
    address === null
      ? failed('sealed')
      : await ask(reading, String((address as { readonly address: unknown }).address), {
          ...{ etag, lastModified, timeZone },
        })
  await asPerson(app, practitioner, (transaction, access) => keepCalendarRead(transaction, access, calendar, read))
  return read
}

async function ask(
  { door, origin, clock }: CalendarReading,
  url: string,
  { etag, lastModified, timeZone }: { etag: string | null; lastModified: string | null; timeZone: string },
): Promise<CalendarRead> {
  const asked = await door({
    ...{ url, maxBytes: MOST_BYTES, timeoutMs: LONGEST_ASKED_MS },
    headers: {
      accept: 'text/calendar, */*;q=0.5',
      ...(etag !== null && { 'if-none-match': etag }),
      ...(etag === null && lastModified !== null && { 'if-modified-since': lastModified }),
    },
  })
  if (asked.type === 'error') return failed(asked.error.code)
  const answer = asked.value
  if (answer.status === 304 && (etag !== null || lastModified !== null)) return { type: 'same' }
  if (answer.status !== 200) return failed(`status-${String(answer.status)}`)
  const now = clock()
  const told = await readInThread({
    ...{ file: answer.body, host: new URL(origin).host, timeZone },
    ...{ from: now - DAY, to: now + AHEAD_DAYS * DAY },
  })
  return told.type === 'error' ? failed(told.code) : readOf(told, answer)
}

function readOf({ spans, unread }: Extract<BusyTold, { type: 'ok' }>, { etag, lastModified }: Answer): CalendarRead {
  return { type: 'read', spans, unread, etag, lastModified }
}

function failed(code: string): CalendarRead {
  return { type: 'failed', code }
}

/** A file that keeps it busy for too long, or takes all its memory, is given up. */
function readInThread(task: BusyTask): Promise<BusyTold> {
  return new Promise((resolve) => {
    const thread = new Worker(new URL('./busy-worker.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    })
    const giveUp = (): void => resolve({ type: 'error', code: 'too-much' })
    const late = setTimeout(() => {
      giveUp()
      void thread.terminate()
    }, LONGEST_READ_MS)
    thread.once('message', resolve)
    thread.once('error', giveUp)
    thread.once('exit', () => {
      clearTimeout(late)
      giveUp()
    })
  })
}

/** What happens every minute: those that are due, some at once, for half a minute at most. How many were asked for. */
export async function readDueCalendars(
  reading: CalendarReading & { readonly jobs: Database; readonly log: Log },
): Promise<number> {
  const end = performance.now() + LONGEST_MS
  let asked = 0
  while (performance.now() < end) {
    const due = await claimCalendars(reading.jobs, AT_ONCE)
    if (due.length === 0) break
    asked += due.length
    await Promise.all(
      due.map(({ practitioner, calendar }) =>
        readOtherCalendar(reading, practitioner, calendar).catch((error: unknown) => {
          reading.log.error('other-calendar-failed', placesOf(error))
        }),
      ),
    )
  }
  return asked
}
