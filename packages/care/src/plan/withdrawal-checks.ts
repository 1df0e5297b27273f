// An overused medicine that was given up changes headaches by itself; what began in the same weeks cannot be credited or blamed.
import { daysBetween, firstOfMonth, type ClinicalRule, type LocalDate, type MedicineUse } from '@clearday/diary'
import type { UsedTreatment } from '../answers/used-treatments.ts'
import type { History } from '../history.ts'
import { APART_DAYS, changesOf } from './close-changes.ts'
import { startingSentence, type PlanCheck } from './plan-check.ts'

export const WITHDRAWAL: ClinicalRule<number> = {
  id: 'plan.withdrawal',
  version: 1,
  value: 0.5,
  statement:
    'Where a medicine was overused in one month and taken on half as many days or fewer in the next, it counts as given up then. Headaches change by themselves in such weeks, often for the worse at first.',
  certainty: 'proposal',
  source: 'Ours; that headaches may be worse for some time after an overused medicine is stopped is general knowledge.',
}

interface Withdrawal {
  readonly medicineClass: string
  readonly from: number
  readonly to: number
  /** The first day of the month with fewer. */
  readonly on: LocalDate
}

function withdrawals({ months }: MedicineUse): Withdrawal[] {
  return months.slice(1).flatMap((month, k) => {
    const before = months[k]
    if (!month.whole) return []
    return before.classes.flatMap(({ medicineClass, days, overuse }) => {
      const now = month.classes.find((one) => one.medicineClass === medicineClass)
      // a class that does not occur in a month was not taken on any day that is known; the others are open
      const most = now?.days.most ?? month.multiple.days.days - month.multiple.days.observedDays
      return overuse === 'met' && most <= WITHDRAWAL.value * days.count
        ? [{ medicineClass, from: days.count, to: now?.days.count ?? 0, on: firstOfMonth(month.month) }]
        : []
    })
  })
}

/** One check for each treatment that began or changed within four weeks of the beginning of a withdrawal. */
export function withdrawalChecks(
  treatments: readonly UsedTreatment[],
  { diary }: History,
  medicines: MedicineUse,
): PlanCheck[] {
  const given = withdrawals(medicines)
  return treatments.flatMap((treatment): PlanCheck[] => {
    const changes = changesOf(treatment, diary.lastDay)
    const found = given.findLast(({ on }) =>
      changes.some((change) => Math.abs(daysBetween(on, change)) <= APART_DAYS.value),
    )
    if (found === undefined) return []
    const { medicineClass, from, to, on } = found
    return [
      {
        code: 'overlaps-withdrawal',
        level: 'note',
        treatments: [treatment.known.id],
        on,
        sentence: `${startingSentence(treatment.known)} began or changed within ${APART_DAYS.value} days of when days with ${CLASS_WORDS[medicineClass] ?? medicineClass} fell from ${from} a month to ${to} (${on}). Giving up an overused medicine changes headaches by itself, so what it did in those weeks can hardly be told.`,
        ruleId: WITHDRAWAL.id,
      },
    ]
  })
}

const CLASS_WORDS: Readonly<Record<string, string>> = {
  ergot: 'ergotamine',
  triptan: 'triptans',
  'non-opioid': 'simple painkillers',
  opioid: 'opioids',
  'combination-analgesic': 'combination painkillers',
  'other-acute': 'another acute medicine',
}
