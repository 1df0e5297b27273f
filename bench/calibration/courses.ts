// Further kinds of cells: courses of sessions, a start after a bad spell that is looked at every day, a pill forgotten, a remission that comes
// just when the treatment starts.
import {
  answerPatient,
  DEFAULT_ANSWER_OPTIONS,
  pairedBlocksExposure,
  replayPatient,
  sessionExposure,
  sessionVariants,
  simulateBadSpell,
  simulateDiary,
} from '@clearday/inference'
import {
  BASE_RATES,
  DAYS,
  everCounts,
  exposureOf,
  inputOf,
  NULL_PROMISES,
  type Cell,
  type Promise_,
  type Schedule,
} from './kinds.ts'

const PATH = { phi: 0.87, sigma: 1 } as const

/** Two courses of weekly sessions, each twelve long, with a pause between. */
const SESSION_DAYS = [84, 252].flatMap((first) => Array.from({ length: 12 }, (_, k) => first + 7 * k))

/** Sessions whose effect halves in so many days, which the analysis does not know. */
export function sessionsCell(halfLifeDays: number, oddsRatio: number): Cell {
  const promises: readonly Promise_[] = oddsRatio === 1 ? NULL_PROMISES : [{ count: 'worse', atMost: 0.05 }]
  return {
    group: 'two courses of weekly sessions, half-life not known, looked at daily for a year',
    name: oddsRatio === 1 ? 'useless' : `odds ratio ${oddsRatio}, halves in ${halfLifeDays} days`,
    promises,
    run(random) {
      const exposure = sessionExposure(DAYS, SESSION_DAYS, halfLifeDays)
      const baseRatePer28 = oddsRatio === 1 ? BASE_RATES[random.integer(BASE_RATES.length)] : 10
      const recipe = { days: DAYS, exposure, effect: Math.log(oddsRatio), baseRatePer28, ...PATH }
      const { outcome } = simulateDiary({ generator: 'latent-path', ...recipe }, random)
      const variants = sessionVariants(DAYS, SESSION_DAYS)
      const treatment = { name: 'sessions', exposure: variants[1].exposure, variants, sessionDays: SESSION_DAYS }
      return everCounts({ ...inputOf(outcome, exposure), treatments: [treatment] })
    },
  }
}

/** A useless treatment begun after a bad spell and kept, looked at every day until 280 days after. */
export function badSpellLookedAtCell(baselineDays: number): Cell {
  return {
    group: 'started after a bad spell, useless treatment, looked at daily for 280 days',
    name: `${baselineDays} baseline days`,
    promises: NULL_PROMISES,
    run(random) {
      const baseRatePer28 = [4, 7, 10, 14][random.integer(4)]
      const recipe = { baselineDays, followDays: 280, baseRatePer28, extraDays: 5, ...PATH }
      const { outcome, exposure } = simulateBadSpell(recipe, random)
      return everCounts(inputOf(outcome, exposure))
    },
  }
}

/** The same from four weeks of baseline with one day off by mistake: still no verdict. */
export function forgottenPillCell(): Cell {
  return {
    group: 'started after a bad spell, useless treatment, one look after 84 days',
    name: '28 baseline days, one pill forgotten',
    promises: [{ count: 'any verdict', atMost: 0 }],
    run(random) {
      const recipe = { baselineDays: 28, followDays: 84, baseRatePer28: 10, extraDays: 5, ...PATH }
      const { outcome, exposure } = simulateBadSpell(recipe, random)
      exposure[40 + random.integer(60)] = 0
      const options = { ...DEFAULT_ANSWER_OPTIONS, course: false, sensitivity: false }
      const answered = answerPatient(inputOf(outcome, exposure), options)
      if (answered.type === 'error') throw new Error(answered.problem.message)
      return { 'any verdict': answered.value.treatments[0].verdict === 'cannot-tell-yet' ? 0 : 1 }
    },
  }
}

/** A lasting remission by itself within two weeks of the start of a useless treatment: nothing in the diary tells the two apart. */
export function coincidenceCell(schedule: Schedule): Cell {
  return {
    group: 'useless treatment, a remission of its own within a fortnight of the start (no rule can tell)',
    name: schedule,
    promises: [],
    run(random) {
      const exposure = exposureOf(schedule, random)
      const day = exposure.indexOf(1) - 14 + random.integer(29)
      const step = Float64Array.from(exposure, (_, t) => (t >= day ? 1 : 0))
      const effect = -(1 + 0.5 * random.uniform())
      const recipe = { days: DAYS, exposure: step, effect, baseRatePer28: 10, ...PATH }
      return everCounts(inputOf(simulateDiary({ generator: 'latent-path', ...recipe }, random).outcome, exposure))
    },
  }
}

/** What is said on day 196 about the days it takes, and what happens: it is settled by then, one way or the other, about as often as not. */
export function daysUntilSettledCell(): Cell {
  const lookDay = 196
  return {
    group: 'days until it is settled, as said on day 196 (odds ratio 0.5, 28-day pairs, 10 days in 28)',
    name: 'said to take at most 364 more',
    promises: [],
    run(random) {
      const exposure = pairedBlocksExposure(lookDay + 364, 28, random)
      const recipe = { days: exposure.length, exposure, effect: Math.log(0.5), baseRatePer28: 10, ...PATH }
      const { outcome } = simulateDiary({ generator: 'latent-path', ...recipe }, random)
      const answered = answerPatient(inputOf(outcome.subarray(0, lookDay), exposure.subarray(0, lookDay)), {
        ...DEFAULT_ANSWER_OPTIONS,
        course: false,
        sensitivity: false,
      })
      if (answered.type === 'error') throw new Error(answered.problem.message)
      const { moreDays } = answered.value.treatments[0]
      if (moreDays === null || moreDays > 364) return { said: 0, 'settled by then': 0 }
      const replayed = replayPatient(inputOf(outcome, exposure), { ...DEFAULT_ANSWER_OPTIONS, stepDays: 28 })
      if (replayed.type === 'error') throw new Error(replayed.problem.message)
      const { changes } = replayed.value[0]
      const settled = changes.some(({ day, verdict }) => day <= lookDay + moreDays && verdict !== 'cannot-tell-yet')
      return { said: 1, 'settled by then': settled ? 1 : 0 }
    },
  }
}
