// Before a course of treatment by hands: what speaks against it, which red flags stand, and which questions are still to be asked.
import { daysBetween, type LocalDate, type SafetyCheck } from '@clearday/diary'
import type { History } from '../history.ts'
import { assessSafety, mustComeFirst, type RaisedFlag, type SafetyOptions } from './assess-safety.ts'
import { CONDITION_WORDS } from './condition-words.ts'
import type { ContraindicationResult } from './contraindication.ts'
import { contraindicationsFor } from './contraindications-for.ts'
import { RED_FLAGS } from './red-flags.ts'
import { safetyQuestions, type SafetyQuestion } from './safety-questions.ts'
import { ROUND_IS_RECENT } from './safety-thresholds.ts'
import { fillContacts, NO_ALL_CLEAR, notSoSince, smallFirst } from './safety-words.ts'

/** From the most to the least that stands in the way. */
export type BeforeHands = 'see-someone-now' | 'ask-a-physician-first' | 'questions-first' | 'nothing-raised'

export interface ManualTherapyCheck {
  readonly treatment: string
  readonly result: BeforeHands
  readonly sentence: string
  /** Red flags that come before any treatment by hands. */
  readonly raised: readonly RaisedFlag[]
  readonly contraindications: readonly ContraindicationResult[]
  /** Of the round before treatment by hands, those without an answer that is recent enough. */
  readonly questions: readonly SafetyQuestion[]
  readonly lastRound: LocalDate | null
}

/** For a treatment by hands that has no list of its own the longest list there is. */
const STRICTEST = 'osteopathic-manipulation'

/** Flags that are asked before treatment by hands come before it, and so does whatever is more urgent than an appointment. */
const ASKED_BEFORE_HANDS = new Set(
  RED_FLAGS.filter(({ rule }) => rule.value.occasions.includes('before-manual-therapy')).map(({ id }) => id),
)

/** @param treatmentId of the evidence library, or the name of another treatment by hands. O(days). */
export function manualTherapyCheck(
  treatmentId: string,
  history: History,
  options: SafetyOptions = {},
): ManualTherapyCheck {
  const { person, safetyChecks } = history.diary
  const assessment = assessSafety(history, options)
  const { asOf } = assessment
  const own = contraindicationsFor(treatmentId, person)
  const contraindications = own.length > 0 ? own : contraindicationsFor(STRICTEST, person)
  const raised = assessment.raised.filter(({ id, urgency }) => urgency !== 'book-soon' || ASKED_BEFORE_HANDS.has(id))
  const rounds = safetyChecks.filter(({ date }) => date <= asOf)
  const recent = rounds.filter(({ date }) => daysBetween(date, asOf) <= ROUND_IS_RECENT.value.days)
  const { questions } = safetyQuestions('before-manual-therapy', person, {
    today: asOf,
    ...(options.contacts === undefined ? {} : { contacts: options.contacts }),
  })
  const unanswered = questions.filter(({ id }) => !recent.some(({ answers }) => Object.hasOwn(answers, id)))
  const result = resultOf(raised, contraindications, unanswered)
  return {
    treatment: treatmentId,
    result,
    sentence: fillContacts(sentenceOf(result, raised, contraindications, unanswered.length), options.contacts),
    raised,
    contraindications,
    questions: unanswered,
    lastRound: lastRoundOf(rounds),
  }
}

function resultOf(
  raised: readonly RaisedFlag[],
  contraindications: readonly ContraindicationResult[],
  unanswered: readonly SafetyQuestion[],
): BeforeHands {
  // what was noted longer ago is told with its date, and not as if it were now
  if (raised.some(mustComeFirst)) return 'see-someone-now'
  if (raised.length > 0 || contraindications.some(({ status }) => status === 'present')) return 'ask-a-physician-first'
  const open = unanswered.length > 0 || contraindications.some(({ status }) => status === 'unknown')
  return open ? 'questions-first' : 'nothing-raised'
}

function sentenceOf(
  result: BeforeHands,
  raised: readonly RaisedFlag[],
  contraindications: readonly ContraindicationResult[],
  unanswered: number,
): string {
  const named = (status: ContraindicationResult['status']): string[] =>
    contraindications
      .filter((one) => one.status === status)
      .map(({ contraindication }) => CONDITION_WORDS[contraindication.condition])
  const headlines = raised.map(({ headline, fresh, lastRaised, calmedOn }) =>
    calmedOn !== null
      ? `${smallFirst(headline)} (${notSoSince(lastRaised, calmedOn)})`
      : fresh
        ? smallFirst(headline)
        : `${smallFirst(headline)} (noted on ${lastRaised}; nobody has said since that it is over)`,
  )
  switch (result) {
    case 'see-someone-now':
      return `No treatment by hands now. See someone now about this: ${headlines.join('; ')}.`
    case 'ask-a-physician-first':
      return `Ask a physician before the first session, because of this: ${[...headlines, ...named('present')].join('; ')}.`
    case 'questions-first': {
      const conditions = named('unknown')
      const parts = [
        ...(unanswered > 0 ? [`${unanswered} of the questions before treatment by hands`] : []),
        ...(conditions.length > 0 ? [`whether you have ${conditions.join('; ')}`] : []),
      ]
      return `Before the first session, this is to be answered: ${parts.join('; and ')}. What is not answered is not a no.`
    }
    case 'nothing-raised':
      return `${NO_ALL_CLEAR.value.nothingRaised} ${NO_ALL_CLEAR.value.whatever} Stop the session if something new begins during it.`
  }
}

function lastRoundOf(rounds: readonly SafetyCheck[]): LocalDate | null {
  return rounds.findLast(({ occasion }) => occasion === 'before-manual-therapy')?.date ?? null
}
