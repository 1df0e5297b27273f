// Days with each class of medicine in every calendar month, and whether its limit was reached: with what gaps and unknown medicines leave open.
import { daysInMonth, type LocalMonth } from '../calendar/local-date.ts'
import type { LivedDay } from '../days/lived-day.ts'
import { calendarMonths, type Span } from '../measures/spans.ts'
import { tallyOf, type Tally } from '../measures/tally.ts'
import type { Diary } from '../model/diary.ts'
import { allOf, anyOf, countReaches, not, type Status } from '../three-valued.ts'
import { medicinesOf, tookAnyOf, type DayMedicines } from './class-days.ts'
import type { MedicineClass } from './medicine-class.ts'
import {
  daysLeftBelow,
  LIMITED_CLASSES,
  limitOf,
  MULTIPLE_CLASSES_LIMIT,
  UNLIMITED_CLASSES,
  type LimitedClass,
  type UnlimitedClass,
} from './monthly-limits.ts'

/** One class in one calendar month. */
export interface ClassInMonth {
  readonly medicineClass: LimitedClass
  /** Of the month's days that the diary covers. A medicine of unknown class is in no class here, and leaves `overuse` open. */
  readonly days: Tally
  readonly limit: number
  /** Days that can still be taken below the limit, from what was noted (`medicine-limit.days-left`). */
  readonly daysLeft: number
  /** Unknown where gaps, days outside the diary or unclassified medicines could still reach the limit. */
  readonly overuse: Status
}

export interface MedicineMonth {
  readonly month: LocalMonth
  /** The diary covers all of it. The days outside are open: a part of a month can reach a limit, and is below it only if those could not reach it. */
  readonly whole: boolean
  /** All limited classes, also those that were not taken. */
  readonly classes: readonly ClassInMonth[]
  /** ICHD-3 8.2.6: several classes together, none overused by itself. `classes` are those that were taken. */
  readonly multiple: {
    readonly days: Tally
    readonly classes: readonly LimitedClass[]
    readonly limit: number
    readonly daysLeft: number
    readonly overuse: Status
  }
  /** Classes that have no limit, where they occur in the month. */
  readonly withoutLimit: readonly { readonly medicineClass: UnlimitedClass; readonly days: Tally }[]
  /** Days with an acute medicine of which nobody knows what it is, or what all of it is. */
  readonly unclassifiedDays: number
}

/** Every calendar month that the diary touches. O(days · classes + intakes). */
export function medicineMonths({ firstDay, lastDay }: Diary, days: readonly LivedDay[]): MedicineMonth[] {
  const medicines = days.map(medicinesOf)
  return calendarMonths(firstDay, lastDay).map((span) => medicineMonth(span, medicines.slice(span.from, span.to)))
}

function medicineMonth({ name, whole }: Span, days: readonly DayMedicines[]): MedicineMonth {
  const outside = daysInMonth(name) - days.length
  const classes = LIMITED_CLASSES.map((medicineClass) => classInMonth(medicineClass, days, outside))
  return {
    month: name,
    whole,
    classes,
    multiple: severalClasses(classes, days, outside),
    withoutLimit: UNLIMITED_CLASSES.map((medicineClass) => ({
      medicineClass,
      days: countDays(days, [medicineClass]).tally,
    })).filter(({ days }) => days.count > 0),
    unclassifiedDays: days.filter(({ unclassified }) => unclassified).length,
  }
}

function classInMonth(medicineClass: LimitedClass, days: readonly DayMedicines[], outside: number): ClassInMonth {
  const limit = limitOf(medicineClass).value.days
  const { tally, perhaps } = countDays(days, [medicineClass])
  return {
    medicineClass,
    days: tally,
    limit,
    daysLeft: daysLeftBelow(limit, tally.count),
    overuse: countReaches(tally.count, tally.most + perhaps + outside, limit),
  }
}

/** `perhaps`: days on which the class was not noted but a medicine was whose class nobody knows. */
function countDays(
  days: readonly DayMedicines[],
  classes: readonly MedicineClass[],
): { tally: Tally; perhaps: number } {
  let met = 0
  let open = 0
  let perhaps = 0
  for (const day of days) {
    const took = tookAnyOf(day, classes)
    if (took === 'met') met++
    else if (took === 'unknown') open++
    else if (day.unclassified) perhaps++
  }
  return { tally: tallyOf(days.length, met, open), perhaps }
}

/** Two classes or more: ten days of one NSAID alone are not overuse of several. */
function severalClasses(
  classes: readonly ClassInMonth[],
  days: readonly DayMedicines[],
  outside: number,
): MedicineMonth['multiple'] {
  const { days: limit, fewestClasses, classes: counted } = MULTIPLE_CLASSES_LIMIT.value
  const { tally, perhaps } = countDays(days, counted)
  const taken = classes
    .filter(({ medicineClass, days }) => counted.includes(medicineClass) && days.count > 0)
    .map(({ medicineClass }) => medicineClass)
  // what is open may be of any class, also on a day on which another one was noted
  const anythingOpen = outside > 0 || days.some(({ open, unclassified }) => open || unclassified)
  return {
    days: tally,
    classes: taken,
    limit,
    daysLeft: daysLeftBelow(limit, tally.count),
    overuse: allOf(
      countReaches(tally.count, tally.most + perhaps + outside, limit),
      countReaches(taken.length, anythingOpen ? counted.length : taken.length, fewestClasses),
      not(anyOf(...classes.map(({ overuse }) => overuse))),
    ),
  }
}
