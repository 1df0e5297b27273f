// What a service asks before a visit, in the reader's language, and answers from a form.
import { readAnswers, type IntakeAnswers, type IntakeQuestion } from '@clearday/store'
import type { Language } from '#lib/words/words.ts'
import type { Fault } from '../sign-in.ts'
import { worded } from '../site/reading.ts'

export interface ShownQuestion {
  /** Of the field. */
  readonly name: string
  readonly kind: IntakeQuestion['kind']
  readonly words: string
  readonly needed: boolean
  /** As it stands or was typed; '' for none. */
  readonly answer: string
}

const fieldOf = (key: string): string => `answer.${key}`

/** @param said what was answered or typed, by key. */
export function shownQuestions(
  intake: readonly IntakeQuestion[],
  said: IntakeAnswers,
  language: Language,
): readonly ShownQuestion[] {
  return intake.map(({ key, kind, words, needed }) => ({
    ...{ name: fieldOf(key), kind, needed: needed || kind === 'consent' },
    ...{ words: worded(words, language), answer: said[key] ?? '' },
  }))
}

/** Answers of a form, and where one is missing what is told beside its field. @param said the form's fields by name. */
export function answersFrom(
  intake: readonly IntakeQuestion[],
  said: (name: string) => string,
): { readonly answers: IntakeAnswers; readonly faults: readonly Fault[] } {
  const { answers, wrong } = readAnswers(intake, (key) => said(fieldOf(key)).replace(/\r\n?/g, '\n'))
  const faults: Fault[] =
    wrong === null
      ? []
      : [{ field: fieldOf(wrong.key), key: wrong.kind === 'consent' ? 'visit.fault.consent' : 'visit.fault.answer' }]
  return { answers, faults }
}

/** As it was typed, so that nothing is lost where something else was wrong. */
export function typedOf(intake: readonly IntakeQuestion[], said: (name: string) => string): IntakeAnswers {
  return Object.fromEntries(intake.map(({ key }) => [key, said(fieldOf(key))]))
}
