// From answered criteria to a pattern's result: all of them together, and the sentence that says so without diagnosing.
import type { LocalDate } from '../calendar/local-date.ts'
import type { LivedDay } from '../days/lived-day.ts'
import { allOf, type Status } from '../three-valued.ts'
import type { Headache } from './headache.ts'
import type { CriterionResult, PatternResult } from './pattern-result.ts'
import { listed } from './pattern-words.ts'

/** Everything of a result that does not follow from its criteria. */
export interface PatternDraft {
  readonly code: string
  /** In plain words, to stand inside a sentence. */
  readonly name: string
  readonly version: number
  readonly criteria: readonly CriterionResult[]
  readonly unknowns: readonly string[]
  readonly clinicianMustJudge: readonly string[]
  readonly source: string
  /** Nothing that was noted speaks for it. */
  readonly nothingSeen: boolean
  /** What the sentence ends with, where there is more to say. */
  readonly remark?: string
}

export function patternResult(draft: PatternDraft): PatternResult {
  const { nothingSeen, remark, ...rest } = draft
  const consistent = allOf(...draft.criteria.map(({ status }) => status))
  const sentence = sentenceOf(draft, consistent)
  return {
    ...rest,
    consistent,
    setAsideBy: null,
    sentence: remark === undefined ? sentence : `${sentence} ${remark}`,
    unknowns: consistent === 'not-met' ? [] : draft.unknowns,
    ...(nothingSeen && consistent === 'unknown' ? { nothingSeen: true } : {}),
  }
}

function sentenceOf({ code, name, criteria, nothingSeen }: PatternDraft, consistent: Status): string {
  const called = `${name} (ICHD-3 ${code})`
  const ids = criteria.map(({ id }) => id)
  if (consistent === 'met') return `Your diary is consistent with ${criteriaWords(ids)} of ${called}.`
  const which = listed(criteria.filter(({ status }) => status === consistent).map(({ id }) => id))
  const several = which.length > 1
  if (consistent === 'not-met')
    return `Your diary is not consistent with ${called}: ${which} ${several ? 'are' : 'is'} not met.`
  return nothingSeen
    ? `Nothing you noted speaks for ${called}, and too little was noted to tell.`
    : `Your diary leaves open whether it is consistent with ${called}: ${which} ${several ? 'are' : 'is'} unknown.`
}

function criteriaWords(ids: readonly string[]): string {
  const [first] = ids
  if (ids.length < 3) return `${ids.length === 1 ? 'criterion' : 'criteria'} ${listed(ids)}`
  return `criteria ${first}–${ids[ids.length - 1]}`
}

/** More would only be listed and not read. */
const MOST_SHOWN = 31

/** The days and attacks of headaches that decide a criterion: the latest ones. */
export function marks(
  headaches: readonly Headache[],
  days: readonly LivedDay[],
  atMost = MOST_SHOWN,
): { days: LocalDate[]; attackIds: string[] } {
  const shown = headaches.slice(-atMost)
  const dates = new Set<LocalDate>()
  for (const { from, to } of shown) for (let k = from; k <= to; k++) dates.add(days[k].date)
  return { days: [...dates].sort(), attackIds: shown.flatMap(({ attackIds }) => attackIds) }
}
