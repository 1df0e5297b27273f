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

/** `not-yet`: it goes on. `not-found`: it is over, and found neither. */
export type TrialVerdict = 'helping' | 'worse' | 'not-yet' | 'not-found'

export interface TrialReading {
  readonly state: 'ahead' | 'running' | 'over'
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
  /** Null while nothing may be read: before the first pair is over, and until the end where it is read once. */
  readonly read: TrialRead | null
  /** Why nothing is read. */
  readonly sealed: 'no-pair-yet' | 'until-the-end' | 'nothing-known' | null
}

export interface TrialRead {
  readonly verdict: TrialVerdict
  /** After each pair, from 1 on: how strongly the lot speaks for help and for harm; 20 is enough. Only where it is read as it goes on. */
  readonly evidence: { readonly helps: readonly number[]; readonly worse: readonly number[] } | null
  /** The pair at which it was enough; null where it was not, or is read once. */
  readonly atPair: number | null
  /** Only once it is over: chance under the lot, and headache days in 28 with minus without. */
  readonly atTheEnd: {
    readonly pHelps: number
    readonly pWorse: number
    readonly per28: number
    /** 95 %; null with too few pairs. */
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
    pairs: counts.length,
    pairsCompared: compared.length,
    pairsDrawn: trial.withFirst.length,
    lotMatches: drawn.every((first, pair) => first === trial.withFirst[pair]),
    notKept: past.filter(({ kept }) => kept === 'not-kept').length,
    partly: past.filter(({ kept }) => kept === 'partly').length,
    unsaid: past.filter(({ kept }) => kept === null).length,
  } as const
  const sealed = sealedBecause(trial, over, counts.length, compared.length)
  return { ...frame, sealed, read: sealed === null ? readPairs(trial, counts, compared, over) : null }
}

function sealedBecause({ looks }: Trial, over: boolean, pairs: number, compared: number): TrialReading['sealed'] {
  if (looks === 'once-at-the-end' && !over) return 'until-the-end'
  if (pairs === 0) return 'no-pair-yet'
  return compared === 0 ? 'nothing-known' : null
}

function readPairs(
  { looks, blockDays, washoutDays = 0 }: Trial,
  counts: readonly PairCounts[],
  compared: readonly PairCounts[],
  over: boolean,
): TrialRead {
  const atTheEnd = over ? endOf(compared) : null
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
    return sides.reduce((sum, { logged, outcomeDays }) => sum + (28 * outcomeDays) / logged / sides.length, 0)
  }
  const { pHelps, pWorse, differencePer28 } = tested.value
  return {
    ...{ pHelps, pWorse, per28: differencePer28, low: open?.low ?? null, high: open?.high ?? null },
    ...{ withPer28: rate(true), withoutPer28: rate(false) },
  }
}
