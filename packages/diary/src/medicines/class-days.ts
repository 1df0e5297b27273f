// Whether a class of medicine was taken on a day, as far as the day tells: what every count of medicine days asks of each day.
import type { LivedDay } from '../days/lived-day.ts'
import type { Status } from '../three-valued.ts'
import type { MedicineClass } from './medicine-class.ts'

/** What a day tells of its medicines, read once for all classes. */
export interface DayMedicines {
  /** Of the acute medicines that were noted; a class may stand there twice. */
  readonly classes: readonly MedicineClass[]
  /** More may have been taken than was noted. */
  readonly open: boolean
  /** An acute medicine of which nobody knows what it is, or what all of it is. */
  readonly unclassified: boolean
}

const NONE: DayMedicines = { classes: [], open: false, unclassified: false }
const NOT_NOTED: DayMedicines = { classes: [], open: true, unclassified: false }

/** O(intakes of the day). */
export function medicinesOf({ intakes, observed, acuteMedicine }: LivedDay): DayMedicines {
  // a day with one intake noted and no other entry may have had more
  const open = !(acuteMedicine === 'not-met' || (acuteMedicine === 'met' && observed))
  if (intakes.length === 0) return open ? NOT_NOTED : NONE
  const acute = intakes.filter((one) => one.acute)
  return {
    classes: acute.flatMap(({ classes }) => classes),
    open,
    unclassified: acute.some(({ unclassified }) => unclassified),
  }
}

/**
 * Met where any of the classes was taken as an acute medicine, however many doses; unknown where more may have been taken than was noted.
 * A medicine of unknown class makes it neither met nor unknown: it is counted beside.
 */
export function tookAnyOf({ classes: taken, open }: DayMedicines, classes: readonly MedicineClass[]): Status {
  if (taken.some((one) => classes.includes(one))) return 'met'
  return open ? 'unknown' : 'not-met'
}
