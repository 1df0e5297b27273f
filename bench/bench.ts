// Time and memory of the engine, and ratios to other software in the same run: `npm run bench`.
//
//   node bench/bench.ts [--quick] [--no-stan]
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import {
  answerPatient,
  createRandom,
  DEFAULT_ANSWER_OPTIONS,
  fitReferenceModel,
  pairedBlocksExposure,
  replayPatient,
  simulateDiary,
} from '@clearday/inference'

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, 'no-stan': { type: 'boolean' } } })
const quick = values.quick === true
const root = fileURLToPath(new URL('..', import.meta.url))
const lines: string[] = []
function say(line: string): void {
  lines.push(line)
  console.log(line)
}

/** Milliseconds of the fastest of several runs: what the machine can do when nothing is in the way. */
function fastest(runs: number, work: () => void): number {
  let best = Infinity
  for (let run = 0; run < runs; run++) {
    const started = performance.now()
    work()
    best = Math.min(best, performance.now() - started)
  }
  return best
}

function diary(days: number, columns: number) {
  const random = createRandom(1, days)
  const exposure = pairedBlocksExposure(days, 28, random)
  const recipe = {
    generator: 'latent-path',
    days,
    exposure,
    effect: -0.5,
    baseRatePer28: 10,
    phi: 0.87,
    sigma: 1,
  } as const
  const { outcome } = simulateDiary(recipe, random)
  const series = Array.from({ length: columns }, (_, k) => ({
    name: `column ${k}`,
    values: k === 0 ? exposure : Float64Array.from({ length: days }, () => random.normal()),
  }))
  return { outcome, exposure, series }
}

say('# Time and memory')
say('')
say(
  `\`npm run bench${quick ? ' -- --quick' : ''}\`, ${new Date().toISOString().slice(0, 10)}, seed 1, ${availableParallelism()} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.versions.node}. Fastest of several runs; times are the machine's, ratios are what to read.`,
)
say('')
say('## The full corrected posterior (reference model)')
say('')
say('| days | columns | milliseconds | sweeps |')
say('|---|---|---|---|')
const lengths = quick ? [91, 364, 730] : [91, 182, 364, 730, 1460, 3650, 7300]
const times: [number, number][] = []
for (const days of lengths) {
  for (const columns of days === 730 && !quick ? [1, 2, 3, 5, 8] : [3]) {
    const { outcome, series } = diary(days, columns)
    let sweeps = 0
    const time = fastest(days > 2000 ? 3 : 6, () => {
      const fit = fitReferenceModel(outcome, series, { draws: 1400 })
      if (fit.type === 'ok') sweeps = fit.value.sweeps
    })
    if (columns === 3) times.push([days, time])
    say(`| ${days} | ${columns} | ${time.toFixed(0)} | ${sweeps} |`)
  }
}
const [firstDays, firstTime] = times[Math.min(2, times.length - 2)]
const [lastDays, lastTime] = times[times.length - 1]
say('')
say(
  `Growth from ${firstDays} to ${lastDays} days: exponent ${(Math.log(lastTime / firstTime) / Math.log(lastDays / firstDays)).toFixed(2)} (1 is linear; ten times the days take ${(10 ** (Math.log(lastTime / firstTime) / Math.log(lastDays / firstDays))).toFixed(1)} times the time).`,
)

