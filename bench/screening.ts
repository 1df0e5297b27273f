// Measures the screening's promise: how many patients without any association are shown a finding, and what is found of a true one.
//
//   node bench/screening.ts [--looks] [--patients 2000] [--seed 1] [--workers 2]
//
// Writes docs/measurements/screening.md, of one look; with --looks docs/measurements/screening-looks.md, of somebody who looks each fortnight.
// Resumable: the sums so far are kept in the file of that name and .json, and only patients that are missing are run; remove it when the
// engine has changed.
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { cellSections } from './calibration/table.ts'
import { measureCells } from './runs/measure-cells.ts'
import { LOOK_CELLS } from './screening/look-cells.ts'
import { SCREENING_CELLS } from './screening/cells.ts'
import { flagsOf } from './runs/flags.ts'

const values = flagsOf({
  call: 'node bench/screening.ts',
  words: `Measures what the screening promises. Writes docs/measurements/screening.md, or screening-looks.md.
What was done is kept, and only what is missing is run.`,
  flags: {
    looks: { kind: 'switch', meaning: 'somebody who looks each fortnight, instead of one look' },
    patients: { kind: 'count', meaning: 'simulated patients a cell', otherwise: 2000 },
    seed: { kind: 'count', meaning: 'of what is drawn', otherwise: 1 },
    workers: { kind: 'count', meaning: 'threads', otherwise: availableParallelism() },
  },
})
const folder = new URL('../docs/measurements/', import.meta.url)
const patients = values.patients
const seed = values.seed
/** What promises nothing needs fewer patients. */
const FEW = 200

if (values.looks) await measureLooks()
else await measureOneLook()

async function measureOneLook(): Promise<void> {
  const sums = await measureCells({
    cells: SCREENING_CELLS,
    sumsFile: new URL('screening.json', folder),
    worker: new URL('screening/worker.ts', import.meta.url),
    ...{ patients, seed, workers: values.workers },
  })
  write('screening.md', [
    '# Screening',
    '',
    `Written by \`node bench/screening.ts --patients ${patients}\` (seed ${seed}). Simulated patients with 20 daily factors; unless said, twelve headache days`,
    'in 28 and a path of φ 0.87 and σ 1. Factors are tested at lags of one and two days, and “same day too” where no headache can move them. The bound',
    'is the end of a one-sided 95 % interval towards the limit. “In spells” and “autocorrelated”: a lag-1 correlation of 0.6 and 0.7.',
    ...cellSections(SCREENING_CELLS, sums),
  ])
}

async function measureLooks(): Promise<void> {
  const common = {
    cells: LOOK_CELLS,
    sumsFile: new URL('screening-looks.json', folder),
    worker: new URL('screening/look-worker.ts', import.meta.url),
    ...{ seed, workers: values.workers },
  }
  await measureCells({ ...common, only: 'the page: ', patients })
  await measureCells({ ...common, only: 'each fortnight: ', patients: Math.min(FEW, patients) })
  const sums = await measureCells({ ...common, only: 'the first thing', patients: Math.min(FEW, patients) })
  write('screening-looks.md', [
    '# Screening, looked at each fortnight',
    '',
    `Written by \`node bench/screening.ts --looks --patients ${patients}\` (seed ${seed}). Simulated people who note every day, and for two years look as often as`,
    'they like at “What goes along with my headaches?”; unless said, twelve headache days in 28 and a path of φ 0.87 and σ 1. “The page” is the function',
    'that it reads with (`alongOf`), asked on each day of a reading: in between it says nothing that was not said then. “One look’s rule” is that of',
    '[screening.md](screening.md), used anew at every look, as it was before. The page looks at weekends too. The bound is the end of a one-sided 95 % interval.',
    ...cellSections(LOOK_CELLS, sums),
  ])
}

function write(name: string, lines: readonly string[]): void {
  const table = `${lines.join('\n')}\n`
  writeFileSync(new URL(name, folder), table)
  console.log(table)
}
