// The same diary, the same model, in other software: seconds side by side, and how far the answers lie apart.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fitReferenceModel, type Column } from '@clearday/inference'
import { table, type Promised, type Section } from './page.ts'
import { fastestInTurns } from './timing.ts'
import { runMeasured } from './measured-process.ts'

const DIARY = new URL('../../examples/sim-b-sessions.csv', import.meta.url)
const COLUMNS = ['on', 'drug', 'stress']
const COMPARED = ['intercept', ...COLUMNS, 'phi', 'sigma']

/** What other software said of the diary; one line of `bench/r/compare.R`. */
export interface OtherFit {
  readonly software: string
  readonly version: string
  /** By what was timed. */
  readonly seconds: Readonly<Record<string, number>>
  /** By parameter; `sds` and Monte Carlo `errors` only of software that gives a posterior. */
  readonly estimates: Readonly<Record<string, number>>
  readonly sds: Readonly<Record<string, number>>
  readonly errors: Readonly<Record<string, number>>
}

export interface Skipped {
  readonly software: string
  readonly skipped: string
}

/** One mean and standard deviation by parameter. */
export type Posterior = Readonly<Record<string, { readonly mean: number; readonly sd: number }>>

/** Reads the lines that `compare.R` prints; anything else in its output is left out. */
export function readComparison(printed: string): (OtherFit | Skipped)[] {
  return printed
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as OtherFit | Skipped)
}

/** Largest distance of the coefficients' means from ours in posterior SDs, less two Monte Carlo errors of the other's mean; at least 0. */
export function disagreement(ours: Posterior, other: OtherFit): number {
  return Math.max(
    ...['intercept', ...COLUMNS].map((name) =>
      Math.max(0, (Math.abs(other.estimates[name] - ours[name].mean) - 2 * (other.errors[name] ?? 0)) / ours[name].sd),
    ),
  )
}

function readDiary(): { outcome: Float64Array; series: Column[] } {
  const [header, ...rows] = readFileSync(DIARY, 'utf8')
    .trim()
    .split('\n')
    .map((row) => row.replaceAll('"', '').split(','))
  const column = (name: string): Float64Array => {
    const place = header.indexOf(name)
    return Float64Array.from(rows, (row) => (row[place] === '' || row[place] === 'NA' ? NaN : Number(row[place])))
  }
  return { outcome: column('headache'), series: COLUMNS.map((name) => ({ name, values: column(name) })) }
}

/** Ours: the posterior, seconds of the fastest of many fits in one process. */
function fitOurs(): { seconds: number; posterior: Posterior; effectiveDraws: number } {
  const { outcome, series } = readDiary()
  let posterior: Posterior = {}
  let effectiveDraws = 0
  const [milliseconds] = fastestInTurns(40, [
    () => {
      const fit = fitReferenceModel(outcome, series)
      if (fit.type === 'error') throw new Error(fit.problem.message)
      const { columns, phi, sigma } = fit.value
      effectiveDraws = fit.value.effectiveDraws
      posterior = { ...Object.fromEntries(columns.map(({ name, summary }) => [name, summary])), phi, sigma }
    },
  ])
  return { seconds: milliseconds / 1000, posterior, effectiveDraws }
}

