// Medication-overuse headache by class (ICHD-3 8.2.1 to 8.2.8): overuse month after month, and headache on most days of the same months.
import type { LivedDay } from '../days/lived-day.ts'
import { MEDICINE_CLASSES, type MedicineClass } from '../medicines/medicine-class.ts'
import { LIMITED_CLASSES, limitOf, MULTIPLE_CLASSES_LIMIT, type LimitedClass } from '../medicines/monthly-limits.ts'
import { countStatuses, type StatusCounts } from '../measures/tally.ts'
import { allOf, countReaches, not, type Status } from '../three-valued.ts'
import { monthly } from './chronic-migraine.ts'
import type { DiaryReading } from './diary-reading.ts'
import { gapsTell } from './migraine-without-aura.ts'
import { countMonths, inARow, tooFewMonths, type InARow, type MonthCount } from './months-in-a-row.ts'
import { betterExplained, patternResult } from './pattern-draft.ts'
import type { PatternResult } from './pattern-result.ts'
import { MEDICATION_OVERUSE_HEADACHE, UNKNOWN_MEDICINES } from './pattern-rules.ts'

/** A kind of overuse: what its days are, and in which months it is one. */
interface Overuse {
  readonly code: string
  readonly name: string
  readonly needed: number
  readonly source: string
  readonly what: string
  readonly took: readonly Status[]
  readonly months: readonly MonthCount[]
  /** Of the months: enough days, and what else the code asks for. */
  readonly overused: readonly Status[]
}

const NAMES: Readonly<Record<LimitedClass, readonly [words: string, plural: string]>> = {
  ergot: ['ergotamine', 'ergotamine'],
  triptan: ['triptan', 'triptans'],
  'non-opioid': ['non-opioid analgesic', 'paracetamol, NSAIDs or other non-opioid analgesics'],
  opioid: ['opioid', 'opioids'],
  'combination-analgesic': ['combination-analgesic', 'combination analgesics'],
  'other-acute': ['other acute medicine', 'other acute medicines'],
}

/** ICHD-3 8.2.1 to 8.2.8, in the order of their codes. O(days + intakes + months · classes). */
export function medicationOveruseHeadache(reading: DiaryReading): PatternResult[] {
  const { days, months } = reading
  const { headacheDays } = MEDICATION_OVERUSE_HEADACHE.value
  const headache = countMonths(
    months,
    countStatuses(days.length, (k) => days[k].headache),
    headacheDays,
  )
  const A = inARow(
    months,
    headache.map(({ status }) => status),
  )
  return overuses(reading).map((overuse) => withHeadache(reading, headache, A, overuse))
}

function withHeadache(
  reading: DiaryReading,
  headache: readonly MonthCount[],
  A: InARow,
  overuse: Overuse,
): PatternResult {
  const { days, months, notNoted, diary } = reading
  const { headacheDays } = MEDICATION_OVERUSE_HEADACHE.value
  const { code, name, needed, source, what, took, overused } = overuse
  const B = sameMonths(reading, headache, A, overused)
  const headaches = days.map((day) => day.headache)
  const unclassified = [
    ...new Set(
      days.flatMap(({ intakes }) =>
        intakes.filter((one) => one.unclassified && one.acute).map((one) => one.productName),
      ),
    ),
  ]
  const alone = B.status === 'met' && A.status === 'not-met'
  return patternResult({
    code,
    name: `medication-overuse headache (${name})`,
    version: MEDICATION_OVERUSE_HEADACHE.version,
    criteria: [
      monthly('A', A, headache, headacheDays, 'Headache', days, headaches),
      monthly('B', B, overuse.months, needed, what, days, took),
    ],
    unknowns: [
      ...tooFewMonths(months),
      ...(B.status === 'unknown' && unclassified.length > 0
        ? [`What is in ${unclassified.slice(0, 3).join(', ')}.`]
        : []),
      ...gapsTell(notNoted[days.length]),
    ],
    clinicianMustJudge: [betterExplained('C'), ...before(diary.person.recalled?.headacheBeforeMedicineUse)],
    source: `${MEDICATION_OVERUSE_HEADACHE.source} ${source}`,
    nothingSeen: !took.includes('met'),
    ...(alone
      ? {
          remark: `The overuse is there: ${what.toLowerCase()} on ${needed} or more days a month; a clinician can help with it.`,
        }
      : {}),
  })
}

function before(recalled: boolean | undefined): string[] {
  if (recalled === undefined) return ['Whether there was a headache disorder before the medicines were taken so often.']
  return [
    recalled
      ? 'You remember headaches from before the medicines were taken so often; 8.2 asks for that.'
      : 'You remember no headaches from before the medicines were taken so often; 8.2 asks for a headache disorder before.',
  ]
}

/** Overuse is asked of the months with headache on 15 days or more, or that could have it; where none can, of any months. */
function sameMonths(
  { months }: DiaryReading,
  headache: readonly MonthCount[],
  A: InARow,
  overused: readonly Status[],
): InARow {
  if (A.row === null || A.status === 'not-met') return inARow(months, overused)
  const of = headache.map(({ status }) => status)
  return inARow(months, overused, ({ from, to }) => {
    const those = allOf(...of.slice(from, to + 1))
    return A.status === 'unknown' && those === 'unknown' ? 'met' : those
  })
}

