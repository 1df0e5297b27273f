// Pages for the doctor on the server: each made in a thread of its own, and only so many at once.
import { Worker } from 'node:worker_threads'
import { zoneOfFrame, type LivingRow } from '@clearday/diary/operations'
import { turns } from '../http/turns.ts'
import type { DoctorTask, MadePage } from './doctor-task.ts'

/** Null where too many wait already. */
export type MakeDoctorPage = (task: DoctorTask) => Promise<MadePage | null>

const ALL = { atOnce: 2, waiting: 30 }
/** A diary of ten years with many treatments; whatever takes longer is given up. */
const LONGEST_MS = 60_000

export function doctorPages(): MakeDoctorPage {
  const inTurn = turns(ALL)
  return (task) => inTurn.take('all', () => inThread(task))
}

function inThread(task: DoctorTask): Promise<MadePage> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./doctor-worker.ts', import.meta.url), { workerData: task })
    const late = setTimeout(() => {
      reject(new Error('a page for the doctor took too long'))
      void thread.terminate()
    }, LONGEST_MS)
    thread.once('message', (made: MadePage) => {
      resolve(made)
    })
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
