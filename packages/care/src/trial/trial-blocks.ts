// The blocks of a trial as days, and where in it a day lies.
import { addDays, daysBetween, type LocalDate, type Trial, type TrialBlock } from '@clearday/diary'

export interface Block {
  /** From 1. */
  readonly block: number
  /** From 1. */
  readonly pair: number
  /** Whether the lot gave it the treatment. */
  readonly on: boolean
  readonly firstDay: LocalDate
  readonly lastDay: LocalDate
  readonly kept: TrialBlock['kept'] | null
}

/** All blocks that were drawn, also those after an early end. O(blocks). */
export function blocksOf({ startsOn, blockDays, withFirst, blocks = [] }: Omit<Trial, 'id'>): readonly Block[] {
  return withFirst.flatMap((first, pair) =>
    [first, !first].map((on, second): Block => {
      const block = 2 * pair + second + 1
      const firstDay = addDays(startsOn, (block - 1) * blockDays)
      return {
        ...{ block, pair: pair + 1, on, firstDay, lastDay: addDays(firstDay, blockDays - 1) },
        kept: blocks.find((one) => one.block === block)?.kept ?? null,
      }
    }),
  )
}

/** The last day of a trial: of its last block, or the day before it was ended. */
export function lastDayOf({ startsOn, blockDays, withFirst, endedOn }: Omit<Trial, 'id'>): LocalDate {
  const last = addDays(startsOn, 2 * blockDays * withFirst.length - 1)
  return endedOn !== undefined && endedOn <= last ? addDays(endedOn, -1) : last
}

export interface TrialStanding {
  readonly state: 'ahead' | 'running' | 'over'
  /** Of today, while it runs. */
  readonly current: (Block & { readonly day: number }) | null
  /** Blocks that are over, or nearly, of which nobody said whether they were kept; the newest first. */
  readonly unsaid: readonly Block[]
}

/** On the last day of a block it can be said how it went. */
export function trialStanding(trial: Omit<Trial, 'id'>, today: LocalDate): TrialStanding {
  const blocks = blocksOf(trial)
  const last = lastDayOf(trial)
  const state = today > last || last < trial.startsOn ? 'over' : today < trial.startsOn ? 'ahead' : 'running'
  const current =
    state === 'running' ? blocks.find(({ firstDay, lastDay }) => firstDay <= today && today <= lastDay) : undefined
  return {
    state,
    current: current === undefined ? null : { ...current, day: daysBetween(current.firstDay, today) + 1 },
    unsaid: blocks.filter(({ kept, lastDay }) => kept === null && lastDay <= today && lastDay <= last).toReversed(),
  }
}
