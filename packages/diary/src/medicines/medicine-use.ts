// What was taken, month by month, against the limits: overuse, warnings before it, doses above a day's maximum, and weeks of regular use.
import type { LocalDate, LocalMonth } from '../calendar/local-date.ts'
import type { Tally } from '../measures/tally.ts'
import type { Status } from '../three-valued.ts'
import type { LimitedClass } from './monthly-limits.ts'

/** One class in one calendar month. */
export interface ClassInMonth {
  readonly medicineClass: LimitedClass
  readonly days: Tally
  readonly limit: number
  /** Unknown where gaps or unclassified medicines could still reach the limit. */
  readonly overuse: Status
}

export interface MedicineMonth {
  readonly month: LocalMonth
  /** The diary covers all of it. A part of a month can reach a limit, and is never said to have stayed below it. */
  readonly whole: boolean
  readonly classes: readonly ClassInMonth[]
  /** ICHD-3 8.2.6: several classes together, none overused by itself. */
  readonly multiple: { readonly days: Tally; readonly classes: readonly LimitedClass[]; readonly overuse: Status }
  /** Days with an acute medicine of unknown class. */
  readonly unclassifiedDays: number
}

export interface MedicineWarning {
  readonly medicineClass: LimitedClass | 'multiple-classes'
  readonly month: LocalMonth
  readonly daysTaken: number
  /** Days that are left below the limit; 0 when the next day reaches it … or it is reached. */
  readonly daysLeft: number
  readonly level: 'coming-near' | 'reached'
  /** "2 triptan days left this month." */
  readonly sentence: string
  readonly ruleId: string
}

export interface DoseAlert {
  /** The ingredient's id, or the product's name where the packet's most units a day were passed. */
  readonly ingredient: string
  readonly name: string
  /** The local day on which the 24 hours ended. */
  readonly date: LocalDate
  /** In 24 hours, all products together; units where the packet counts units. */
  readonly taken: number
  readonly most: number
  readonly unit: 'mg' | 'units'
  readonly products: readonly string[]
  readonly sentence: string
  readonly ruleId: string | null
}

export interface MedicineUse {
  readonly months: readonly MedicineMonth[]
  /** For the calendar month of the diary's last day. */
  readonly warnings: readonly MedicineWarning[]
  readonly doseAlerts: readonly DoseAlert[]
  /** Weeks (Monday to Sunday) with two or more days of acute medicine, of those the diary covers wholly. */
  readonly regularWeeks: { readonly weeks: number; readonly ofWeeks: number; readonly ruleId: string }
  /** Products that nobody could classify, as they were written. */
  readonly unclassified: readonly string[]
}
