// Time lost to headache over 90 days, counted from the diary's days in our own words: no licensed form, none of its grades.
import { addDays, daysBetween, type LocalDate } from '../calendar/local-date.ts'
import type { ClinicalRule } from '../clinical-rule.ts'
import type { LivedDay } from '../days/lived-day.ts'
import { LOST_TIME_KEYS, lostTime } from '../measures/span-measures.ts'
import { tallyOf, type Tally } from '../measures/tally.ts'
import { statusOf, type Status } from '../three-valued.ts'

export const LOST_TIME_SPAN: ClinicalRule<number> = {
  id: 'questionnaire.lost-time.days',
  version: 1,
  value: 90,
  statement:
    'Lost time is counted over the last 90 days of the diary: days on which work, household or company was missed, or half or less of it was possible, because of headache. It is not MIDAS, and no grade is given.',
  certainty: 'proposal',
  source:
    'Ours: asked on each headache day instead of remembered; remembered and noted days agree only moderately (0.63, Stewart).',
}

export type LostTimeKind = (typeof LOST_TIME_KEYS)[number]

export interface LostTime90 {
  readonly firstDay: LocalDate
  readonly lastDay: LocalDate
  /** Days on which anything was lost; a day counts once. */
  readonly days: Tally
  /** A day may count in several. */
  readonly byKind: Readonly<Record<LostTimeKind, Tally>>
  /** "In the 90 days to …, your diary shows 12 days …" */
  readonly sentence: string
  readonly ruleId: string
}

function lostKind(day: LivedDay, kind: LostTimeKind): Status {
  if (day.headache !== 'met') return day.headache
  const lost = day.entry?.lostTime
  return lost === undefined ? 'unknown' : statusOf(lost[kind] ?? false)
}

/**
 * @param days of one diary, in order. @param until the last day that counts; the diary's last if absent.
 * @returns days outside the diary are not counted as clear: they are among the unknown ones. O(90).
 */
export function lostTimeOver90Days(
  days: readonly LivedDay[],
  until: LocalDate = days[days.length - 1].date,
): LostTime90 {
  const length = LOST_TIME_SPAN.value
  const firstDay = addDays(until, 1 - length)
  const from = Math.max(0, daysBetween(days[0].date, firstDay))
  const inSpan = days.slice(from, Math.max(from, daysBetween(days[0].date, until) + 1))
  const count = (status: (day: LivedDay) => Status): Tally => {
    const found = inSpan.map(status)
    const met = found.filter((one) => one === 'met').length
    const clear = found.filter((one) => one === 'not-met').length
    return tallyOf(length, met, length - met - clear)
  }
  const lost = count(lostTime)
  const open = lost.most - lost.count
  return {
    firstDay,
    lastDay: until,
    days: lost,
    byKind: Object.fromEntries(LOST_TIME_KEYS.map((kind) => [kind, count((day) => lostKind(day, kind))])) as Record<
      LostTimeKind,
      Tally
    >,
    sentence: `In the ${length} days to ${until} your diary shows ${lost.count} ${lost.count === 1 ? 'day' : 'days'} with time lost to headache${
      open === 0 ? '' : `; of ${open} more it is not known`
    }.`,
    ruleId: LOST_TIME_SPAN.id,
  }
}
