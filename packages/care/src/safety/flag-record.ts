// What happened to one red flag over time: when it was raised and by what, what was answered, what stands now, and whether it was put aside.
import { daysBetween, type Answer, type LocalDate, type SafetyCheck } from '@clearday/diary'
import { compareTiers, type Tier } from './tier.ts'
import type { Finding, RedFlag } from './red-flag.ts'
import { STANDS, UNSURE } from './safety-thresholds.ts'

/** One time at which a flag was raised. It stays in the record for good. */
export interface RaisedOnce {
  readonly date: LocalDate
  readonly by: 'yes' | 'unsure' | 'diary'
  readonly because: string
  readonly tier: Tier
  readonly days: readonly LocalDate[]
  readonly attackIds: readonly string[]
  /** No later answer or entry ended it. */
  readonly stands: boolean
}

export interface FlagRecord {
  /** Oldest first. */
  readonly raised: readonly RaisedOnce[]
  readonly lastAnswer: { readonly date: LocalDate; readonly answer: Answer } | null
  /** Of those that stand, the most urgent; null where none does. */
  readonly urgency: Tier | null
  /** The round in which the advice was put aside; null where it never was, or was asked or raised again since. */
  readonly dismissedOn: LocalDate | null
}

/**
 * @param rounds until the day it is judged on, in the order they were answered.
 * @param concerned it can concern the person as they are described now.
 */
export function flagRecord(
  flag: RedFlag,
  finding: Finding | null,
  rounds: readonly SafetyCheck[],
  asOf: LocalDate,
  concerned: boolean,
): FlagRecord {
  const { question, tier } = flag.rule.value
  const answers = rounds.flatMap(({ date, answers: given }, round) => {
    const answer = Object.hasOwn(given, flag.id) ? given[flag.id] : undefined
    return answer === undefined ? [] : [{ date, answer, round }]
  })
  const lastNo = answers.findLast(({ answer }) => answer === 'no')
  const byAnswers = answers.flatMap(({ date, answer, round }): RaisedOnce[] => {
    if (answer === 'no') return []
    const gone = !concerned && daysBetween(date, asOf) > STANDS.value.days
    return [
      {
        date,
        by: answer,
        because: `On ${date} you answered ${answer === 'yes' ? 'yes' : '"unsure"'} to: "${question ?? flag.id}"`,
        tier: answer === 'unsure' && !UNSURE.value.notLowered.includes(flag.id) ? UNSURE.value.lowered[tier] : tier,
        days: [date],
        attackIds: [],
        stands: (lastNo === undefined || round > lastNo.round) && !gone,
      },
    ]
  })
  const byDiary = (finding?.events ?? [])
    .filter(({ date }) => date <= asOf)
    .map((event): RaisedOnce => {
      const { date, because, days = [], attackIds = [], undated = false, endedOn } = event
      const holds = finding?.holds === true
      const denied = lastNo !== undefined && (undated || lastNo.date > date)
      const old = !holds && !undated && daysBetween(date, asOf) > STANDS.value.days
      const own = event.tier ?? tier
      const ended = endedOn !== undefined && endedOn <= asOf
      return {
        date,
        by: 'diary',
        because,
        tier: old ? 'book-soon' : own,
        days,
        attackIds,
        stands: holds || !(denied || ended || (old && (own === 'book-soon' || question === null))),
      }
    })
  const raised = [...byAnswers, ...byDiary].sort((one, other) =>
    one.date < other.date ? -1 : one.date > other.date ? 1 : 0,
  )
  const standing = raised.filter(({ stands }) => stands).map((one) => one.tier)
  return {
    raised,
    lastAnswer: answers.at(-1) ?? null,
    urgency: standing.sort(compareTiers)[0] ?? null,
    dismissedOn: dismissedOn(flag.id, rounds, raised),
  }
}

/** Only what came after the dismissal makes it loud again: a later round that asks it, or something later in the diary. */
function dismissedOn(id: string, rounds: readonly SafetyCheck[], raised: readonly RaisedOnce[]): LocalDate | null {
  const at = rounds.findLastIndex(({ dismissed }) => dismissed?.includes(id) === true)
  if (at < 0) return null
  const { date } = rounds[at]
  const askedAgain = rounds.slice(at + 1).some(({ answers }) => Object.hasOwn(answers, id))
  return askedAgain || raised.some((one) => one.date > date) ? null : date
}
