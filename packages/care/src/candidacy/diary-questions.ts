// What is drawn from the diary: how often and how long there is headache, the neck, overuse of medicines. Gaps leave a point open.
import { allOf, countReaches, statusOf, type SpanMeasures, type Status, type Tally } from '@clearday/diary'
import type { Answered, CandidacyFacts } from './candidacy-facts.ts'
import { CHRONIC_PATTERN_RULE, FREQUENT_RULE, LONG_LASTING_RULE, NECK_RULE } from './candidacy-thresholds.ts'
import type { CandidacyQuestion } from './criterion.ts'

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`

function daysOf({ count, most }: Tally): string {
  return count === most ? String(count) : `${count} to ${most}`
}

function monthsSaid(months: readonly SpanMeasures[]): string {
  return months.map(({ name, days }) => `${name}: ${daysOf(days.HD_ANY_v1)}`).join(', ')
}

function lastWhole({ history }: CandidacyFacts, most: number): SpanMeasures[] {
  return history.measures.months.filter(({ whole }) => whole).slice(-most)
}

export const CHRONIC_PATTERN: CandidacyQuestion = {
  id: 'chronic-pattern',
  question: `Does the diary show headache on ${CHRONIC_PATTERN_RULE.value.days} or more days of each of ${CHRONIC_PATTERN_RULE.value.months} whole months?`,
  label: `you have headache on ${CHRONIC_PATTERN_RULE.value.days} or more days a month for ${CHRONIC_PATTERN_RULE.value.months} months`,
  answer: (facts) => {
    const { days, months: needed } = CHRONIC_PATTERN_RULE.value
    const months = lastWhole(facts, needed)
    const each = months.map((month): Status => {
      const { count, most } = month.days.HD_ANY_v1
      return countReaches(count, most, days)
    })
    const status = allOf(...each, ...(months.length < needed ? (['unknown'] as const) : []))
    const counted =
      months.length === 0 ? '' : ` Headache days, ${monthsSaid(months)}; ${days} or more are needed in each.`
    const short =
      months.length < needed
        ? `Your diary covers ${months.length === 0 ? 'no whole calendar month' : plural(months.length, 'whole calendar month')}; ${needed} would tell.`
        : ''
    return { status, because: `${short}${counted}`.trim() }
  },
}

/** Memory undercounts and is never an entry, so it is a point by itself and leaves the diary's own open. */
export const REMEMBERED_CHRONIC: CandidacyQuestion = {
  id: 'remembered-chronic-pattern',
  question: `As you remember it, is there headache on ${CHRONIC_PATTERN_RULE.value.days} or more days a month, and for ${CHRONIC_PATTERN_RULE.value.months} months or more?`,
  label: `as you remember it, you have headache on ${CHRONIC_PATTERN_RULE.value.days} or more days a month`,
  answer: ({ person }) => {
    const { headacheDaysPerMonth: days, monthsLikeThis: months } = person.recalled ?? {}
    const { days: neededDays, months: neededMonths } = CHRONIC_PATTERN_RULE.value
    const reaches = (value: number | undefined, needed: number): Status =>
      statusOf(value === undefined ? undefined : value >= needed)
    if (days === undefined && months === undefined) return { status: 'unknown', because: 'This was not asked yet.' }
    const words = [
      days === undefined ? 'How many days a month was not asked' : `You remember ${plural(days, 'day')} a month`,
      months === undefined ? 'for how long was not asked' : `for ${plural(months, 'month')}`,
    ]
    return { status: allOf(reaches(days, neededDays), reaches(months, neededMonths)), because: `${words.join(', ')}.` }
  },
}

export const FREQUENT: CandidacyQuestion = {
  id: 'frequent-headache',
  question: `Is there headache on ${FREQUENT_RULE.value.days} or more days a month?`,
  label: `you have headache on ${FREQUENT_RULE.value.days} or more days a month`,
  lacking: {
    notSo: `you have headache on fewer than ${FREQUENT_RULE.value.days} days a month`,
    open: `it is not known yet whether you have headache on ${FREQUENT_RULE.value.days} or more days a month`,
  },
  answer: (facts) => {
    const { days, months: most } = FREQUENT_RULE.value
    const months = lastWhole(facts, most)
    if (months.length > 0) {
      const sum = (key: 'count' | 'most'): number => months.reduce((all, month) => all + month.days.HD_ANY_v1[key], 0)
      const status = countReaches(sum('count'), sum('most'), days * months.length)
      return { status, because: `Headache days, ${monthsSaid(months)}; a mean of ${days} or more is asked for.` }
    }
    const begun = facts.history.measures.months.find((month) => month.days.HD_ANY_v1.count >= days)
    if (begun !== undefined) {
      return { status: 'met', because: `Headache days so far, ${begun.name}: ${begun.days.HD_ANY_v1.count}.` }
    }
    const remembered = facts.person.recalled?.headacheDaysPerMonth
    const noMonth = 'Your diary covers no whole calendar month yet'
    if (remembered === undefined) return { status: 'unknown', because: `${noMonth}.` }
    return {
      status: statusOf(remembered >= days),
      because: `${noMonth}; you remember ${plural(remembered, 'headache day')} a month.`,
    }
  },
}

const HOUR_MS = 3_600_000

export const LONG_LASTING: CandidacyQuestion = {
  id: 'long-lasting-headaches',
  question: 'Do the headaches mostly last a day or longer?',
  label: 'your headaches mostly last a day or longer',
  answer: ({ history }) => {
    const { hours, share, fewestAttacks } = LONG_LASTING_RULE.value
    let timed = 0
    let long = 0
    const days = new Set<string>()
    for (const { start, end, withoutHeadache } of history.diary.attacks) {
      if (withoutHeadache === true || typeof end !== 'object') continue
      const longest = (end.latestMs - start.earliestMs) / HOUR_MS
      const shortest = (end.earliestMs - start.latestMs) / HOUR_MS
      // days without times leave the length open
      if (shortest < hours && longest >= hours) continue
      timed++
      if (shortest < hours) continue
      long++
      days.add(start.date)
    }
    if (timed < fewestAttacks) {
      return {
        status: 'unknown',
        because: `Of ${plural(timed, 'attack')} it is known how long ${timed === 1 ? 'it' : 'they'} lasted; ${fewestAttacks} would tell.`,
      }
    }
    return {
      status: statusOf(long >= share * timed),
      because: `${long} of ${plural(timed, 'attack')} lasted ${hours} hours or more.`,
      days: [...days],
    }
  },
}

export const NECK_TENSION: CandidacyQuestion = {
  id: 'neck-tension',
  question: 'Is the neck tense or painful?',
  label: 'your neck is tense or painful',
  answer: ({ history, person }) => {
    const { days: neededDays, ratedDays } = NECK_RULE.value
    const own = person.preferences?.neckTension
    const rated = history.days.flatMap(({ date, entry, pieces }) => {
      const ratings = [entry?.neckPain, ...pieces.map(({ features }) => features.neckPain)].filter(
        (rating) => rating !== undefined,
      )
      return ratings.length === 0 ? [] : [{ date, worst: Math.max(...ratings) }]
    })
    const painful = rated.filter(({ worst }) => worst > 0).map(({ date }) => date)
    const noted = `neck pain was noted on ${plural(painful.length, 'day')} of ${rated.length} on which it was rated`
    if (painful.length >= neededDays) return { status: 'met', because: `In your diary, ${noted}.`, days: painful }
    if (own !== undefined) {
      return {
        status: statusOf(own),
        because: `You said that your neck is ${own ? '' : 'not '}tense${rated.length === 0 ? '' : `; in your diary, ${noted}`}.`,
        days: painful,
      }
    }
    const status = rated.length >= ratedDays ? 'not-met' : 'unknown'
    return {
      status,
      because: rated.length === 0 ? 'This was not asked yet.' : `In your diary, ${noted}.`,
      days: painful,
    }
  },
}

export const CHRONIC_MIGRAINE: CandidacyQuestion = {
  id: 'chronic-migraine-pattern',
  question: 'Is the diary consistent with the pattern of chronic migraine (ICHD-3 1.3)?',
  label: 'your diary is consistent with the pattern of chronic migraine',
  lacking: {
    notSo: 'it is for chronic migraine, and your diary is not consistent with that pattern',
    open: 'it is for chronic migraine, and your diary does not tell yet whether it is consistent with that pattern',
  },
  answer: ({ chronicMigraine }) => chronicMigraine,
}

export const MEDICATION_OVERUSE: CandidacyQuestion = {
  id: 'medication-overuse',
  question: 'Were acute medicines taken on as many days as count as overuse?',
  label: 'you took acute medicines on as many days as count as overuse',
  answer: ({ overuse }): Answered => overuse,
}
