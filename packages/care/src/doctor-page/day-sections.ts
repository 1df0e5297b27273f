// Days of the page for the doctor: what is counted month by month with its bars, each day as its mark, and the days in words.
import { monthOf, type LocalMonth, type Tally } from '@clearday/diary'
import type { DayMark, DoctorReport, ReportMonth } from '../report/report.ts'
import type { Block, Cell, DoctorSection, DrawnDay, DrawnMark, PageLanguage } from './doctor-page.ts'
import type { DoctorWords } from './doctor-words.ts'
import { monthPrinted, printed, spread } from './printed.ts'
import type { Unshared } from './unshared.ts'

const KINDS = [
  ['headache', 'HD_ANY_v1'],
  ['migraine', 'MD_LEIDEN_30MIN_v1'],
  ['moderateOrSevere', 'MSD_PEAK_v1'],
  ['acuteMedicine', 'AMD_ANY_v1'],
] as const
type Kinds = readonly (typeof KINDS)[number][]

/** Of medicines that were not shared nothing is counted. */
const kindsOf = (unshared: Unshared): Kinds =>
  KINDS.filter(([kind]) => kind !== 'acuteMedicine' || !unshared.has('intake'))

/** Thirteen weeks touch four months at most. */
export const MONTHS_ON_PAGE = 4

/** The months that stand on the one page. */
export function figuresSection(
  report: DoctorReport,
  words: DoctorWords,
  language: PageLanguage,
  unshared: Unshared,
): DoctorSection {
  const kinds = kindsOf(unshared)
  const shown = report.months.slice(-MONTHS_ON_PAGE)
  const before = report.months.length - shown.length
  return {
    id: 'figures',
    heading: words.figures,
    blocks: [
      monthsTable(shown, words, kinds, [in28Row(report, words, language, kinds)]),
      {
        type: 'text',
        tone: 'quiet',
        text: [
          words.figuresNote,
          shown.some(({ whole }) => !whole) ? words.partNote : '',
          before > 0 ? words.moreMonths(before) : '',
        ]
          .filter((part) => part !== '')
          .join(' '),
      },
    ],
  }
}

/** Nothing where all of them stand on the page. */
export function allMonthsSection(
  { months }: DoctorReport,
  words: DoctorWords,
  unshared: Unshared,
): DoctorSection | null {
  if (months.length <= MONTHS_ON_PAGE) return null
  return { id: 'all-months', heading: words.monthsWhole, blocks: [monthsTable(months, words, kindsOf(unshared), [])] }
}

function monthsTable(
  months: readonly ReportMonth[],
  words: DoctorWords,
  kinds: Kinds,
  more: readonly (readonly Cell[])[],
): Block {
  return {
    type: 'table',
    about: words.figuresAbout,
    columns: [words.month, ...kinds.map(([kind]) => words.kinds[kind]), words.knownColumn].map((name) => ({ name })),
    rows: [
      ...months.map((one) => [
        { text: one.whole ? monthPrinted(one.month, words) : words.part(monthPrinted(one.month, words)) },
        ...kinds.map(([kind]) => tallyCell(one[kind], words)),
        { text: words.knownOf(one.knownDays, one.days) },
      ]),
      ...more,
    ],
  }
}

function tallyCell({ count, most, observedDays, days }: Tally, { notKnown }: DoctorWords): Cell {
  const text = observedDays === 0 ? notKnown : spread(count, most)
  return { text, bar: { full: count, most, of: days } }
}

function in28Row(report: DoctorReport, words: DoctorWords, language: PageLanguage, kinds: Kinds): Cell[] {
  const { period, figures } = report
  const rates = kinds.map(([, name]): Cell => {
    const figure = figures.find(({ definition }) => definition === name)
    if (figure === undefined || figure.per28 === null) return { text: words.notKnown }
    const [value, least, most] = [figure.per28, figure.least28, figure.most28].map((one) => printed(one, language))
    return { text: least === most ? value : words.bounds(value, least, most) }
  })
  return [{ text: words.in28Row }, ...rates, { text: words.knownOf(period.knownDays, period.days) }]
}

const GRADED: readonly DrawnMark[] = ['headache', 'mild', 'moderate', 'severe']

