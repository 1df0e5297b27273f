// Headache days joined into attacks, each with its hours, as far as they were written down.
import { addDays, type LocalDate } from '@clearday/diary'
import type { Random } from '@clearday/inference'
import type { PatientRecipe } from '../people/recipe.ts'
import { between, chance, momentOn, oneOf } from './clock-times.ts'
import { clusterFeatures, migraineFeatures, type WrittenAttack } from './headache-features.ts'
import type { LoggedDay } from './logged-days.ts'
import type { PatientCourse } from './patient-course.ts'

/** A spell of headache that was written down as an attack. Days are 0-based, both included. */
export interface AttackSpell {
  readonly firstDay: number
  readonly lastDay: number
  readonly startMinutes: number
  readonly endMinutes: number
  readonly entry: WrittenAttack
}

/** ICHD-3: a migraine lasts three days at most; what goes on is taken for another. */
const LONGEST_DAYS = 3

/** In their order; none overlaps another. Headache days that belong to none are written as days alone. O(days). */
export function attacksOf(
  recipe: PatientRecipe,
  course: PatientCourse,
  logged: readonly LoggedDay[],
  random: Random,
): readonly AttackSpell[] {
  if (recipe.headache === 'tension-type') return []
  if (recipe.headache === 'cluster') return clusterAttacks(recipe, course, logged, random)
  return spells(course, logged).flatMap(({ firstDay, lastDay }) => {
    const worst = Math.max(...course.grade.subarray(firstDay, lastDay + 1))
    const noted = recipe.detail === 'brief' ? 0.25 : recipe.headache === 'mixed' ? 0.8 : 1
    const migraine = worst >= 2 ? noted : recipe.headache === 'migraine' && recipe.detail !== 'brief' ? 0.3 : 0
    return chance(migraine, random) ? [migraineAttack(recipe, course, logged, firstDay, lastDay, worst, random)] : []
  })
}

function spells(
  { grade, days, away }: PatientCourse,
  logged: readonly LoggedDay[],
): { firstDay: number; lastDay: number }[] {
  const found: { firstDay: number; lastDay: number }[] = []
  for (let t = 0; t < days; t++) {
    if (grade[t] === 0 || logged[t] !== 'yes') continue
    const current = found.at(-1)
    const goesOn = current?.lastDay === t - 1 && t - current.firstDay < LONGEST_DAYS && away(t) === away(t - 1)
    if (current !== undefined && goesOn) current.lastDay = t
    else found.push({ firstDay: t, lastDay: t })
  }
  return found
}

function migraineAttack(
  recipe: PatientRecipe,
  { firstDay: first, grade, days, away }: PatientCourse,
  logged: readonly LoggedDay[],
  firstDay: number,
  lastDay: number,
  worst: number,
  random: Random,
): AttackSpell {
  const date = (day: number): LocalDate => addDays(first, day)
  const sameDay = firstDay === lastDay
  const startMinutes = sameDay
    ? oneOf(
        [
          between(5.5, 8, random),
          between(5.5, 8, random),
          between(8, 12, random),
          between(12, 16, random),
          between(15, 18.5, random),
        ],
        random,
      )
    : oneOf([between(8, 14, random), between(13, 21, random), between(15, 22, random)], random)
  const hours = 4 + 3 * worst * random.uniform()
  const endMinutes = sameDay ? Math.min(startMinutes + 60 * hours, 23.7 * 60) : between(5.5, 21, random)
  // the next day was one too, and nobody wrote: when it ended is not known
  const trailsOff = lastDay + 1 < days && logged[lastDay + 1] !== 'yes' && grade[lastDay + 1] > 0
  const end = trailsOff ? 'unknown' : momentOn(date(lastDay), endMinutes)
  const asleep = !sameDay && !trailsOff && endMinutes < 9 * 60 && chance(0.6, random)
  const aura = recipe.aura !== undefined && startMinutes > 6 * 60 && chance(recipe.aura, random)
  const entry: WrittenAttack = {
    id: `attack-${date(firstDay)}`,
    start: momentOn(date(firstDay), startMinutes),
    end,
    ...(away(firstDay) && recipe.trip !== undefined && { timeZone: recipe.trip.timeZone }),
    ...(asleep && { endedBySleep: true }),
    ...migraineFeatures(recipe, worst, random),
    ...(aura && { aura: visualAura(date(firstDay), startMinutes, random) }),
    ...(recipe.detail === 'full' && phases(random)),
  }
  return { firstDay, lastDay, startMinutes, endMinutes, entry }
}

function visualAura(date: LocalDate, startMinutes: number, random: Random): NonNullable<WrittenAttack['aura']> {
  const before = 20 + 5 * random.integer(6)
  const symptoms: NonNullable<WrittenAttack['aura']>['symptoms'] = [
    {
      kind: 'visual',
      durationMinutes: 15 + 5 * random.integer(5),
      spreadMinutes: 5 + 5 * random.integer(3),
      oneSided: chance(0.7, random),
      positive: true,
      fullyReversible: true,
    },
  ]
  if (chance(0.2, random))
    symptoms.push({
      kind: 'sensory',
      durationMinutes: 20,
      spreadMinutes: 10,
      oneSided: true,
      positive: true,
      fullyReversible: true,
    })
  return {
    start: momentOn(date, startMinutes - before),
    symptoms,
    ...(symptoms.length > 1 && { inSuccession: true }),
  }
}

function phases(random: Random): Pick<WrittenAttack, 'prodrome' | 'postdrome'> {
  const before = ['yawning', 'stiff neck', 'craving', 'irritable', 'tired'].filter(() => chance(0.2, random))
  const behind = ['drained', 'foggy', 'tender'].filter(() => chance(0.3, random))
  return {
    ...(chance(0.6, random) && { prodrome: { symptoms: before } }),
    ...(chance(0.5, random) && { postdrome: { symptoms: behind } }),
  }
}

/** One or two a day, by the clock. */
function clusterAttacks(
  recipe: PatientRecipe,
  { firstDay: first, grade, days }: PatientCourse,
  logged: readonly LoggedDay[],
  random: Random,
): AttackSpell[] {
  const found: AttackSpell[] = []
  for (let t = 0; t < days; t++) {
    if (grade[t] === 0 || logged[t] !== 'yes') continue
    const hoursOfDay = chance(0.35, random) ? [5, 21] : [5]
    for (const [k, hour] of hoursOfDay.entries()) {
      const startMinutes = between(hour, hour + 1, random)
      const endMinutes = startMinutes + 35 + random.integer(70)
      const date = addDays(first, t)
      const entry: WrittenAttack = {
        id: `attack-${date}-${k + 1}`,
        start: momentOn(date, startMinutes),
        end: momentOn(date, endMinutes),
        ...clusterFeatures(recipe, random),
      }
      found.push({ firstDay: t, lastDay: t, startMinutes, endMinutes, entry })
    }
  }
  return found
}
