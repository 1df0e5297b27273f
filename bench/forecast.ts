// Scores tomorrow's chance on the real example diaries, and counts how often pure noise is ever shown one.
//
//   node bench/forecast.ts [--patients 300] [--seed 1]
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createRandom, forecastTomorrow } from '@clearday/inference'

const { values } = parseArgs({
  options: { patients: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } },
})

/** One chain step per calendar day; the first of duplicated days. */
function realDiaries(): Float64Array[] {
  const [header, ...rows] = readFileSync(new URL('../examples/kostecki-dillon-part.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','))
  const id = header.indexOf('id')
  const time = header.indexOf('time')
  const headache = header.indexOf('headache')
  const patients = new Map<string, Map<number, number>>()
  for (const row of rows) {
    const days = patients.get(row[id]) ?? new Map<number, number>()
    patients.set(row[id], days)
    if (!days.has(Number(row[time]))) days.set(Number(row[time]), row[headache] === 'yes' ? 1 : 0)
  }
  return [...patients.values()].map((days) => {
    const first = Math.min(...days.keys())
    const last = Math.max(...days.keys())
    return Float64Array.from({ length: last - first + 1 }, (_, t) => days.get(first + t) ?? Number.NaN)
  })
}

/** Lag-1 logistic regression with a ridge, refitted on each day from the days before: P(headache | yesterday). */
function lagScore(outcome: Float64Array): { sum: number; days: number } {
  let sum = 0
  let days = 0
  const seen: { lag: number; value: number }[] = []
  for (let t = 0; t < outcome.length; t++) {
    if (Number.isNaN(outcome[t])) continue
    const lag = t > 0 && !Number.isNaN(outcome[t - 1]) ? outcome[t - 1] - 0.5 : 0
    let intercept = 0
    let slope = 0
    for (let step = 0; step < 8; step++) {
      let g0 = -intercept / 4
      let g1 = -slope
      let h00 = 0.25
      let h01 = 0
      let h11 = 1
      for (const { lag: x, value } of seen) {
        const p = 1 / (1 + Math.exp(-(intercept + slope * x)))
        g0 += value - p
        g1 += (value - p) * x
        h00 += p * (1 - p)
        h01 += p * (1 - p) * x
        h11 += p * (1 - p) * x * x
      }
      const determinant = h00 * h11 - h01 * h01
      intercept += (h11 * g0 - h01 * g1) / determinant
      slope += (h00 * g1 - h01 * g0) / determinant
    }
    const p = 1 / (1 + Math.exp(-(intercept + slope * lag)))
    sum += Math.log(outcome[t] === 1 ? p : 1 - p)
    days++
    seen.push({ lag, value: outcome[t] })
  }
  return { sum, days }
}

let ours = 0
let base = 0
let lag = 0
let days = 0
for (const outcome of realDiaries()) {
  const made = forecastTomorrow(outcome)
  if (made.type === 'error') throw new Error(made.problem.message)
  const { track } = made.value
  ours += track.logScore * track.day.length
  base += track.baseLogScore * track.day.length
  lag += lagScore(outcome).sum
  days += track.day.length
}
console.log(`66 real patients, ${days} logged days, mean log score of one day ahead (higher is better):`)
console.log(
  `  running base rate ${(base / days).toFixed(4)} · lag-1 ridge logistic ${(lag / days).toFixed(4)} · latent path ${(ours / days).toFixed(4)}`,
)

let shown = 0
const patients = Number(values.patients)
for (let patient = 0; patient < patients; patient++) {
  const random = createRandom(Number(values.seed), patient)
  const rate = 0.1 + 0.8 * random.uniform()
  const noise = Float64Array.from({ length: 365 }, () => (random.uniform() < rate ? 1 : 0))
  for (const length of [90, 180, 365]) {
    const made = forecastTomorrow(noise.subarray(0, length))
    if (made.type === 'ok' && made.value.evidence >= 20) {
      shown++
      break
    }
  }
}
console.log(`pure noise over a year: ${shown} of ${patients} would have been shown a forecast (seed ${values.seed})`)
