// The kinds of cells of the calibration: how one synthetic patient is made, and what is counted of the answer.
import {
  answerPatient,
  createRandom,
  DEFAULT_ANSWER_OPTIONS,
  fitReferenceModel,
  oneSwitchExposure,
  pairedBlocksExposure,
  replayPatient,
  simulateBadSpell,
  simulateDiary,
  type AnswerOptions,
  type Generator,
  type PatientInput,
  type Random,
} from '@clearday/inference'

/** What is summed over patients; rates are sums divided by patients. */
export type Counts = Record<string, number>

export interface Promise_ {
  /** The count, and its limit as a share of patients (or a mean). */
  readonly count: string
  readonly atMost?: number
  readonly atLeast?: number
}

export interface Cell {
  readonly group: string
  readonly name: string
  readonly promises: readonly Promise_[]
  /** One patient; deterministic in the random stream. */
  run(random: Random): Counts
}

export const DAYS = 364

/** Outcome days per 28 from rare to nearly daily. */
export const BASE_RATES = [2, 4, 7, 10, 14, 18, 22, 26]

export type Schedule = 'switch-91' | 'switch-182' | 'pairs-28'

export function exposureOf(schedule: Schedule, random: Random): Float64Array {
  if (schedule === 'pairs-28') return pairedBlocksExposure(DAYS, 28, random)
  return oneSwitchExposure(DAYS, schedule === 'switch-91' ? 91 : 182)
}

export function inputOf(outcome: Float64Array, exposure: Float64Array): PatientInput {
  return {
    outcome,
    treatments: [{ name: 'on', exposure, variants: [], sessionDays: [] }],
    covariates: [],
    recalledDaysPer28: null,
  }
}

/** Looks every day; counts which verdicts were ever read, and which stands at the end. */
export function everCounts(input: PatientInput, matters = DEFAULT_ANSWER_OPTIONS.matters): Counts {
  const replayed = replayPatient(input, { ...DEFAULT_ANSWER_OPTIONS, matters, stepDays: 1 })
  if (replayed.type === 'error') throw new Error(replayed.problem.message)
  const { ever, changes } = replayed.value[0]
  return {
    helping: ever.helping === null ? 0 : 1,
    'not-helping': ever['not-helping'] === null ? 0 : 1,
    worse: ever.worse === null ? 0 : 1,
    'helping at the end': changes.at(-1)?.verdict === 'helping' ? 1 : 0,
  }
}

export function everCell(
  group: string,
  name: string,
  promises: readonly Promise_[],
  options: {
    generator?: Generator
    schedule: Schedule
    phi?: number
    sigma?: number
    oddsRatio?: number
    base?: number
    /** Outcome days fewer in use: of those without treatment, over so many days. */
    loss?: (untreated: number, days: number) => number
    matters?: AnswerOptions['matters']
    /** Days left unlogged. */
    take?: (outcome: Float64Array, random: Random) => Float64Array
  },
): Cell {
  return {
    group,
    name,
    promises,
    run(random) {
      const base = options.base ?? BASE_RATES[random.integer(BASE_RATES.length)]
      const sigma = options.sigma ?? 1
      const exposure = exposureOf(options.schedule, random)
      const recipe = {
        generator: options.generator ?? 'latent-path',
        days: DAYS,
        exposure,
        effect: Math.log(options.oddsRatio ?? 1),
        baseRatePer28: base,
        phi: options.phi ?? 0.87,
        sigma,
      } as const
      const { take = (outcome: Float64Array) => outcome, matters } = options
      if (options.loss !== undefined) {
        // this very patient's days in use, given the path: the same stream draws the same path again
        const stream = random.integer(1e9)
        const { chance } = simulateDiary({ ...recipe, effect: 0 }, createRandom(stream))
        const effect = effectForLoss(chance, exposure, options.loss)
        const { outcome } = simulateDiary({ ...recipe, effect }, createRandom(stream))
        return everCounts(inputOf(take(outcome, random), exposure), matters)
      }
      return everCounts(inputOf(take(simulateDiary(recipe, random).outcome, random), exposure), matters)
    },
  }
}

/** Every other reason says that the diary cannot answer. */
const CAN_BE_SETTLED = new Set(['evidence-strong-enough', 'not-settled-yet', 'drift-could-explain'])

