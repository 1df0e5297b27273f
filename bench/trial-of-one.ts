// Measures trials of one: how often a useless treatment is called helping under every generator, and how often a real one is found.
//
//   node bench/trial-of-one.ts [--patients 2000] [--seed 1]
//
// Prints the table and writes it to docs/measurements/trial-of-one.md.
import { writeFileSync } from 'node:fs'
import {
  createRandom,
  drawPairedSchedule,
  eProcess,
  GENERATORS,
  pairCounts,
  schedulePairs,
  randomisationTest,
  scheduleExposure,
  simulateDiary,
  type Generator,
} from '@clearday/inference'
import { wilsonBound } from './calibration/table.ts'
import { flagsOf } from './runs/flags.ts'

const values = flagsOf({
  call: 'node bench/trial-of-one.ts',
  words: `Measures trials of one: how often a useless treatment is called helping, and how often a real one
is found. Writes docs/measurements/trial-of-one.md.`,
  flags: {
    patients: { kind: 'count', meaning: 'synthetic patients a line', otherwise: 2000 },
    seed: { kind: 'count', meaning: 'of what is drawn', otherwise: 1 },
  },
})
const patients = values.patients
const seed = values.seed
const days = 364
const started = performance.now()

const lines = [
  '# Trials of one',
  '',
  `Written by \`node bench/trial-of-one.ts --patients ${patients}\` (seed ${seed}) on ${new Date().toISOString().slice(0, 10)}. ${patients} synthetic patients a line, one year,`,
  '12 outcome days in 28 without treatment, correlation from day to day 0.87, standard deviation of the path 1. Odds ratio 1 is a useless',
  'treatment. The bound is the upper end of a one-sided 95 % interval.',
]
let broken = 0
for (const blockDays of [7, 14, 28]) {
  lines.push(
    '',
    `## Blocks of ${blockDays} days, ${Math.floor(days / (2 * blockDays))} pairs`,
    '',
    '| generator | odds ratio | e-process ever 20, looked at after every pair | bound | at most | randomisation test p ≤ 5 % at the end | bound | at most |',
    '|---|---|---|---|---|---|---|---|',
  )
  for (const generator of GENERATORS) {
    for (const oddsRatio of generator === 'latent-path' ? [1, 0.7, 0.5, 0.35] : [1, 0.5]) {
      const { byEvidence, byLot } = judge(blockDays, generator, oddsRatio)
      const limit = oddsRatio === 1 ? '5.0 %' : '–'
      if (oddsRatio === 1) broken += Number(byEvidence > 0.05 * patients)
      lines.push(`| ${generator} | ${oddsRatio} | ${figures(byEvidence)} | ${limit} | ${figures(byLot)} | ${limit} |`)
      console.log(lines.at(-1))
    }
  }
}
lines.push(
  '',
  broken === 0
    ? 'No useless treatment was called helping by the e-process in more than 5 %, whatever the days did by themselves.'
    : `**${broken} lines of a useless treatment passed 5 % by the e-process.**`,
  '',
  `Time: ${((performance.now() - started) / 1000).toFixed(0)} s.`,
)
writeFileSync(new URL('../docs/measurements/trial-of-one.md', import.meta.url), `${lines.join('\n')}\n`)
console.log(lines.slice(-3).join('\n'))

function judge(blockDays: number, generator: Generator, oddsRatio: number): { byEvidence: number; byLot: number } {
  let byEvidence = 0
  let byLot = 0
  for (let patient = 0; patient < patients; patient++) {
    const random = createRandom(seed, patient)
    const drawn = drawPairedSchedule({
      pairs: Math.floor(days / (2 * blockDays)),
      blockDays,
      washoutDays: 0,
      seed: random.integer(1e9),
      startDay: 0,
      halfLifeDays: 0,
    })
    if (drawn.type === 'error') throw new Error(drawn.problem.message)
    const exposure = scheduleExposure(drawn.value, days)
    const recipe = { generator, days, exposure, effect: Math.log(oddsRatio), baseRatePer28: 12, phi: 0.87, sigma: 1 }
    const counts = pairCounts(simulateDiary(recipe, random).outcome, schedulePairs(drawn.value), 0)
    if (eProcess(counts, blockDays).helpsAt !== null) byEvidence++
    const tested = randomisationTest(counts)
    if (tested.type === 'ok' && tested.value.pHelps <= 0.05) byLot++
  }
  return { byEvidence, byLot }
}

function figures(count: number): string {
  return `${((100 * count) / patients).toFixed(1)} % | ${(100 * wilsonBound(count, patients, 1)).toFixed(1)} %`
}
