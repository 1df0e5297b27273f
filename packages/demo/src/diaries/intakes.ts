// What an invented patient takes, when, and how much it helps: more readily the worse it is, and by some of them too often.
import { addDays, type WrittenDiary } from '@clearday/diary'
import type { Random } from '@clearday/inference'
import type { Medicine, PatientRecipe } from '../people/recipe.ts'
import type { AttackSpell } from './attacks.ts'
import { between, chance, momentOn } from './clock-times.ts'
import type { LoggedDay } from './logged-days.ts'
import type { PatientCourse } from './patient-course.ts'

export type WrittenIntake = NonNullable<WrittenDiary['intakes']>[number]

const SECOND_DOSE = 0.22
const LAST_SECOND_DOSE_MINUTES = 20 * 60

/** Intakes of logged days; what was taken on a day that nobody wrote down is not known. O(days). */
export function intakesOf(
  recipe: PatientRecipe,
  { firstDay, grade, days, away }: PatientCourse,
  logged: readonly LoggedDay[],
  attacks: readonly AttackSpell[],
  random: Random,
): readonly WrittenIntake[] {
  const { acute } = recipe
  const startOn = new Map(attacks.map((attack) => [attack.firstDay, attack]))
  // on the last day of a longer one nothing is taken once it is over
  const endsOn = new Map(attacks.map(({ lastDay, endMinutes }) => [lastDay, endMinutes - 20]))
  const taken: WrittenIntake[] = []
  for (let t = 0; t < days; t++) {
    if (logged[t] !== 'yes') continue
    const date = addDays(firstDay, t)
    let ofDay = 0
    const zone = away(t) && recipe.trip !== undefined ? { timeZone: recipe.trip.timeZone } : {}
    const put = (medicine: Medicine, minutes: number, relief: WrittenIntake['relief'], justInCase: boolean): void => {
      taken.push({
        id: `intake-${date}-${++ofDay}`,
        at: momentOn(date, minutes),
        ...zone,
        product: medicine.product,
        ...(medicine.milligrams !== undefined && {
          ingredients: [{ ingredient: medicine.product, milligrams: medicine.milligrams }],
        }),
        ...(medicine.units !== undefined && { units: medicine.units }),
        ...(justInCase && { reason: 'headache' as const, note: 'so that it does not come' }),
        ...(relief !== undefined && recipe.detail !== 'brief' && { relief }),
      })
    }
    if (grade[t] === 0) {
      if (chance(acute.justInCase ?? 0, random)) put(acute.other, between(7, 12, random), undefined, true)
      continue
    }
    if (!chance(acute.readiness[grade[t] - 1], random)) continue
    const specific =
      grade[t] >= 2 && acute.specific !== undefined && chance(acute.specificShare, random) ? acute.specific : null
    const attack = startOn.get(t)
    const awake = between(7, 18, random)
    const first =
      attack === undefined ? Math.min(awake, endsOn.get(t) ?? awake) : attack.startMinutes + 15 + random.integer(90)
    const medicine = specific ?? acute.other
    const relief = reliefOf(specific !== null, grade[t], random)
    put(medicine, first, relief, false)
    const again = relief === 'none' || relief === 'some' ? 2 * SECOND_DOSE : SECOND_DOSE / 2
    if (first < LAST_SECOND_DOSE_MINUTES - 150 && chance(again, random)) {
      const next = chance(0.5, random) ? medicine : acute.other
      put(
        next,
        Math.min(first + 150 + random.integer(120), 23 * 60),
        reliefOf(next === acute.specific, grade[t], random),
        false,
      )
    }
  }
  return taken
}

function reliefOf(specific: boolean, grade: number, random: Random): WrittenIntake['relief'] {
  const draw = random.uniform() + (specific ? 0.2 : 0) - 0.12 * (grade - 1)
  return draw < 0.2 ? 'none' : draw < 0.5 ? 'some' : draw < 0.85 ? 'much' : 'complete'
}
