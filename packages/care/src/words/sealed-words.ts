// What stands in place of an answer while a trial that is to be read once goes on. Apart from the other sentences: it is seldom needed.
import type { WordsLanguage } from './answer-sentences.ts'

export interface SealedWords {
  readonly because: string
  readonly nextStep: string
}

/** @param until the first day on which it is told, as it is to be read. */
export const SEALED_WORDS: Readonly<Record<WordsLanguage, (until: string) => SealedWords>> = {
  en: (until) => ({
    because: `Sealed until ${until}: you chose to look once, at the end. A look before would weaken what the trial promises.`,
    nextStep:
      'The trial can be ended early on its own page. Then what there is can be read, and the promise of the one look is lost.',
  }),
  es: (until) => ({
    because: `Sellado hasta el ${until}: usted eligió mirar una sola vez, al final. Mirar antes debilitaría lo que la prueba promete.`,
    nextStep:
      'La prueba se puede terminar antes, en su propia página. Entonces se lee lo que hay, y se pierde la promesa de la mirada única.',
  }),
}
