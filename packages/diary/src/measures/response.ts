// Whether a rate fell by 30, 50, 75 or 100 %, as trials report it. It is a description of two spans, never an effect of a treatment.
import type { ClinicalRule } from '../clinical-rule.ts'
import type { Status } from '../three-valued.ts'
import type { Tally } from './tally.ts'

export const RESPONSE_SHARES: ClinicalRule<readonly number[]> = {
  id: 'response.shares',
  version: 1,
  value: [0.3, 0.5, 0.75, 1],
  statement:
    'Response is a fall of 50 % or more in days per 28; 75 % and 100 % are told too, and 30 %, which is taken as meaningful in chronic migraine.',
  certainty: 'sourced',
  source: 'WHAT! trial protocol; PMC10480365 (50 % episodic, 30 % chronic migraine at 3 months).',
}

export const MINIMUM_OBSERVED_SHARE: ClinicalRule<number> = {
  id: 'response.minimum-observed-share',
  version: 1,
  value: 0.5,
  statement: 'At least half of the days of a span must be observed (14 of 28) before its rate is compared.',
  certainty: 'unverified',
  source: 'The erenumab trials (14 of 28 days); protocols not read.',
}

export const WORSENING: ClinicalRule<{ share: number; daysPer28: number }> = {
  id: 'response.worsening',
  version: 1,
  value: { share: 0.25, daysPer28: 2 },
  statement: 'A rise of 25 % or of 2 days per 28 is told as worse, as plainly as a fall.',
  certainty: 'proposal',
  source: 'Ours, so that worsening is reported like improvement.',
}

export const RESPONSE_RULES: readonly ClinicalRule<unknown>[] = [RESPONSE_SHARES, MINIMUM_OBSERVED_SHARE, WORSENING]

export interface Response {
  /** Days per 28, before and after. */
  readonly before: number
  readonly after: number
  /** 0.5 for a fall by half; negative for a rise; null where there was nothing to fall. */
  readonly fall: number | null
  /** For each share: whether the observed rates fell that far, and whether they did whatever the gaps hold. */
  readonly reached: readonly {
    readonly share: number
    readonly asObserved: boolean
    readonly whateverTheGaps: Status
  }[]
  readonly worse: boolean
}

/** Too few days observed in one of the spans, or none at all. */
export type NoResponse = { readonly type: 'too-few-days'; readonly observedDays: number; readonly neededDays: number }

/** Compares two spans. Cost O(1). */
export function responseBetween(before: Tally, after: Tally): { type: 'ok'; value: Response } | NoResponse {
  for (const { days, observedDays } of [before, after]) {
    const neededDays = Math.ceil(days * MINIMUM_OBSERVED_SHARE.value)
    if (observedDays < neededDays || observedDays === 0) return { type: 'too-few-days', observedDays, neededDays }
  }
  const rate = ({ count, observedDays }: Tally): number => (28 * count) / observedDays
  const bounds = ({ count, most, days }: Tally): { least: number; most: number } => ({
    least: (28 * count) / days,
    most: (28 * most) / days,
  })
  const start = rate(before)
  const end = rate(after)
  const wide = { before: bounds(before), after: bounds(after) }
  const reached = RESPONSE_SHARES.value.map((share) => {
    const falls = (from: number, to: number): boolean => from > 0 && to <= (1 - share) * from + 1e-12
    const whateverTheGaps: Status = falls(wide.before.least, wide.after.most)
      ? 'met'
      : falls(wide.before.most, wide.after.least)
        ? 'unknown'
        : 'not-met'
    return { share, asObserved: falls(start, end), whateverTheGaps }
  })
  const worse = end - start >= WORSENING.value.daysPer28 || (start > 0 && end / start - 1 >= WORSENING.value.share)
  return {
    type: 'ok',
    value: { before: start, after: end, fall: start === 0 ? null : 1 - end / start, reached, worse },
  }
}
