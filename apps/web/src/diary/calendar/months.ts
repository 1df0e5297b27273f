// Months and weeks as grids show them, with nothing but dates.
import { dayBeside } from '../day/day-names.ts'

export function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text)
}

/** @param months negative for before. */
export function monthBeside(month: string, months: number): string {
  const [year, number] = month.split('-').map(Number)
  const at = year * 12 + number - 1 + months
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`
}

export function firstOf(month: string): string {
  return `${month}-01`
}

export function lastOf(month: string): string {
  return dayBeside(firstOf(monthBeside(month, 1)), -1)
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: string): number {
  return ((new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7) + 1
}

/** On which day weeks begin where a browser is at home; Monday where it does not know. @param locale with its region: `es-MX`. */
export function firstWeekday(locale: string): number {
  const known = new Intl.Locale(locale) as Intl.Locale & {
    readonly getWeekInfo?: () => { readonly firstDay: number }
    readonly weekInfo?: { readonly firstDay: number }
  }
  return (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1
}

/** The days of a week from its first on, each as a date of one: to be named in a language. */
export function weekFrom(beginsOn: number): readonly string[] {
  // the 5th of January 2026 was a Monday
  return Array.from({ length: 7 }, (_, k) => `2026-01-${String(5 + ((beginsOn - 1 + k) % 7)).padStart(2, '0')}`)
}

/** Weeks of seven places; null before the first and after the last day. */
export function weeksOf(month: string, beginsOn: number): readonly (readonly (string | null)[])[] {
  const first = firstOf(month)
  const lead = (weekdayOf(first) - beginsOn + 7) % 7
  const count = Number(lastOf(month).slice(8))
  const places = Array.from({ length: Math.ceil((lead + count) / 7) * 7 }, (_, k) => {
    const day = k - lead + 1
    return day < 1 || day > count ? null : `${month}-${String(day).padStart(2, '0')}`
  })
  return Array.from({ length: places.length / 7 }, (_, week) => places.slice(week * 7, week * 7 + 7))
}

/** Where a key leads from a day; null for a key that leads nowhere. */
export function dayByKey(key: string, date: string, beginsOn: number, toLeft: boolean): string | null {
  const inWeek = (weekdayOf(date) - beginsOn + 7) % 7
  switch (key) {
    case 'ArrowLeft':
      return dayBeside(date, toLeft ? 1 : -1)
    case 'ArrowRight':
      return dayBeside(date, toLeft ? -1 : 1)
    case 'ArrowUp':
      return dayBeside(date, -7)
    case 'ArrowDown':
      return dayBeside(date, 7)
    case 'Home':
      return dayBeside(date, -inWeek)
    case 'End':
      return dayBeside(date, 6 - inWeek)
    case 'PageUp':
    case 'PageDown': {
      const month = monthBeside(date.slice(0, 7), key === 'PageUp' ? -1 : 1)
      const last = lastOf(month)
      const same = `${month}-${date.slice(8)}`
      return same > last ? last : same
    }
    default:
      return null
  }
}

/** The same in the grid of a year, in which months lie beside each other and days below each other. */
export function dayByKeyInYear(key: string, date: string, toLeft: boolean): string | null {
  const beside = (months: number): string => {
    const month = monthBeside(date.slice(0, 7), months)
    const same = `${month}-${date.slice(8)}`
    return same > lastOf(month) ? lastOf(month) : same
  }
  switch (key) {
    case 'ArrowLeft':
      return beside(toLeft ? 1 : -1)
    case 'ArrowRight':
      return beside(toLeft ? -1 : 1)
    case 'ArrowUp':
      return dayBeside(date, -1)
    case 'ArrowDown':
      return dayBeside(date, 1)
    case 'Home':
      return beside(1 - Number(date.slice(5, 7)))
    case 'End':
      return beside(12 - Number(date.slice(5, 7)))
    case 'PageUp':
      return beside(-12)
    case 'PageDown':
      return beside(12)
    default:
      return null
  }
}

/** Where keys stop: what lies ahead is not there yet, and a key that leads far goes as far as it can. */
export function notAhead(key: string, to: string | null, today: string): string | null {
  if (to === null || to <= today) return to
  return key === 'End' || key === 'PageDown' ? today : null
}
