// Which red flags a history raises: asked and read from the diary, with why, how urgent, since when, and what was not asked.
import { daysBetween, type Answer, type Certainty, type LocalDate } from '@clearday/diary'
import { historyUntil, type History } from '../history.ts'
import { flagRecord, type FlagRecord, type RaisedOnce } from './flag-record.ts'
import { SNNOOP10, type Finding, type RedFlag } from './red-flag.ts'
import { RED_FLAGS } from './red-flags.ts'
import { safetyFacts, type SafetyFacts } from './safety-facts.ts'
import { DISMISSAL, FRESH, NO_AGES, OLDER_AGE, STANDS, UNSURE } from './safety-thresholds.ts'
import { actionText, NO_ALL_CLEAR, topSentence, type EmergencyContacts } from './safety-words.ts'
import { compareTiers, type Tier } from './tier.ts'

export interface RaisedFlag {
  readonly id: string
  readonly headline: string
  /** Now: as the flag's tier says, or lower for "unsure" and for what the diary raised long ago. */
  readonly urgency: Tier
  /** What stands, newest first, each in one sentence; the older ones of many in one more sentence. All of it is in `record`. */
  readonly why: readonly string[]
  readonly action: string
  readonly firstRaised: LocalDate
  readonly lastRaised: LocalDate
  /** Put aside: shown more quietly, and never gone. */
  readonly dismissed: boolean
  readonly dismissedOn: LocalDate | null
  /** Only "unsure" stands. */
  readonly unsure: boolean
  /** The day of the last no, where all that stands was answered with no since, and is too recent to be taken for over. */
  readonly calmedOn: LocalDate | null
  /** Raised in the last days (`red-flag.fresh`): what it says is said of now. */
  readonly fresh: boolean
  readonly days: readonly LocalDate[]
  readonly attackIds: readonly string[]
  /** Everything that ever raised it, oldest first. */
  readonly record: readonly RaisedOnce[]
  readonly question: string | null
  /** Item of the published list. */
  readonly snnoop10: string | null
  readonly ruleId: string
  readonly certainty: Certainty
  readonly source: string
}

export interface QuietFlag {
  readonly id: string
  readonly headline: string
  readonly question: string | null
  /** Why it does not stand, or why nobody can tell. */
  readonly because: string
  /** Everything that ever raised it, oldest first. */
  readonly record: readonly RaisedOnce[]
  readonly ruleId: string
}

export interface SafetyAssessment {
  readonly asOf: LocalDate
  /** Of what is raised, the most urgent; what was put aside counts. */
  readonly urgency: Tier | 'none-raised'
  /** At the head: what to do, or that nothing raised is no all-clear. */
  readonly sentence: string
  /** The most urgent first; what was put aside after the others of its tier. */
  readonly raised: readonly RaisedFlag[]
  /** Not asked, or not to be told from the diary: never to be read as no. */
  readonly notAsked: readonly QuietFlag[]
  /** Answered with no, or settled by the diary. Some of them were raised before; their record says so. */
  readonly notRaised: readonly QuietFlag[]
  /** Answers to questions that there are not, mistyped or of another version: nobody judged them, and the sentence says so. */
  readonly unreadAnswers: readonly { readonly date: LocalDate; readonly question: string; readonly answer: Answer }[]
  readonly ruleIds: readonly string[]
}

export interface SafetyOptions {
  /** The day on which it is judged; the diary's last if absent. What is dated later is left out. */
  readonly today?: LocalDate
  readonly contacts?: EmergencyContacts
}

/** O(days + rounds · flags). */
export function assessSafety(history: History, { today, contacts }: SafetyOptions = {}): SafetyAssessment {
  const asOf = today ?? history.diary.lastDay
  const known = historyUntil(history, asOf)
  const { diary } = known
  const facts = safetyFacts(known, asOf, history.diary.lastDay)
  const rounds = diary.safetyChecks.filter(({ date }) => date <= asOf)
  const raised: RaisedFlag[] = []
  const notAsked: QuietFlag[] = []
  const notRaised: QuietFlag[] = []
  for (const flag of RED_FLAGS) {
    const finding = flag.find?.(facts) ?? null
    const concerned = flag.concerns(facts) !== 'not-met'
    const record = flagRecord(flag, finding, rounds, asOf, concerned, lowersUnsure(flag.id, facts))
    if (record.urgency !== null) raised.push(raisedFlag(flag, record, record.urgency, asOf, contacts))
    else if (!concerned) notRaised.push(quiet(flag, record, 'It does not concern you, by what you said of yourself.'))
    else if (record.deniedOn !== null) {
      notRaised.push(quiet(flag, record, `On ${record.deniedOn} you answered no.`))
    } else if (finding?.status === 'not-met') notRaised.push(quiet(flag, record, finding.because))
    else notAsked.push(quiet(flag, record, openBecause(finding, record)))
  }
  raised.sort(
    (one, other) =>
      compareTiers(one.urgency, other.urgency) ||
      Number(one.dismissed) - Number(other.dismissed) ||
      (one.lastRaised > other.lastRaised ? -1 : one.lastRaised < other.lastRaised ? 1 : 0),
  )
  const urgency = raised[0]?.urgency ?? 'none-raised'
  const unreadAnswers = rounds.flatMap(({ date, answers }) =>
    Object.entries(answers).flatMap(([question, answer]) =>
      QUESTIONS.has(question) ? [] : [{ date, question, answer }],
    ),
  )
  return {
    asOf,
    urgency,
    sentence: `${topSentence(
      urgency,
      raised.filter((one) => one.urgency === urgency),
      notRaised.length,
      notAsked.length,
      contacts,
    )}${unreadWords(unreadAnswers)}`,
    raised,
    notAsked,
    notRaised,
    unreadAnswers,
    ruleIds: [
      ...raised.map(({ ruleId }) => ruleId),
      ...[STANDS, NO_AGES, FRESH, UNSURE, DISMISSAL, NO_ALL_CLEAR].map(({ id }) => id),
    ],
  }
}

