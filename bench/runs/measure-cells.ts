// The resumable loop of a measurement made of cells: only patients that are missing are run, in batches on threads.
import { existsSync, readFileSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { cellKey, runPatient } from '../calibration/cells.ts'
import type { Cell, Counts } from '../calibration/kinds.ts'
import type { CellSums } from '../calibration/table.ts'
import { runOnWorkers, writeWhole } from './run-on-workers.ts'

interface Batch {
  readonly cell: number
  readonly from: number
  readonly to: number
  readonly seed: number
}

export interface CellMeasurement {
  readonly cells: readonly Cell[]
  /** Only cells whose key holds this text; left out: all. */
  readonly only?: string
  /** Where the sums so far are kept; remove it when the engine has changed. */
  readonly sumsFile: URL
  /** A file that calls `answerBatches` with the same cells. */
  readonly worker: URL
  /** Of each cell. */
  readonly patients: number
  readonly seed: number
  readonly workers: number
}

const BATCH = 20

/** Runs what is missing and returns the sums of every cell by its key. Throws where the kept sums are of another seed. */
export async function measureCells(measurement: CellMeasurement): Promise<Record<string, CellSums>> {
  const { cells, only = '', sumsFile, patients, seed } = measurement
  const saved: { seed: number; cells: Record<string, CellSums> } = existsSync(sumsFile)
    ? (JSON.parse(readFileSync(sumsFile, 'utf8')) as { seed: number; cells: Record<string, CellSums> })
    : { seed, cells: {} }
  if (saved.seed !== seed)
    throw new Error(
      `The saved sums are of seed ${saved.seed}; run with --seed ${saved.seed} or remove ${sumsFile.pathname}.`,
    )
  const tasks: Batch[] = cells.flatMap((cell, index) => {
    if (!cellKey(cell).includes(only)) return []
    const done = saved.cells[cellKey(cell)]?.patients ?? 0
    const batches = Math.max(0, Math.ceil((patients - done) / BATCH))
    return Array.from({ length: batches }, (_, k) => ({
      cell: index,
      from: done + k * BATCH,
      to: Math.min(patients, done + (k + 1) * BATCH),
      seed,
    }))
  })
  console.log(`${tasks.length} batches of ${BATCH} patients to run, seed ${seed}, ${measurement.workers} workers`)
  await runOnWorkers<Batch, Counts[]>({
    worker: measurement.worker,
    workers: measurement.workers,
    tasks,
    laneOf: ({ cell }) => cellKey(cells[cell]),
    add: ({ cell }, figures) => {
      const sums = (saved.cells[cellKey(cells[cell])] ??= { patients: 0, sums: {}, squares: {} })
      for (const counts of figures) {
        for (const [name, value] of Object.entries(counts)) {
          sums.sums[name] = (sums.sums[name] ?? 0) + value
          sums.squares[name] = (sums.squares[name] ?? 0) + value * value
        }
        sums.patients++
      }
    },
    save: () => writeWhole(sumsFile, `${JSON.stringify(saved, null, 1)}\n`),
    saveEvery: 20,
  })
  return saved.cells
}

/** What a worker of a measurement does: answers every batch with the counts of its patients. */
export function answerBatches(cells: readonly Cell[]): void {
  parentPort?.on('message', ({ cell, from, to, seed }: Batch) => {
    parentPort?.postMessage(Array.from({ length: to - from }, (_, k) => runPatient(cells[cell], from + k, seed)))
  })
}
