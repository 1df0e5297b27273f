import { counted } from '../words/words.ts'
import type { en } from './words.en.ts'

export const es: typeof en = {
  skip: 'Ir al contenido',
  nav: 'Diario',
  today: 'Hoy',
  calendar: 'Calendario',
  attack: 'Crisis',
  overview: 'Resumen',
  more: 'Más',
  site: 'Clínica',
  saved: 'guardado en este dispositivo',
  sent: 'enviado',
  sending: 'enviando',
  unsent: (count: number) => counted('es', count, '# sin enviar', '# sin enviar'),
  signedOut: 'entre para enviar',
  notYours: 'ya no está abierto a su cuenta',
  erased: 'borrado en la clínica: esta es la única copia',
  full: 'No queda espacio en el dispositivo: esto no se guardó. Libere espacio y dígalo de nuevo.',
  storage: 'El navegador no pudo guardarlo. No quedó nada; dígalo de nuevo o reinicie la aplicación.',
  update: 'Hay una versión nueva.',
  take: 'Usarla ahora',
  gone: 'Esta página no se pudo abrir. Recargue para tener la versión actual; lo guardado permanece.',
  reload: 'Recargar',
  nowhere: 'Esa página no existe.',
  home: 'A hoy',
}
