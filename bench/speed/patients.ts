// Many patients through the command, as a clinic would run it: time, patients a second, peak memory.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { table, tenfoldPromise, type Section } from './page.ts'
import { BENCH_SEED, growthExponent, type Measured } from './timing.ts'
import { runMeasured, type MeasuredProcess } from './measured-process.ts'

const COMMAND = new URL('../../apps/cli/src/main.ts', import.meta.url)
const DAYS = 365

/** Memory of the largest file may stand so far above that of one a tenth of its size. */
const BOUNDED = 1.25

interface Batch extends MeasuredProcess {
  readonly patients: number
  readonly inputMegabytes: number
}

/** Writes `patients` diaries and runs `clearday analyse FILE --jsonl` over them; throws unless there is one answer for every patient. */
function analysePatients(patients: number, folder: string): Batch {
  const file = join(folder, 'diaries.csv')
  const answers = join(folder, 'answers.jsonl')
  const simulated = runMeasured(
    COMMAND,
    ['simulate', '-o', file, '--patients', String(patients), '--days', String(DAYS), '--seed', String(BENCH_SEED)],
    join(folder, 'simulated.txt'),
  )
  if (simulated.exitCode !== 0)
    throw new Error(`simulate ended with exit code ${simulated.exitCode}: ${simulated.stderr}`)
  const ran = runMeasured(COMMAND, ['analyse', file, '--jsonl'], answers)
  const answered = readFileSync(answers, 'utf8').trim().split('\n')
  if (ran.exitCode !== 0 || answered.length !== patients)
    throw new Error(
      `analyse gave ${answered.length} lines for ${patients} patients, exit code ${ran.exitCode}: ${ran.stderr}`,
    )
  for (const line of answered) JSON.parse(line)
  const inputMegabytes = statSync(file).size / 2 ** 20
  rmSync(file)
  return { ...ran, patients, inputMegabytes }
}

/** 1 to 10,000 patients of a year each. About five minutes. */
export function patientsSection(quick: boolean): Section {
  const folder = mkdtempSync(join(tmpdir(), 'clearday-bench-'))
  try {
    const batches = (quick ? [1, 10, 100] : [1, 10, 100, 1000, 10000]).map((patients) => {
      const batch = analysePatients(patients, folder)
      console.log(`${patients} patients: ${batch.seconds.toFixed(1)} s, ${batch.peakMegabytes.toFixed(0)} MB`)
      return batch
    })
    const largest = batches[batches.length - 1]
    const tenth = batches[batches.length - 2]
    const measured: Measured[] = batches.map(({ patients, seconds }) => ({ size: patients, cost: seconds }))
    // where Node's start-up no longer counts
    const large = measured.filter(({ size }) => size >= 100)
    return {
      lines: [
        '## Many patients through the command',
        '',
        `\`clearday analyse FILE --jsonl\`, ${DAYS} days each, ${availableParallelism()} threads, from start to end of the process; made by \`clearday simulate --days ${DAYS} --seed ${BENCH_SEED}\`.`,
        '',
        ...table(
          ['patients', 'seconds', 'patients a second', 'peak memory, MB', 'input file, MB'],
          batches.map(({ patients, seconds, peakMegabytes, inputMegabytes }) => [
            patients,
            seconds.toFixed(2),
            (patients / seconds).toFixed(1),
            peakMegabytes.toFixed(0),
            inputMegabytes.toFixed(2),
          ]),
        ),
        '',
        large.length > 1
          ? `Exponent of growth from 100 patients on: ${growthExponent(large).toFixed(2)} (1 is linear).`
          : 'Too few patients to read growth from.',
      ],
      promises: [
        tenfoldPromise('linear in patients: 10 times as many take at most 11 times as long', measured, 'patients'),
        {
          mustHold: `${quick ? 'many' : '10,000'} patients × ${DAYS} days on two cores with bounded memory, time printed`,
          measured: `${largest.patients} patients in ${largest.seconds.toFixed(0)} s on ${availableParallelism()} cores; ${largest.peakMegabytes.toFixed(0)} MB at most, ${tenth.peakMegabytes.toFixed(0)} MB for ${tenth.patients}`,
          holds: quick ? null : largest.peakMegabytes <= BOUNDED * tenth.peakMegabytes,
        },
      ],
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
