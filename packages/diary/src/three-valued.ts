// Met, not met, or not known: the logic of criteria on diaries with gaps (Kleene's strong three values).

export type Status = 'met' | 'not-met' | 'unknown'

export function statusOf(value: boolean | undefined): Status {
  return value === undefined ? 'unknown' : value ? 'met' : 'not-met'
}

export function not(status: Status): Status {
  return status === 'met' ? 'not-met' : status === 'not-met' ? 'met' : 'unknown'
}

/** Met if all are; not met as soon as one is not, whatever the others. All of nothing is met. */
export function allOf(...statuses: readonly Status[]): Status {
  if (statuses.includes('not-met')) return 'not-met'
  return statuses.includes('unknown') ? 'unknown' : 'met'
}

/** Met as soon as one is; not met only if none can be. Any of nothing is not met. */
export function anyOf(...statuses: readonly Status[]): Status {
  if (statuses.includes('met')) return 'met'
  return statuses.includes('unknown') ? 'unknown' : 'not-met'
}

/** Whether at least `needed` of them are met, as far as the unknown ones leave it open. */
export function atLeast(needed: number, statuses: readonly Status[]): Status {
  let met = 0
  let open = 0
  for (const status of statuses) {
    if (status === 'met') met++
    else if (status === 'unknown') open++
  }
  return countReaches(met, met + open, needed)
}

/** Whether a count that lies between `least` and `most` reaches `needed`. */
export function countReaches(least: number, most: number, needed: number): Status {
  return least >= needed ? 'met' : most < needed ? 'not-met' : 'unknown'
}