/** One look at the day fixed in advance, the last. */
export function committedCell(name: string, promises: readonly Promise_[], oddsRatio: number): Cell {
  return {
    group: 'one committed look after a year (phi 0.87, sigma 1, 28-day pairs)',
    name,
    promises,
    run(random) {
      const base = oddsRatio === 1 ? BASE_RATES[random.integer(BASE_RATES.length)] : 10
      const exposure = exposureOf('pairs-28', random)
      const { outcome } = simulateDiary(
        {
          generator: 'latent-path',
          days: DAYS,
          exposure,
          effect: Math.log(oddsRatio),
          baseRatePer28: base,
          phi: 0.87,
          sigma: 1,
        },
        random,
      )
      const answered = answerPatient(inputOf(outcome, exposure), {
        ...DEFAULT_ANSWER_OPTIONS,
        committedLook: true,
        course: false,
        sensitivity: false,
      })
      if (answered.type === 'error') throw new Error(answered.problem.message)
      const { verdict, reason } = answered.value.treatments[0]
      return {
        unanswerable: CAN_BE_SETTLED.has(reason) ? 0 : 1,
        helping: verdict === 'helping' ? 1 : 0,
        worse: verdict === 'worse' ? 1 : 0,
        'not-helping': verdict === 'not-helping' ? 1 : 0,
      }
    },
  }
}

/** Two useless treatments in blocks of their own, judged together: is either ever called helping, or worse? */
export function twoTreatmentsCell(): Cell {
  return {
    group: 'two useless treatments judged together, looked at daily for a year',
    name: 'phi 0.87, both in random 28-day pairs',
    promises: NULL_PROMISES,
    run(random) {
      const exposures = [exposureOf('pairs-28', random), exposureOf('pairs-28', random)]
      const { outcome } = simulateDiary(
        {
          generator: 'latent-path',
          days: DAYS,
          exposure: exposures[0],
          effect: 0,
          baseRatePer28: BASE_RATES[random.integer(BASE_RATES.length)],
          phi: 0.87,
          sigma: 1,
        },
        random,
      )
      const treatments = exposures.map((exposure, k) => ({
        name: `treatment ${k + 1}`,
        exposure,
        variants: [],
        sessionDays: [],
      }))
      const replayed = replayPatient(
        { ...inputOf(outcome, exposures[0]), treatments },
        { ...DEFAULT_ANSWER_OPTIONS, stepDays: 1 },
      )
      if (replayed.type === 'error') throw new Error(replayed.problem.message)
      const reached = (verdict: 'helping' | 'worse' | 'not-helping'): number =>
        replayed.value.some(({ ever }) => ever[verdict] !== null) ? 1 : 0
      return { helping: reached('helping'), worse: reached('worse'), 'not-helping': reached('not-helping') }
    },
  }
}

/** The log odds ratio at which the days in use hold exactly so many fewer outcome days, given the chances without treatment. */
export function effectForLoss(
  chance: Float64Array,
  exposure: Float64Array,
  loss: (untreated: number, days: number) => number,
): number {
  let low = -10
  let high = 0
  for (let step = 0; step < 50; step++) {
    const middle = 0.5 * (low + high)
    let treated = 0
    let untreated = 0
    let days = 0
    for (let t = 0; t < chance.length; t++) {
      if (exposure[t] === 0) continue
      treated += chance[t] / (chance[t] + (1 - chance[t]) * Math.exp(-middle))
      untreated += chance[t]
      days++
    }
    if (treated > untreated - loss(untreated, days)) high = middle
    else low = middle
  }
  return 0.5 * (low + high)
}

export const NULL_PROMISES: readonly Promise_[] = [
  { count: 'helping', atMost: 0.05 },
  { count: 'worse', atMost: 0.05 },
]

export const SCHEDULES: readonly Schedule[] = ['switch-91', 'switch-182', 'pairs-28']

export function coverageCell(name: string, take: (outcome: Float64Array, random: Random) => Float64Array): Cell {
  return {
    group: 'missing days: 95 % interval of the effect holds the truth',
    name,
    promises: [
      { count: 'covered', atLeast: 0.93 },
      { count: 'covered', atMost: 0.97 },
    ],
    run(random) {
      const exposure = pairedBlocksExposure(DAYS, 28, random)
      const base = BASE_RATES[random.integer(BASE_RATES.length)]
      const effect = 0.7 * random.normal()
      const diary = simulateDiary(
        { generator: 'latent-path', days: DAYS, exposure, effect, baseRatePer28: base, phi: 0.87, sigma: 1 },
        random,
      )
      const outcome = take(diary.outcome, random)
      return intervalCounts(outcome, exposure, diary.chance, diary.chanceWithout)
    },
  }
}

function intervalCounts(
  outcome: Float64Array,
  exposure: Float64Array,
  chance: Float64Array,
  without: Float64Array,
): Counts {
  const answered = answerPatient(inputOf(outcome, exposure), {
    ...DEFAULT_ANSWER_OPTIONS,
    course: false,
    sensitivity: false,
  })
  if (answered.type === 'error') throw new Error(answered.problem.message)
  const { effectDaysPer28 } = answered.value.treatments[0]
  let truth = 0
  let inUse = 0
  for (let t = 0; t < outcome.length; t++) {
    if (exposure[t] > 0 && outcome[t] === outcome[t]) {
      truth += 28 * (chance[t] - without[t])
      inUse++
    }
  }
  truth /= Math.max(1, inUse)
  return { covered: truth >= effectDaysPer28.q025 && truth <= effectDaysPer28.q975 ? 1 : 0 }
}

