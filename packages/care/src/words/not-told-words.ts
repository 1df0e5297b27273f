// Why a treatment has no answer, in words, and what would change that. Apart from the other sentences: a page loads them only where one is needed.
import type { NotAskedCode } from '../answers/engine-input.ts'
import type { Sealed } from '../answers/sealed-by-trial.ts'
import type { WordsLanguage } from './answer-sentences.ts'

export interface NotToldWords {
  readonly because: string
  readonly nextStep: string
}

/** `refused`: by the engine, in its own words. */
export type WhyNotTold =
  | { readonly code: NotAskedCode }
  | (Sealed & { readonly code: 'sealed' })
  | (NotToldWords & { readonly code: 'refused' })

export const NOT_ASKED_WORDS: Readonly<Record<WordsLanguage, Readonly<Record<NotAskedCode, NotToldWords>>>> = {
  en: {
    'no-day-known': {
      because: 'No day of the diary says whether there was a headache, so there is nothing to go by.',
      nextStep: 'Keep logging, clear days too.',
    },
    'no-session-logged': {
      because: 'A course of sessions is written down, but no session of it. What was planned is not what was done.',
      nextStep: 'Write each session down on its day; earlier ones can be added.',
    },
    'not-begun': {
      because: 'It has not begun yet.',
      nextStep: 'Every day that is logged before the start makes the later comparison fairer.',
    },
    'over-before-the-diary': {
      because: 'It was over before the days that the diary knows, so no day with it can be compared.',
      nextStep: '',
    },
    'no-day-with-it': {
      because: 'The diary knows no day on which it was in use, so there is nothing to compare yet.',
      nextStep: 'Keep logging while it is used, clear days too.',
    },
    'always-in-use': {
      because: 'It was in use alike on every day that the diary knows, so there is nothing to compare with.',
      nextStep:
        'Planned weeks without it would give the comparison. Ask first whoever prescribed or gives it; a prescribed medicine is only paused with its prescriber.',
    },
    'not-answered-yet': {
      because: 'It came into the diary after these answers were worked out.',
      nextStep: 'Newer answers are being worked out: look again in a moment.',
    },
  },
  es: {
    'no-day-known': {
      because: 'Ningún día de su diario dice si hubo dolor de cabeza, así que no hay de qué partir.',
      nextStep: 'Siga anotando, también los días sin dolor.',
    },
    'no-session-logged': {
      because: 'Está anotado un ciclo de sesiones, pero ninguna sesión. Lo que se planeó no es lo que se hizo.',
      nextStep: 'Anote cada sesión en su día; las anteriores se pueden añadir.',
    },
    'not-begun': {
      because: 'Aún no ha empezado.',
      nextStep: 'Cada día que se anota antes de empezar hace más justa la comparación de después.',
    },
    'over-before-the-diary': {
      because: 'Terminó antes de los días que conoce su diario, así que ningún día con él se puede comparar.',
      nextStep: '',
    },
    'no-day-with-it': {
      because: 'Su diario no conoce ningún día en que se usara, así que aún no hay qué comparar.',
      nextStep: 'Siga anotando mientras lo usa, también los días sin dolor.',
    },
    'always-in-use': {
      because: 'Se usó por igual todos los días que conoce su diario, así que no hay con qué comparar.',
      nextStep:
        'Semanas planeadas sin él darían la comparación. Pregunte antes a quien lo recetó o lo da; un medicamento recetado solo se pausa con quien lo recetó.',
    },
    'not-answered-yet': {
      because: 'Llegó al diario después de que se calcularan estas respuestas.',
      nextStep: 'Se están calculando otras más recientes: vuelva a mirar en un momento.',
    },
  },
}

/** Who reads: whose diary it is, or somebody else, to whom it is told of them. */
export type Reader = 'patient' | 'other'

/** While a trial that is to be read once goes on. @param until the first day on which it is told, as it is to be read. */
export const SEALED_WORDS: Readonly<Record<WordsLanguage, (until: string, reader?: Reader) => NotToldWords>> = {
  en: (until, reader = 'patient') => ({
    because: `Sealed until ${until}: ${reader === 'patient' ? 'you' : 'the patient'} chose to look once, at the end. A look before would weaken what the trial promises.`,
    nextStep:
      'The trial can be ended early on its own page. Then what there is can be read, and the promise of the one look is lost.',
  }),
  es: (until, reader = 'patient') => ({
    because: `Sellado hasta el ${until}: ${reader === 'patient' ? 'usted' : 'el paciente'} eligió mirar una sola vez, al final. Mirar antes debilitaría lo que la prueba promete.`,
    nextStep:
      'La prueba se puede terminar antes, en su propia página. Entonces se lee lo que hay, y se pierde la promesa de la mirada única.',
  }),
}

/** @param nameOf a day as it is to be read. */
export function notToldWords(
  why: WhyNotTold,
  language: WordsLanguage,
  nameOf: (day: string) => string,
  reader: Reader = 'patient',
): NotToldWords {
  if (why.code === 'sealed') return SEALED_WORDS[language](nameOf(why.until), reader)
  return why.code === 'refused' ? why : NOT_ASKED_WORDS[language][why.code]
}