/** Where not being sure is no reason to wait, for this person as they are now. */
function lowersUnsure(id: string, { age, newHeadache }: SafetyFacts): boolean {
  const { notLowered, notLoweredWithNewHeadache } = UNSURE.value
  if (notLowered.includes(id)) return false
  const mayBeNew = newHeadache !== 'not-met'
  const older = age !== null && age.least >= OLDER_AGE.value.years
  return !(notLoweredWithNewHeadache.includes(id) && mayBeNew && older)
}

const QUESTIONS: ReadonlySet<string> = new Set(
  RED_FLAGS.filter(({ rule }) => rule.value.question !== null).map(({ id }) => id),
)

function unreadWords(unread: SafetyAssessment['unreadAnswers']): string {
  if (unread.length === 0) return ''
  const named = unread.map(({ date, question, answer }) => `"${answer}" to ${question} (${date})`)
  return ` Not judged, because there is no such question: ${named.join(', ')}.`
}

function raisedFlag(
  { id, snnoop10, rule }: RedFlag,
  { raised, dismissedOn, ofToday }: FlagRecord,
  urgency: Tier,
  asOf: LocalDate,
  contacts: EmergencyContacts | undefined,
): RaisedFlag {
  const standing = raised.filter(({ stands }) => stands)
  const last = standing[standing.length - 1]
  const unsure = standing.every(({ by }) => by === 'unsure')
  const calmedOn = standing.every((one) => one.calmedOn !== null) ? last.calmedOn : null
  const fresh = ofToday || isFresh(last.date, asOf)
  return {
    id,
    headline: rule.value.headline,
    urgency,
    why: whyOf(standing),
    action: actionText(
      rule.value.action,
      {
        tier: rule.value.tier,
        urgency,
        unsure,
        daysAgo: daysBetween(last.date, asOf),
        fresh,
        calmed: calmedOn === null ? null : { raisedOn: last.date, by: last.by, noOn: calmedOn },
      },
      contacts,
    ),
    firstRaised: raised[0].date,
    lastRaised: last.date,
    dismissed: dismissedOn !== null,
    dismissedOn,
    unsure,
    calmedOn,
    fresh,
    days: [...new Set(standing.flatMap(({ days }) => days))].sort(),
    attackIds: [...new Set(standing.flatMap(({ attackIds }) => attackIds))],
    record: raised,
    question: rule.value.question,
    snnoop10: snnoop10 === null ? null : SNNOOP10[snnoop10],
    ruleId: rule.id,
    certainty: rule.certainty,
    source: rule.source,
  }
}

function quiet({ id, rule }: RedFlag, { raised }: FlagRecord, because: string): QuietFlag {
  const { headline, question } = rule.value
  return { id, headline, question, because, record: raised, ruleId: rule.id }
}

const MOST_TOLD = 3

function whyOf(standing: readonly RaisedOnce[]): string[] {
  const told = standing.slice(-MOST_TOLD).map(({ because }) => because)
  const before = standing.length - told.length
  const rest =
    before === 0 ? [] : [`And ${before} ${before === 1 ? 'time' : 'times'} before, since ${standing[0].date}.`]
  return [...told.reverse(), ...rest]
}

function isFresh(date: LocalDate, asOf: LocalDate): boolean {
  return daysBetween(date, asOf) <= FRESH.value.days
}

/** It comes before any treatment: what must not wait and is of now, or has to be answered otherwise before it is taken for over. */
export function mustComeFirst({ id, urgency, fresh, calmedOn }: RaisedFlag): boolean {
  return urgency !== 'book-soon' && (fresh || (calmedOn === null && FRESH.value.untilAnswered.includes(id)))
}

/** What raised it and has grown too old to stand is told; so is why the diary leaves it open. */
function openBecause(finding: Finding | null, { raised, lastAnswer }: FlagRecord): string {
  const last = raised.at(-1)
  if (lastAnswer?.answer === 'no' && (last === undefined || last.date <= lastAnswer.date)) {
    return `You answered no on ${lastAnswer.date}, which is too long ago to count now; it is to be asked again.`
  }
  if (last !== undefined) return `Longer ago: ${last.because} Nobody has said since that it is over.`
  return finding?.because ?? 'It has not been asked.'
}
