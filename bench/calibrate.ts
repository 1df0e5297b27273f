// Measures what the engine promises, on synthetic patients with known truth: `npm run calibrate`.
//
//   node bench/calibrate.ts [--patients 2000] [--cells TEXT] [--seed 1] [--workers 2] [--quick]
//
// Runs are resumable: sums so far are kept in docs/measurements/calibration.json, and only the patients that are missing are run. Seeds other
// than 1 have files of their own: the rule was chosen with patients of seed 1, so another seed's are fresh.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { cellKey, CELLS } from './calibration-cells.ts'
import type { Counts } from './calibration-kinds.ts'
import { calibrationTable, type CellSums } from './calibration-table.ts'

const { values } = parseArgs({
  options: {
    patients: { type: 'string', default: '2000' },
    cells: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(availableParallelism()) },
  },
})
const patients = Number(values.patients)
const seed = Number(values.seed)
const folder = new URL('../docs/measurements/', import.meta.url)
const name = seed === 1 ? 'calibration' : `calibration-seed-${seed}`
const sumsFile = new URL(`${name}.json`, folder)
const tableFile = new URL(`${name}.md`, folder)
mkdirSync(folder, { recursive: true })

const saved: { seed: number; cells: Record<string, CellSums> } = existsSync(sumsFile)
  ? (JSON.parse(readFileSync(sumsFile, 'utf8')) as { seed: number; cells: Record<string, CellSums> })
  : { seed, cells: {} }
/** Patients handed to a worker at a time. */
const BATCH = 10

interface Task {
  readonly cell: number
  readonly from: number
  readonly to: number
}

const tasks: Task[] = []
CELLS.forEach((cell, index) => {
  const key = cellKey(cell)
  if (!key.includes(values.cells)) return
  const done = saved.cells[key]?.patients ?? 0
  for (let from = done; from < patients; from += BATCH)
    tasks.push({ cell: index, from, to: Math.min(patients, from + BATCH) })
})
const total = tasks.length
console.log(`${total * BATCH} patients to run, seed ${seed}, ${values.workers} workers`)

// results are added in the order of the patients, so that a stopped run can be gone on with
const waiting = new Map<string, Counts[]>()
const started = performance.now()
let finished = 0

function add(task: Task, results: Counts[]): void {
  const cell = CELLS[task.cell]
  const key = cellKey(cell)
  waiting.set(`${key}@${task.from}`, results)
  const sums = (saved.cells[key] ??= { patients: 0, sums: {}, squares: {} })
  for (;;) {
    const next = waiting.get(`${key}@${sums.patients}`)
    if (next === undefined) break
    waiting.delete(`${key}@${sums.patients}`)
    for (const counts of next) {
      for (const [name, value] of Object.entries(counts)) {
        sums.sums[name] = (sums.sums[name] ?? 0) + value
        sums.squares[name] = (sums.squares[name] ?? 0) + value * value
      }
      sums.patients++
    }
  }
  finished++
  if (finished % 20 === 0 || finished === total) {
    save()
    const left = ((performance.now() - started) / finished) * (total - finished)
    console.log(`${finished}/${total} batches, about ${Math.ceil(left / 60000)} min left: ${key}`)
  }
}

function save(): void {
  const partial = new URL(`${name}.json.partial`, folder)
  writeFileSync(partial, `${JSON.stringify(saved, null, 1)}\n`)
  renameSync(partial, sumsFile)
}

await Promise.all(
  Array.from({ length: Math.min(Number(values.workers), Math.max(1, total)) }, async () => {
    const worker = new Worker(new URL('calibration-worker.ts', import.meta.url))
    let settle: (results: Counts[]) => void = () => undefined
    worker.on('message', (results: Counts[]) => settle(results))
    worker.on('error', (error) => {
      throw error
    })
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
      const current = task
      const results = await new Promise<Counts[]>((resolve) => {
        settle = resolve
        worker.postMessage({ ...current, seed })
      })
      add(current, results)
    }
    await worker.terminate()
  }),
)
save()
const table = calibrationTable(CELLS, saved.cells, seed)
writeFileSync(tableFile, table)
console.log(table)
