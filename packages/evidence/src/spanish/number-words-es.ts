// Numbers of studies as Spanish sentences say them: a decimal comma, and the range behind the value.
import { countText, shortNumber, signed } from '../number-words.ts'
import { estimateOf, type Finding } from '../studies.ts'

/** What a Spanish summary is written as; its studies and marks are those of the English one, sentence by sentence. */
export interface SpanishText {
  readonly whatItIs: string
  readonly headline: string
  readonly sentences: readonly string[]
}

/** "−1,27". */
export function comma(number: string): string {
  return number.replace('.', ',')
}

/** A size without its sign: "1,1". */
export function size(value: number): string {
  return comma(shortNumber(Math.abs(value)))
}

/** "4.985", also for null, which is said as 0. */
export function countOf(count: number | null): string {
  return countText(count ?? 0).replaceAll(',', '.')
}

/** "1,27 días de migraña menos al mes (entre 0,3 y 2,25 menos)". @param span "al mes", "en 28 días" or nothing. */
export function less(found: Finding, noun: string, span = 'al mes'): string {
  const mean = estimateOf(found)
  const said = [size(mean), noun, mean > 0 ? 'más' : 'menos', span].filter((part) => part !== '').join(' ')
  return `${said}${within(found, 'menos', 'más')}`
}

/** "1,1 puntos de 10 menor (entre 0,35 y 1,85 menor)". */
export function smaller(found: Finding, noun: string): string {
  const mean = estimateOf(found)
  return `${size(mean)} ${noun} ${mean > 0 ? 'mayor' : 'menor'}${within(found, 'menor', 'mayor')}`
}

/** "2,4 (2,08 a 2,76)". */
export function value(found: Finding): string {
  const { low, high } = found.result
  const range = low === null || high === null ? '' : ` (${comma(shortNumber(low))} a ${comma(shortNumber(high))})`
  return `${comma(shortNumber(estimateOf(found)))}${range}`
}

function within({ result: { low, high } }: Finding, under: string, over: string): string {
  if (low === null || high === null) return ' (no se dio cuánta incertidumbre tiene)'
  if (high <= 0) return ` (entre ${size(high)} y ${size(low)} ${under})`
  if (low >= 0) return ` (entre ${size(low)} y ${size(high)} ${over})`
  return ` (de ${size(low)} ${under} a ${size(high)} ${over})`
}

/** As `fewerDays` says it in English, with one decimal. */
export function lessDays(days: number, noun: string): string {
  if (Math.abs(days) < 0.05) return 'ningún cambio'
  return `${comma(signed(Math.abs(days), 1))} ${noun}${days < 0 ? 'menos' : 'más'}`
}
