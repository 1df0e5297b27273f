// Numbers with their interval into HTML: a line never breaks inside an interval, nor between it and its number.
import { escapeHtml } from './escape.ts'

/** "−1.9 days in 28 (−8.5 to 4.3)" may only break around "days in 28"; "0.67 (0.26 to 1.73)" nowhere. */
export function numbersHtml(text: string): string {
  return escapeHtml(text)
    .replace(/\([^()]* to [^()]*\)/g, (interval) => interval.replaceAll(' ', '\u00a0'))
    .replace(/(\d) in 28 /g, '$1\u00a0in\u00a028 ')
    .replace(/(?<!in[ \u00a0])(?<![\d.])([\d.]+) \(/g, '$1\u00a0(')
    .replace(/(\d) %/g, '$1\u00a0%')
}
