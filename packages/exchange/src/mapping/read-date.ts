// A cell as a day, a time of day and an offset: every way of writing them that has one reading once the order of day and month is known.
import { isLocalDate, type LocalDate } from '@clearday/diary'
import { plainWord } from './words.ts'
import type { DateOrder } from './meaning.ts'

/** A date as written. Parts are year, month, day where only that reading is possible. */
interface WrittenDate {
  readonly parts: readonly [number, number, number]
  readonly shape: 'one-reading' | 'year-last' | 'short-year'
}

export interface ClockTime {
  /** `HH:MM` or `HH:MM:SS`. */
  readonly clock: string
  /** `Z` or `+01:00`. */
  readonly offset?: string
}

export interface ReadWhen {
  readonly date: LocalDate
  readonly time: ClockTime | null
}

const MONTHS: readonly string[] = [
  ...['january enero', 'february febrero', 'march marzo', 'april abril', 'may mayo', 'june junio', 'july julio'],
  ...['august agosto', 'september septiembre setiembre', 'october octubre', 'november noviembre', 'december diciembre'],
]
const DAY_MONTH_YEAR =
  /^(?:[a-z]{2,10}\.?,? )?(\d{1,2})(?:st|nd|rd|th|o|\.)?[ \-/](?:(?:of|de) )?([a-z]{3,10})\.?,?(?: (?:of|de|del))?[ \-/](\d{4})$/
const MONTH_DAY_YEAR = /^(?:[a-z]{2,10}\.?,? )?([a-z]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/
const TIME_AT_END =
  /^(.+?)(?:[T,]? ?|\s+(?:at|a las|a la)\s+)(\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)? ?(?:[ap]\.? ?m\.?)?|\d{1,2} ?[ap]\.? ?m\.?) ?h?(?: ?(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?$/i

/** Null where it is no date in this order: not written like one, a day that does not exist, or a year that is not from 1900 to 2199. */
export function readWhen(cell: string, order: DateOrder | null): ReadWhen | null {
  const { date: written, time } = split(cell)
  if (written === null) return null
  const date = dateIn(written, order)
  return date === null ? null : { date, time }
}

/** Whether it is written like a date whose order of day and month is open. */
export function hasOpenOrder(cell: string): boolean {
  return (split(cell).date?.shape ?? 'one-reading') !== 'one-reading'
}

/** The orders in which a date of this shape can be written. */
export function ordersOf(cell: string): readonly DateOrder[] {
  const shape = split(cell).date?.shape
  return shape === 'short-year' ? ['DMY', 'MDY', 'YMD'] : shape === 'year-last' ? ['DMY', 'MDY'] : []
}

export function looksLikeDate(cell: string): boolean {
  return split(cell).date !== null
}

function split(cell: string): { readonly date: WrittenDate | null; readonly time: ClockTime | null } {
  const text = cell.trim().replace(/\s+/g, ' ')
  if (text.length > 60) return { date: null, time: null }
  const whole = writtenDate(text)
  if (whole !== null) return { date: whole, time: null }
  const timed = TIME_AT_END.exec(text)
  if (timed === null) return { date: null, time: null }
  const time = readClock(timed[2])
  const date = time === null ? null : writtenDate(timed[1].replace(/[T,]$/, '').trim())
  if (date === null || time === null) return { date: null, time: null }
  if ((timed[3] as string | undefined) === undefined) return { date, time }
  const offset = offsetOf(timed[3])
  return offset === null ? { date: null, time: null } : { date, time: { ...time, offset } }
}

/** Null for one that no clock has. */
function offsetOf(written: string): string | null {
  if (/^[A-Z]/i.test(written)) return 'Z'
  const offset = written.includes(':') ? written : `${written.slice(0, 3)}:${written.slice(3)}`
  return /^[+-](0\d|1[0-4]):[0-5]\d$/.test(offset) ? offset : null
}

function writtenDate(text: string): WrittenDate | null {
  const compact = /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text)
  if (compact !== null) return { parts: partsOf(compact), shape: 'one-reading' }
  const numbers = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})\.?$/.exec(text)
  if (numbers !== null) {
    const parts = [Number(numbers[1]), Number(numbers[3]), Number(numbers[4])] as const
    if (numbers[1].length === 4 && numbers[4].length <= 2) return { parts, shape: 'one-reading' }
    if (numbers[1].length <= 2 && numbers[4].length === 4) return { parts, shape: 'year-last' }
    return numbers[1].length <= 2 && numbers[4].length === 2 ? { parts, shape: 'short-year' } : null
  }
  const plain = plainMonths(text)
  const dayFirst = DAY_MONTH_YEAR.exec(plain)
  const found = dayFirst ?? MONTH_DAY_YEAR.exec(plain)
  if (found === null) return null
  const [, first, second, year] = found
  const [day, word] = dayFirst === null ? [second, first] : [first, second]
  const months = monthNumbers(word)
  return months.length === 1 ? { parts: [Number(year), months[0], Number(day)], shape: 'one-reading' } : null
}

