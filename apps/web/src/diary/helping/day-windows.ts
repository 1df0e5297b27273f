// Days in windows and runs, for drawings and tables.
import type { Mark } from '../device/day-marks.ts'
import type { UseDays } from './answer-request.ts'

export interface Window {
  /** The place of its first day. */
  readonly from: number
  readonly days: number
  readonly known: number
  readonly headache: number
  readonly inUse: number
  readonly sessions: number
  /** Days on which anything else was in use. */
  readonly others: number
}

/** Windows of 28 days, the last of which ends on the last day; the first may be shorter. O(days). */
export function windowsOf(
  marks: readonly Mark[],
  { inUse, session }: UseDays,
  others: readonly boolean[],
): readonly Window[] {
  const windows: Window[] = []
  const count = (flags: readonly boolean[], from: number, to: number): number =>
    flags.slice(from, to).filter(Boolean).length
  for (let to = marks.length; to > 0; to -= 28) {
    const from = Math.max(0, to - 28)
    const known = marks.slice(from, to).filter((mark) => mark !== 'missing')
    windows.unshift({
      from,
      days: to - from,
      known: known.length,
      headache: known.filter((mark) => mark !== 'clear').length,
      inUse: count(inUse, from, to),
      sessions: count(session, from, to),
      others: count(others, from, to),
    })
  }
  return windows
}

/** Runs of days, both ends included. O(days). */
export function runsOf(flags: readonly boolean[], from: number, to: number): readonly (readonly [number, number])[] {
  const runs: [number, number][] = []
  for (let at = from; at < to; at++) {
    if (!flags[at]) continue
    const last = runs.at(-1)
    if (last !== undefined && last[1] === at - 1) last[1] = at
    else runs.push([at, at])
  }
  return runs
}

/** Stretches of so many days, [first, one past the last], the last of which ends on the last day; the first may be shorter. O(days). */
export function stretchesOf(days: number, length: number): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = []
  for (let to = days; to > 0; to -= length) found.unshift([Math.max(0, to - length), to])
  return found
}

/** O(days of the stretch). */
export function meanOf(values: Float64Array, [from, to]: readonly [number, number]): number {
  return values.subarray(from, to).reduce((sum, value) => sum + value, 0) / (to - from)
}
