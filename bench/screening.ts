// Measures the screening's promise: how many patients without any association are shown a finding, and what is found of a true one.
//
//   node bench/screening.ts [--patients 500] [--seed 1]
import { parseArgs } from 'node:util'
import { createRandom, screenFactors, simulateFactorDiary, type FactorNull } from '@clearday/inference'
import { wilsonBound } from './calibration-table.ts'

const { values } = parseArgs({
  options: { patients: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' } },
})
const patients = Number(values.patients)

function shown(kind: FactorNull, days: number, oddsRatioPerSd: number): { any: number; first: number } {
  let any = 0
  let first = 0
  for (let patient = 0; patient < patients; patient++) {
    const random = createRandom(Number(values.seed), patient)
    const { outcome, factors } = simulateFactorDiary(
      { days, count: 20, kind, oddsRatioPerSd, baseRatePer28: 12, phi: 0.87, sigma: 1 },
      random,
    )
    const screened = screenFactors(
      outcome,
      factors.map((series, k) => ({ name: String(k), values: series })),
    )
    if (screened.type === 'error') throw new Error(screened.problem.message)
    if (screened.value.factors.some(({ finding }) => finding)) any++
    if (screened.value.factors[0].finding) first++
  }
  return { any, first }
}

for (const days of [60, 90, 365]) {
  for (const kind of ['independent', 'autocorrelated', 'responding'] as const) {
    const { any } = shown(kind, days, 1)
    console.log(
      `no association, 20 ${kind} factors, ${days} days: ${any} of ${patients} are shown a finding (${((100 * any) / patients).toFixed(1)} %, bound ${(100 * wilsonBound(any, patients, 1)).toFixed(1)} %)`,
    )
  }
}
for (const kind of ['independent', 'autocorrelated'] as const) {
  const { first } = shown(kind, 365, 2)
  console.log(
    `odds ratio 2 per SD, ${kind}, 365 days: found in ${((100 * first) / patients).toFixed(1)} % of ${patients}`,
  )
}
console.log(`seed ${values.seed}`)
