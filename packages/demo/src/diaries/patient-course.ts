// A patient's true course, day by day, before anybody writes it down: from the simulators, with everything that is known to act in it.
import { addDays, type LocalDate } from '@clearday/diary'
import { type Random } from '@clearday/inference'
import { drawSeverity, simulateDiary } from '@clearday/inference'
import type { PatientRecipe } from '../people/recipe.ts'
import { treatmentCourse, type TreatmentCourse } from './treatment-course.ts'

export interface PatientCourse {
  readonly firstDay: LocalDate
  readonly days: number
  /** 0 none, 1 mild, 2 moderate, 3 severe. */
  readonly grade: Float64Array
  /** Of a headache, as lived. */
  readonly chance: Float64Array
  /** Days since bleeding began; -1 where there is no cycle. */
  readonly cycleDay: readonly number[]
  /** Standardised, by factor. */
  readonly factors: Readonly<Record<string, Float64Array>>
  readonly away: (day: number) => boolean
  readonly treatments: readonly TreatmentCourse[]
  readonly remission: { readonly day: number; readonly effect: number } | null
}

/** Log odds of headache after a remission that comes by itself. */
const REMISSION = -1.5
/** How much of a day's stress or sleep is there on the next. */
const PERSISTENCE: Readonly<Record<string, number>> = { stress: 0.5, 'sleep-hours': 0.2, alcohol: 0 }
/** A cluster bout, and from when to when: in between there is hardly anything. */
const BOUT = { everyDays: 210, days: 45, between: -6 }
/** How grades are shared out: what is migraine is seldom mild. Log odds, ascending from 0. */
const CUTS = { migraine: [0, 0.5, 2], mixed: [0, 0.9, 2.6], 'tension-type': [0, 1.5, 4.5], cluster: [0, 0.05, 0.3] }

/** @param lastDay the diary's. Where treatments are begun after the worst month, the course is drawn first: such treatments do nothing. */
export function patientCourse(recipe: PatientRecipe, days: number, lastDay: LocalDate, random: Random): PatientCourse {
  const firstDay = addDays(lastDay, 1 - days)
  const { trip } = recipe
  const left = trip === undefined ? days : Math.round(trip.at * days)
  const away = (day: number): boolean => trip !== undefined && day >= left && day < left + trip.days
  const [ofCourse, ofUse, ofCycle, ofFactors] = [random.fork(), random.fork(), random.fork(), random.fork()]
  const use = (worstMonthEnds: number, stream: Random): TreatmentCourse[] =>
    recipe.treatments.map((one) => treatmentCourse(one, firstDay, days, worstMonthEnds, away, stream))
  const cycleDay = cycleDays(recipe, days, ofCycle)
  const factors = Object.fromEntries(
    Object.keys(recipe.factors ?? {}).map((name) => [name, wandering(days, PERSISTENCE[name] ?? 0, ofFactors)]),
  )
  const acting = recipe.treatments.some((one) => one.use.type === 'after-worst-month') ? [] : use(days, ofUse)
  const remission = remissionOf(acting, days, random)
  const pull = new Float64Array(days)
  for (const { recipe: one, exposure } of acting) exposure.forEach((level, t) => (pull[t] += one.effect * level))
  for (const [name, effect] of Object.entries(recipe.factors ?? {}))
    for (let t = 1; t < days; t++) pull[t] += effect * factors[name][t - 1]
  for (let t = 0; t < days; t++) {
    if (remission !== null && t >= remission.day) pull[t] += remission.effect
    if (recipe.cycle !== undefined && (cycleDay[t] <= 2 || cycleDay[t] >= recipe.cycle.days - 2))
      pull[t] += recipe.cycle.effect
    if (recipe.headache === 'cluster' && (t + 120) % BOUT.everyDays >= BOUT.days) pull[t] += BOUT.between
  }
  const { baseRatePer28, phi, sigma, rhythm: generator } = recipe
  const simulated = simulateDiary({ generator, days, exposure: pull, effect: 1, baseRatePer28, phi, sigma }, ofCourse)
  const grade = drawSeverity(simulated, CUTS[recipe.headache], ofCourse)
  const treatments = acting.length > 0 ? acting : use(afterWorstMonth(simulated.outcome), ofUse)
  return { firstDay, days, grade, chance: simulated.chance, cycleDay, factors, away, treatments, remission }
}

/** Some days after a treatment begins that gets the praise for it. */
function remissionOf(treatments: readonly TreatmentCourse[], days: number, random: Random): PatientCourse['remission'] {
  const praised = treatments.find(({ recipe }) => recipe.story === 'unmasked-remission')
  if (praised === undefined) return null
  return { day: Math.min(days - 1, praised.startDay + 6 + random.integer(12)), effect: REMISSION }
}

function cycleDays({ cycle }: PatientRecipe, days: number, random: Random): number[] {
  if (cycle === undefined) return Array.from({ length: days }, () => -1)
  let since = random.integer(cycle.days)
  let length = cycle.days
  return Array.from({ length: days }, () => {
    if (since >= length) {
      since = 0
      length = cycle.days + random.integer(5) - 2
    }
    return since++
  })
}

function wandering(days: number, persistence: number, random: Random): Float64Array {
  let level = random.normal()
  return Float64Array.from({ length: days }, () => {
    const now = level
    level = persistence * level + Math.sqrt(1 - persistence * persistence) * random.normal()
    return now
  })
}

/** The day after the 28 days with most headaches, in the middle half of the diary: before it and after it there is something to compare. */
function afterWorstMonth(outcome: Float64Array): number {
  const from = Math.floor(outcome.length * 0.25)
  const to = Math.floor(outcome.length * 0.7)
  let [worst, most] = [from, -1]
  for (let end = Math.max(28, from); end < to; end++) {
    const count = outcome.subarray(end - 28, end).reduce((sum, one) => sum + one, 0)
    if (count > most) [worst, most] = [end, count]
  }
  return worst
}