function overuses(reading: DiaryReading): Overuse[] {
  const { months, days } = reading
  const taken = takenByClass(days)
  const byClass = LIMITED_CLASSES.map((medicineClass): Overuse & { medicineClass: LimitedClass } => {
    const rule = limitOf(medicineClass)
    const { code, days: needed } = rule?.value ?? { code: '', days: Infinity }
    const took = taken.get(medicineClass) ?? []
    const counts = countMonths(months, countsOf(took), needed)
    const [words, plural] = NAMES[medicineClass]
    const overused = counts.map(({ status }) => status)
    return {
      medicineClass,
      code,
      name: words,
      needed,
      source: rule?.source ?? '',
      what: `Intake of ${plural}`,
      took,
      months: counts,
      overused,
    }
  })
  const { value: multiple, source } = MULTIPLE_CLASSES_LIMIT
  const ofMultiple = byClass.filter(({ medicineClass }) => multiple.classes.includes(medicineClass))
  const anyTook = days.map((_, k) => strongest(ofMultiple.map(({ took }) => took[k])))
  const anyCounts = countMonths(months, countsOf(anyTook), multiple.days)
  const several = anyCounts.map(({ status }, m) =>
    allOf(
      status,
      usedClasses(
        ofMultiple.map((one) => one.months[m]),
        multiple.fewestClasses,
      ),
      ...ofMultiple.map(({ overused }) => not(overused[m])),
    ),
  )
  const unknownTook = taken.get('unclassified') ?? []
  const withUnknown = anyTook.map((one, k) => strongest([one, unknownTook[k]]))
  const { days: needed } = UNKNOWN_MEDICINES.value
  const withCounts = countMonths(months, countsOf(withUnknown), needed)
  const unknownCounts = countMonths(months, countsOf(unknownTook), 1)
  const unestablished = withCounts.map(({ status }, m) =>
    allOf(
      status,
      unknownCounts[m].status,
      // what reaches the limit without them is counted by its own code
      ...ofMultiple.map(({ months: counts, needed: limit }) =>
        not(countReaches(counts[m].least, counts[m].least, limit)),
      ),
      not(countReaches(anyCounts[m].least, anyCounts[m].least, multiple.days)),
    ),
  )
  return [
    ...byClass,
    {
      code: multiple.code,
      name: 'several classes, none overused by itself',
      needed: multiple.days,
      source,
      what: 'Intake of acute medicines of two or more classes together, none overused by itself,',
      took: anyTook,
      months: anyCounts,
      overused: several,
    },
    {
      code: '8.2.7',
      name: 'medicines that could not be identified',
      needed,
      source: UNKNOWN_MEDICINES.source,
      what: 'Intake of acute medicines that could not be identified, alone or with others,',
      took: withUnknown,
      months: withCounts,
      overused: unestablished,
    },
  ].sort((one, other) => (one.code < other.code ? -1 : 1))
}

/** For each class whether something of it was taken on each day. A day counts once however many doses. O(days + intakes). */
function takenByClass(days: readonly LivedDay[]): ReadonlyMap<MedicineClass, readonly Status[]> {
  const base = days.map(({ acuteMedicine, observed, intakes }): Status => {
    // a day with one intake noted and no other entry may have had more
    if (acuteMedicine === 'unknown' || (acuteMedicine === 'met' && !observed)) return 'unknown'
    return intakes.some(({ acute, unclassified }) => acute && unclassified) ? 'unknown' : 'not-met'
  })
  const taken = new Map<MedicineClass, Status[]>()
  for (const one of MEDICINE_CLASSES) if (one === 'unclassified' || limitOf(one) !== null) taken.set(one, [...base])
  const unclassified = taken.get('unclassified') ?? []
  days.forEach(({ intakes, acuteMedicine, observed }, k) => {
    // what could not be identified is known not to be there where all that was taken is known
    if (acuteMedicine === 'not-met' || (acuteMedicine === 'met' && observed)) unclassified[k] = 'not-met'
    for (const intake of intakes) {
      if (!intake.acute) continue
      for (const one of intake.classes) {
        const of = taken.get(one)
        if (of !== undefined) of[k] = 'met'
      }
      if (intake.unclassified) unclassified[k] = 'met'
    }
  })
  return taken
}

function countsOf(statuses: readonly Status[]): StatusCounts {
  return countStatuses(statuses.length, (k) => statuses[k])
}

function strongest(statuses: readonly Status[]): Status {
  return statuses.includes('met') ? 'met' : statuses.includes('unknown') ? 'unknown' : 'not-met'
}

/** Whether medicines of so many classes were used in a month. */
function usedClasses(counts: readonly MonthCount[], fewest: number): Status {
  const least = counts.filter((one) => one.least > 0).length
  const most = counts.filter((one) => one.most > 0).length
  return countReaches(least, most, fewest)
}
