// One invented patient's whole diary, and the truth that it does not say.
import { DIARY_FORMAT, type LocalDate, type WrittenDiary } from '@clearday/diary'
import { createRandom } from '@clearday/inference'
import { DEMO_PATIENTS } from '../people/cast.ts'
import type { PatientRecipe } from '../people/recipe.ts'
import { truthOf, type PatientTruth } from '../truths.ts'
import { attacksOf } from './attacks.ts'
import { dayEntries } from './day-entries.ts'
import { personOf, questionnairesOf, safetyChecksOf } from './forms.ts'
import { intakesOf } from './intakes.ts'
import { loggedDays } from './logged-days.ts'
import { patientCourse, type PatientCourse } from './patient-course.ts'
import { regimensOf, sessionsOf, type GivenSession } from './treatment-entries.ts'

export interface SimulatedPatient {
  readonly recipe: PatientRecipe
  /** Everything but the sessions that practitioners wrote down. */
  readonly diary: WrittenDiary
  readonly sessions: readonly GivenSession[]
  readonly course: PatientCourse
  readonly truth: PatientTruth
}

export interface SimulationSettings {
  readonly seed: number
  /** The diaries' last day. */
  readonly lastDay: LocalDate
  /** Longer diaries are cut to this many days; shorter ones stay. */
  readonly mostDays?: number
}

/** The same seed and last day give the same diary. O(days). */
export function simulatePatient(
  recipe: PatientRecipe,
  { seed, lastDay, mostDays = Infinity }: SimulationSettings,
): SimulatedPatient {
  const random = createRandom(seed, DEMO_PATIENTS.indexOf(recipe) + 1)
  const course = patientCourse(recipe, Math.min(recipe.days, mostDays), lastDay, random.fork())
  const logged = loggedDays(recipe, course, random.fork())
  const attacks = attacksOf(recipe, course, logged, random.fork())
  const intakes = intakesOf(recipe, course, logged, attacks, random.fork())
  const sessions = sessionsOf(recipe, course, random.fork())
  const diary: WrittenDiary = {
    format: DIARY_FORMAT,
    timeZone: recipe.timeZone,
    firstDay: course.firstDay,
    lastDay,
    person: personOf(recipe, course) as NonNullable<WrittenDiary['person']>,
    days: dayEntries(recipe, course, logged, attacks, intakes, random.fork()),
    attacks: attacks.map(({ entry }) => entry),
    intakes: [...intakes],
    sessions: [],
    regimens: regimensOf(course),
    questionnaires: questionnairesOf(recipe, course, random.fork()),
    safetyChecks: safetyChecksOf(recipe, course),
  }
  return { recipe, diary, sessions, course, truth: truthOf(recipe, course) }
}

/** As one diary, sessions included: what it reads like once everybody has written. */
export function wholeDiary({ diary, sessions }: SimulatedPatient): WrittenDiary {
  return { ...diary, sessions: sessions.map(({ entry }) => entry) }
}
