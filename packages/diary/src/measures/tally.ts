// A count of days with what the gaps leave open: what was seen, the least and most it can be, and rates over the days that were observed.
import type { Status } from '../three-valued.ts'

/** Mean length of a calendar month. A count in 28 days is never compared with a limit per month without this. */
export const DAYS_PER_MONTH = 30.4375

export interface Tally {
  /** Days of the span, observed or not. */
  readonly days: number
  /** Days on which it is known whether it was so: the denominator of the rates. */
  readonly observedDays: number
  /** Days on which it was so: the least it can be. */
  readonly count: number
  /** If it was so on every day that is open. */
  readonly most: number
  /** 28 × count / observedDays; null where nothing was observed. (BMC Med Res Methodol 2019;19:20) */
  readonly per28: number | null
  /** The same for a month of 30.4375 days. */
  readonly perMonth: number | null
}

export function tallyOf(days: number, met: number, unknown: number): Tally {
  const observedDays = days - unknown
  const rate = (length: number): number | null => (observedDays === 0 ? null : (length * met) / observedDays)
  return { days, observedDays, count: met, most: met + unknown, per28: rate(28), perMonth: rate(DAYS_PER_MONTH) }
}

/** Running counts of one status over all days, so that any span is tallied in O(1). */
export interface StatusCounts {
  /** `met[k]` of the first k days. */
  readonly met: Int32Array
  readonly unknown: Int32Array
}

/** O(days), each status asked once. */
export function countStatuses(days: number, statusOn: (day: number) => Status): StatusCounts {
  const statuses = new Array<Status>(days)
  for (let k = 0; k < days; k++) statuses[k] = statusOn(k)
  return countKnown(statuses)
}

/** The same of statuses that are known already, one for each day. */
export function countKnown(statuses: readonly Status[]): StatusCounts {
  const met = new Int32Array(statuses.length + 1)
  const unknown = new Int32Array(statuses.length + 1)
  for (let k = 0; k < statuses.length; k++) {
    const status = statuses[k]
    met[k + 1] = met[k] + (status === 'met' ? 1 : 0)
    unknown[k + 1] = unknown[k] + (status === 'unknown' ? 1 : 0)
  }
  return { met, unknown }
}

/** @param from first day of the span, counted from 0. @param to the day after its last. */
export function tallySpan({ met, unknown }: StatusCounts, from: number, to: number): Tally {
  return tallyOf(to - from, met[to] - met[from], unknown[to] - unknown[from])
}
