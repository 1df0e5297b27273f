// Measures pooling over simulated clinics: does the interval hold the mean effect, is the spread between patients right?
//
//   node bench/pooling.ts [--clinics 500] [--patients 30] [--seed 1] [--workers 2]
//
// Writes docs/measurements/pooling.md. Resumable: the figures of finished clinics are kept in docs/measurements/pooling.json, and only
// clinics that are missing are run; remove that file when the engine has changed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { POOLING_SETTINGS, type ClinicFigures } from './pooling/clinic.ts'
import { poolingTable, sumClinics, type ClinicSums } from './pooling/table.ts'
import type { ClinicTask } from './pooling/worker.ts'
import { runOnWorkers, writeWhole } from './runs/run-on-workers.ts'
import { flagsOf } from './runs/flags.ts'

const values = flagsOf({
  call: 'node bench/pooling.ts',
  words: `Measures pooling over simulated clinics. Writes docs/measurements/pooling.md. What was done is
kept, and only what is missing is run.`,
  flags: {
    clinics: { kind: 'count', meaning: 'clinics a setting', otherwise: 500 },
    patients: { kind: 'count', meaning: 'patients a clinic', otherwise: 30 },
    seed: { kind: 'count', meaning: 'of what is drawn', otherwise: 1 },
    workers: { kind: 'count', meaning: 'threads', otherwise: availableParallelism() },
  },
})
const clinics = values.clinics
const patients = values.patients
const seed = values.seed
const sumsFile = new URL('../docs/measurements/pooling.json', import.meta.url)

interface Saved {
  readonly seed: number
  readonly patients: number
  seconds: number
  readonly settings: ClinicSums[]
}

const saved: Saved = existsSync(sumsFile)
  ? (JSON.parse(readFileSync(sumsFile, 'utf8')) as Saved)
  : { seed, patients, seconds: 0, settings: POOLING_SETTINGS.map(() => sumClinics()) }
if (saved.seed !== seed || saved.patients !== patients)
  throw new Error(
    `The saved figures are of seed ${saved.seed} and ${saved.patients} patients; run with those, or remove ${sumsFile.pathname}.`,
  )

// settings take turns, so that a run that is stopped has about as many clinics of each
const tasks: ClinicTask[] = []
for (let clinic = 0; clinic < clinics; clinic++)
  saved.settings.forEach((sums, setting) => {
    if (clinic >= sums.clinics) tasks.push({ setting, clinic, patients, seed })
  })
console.log(`${tasks.length} clinics to run, seed ${seed}, ${values.workers} workers`)

const started = performance.now()
const secondsBefore = saved.seconds

await runOnWorkers<ClinicTask, ClinicFigures>({
  worker: new URL('pooling/worker.ts', import.meta.url),
  workers: values.workers,
  tasks,
  laneOf: ({ setting }) => String(setting),
  add: ({ setting }, figures) => {
    saved.settings[setting] = sumClinics(saved.settings[setting], figures)
  },
  save: () => {
    saved.seconds = secondsBefore + Math.round((performance.now() - started) / 1000)
    writeWhole(sumsFile, `${JSON.stringify(saved, null, 2)}\n`)
  },
  saveEvery: 40,
})
const table = poolingTable(saved.settings, { patients, seed, seconds: saved.seconds, workers: String(values.workers) })
writeFileSync(new URL('pooling.md', sumsFile), table)
console.log(table)
