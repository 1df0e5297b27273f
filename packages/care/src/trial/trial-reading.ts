// What a trial says by its own design: from the days and the lot alone, without any model of headaches.
import { daysBetween, type LocalDate, type Trial } from '@clearday/diary'
import {
  drawOrders,
  eProcess,
  pairCounts,
  randomisationInterval,
  randomisationTest,
  type DrawnPair,
  type PairCounts,
} from '@clearday/inference'
import { blocksOf, lastDayOf } from './trial-blocks.ts'

/**
 * `not-yet`: it goes on. `not-found`: it is over, and found neither. `promise-left`: one look at the end was chosen and it was ended before: whoever
 * ends it may do so because of how it went, so that the lot alone tells nothing any more.
 */
export type TrialVerdict = 'helping' | 'worse' | 'not-yet' | 'not-found' | 'promise-left'

export interface TrialReading {
  readonly state: 'ahead' | 'running' | 'over'
  /** It was ended before the end that was drawn: what holds for one look at a time that was set beforehand is not told. */
  readonly endedEarly: boolean
  /** All whole pairs that are over, and those of them with days known in both blocks. */
  readonly pairs: number
  readonly pairsCompared: number
  readonly pairsDrawn: number
  /** The order is the one that its number draws. */
  readonly lotMatches: boolean
  /** Of the blocks that are over: how many were said not to be kept, kept in part, or nothing. */
  readonly notKept: number
  readonly partly: number
  readonly unsaid: number
  /** Known days that are compared, on each side. */
  readonly known: { readonly with: number; readonly without: number }
  /** Null while nothing may be read: before the first pair is over, and until the end where it is read once. */
  readonly read: TrialRead | null
  /** Why nothing is read. */
  readonly sealed: TrialSeal | null
}

/** `ended-before-a-pair`: it is over, and no pair of it was whole. `all-alike`: each day that is compared is one with a headache, or none is. */
export type TrialSeal = 'no-pair-yet' | 'until-the-end' | 'ended-before-a-pair' | 'nothing-known' | 'all-alike'

export interface TrialRead {
  readonly verdict: TrialVerdict
  /** After each pair, from 1 on: how strongly the lot speaks for help and for harm; 20 is enough. Only where it is read as it goes on. */
  readonly evidence: { readonly helps: readonly number[]; readonly worse: readonly number[] } | null
  /** The pair at which it was enough; null where it was not, or is read once. */
  readonly atPair: number | null
  /** Only once it is over, and not ended early: chance under the lot, and headache days in 28 with minus without. */
  readonly atTheEnd: {
    readonly pHelps: number
    readonly pWorse: number
    readonly per28: number
    /** 90 %: the verdict's 5 % on either side. Null with fewer than 5 pairs, or more than 32. */
    readonly low: number | null
    readonly high: number | null
    readonly withPer28: number
    readonly withoutPer28: number
  } | null
}

/** One look that was promised beforehand: a useless treatment passes it in at most this share of trials. */
const ONE_LOOK = 0.05

/**
 * @param outcome 1, 0, or NaN where it is not known, from `firstDay` on. @param today whose pairs are not over: a pair counts once its last
 *   day is past. All pairs count as the lot drew them, also those that were not kept: only so does the promise hold. O(days + 2^(pairs/2)).
 */