say('')
say('## The answer (product model), one patient, 364 days')
say('')
{
  const { outcome, exposure } = diary(364, 1)
  const input = {
    outcome,
    treatments: [{ name: 'on', exposure, variants: [], sessionDays: [] }],
    covariates: [],
    recalledDaysPer28: null,
  }
  const line = fastest(8, () => answerPatient(input, { ...DEFAULT_ANSWER_OPTIONS, course: false, sensitivity: false }))
  const full = fastest(4, () => answerPatient(input, DEFAULT_ANSWER_OPTIONS))
  const weekly = fastest(4, () => replayPatient(input, { ...DEFAULT_ANSWER_OPTIONS, stepDays: 7 }))
  const daily = fastest(2, () => replayPatient(input, { ...DEFAULT_ANSWER_OPTIONS, stepDays: 1 }))
  say('| what | milliseconds |')
  say('|---|---|')
  say(`| answer, one line | ${line.toFixed(0)} |`)
  say(`| answer with course and sensitivity | ${full.toFixed(0)} |`)
  say(`| a year of weekly looks, every one of them | ${weekly.toFixed(0)} |`)
  say(`| a year of daily looks, hopeless days passed over | ${daily.toFixed(0)} |`)
}

say('')
say('## The same diary in other software (730 days, 3 columns, examples/sim-b-sessions.csv)')
say('')
{
  const csv = join(root, 'examples', 'sim-b-sessions.csv')
  const [header, ...rows] = readFileSync(csv, 'utf8')
    .trim()
    .split('\n')
    .map((row) => row.replaceAll('"', '').split(','))
  const column = (name: string): Float64Array =>
    Float64Array.from(rows, (row) =>
      row[header.indexOf(name)] === '' || row[header.indexOf(name)] === 'NA' ? NaN : Number(row[header.indexOf(name)]),
    )
  const filled = (name: string): Float64Array => column(name).map((value) => (value === value ? value : 0))
  const series = ['on', 'drug', 'stress'].map((name) => ({ name, values: filled(name) }))
  const ours = fastest(8, () => fitReferenceModel(column('headache'), series)) / 1000
  say(`Clearday, full corrected posterior: ${ours.toFixed(3)} s`)
  const asked = spawnSync(
    'Rscript',
    [
      join(root, 'bench/r/compare.R'),
      csv,
      join(root, 'bench/r/latent-ar1.stan'),
      ...(values['no-stan'] === true ? ['--no-stan'] : []),
    ],
    { encoding: 'utf8' },
  )
  if (asked.error !== undefined) say('R is not installed: no comparison in this run.')
  else {
    for (const line of asked.stdout.split('\n').filter((one) => one.trim() !== '')) {
      const seconds = Number(/([\d.]+)\s*$/.exec(line)?.[1])
      say(Number.isFinite(seconds) ? `${line.trim()} s: ${(seconds / ours).toFixed(1)} times as long` : line.trim())
    }
  }
}

say('')
say('## Many patients through the command')
say('')
{
  const folder = mkdtempSync(join(tmpdir(), 'clearday-bench-'))
  try {
    say('| patients | days | seconds | peak memory, MB |')
    say('|---|---|---|---|')
    for (const patients of quick ? [100] : [100, 1000, 10000]) {
      const file = join(folder, 'many.csv')
      const main = join(root, 'apps/cli/src/main.ts')
      spawnSync(process.execPath, [main, 'simulate', '-o', file, '--patients', String(patients), '--days', '365'])
      const started = performance.now()
      const ran = spawnSync('/usr/bin/time', ['-v', process.execPath, main, 'analyse', file, '--jsonl'], {
        encoding: 'utf8',
        maxBuffer: 2 ** 30,
      })
      const seconds = (performance.now() - started) / 1000
      const peak = Number(/Maximum resident set size \(kbytes\): (\d+)/.exec(ran.stderr ?? '')?.[1]) / 1024
      const answered = (ran.stdout ?? '').trim().split('\n').length
      say(
        ran.error === undefined
          ? `| ${answered} | 365 | ${seconds.toFixed(1)} | ${Number.isFinite(peak) ? peak.toFixed(0) : 'not measured'} |`
          : `| ${patients} | 365 | /usr/bin/time is not installed | – |`,
      )
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (!quick) {
  mkdirSync(join(root, 'docs/measurements'), { recursive: true })
  writeFileSync(join(root, 'docs/measurements/bench.md'), `${lines.join('\n')}\n`)
}
