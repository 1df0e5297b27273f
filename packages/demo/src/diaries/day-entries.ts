// The days as they are written: what was said of each headache beside its attack, sleep and stress, what was missed, and days left empty.
import { addDays, type WrittenDiary } from '@clearday/diary'
import type { Random } from '@clearday/inference'
import type { PatientRecipe } from '../people/recipe.ts'
import type { AttackSpell } from './attacks.ts'
import { chance, oneOf } from './clock-times.ts'
import { functionOf, migraineFeatures, severityWord, tensionFeatures, type WrittenDay } from './headache-features.ts'
import type { WrittenIntake } from './intakes.ts'
import type { LoggedDay } from './logged-days.ts'
import { NOTES_OF_CLEAR_DAYS, NOTES_OF_HEADACHE_DAYS } from './notes.ts'
import type { PatientCourse } from './patient-course.ts'

const NOTED = 0.025
/** Of the days that are left empty some are named as not known later. */
const NAMED_UNKNOWN = 0.2
const BLEEDING_DAYS = 5

/** By date; days without an entry are not there. O(days). */
export function dayEntries(
  recipe: PatientRecipe,
  course: PatientCourse,
  logged: readonly LoggedDay[],
  attacks: readonly AttackSpell[],
  intakes: readonly WrittenIntake[],
  random: Random,
): NonNullable<WrittenDiary['days']> {
  const inAttack = new Set(
    attacks.flatMap(({ firstDay, lastDay }) => [firstDay, lastDay, lastDay - 1].filter((day) => day >= firstDay)),
  )
  const tookOn = new Set(intakes.map(({ at }) => at.slice(0, 10)))
  return logged.flatMap((said, t): WrittenDay[] => {
    const date = addDays(course.firstDay, t)
    const zone = course.away(t) && recipe.trip !== undefined ? { timeZone: recipe.trip.timeZone } : {}
    if (said === 'too-unwell')
      return chance(0.6, random) ? [{ date, headache: 'unknown', unknownBecause: 'too-unwell' }] : []
    if (said === 'no')
      return chance(NAMED_UNKNOWN, random)
        ? [{ date, headache: 'unknown', unknownBecause: oneOf(['forgot', 'busy', 'not-sure'], random) }]
        : []
    const grade = course.grade[t]
    return [
      {
        date,
        ...zone,
        ...(grade === 0 ? clearDay(recipe, random) : headacheDay(recipe, grade, inAttack.has(t), random)),
        ...bleedingOn(course.cycleDay[t], random),
        ...factorsOn(course, t),
        ...(grade > 0 && recipe.detail === 'full' && !tookOn.has(date) && chance(0.7, random) && { noMedicine: true }),
        ...(chance(NOTED, random) && { note: oneOf(grade > 0 ? NOTES_OF_HEADACHE_DAYS : NOTES_OF_CLEAR_DAYS, random) }),
      },
    ]
  })
}

function clearDay({ detail }: PatientRecipe, random: Random): Omit<WrittenDay, 'date'> {
  return {
    headache: 'none',
    ...(detail === 'full' && { functionalGrade: 0 as const }),
    ...(detail === 'full' && chance(0.5, random) && { prodrome: [], postdrome: [] }),
  }
}

function headacheDay(
  recipe: PatientRecipe,
  grade: number,
  inAttack: boolean,
  random: Random,
): Omit<WrittenDay, 'date'> {
  const lost = grade === 3 && chance(0.7, random) ? { lostTime: lostTime(random) } : {}
  if (recipe.detail === 'brief') return { headache: 'present', severity: severityWord(grade) }
  if (inAttack)
    return { headache: 'present', severity: severityWord(grade), functionalGrade: functionOf(grade, random), ...lost }
  // without an attack the day itself says what it was like, often shortly
  const hours = { hours: Math.min(18, 1 + random.integer(3 + 4 * grade)) }
  if (!chance(recipe.detail === 'full' ? 0.8 : 0.35, random))
    return { headache: 'present', severity: severityWord(grade), ...hours, ...lost }
  const migraine = recipe.headache === 'migraine' && grade >= 2
  return {
    headache: 'present',
    ...hours,
    ...(migraine ? migraineFeatures(recipe, grade, random) : tensionFeatures(recipe, grade, random)),
    ...lost,
  }
}

function lostTime(random: Random): NonNullable<WrittenDay['lostTime']> {
  const missedWork = chance(0.4, random)
  return {
    missedWork,
    halfWork: !missedWork && chance(0.5, random),
    missedHousehold: chance(0.6, random),
    missedSocial: chance(0.35, random),
  }
}

function bleedingOn(cycleDay: number, random: Random): Pick<WrittenDay, 'bleeding'> {
  if (cycleDay === 0) return { bleeding: 'first-day' }
  if (cycleDay > 0 && cycleDay < BLEEDING_DAYS) return { bleeding: 'continuing' }
  return cycleDay === BLEEDING_DAYS && chance(0.3, random) ? { bleeding: 'spotting' } : {}
}

/** In the units that people use. */
function factorsOn({ factors }: PatientCourse, t: number): Pick<WrittenDay, 'factors'> {
  const said: Record<string, number | boolean> = {}
  for (const [name, values] of Object.entries(factors)) {
    if (name === 'stress') said.stress = Math.min(10, Math.max(0, Math.round(4 + 2 * values[t])))
    else if (name === 'sleep-hours') said[name] = Math.min(12, Math.max(2, Math.round(2 * (7.2 + 0.9 * values[t])) / 2))
    else said[name] = values[t] > 1
  }
  return Object.keys(said).length === 0 ? {} : { factors: said }
}