/** Ours as a command, once: seconds of the fit in a process that has just begun, and of the whole command. */
function commandSeconds(): { fit: number; whole: number } {
  const folder = mkdtempSync(join(tmpdir(), 'clearday-bench-'))
  try {
    const output = join(folder, 'fit.json')
    const ran = runMeasured(
      new URL('../../apps/cli/src/main.ts', import.meta.url),
      ['fit', fileURLToPath(DIARY), '--day', 'day', '--outcome', 'headache', '--columns', COLUMNS.join(','), '--json'],
      output,
    )
    if (ran.exitCode !== 0) throw new Error(`fit ended with exit code ${ran.exitCode}: ${ran.stderr}`)
    return { fit: (JSON.parse(readFileSync(output, 'utf8')) as { seconds: number }).seconds, whole: ran.seconds }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What was timed, in words. */
const TIMED: Readonly<Record<string, string>> = {
  sample: 'sampling alone: the chains’ own processor time, over two cores',
  sample_as_waited: 'sampling as waited for, starting two R processes included',
  optimise: 'optimising alone',
  make_and_optimise: 'making the function and optimising',
  fit: 'the whole call',
  compile: 'compiling the model (once)',
}

/** Asks `bench/r/compare.R`; about three minutes where rstan is installed, most of it its compiler. */
export function softwareSection(quick: boolean): Section {
  const before = fitOurs()
  const command = commandSeconds()
  const asked = spawnSync(
    'Rscript',
    [fileURLToPath(new URL('../r/compare.R', import.meta.url)), fileURLToPath(DIARY), ...(quick ? ['--no-stan'] : [])],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 28 },
  )
  // once more afterwards, so that what else the machine did meets both sides alike
  const { posterior, seconds: after, effectiveDraws } = fitOurs()
  const ours = Math.min(before.seconds, after)
  const answers = asked.error === undefined ? readComparison(asked.stdout) : []
  const fits = answers.filter((one): one is OtherFit => !('skipped' in one))
  const skipped = answers.filter((one): one is Skipped => 'skipped' in one)
  const remarks =
    asked.error !== undefined
      ? ['R is not installed: no comparison in this run.']
      : answers.length === 0
        ? [`R ended with exit code ${asked.status} and said nothing that could be read.`]
        : skipped.map(({ software, skipped: reason }) => `${software}: ${reason}.`)
  const timing = (software: string, what: string, seconds: number) => [
    software,
    what,
    seconds.toFixed(seconds < 1 ? 3 : 1),
    (seconds / ours).toFixed(seconds < 10 * ours ? 1 : 0),
  ]
  const rows = [
    timing('**Clearday**', 'full corrected posterior, fastest of 40 in one process', ours),
    timing('Clearday', 'the same, the first of a process, as waited for', command.fit),
    timing('Clearday', '`clearday fit` from start to end of the process', command.whole),
    ...fits.flatMap(({ software, version, seconds }) =>
      Object.entries(seconds).map(([what, value]) => timing(`${software} (${version})`, TIMED[what] ?? what, value)),
    ),
  ]
  return {
    lines: [
      '## The same diary in other software (730 days, 3 columns)',
      '',
      '`examples/sim-b-sessions.csv`, `headache` on `on`, `drug` and `stress`. TMB and rstan have the same model and priors (`bench/r`), glmmTMB the same likelihood without priors. Processor time, fastest of 40 runs (glmmTMB 10, rstan 1), but for what is said to be whole or waited for.',
      '',
      ...table(['software', 'what', 'seconds', 'times ours'], rows),
      ...remarks.flatMap((remark) => ['', remark]),
      ...(fits.length > 0 ? agreement(fits, posterior) : []),
      ...posteriorsApart(fits, posterior, effectiveDraws),
    ],
    promises: softwarePromises(ours, posterior, fits),
  }
}

function agreement(fits: readonly OtherFit[], posterior: Posterior): string[] {
  return [
    '',
    'How far their answers lie from ours, in our posterior SDs. Stan’s are posterior means; of the others, the optimum: for a skewed parameter such as φ or σ that is another number than the mean.',
    '',
    ...table(
      ['software', ...COMPARED],
      fits.map(({ software, estimates }) => [
        software,
        ...COMPARED.map((name) => ((estimates[name] - posterior[name].mean) / posterior[name].sd).toFixed(3)),
      ]),
    ),
  ]
}

function posteriorsApart(fits: readonly OtherFit[], posterior: Posterior, effectiveDraws: number): string[] {
  const each = (value: (name: string) => number, digits: number): string =>
    COMPARED.map((name) => `${name} ${value(name).toFixed(digits)}`).join(', ')
  return fits
    .filter(({ sds }) => Object.keys(sds).length > 0)
    .flatMap(({ software, sds, errors }) => [
      '',
      `${software}: its SDs over ours ${each((name) => sds[name] / posterior[name].sd, 3)}; its Monte Carlo errors, in SDs ${each((name) => errors[name] / posterior[name].sd, 3)}. Effective draws: its ${each((name) => (sds[name] / errors[name]) ** 2, 0)}; ours ${effectiveDraws.toFixed(0)}, whose weights only correct a mixture of Gaussians.`,
    ])
}

/** What the comparison settles; promises whose software was not there stay open. */
export function softwarePromises(ours: number, posterior: Posterior, fits: readonly OtherFit[]): Promised[] {
  const stan = fits.find(({ software }) => software.startsWith('rstan'))
  const optimised = fits
    .filter(({ software }) => software.startsWith('TMB'))
    .flatMap(({ seconds }) => [seconds.optimise, seconds.make_and_optimise])
  const tmb = optimised.length > 0 ? Math.min(...optimised) : null
  const apart = stan === undefined ? null : disagreement(posterior, stan)
  return [
    {
      mustHold:
        'full corrected posterior, 730 days, 3 columns: at least 200 times faster than four-chain Stan on two cores',
      measured:
        stan === undefined
          ? `${ours.toFixed(3)} s`
          : `${(stan.seconds.sample / ours).toFixed(0)} times: ${ours.toFixed(3)} s against ${stan.seconds.sample.toFixed(1)} s`,
      holds: stan === undefined ? null : stan.seconds.sample >= 200 * ours,
    },
    {
      mustHold: 'of the same posterior: means within 0.05 SD and two Monte Carlo errors of Stan’s',
      measured: apart === null ? '–' : `${apart.toFixed(3)} SD beyond two Monte Carlo errors`,
      holds: apart === null ? null : apart <= 0.05,
    },
    {
      mustHold: 'and no slower than TMB’s C++ point fit',
      measured: tmb === null ? `${ours.toFixed(3)} s` : `${ours.toFixed(3)} s against ${tmb.toFixed(3)} s`,
      holds: tmb === null ? null : ours <= tmb,
    },
  ]
}
