// What is asked about signs and conditions, named in words for a reader who is not whose diary it is: never an id, never "you".
import type { Condition } from '@clearday/diary'
import { CONDITION_WORDS_ES, RED_FLAGS_ES } from '../spanish/conditions-es.ts'
import { CONDITION_WORDS } from './condition-words.ts'
import { RED_FLAGS } from './red-flags.ts'

/** Headlines that speak to the person, told of them. In Spanish "su" is both. */
const OF_THE_PATIENT: Readonly<Record<string, string>> = {
  'worst-ever': 'The worst headache of their life',
  'carbon-monoxide': 'Others in their home are ill too',
  'suicidal-thoughts': 'Thoughts of ending their life',
  'no-fluids': 'Nothing they drink stays down',
  'first-aura': 'The first aura of their life',
  'pattern-change': 'Headache that is different from what they know',
}

const HEADLINES: ReadonlyMap<string, string> = new Map(RED_FLAGS.map(({ id, rule }) => [id, rule.value.headline]))

/** A warning sign as a headline, told of the patient; null for an id that is none. */
export function signOfPatient(id: string, language: 'en' | 'es'): string | null {
  const english = Object.hasOwn(OF_THE_PATIENT, id) ? OF_THE_PATIENT[id] : (HEADLINES.get(id) ?? null)
  return language === 'es' && Object.hasOwn(RED_FLAGS_ES, id) ? RED_FLAGS_ES[id] : english
}

/** A condition of the intake, in small letters with its article; null for an id that is none. */
export function conditionName(id: string, language: 'en' | 'es'): string | null {
  const names = language === 'es' ? CONDITION_WORDS_ES : CONDITION_WORDS
  return Object.hasOwn(names, id) ? names[id as Condition] : null
}