export function readTrial(trial: Trial, outcome: Float64Array, firstDay: LocalDate, today: LocalDate): TrialReading {
  const blocks = blocksOf(trial)
  const last = lastDayOf(trial)
  const over = today > last
  const endedEarly = over && last < blocks[blocks.length - 1].lastDay
  const past = blocks.filter(({ lastDay }) => lastDay < today && lastDay <= last)
  const known = outcome.slice(0, Math.max(0, daysBetween(firstDay, over ? last : today) + (over ? 1 : 0)))
  const washout = trial.washoutDays ?? 0
  const from = daysBetween(firstDay, trial.startsOn)
  const pairs: DrawnPair[] = trial.withFirst.map((onFirst, pair) => {
    const start = from + 2 * pair * trial.blockDays
    const middle = start + trial.blockDays
    return { onFirst, first: { from: start, until: middle }, second: { from: middle, until: middle + trial.blockDays } }
  })
  const counts = pairCounts(known, pairs, washout)
  const compared = counts.filter(({ first, second }) => first.logged > 0 && second.logged > 0)
  const drawn = drawOrders(trial.seed, trial.withFirst.length)
  const frame = {
    state: over ? 'over' : today < trial.startsOn ? 'ahead' : 'running',
    endedEarly,
    pairs: counts.length,
    pairsCompared: compared.length,
    pairsDrawn: trial.withFirst.length,
    lotMatches: drawn.every((first, pair) => first === trial.withFirst[pair]),
    notKept: past.filter(({ kept }) => kept === 'not-kept').length,
    partly: past.filter(({ kept }) => kept === 'partly').length,
    unsaid: past.filter(({ kept }) => kept === null).length,
    known: {
      with: sum(compared, ({ onFirst, first, second }) => (onFirst ? first : second).logged),
      without: sum(compared, ({ onFirst, first, second }) => (onFirst ? second : first).logged),
    },
  } as const
  const sealed = sealedBecause(trial, over, counts.length, compared)
  return { ...frame, sealed, read: sealed === null ? readPairs(trial, counts, compared, over, endedEarly) : null }
}

function sealedBecause(
  { looks }: Trial,
  over: boolean,
  pairs: number,
  compared: readonly PairCounts[],
): TrialReading['sealed'] {
  if (looks === 'once-at-the-end' && !over) return 'until-the-end'
  if (pairs === 0) return over ? 'ended-before-a-pair' : 'no-pair-yet'
  if (compared.length === 0) return 'nothing-known'
  const found = sum(compared, ({ first, second }) => first.outcomeDays + second.outcomeDays)
  return found === 0 || found === sum(compared, ({ first, second }) => first.logged + second.logged)
    ? 'all-alike'
    : null
}

function sum(pairs: readonly PairCounts[], of: (pair: PairCounts) => number): number {
  return pairs.reduce((total, pair) => total + of(pair), 0)
}

function readPairs(
  { looks, blockDays, washoutDays = 0 }: Trial,
  counts: readonly PairCounts[],
  compared: readonly PairCounts[],
  over: boolean,
  endedEarly: boolean,
): TrialRead {
  if (looks === 'once-at-the-end' && endedEarly)
    return { verdict: 'promise-left', evidence: null, atPair: null, atTheEnd: null }
  // a chance and an interval hold at a time that was set beforehand, not at one that was chosen by how it went
  const atTheEnd = over && !endedEarly ? endOf(compared) : null
  if (looks === 'once-at-the-end') {
    const verdict =
      atTheEnd === null
        ? 'not-found'
        : atTheEnd.pHelps <= ONE_LOOK
          ? 'helping'
          : atTheEnd.pWorse <= ONE_LOOK
            ? 'worse'
            : 'not-found'
    return { verdict, evidence: null, atPair: null, atTheEnd }
  }
  const { helps, worse, helpsAt, worseAt } = eProcess(counts, blockDays - washoutDays)
  // of both, the one that was enough first
  const found =
    helpsAt !== null && (worseAt === null || helpsAt <= worseAt) ? 'helping' : worseAt !== null ? 'worse' : null
  return {
    verdict: found ?? (over ? 'not-found' : 'not-yet'),
    evidence: { helps, worse },
    atPair: found === 'helping' ? helpsAt : found === 'worse' ? worseAt : null,
    atTheEnd,
  }
}

function endOf(compared: readonly PairCounts[]): TrialRead['atTheEnd'] {
  const tested = randomisationTest(compared)
  if (tested.type === 'error') return null
  const interval = randomisationInterval(compared)
  const open = interval.type === 'ok' ? interval.value : null
  const rate = (on: boolean): number => {
    const sides = compared.map(({ onFirst, first, second }) => (onFirst === on ? first : second))
    return sides.reduce((all, { logged, outcomeDays }) => all + (28 * outcomeDays) / logged / sides.length, 0)
  }
  const { pHelps, pWorse, differencePer28 } = tested.value
  return {
    ...{ pHelps, pWorse, per28: differencePer28, low: open?.low ?? null, high: open?.high ?? null },
    ...{ withPer28: rate(true), withoutPer28: rate(false) },
  }
}
