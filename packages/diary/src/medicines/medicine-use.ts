// What was taken, month by month, against the limits: overuse, warnings before it, doses above a day's maximum, and weeks of regular use.
import type { ClinicalRule } from '../clinical-rule.ts'
import type { LivedDay } from '../days/lived-day.ts'
import type { Diary } from '../model/diary.ts'
import { normaliseName } from './catalogue.ts'
import { doseAlerts, type DoseAlert } from './dose-alerts.ts'
import { DOSE_RULES } from './dose-rules.ts'
import { ageNote, CHILD_RULES, type AgeNote } from './doses-of-children.ts'
import { dosesTaken } from './doses-taken.ts'
import { medicineMonths, type MedicineMonth } from './medicine-months.ts'
import { warningsOf, type MedicineWarning } from './medicine-warnings.ts'
import { NO_LIMIT_RULES, UNLIMITED_CLASSES, type UnlimitedClass } from './monthly-limits.ts'
import { REGULAR_WEEK, regularWeeks, type RegularWeeks } from './regular-weeks.ts'
import { strengthNotices, type StrengthNotice } from './strength-notices.ts'

export type { DoseAlert } from './dose-alerts.ts'
export type { AgeNote } from './doses-of-children.ts'
export type { ClassInMonth, MedicineMonth } from './medicine-months.ts'
export type { MedicineWarning } from './medicine-warnings.ts'
export type { RegularWeeks } from './regular-weeks.ts'
export type { StrengthNotice } from './strength-notices.ts'

/** Said where days of such a class are shown, so that the missing limit is not taken for a forgotten one. */
export interface NoLimitNote {
  readonly medicineClass: UnlimitedClass
  readonly sentence: string
  readonly ruleId: string
}

export interface MedicineUse {
  /** Every calendar month that the diary touches. Limits are per calendar month, never per 28 days. */
  readonly months: readonly MedicineMonth[]
  /** For the calendar month of the diary's last day. */
  readonly warnings: readonly MedicineWarning[]
  readonly doseAlerts: readonly DoseAlert[]
  /** Doses that only a strength which is not noted could make too much; one for an ingredient. */
  readonly strengthUnknown: readonly StrengthNotice[]
  /** That the maxima are for adults; null for an adult, and where the age is not known. */
  readonly ageNote: AgeNote | null
  /** Weeks (Monday to Sunday) with two or more days of acute medicine, of those the diary covers wholly. */
  readonly regularWeeks: RegularWeeks
  /** Classes without a limit that occur in the diary. */
  readonly withoutLimit: readonly NoLimitNote[]
  /** Acute or unexplained products that nobody could classify, as they were written; each once, the first written first. */
  readonly unclassified: readonly string[]
}

/**
 * All that the medicines of a diary say.
 *
 * Overuse is said of a class and a calendar month, and is no diagnosis: medication-overuse headache also needs headache on 15 or more days a
 * month, which is the patterns' to answer (ICHD-3 8.2).
 *
 * @param days of this diary. @returns O(days + intakes), for intakes in the order of time, as a diary that was read has them.
 */
export function medicineUse(diary: Diary, days: readonly LivedDay[]): MedicineUse {
  const months = medicineMonths(diary, days)
  const doses = dosesTaken(diary, days)
  const alerts = doseAlerts(diary, doses)
  return {
    months,
    warnings: months.slice(-1).flatMap(warningsOf),
    doseAlerts: alerts,
    strengthUnknown: strengthNotices(diary, doses, alerts),
    ageNote: ageNote(diary, days),
    regularWeeks: regularWeeks(days),
    withoutLimit: UNLIMITED_CLASSES.filter((one) =>
      months.some(({ withoutLimit }) => withoutLimit.some(({ medicineClass }) => medicineClass === one)),
    ).map((medicineClass) => {
      const { statement, id } = NO_LIMIT_RULES[medicineClass]
      return { medicineClass, sentence: statement, ruleId: id }
    }),
    unclassified: unclassifiedNames(days),
  }
}

function unclassifiedNames(days: readonly LivedDay[]): string[] {
  const unknown = days
    .flatMap(({ intakes }) => intakes)
    .filter(({ unclassified, classes }) => unclassified && classes[0] !== 'preventive')
    .sort(
      (one, other) =>
        one.intake.at.earliestMs - other.intake.at.earliestMs || (one.productName < other.productName ? -1 : 1),
    )
  const byName = new Map<string, string>()
  for (const { productName } of unknown) {
    // what has no letters at all stands for itself
    const key = normaliseName(productName) || productName
    if (!byName.has(key)) byName.set(key, productName)
  }
  return [...byName.values()]
}

/** What this room adds to the limits, classes and maxima: how doses are added up, and what a week of regular use is. */
export const MEDICINE_USE_RULES: readonly ClinicalRule<unknown>[] = [REGULAR_WEEK, ...DOSE_RULES, ...CHILD_RULES]
