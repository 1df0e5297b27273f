// What happened to one red flag over time: when it was raised and by what, what was answered, what stands now, and whether it was put aside.
import { daysBetween, type Answer, type LocalDate, type SafetyCheck } from '@clearday/diary'
import { byDate, compareTiers, type Tier } from './tier.ts'
import type { Finding, RedFlag } from './red-flag.ts'
import { DISMISSAL, NO_AGES, STANDS, UNSURE } from './safety-thresholds.ts'

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
  /** The day of a later no that made it calmer and did not end it. */
  readonly calmedOn: LocalDate | null
}

export interface FlagRecord {
  /** Oldest first. */
  readonly raised: readonly RaisedOnce[]
  /** Of the last day on which it was answered; of several answers of that day the most urgent. */
  readonly lastAnswer: { readonly date: LocalDate; readonly answer: Answer } | null
  /** The last answer is a no, and not so old that it has to be asked again. */
  readonly deniedOn: LocalDate | null
  /** Of those that stand, the most urgent; null where none does. */
  readonly urgency: Tier | null
  /** The round in which the advice was put aside; null where it never was, or was asked or raised again since. */
  readonly dismissedOn: LocalDate | null
  /** Said of today, whenever it was noted. */
  readonly ofToday: boolean
}

/**
 * @param rounds until the day it is judged on, in the order they were answered.
 * @param concerned it can concern the person as they are described now. @param lowersUnsure "unsure" is one tier lower than yes.
 */
export function flagRecord(
  flag: RedFlag,
  finding: Finding | null,
  rounds: readonly SafetyCheck[],
  asOf: LocalDate,
  concerned: boolean,
  lowersUnsure: boolean,
): FlagRecord {
  const { question, tier } = flag.rule.value
  const answers = rounds.flatMap(({ date, answers: given }) => {
    const answer = Object.hasOwn(given, flag.id) ? given[flag.id] : undefined
    return answer === undefined ? [] : [{ date, answer }]
  })
  const lastNo = answers.findLast(({ answer }) => answer === 'no')
  const calmer = (date: LocalDate, own: Tier): boolean =>
    own !== 'book-soon' && daysBetween(date, asOf) <= STANDS.value.calmerDays
  const byAnswers = answers.flatMap(({ date, answer }): RaisedOnce[] => {
    if (answer === 'no') return []
    const gone = !concerned && daysBetween(date, asOf) > STANDS.value.days
    const lowered = answer === 'unsure' && lowersUnsure
    const own = lowered ? UNSURE.value.lowered[tier] : tier
    // which of two rounds of one day came first is not known: only a no of a later day ends a yes
    const denied = lastNo !== undefined && date < lastNo.date
    const calmed = denied && !lowered && calmer(date, own)
    return [
      {
        date,
        by: answer,
        because: `On ${date} you answered ${answer === 'yes' ? 'yes' : '"unsure"'} to: "${question ?? flag.id}"`,
        tier: calmed ? STANDS.value.calmer[own] : own,
        days: [date],
        attackIds: [],
        stands: (!denied || calmed) && !gone,
        calmedOn: calmed ? lastNo.date : null,
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
      const over = !holds && !undated && (denied || ended)
      const calmed = over && calmer(date, own)
      const noOn = denied ? lastNo.date : (endedOn ?? null)
      return {
        date,
        by: 'diary',
        because,
        tier: old ? 'book-soon' : calmed ? STANDS.value.calmer[own] : own,
        days,
        attackIds,
        stands: holds || calmed || !(denied || ended || (old && (own === 'book-soon' || question === null))),
        calmedOn: calmed ? noOn : null,
      }
    })
  const raised = [...byAnswers, ...byDiary].sort(byDate)
  const standing = raised.filter(({ stands }) => stands).map((one) => one.tier)
  const lastAnswer = lastOf(answers)
  const denied = lastAnswer?.answer === 'no' && daysBetween(lastAnswer.date, asOf) <= NO_AGES.value.days
  return {
    raised,
    lastAnswer,
    deniedOn: denied ? lastAnswer.date : null,
    urgency: standing.sort(compareTiers)[0] ?? null,
    dismissedOn: dismissedOn(flag.id, rounds, raised),
    ofToday: finding?.ofToday === true,
  }
}

const MOST_URGENT_FIRST: readonly Answer[] = ['yes', 'unsure', 'no']

function lastOf(answers: readonly NonNullable<FlagRecord['lastAnswer']>[]): FlagRecord['lastAnswer'] {
  const ofLastDay = answers.filter(({ date }) => date === answers[answers.length - 1].date)
  return ofLastDay.sort((a, b) => MOST_URGENT_FIRST.indexOf(a.answer) - MOST_URGENT_FIRST.indexOf(b.answer))[0] ?? null
}

/** Only what came after the dismissal makes it loud again: a later round that asks it, or something later in the diary. */
function dismissedOn(id: string, rounds: readonly SafetyCheck[], raised: readonly RaisedOnce[]): LocalDate | null {
  if (!DISMISSAL.value.quieter) return null
  const at = rounds.findLast(({ dismissed }) => dismissed?.includes(id) === true)
  if (at === undefined) return null
  const { date } = at
  const asked = ({ answers }: SafetyCheck): boolean => Object.hasOwn(answers, id)
  // of the same day another round that raised it is taken for the later one, unless the dismissal came without an answer of its own
  const askedAgain = rounds.some(
    (one) =>
      asked(one) &&
      (one.date > date ||
        (one.date === date && asked(at) && one.dismissed?.includes(id) !== true && one.answers[id] !== 'no')),
  )
  return askedAgain || raised.some((one) => one.date > date) ? null : date
}
