// One sentence of a summary with the studies it rests on, and the phrases in which numbers of studies are said.
import type { EvidenceMark } from '../evidence-types.ts'
import { weakestMark } from '../marks.ts'
import { shortNumber, signed } from '../number-words.ts'
import { estimateOf, type Finding } from '../studies.ts'

export interface SummarySentence {
  readonly text: string
  /** The studies it rests on, by id. */
  readonly studies: readonly string[]
  /** As sure as the least sure of the results it says. */
  readonly mark: EvidenceMark
}

export function sentence(text: string, ...findings: readonly Finding[]): SummarySentence {
  return {
    text,
    studies: [...new Set(findings.map(({ study }) => study.id))],
    mark: weakestMark(findings.map(({ result }) => result.mark)),
  }
}

/** "1.27 fewer migraine days a month (0.3 to 2.25 fewer)", also where the range reaches over nothing. */
export function fewer(found: Finding, noun: string): string {
  const mean = estimateOf(found)
  return `${amount(mean)} ${mean > 0 ? 'more' : 'fewer'} ${noun}${within(found, 'fewer', 'more')}`
}

/** "1.1 points of 10 lower (0.35 to 1.85 lower)". */
export function lower(found: Finding, noun: string): string {
  const mean = estimateOf(found)
  return `${amount(mean)} ${noun} ${mean > 0 ? 'higher' : 'lower'}${within(found, 'lower', 'higher')}`
}

/** "2.4 (2.08 to 2.76)", for ratios and shares. */
export function figure(found: Finding): string {
  const { low, high } = found.result
  const range = low === null || high === null ? '' : ` (${shortNumber(low)} to ${shortNumber(high)})`
  return `${shortNumber(estimateOf(found))}${range}`
}

/** "1.3 headache days fewer", from a number of days. */
export function fewerDays(days: number, noun: string): string {
  if (Math.abs(days) < 0.05) return 'no change'
  return `${signed(Math.abs(days), 1)} ${noun}${days < 0 ? 'fewer' : 'more'}`
}

function within({ result: { low, high } }: Finding, less: string, more: string): string {
  if (low === null || high === null) return ' (how unsure this is, was not given)'
  if (high <= 0) return ` (${amount(high)} to ${amount(low)} ${less})`
  if (low >= 0) return ` (${amount(low)} to ${amount(high)} ${more})`
  return ` (from ${amount(low)} ${less} to ${amount(high)} ${more})`
}

/** A size without its sign. */
export function amount(value: number): string {
  return shortNumber(Math.abs(value))
}
