// What stands around the page for the doctor where its answers are old, or where they are worked out in another way than before.
import type { AnswerSummary } from '@clearday/care'
import type { Language } from '../http/reader.ts'

type Verdict = AnswerSummary['of'][string]['verdict']

interface WholePageWords {
  /** @param moment of the diary. */
  readonly old: (moment: string) => string
  readonly again: string
  /** The names of verdicts as on the device. */
  readonly verdicts: Readonly<Record<Verdict, string>>
  /** Who reads is not whose diary it is. */
  readonly same: string
  readonly grown: string
}

const WORDS: Readonly<Record<Language, WholePageWords>> = {
  en: {
    old: (moment) =>
      `The answers about treatments were made from the diary as of ${moment}; newer ones are being made. Everything else on this page is of the diary as it is now.`,
    again: 'Look again',
    verdicts: {
      helping: 'helping',
      worse: 'more headaches',
      'not-helping': 'not helping enough',
      'cannot-tell-yet': 'can’t tell yet',
    },
    same: 'The diary was the same both times: what moved was the way, and not the patient.',
    grown: 'The diary has changed between the two as well.',
  },
  es: {
    old: (moment) =>
      `Las respuestas sobre los tratamientos se hicieron con el diario tal como estaba el ${moment}; se están haciendo otras más recientes. Todo lo demás de esta página es del diario tal como está ahora.`,
    again: 'Mirar otra vez',
    verdicts: {
      helping: 'ayuda',
      worse: 'más dolor',
      'not-helping': 'no ayuda bastante',
      'cannot-tell-yet': 'aún no se sabe',
    },
    same: 'El diario era el mismo las dos veces: lo que cambió es la manera, no el paciente.',
    grown: 'Entre las dos también cambió el diario.',
  },
}

export function wholePageWords(language: Language): WholePageWords {
  return WORDS[language]
}