/** The months that a word may stand for, in English or Spanish, from its first three letters on. @param word in any letters. */
export function monthNumbers(word: string): readonly number[] {
  const plain = plainMonths(word)
  if (plain.length < 3) return []
  return MONTHS.flatMap((names, at) => (names.split(' ').some((name) => name.startsWith(plain)) ? [at + 1] : []))
}

function partsOf(found: RegExpExecArray): readonly [number, number, number] {
  return [Number(found[1]), Number(found[2]), Number(found[3])]
}

/** As `plainWord`, with the hyphens that stand between day, month and year. */
function plainMonths(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

function dateIn({ parts, shape }: WrittenDate, order: DateOrder | null): LocalDate | null {
  const [first, second, third] = parts
  if (shape !== 'one-reading' && order === null) return null
  if (shape === 'year-last' && order === 'YMD') return null
  const yearFirst = shape === 'one-reading' || order === 'YMD'
  const [month, day] = yearFirst ? [second, third] : order === 'MDY' ? [first, second] : [second, first]
  const written = yearFirst ? first : third
  const year = shape === 'short-year' ? written + (written < 70 ? 2000 : 1900) : written
  const date = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return year >= 1900 && year <= 2199 && isLocalDate(date) ? date : null
}

/** `8:15 pm`, `20:15`, `20h15`, `20.15`, `8 p. m.`; null for anything else. Seconds of 0 are left out. */
export function readClock(cell: string): ClockTime | null {
  const found = /^(\d{1,2})(?:[:h.](\d{2}))?(?::(\d{2})(?:\.\d+)?)? ?(?:([ap])\.? ?m\.?|h)?$/i.exec(cell.trim())
  if (found === null) return null
  const [, hours, minutes, seconds, half] = found as unknown as [string, string, string?, string?, string?]
  if (minutes === undefined && half === undefined) return null
  let hour = Number(hours)
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  }
  if (hour > 23 || Number(minutes ?? 0) > 59 || Number(seconds ?? 0) > 59) return null
  const clock = `${String(hour).padStart(2, '0')}:${minutes ?? '00'}`
  return { clock: seconds === undefined || seconds === '00' ? clock : `${clock}:${seconds}` }
}

/** Minutes of `5h 30m`, `1 día 2 h`, `330 min`, `5:30`, or of a plain number in the unit that is given; null for anything else. */
export function readDuration(cell: string, unit: 'hours' | 'minutes' | null, decimal: '.' | ','): number | null {
  if (cell.length > 40) return null
  const text = plainWord(cell)
  const plain = readNumber(text, decimal)
  if (plain !== null) return unit === null || plain < 0 ? null : plain * (unit === 'hours' ? 60 : 1)
  const clock = /^(\d{1,3}):(\d{2})(?::\d{2})?$/.exec(text)
  if (clock !== null) return Number(clock[2]) < 60 ? 60 * Number(clock[1]) + Number(clock[2]) : null
  const parts = [...text.matchAll(/(\d+(?:[.,]\d+)?) ?([a-z]+)[ ,]*(?:and|y)? ?/g)]
  if (parts.length === 0 || parts.map(([all]) => all).join('') !== text) return null
  let minutes = 0
  for (const [, amount, word] of parts) {
    const length = MINUTES.get(word)
    if (length === undefined) return null
    minutes += Number(amount.replace(',', '.')) * length
  }
  return minutes
}

const MINUTES = new Map(
  Object.entries({
    d: 1440,
    day: 1440,
    days: 1440,
    dia: 1440,
    dias: 1440,
    h: 60,
    hr: 60,
    hrs: 60,
    hour: 60,
    hours: 60,
    hora: 60,
    horas: 60,
  }).concat(
    ['m', 'min', 'mins', 'minute', 'minutes', 'minuto', 'minutos'].map((word) => [word, 1]),
    ['s', 'sec', 'secs', 'seconds', 'segundos'].map((word) => [word, 1 / 60]),
  ),
)

/** With the decimal sign of the file; a typographic minus is a minus. Null for anything else. */
export function readNumber(cell: string, decimal: '.' | ','): number | null {
  const text = cell.trim().replace('−', '-').replace(/ ?%$/, '')
  const pattern = decimal === ',' ? /^[+-]?\d{1,9}(,\d{1,9})?$/ : /^[+-]?\d{1,9}(\.\d{1,9})?$/
  return pattern.test(text) ? Number(text.replace(',', '.')) : null
}
