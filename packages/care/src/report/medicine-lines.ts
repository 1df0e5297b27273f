// Acute medicines of a report: each class in each calendar month against its limit, and what is overuse or may be.
import { monthOf, type LocalDate, type MedicineMonth, type MedicineUse } from '@clearday/diary'
import type { ReportMedicine } from './report.ts'

/** Classes as a patient calls them. */
export const CLASS_NAMES: Readonly<Record<string, string>> = {
  ergot: 'ergotamine',
  triptan: 'triptans',
  'non-opioid': 'simple painkillers (paracetamol, NSAIDs)',
  opioid: 'opioids',
  'combination-analgesic': 'combination painkillers',
  'other-acute': 'other acute medicines',
  'multiple-classes': 'several classes together',
  gepant: 'gepants',
  ditan: 'ditans',
  antiemetic: 'medicines against nausea',
}

/** Every calendar month that the period touches, whole: limits are per month. Classes that were taken on no known day are left out. */
export function reportMedicines({ months }: MedicineUse, firstDay: LocalDate, lastDay: LocalDate): ReportMedicine[] {
  return months.filter(({ month }) => month >= monthOf(firstDay) && month <= monthOf(lastDay)).flatMap(monthLines)
}

function monthLines({ month, whole, classes, multiple, withoutLimit }: MedicineMonth): ReportMedicine[] {
  const lines = classes.map(({ medicineClass, days, limit, overuse }) => ({
    month,
    whole,
    medicineClass,
    name: CLASS_NAMES[medicineClass] ?? medicineClass,
    days: days.count,
    most: days.most,
    limit,
    overuse,
  }))
  const together =
    multiple.overuse === 'met'
      ? [
          {
            month,
            whole,
            medicineClass: 'multiple-classes',
            name: CLASS_NAMES['multiple-classes'],
            days: multiple.days.count,
            most: multiple.days.most,
            limit: multiple.limit,
            overuse: multiple.overuse,
          },
        ]
      : []
  const unlimited = withoutLimit.map(({ medicineClass, days }) => ({
    month,
    whole,
    medicineClass,
    name: CLASS_NAMES[medicineClass] ?? medicineClass,
    days: days.count,
    most: days.most,
    limit: null,
    overuse: 'not-met' as const,
  }))
  return [...lines, ...together, ...unlimited]
    .filter(({ days }) => days > 0)
    .map((line) => ({ ...line, says: says(line) }))
}

function says({ name, days, month, whole, limit, overuse }: Omit<ReportMedicine, 'says'>): string {
  const part = whole ? '' : ' (a part of the month)'
  const against = limit === null ? ', no limit is published for it' : `, overuse from ${limit}`
  const verdict =
    overuse === 'met' ? ': reached' : overuse === 'unknown' ? ': cannot be excluded, days are missing' : ''
  return `${name} on ${days} ${days === 1 ? 'day' : 'days'} of ${month}${part}${against}${verdict}`
}

/** Doses above a day's maximum within the period and those whose strength could make them so, in sentences; and for whom a maximum is. */
export function doseLines(
  { doseAlerts, strengthUnknown, ageNote }: MedicineUse,
  firstDay: LocalDate,
  lastDay: LocalDate,
): string[] {
  const lines = [...doseAlerts, ...strengthUnknown]
    .filter(({ date }) => date >= firstDay && date <= lastDay)
    .map(({ sentence }) => sentence)
  const ofChild = ageNote?.months.some((month) => month >= monthOf(firstDay) && month <= monthOf(lastDay)) === true
  return ofChild ? [...lines, ageNote.sentence] : lines
}

/** Those that reach their limit, and those that could on the days that are open. */
export function overuseLines(medicines: readonly ReportMedicine[]): string[] {
  return [
    ...medicines.filter(({ overuse }) => overuse === 'met'),
    ...medicines.filter(({ overuse }) => overuse === 'unknown'),
  ].map((line) => line.says)
}
