// Which lengths of a trial are offered: those that can find anything.
import type { BlockForecast, LengthForecast } from '@clearday/care'
import type { TrialLooks } from '@clearday/diary'

/** Of four pairs not even the best could be told from luck in one look: a chance of 1 in 16. */
const FEWEST_ONCE = 5

export function lengthsOffered(
  choice: BlockForecast | undefined,
  looks: TrialLooks | undefined,
): readonly LengthForecast[] {
  if (choice === undefined || looks === undefined) return []
  return choice.lengths.filter(({ pairs }) => looks !== 'once-at-the-end' || pairs >= FEWEST_ONCE)
}
