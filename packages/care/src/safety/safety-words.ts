// How the result of the safety rules is said: whom to call, and that nothing raised is no all-clear.
import type { ClinicalRule, LocalDate, Occasion } from '@clearday/diary'
import type { Tier } from './tier.ts'

/** Whom to call where an installation stands; in words until it is told. */
export interface EmergencyContacts {
  readonly emergencyNumber?: string
  readonly crisisLine?: string
  readonly poisonLine?: string
}

const IN_WORDS = {
  emergencyNumber: 'your local emergency number',
  crisisLine: 'a crisis line',
  poisonLine: 'a poison information service',
}

/** O(text). */
export function fillContacts(text: string, contacts: EmergencyContacts = {}): string {
  const { emergencyNumber, crisisLine, poisonLine } = { ...IN_WORDS, ...contacts }
  return text
    .replaceAll('{emergency number}', emergencyNumber)
    .replaceAll('{crisis line}', crisisLine)
    .replaceAll('{poison line}', poisonLine)
}

/** Which headache a round speaks of. */
export const LEAD_IN: ClinicalRule<Readonly<Record<Occasion, string>>> = {
  id: 'red-flag.lead-in',
  version: 1,
  value: {
    onboarding: 'Think of your headaches now and in the last 4 weeks.',
    'different-from-usual': 'Think of the headache you have now.',
    'before-manual-therapy': 'Think of the time since you were last asked.',
  },
  statement: 'Before the questions it is said which headaches are meant.',
  certainty: 'proposal',
  source: 'Ours.',
  needsReview: true,
}

/** Predictive values of red flags are largely unknown (Do and others 2019), so that nothing found never means that all is well. */
export const NO_ALL_CLEAR: ClinicalRule<{
  readonly nothingRaised: string
  readonly nothingAsked: string
  readonly whatever: string
}> = {
  id: 'red-flag.no-all-clear',
  version: 1,
  value: {
    nothingRaised: 'Nothing that was asked or noted points to something that must not wait.',
    nothingAsked: 'No question about what must not wait has been answered, and nothing noted tells.',
    whatever:
      'This is not an all-clear. If a headache is sudden, the worst ever, or different from what you know, see someone now: {emergency number} in an emergency.',
  },
  statement:
    'However many questions were answered with no, nothing is called clear: it is said what was not asked, and when to see someone now.',
  certainty: 'proposal',
  source: 'Do and others, Neurology 2019;92:134–144: predictive values are largely unknown, no validated tool.',
  needsReview: true,
}

/** What the sentence at the head needs to know of what is raised. */
export interface Headline {
  readonly headline: string
  readonly lastRaised: LocalDate
  readonly fresh: boolean
  /** Only "unsure" was answered. */
  readonly unsure: boolean
  /** The day of a later no that did not end it. */
  readonly calmedOn: LocalDate | null
}

/**
 * The sentence at the head of everything.
 *
 * @param raised of the most urgent tier. @param answered how many points are answered or settled. @param notAsked how many are not.
 */
export function topSentence(
  urgency: Tier | 'none-raised',
  raised: readonly Headline[],
  answered: number,
  notAsked: number,
  contacts?: EmergencyContacts,
): string {
  const { nothingRaised, nothingAsked, whatever } = NO_ALL_CLEAR.value
  if (urgency === 'none-raised') {
    const missing = notAsked === 0 ? '' : ` ${notAsked === 1 ? '1 point is' : `${notAsked} points are`} not answered.`
    return fillContacts(`${answered === 0 ? nothingAsked : `${nothingRaised}${missing}`} ${whatever}`, contacts)
  }
  const now = raised.filter(({ fresh, calmedOn }) => fresh || calmedOn !== null || urgency === 'book-soon')
  if (now.length > 0) {
    return fillContacts(`${TOP[urgency]} ${now.map(named).join('; ')}.`, contacts)
  }
  const dated = raised.map((one) => `${named(one)} (${one.lastRaised})`)
  return fillContacts(
    `Noted earlier, and nobody has said since that it is over: ${dated.join('; ')}. ${STILL}`,
    contacts,
  )
}

function named({ headline, unsure, lastRaised, calmedOn }: Headline): string {
  if (calmedOn !== null) return `${smallFirst(headline)} (${notSoSince(lastRaised, calmedOn)})`
  return unsure ? `${smallFirst(headline)} (you were unsure)` : smallFirst(headline)
}

const TOP: Readonly<Record<Tier, string>> = {
  'emergency-now': 'See someone now: call {emergency number}. It is about this:',
  'same-day': 'See someone today. It is about this:',
  'book-soon': 'Book an appointment soon. It is about this:',
}

const STILL =
  'If it is there now or comes back, call {emergency number}. If no physician has heard of it yet, call one today.'

/** How a flag stands now, as far as its advice depends on it. */
export interface Standing {
  readonly tier: Tier
  /** Lower than the tier for what was raised long ago. */
  readonly urgency: Tier
  readonly unsure: boolean
  readonly daysAgo: number
  readonly fresh: boolean
  /** Raised, and answered with no on a later day, which did not end it. */
  readonly calmed: {
    readonly raisedOn: LocalDate
    readonly by: 'yes' | 'unsure' | 'diary'
    readonly noOn: LocalDate
  } | null
}

/** Of what was raised and has a no since: the two days, so that nobody takes the later for the whole. */
export function notSoSince(raisedOn: LocalDate, noOn: LocalDate): string {
  return `so on ${raisedOn}, not so by the answer of ${noOn}`
}

/** The advice, with its age where it was raised longer ago, and as a question to somebody where only "unsure" stands. */
export function actionText(action: string, standing: Standing, contacts?: EmergencyContacts): string {
  const text = fillContacts(action, contacts)
  const { tier, urgency, unsure, daysAgo, fresh, calmed } = standing
  if (tier === 'book-soon') return text
  if (calmed !== null) {
    const { raisedOn, by, noOn } = calmed
    const when =
      by === 'diary'
        ? `It was noted on ${raisedOn}; by your answer of ${noOn} it is not so now.`
        : `You answered ${by === 'yes' ? 'yes' : '"unsure"'} on ${raisedOn} and no on ${noOn}.`
    const call = urgency === 'same-day' ? 'call one today' : 'book an appointment soon'
    return `${when} If no physician knows of it, ${call}. If it is there now or comes back: ${smallFirst(text)}`
  }
  if (unsure && urgency !== tier) {
    const whom =
      urgency === 'same-day'
        ? 'Ask someone today: call your doctor or an out-of-hours service'
        : 'Ask a physician in the next days'
    return `You were unsure. ${whom}. If it is so: ${smallFirst(text)}`
  }
  if (fresh) return text
  const heard = urgency === 'book-soon' ? 'book an appointment soon' : 'call one today'
  return `It was noted ${daysAgo} days ago. If it is there now or comes back: ${smallFirst(text)} If no physician has heard of it yet, ${heard}.`
}

/** As it stands within a sentence. */
export function smallFirst(words: string): string {
  return `${words[0].toLowerCase()}${words.slice(1)}`
}
