// Spanish texts of what stands in place of an answer.
import type { en } from './not-told-words.en.ts'

export const es: typeof en = {
  toTrial: 'A la prueba',
}
