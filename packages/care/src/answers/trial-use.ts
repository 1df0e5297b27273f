// What a trial says of the use of a treatment: in use in the blocks with it, out of use in those without, unless a block was said not to be kept.
import { addDays, type LocalDate, type Trial } from '@clearday/diary'
import { blocksOf, lastDayOf } from '../trial/trial-blocks.ts'
import type { UseSpan } from './use-span.ts'

export interface TrialUse {
  readonly firstDay: LocalDate
  /** Null while it goes on. */
  readonly lastDay: LocalDate | null
  /** As it was said before the trial; null where nobody said it. */
  readonly halfLifeDays: number | null
  readonly inUse: readonly { readonly firstDay: LocalDate; readonly lastDay: LocalDate | null }[]
}

/** Blocks up to a day; one that goes on then has no last day. O(blocks). */
export function trialUse(trial: Trial, asOf: LocalDate): TrialUse {
  const last = lastDayOf(trial)
  const inUse = blocksOf(trial)
    .filter(({ firstDay }) => firstDay <= asOf && firstDay <= last)
    .filter(({ on, kept }) => (kept === 'not-kept' ? !on : on))
    .map(({ firstDay, lastDay }) => {
      const end = lastDay < last ? lastDay : last
      return { firstDay, lastDay: end >= asOf ? null : end }
    })
  const { startsOn: firstDay, halfLifeDays = null } = trial
  return { firstDay, lastDay: last >= asOf ? null : last, halfLifeDays, inUse }
}

/** Spans of use with those of trials in place of what they say of the same days. @param spans by their first day. O(spans · trials). */
export function withTrials(spans: readonly UseSpan[], trials: readonly TrialUse[]): UseSpan[] {
  return trials.reduce<UseSpan[]>(
    (before, { firstDay, lastDay, inUse }) => {
      const covering = before.findLast((span) => span.firstDay <= (lastDay ?? span.firstDay))
      const { doseFraction, atTarget } = covering ?? { doseFraction: 1, atTarget: true }
      const outside = before.flatMap((span) => [
        ...(span.firstDay < firstDay
          ? [
              {
                ...span,
                lastDay: span.lastDay !== null && span.lastDay < firstDay ? span.lastDay : addDays(firstDay, -1),
              },
            ]
          : []),
        ...(lastDay !== null && (span.lastDay === null || span.lastDay > lastDay)
          ? [{ ...span, firstDay: span.firstDay > lastDay ? span.firstDay : addDays(lastDay, 1) }]
          : []),
      ])
      return [...outside, ...inUse.map((span) => ({ ...span, doseFraction, atTarget }))].sort((a, b) =>
        a.firstDay < b.firstDay ? -1 : a.firstDay > b.firstDay ? 1 : 0,
      )
    },
    [...spans],
  )
}
