// The few words that our own code puts into a text, in the languages of the site.
import type { Language } from '../article.ts'

interface TextWords {
  readonly footnotes: string
  readonly backTo: (number: string) => string
  readonly study: (number: number) => string
  readonly table: string
  readonly callouts: Readonly<Record<Callout, string>>
}

export const CALLOUTS = ['note', 'ask', 'urgent'] as const
/** `ask` is something to bring up with a doctor; `urgent` is not to wait with. */
export type Callout = (typeof CALLOUTS)[number]

export const TEXT_WORDS: Readonly<Record<Language, TextWords>> = {
  en: {
    footnotes: 'Footnotes',
    backTo: (number) => `Back to where footnote ${number} is mentioned`,
    study: (number) => `Source ${number}`,
    table: 'Table; scrolls sideways if it is wider than the page',
    callouts: { note: 'Good to know', ask: 'Ask your doctor', urgent: 'Do not wait' },
  },
  es: {
    footnotes: 'Notas',
    backTo: (number) => `Volver a donde se menciona la nota ${number}`,
    study: (number) => `Fuente ${number}`,
    table: 'Tabla; se desplaza hacia los lados si es más ancha que la página',
    callouts: { note: 'Conviene saber', ask: 'Pregunte a su médico', urgent: 'No espere' },
  },
}
