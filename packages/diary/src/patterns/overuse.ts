// Overuse of acute medicines by ICHD-3's codes: on which days each kind was taken, and in which months that is overuse.
import type { LivedDay } from '../days/lived-day.ts'
import { LIMITED_CLASSES, limitOf, MULTIPLE_CLASSES_LIMIT, type LimitedClass } from '../medicines/monthly-limits.ts'
import type { Span } from '../measures/spans.ts'
import { countStatuses } from '../measures/tally.ts'
import { allOf, countReaches, not, type Status } from '../three-valued.ts'
import { countMonths, type MonthCount, type Row } from './months-in-a-row.ts'
import { UNKNOWN_MEDICINES } from './pattern-rules.ts'
import { capital, listed } from './pattern-words.ts'

export interface Overuse {
  readonly code: string
  /** After "medication-overuse headache". */
  readonly name: string
  readonly needed: number
  readonly source: string
  /** What is counted, inside a sentence: "triptans". */
  readonly what: string
  /** By day. */
  readonly took: readonly Status[]
  /** By month: its days, and whether they and whatever else the code asks for are overuse. */
  readonly months: readonly MonthCount[]
  readonly overused: readonly Status[]
  /** Why it is none although the days would be enough, if that is so. */
  readonly but: (row: Row | null) => string | null
}

const PLURALS: Readonly<Record<LimitedClass, string>> = {
  ergot: 'ergotamine',
  triptan: 'triptans',
  'non-opioid': 'paracetamol, NSAIDs and other non-opioid analgesics',
  opioid: 'opioids',
  'combination-analgesic': 'combination analgesics',
  'other-acute': 'other acute medicines',
}

/** 8.2.1 to 8.2.8 in their order. O(days + intakes + months · classes). */
export function overuses(days: readonly LivedDay[], months: readonly Span[]): Overuse[] {
  const { byClass, unclassified } = takenByClass(days)
  const classes = LIMITED_CLASSES.map((one) => ofClass(one, byClass.get(one) ?? [], months))
  const several = ofSeveral(
    classes.filter(({ medicineClass }) => MULTIPLE_CLASSES_LIMIT.value.classes.includes(medicineClass)),
    months,
  )
  return [...classes, several, ofUnknown(several, classes, unclassified, months)].sort((one, other) =>
    one.code < other.code ? -1 : 1,
  )
}

interface OfClass extends Overuse {
  readonly medicineClass: LimitedClass
}

function ofClass(medicineClass: LimitedClass, took: readonly Status[], months: readonly Span[]): OfClass {
  const rule = limitOf(medicineClass)
  // every limited class has a limit; the type cannot say so
  const { code, days: needed } = rule?.value ?? { code: '', days: Infinity }
  const counts = monthsOf(took, months, needed)
  const plural = PLURALS[medicineClass]
  return {
    medicineClass,
    code,
    name: `with ${plural}`,
    needed,
    source: rule?.source ?? '',
    what: plural,
    took,
    months: counts,
    overused: counts.map(({ status }) => status),
    but: () => null,
  }
}

/** 8.2.6: of two classes or more, none of them overused by itself. A combination analgesic has its own code and is not among them. */
function ofSeveral(classes: readonly OfClass[], months: readonly Span[]): Overuse {
  const { value, source } = MULTIPLE_CLASSES_LIMIT
  const took = together(classes.map((one) => one.took))
  const counts = monthsOf(took, months, value.days)
  const used = counts.map((_, m) =>
    countReaches(
      classes.filter((one) => one.months[m].least > 0).length,
      classes.filter((one) => one.months[m].most > 0).length,
      value.fewestClasses,
    ),
  )
  const overused = counts.map(({ status }, m) => allOf(status, used[m], ...classes.map((one) => not(one.overused[m]))))
  return {
    code: value.code,
    name: 'with several classes of medicine, none overused by itself',
    needed: value.days,
    source,
    what: 'medicines of several classes together',
    took,
    months: counts,
    overused,
    but: (row) => {
      const those = counts.flatMap(({ status }, m) => (status === 'met' && inRow(m, row) ? [m] : []))
      if (those.length === 0) return null
      const alone = classes.filter(({ overused: of }) => those.some((m) => of[m] === 'met'))
      if (alone.length > 0)
        return `${capital(listed(alone.map(({ what }) => what)))} reach their own limit, and so have their own code.`
      return those.some((m) => used[m] === 'not-met')
        ? `They were of one class only; it takes ${value.fewestClasses} classes, and one class by itself has its own limit.`
        : null
    },
  }
}

