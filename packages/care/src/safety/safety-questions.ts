// The questions of one round, in the order in which they are asked.
import type { LocalDate, Occasion, Person } from '@clearday/diary'
import { RED_FLAGS } from './red-flags.ts'
import { ageOn } from './safety-facts.ts'
import { fillContacts, LEAD_IN, type EmergencyContacts } from './safety-words.ts'
import { compareTiers, type Tier } from './tier.ts'

export interface SafetyQuestion {
  /** The key of its answer in a round (`SafetyCheck.answers`). */
  readonly id: string
  /** Answered yes, no or unsure. */
  readonly question: string
  readonly tier: Tier
  /** Shown at once after a yes, before anything else is asked. */
  readonly ifYes: string
  readonly ruleId: string
}

export interface QuestionRound {
  readonly occasion: Occasion
  /** Said once before the first question: which headache is meant. */
  readonly leadIn: string
  readonly questions: readonly SafetyQuestion[]
}

/**
 * What is asked on an occasion, the emergencies first. What cannot concern the person is left out; what they did not say is asked.
 *
 * @param today with a year of birth, to know the age; without it questions about age are asked of everybody of unknown age.
 */
export function safetyQuestions(
  occasion: Occasion,
  person: Person,
  { today, contacts }: { readonly today?: LocalDate; readonly contacts?: EmergencyContacts } = {},
): QuestionRound {
  const age = today === undefined ? ageSaid(person) : ageOn(today, person, today)
  const questions = RED_FLAGS.flatMap(({ id, concerns, rule }): SafetyQuestion[] => {
    const { tier, question, occasions, action } = rule.value
    if (question === null || !occasions.includes(occasion) || concerns({ person, age }) === 'not-met') return []
    return [{ id, question, tier, ifYes: fillContacts(action, contacts), ruleId: rule.id }]
  })
  return {
    occasion,
    leadIn: LEAD_IN.value[occasion],
    questions: questions.sort((one, other) => compareTiers(one.tier, other.tier)),
  }
}

function ageSaid({ ageYears }: Person): { least: number; most: number } | null {
  return ageYears === undefined ? null : { least: ageYears, most: ageYears + 1 }
}
