// What is counted month by month and in every 28 days: headache, migraine and clear days, attacks, intensity, medicines, lost time.
import { dayNumber } from '../calendar/local-date.ts'
import { ATTACK_DEFINITIONS, attackTimes } from '../days/attack-definitions.ts'
import { DAY_DEFINITIONS } from '../days/day-definitions.ts'
import type { LivedDay } from '../days/lived-day.ts'
import { medicinesOf, tookAnyOf } from '../medicines/class-days.ts'
import { MEDICINE_CLASSES, type MedicineClass } from '../medicines/medicine-class.ts'
import type { Diary } from '../model/diary.ts'
import type { LostTime } from '../model/entries.ts'
import type { Status } from '../three-valued.ts'
import { calendarMonths, windowsOf28, type Span } from './spans.ts'
import { countKnown, tallySpan, type StatusCounts, type Tally } from './tally.ts'

export type DayDefinitionName = (typeof DAY_DEFINITIONS)[number]['name']
export type AttackDefinitionName = (typeof ATTACK_DEFINITIONS)[number]['name']

export interface SpanMeasures extends Span {
  /** Share of days that were observed at all, 0 to 1. */
  readonly completeness: number
  /** By the name of the definition; several ways of counting stand beside each other. */
  readonly days: Readonly<Record<DayDefinitionName, Tally>>
  /** Acute medicines by class; only classes that occur in the diary. A day counts once however many doses. */
  readonly medicineDays: Readonly<Partial<Record<MedicineClass, Tally>>>
  /** Attacks as they were logged that began in the span, auras without headache too; days with headache and no attack logged add none. */
  readonly attacksBegun: number
  /** Attacks made of migraine days, by the name of the definition, each counted on its first day: `count` is the least it can be, `most` the most. */
  readonly attacks: Readonly<Record<AttackDefinitionName, Tally>>
  /** Mean of the worst intensity of headache days, 0 to 10, over those on which it was rated; null where none was. */
  readonly meanIntensity: { readonly mean: number; readonly ratedDays: number } | null
  /** Days on which something could not be done because of headache, or half or less of it. */
  readonly lostTimeDays: Tally
}

export interface DiaryMeasures {
  readonly months: readonly SpanMeasures[]
  readonly windows: readonly SpanMeasures[]
  readonly whole: SpanMeasures
}

export const LOST_TIME_KEYS = [
  'missedWork',
  'halfWork',
  'missedHousehold',
  'halfHousehold',
  'missedSocial',
] as const satisfies readonly (keyof LostTime)[]

/** Whether headache took time away on the day; unknown on a headache day on which it was not asked. */
export /** What was said to be lost because of headache counts on any day, for the day after an attack loses time too. What was given is complete. */
function lostTime({ headache, entry }: LivedDay): Status {
  const lost = entry?.lostTime
  if (lost !== undefined && LOST_TIME_KEYS.some((key) => lost[key] === true)) return 'met'
  return headache === 'met' && lost !== undefined ? 'not-met' : headache === 'met' ? 'unknown' : headache
}

/** The worst rating of the day, from its entry or its attacks. */
function peakIntensity({ pieces }: LivedDay): number | null {
  let peak: number | null = null
  for (const { features } of pieces) {
    if (features.peakIntensity !== undefined && (peak === null || features.peakIntensity > peak))
      peak = features.peakIntensity
  }
  return peak
}

/**
 * All measures of a diary, in every calendar month and in windows of 28 days.
 *
 * @param days of this diary. @param anchor a day on which a window begins; the diary's first if absent.
 * @returns O(days · definitions): every day is asked once per definition, and every span is then read off running counts.
 */
export function measureDiary(diary: Diary, days: readonly LivedDay[], anchor?: string): DiaryMeasures {
  const { firstDay, lastDay } = diary
  const statuses = new Map(DAY_DEFINITIONS.map(({ name, statusOn }) => [name, days.map(statusOn)]))
  const definitions = [...statuses].map(([name, ofDays]) => [name, countKnown(ofDays)] as const)
  const times = attackTimes(diary, days)
  const attackCounts = ATTACK_DEFINITIONS.map(({ name, daysBy, beginsOn }) => {
    const migraine = statuses.get(daysBy) ?? []
    return [name, countKnown(beginsOn(days, migraine, times))] as const
  })
  const taken = days.map(medicinesOf)
  const present = new Set<MedicineClass>()
  for (const { classes } of taken) for (const one of classes) present.add(one)
  const medicines = MEDICINE_CLASSES.filter((one) => present.has(one)).map(
    (one) => [one, countKnown(taken.map((day) => tookAnyOf(day, [one])))] as const,
  )
  const lost = countKnown(days.map(lostTime))
  const { sums, rated } = intensitySums(days)
  const begun = attacksBefore(diary, days.length)
  const measure = (span: Span): SpanMeasures => {
    const { from, to } = span
    const tallies = <Name extends string>(counts: readonly (readonly [Name, StatusCounts])[]): Record<Name, Tally> => {
      const byName = {} as Record<Name, Tally>
      for (const [name, running] of counts) byName[name] = tallySpan(running, from, to)
      return byName
    }
    const byDefinition = tallies<DayDefinitionName>(definitions)
    const ratedDays = rated[to] - rated[from]
    return {
      ...span,
      completeness: byDefinition.HD_ANY_v1.observedDays / (to - from),
      days: byDefinition,
      medicineDays: tallies(medicines),
      attacksBegun: begun[to] - begun[from],
      attacks: tallies<AttackDefinitionName>(attackCounts),
      meanIntensity: ratedDays === 0 ? null : { mean: (sums[to] - sums[from]) / ratedDays, ratedDays },
      lostTimeDays: tallySpan(lost, from, to),
    }
  }
  return {
    months: calendarMonths(firstDay, lastDay).map(measure),
    windows: windowsOf28(firstDay, lastDay, anchor).map(measure),
    whole: measure({
      kind: 'whole-diary',
      name: firstDay,
      firstDay,
      lastDay,
      from: 0,
      to: days.length,
      whole: true,
    }),
  }
}

function intensitySums(days: readonly LivedDay[]): { sums: Float64Array; rated: Int32Array } {
  const sums = new Float64Array(days.length + 1)
  const rated = new Int32Array(days.length + 1)
  days.forEach((day, k) => {
    const peak = peakIntensity(day)
    sums[k + 1] = sums[k] + (peak ?? 0)
    rated[k + 1] = rated[k] + (peak === null ? 0 : 1)
  })
  return { sums, rated }
}

/** Attacks that began before each day. */
function attacksBefore({ attacks, firstDay }: Diary, days: number): Int32Array {
  const running = new Int32Array(days + 1)
  const first = dayNumber(firstDay)
  for (const { start } of attacks) {
    const k = dayNumber(start.date) - first
    if (k >= 0 && k < days) running[k + 1]++
  }
  for (let k = 1; k <= days; k++) running[k] += running[k - 1]
  return running
}