/** 8.2.7: with medicines that nobody can classify, where what is classified is no overuse by itself. */
function ofUnknown(
  several: Overuse,
  classes: readonly OfClass[],
  unclassified: readonly Status[],
  months: readonly Span[],
): Overuse {
  const { days: needed } = UNKNOWN_MEDICINES.value
  const any = unclassified.includes('met')
  const took = any ? together([several.took, unclassified]) : unclassified
  const counts = monthsOf(took, months, needed)
  const unknown = monthsOf(unclassified, months, 1)
  const known = [...classes, several]
  const overused = counts.map(({ status }, m) =>
    allOf(
      status,
      unknown[m].status,
      // what surely reaches a limit without them has its own code
      ...known.map((one) => not(countReaches(one.months[m].least, one.months[m].least, one.needed))),
    ),
  )
  return {
    code: '8.2.7',
    name: 'with medicines that could not be identified',
    needed,
    source: UNKNOWN_MEDICINES.source,
    what: any
      ? 'medicines that could not be identified, alone or with others'
      : 'medicines that could not be identified',
    took,
    months: counts,
    overused,
    but: (row) => {
      const enough = counts.some(({ status }, m) => status === 'met' && inRow(m, row))
      return any && enough ? 'What is known of them reaches a limit by itself or leaves none that is unknown.' : null
    },
  }
}

function inRow(m: number, row: Row | null): boolean {
  return row === null || (m >= row.from && m <= row.to)
}

function monthsOf(took: readonly Status[], months: readonly Span[], needed: number): MonthCount[] {
  return countMonths(
    months,
    countStatuses(took.length, (k) => took[k]),
    needed,
  )
}

/** Any of several on each day. */
function together(kinds: readonly (readonly Status[])[]): Status[] {
  return kinds[0].map((_, k) => {
    let status: Status = 'not-met'
    for (const of of kinds) {
      if (of[k] === 'met') return 'met'
      if (of[k] === 'unknown') status = 'unknown'
    }
    return status
  })
}

/**
 * For each limited class whether something of it was taken on each day; a day counts once however many doses. What could not be identified
 * may have been of any class. Classes that were never taken share one list. O(days + intakes).
 */
function takenByClass(days: readonly LivedDay[]): {
  byClass: ReadonlyMap<LimitedClass, readonly Status[]>
  unclassified: readonly Status[]
} {
  // a day with one intake noted and no other entry may have had more
  const unclassified = days.map(({ acuteMedicine, observed }): Status =>
    acuteMedicine === 'unknown' || (acuteMedicine === 'met' && !observed) ? 'unknown' : 'not-met',
  )
  const none = [...unclassified]
  const intakes = days.flatMap((day, k) => day.intakes.filter(({ acute }) => acute).map((intake) => ({ intake, k })))
  for (const { intake, k } of intakes) {
    if (!intake.unclassified) continue
    none[k] = 'unknown'
    unclassified[k] = 'met'
  }
  const byClass = new Map<LimitedClass, Status[]>(LIMITED_CLASSES.map((one) => [one, none]))
  for (const { intake, k } of intakes) {
    for (const one of intake.classes) {
      const limited = one as LimitedClass
      let took = byClass.get(limited)
      if (took === undefined) continue
      if (took === none) byClass.set(limited, (took = [...none]))
      took[k] = 'met'
    }
  }
  return { byClass, unclassified }
}
