// A diary as months of days, for a calendar on paper or on a screen: one mark a day, and the counts below each month.
import {
  datesFrom,
  firstOfMonth,
  lastOfMonth,
  livedDays,
  measureDiary,
  monthOf,
  nextMonth,
  severityOf,
  type Diary,
  type LivedDay,
  type LocalDate,
  type LocalMonth,
} from '@clearday/diary'

export interface MonthDay {
  readonly date: LocalDate
  /** 1 is Monday. */
  readonly weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7
  /** Only `clear` is headache-free; `missing` was not noted, `unsure` was noted as not known. */
  readonly mark: 'missing' | 'unsure' | 'clear' | 'headache'
  /** The worst of the day; null where it was not said, and on other days. */
  readonly severity: 'mild' | 'moderate' | 'severe' | null
  /** The worst number that was said, 0 to 10. */
  readonly peakIntensity: number | null
  /** Attacks that touch the day. */
  readonly attacks: number
  readonly acuteMedicine: boolean
  /** Names of what was taken, each once. */
  readonly medicines: readonly string[]
  readonly bleeding: boolean
  readonly sessions: readonly string[]
  readonly note: string | null
}

export interface DiaryMonth {
  readonly month: LocalMonth
  /** Every day of the month that the diary speaks of; others are not there. */
  readonly days: readonly MonthDay[]
  readonly numbers: {
    /** Days on which it is known whether there was headache. */
    readonly knownDays: number
    readonly headacheDays: number
    readonly clearDays: number
    /** Days with headache that was moderate or severe. */
    readonly moderateOrSevereDays: number
    readonly acuteMedicineDays: number
    /** Mean of the worst of each headache day that was rated; null where none was. */
    readonly meanIntensity: number | null
    readonly sessions: number
  }
}

/** @param months the first and last month; all that the diary speaks of if absent. O(days + entries). */
export function diaryMonths(
  diary: Diary,
  months?: { readonly from: LocalMonth; readonly to: LocalMonth },
): readonly DiaryMonth[] {
  const lived = livedDays(diary)
  const byDate = new Map(lived.map((day) => [day.date, day]))
  const measured = new Map(measureDiary(diary, lived).months.map((span) => [span.name, span]))
  const sessions = Map.groupBy(diary.sessions, ({ at }) => at.date)
  const made: DiaryMonth[] = []
  const last = months?.to ?? monthOf(diary.lastDay)
  for (let month = months?.from ?? monthOf(diary.firstDay); month <= last; month = nextMonth(month)) {
    const days = datesFrom(firstOfMonth(month), lastOfMonth(month)).flatMap((date): MonthDay[] => {
      const day = byDate.get(date)
      return day === undefined
        ? []
        : [
            dayOf(
              day,
              (sessions.get(date) ?? []).map(({ therapy }) => therapy),
            ),
          ]
    })
    const count = (fits: (day: MonthDay) => boolean): number => days.filter(fits).length
    made.push({
      month,
      days,
      numbers: {
        knownDays: count(({ mark }) => mark === 'clear' || mark === 'headache'),
        headacheDays: count(({ mark }) => mark === 'headache'),
        clearDays: count(({ mark }) => mark === 'clear'),
        moderateOrSevereDays: count(({ severity }) => severity === 'moderate' || severity === 'severe'),
        acuteMedicineDays: count(({ acuteMedicine }) => acuteMedicine),
        meanIntensity: measured.get(month)?.meanIntensity?.mean ?? null,
        sessions: days.reduce((sum, day) => sum + day.sessions.length, 0),
      },
    })
  }
  return made
}

const LEVELS = ['mild', 'moderate', 'severe'] as const

function dayOf(
  { date, headache, entry, pieces, attackIds, acuteMedicine, intakes }: LivedDay,
  sessions: readonly string[],
): MonthDay {
  const said = headache === 'met' ? pieces.map(({ features }) => severityOf(features)) : []
  const worst = Math.max(-1, ...said.map((severity) => LEVELS.indexOf(severity as (typeof LEVELS)[number])))
  const rated = pieces.flatMap(({ features }) => features.peakIntensity ?? [])
  const day = new Date(`${date}T00:00:00Z`).getUTCDay()
  return {
    date,
    weekday: (day === 0 ? 7 : day) as MonthDay['weekday'],
    mark: headache === 'met' ? 'headache' : headache === 'not-met' ? 'clear' : entry === null ? 'missing' : 'unsure',
    severity: worst < 0 ? null : LEVELS[worst],
    peakIntensity: headache === 'met' && rated.length > 0 ? Math.max(...rated) : null,
    attacks: attackIds.length,
    acuteMedicine: acuteMedicine === 'met',
    medicines: [...new Set(intakes.map(({ productName }) => productName))],
    bleeding: entry?.bleeding !== undefined && entry.bleeding !== 'none',
    sessions,
    note: entry?.note ?? null,
  }
}
