// How many attacks there are of a kind: at least so many as must be separate attacks, at most so many as were noted or days were not.
import type { LivedDay } from '../days/lived-day.ts'
import { countReaches, type Status } from '../three-valued.ts'
import type { Headache } from './headache.ts'

/** What keeps two headaches apart: hours free of it between them, or that both together would last longer than one can. */
export interface Apart {
  /** 0 where only pain without a break is one. */
  readonly freeHours: number
  readonly mostHours: number
}

export interface Counted {
  readonly least: number
  readonly most: number
  readonly needed: number
  readonly status: Status
  /** Those that fit, and those of which it is not known. */
  readonly fit: readonly Headache[]
  readonly open: readonly Headache[]
}

/** Days of which nothing is known, before each day: on each an attack may have begun. */
export function daysNotNoted(days: readonly LivedDay[]): Int32Array {
  const before = new Int32Array(days.length + 1)
  days.forEach(({ observed }, k) => (before[k + 1] = before[k] + (observed ? 0 : 1)))
  return before
}

/**
 * @param headaches by their beginning. @param statuses of each, whether it fits. @param notNoted of `daysNotNoted`. O(headaches).
 */
export function countAttacks(
  headaches: readonly Headache[],
  statuses: readonly Status[],
  notNoted: Int32Array,
  needed: number,
  apart: Apart,
): Counted {
  const fit: Headache[] = []
  const open: Headache[] = []
  let least = 0
  let groupFrom: Headache | null = null
  let last: Headache | null = null
  let openSince = 0
  headaches.forEach((headache, k) => {
    if (statuses[k] === 'unknown') {
      open.push(headache)
      openSince++
    }
    if (statuses[k] !== 'met') return
    fit.push(headache)
    const silent = openSince > 0 || (last !== null && notNoted[headache.from] > notNoted[last.to + 1])
    if (groupFrom === null || last === null || !mayBeOne(groupFrom, last, headache, silent, apart)) {
      least++
      groupFrom = headache
    }
    last = headache
    openSince = 0
  })
  const most = fit.length + open.length + notNoted[notNoted.length - 1]
  return { least, most, needed, status: countReaches(least, most, needed), fit, open }
}

/** @param silent between the two there are headaches or days of which too little is known. */
function mayBeOne(groupFrom: Headache, last: Headache, next: Headache, silent: boolean, apart: Apart): boolean {
  const free = next.begins.least - last.ends.most
  const onlyDays = last.attackIds.length === 0 || next.attackIds.length === 0
  const near = apart.freeHours === 0 ? free <= 0 : free < apart.freeHours
  if (!near && !(silent && onlyDays)) return false
  // pain without a break goes through a day only if it fills it
  if (apart.freeHours === 0 && last !== groupFrom && last.hours.least > 0 && last.attackIds.length === 0) {
    const days = last.to - last.from + 1
    if (last.hours.least < 23 * days) return false
  }
  return next.ends.least - groupFrom.begins.most <= apart.mostHours
}
