// Why something could not be kept, in the language of who reads it: the rules of the diary write it in English, and what it is about goes with it.
import type { CheckedRefusal } from '@clearday/diary/operations'
import type { Language } from '../app.svelte.ts'

const SPANISH: Readonly<Record<CheckedRefusal['code'], string>> = {
  'unknown-entity': 'El diario no conoce esta clase de entrada.',
  'wrong-key': 'Esta entrada no tiene un nombre que el diario pueda guardar.',
  'unknown-field': 'El diario no conoce esto.',
  'wrong-value': 'Este valor no puede ser.',
  incomplete: 'Falta algo que hace falta.',
  'id-reused': 'Otra entrada ya tiene este identificador.',
  'too-large': 'Es demasiado largo: acorte el texto más largo.',
  'not-yours': 'Esta entrada es de otra persona.',
}

/** With the place and the value, so that somebody finds what is meant. */
export function refusalWords(language: Language, { code, path, value, message }: CheckedRefusal): string {
  if (language === 'en') return message
  const place = path.slice(1).join(' › ')
  const shown = typeof value === 'string' || typeof value === 'number' ? `: «${String(value).slice(0, 60)}»` : ''
  return place === '' ? SPANISH[code] : `${SPANISH[code]} (${place}${shown})`
}
