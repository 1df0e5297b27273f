// Runs the tasks of a long measurement on threads, and hands back their figures in an order that does not hang on timing.
import { renameSync, writeFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'

interface Measurement<Task, Figures> {
  /** A worker that answers each task with its figures, one message each. */
  readonly worker: URL
  readonly workers: number
  /** Run in this order. */
  readonly tasks: readonly Task[]
  /** Figures of one lane are added in the order of its tasks, so that sums are the same however a run was stopped and gone on with. */
  readonly laneOf: (task: Task) => string
  readonly add: (task: Task, figures: Figures) => void
  /** Called after every `saveEvery` finished tasks and after the last. */
  readonly save: () => void
  readonly saveEvery: number
}

/** Runs all tasks; prints how far it is. Throws what a worker throws. */
export async function runOnWorkers<Task, Figures>(measurement: Measurement<Task, Figures>): Promise<void> {
  const { tasks, laneOf, add, save, saveEvery } = measurement
  const total = tasks.length
  const lanes = new Map<string, { task: Task; figures: Figures | null }[]>()
  const places = tasks.map((task) => {
    const place: { task: Task; figures: Figures | null } = { task, figures: null }
    const lane = lanes.get(laneOf(task))
    if (lane === undefined) lanes.set(laneOf(task), [place])
    else lane.push(place)
    return place
  })
  const started = performance.now()
  let next = 0
  let finished = 0

  function finish(place: (typeof places)[number], figures: Figures): void {
    place.figures = figures
    const lane = lanes.get(laneOf(place.task)) ?? []
    for (let first = lane.at(0); first !== undefined && first.figures !== null; first = lane.at(0)) {
      add(first.task, first.figures)
      lane.shift()
    }
    finished++
    if (finished % saveEvery !== 0 && finished !== total) return
    save()
    const left = ((performance.now() - started) / finished) * (total - finished)
    console.log(`${finished}/${total}, about ${Math.ceil(left / 60000)} min left: ${laneOf(place.task)}`)
  }

  await Promise.all(
    Array.from({ length: Math.min(measurement.workers, total) }, async () => {
      const worker = new Worker(measurement.worker)
      try {
        while (next < total) {
          const place = places[next++]
          finish(
            place,
            await new Promise<Figures>((resolve, reject) => {
              worker.once('message', resolve)
              worker.once('error', reject)
              worker.postMessage(place.task)
            }).finally(() => worker.removeAllListeners('error')),
          )
        }
      } finally {
        await worker.terminate()
      }
    }),
  )
}

/** Writes a file whole or not at all. */
export function writeWhole(file: URL, content: string): void {
  const partial = new URL(`${file.href}.partial`)
  writeFileSync(partial, content)
  renameSync(partial, file)
}
