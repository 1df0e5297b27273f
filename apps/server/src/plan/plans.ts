// Plans on the server: each read in a thread of its own, only so many at once, and not again while what they are read from is the same.
import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type { ClinicServices } from '@clearday/web/services'
import { whereAndWhen } from '../doctor/doctor-pages.ts'
import { turns } from '../http/turns.ts'
import type { PlanTask, ReadPlan } from './plan-task.ts'

const ALL = { atOnce: 1, waiting: 20 }
const LONGEST_MS = 60_000
/** So that who answers a proposal sees the plan again at once. */
const HELD = { plans: 20, ms: 10 * 60_000 }
/** What is proposed changes nothing that is read here. */
const BESIDE: ReadonlySet<string> = new Set(['plan-change', 'plan-answer', 'goal'])

interface HeldPlan {
  readonly plan: Promise<ReadPlan | null>
  readonly since: number
}

/** Null where too many wait already. @param clock ms since 1970. @param read for a test, which counts. */
export function plans(
  clock: () => number,
  read: (task: PlanTask) => Promise<ReadPlan> = inThread,
): ClinicServices['readPlan'] {
  const inTurn = turns(ALL)
  const held = new Map<string, HeldPlan>()
  return (rows, language) => {
    const now = clock()
    for (const [key, { since }] of held) if (now - since > HELD.ms) held.delete(key)
    const { timeZone, today } = whereAndWhen(rows, now)
    const task = { rows: rows.filter(({ entity }) => !BESIDE.has(entity)), timeZone, today, language }
    const key = createHash('sha256').update(JSON.stringify(task)).digest('base64')
    const known = held.get(key)
    if (known !== undefined) return known.plan
    const plan = inTurn.take('all', () => read(task))
    held.set(key, { plan, since: now })
    const letGo = (): void => {
      if (held.get(key)?.plan === plan) held.delete(key)
    }
    // what was not read is tried again by whoever asks next
    plan.then((found) => {
      if (found === null) letGo()
    }, letGo)
    if (held.size > HELD.plans) held.delete([...held.keys()][0])
    return plan
  }
}

function inThread(task: PlanTask): Promise<ReadPlan> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./plan-worker.ts', import.meta.url), { workerData: task })
    const late = setTimeout(() => {
      reject(new Error('a plan took too long'))
      void thread.terminate()
    }, LONGEST_MS)
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', (code) => {
      clearTimeout(late)
      // after a message nobody hears it
      reject(new Error(`the thread of a plan ended with ${String(code)}`))
    })
  })
}
