import type { en } from './difference-words.en.ts'

export const es: typeof en = {
  title: 'Dos dispositivos dijeron aquí cosas distintas.',
  stands: 'Ahora en el diario:',
  also: (own) => (own ? 'También se dijo, en este dispositivo:' : 'También se dijo, en otro dispositivo:'),
  leave: 'Dejarlo como está',
  take: 'Tomar lo otro',
  takenBack: 'retirado',
  settled: 'Guardado. Todos los dispositivos lo mostrarán así.',
  cannot: 'Lo otro no encaja con lo demás que se dice aquí. Cámbielo abajo a mano.',
}
