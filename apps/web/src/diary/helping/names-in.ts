// The engine names treatments in English: in sentences they stand in the language that was chosen.
import type { TreatmentAnswers } from '@clearday/care'
import type { TreatmentAnswer } from '@clearday/inference'
import type { Language } from '../app.svelte.ts'
import { nameOfTreatment } from '../words/treatment-name.ts'

/** @param name as the engine has it. O(treatments). */
export function nameIn(name: string, { treatments }: TreatmentAnswers, language: Language): string {
  const found = treatments.find((one) => one.name === name)
  return found === undefined ? name : nameOfTreatment(found, language)
}

/** The same answer, with the treatments that it cannot be told apart from by their names in the language. O(treatments²). */
export function withNames(answer: TreatmentAnswer, answers: TreatmentAnswers, language: Language): TreatmentAnswer {
  return { ...answer, inseparableFrom: answer.inseparableFrom.map((name) => nameIn(name, answers, language)) }
}
