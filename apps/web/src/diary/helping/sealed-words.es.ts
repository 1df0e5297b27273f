// Spanish texts of an answer that a trial seals.
import type { en } from './sealed-words.en.ts'

export const es: typeof en = {
  all: 'Todos los tratamientos',
  toTrial: 'A la prueba',
}
