// Tomorrow's chance of a headache, and how such forecasts did so far. Pure: counted beside the page, and tested without a browser.
import type { LivedDay } from '@clearday/diary'
import { forecastTomorrow } from '@clearday/inference'

/** Days of which about the same was said, and what came. */
export interface SaidDays {
  /** Chances in 100, from and up to but not including. */
  readonly from: number
  readonly to: number
  readonly days: number
  /** The mean of what was said, in 100. */
  readonly said: number
  /** Headache days in 100 of them. */
  readonly came: number
}

export interface Tomorrow {
  readonly knownDays: number
  /** In 100; null where it has not earned being shown. */
  readonly chance: number | null
  /** The usual rate so far, in 100. */
  readonly usual: number
  /** 20 or more was needed once. */
  readonly evidence: number
  /** Whether it was shown before and has lost it again. */
  readonly wasShown: boolean
  /** Mean log scores: of the forecasts, and of the usual rate. */
  readonly score: number
  readonly usualScore: number
  readonly groups: readonly SaidDays[]
}

/** Five groups: fewer would hide, more would be of few days each. */
const WIDTH = 20

/** @param days every day of the diary, in order; the last is today. O(days). */
export function tomorrowOf(days: readonly LivedDay[]): Tomorrow {
  const outcome = Float64Array.from(days, ({ headache }) =>
    headache === 'unknown' ? Number.NaN : headache === 'met' ? 1 : 0,
  )
  const forecast = forecastTomorrow(outcome)
  if (forecast.type === 'error') throw new Error(forecast.problem.message)
  const { chance, baseRate, shown, firstShownDay, evidence, track } = forecast.value
  const groups: SaidDays[] = []
  for (let from = 0; from < 100; from += WIDTH) {
    const at = [...track.chance.keys()].filter((k) => Math.min(99.999, 100 * track.chance[k]) - from < WIDTH)
    const own = at.filter((k) => 100 * track.chance[k] >= from)
    if (own.length === 0) continue
    const mean = (values: Float64Array): number => (100 * own.reduce((sum, k) => sum + values[k], 0)) / own.length
    groups.push({ from, to: from + WIDTH, days: own.length, said: mean(track.chance), came: mean(track.outcome) })
  }
  return {
    knownDays: track.day.length,
    chance: shown ? 100 * chance : null,
    usual: 100 * baseRate,
    evidence,
    wasShown: !shown && firstShownDay !== null,
    score: track.logScore,
    usualScore: track.baseLogScore,
    groups,
  }
}
