// Measures pooling over simulated clinics: does the interval hold the mean effect, is the spread between patients right?
//
//   node bench/pooling.ts [--clinics 500] [--patients 30] [--days 180] [--seed 1]
import { parseArgs } from 'node:util'
import { createRandom, oneSwitchExposure, patientLikelihood, poolPatients, simulateDiary } from '@clearday/inference'

const { values } = parseArgs({
  options: {
    clinics: { type: 'string', default: '500' },
    patients: { type: 'string', default: '30' },
    days: { type: 'string', default: '180' },
    seed: { type: 'string', default: '1' },
  },
})
const clinics = Number(values.clinics)
const patients = Number(values.patients)
const days = Number(values.days)

for (const [trueMean, trueSd] of [
  [-0.5, 0.9],
  [0, 0.9],
  [-0.5, 0.5],
]) {
  let covered = 0
  let meanSum = 0
  let sdSum = 0
  let sdCovered = 0
  for (let clinic = 0; clinic < clinics; clinic++) {
    const random = createRandom(Number(values.seed), clinic)
    const likelihoods = Array.from({ length: patients }, (_, k) => {
      const effect = trueMean + trueSd * random.normal()
      const exposure = oneSwitchExposure(days, Math.floor(days / 3))
      const baseRatePer28 = 28 / (1 + Math.exp(-(-0.4 + 1.3 * random.normal())))
      const recipe = { generator: 'latent-path', days, exposure, effect, baseRatePer28, phi: 0.87, sigma: 1 } as const
      const found = patientLikelihood(String(k), simulateDiary(recipe, random).outcome, [
        { name: 'on', values: exposure },
      ])
      if (found.type === 'error') throw new Error(found.problem.message)
      return found.value
    })
    const pooled = poolPatients(likelihoods)
    if (pooled.type === 'error') throw new Error(pooled.problem.message)
    const { mean, betweenSd } = pooled.value
    if (mean.q025 <= trueMean && trueMean <= mean.q975) covered++
    if (betweenSd.q025 <= trueSd && trueSd <= betweenSd.q975) sdCovered++
    meanSum += mean.mean
    sdSum += betweenSd.q50
  }
  console.log(
    `true mean ${trueMean}, true SD ${trueSd}, ${clinics} clinics of ${patients} patients x ${days} days, seed ${values.seed}: ` +
      `mean covered ${((100 * covered) / clinics).toFixed(1)} %, average mean ${(meanSum / clinics).toFixed(3)}, ` +
      `average between-patient SD ${(sdSum / clinics).toFixed(3)} (covered ${((100 * sdCovered) / clinics).toFixed(1)} %)`,
  )
}
