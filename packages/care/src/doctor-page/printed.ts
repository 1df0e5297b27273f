// Numbers, days and shortened words as the page prints them: rounded here and nowhere else.
import type { LocalDate, LocalMonth } from '@clearday/diary'
import type { DoctorWords } from './doctor-words.ts'
import type { PageLanguage } from './doctor-page.ts'

/** Far above what two engines of the same language differ by, far below what is printed: whatever lies this near to a half is rounded up. */
const AWAY_FROM_TIES = 1e-7

/** One digit, or none, in the writing of the language: "12.1", "12,1". No minus sign of zero. */
export function printed(value: number, language: PageLanguage, digits: 0 | 1 = 1): string {
  const scale = 10 ** digits
  const rounded = Math.floor(value * scale + 0.5 + AWAY_FROM_TIES) / scale
  if (rounded === 0) return digits === 1 ? (language === 'es' ? '0,0' : '0.0') : '0'
  const text = rounded.toFixed(digits).replace(/^-/, '−')
  return language === 'es' ? text.replace('.', ',') : text
}

/** "7", or "7–9" where gaps leave it open. */
export function spread(least: number, most: number): string {
  return least === most ? String(least) : `${String(least)}–${String(most)}`
}

/** "12 March 2026". */
export function dayPrinted(date: LocalDate, { months, day }: DoctorWords): string {
  return day(Number(date.slice(8)), months[Number(date.slice(5, 7)) - 1], date.slice(0, 4))
}

/** "12 Mar 2026". */
export function shortDay(date: LocalDate, { shortMonths }: DoctorWords): string {
  return `${String(Number(date.slice(8)))} ${shortMonths[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`
}

/** "Mar 2026". */
export function monthPrinted(month: LocalMonth, { shortMonths }: DoctorWords): string {
  return `${shortMonths[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`
}

/** One line: what people write may hold anything. */
export function oneLine(text: string): string {
  // signs that draw nothing, or turn the direction of what stands after them, are no words
  return text.replaceAll(/[\p{C}\s]+/gu, ' ').trim()
}

/** At most so many letters, ended at a word where one ends near; "…" stands for the rest. */
export function shortened(text: string, most: number): string {
  const letters = [...text]
  if (letters.length <= most) return text
  const cut = letters.slice(0, most - 1).join('')
  const word = cut.lastIndexOf(' ')
  return `${(word > cut.length * 0.5 ? cut.slice(0, word) : cut).trimEnd()}…`
}
