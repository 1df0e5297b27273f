// Treatments by the names that people read, in their language; kept apart from the library of treatments, which is heavy.
import { TREATMENT_NAMES_ES } from '../../lib/words/treatment-names-es.ts'
import type { Language } from '../app.svelte.ts'
import { plainName } from './words.ts'

/** As a heading. @param name in English, as the library has it or a person wrote it. */
export function nameOfTreatment(
  { id, name }: { readonly id: string; readonly name: string },
  language: Language,
): string {
  return language === 'es' && Object.hasOwn(TREATMENT_NAMES_ES, id) ? TREATMENT_NAMES_ES[id] : name
}

/** Within a sentence: of the library's treatments the name in the language, of others what was written. @param treatment an id or a name. */
export function nameWithin(treatment: string, language: Language): string {
  if (language !== 'es' || !Object.hasOwn(TREATMENT_NAMES_ES, treatment)) return plainName(treatment)
  const name = TREATMENT_NAMES_ES[treatment]
  return `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`
}
