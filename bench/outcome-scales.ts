// Measures what grades and scores say beside the verdict: how often their 95 % ranges hold the truth.
//
//   node bench/outcome-scales.ts [--patients 200] [--seed 1]
//
// Prints the table and writes it to docs/measurements/outcome-scales.md. The regression with AR(1) errors stands beside it for comparison.
import { writeFileSync } from 'node:fs'
import {
  answerOutcomeScale,
  chanceAbove,
  createRandom,
  DEFAULT_ANSWER_OPTIONS,
  drawSeverity,
  fitNumericOutcome,
  GRADE_CUTS,
  oneSwitchExposure,
  pairedBlocksExposure,
  SCORE_CUTS,
  simulateDiary,
  type Generator,
  type ScaleAnswer,
} from '@clearday/inference'
import { flagsOf } from './runs/flags.ts'

const values = flagsOf({
  call: 'node bench/outcome-scales.ts',
  words: `Measures how often the ranges of grades and scores hold the truth. Writes
docs/measurements/outcome-scales.md.`,
  flags: {
    patients: { kind: 'count', meaning: 'simulated patients a cell', otherwise: 200 },
    seed: { kind: 'count', meaning: 'of what is drawn', otherwise: 1 },
  },
})
const patients = values.patients
const seed = values.seed
const days = 364
const started = performance.now()

interface Cell {
  readonly generator: Generator
  readonly schedule: '28-day pairs' | 'one switch'
  readonly oddsRatio: number
}

const CELLS: readonly Cell[] = [
  { generator: 'latent-path', schedule: '28-day pairs', oddsRatio: 1 },
  { generator: 'latent-path', schedule: '28-day pairs', oddsRatio: 0.5 },
  { generator: 'latent-path', schedule: 'one switch', oddsRatio: 1 },
  { generator: 'weekly-rhythm', schedule: '28-day pairs', oddsRatio: 1 },
  { generator: 'slow-trend', schedule: 'one switch', oddsRatio: 1 },
  { generator: 'sudden-remission', schedule: 'one switch', oddsRatio: 1 },
]

const lines = [
  '# Grades and scores',
  '',
  `Written by \`node bench/outcome-scales.ts --patients ${patients}\` (seed ${seed}) on ${new Date().toISOString().slice(0, 10)}. ${patients} synthetic patients a line, one year, 12`,
  'outcome days in 28 without treatment, correlation from day to day 0.87, standard deviation of the path 1, one day in ten not logged. Grades',
  '0 to 3 and scores 0 to 10 come from a cumulative logit. Shares of patients whose 95 % range holds the truth.',
  '',
  '| generator | schedule | odds ratio | odds ratio of a worse grade | moderate or severe days | chance of milder days above 97.5 % | average score | the same by regression with AR(1) errors |',
  '|---|---|---|---|---|---|---|---|',
]
for (const cell of CELLS) {
  const counted = count(cell)
  const { generator, schedule, oddsRatio } = cell
  lines.push(`| ${[generator, schedule, oddsRatio, ...counted.map(percent)].join(' | ')} |`)
  console.log(lines.at(-1))
}
lines.push(
  '',
  'A score that is often 0 moves more in bad spells than in good ones, and the model takes one change for all days: where the effect is large,',
  'the range of the average score is too narrow. The regression with AR(1) errors has no noise of a day’s own and no slow part.',
)
lines.push('', `Time: ${((performance.now() - started) / 1000).toFixed(0)} s.`)
writeFileSync(new URL('../docs/measurements/outcome-scales.md', import.meta.url), `${lines.join('\n')}\n`)

function percent(count: number): string {
  return `${((100 * count) / patients).toFixed(1)} %`
}

function count({ generator, schedule, oddsRatio }: Cell): number[] {
  const counts = [0, 0, 0, 0, 0]
  for (let patient = 0; patient < patients; patient++) {
    const random = createRandom(seed, patient)
    const exposure =
      schedule === 'one switch' ? oneSwitchExposure(days, days / 2) : pairedBlocksExposure(days, 28, random)
    const effect = Math.log(oddsRatio)
    const recipe = { generator, days, exposure, effect, baseRatePer28: 12, phi: 0.87, sigma: 1 }
    const diary = simulateDiary(recipe, random)
    const logged = exposure.map(() => (random.uniform() < 0.1 ? NaN : 1))
    const asLogged = (severity: Float64Array): Float64Array => severity.map((value, t) => value * logged[t])
    const meanChange = (cut: number): number => {
      let change = 0
      let used = 0
      for (let t = 0; t < days; t++) {
        if (!(exposure[t] > 0 && logged[t] === 1)) continue
        change += chanceAbove(diary.chance[t], cut) - chanceAbove(diary.chanceWithout[t], cut)
        used++
      }
      return change / used
    }
    const { milder, moderateOrSevere } = answer('grade', asLogged(drawSeverity(diary, GRADE_CUTS, random)), exposure)
    if (milder !== null) {
      counts[0] += Number(milder.oddsRatio.q025 <= oddsRatio && oddsRatio <= milder.oddsRatio.q975)
      counts[2] += Number(milder.chance > 0.975)
    }
    if (moderateOrSevere !== null) {
      const { q025, q975 } = moderateOrSevere.effectDaysPer28
      const truth = 28 * meanChange(GRADE_CUTS[1])
      counts[1] += Number(q025 <= truth && truth <= q975)
    }
    const scores = asLogged(drawSeverity(diary, SCORE_CUTS, random))
    const change = SCORE_CUTS.reduce((sum, cut) => sum + meanChange(cut), 0)
    const { score } = answer('numeric', scores, exposure)
    if (score !== null) counts[3] += Number(score.low <= change && change <= score.high)
    const regression = fitNumericOutcome(scores, [{ name: 'on', values: exposure }])
    if (regression.type === 'ok') {
      const { estimate, standardError } = regression.value.columns[1]
      counts[4] += Number(Math.abs(estimate - change) <= 1.96 * standardError)
    }
  }
  return counts
}

function answer(kind: 'grade' | 'numeric', severity: Float64Array, exposure: Float64Array): ScaleAnswer {
  const treatments = [{ name: 'on', exposure, variants: [], sessionDays: [] }]
  const outcome = severity.map((value) => (value > 0 ? 1 : value))
  const answered = answerOutcomeScale(
    { outcome, treatments, covariates: [], recalledDaysPer28: null },
    { kind, values: severity },
    DEFAULT_ANSWER_OPTIONS,
  )
  if (answered.type === 'error') throw new Error(answered.problem.message)
  return answered.value[0]
}
