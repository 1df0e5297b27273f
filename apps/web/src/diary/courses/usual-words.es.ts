import type { en } from './usual-words.en.ts'

export const es: typeof en = {
  title: 'Antes de empezar',
  question: '¿Cuántos días al mes suele tener dolor de cabeza?',
  hint: 'Como recuerda los últimos tres meses, antes de que esto empiece. La respuesta lo muestra junto a lo que dice su diario. Nunca se toma por una entrada.',
  first:
    'Como recuerda los últimos tres meses. Se suele empezar un diario o un tratamiento en una mala época; esto ayuda a distinguirla de un cambio. Nunca se toma por una entrada.',
  wrong: 'Escriba un número dentro de',
  kept: 'Guardado.',
  notNow: 'Ahora no',
}
