// Measures the e-process of trials of one: how often it calls a useless treatment helping under every generator, and its power.
//
//   node bench/trial-of-one.ts [--patients 2000] [--seed 1]
import { parseArgs } from 'node:util'
import {
  createRandom,
  drawPairedSchedule,
  eProcess,
  GENERATORS,
  pairCounts,
  randomisationTest,
  scheduleExposure,
  simulateDiary,
} from '@clearday/inference'
import { wilsonBound } from './calibration-table.ts'

const { values } = parseArgs({
  options: { patients: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } },
})
const patients = Number(values.patients)
const days = 364

console.log(`${patients} patients a line, ${days} days, 12 outcome days in 28, phi 0.87, sigma 1, seed ${values.seed}`)
for (const blockDays of [7, 14, 28]) {
  for (const generator of GENERATORS) {
    for (const oddsRatio of generator === 'latent-path' ? [1, 0.5, 0.35] : [1]) {
      let helps = 0
      let byLot = 0
      for (let patient = 0; patient < patients; patient++) {
        const random = createRandom(Number(values.seed), patient)
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
        const recipe = {
          generator,
          days,
          exposure,
          effect: Math.log(oddsRatio),
          baseRatePer28: 12,
          phi: 0.87,
          sigma: 1,
        }
        const counts = pairCounts(simulateDiary(recipe, random).outcome, drawn.value)
        if (eProcess(counts).helpsAt !== null) helps++
        const tested = randomisationTest(counts)
        if (tested.type === 'ok' && tested.value.pHelps <= 0.05) byLot++
      }
      const rate = (count: number): string =>
        `${((100 * count) / patients).toFixed(1)} % (up to ${(100 * wilsonBound(count, patients, 1)).toFixed(1)} %)`
      console.log(
        `${String(blockDays).padStart(2)}-day pairs, ${generator}, odds ratio ${oddsRatio}: e-process ${rate(helps)}, randomisation test at the end ${rate(byLot)}`,
      )
    }
  }
}
