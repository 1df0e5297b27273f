import type { en } from './words.en.ts'

export const es: typeof en = {
  title: '¿Dolor de cabeza hoy?',
  none: 'Ninguno',
  yes: 'Sí',
  notSure: 'No lo sé',
  started: 'Ha empezado',
  took: 'He tomado algo',
  goingOn: (day, clock) => `Crisis desde ${day}${clock === '' ? '' : `, ${clock}`}`,
  over: 'Ya pasó',
  worse: 'Peor',
  open: 'Más',
  forgotten: '¿Sigue todavía? Si terminó, diga más o menos cuándo.',
  stillGoing: 'Sigue',
  details: 'Más sobre hoy',
  earlier: 'Días que siguen abiertos',
  earlierWords: 'Complete lo que recuerde; lo que quede abierto cuenta como abierto.',
  day: (day) => `${day}: ¿dolor de cabeza?`,
  severest: 'Ya es «intensa».',
  session: (therapy, clock) => `Sesión hoy${clock === '' ? '' : ` ${clock}`}: ${therapy}`,
}
