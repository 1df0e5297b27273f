// Many patients on worker threads, with a bounded number in flight and results in the order of the file.
import { Worker } from 'node:worker_threads'
import type { InputRefusal, InputResult } from '../input/input-problem.ts'
import type { PatientDiary } from '../input/patient-diary.ts'
import type { Analysis, AnalysisRequest } from './analyse-diary.ts'

/** A diary with its analysis, or what was wrong with the file. */
export type Analysed =
  { readonly type: 'analysed'; readonly diary: PatientDiary; readonly analysis: Analysis } | InputRefusal

interface Thread {
  run(request: AnalysisRequest): Promise<Analysis>
  stop(): Promise<number>
}

/** This many diaries wait per thread, so that no thread idles and memory stays bounded. */
const IN_FLIGHT_PER_THREAD = 4

/**
 * Analyses every patient, a single one on a thread too: a signal is heard while it works.
 *
 * @param threads 1 or more.
 * @param signal stops handing out new patients and waits for none: what is finished by then is still yielded, in order.
 */
export async function* analyseMany(
  patients: AsyncIterable<InputResult<PatientDiary>>,
  request: (diary: PatientDiary) => AnalysisRequest,
  threads: number,
  signal: AbortSignal,
): AsyncGenerator<Analysed> {
  const pool = Array.from({ length: threads }, startThread)
  const load = new Array<number>(threads).fill(0)
  const waiting: Promise<Analysed>[] = []
  try {
    for await (const diary of patients) {
      if (signal.aborted) break
      if (diary.type === 'error') waiting.push(Promise.resolve(diary))
      else {
        const least = load.indexOf(Math.min(...load))
        load[least]++
        const analysed = pool[least].run(request(diary.value)).then((analysis): Analysed => {
          load[least]--
          return { type: 'analysed', diary: diary.value, analysis }
        })
        // its turn to be awaited comes later; until then a broken thread is no unhandled rejection
        analysed.catch(() => {})
        waiting.push(analysed)
      }
      while (waiting.length >= threads * IN_FLIGHT_PER_THREAD) {
        const next = await finishedOrStopped(waiting.shift(), signal)
        if (next === undefined) break
        yield next
      }
    }
    for (const one of waiting) {
      const next = await finishedOrStopped(one, signal)
      if (next !== undefined) yield next
    }
  } finally {
    await Promise.all(pool.map((thread) => thread.stop()))
  }
}

/** The result, or undefined where the stop comes first; one that is there already wins. The listener goes, so that no result is held by it. */
function finishedOrStopped(one: Promise<Analysed> | undefined, signal: AbortSignal): Promise<Analysed | undefined> {
  return new Promise((resolve, reject) => {
    const stopped = (): void => resolve(undefined)
    void Promise.resolve(one)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stopped))
    if (signal.aborted) setImmediate(stopped)
    else signal.addEventListener('abort', stopped, { once: true })
  })
}

function startThread(): Thread {
  const worker = new Worker(new URL('analysis-worker.ts', import.meta.url))
  const queue: { resolve: (analysis: Analysis) => void; reject: (error: Error) => void }[] = []
  worker.on('message', (analysis: Analysis) => queue.shift()?.resolve(analysis))
  worker.on('error', (error) => {
    for (const waiting of queue.splice(0)) waiting.reject(error instanceof Error ? error : new Error(String(error)))
  })
  return {
    run: (request) =>
      new Promise((resolve, reject) => {
        queue.push({ resolve, reject })
        worker.postMessage(request)
      }),
    stop: () => worker.terminate(),
  }
}
