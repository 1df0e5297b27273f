import type { en } from './otherwise-words.en.ts'

export const es: typeof en = {
  title: 'Ahora se calcula de otra manera',
  about: (day) => `Desde el ${day} la respuesta se calcula de otra manera.`,
  same: 'Su diario era el mismo las dos veces: lo que cambió es la manera, no usted.',
  grown: 'Entre las dos también cambió su diario.',
  before: (day) => `La manera de antes, el ${day}`,
  now: 'La manera de ahora',
  changed: 'Lo que cambió:',
  model: 'El modelo:',
  version: (before, now) => `${before ?? 'ninguna'} → ${now ?? 'ninguna'}`,
}