/** Every day of the period as its mark, a row a month; of long periods the last months. */
export function marksSection({ marks }: DoctorReport, words: DoctorWords, unshared: Unshared): DoctorSection {
  const byMonth = Map.groupBy(marks, ({ date }) => monthOf(date))
  const months = [...byMonth].slice(-MONTHS_ON_PAGE).map(([month, days]) => ({
    name: monthPrinted(month, words),
    says: monthSays(month, days, words, unshared),
    days: days.map(drawnDay),
  }))
  const drawn = months.flatMap(({ days }) => days)
  const used = (sign: 'medicine' | 'session' | 'bleeding'): boolean => drawn.some((day) => day[sign])
  return {
    id: 'days',
    heading: words.marks,
    blocks: [
      {
        type: 'days',
        about: words.marksAbout,
        months,
        legend: (['missing', 'clear', 'mild', 'moderate', 'severe', 'headache'] as const)
          .filter((mark) => mark !== 'headache' || drawn.some((day) => day.mark === mark))
          .map((mark) => ({ mark, text: words.legend[mark] })),
        signs: (['medicine', 'session', 'bleeding'] as const)
          .filter(used)
          .map((sign) => ({ sign, text: words.signs[sign] })),
      },
    ],
  }
}

function drawnDay({ date, mark, grade, acuteMedicine, sessions, bleeding }: DayMark): DrawnDay {
  return {
    date,
    mark: mark === 'headache' ? GRADED[grade ?? 0] : mark,
    medicine: acuteMedicine === 'met',
    session: sessions.length > 0,
    bleeding: bleeding === 'first-day' || bleeding === 'continuing',
  }
}

function monthSays(month: LocalMonth, days: readonly DayMark[], words: DoctorWords, unshared: Unshared): string {
  const count = (fits: (day: DayMark) => boolean): number => days.filter(fits).length
  const said = words.monthSays(
    monthPrinted(month, words),
    count(({ mark }) => mark === 'headache'),
    count(({ mark }) => mark === 'clear'),
    count(({ mark }) => mark === 'missing'),
  )
  if (unshared.has('intake')) return said
  return `${said}, ${words.medicineOn(count(({ acuteMedicine }) => acuteMedicine === 'met'))}`
}

/** What the drawing shows, for whoever reads it: a month a line. */
export function dayWordsSection({ marks }: DoctorReport, words: DoctorWords): DoctorSection {
  const { daysWords } = words
  const items = [...Map.groupBy(marks, ({ date }) => monthOf(date))].map(([month, days]) => {
    const told = (list: readonly string[]): string => (list.length === 0 ? daysWords.none : list.join('; '))
    const notable = days.filter(
      ({ mark, sessions, acuteMedicine, bleeding }) =>
        mark === 'headache' || sessions.length > 0 || acuteMedicine === 'met' || isBleeding(bleeding),
    )
    const missing = days.filter(({ mark }) => mark === 'missing').map(({ date }) => String(Number(date.slice(8))))
    return `${monthPrinted(month, words)}. ${daysWords.headache}: ${told(notable.map((day) => dayTold(day, words)))}. ${daysWords.missing}: ${missing.length === 0 ? daysWords.none : missing.join(', ')}.`
  })
  return { id: 'days-in-words', heading: words.daysWhole, blocks: [{ type: 'list', items }] }
}

function isBleeding(bleeding: DayMark['bleeding']): boolean {
  return bleeding === 'first-day' || bleeding === 'continuing'
}

/** "4 severe, migraine, medicine"; a day without headache of which only a session is told stands as "(7) session". */
function dayTold(
  { date, mark, grade, migraine, acuteMedicine, sessions, bleeding }: DayMark,
  words: DoctorWords,
): string {
  const { daysWords } = words
  const day = String(Number(date.slice(8)))
  const parts = [
    ...(grade === null ? [] : [daysWords.grades[grade - 1]]),
    ...(migraine === 'met' ? [daysWords.migraine] : []),
    ...(acuteMedicine === 'met' ? [daysWords.medicine] : []),
    ...(sessions.length > 0 ? [daysWords.session] : []),
    ...(isBleeding(bleeding) ? [daysWords.bleeding] : []),
  ]
  return `${mark === 'headache' ? day : `(${day})`}${parts.length === 0 ? '' : ` ${parts.join(', ')}`}`
}
