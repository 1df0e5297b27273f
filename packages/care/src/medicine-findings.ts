// What the medicines of a diary say, in the shape in which a vignette expects it.
import type { MedicineMonth, Tally } from '@clearday/diary'
import type { History } from './history.ts'
import type { JsonObject } from './vignette.ts'

/** By month, and in it by class; a class without a limit stands only where it was taken. */
export function medicinesFound({ medicines }: History): JsonObject {
  return Object.fromEntries(medicines.months.map((month) => [month.month, monthFound(month)]))
}

function monthFound({ classes, multiple, withoutLimit, unclassifiedDays }: MedicineMonth): JsonObject {
  return {
    ...Object.fromEntries(
      classes.map(({ medicineClass, days, overuse, daysLeft }) => [
        medicineClass,
        { days: tally(days), overuse, daysLeft },
      ]),
    ),
    ...Object.fromEntries(withoutLimit.map(({ medicineClass, days }) => [medicineClass, { days: tally(days) }])),
    'multiple-classes': { days: tally(multiple.days), overuse: multiple.overuse, daysLeft: multiple.daysLeft },
    unclassifiedDays,
  }
}

function tally({ count, most }: Tally): JsonObject {
  return { count, most }
}

export function warningsFound({ medicines }: History): JsonObject[] {
  return medicines.warnings.map(({ medicineClass, daysTaken, daysLeft, level }) => ({
    medicineClass,
    daysTaken,
    daysLeft,
    level,
  }))
}

export function dosesFound({ medicines }: History): JsonObject[] {
  return medicines.doseAlerts.map(({ ingredient, date, taken, most, unit, products, urgency }) => ({
    ingredient,
    date,
    taken,
    most,
    unit,
    products,
    urgency,
  }))
}
