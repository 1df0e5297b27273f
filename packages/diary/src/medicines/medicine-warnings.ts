// What is said before a monthly limit is reached, and when it is: of the month in which the diary ends, from what was noted.
import type { LocalMonth } from '../calendar/local-date.ts'
import type { Tally } from '../measures/tally.ts'
import { amount, CLASS_WORDS, listed } from './class-words.ts'
import type { MedicineMonth } from './medicine-months.ts'
import { limitOf, MULTIPLE_CLASSES_LIMIT, type LimitedClass } from './monthly-limits.ts'

export interface MedicineWarning {
  readonly medicineClass: LimitedClass | 'multiple-classes'
  readonly month: LocalMonth
  readonly daysTaken: number
  /** Days that can still be taken below the limit (`medicine-limit.days-left`); 0 when the next one reaches it, or it is reached. */
  readonly daysLeft: number
  readonly level: 'coming-near' | 'reached'
  /** "1 triptan day left this month: …" */
  readonly sentence: string
  readonly ruleId: string
}

interface Counted {
  readonly medicineClass: MedicineWarning['medicineClass']
  readonly days: Tally
  readonly limit: number
  readonly daysLeft: number
  readonly warnFrom: number
  readonly ruleId: string
  /** "2 triptan days", "days with triptans". */
  readonly adjective: string
  readonly many: string
}

/** In the order of the classes, several classes together last. A day without an entry never raises a warning by itself. O(classes). */
export function warningsOf({ month, classes, multiple }: MedicineMonth): MedicineWarning[] {
  const single = classes.map((one): Counted => {
    const { id, value } = limitOf(one.medicineClass)
    const { adjective, many, examples } = CLASS_WORDS[one.medicineClass]
    const explained = examples === undefined ? many : `${many} (${examples})`
    return { ...one, warnFrom: value.warnFrom, ruleId: id, adjective, many: explained }
  })
  const { warnFrom, fewestClasses } = MULTIPLE_CLASSES_LIMIT.value
  const overusedByItself = single.some(({ days, limit }) => days.count >= limit)
  const together: Counted[] =
    multiple.classes.length < fewestClasses || overusedByItself
      ? []
      : [
          {
            ...multiple,
            medicineClass: 'multiple-classes',
            warnFrom,
            ruleId: MULTIPLE_CLASSES_LIMIT.id,
            adjective: 'acute medicine',
            many: `${listed(multiple.classes)}, counted together`,
          },
        ]
  return [...single, ...together]
    .filter(({ days, warnFrom }) => days.count >= warnFrom)
    .map((counted) => warning(month, counted))
}

function warning(month: LocalMonth, counted: Counted): MedicineWarning {
  const { medicineClass, days, limit, daysLeft, ruleId } = counted
  const level = days.count >= limit ? 'reached' : 'coming-near'
  const sentence = level === 'reached' ? reachedSentence(counted) : leftSentence(counted)
  return { medicineClass, month, daysTaken: days.count, daysLeft, level, sentence, ruleId }
}

function leftSentence({ days, limit, daysLeft, adjective, many }: Counted): string {
  const atMost = days.most > days.count && daysLeft > 0 ? 'At most ' : ''
  const left = `${daysLeft === 0 ? 'No' : daysLeft} ${adjective} ${daysLeft === 1 ? 'day' : 'days'} left this month`
  return `${atMost}${left}: you noted ${amount(days.count, 'day')} with ${many} (the ${limit}th day counts as overuse).${gaps(days)}`
}

/** Overuse alone is no diagnosis, and stopping suddenly can be dangerous: so it names who to ask and nothing else. */
function reachedSentence({ days, limit, many }: Counted): string {
  return `This month you noted ${amount(days.count, 'day')} with ${many}: ${limit} or more a month count as overuse. Ask a doctor or pharmacist how to go on, before you stop or change anything.${gaps(days)}`
}

function gaps({ count, most }: Tally): string {
  if (most === count) return ''
  return ` On ${amount(most - count, 'day')} this month it is not noted what you took.`
}
