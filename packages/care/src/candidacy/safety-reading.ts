// What the safety rules mean for beginning a treatment: what must not wait comes before all of them, other red flags put a physician first.
import type { ClinicalRule } from '@clearday/diary'
import type { History } from '../history.ts'
import { notSoSince, smallFirst } from '../safety/safety-words.ts'
import { assessSafety, mustComeFirst, type RaisedFlag, type SafetyOptions } from '../safety/assess-safety.ts'

export interface SafetyReading {
  /** A clause, or null, of what is fresh: "an answer or an entry asks for emergency help: …". */
  readonly urgent: string | null
  /** Clauses. */
  readonly physicianFirst: readonly string[]
  /** Sentences that speak neither for nor against a treatment. */
  readonly notes: readonly string[]
  readonly ruleIds: readonly string[]
}

/** Flags for an appointment soon that say how often there is headache or medicine: they are what the treatments are asked for. */
export const BESIDE_TREATMENT: ClinicalRule<readonly string[]> = {
  id: 'candidacy.flags-beside-treatment',
  version: 2,
  value: ['fifteen-headache-days', 'medication-overuse'],
  statement:
    'A red flag that must not wait means see someone now, whatever the treatment, also when it was put aside, for as long as it is fresh (red-flag.fresh). Later, and until somebody says that it is over, it puts a physician first, with its date. A red flag for an appointment soon puts a physician first, except headache on 15 or more days a month and overuse of acute medicine: the appointment is told beside the treatment, which may be discussed before it. Before medicines and supplements overuse still puts a physician first.',
  certainty: 'proposal',
  source: 'Ours: frequent headache is what most of these treatments are asked for.',
  needsReview: true,
}

/** What is raised, by what it means for beginning a treatment. */
export interface FlagsBefore {
  /** What must come first. */
  readonly urgent: readonly RaisedFlag[]
  /** What puts a physician first: what was urgent earlier, and what asks for an appointment soon. */
  readonly earlier: readonly RaisedFlag[]
  readonly soon: readonly RaisedFlag[]
  /** An appointment that is due anyway. */
  readonly beside: readonly RaisedFlag[]
  /** Questions that have no answer yet. */
  readonly notAsked: number
}

/** O(days + rounds · flags). */
export function flagsBefore(history: History, options: SafetyOptions): FlagsBefore {
  const { raised, notAsked } = assessSafety(history, options)
  const notSoon = raised.filter(({ urgency }) => urgency !== 'book-soon')
  const soon = raised.filter(({ urgency }) => urgency === 'book-soon')
  return {
    urgent: notSoon.filter(mustComeFirst),
    earlier: notSoon.filter((flag) => !mustComeFirst(flag)),
    soon: soon.filter(({ id }) => !BESIDE_TREATMENT.value.includes(id)),
    beside: soon.filter(({ id }) => BESIDE_TREATMENT.value.includes(id)),
    notAsked: notAsked.filter(({ question }) => question !== null).length,
  }
}

/** O(days + rounds · flags). */
export function safetyReading(history: History, options: SafetyOptions): SafetyReading {
  const { urgent, earlier, soon: first, beside, notAsked: questions } = flagsBefore(history, options)
  return {
    urgent:
      urgent.length === 0
        ? null
        : urgent.map((flag) => (flag.fresh ? headlineOf(flag) : `${headlineOf(flag)} (${flag.lastRaised})`)).join('; '),
    physicianFirst: [
      ...earlier.map((flag) =>
        flag.calmedOn === null
          ? `a red flag was noted on ${flag.lastRaised}, and nobody has said since that it is over (${headlineOf(flag)})`
          : `a red flag is raised (${headlineOf(flag)})`,
      ),
      ...first.map((flag) => `a red flag is raised (${headlineOf(flag)})`),
    ],
    notes: [
      ...beside.map((flag) => `An appointment with a physician is due in any case: ${headlineOf(flag)}.`),
      ...(questions === 0
        ? []
        : [
            `${questions} ${questions === 1 ? 'question' : 'questions'} about warning signs have no answer yet; they come before anything begins.`,
          ]),
    ],
    ruleIds: [BESIDE_TREATMENT.id, ...[...urgent, ...earlier, ...first, ...beside].map(({ ruleId }) => ruleId)],
  }
}

function headlineOf({ headline, lastRaised, calmedOn }: RaisedFlag): string {
  return calmedOn === null ? smallFirst(headline) : `${smallFirst(headline)}, ${notSoSince(lastRaised, calmedOn)}`
}
