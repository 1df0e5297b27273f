// The day of a row: whole relative numbers or calendar dates, in which order a date is written, and what day it is.

export type DateOrder = 'YMD' | 'DMY' | 'MDY'
export type DayScheme =
  | { readonly calendar: 'relative' }
  /** `wordsOnly`: every date has its month as a word. */
  | { readonly calendar: 'date'; readonly order: DateOrder; readonly wordsOnly?: boolean }

/** How a day cell is written. `short-year` has two digits for the year, `compact` is 20250131, `month-word` is 31 January 2025. */
type DayShape =
  | { readonly shape: 'number'; readonly value: number }
  | {
      readonly shape: 'year-first' | 'compact' | 'year-last' | 'short-year' | 'month-word'
      /** Year, month, day where the year stands first, the date is compact, or the month is a word; else as written. */
      readonly parts: readonly [number, number, number]
    }
  | { readonly shape: 'text' }

const clock = /^(.*?\d)(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AP]M)?(?:Z|[+-]\d{2}:?\d{2})?)$/i

/** The shape of a day cell. A time of day behind a date is left out. */
export function dayShape(cell: string): DayShape {
  const written = cell.trim().replace('−', '-')
  if (/^(19|20)\d{6}$/.test(written)) {
    return {
      shape: 'compact',
      parts: [Number(written.slice(0, 4)), Number(written.slice(4, 6)), Number(written.slice(6))],
    }
  }
  if (/^[+-]?\d+([.,]\d*)?$/.test(written)) return { shape: 'number', value: Number(written.replace(',', '.')) }
  const date = clock.exec(written)?.[1] ?? written
  const match = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})\.?$/.exec(date)
  if (match === null) return monthWordDate(date)
  const parts = [Number(match[1]), Number(match[3]), Number(match[4])] as const
  if (match[1].length === 4 && match[4].length <= 2) return { shape: 'year-first', parts }
  if (match[1].length <= 2 && match[4].length === 4) return { shape: 'year-last', parts }
  if (match[1].length <= 2 && match[4].length === 2) return { shape: 'short-year', parts }
  return { shape: 'text' }
}

const dayMonthYear =
  /^(?:\p{L}{2,10}\.?,? )?(\d{1,2})(?:st|nd|rd|th|er|\.)?[ -](?:(?:of|de) )?(\p{L}{3,10})\.?,?[ -](\d{4})$/u
const monthDayYear = /^(?:\p{L}{2,10}\.?,? )?(\p{L}{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/u

/** Whole names or their first three letters and more, where no other month begins so; without accents. */
const MONTHS: readonly (readonly string[])[] = [
  ['january', 'januar', 'janner', 'jaenner', 'janvier'],
  ['february', 'februar', 'fevrier'],
  ['march', 'marz', 'maerz', 'mars', 'mrz'],
  ['april', 'avril'],
  ['may', 'mai'],
  ['june', 'juni', 'juin'],
  ['july', 'juli', 'juillet'],
  ['august', 'aout'],
  ['september', 'septembre', 'sept'],
  ['october', 'oktober', 'octobre'],
  ['november', 'novembre'],
  ['december', 'dezember', 'decembre'],
]

/** 4 November 2024, 4. März 2024, 4 mars 2024, 4-Nov-2024, November 4, 2024: with the month as a word it can be read in one way only. */
function monthWordDate(date: string): DayShape {
  const plain = date
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
  const dayFirst = dayMonthYear.exec(plain)
  const monthFirst = dayFirst === null ? monthDayYear.exec(plain) : null
  const [day, word, year] =
    dayFirst !== null
      ? [dayFirst[1], dayFirst[2], dayFirst[3]]
      : monthFirst !== null
        ? [monthFirst[2], monthFirst[1], monthFirst[3]]
        : ['', '', '']
  const months = MONTHS.flatMap((names, at) => (names.some((name) => name.startsWith(word)) ? [at + 1] : []))
  if (word === '' || months.length !== 1) return { shape: 'text' }
  return { shape: 'month-word', parts: [Number(year), months[0], Number(day)] }
}

/** The ways in which a date can be written, for a person. */
export const DATE_FORMS = '2025-01-31, 31.01.2025, 31/01/2025, 01/31/2025 or 31 January 2025'

/** A day number, or why there is none. */
type DayReading = { readonly day: number } | { readonly code: string; readonly message: string }

/**
 * The day of a cell: the relative number itself, or days since 1970-01-01.
 * Errors: day-not-whole, day-not-a-number, not-a-date, impossible-date. Years run from 1900 to 2199.
 */
export function readDay(cell: string, scheme: DayScheme): DayReading {
  const read = dayShape(cell)
  if (scheme.calendar === 'relative') {
    if (read.shape === 'compact') return { day: Number(cell.trim()) }
    if (read.shape !== 'number') {
      return {
        code: 'day-not-a-number',
        message: `'${cell.trim()}' is not a day number; write a whole number like the other rows (1, 2, 3, …).`,
      }
    }
    if (!Number.isSafeInteger(read.value)) {
      return {
        code: 'day-not-whole',
        message: `'${cell.trim()}' is not a whole day number; write whole days (1, 2, 3, …).`,
      }
    }
    return { day: read.value }
  }
  if (read.shape === 'number' || read.shape === 'text') {
    return {
      code: 'not-a-date',
      message: `'${cell.trim()}' is not a date; write it like the other rows, or as ${DATE_FORMS}.`,
    }
  }
  const yearFirst = read.shape === 'year-first' || read.shape === 'compact' || read.shape === 'month-word'
  const [first, second, third] = read.parts
  const order = yearFirst ? 'YMD' : scheme.order
  if (!yearFirst && order === 'YMD' && read.shape === 'year-last') {
    return {
      code: 'not-a-date',
      message: `'${cell.trim()}' does not begin with its year like the other dates; write it as 2025-01-31.`,
    }
  }
  const written = order === 'YMD' ? first : third
  const year = read.shape === 'short-year' ? written + (written < 70 ? 2000 : 1900) : written
  const month = order === 'MDY' ? first : second
  const day = order === 'YMD' ? third : order === 'DMY' ? first : second
  if (year < 1900 || year > 2199) {
    return {
      code: 'impossible-date',
      message: `'${cell.trim()}' is in the year ${year}; a year from 1900 to 2199 would be right.`,
    }
  }
  const epochDay = epochDayOf(year, month, day)
  if (epochDay !== undefined) return { day: epochDay }
  const wrong = month < 1 || month > 12 ? `there is no month ${month}` : `month ${month} of ${year} has no day ${day}`
  return {
    code: 'impossible-date',
    message: `'${cell.trim()}' is not a day of the calendar: ${wrong} (read as ${orderWords[order]}).`,
  }
}

export const orderWords: Readonly<Record<DateOrder, string>> = {
  YMD: 'year, month, day',
  DMY: 'day, month, year',
  MDY: 'month, day, year',
}

function epochDayOf(year: number, month: number, day: number): number | undefined {
  try {
    return epoch.until(Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })).days
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const epoch = Temporal.PlainDate.from('1970-01-01')

/** A day as it can be printed: 2025-01-31, or the relative number. */
export function dayText(day: number, calendar: DayScheme['calendar']): string {
  return calendar === 'relative' ? String(day) : epoch.add({ days: day }).toString()
}

/** The same for a person to read: with a typographic minus sign. */
export function shownDay(day: number, calendar: DayScheme['calendar']): string {
  return dayText(day, calendar).replace(/^-/, '−')
}
