// Measures the screening's promise: how many patients without any association are shown a finding, and what is found of a true one.
//
//   node bench/screening.ts [--patients 2000] [--seed 1] [--workers 2]
//
// Writes docs/measurements/screening.md. Resumable: the sums so far are kept in docs/measurements/screening.json, and only patients that
// are missing are run; remove that file when the engine has changed.
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { cellSections } from './calibration/table.ts'
import { measureCells } from './runs/measure-cells.ts'
import { SCREENING_CELLS } from './screening/cells.ts'
import { flagsOf } from './runs/flags.ts'

const values = flagsOf({
  call: 'node bench/screening.ts',
  words: `Measures what the screening promises. Writes docs/measurements/screening.md. What was done is kept,
and only what is missing is run.`,
  flags: {
    patients: { kind: 'count', meaning: 'simulated patients a cell', otherwise: 2000 },
    seed: { kind: 'count', meaning: 'of what is drawn', otherwise: 1 },
    workers: { kind: 'count', meaning: 'threads', otherwise: availableParallelism() },
  },
})
const folder = new URL('../docs/measurements/', import.meta.url)
const patients = values.patients
const seed = values.seed
const sums = await measureCells({
  cells: SCREENING_CELLS,
  sumsFile: new URL('screening.json', folder),
  worker: new URL('screening/worker.ts', import.meta.url),
  patients,
  seed,
  workers: values.workers,
})
const table = `${[
  '# Screening',
  '',
  `Written by \`node bench/screening.ts --patients ${patients}\` (seed ${seed}). Simulated patients with 20 daily factors; unless said, twelve headache days`,
  'in 28 and a path of φ 0.87 and σ 1. Factors are tested at lags of one and two days, and “same day too” where no headache can move them. The bound',
  'is the end of a one-sided 95 % interval towards the limit. “In spells” and “autocorrelated”: a lag-1 correlation of 0.6 and 0.7.',
  ...cellSections(SCREENING_CELLS, sums),
].join('\n')}\n`
writeFileSync(new URL('screening.md', folder), table)
console.log(table)
