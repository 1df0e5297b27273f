// What is asked once and now and then: the person, the safety questions at the beginning, and the questionnaires that may be shipped.
import { safetyQuestions } from '@clearday/care'
import { addDays, CONDITIONS, type Condition, type Occasion, type Person, type WrittenDiary } from '@clearday/diary'
import type { Random } from '@clearday/inference'
import type { PatientRecipe } from '../people/recipe.ts'
import type { PatientCourse } from './patient-course.ts'

const EVERY_DAYS = 84

const MANUAL = ['craniosacral-therapy', 'osteopathic-manipulation']
/** Said by those alone whom it concerns. */
const NOT_ASKED_OF_ALL: readonly Condition[] = ['combined-contraceptive', 'could-become-pregnant']

/** Whoever says much was asked about their illnesses too, and has none but those of the recipe. */
export function personOf({ age, person = {}, detail }: PatientRecipe, { firstDay, days }: PatientCourse): Person {
  const lastYear = Number(addDays(firstDay, days - 1).slice(0, 4))
  const asked = detail === 'full' ? CONDITIONS.filter((one) => !NOT_ASKED_OF_ALL.includes(one)) : []
  const conditions = { ...Object.fromEntries(asked.map((one) => [one, 'no' as const])), ...person.conditions }
  return { birthYear: lastYear - age, ...person, ...(Object.keys(conditions).length > 0 && { conditions }) }
}

/** A round at the beginning and one before manual therapy, as they are asked of this person; nothing raised. */
export function safetyChecksOf(
  recipe: PatientRecipe,
  course: PatientCourse,
): NonNullable<WrittenDiary['safetyChecks']> {
  const round = (occasion: Occasion, day: number): NonNullable<WrittenDiary['safetyChecks']>[number] => {
    const date = addDays(course.firstDay, Math.max(0, day))
    const { questions } = safetyQuestions(occasion, personOf(recipe, course), { today: date })
    const answers = Object.fromEntries(questions.map(({ id }) => [id, 'no' as const]))
    return { id: occasion, date, occasion, answers }
  }
  const manual = course.treatments.find(({ recipe: { treatment } }) => MANUAL.includes(treatment))
  return [
    round('onboarding', 0),
    ...(manual === undefined ? [] : [round('before-manual-therapy', manual.startDay - 1)]),
  ]
}

/** PHQ-4 every twelve weeks, worse where the weeks before were; and how things have changed twelve weeks after a start. */
export function questionnairesOf(
  { questionnaires }: PatientRecipe,
  { firstDay, days, grade, treatments }: PatientCourse,
  random: Random,
): NonNullable<WrittenDiary['questionnaires']> {
  if (questionnaires !== true) return []
  const load = (day: number): number => {
    const weeks = grade.subarray(Math.max(0, day - 27), day + 1)
    return weeks.reduce((sum, one) => sum + one, 0) / Math.max(1, weeks.length)
  }
  const filled: NonNullable<WrittenDiary['questionnaires']> = []
  for (let day = 0; day < days; day += EVERY_DAYS) {
    const answer = (): number => Math.min(3, Math.max(0, Math.round(0.3 + 0.9 * load(day) + 0.6 * random.normal())))
    filled.push({
      questionnaire: 'phq-4',
      date: addDays(firstDay, day),
      answers: { q1: answer(), q2: answer(), q3: answer(), q4: answer() },
    })
  }
  for (const { startDay } of treatments) {
    const day = startDay + EVERY_DAYS
    if (startDay < 0 || day >= days) continue
    const change = Math.round(4 * (load(startDay) - load(day)) + 0.7 * random.normal())
    filled.push({
      questionnaire: 'global-change',
      date: addDays(firstDay, day),
      answers: { q1: Math.min(3, Math.max(-3, change)) },
    })
  }
  return filled.sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0))
}
