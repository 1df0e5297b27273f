// Whether a class of medicine was taken on a day, as far as the day tells: what every count of medicine days asks of each day.
import type { LivedDay } from '../days/lived-day.ts'
import type { Status } from '../three-valued.ts'
import type { MedicineClass } from './medicine-class.ts'

/**
 * Met where any of the classes was taken as an acute medicine, however many doses; unknown where more may have been taken than was noted.
 * A medicine of unknown class does not make it met nor unknown: it is counted beside (`tookUnclassified`). O(intakes of the day).
 */
export function tookAnyOf(day: LivedDay, classes: readonly MedicineClass[]): Status {
  const { intakes, observed, acuteMedicine } = day
  if (intakes.some((one) => one.acute && one.classes.some((medicineClass) => classes.includes(medicineClass))))
    return 'met'
  // a day with one intake noted and no other entry may have had more
  return acuteMedicine === 'not-met' || (acuteMedicine === 'met' && observed) ? 'not-met' : 'unknown'
}

/** An acute medicine of which nobody knows what it is, or what all of it is. */
export function tookUnclassified({ intakes }: LivedDay): boolean {
  return intakes.some(({ acute, unclassified }) => acute && unclassified)
}
