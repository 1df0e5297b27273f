// Measures pooling over simulated clinics: does the interval hold the mean effect, is the spread between patients right?
//
//   node bench/pooling.ts [--clinics 500] [--patients 30] [--seed 1] [--workers 2]
//
// Writes docs/measurements/pooling.md. Resumable: the figures of finished clinics are kept in docs/measurements/pooling.json, and only
// clinics that are missing are run; remove that file when the engine has changed.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { POOLING_SETTINGS, type ClinicFigures } from './pooling-clinic.ts'
import { poolingTable, sumClinics, type ClinicSums } from './pooling-table.ts'
import type { ClinicTask } from './pooling-worker.ts'

const { values } = parseArgs({
  options: {
    clinics: { type: 'string', default: '500' },
    patients: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(availableParallelism()) },
  },
})
const clinics = Number(values.clinics)
const patients = Number(values.patients)
const seed = Number(values.seed)
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
const total = tasks.length
console.log(`${total} clinics to run, seed ${seed}, ${values.workers} workers`)

const waiting = new Map<string, ClinicFigures>()
const started = performance.now()
const secondsBefore = saved.seconds
let finished = 0

/** Adds figures in the order of the clinics, so that a stopped run can be gone on with and sums do not hang on timing. */
function add({ setting, clinic }: ClinicTask, figures: ClinicFigures): void {
  waiting.set(`${setting}/${clinic}`, figures)
  for (;;) {
    const key = `${setting}/${saved.settings[setting].clinics}`
    const next = waiting.get(key)
    if (next === undefined) break
    waiting.delete(key)
    saved.settings[setting] = sumClinics(saved.settings[setting], next)
  }
  finished++
  if (finished % 40 !== 0 && finished !== total) return
  save()
  const left = ((performance.now() - started) / finished) * (total - finished)
  console.log(`${finished}/${total} clinics, about ${Math.ceil(left / 60000)} min left`)
}

function save(): void {
  saved.seconds = secondsBefore + Math.round((performance.now() - started) / 1000)
  const partial = new URL('pooling.json.partial', sumsFile)
  writeFileSync(partial, `${JSON.stringify(saved, null, 2)}\n`)
  renameSync(partial, sumsFile)
}

await Promise.all(
  Array.from({ length: Math.min(Number(values.workers), total) }, async () => {
    const worker = new Worker(new URL('pooling-worker.ts', import.meta.url))
    let settle: (figures: ClinicFigures) => void = () => undefined
    worker.on('message', (figures: ClinicFigures) => settle(figures))
    worker.on('error', (error) => {
      throw error
    })
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
      const current = task
      const figures = await new Promise<ClinicFigures>((resolve) => {
        settle = resolve
        worker.postMessage(current)
      })
      add(current, figures)
    }
    await worker.terminate()
  }),
)
const table = poolingTable(saved.settings, { patients, seed, seconds: saved.seconds, workers: values.workers })
writeFileSync(new URL('pooling.md', sumsFile), table)
console.log(table)
