// How far the reference fit lies from long Stan runs of the same model: three made diaries, and fifteen patients of the real example.
//
//   node bench/reference.ts
//
// Writes docs/measurements/reference.md.
import { mkdirSync, writeFileSync } from 'node:fs'
import { fitReferenceModel, type PosteriorSummary, type ReferenceFit } from '@clearday/inference'
import { example, readColumns, stanSummary } from '../packages/inference/fixtures/load-fixture.ts'

/** What is compared: ours, theirs, and the Monte Carlo error of their mean. */
interface Pair {
  readonly ours: PosteriorSummary
  readonly theirs: { readonly mean: number; readonly sd: number; readonly q025: number; readonly q975: number }
  readonly meanError: number
}

/** Distances in posterior SDs, and the ratio of the SDs. */
interface Distances {
  readonly mean: number
  /** What is allowed for the mean: 0.05, and twice the Monte Carlo error; 0.08 at most. */
  readonly allowed: number
  readonly sdRatio: number
  readonly lower: number
  readonly upper: number
}

function distances({ ours, theirs, meanError }: Pair): Distances {
  return {
    mean: (ours.mean - theirs.mean) / theirs.sd,
    allowed: Math.min(0.08, 0.05 + (2 * meanError) / theirs.sd),
    sdRatio: ours.sd / theirs.sd,
    lower: (ours.q025 - theirs.q025) / theirs.sd,
    upper: (ours.q975 - theirs.q975) / theirs.sd,
  }
}

function fitted(outcome: Float64Array, columns: Record<string, Float64Array>): ReferenceFit {
  const filled = (values: Float64Array): Float64Array => values.map((value) => (value === value ? value : 0))
  const series = Object.entries(columns).map(([name, values]) => ({ name, values: filled(values) }))
  const fit = fitReferenceModel(outcome, series, { seed: 1 })
  if (fit.type === 'error') throw new Error(fit.problem.message)
  return fit.value
}

const holds = ({ mean, allowed, sdRatio, lower, upper }: Distances): boolean =>
  Math.abs(mean) <= allowed && Math.abs(sdRatio - 1) <= 0.03 && Math.abs(lower) <= 0.1 && Math.abs(upper) <= 0.1

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`

function row(diary: string, quantity: string, found: Distances): string {
  const { mean, allowed, sdRatio, lower, upper } = found
  const cells = [signed(mean), `±${allowed.toFixed(3)}`, sdRatio.toFixed(3), signed(lower), signed(upper)]
  return `| ${diary} | ${quantity} | ${cells.join(' | ')} | ${holds(found) ? 'yes' : '**no**'} |`
}

const made: string[] = []
const sigmas: string[] = []
for (const [diary, reference, names] of [
  ['sim-a-abab', 'stan-a-abab', ['on']],
  ['sim-b-sessions', 'stan-b-sessions', ['on', 'drug', 'stress']],
  ['sim-d-short', 'stan-d-short', ['on']],
] as const) {
  const data = example(diary)
  const { summary } = stanSummary(reference)
  const fit = fitted(data.headache, Object.fromEntries(names.map((name) => [name, data[name]])))
  const compare = (quantity: string, ours: PosteriorSummary, stan: Record<string, number>): void => {
    const theirs = { mean: stan.mean, sd: stan.sd, q025: stan['2.5%'], q975: stan['97.5%'] }
    made.push(row(diary, quantity, distances({ ours, theirs, meanError: stan.se_mean })))
  }
  compare('intercept', fit.columns[0].summary, summary.b0)
  names.forEach((name, k) => compare(name, fit.columns[k + 1].summary, summary[`b[${k + 1}]`]))
  if (fit.riskDifference !== null) compare('risk difference', fit.riskDifference.summary, summary.rd)
  sigmas.push(`${diary} ${signed(100 * (fit.sigma.mean / summary.sdu.mean - 1)).replace(/\d\d$/, '')} %`)
}

const real: string[] = []
const all = example('kostecki-dillon-part')
const stan = readColumns(new URL('../packages/inference/fixtures/kostecki-dillon-stan.csv', import.meta.url))
stan.id.forEach((id, k) => {
  const rows = Array.from(all.id, (_, at) => at).filter((at) => all.id[at] === id)
  const first = Math.min(...rows.map((at) => all.time[at]))
  const last = Math.max(...rows.map((at) => all.time[at]))
  const outcome = new Float64Array(last - first + 1).fill(NaN)
  for (const at of rows) {
    const day = all.time[at] - first
    if (Number.isNaN(outcome[day])) outcome[day] = all.headache[at]
  }
  const fit = fitted(outcome, { on: outcome.map((_, t) => (t + first > 0 ? 1 : 0)) })
  const theirs = { mean: stan.b_mean[k], sd: stan.b_sd[k], q025: stan.b_lo[k], q975: stan.b_hi[k] }
  const meanError = stan.b_sd[k] / Math.sqrt(stan.ess_b[k])
  real.push(row(`patient ${id}`, 'on', distances({ ours: fit.columns[1].summary, theirs, meanError })))
})

const HEAD = `| diary | quantity | mean | allowed | SD ratio | 2.5 % | 97.5 % | holds |
| --- | --- | --- | --- | --- | --- | --- | --- |`
const table = `# The reference fit against long Stan runs

Written by \`node bench/reference.ts\` (seed 1). Differences of the mean and of the two quantiles are in posterior SDs of the Stan run. To hold:
the mean within 0.05 and twice its Monte Carlo error (0.08 at most), the SD within 3 %, both quantiles within 0.1.

## Made diaries

${HEAD}
${made.join('\n')}

Mean of σ, which is to be within 5 %: ${sigmas.join(', ')}.

## Real diaries

Fifteen patients of the example; the Stan runs are shorter, so that their SDs and quantiles carry noise of their own.

${HEAD}
${real.join('\n')}
`
mkdirSync(new URL('../docs/measurements/', import.meta.url), { recursive: true })
writeFileSync(new URL('../docs/measurements/reference.md', import.meta.url), table)
console.log(table)
