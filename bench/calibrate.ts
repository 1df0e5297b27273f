// Measures what the engine promises, on synthetic patients with known truth: `npm run calibrate`.
//
//   node bench/calibrate.ts [--patients 2000] [--cells TEXT] [--seed 1] [--workers 2]
//
// Runs are resumable: sums so far are kept in docs/measurements/calibration.json, and only the patients that are missing are run; remove
// that file when the engine has changed. Seeds other than 1 have files of their own: the rule was chosen with patients of seed 1, so those
// of another seed are fresh.
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { CELLS } from './calibration/cells.ts'
import { calibrationTable } from './calibration/table.ts'
import { measureCells } from './runs/measure-cells.ts'

const { values } = parseArgs({
  options: {
    patients: { type: 'string', default: '2000' },
    cells: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(availableParallelism()) },
  },
})
const seed = Number(values.seed)
const folder = new URL('../docs/measurements/', import.meta.url)
const name = seed === 1 ? 'calibration' : `calibration-seed-${seed}`
mkdirSync(folder, { recursive: true })
const sums = await measureCells({
  cells: CELLS,
  only: values.cells,
  sumsFile: new URL(`${name}.json`, folder),
  worker: new URL('calibration/worker.ts', import.meta.url),
  patients: Number(values.patients),
  seed,
  workers: Number(values.workers),
})
const table = calibrationTable(CELLS, sums, seed)
writeFileSync(new URL(`${name}.md`, folder), table)
console.log(table)
