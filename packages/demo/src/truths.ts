// What is true of the invented patients and no diary says: so that an answer can be held against it.
import { addDays, type LocalDate } from '@clearday/diary'
import type { PatientCourse } from './diaries/patient-course.ts'
import type { TreatmentCourse } from './diaries/treatment-course.ts'
import type { PatientRecipe, Story } from './people/recipe.ts'

export interface TreatmentTruth {
  /** An id of the evidence library. */
  readonly treatment: string
  readonly story: Story
  /** Of a headache day at full exposure; below 0 helps. */
  readonly logOddsRatio: number
  /** Headache days in 28 more (below 0: fewer) than the same days would have had without it, over the days of at least half exposure. */
  readonly effectDaysPer28: number
  readonly startedOn: LocalDate
  readonly daysOfUse: number
}

export interface PatientTruth {
  /** The recipe's name of the patient. */
  readonly patient: string
  readonly treatments: readonly TreatmentTruth[]
  /** Headaches became fewer by themselves from this day on. */
  readonly remissionOn: LocalDate | null
  /** Log odds ratios of the days around the beginning of bleeding, and of the day after one standard deviation more of a factor. */
  readonly alsoActing: Readonly<Record<string, number>>
}

export function truthOf(recipe: PatientRecipe, course: PatientCourse): PatientTruth {
  const { firstDay, remission } = course
  return {
    patient: recipe.id,
    treatments: course.treatments.filter(({ startDay }) => startDay >= 0).map((one) => treatmentTruth(one, course)),
    remissionOn: remission === null ? null : addDays(firstDay, remission.day),
    alsoActing: { ...recipe.factors, ...(recipe.cycle !== undefined && { cycle: recipe.cycle.effect }) },
  }
}

function treatmentTruth(
  { recipe, exposure, inUse, startDay }: TreatmentCourse,
  { firstDay, chance }: PatientCourse,
): TreatmentTruth {
  let [sum, days] = [0, 0]
  exposure.forEach((level, t) => {
    if (level < 0.5) return
    const logit = Math.log(chance[t] / (1 - chance[t]))
    sum += chance[t] - 1 / (1 + Math.exp(recipe.effect * level - logit))
    days++
  })
  return {
    treatment: recipe.treatment,
    story: recipe.story,
    logOddsRatio: recipe.effect,
    effectDaysPer28: days === 0 || recipe.effect === 0 ? 0 : (28 * sum) / days,
    startedOn: addDays(firstDay, startDay),
    daysOfUse: inUse.filter((used) => used).length,
  }
}
