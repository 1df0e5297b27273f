// Medication-overuse headache by class (ICHD-3 8.2.1 to 8.2.8): overuse month after month, and headache on most days of the same months.
import { countStatuses } from '../measures/tally.ts'
import type { Status } from '../three-valued.ts'
import type { DiaryReading } from './diary-reading.ts'
import { inTheSameMonths, monthly, tooFewMonths } from './monthly-criterion.ts'
import { countMonths, inARow, type InARow, type MonthCount } from './months-in-a-row.ts'
import { overuses, type Overuse } from './overuse.ts'
import { patternResult } from './pattern-draft.ts'
import type { PatternResult } from './pattern-result.ts'
import { MEDICATION_OVERUSE_HEADACHE } from './pattern-rules.ts'
import { betterExplained } from './pattern-words.ts'
import { gapsTell } from './what-would-tell.ts'

/** What all its classes share. */
interface HeadacheMonths {
  readonly onDays: readonly Status[]
  readonly counts: readonly MonthCount[]
  readonly A: InARow
  /** Products that nobody could classify, as they were written. */
  readonly unclassified: readonly string[]
}

/** ICHD-3 8.2.1 to 8.2.8, in the order of their codes. O(days + intakes + months · classes). */
export function medicationOveruseHeadache(reading: DiaryReading): PatternResult[] {
  const { days, months } = reading
  const onDays = days.map(({ headache }) => headache)
  const needed = MEDICATION_OVERUSE_HEADACHE.value.headacheDays
  const counts = countMonths(
    months,
    countStatuses(days.length, (k) => onDays[k]),
    needed,
  )
  const A = inARow(
    months,
    counts.map(({ status }) => status),
  )
  const unclassified = new Set<string>()
  for (const { intakes } of days)
    for (const one of intakes) if (one.acute && one.unclassified) unclassified.add(one.productName)
  const shared = { onDays, counts, A, unclassified: [...unclassified] }
  return overuses(days, months).map((overuse) => ofClass(reading, shared, overuse))
}

function ofClass(reading: DiaryReading, shared: HeadacheMonths, overuse: Overuse): PatternResult {
  const { days, months, notNoted, diary } = reading
  const { code, name, needed, source, what, took, overused } = overuse
  const { onDays, counts, A, unclassified } = shared
  const B = inTheSameMonths(
    months,
    overused,
    A,
    counts.map(({ status }) => status),
  )
  const alone = B.status === 'met' && A.status === 'not-met'
  const ofOveruse = monthly(
    { id: 'B', what: `Intake of ${what}`, days: `Days with ${what}`, needed },
    B,
    overuse.months,
    days,
    took,
  )
  const but = B.status === 'not-met' ? overuse.but(B.row) : null
  return patternResult({
    code,
    name: `medication-overuse headache ${name}`,
    version: MEDICATION_OVERUSE_HEADACHE.version,
    criteria: [
      monthly(
        { id: 'A', what: 'Headache', days: 'Headache days', needed: MEDICATION_OVERUSE_HEADACHE.value.headacheDays },
        A,
        counts,
        days,
        onDays,
      ),
      but === null ? ofOveruse : { ...ofOveruse, because: `${ofOveruse.because} ${but}` },
    ],
    unknowns: [
      ...tooFewMonths(months),
      ...(B.status === 'unknown' && unclassified.length > 0
        ? [`What is in ${unclassified.slice(0, 3).join(', ')}${unclassified.length > 3 ? ' and others' : ''}.`]
        : []),
      ...gapsTell(notNoted[days.length]),
    ],
    clinicianMustJudge: [betterExplained('C'), before(diary.person.recalled?.headacheBeforeMedicineUse)],
    source: `${MEDICATION_OVERUSE_HEADACHE.source} ${source}`,
    nothingSeen: !took.includes('met'),
    ...(alone
      ? {
          remark: `What it shows is medication overuse without headache on so many days: ${what} on ${needed} or more days a month.`,
        }
      : {}),
  })
}

function before(recalled: boolean | undefined): string {
  if (recalled === undefined) return 'Whether there was a headache disorder before medicines were taken so often.'
  return recalled
    ? 'You remember headaches from before medicines were taken so often, which 8.2 asks for; a clinician can ask about it.'
    : 'You remember no headaches from before medicines were taken so often; 8.2 asks for them.'
}
