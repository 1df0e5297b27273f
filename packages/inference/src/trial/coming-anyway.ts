// What the next four weeks bring if nothing changes: after a bad spell mostly fewer outcome days, whatever is begun then.
import { createRandom, type Random } from '../random.ts'
import { ok, refuse, type Result } from '../result.ts'
import { interceptForRate } from '../simulate/simulate-diary.ts'
import type { DiaryRhythm } from './diary-rhythm.ts'

export interface ComingAnyway {
  /** Of the last 28 days: logged ones, and outcome days per 28 of them. */
  readonly loggedDays: number
  readonly lastPer28: number
  /** Over the rhythms that fit the diary, without treatment. */
  readonly usualPer28: number
  /** In the 28 days that follow: mean and the middle 80 % of what simulated diaries brought. */
  readonly nextPer28: number
  readonly nextLow: number
  readonly nextHigh: number
}

const SPAN = 28
/** Of 28 days, fewer say little about a spell. */
const FEWEST_LOGGED = 14
/** Enough that the mean is right to a few tenths of a day. */
const WANTED = 400
const MOST_DRAWN = 20_000

/**
 * Draws diaries of this person's rhythms whose first 28 days have as many outcome days as their last 28, on the same logged days; what
 * those diaries bring next, without any change, is told.
 *
 * @param outcome 0, 1, or NaN; its last 28 days are looked at. @param rhythms as of `drawRhythms`.
 * @returns `no-days` where fewer than 14 of them are logged. O(draws · 56 days); deterministic for a seed.
 */
export function comingAnyway(
  outcome: Float64Array,
  rhythms: readonly DiaryRhythm[],
  seed: number,
): Result<ComingAnyway> {
  const last = outcome.slice(Math.max(0, outcome.length - SPAN))
  const logged = Array.from(last.keys()).filter((t) => last[t] === last[t])
  if (logged.length < FEWEST_LOGGED || rhythms.length === 0)
    return refuse(
      'no-days',
      ['outcome'],
      `${logged.length} of the last 28 days are logged; 14 are needed.`,
      logged.length,
    )
  const seen = logged.reduce((days, t) => days + last[t], 0)
  const offset = SPAN - last.length
  const worlds = rhythms.map((rhythm) => ({
    ...rhythm,
    intercept: interceptForRate(rhythm.outcomeDaysPer28, Math.hypot(rhythm.sigma, rhythm.slowSigma)),
  }))
  let next: number[] = []
  // as near as can be: exactly as many first, and one more or fewer where that is too rare to be drawn
  for (let slack = 0; next.length < WANTED / 4 && slack <= SPAN; slack++) {
    next = []
    const random = createRandom(seed, 29)
    for (let draw = 0; draw < MOST_DRAWN && next.length < WANTED; draw++) {
      const drawn = twoSpans(worlds[draw % worlds.length], random)
      const days = logged.reduce((sum, t) => sum + drawn[t + offset], 0)
      if (Math.abs(days - seen) > slack) continue
      let following = 0
      for (let t = SPAN; t < 2 * SPAN; t++) following += drawn[t]
      next.push(following)
    }
  }
  next.sort((a, b) => a - b)
  const at = (share: number): number => next[Math.min(next.length - 1, Math.floor(share * next.length))]
  return ok({
    loggedDays: logged.length,
    lastPer28: (28 * seen) / logged.length,
    usualPer28: rhythms.reduce((sum, { outcomeDaysPer28 }) => sum + outcomeDaysPer28 / rhythms.length, 0),
    nextPer28: next.reduce((sum, days) => sum + days, 0) / next.length,
    nextLow: at(0.1),
    nextHigh: at(0.9),
  })
}

/** Days of one world, the drift over months held still: it hardly moves in eight weeks. */
function twoSpans(
  { intercept, phi, sigma, slowSigma }: DiaryRhythm & { readonly intercept: number },
  random: Random,
): Uint8Array {
  const days = new Uint8Array(2 * SPAN)
  const innovation = Math.sqrt(1 - phi * phi)
  const drift = slowSigma * random.normal()
  let level = random.normal()
  for (let t = 0; t < days.length; t++) {
    if (t > 0) level = phi * level + innovation * random.normal()
    days[t] = random.uniform() < 1 / (1 + Math.exp(-(intercept + drift + sigma * level))) ? 1 : 0
  }
  return days
}
