// Simulated trials of one on worker threads: on which day each first says that it helps.
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { TrialPlan } from '@clearday/inference'

/** One simulated trial: its number, and which of its days are still to be judged. */
interface PendingTrial {
  readonly patient: number
  readonly judged: number
  readonly until: number
}

/** What a thread is handed at a time. */
export interface TrialBatch {
  readonly plan: TrialPlan
  readonly by: 'evidence' | 'model'
  readonly trials: readonly PendingTrial[]
}

/** Threads that simulate until they are closed. */
export interface TrialSimulator {
  /**
   * The day on which each trial first says it, Infinity where it does not up to day `until`; in the order of the trials.
   *
   * @param known what is known from an earlier call up to day `knownUntil`: only trials at Infinity are gone on with.
   */
  daysFound(
    plan: TrialPlan,
    by: TrialBatch['by'],
    trials: number,
    until: number,
    known?: { readonly days: readonly number[]; readonly until: number },
  ): Promise<number[]>
  close(): Promise<void>
}

/** A batch takes some tenths of a second, so that progress moves. */
const BATCH = { evidence: 100, model: 2 } as const

/** Starts a thread a core. @param onProgress told the trials that were begun and finished so far. */
export function trialSimulator(onProgress: (finished: number, begun: number) => void): TrialSimulator {
  const workers = Array.from(
    { length: Math.min(8, availableParallelism()) },
    () => new Worker(new URL('planning-worker.ts', import.meta.url)),
  )
  let finished = 0
  let begun = 0
  return {
    async daysFound(plan, by, count, until, known) {
      const days = known === undefined ? new Array<number>(count).fill(Infinity) : [...known.days]
      const pending = days.flatMap((day, patient) =>
        day === Infinity ? [{ patient, judged: known?.until ?? 0, until }] : [],
      )
      begun += pending.length
      let next = 0
      await Promise.all(
        workers.map(async (worker) => {
          while (next < pending.length) {
            const trials = pending.slice(next, next + BATCH[by])
            next += trials.length
            const found = await answered(worker, { plan, by, trials })
            trials.forEach(({ patient }, k) => (days[patient] = found[k]))
            finished += trials.length
            onProgress(finished, begun)
          }
        }),
      )
      return days
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

function answered(worker: Worker, batch: TrialBatch): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const clear = (): void => {
      worker.off('message', arrived)
      worker.off('error', broken)
    }
    const arrived = (found: number[]): void => {
      clear()
      resolve(found)
    }
    const broken = (error: unknown): void => {
      clear()
      reject(error instanceof Error ? error : new Error(String(error)))
    }
    worker.on('message', arrived)
    worker.on('error', broken)
    worker.postMessage(batch)
  })
}
