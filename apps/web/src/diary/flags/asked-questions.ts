// The questions about signs as they are asked here: in the reader's language, with the number of the place. Loaded where they are shown.
import type { Occasion, Person } from '@clearday/diary'
import { safetyQuestions, type Tier } from '@clearday/care'
import type { Language } from '../app.svelte.ts'

export interface AskedQuestion {
  readonly id: string
  readonly tier: Tier
  readonly question: string
  readonly ifYes: string
  /** Of the words: English where there is no translation. */
  readonly language: Language
}

export interface AskedRound {
  readonly leadIn: string
  /** The most urgent first. */
  readonly questions: readonly AskedQuestion[]
}

/** @param today a local day. @param number to call in an emergency; empty where it is not known. */
export async function askedQuestions(
  occasion: Occasion,
  person: Person,
  { today, number, language }: { readonly today: string; readonly number: string; readonly language: Language },
): Promise<AskedRound> {
  const contacts = number === '' ? {} : { contacts: { emergencyNumber: number } }
  const asking = safetyQuestions(occasion, person, { today, ...contacts })
  const spanish = language === 'es' ? await import('./question-words.es.ts') : null
  return {
    leadIn: spanish === null ? asking.leadIn : spanish.LEAD_IN[occasion],
    questions: asking.questions.map(({ id, tier, question, ifYes }): AskedQuestion => {
      const known = spanish?.QUESTIONS[id]
      return known === undefined || spanish === null
        ? { id, tier, question, ifYes, language: 'en' }
        : { id, tier, question: known.question, ifYes: spanish.filled(known.ifYes, number), language: 'es' }
    }),
  }
}
