// Scores tomorrow's chance on the real example diaries, counts how often noise is ever shown one, and what shown ones are worth.
//
//   node bench/forecast.ts [--patients 1000] [--seed 1] [--workers 2]
//
// Writes docs/measurements/forecast.md. Resumable: the sums of simulated patients so far are kept in docs/measurements/forecast.json, and only
// patients that are missing are run; remove that file when the engine has changed. The real diaries are scored anew each time.
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { FORECAST_CELLS } from './forecast/cells.ts'
import { scoreRealDiaries } from './forecast/real.ts'
import { realTable, simulatedTables } from './forecast/table.ts'
import { measureCells } from './runs/measure-cells.ts'
import { flagsOf } from './runs/flags.ts'

const values = flagsOf({
  call: 'node bench/forecast.ts',
  words: `Scores tomorrow’s chance on the real example diaries and on noise. Writes
docs/measurements/forecast.md. What was done is kept, and only what is missing is run.`,
  flags: {
    patients: { kind: 'count', meaning: 'simulated patients a cell', otherwise: 1000 },
    seed: { kind: 'count', meaning: 'of what is drawn', otherwise: 1 },
    workers: { kind: 'count', meaning: 'threads', otherwise: availableParallelism() },
  },
})
const folder = new URL('../docs/measurements/', import.meta.url)
const patients = values.patients
const seed = values.seed
const sums = await measureCells({
  cells: FORECAST_CELLS,
  sumsFile: new URL('forecast.json', folder),
  worker: new URL('forecast/worker.ts', import.meta.url),
  patients,
  seed,
  workers: values.workers,
})
const real = scoreRealDiaries()
const table = `${[
  '# Tomorrow',
  '',
  `Written by \`node bench/forecast.ts --patients ${patients}\` (seed ${seed}). A forecast for a day is made from the days before it only. Log scores are means`,
  'over days; higher is better.',
  '',
  '## Real diaries',
  '',
  `${real.days.length} patients of examples/kostecki-dillon-part.csv, ${real.days.reduce((sum, one) => sum + one, 0)} logged days. Each row is a contest among equals: what a way of forecasting may know`,
  'before the first day decides as much as how it follows the days. “Leave one out”: the usual level’s prior and the weights of the path’s support',
  'points were learned from the 65 other patients, as were the start of the base rate and the centres and strengths of the regression’s priors, the',
  'best of a grid. ± is a standard error that takes a patient as one.',
  '',
  ...realTable(real),
  ...simulatedTables(FORECAST_CELLS, sums),
].join('\n')}\n`
writeFileSync(new URL('forecast.md', folder), table)
console.log(table)
