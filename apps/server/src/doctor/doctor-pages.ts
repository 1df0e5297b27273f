// Pages for the doctor on the server: each made in a thread of its own, only so many at once, and not again while the diary is the same.
import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { zoneOfFrame, type LivingRow } from '@clearday/diary/operations'
import { turns } from '../http/turns.ts'
import type { AnswersTask, DoctorTask, MadePage, WorkedOut } from './doctor-task.ts'

/** Null where too many wait already. */
export type MakeDoctorPage = (task: DoctorTask) => Promise<MadePage | null>

const ALL = { atOnce: 2, waiting: 30 }
/** A diary of ten years with many treatments; whatever takes longer is given up. */
const LONGEST_MS = 60_000

/** How many pages are held, and for how long, so that who looks again, or prints what they saw, gets the same at once. */
const HELD = { pages: 40, ms: 10 * 60_000 }

/**
 * A page is made of what is given and of nothing else, so that of the same entries, day and options it is the same: it is held in memory for
 * minutes under a digest of all of them. As soon as anything was said in the diary it is another one, and who may look at it is asked
 * before each time. What is held goes by itself, whether or not anybody asks again. @param make for a test, which counts.
 */
export function doctorPages(make: (task: DoctorTask) => Promise<MadePage> = pageInThread): MakeDoctorPage {
  const inTurn = turns(ALL)
  const held = new Map<string, Promise<MadePage | null>>()
  return (task) => {
    const key = createHash('sha256').update(JSON.stringify(task)).digest('base64')
    const known = held.get(key)
    if (known !== undefined) return known
    const page = inTurn.take('all', () => make(task))
    held.set(key, page)
    const letGo = (): void => {
      if (held.get(key) === page) held.delete(key)
    }
    setTimeout(letGo, HELD.ms).unref()
    // what was not made is tried again by whoever asks next
    page.then((made) => {
      if (made === null) letGo()
    }, letGo)
    if (held.size > HELD.pages) held.delete([...held.keys()][0])
    return page
  }
}

function pageInThread(task: DoctorTask): Promise<MadePage> {
  return inThread(task) as Promise<MadePage>
}

/** To be called by what works off one diary after another: it waits for no turn. */
export function workOutInThread(task: AnswersTask): Promise<WorkedOut> {
  return inThread(task) as Promise<WorkedOut>
}

function inThread(task: DoctorTask | AnswersTask): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./doctor-worker.ts', import.meta.url), { workerData: task })
    const late = setTimeout(() => {
      reject(new Error('a page for the doctor took too long'))
      void thread.terminate()
    }, LONGEST_MS)
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', (code) => {
      clearTimeout(late)
      // after a message nobody hears it
      reject(new Error(`the thread of a page for the doctor ended with ${String(code)}`))
    })
  })
}

/** Where the diary is lived, and the local day there. @param now ms since 1970. */
export function whereAndWhen(
  rows: readonly LivingRow[],
  now: number,
): { readonly timeZone: string; readonly today: string } {
  const frame = rows.find(({ entity }) => entity === 'diary')
  const timeZone = (frame === undefined ? null : zoneOfFrame({ ...frame, deleted: false })) ?? 'UTC'
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate().toString()
  return { timeZone, today }
}
