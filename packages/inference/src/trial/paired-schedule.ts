// The schedule of a trial of one: pairs of blocks, one with and one without the treatment, in an order drawn by lot for each pair.
import { createRandom } from '../random.ts'
import { ok, refuse, type Result } from '../result.ts'

export interface PairedSchedule {
  readonly seed: number
  readonly startDay: number
  readonly blockDays: number
  readonly washoutDays: number
  /** For each pair whether the first block is the one with the treatment. */
  readonly onFirst: readonly boolean[]
  readonly caveats: readonly ScheduleCaveat[]
}

export type ScheduleCaveat =
  | 'blocks-short-for-half-life' // what one block leaves behind reaches far into the next
  | 'few-pairs' // fewer than 6 pairs hardly ever settle anything

/** Pairs below which the schedule carries a caveat; 12 are better. */
const FEW_PAIRS = 6
/** Blocks should last this many half-lives of the effect. */
const HALF_LIVES_PER_BLOCK = 4

export interface ScheduleRequest {
  readonly pairs: number
  readonly blockDays: number
  /** Days at the start of each block that the design-based tests leave out. */
  readonly washoutDays: number
  readonly seed: number
  /** First day of the first block, 0-based. */
  readonly startDay: number
  /** Half-life with which the effect comes and goes, days; 0: at once. */
  readonly halfLifeDays: number
}

/** Draws the schedule; the same seed draws the same one. Refuses numbers that make no schedule. */
export function drawPairedSchedule(request: ScheduleRequest): Result<PairedSchedule> {
  const { pairs, blockDays, washoutDays, seed, startDay, halfLifeDays } = request
  const whole = (name: string, value: number, least: number): Result<never> | null =>
    Number.isInteger(value) && value >= least
      ? null
      : refuse('schedule', [name], `${name} is ${value}; it must be a whole number, ${least} or more.`, value)
  const wrong =
    whole('pairs', pairs, 1) ??
    whole('blockDays', blockDays, 2) ??
    whole('washoutDays', washoutDays, 0) ??
    whole('startDay', startDay, 0)
  if (wrong !== null) return wrong
  if (washoutDays > blockDays - 2) {
    return refuse(
      'washout',
      ['washoutDays'],
      `A washout of ${washoutDays} days leaves fewer than 2 days of a block of ${blockDays}.`,
      washoutDays,
    )
  }
  const caveats: ScheduleCaveat[] = []
  if (blockDays < HALF_LIVES_PER_BLOCK * halfLifeDays) caveats.push('blocks-short-for-half-life')
  if (pairs < FEW_PAIRS) caveats.push('few-pairs')
  return ok({
    seed,
    startDay,
    blockDays,
    washoutDays,
    onFirst: drawOrders(seed, pairs),
    caveats,
  })
}

/**
 * The lot itself: for each pair whether the treatment comes first. More pairs of the same seed begin with the same orders, so that a
 * schedule can be checked against its seed.
 *
 * @param lot 0 for the only treatment; each further one of the same trial has a lot of its own, so that they vary independently.
 */
export function drawOrders(seed: number, pairs: number, lot = 0): boolean[] {
  const random = createRandom(seed, 7 + 16 * lot)
  return Array.from({ length: pairs }, () => random.uniform() < 0.5)
}

/** Days the schedule takes, from its start. */
export function scheduleDays({ onFirst, blockDays }: PairedSchedule): number {
  return 2 * blockDays * onFirst.length
}

/** The schedule as an exposure over a span of days; off before and after. */
export function scheduleExposure(schedule: PairedSchedule, days: number): Float64Array {
  const exposure = new Float64Array(days)
  schedule.onFirst.forEach((first, pair) => {
    const from = schedule.startDay + (2 * pair + (first ? 0 : 1)) * schedule.blockDays
    exposure.fill(1, Math.min(days, from), Math.min(days, from + schedule.blockDays))
  })
  return exposure
}

/** Two blocks of a pair on the diary's calendar; `until` is the day after the last. */
export interface DrawnPair {
  readonly onFirst: boolean
  readonly first: BlockSpan
  readonly second: BlockSpan
}

export interface BlockSpan {
  /** 0-based day of the diary; negative before it begins. */
  readonly from: number
  readonly until: number
}

/** Logged and outcome days of both blocks of one pair, washout left out. */
export interface PairCounts {
  readonly onFirst: boolean
  readonly first: BlockCount
  readonly second: BlockCount
}

export interface BlockCount {
  readonly logged: number
  readonly outcomeDays: number
}

/** The schedule's pairs, one block right after the other. */
export function schedulePairs({ startDay, blockDays, onFirst }: PairedSchedule): DrawnPair[] {
  return onFirst.map((first, pair) => {
    const from = startDay + 2 * pair * blockDays
    const middle = from + blockDays
    return { onFirst: first, first: { from, until: middle }, second: { from: middle, until: middle + blockDays } }
  })
}

/** Counts each pair that has ended by the last day of the diary. O(days). */
export function pairCounts(outcome: Float64Array, pairs: readonly DrawnPair[], washoutDays: number): PairCounts[] {
  const count = ({ from, until }: BlockSpan): BlockCount => {
    let logged = 0
    let outcomeDays = 0
    for (let t = Math.max(0, from + washoutDays); t < until; t++) {
      if (outcome[t] !== outcome[t]) continue
      logged++
      outcomeDays += outcome[t]
    }
    return { logged, outcomeDays }
  }
  return pairs
    .filter(({ first, second }) => Math.max(first.until, second.until) <= outcome.length)
    .map(({ onFirst, first, second }) => ({ onFirst, first: count(first), second: count(second) }))
}
