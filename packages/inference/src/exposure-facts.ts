// Plain facts about how a treatment was used in the days so far, from which the rule knows what it may say.

/** Counted over the first `days` days of a diary. */
export interface ExposureFacts {
  readonly loggedDaysOn: number
  readonly loggedDaysOff: number
  /** Changes between nothing and something. */
  readonly switches: number
  /** First day on which it differs from the day before, 0-based; −1 if never. */
  readonly firstSwitch: number
  /** First day with exposure, 0-based; −1 if never. */
  readonly firstOn: number
  /** Logged days without it before the first start (all days if never started). */
  readonly baselineLogged: number
  /** Logged days, and logged days with the outcome. */
  readonly logged: number
  readonly outcomeDays: number
  /** Logged days on which use differs from the single start or stop that fits it best: a pill forgotten once makes no course. */
  readonly offCourse: number
  /** Days with exposure, and stretches of them. */
  readonly daysOn: number
  readonly stretches: number
}

/**
 * Counts in one pass. O(days).
 *
 * @param inUse above 0 on the days in use, where that is not the same as having exposure; stretches are always of exposure.
 */
export function exposureFacts(
  outcome: Float64Array,
  exposure: Float64Array,
  days: number,
  inUse: Float64Array = exposure,
): ExposureFacts {
  let loggedDaysOn = 0
  let loggedDaysOff = 0
  let switches = 0
  let firstSwitch = -1
  let firstOn = -1
  let baselineLogged = 0
  let outcomeDays = 0
  let daysOn = 0
  let stretches = 0
  // on-days minus off-days among the logged ones so far, and its range: a step that starts where it is lowest, or stops where it is highest
  let balance = 0
  let lowest = 0
  let highest = 0
  for (let t = 0; t < days; t++) {
    const on = inUse[t] > 0
    if (t > 0 && on !== inUse[t - 1] > 0) {
      if (switches === 0) firstSwitch = t
      switches++
    }
    if (on && firstOn < 0) firstOn = t
    if (exposure[t] > 0) {
      daysOn++
      if (t === 0 || !(exposure[t - 1] > 0)) stretches++
    }
    if (outcome[t] !== outcome[t]) continue
    if (on) loggedDaysOn++
    else loggedDaysOff++
    if (firstOn < 0) baselineLogged++
    outcomeDays += outcome[t]
    balance += on ? 1 : -1
    lowest = Math.min(lowest, balance)
    highest = Math.max(highest, balance)
  }
  return {
    loggedDaysOn,
    loggedDaysOff,
    switches,
    firstSwitch,
    firstOn,
    baselineLogged,
    logged: loggedDaysOn + loggedDaysOff,
    outcomeDays,
    // a start at the lowest point differs on the on-days before it and the off-days after it; likewise a stop at the highest
    offCourse: Math.min(loggedDaysOff + lowest, loggedDaysOn - highest),
    daysOn,
    stretches,
  }
}
