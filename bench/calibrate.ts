// Measures what the engine promises, on synthetic patients with known truth: `npm run calibrate`.
//
//   node bench/calibrate.ts [--patients 2000] [--cells TEXT] [--seed 1] [--workers 2]
//
// Runs are resumable: sums so far are kept in docs/measurements/calibration.json, and only the patients that are missing are run; remove
// that file when the engine has changed. Seeds other than 1 have files of their own: the rule was chosen with patients of seed 1, so those
// of another seed are fresh.
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { CELLS } from './calibration/cells.ts'
import { calibrationTable } from './calibration/table.ts'
import { measureCells } from './runs/measure-cells.ts'
import { flagsOf } from './runs/flags.ts'

const values = flagsOf({
  call: 'npm run calibrate --',
  words: `Measures what the engine promises, on synthetic patients with known truth. Writes
docs/measurements/calibration.md. What was done is kept, and only what is missing is run.`,
  flags: {
    patients: { kind: 'count', meaning: 'patients a cell', otherwise: 2000 },
    cells: { kind: 'text', meaning: 'only cells whose name holds this' },
    seed: { kind: 'count', meaning: 'of what is drawn', otherwise: 1 },
    workers: { kind: 'count', meaning: 'threads', otherwise: availableParallelism() },
  },
})
const seed = values.seed
const folder = new URL('../docs/measurements/', import.meta.url)
const name = seed === 1 ? 'calibration' : `calibration-seed-${seed}`
mkdirSync(folder, { recursive: true })
const sums = await measureCells({
  cells: CELLS,
  only: values.cells ?? '',
  sumsFile: new URL(`${name}.json`, folder),
  worker: new URL('calibration/worker.ts', import.meta.url),
  patients: values.patients,
  seed,
  workers: values.workers,
})
const table = calibrationTable(CELLS, sums, seed)
writeFileSync(new URL(`${name}.md`, folder), table)
console.log(table)
