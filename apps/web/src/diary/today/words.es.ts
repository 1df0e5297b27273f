import type { en } from './words.en.ts'

export const es: typeof en = {
  title: '¿Dolor de cabeza hoy?',
  none: 'Ninguno',
  yes: 'Sí',
  notSure: 'No lo sé',
  started: 'Ha empezado',
  took: 'He tomado algo',
  goingOn: (clock: string) => `Una crisis desde las ${clock} sigue`,
  details: 'Más sobre hoy',
  said: { none: 'Hoy sin dolor de cabeza', present: 'Hoy con dolor de cabeza', unknown: 'Hoy, no lo sé' },
  change: 'Cambiar',
}