export function wrongModelCoverage(generator: Generator, schedule: Schedule): Cell {
  return {
    group: 'wrong model: 95 % interval of the product model covers',
    name: `${generator}, ${schedule}`,
    promises: [{ count: 'covered', atLeast: 0.92 }],
    run(random) {
      const exposure = exposureOf(schedule, random)
      const base = BASE_RATES[random.integer(BASE_RATES.length)]
      const diary = simulateDiary(
        { generator, days: DAYS, exposure, effect: 0, baseRatePer28: base, phi: 0.87, sigma: 1 },
        random,
      )
      return intervalCounts(diary.outcome, exposure, diary.chance, diary.chanceWithout)
    },
  }
}

export function badSpellCell(baselineDays: number): Cell {
  return {
    group: 'started after a bad spell, useless treatment, one look after 84 days',
    name: `${baselineDays} baseline days`,
    promises:
      baselineDays < 56
        ? [{ count: 'any verdict', atMost: 0 }]
        : [
            { count: 'P(helps) > 0.95', atMost: 0.05 },
            { count: 'bias, logits', atMost: 0.15 },
            { count: 'bias, logits', atLeast: -0.15 },
          ],
    run(random) {
      const { outcome, exposure } = simulateBadSpell(
        { baselineDays, followDays: 84, baseRatePer28: 10, phi: 0.87, sigma: 1, extraDays: 5 },
        random,
      )
      const answered = answerPatient(inputOf(outcome, exposure), {
        ...DEFAULT_ANSWER_OPTIONS,
        course: false,
        sensitivity: false,
      })
      if (answered.type === 'error') throw new Error(answered.problem.message)
      const { verdict, chanceHelps, oddsRatio } = answered.value.treatments[0]
      return {
        'any verdict': verdict === 'cannot-tell-yet' ? 0 : 1,
        'P(helps) > 0.95': chanceHelps > 0.95 ? 1 : 0,
        'bias, logits': Math.log(oddsRatio.q50),
      }
    },
  }
}

/** Bins of the rank histogram. */
export const RANK_BINS = 20

export function simulationBasedCalibration(days: number): Cell {
  const coverage = (count: string): Promise_[] => [
    { count: `${count} 95 % covers`, atLeast: 0.935 },
    { count: `${count} 95 % covers`, atMost: 0.965 },
    { count: `${count} 80 % covers`, atLeast: 0.78 },
    { count: `${count} 80 % covers`, atMost: 0.82 },
  ]
  return {
    group: 'simulation-based calibration of the reference fit',
    name: `${days} days`,
    promises: [...coverage('effect'), ...coverage('days per 28')],
    run(random) {
      // truth from the reference priors themselves
      const phi = 1 / (1 + Math.exp(-(2 + random.normal())))
      const sigma = Math.exp(-0.5 + 0.7 * random.normal())
      const intercept = 2 * random.normal()
      const effect = random.normal()
      const exposure = Float64Array.from({ length: days }, (_, t) => Math.floor(t / 28) % 2)
      const outcome = new Float64Array(days)
      let level = random.normal()
      let truth = 0
      for (let t = 0; t < days; t++) {
        if (t > 0) level = phi * level + Math.sqrt(1 - phi * phi) * random.normal()
        const off = intercept + sigma * level
        const chance = 1 / (1 + Math.exp(-(off + effect * exposure[t])))
        truth += (28 * (1 / (1 + Math.exp(-(off + effect))) - 1 / (1 + Math.exp(-off)))) / days
        outcome[t] = random.uniform() < chance ? 1 : 0
      }
      const fitted = fitReferenceModel(outcome, [{ name: 'on', values: exposure }], { seed: random.integer(1e9) })
      if (fitted.type === 'error') throw new Error(fitted.problem.message)
      const counts: Counts = {}
      const { columns, riskDifference } = fitted.value
      const judge = (name: string, value: number, quantile: (p: number) => number): void => {
        counts[`${name} 95 % covers`] = value >= quantile(0.025) && value <= quantile(0.975) ? 1 : 0
        counts[`${name} 80 % covers`] = value >= quantile(0.1) && value <= quantile(0.9) ? 1 : 0
        let bin = 0
        while (bin < RANK_BINS - 1 && value > quantile((bin + 1) / RANK_BINS)) bin++
        counts[`${name} rank ${bin}`] = 1
      }
      judge('effect', effect, columns[1].quantile)
      if (riskDifference !== null) judge('days per 28', truth, (p) => 28 * riskDifference.quantile(p))
      return counts
    },
  }
}
