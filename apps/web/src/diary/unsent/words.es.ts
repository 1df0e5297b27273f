import { counted } from '../words/words.ts'
import type { en } from './words.en.ts'

export const es: typeof en = {
  title: 'Guardado y enviado',
  allSent: 'Todo está guardado aquí y enviado.',
  noAccount:
    'Este diario está solo en este dispositivo: no se envía nada. Con una cuenta está también en sus otros dispositivos.',
  account: 'Usar una cuenta',
  waiting: (count) =>
    counted('es', count, '# entrada está guardada aquí y sin enviar.', '# entradas están guardadas aquí y sin enviar.'),
  again: (count) =>
    counted(
      'es',
      count,
      '# entrada anterior se ofrece de nuevo, porque se restauró el servidor de la clínica.',
      '# entradas anteriores se ofrecen de nuevo, porque se restauró el servidor de la clínica.',
    ),
  stays: 'Se quedan en este dispositivo hasta que usted haga algo con ellas. Nada se pierde si cierra la aplicación.',
  goesBySelf: 'Se envían solas en cuanto se pueda. Nada se pierde si cierra la aplicación.',
  states: {
    unreachable: 'Ahora no se puede alcanzar la clínica.',
    'signed-out': 'Ha salido de su cuenta: entre y se envían.',
    'not-yours': 'Este diario ya no está abierto a su cuenta. Lo que hay aquí puede llevárselo como archivo.',
    erased: 'Este diario se borró en la clínica. Lo que hay aquí es su única copia.',
    trouble: 'El servidor de la clínica tiene problemas. Se intenta de nuevo.',
    'other-account':
      'En este dispositivo ha entrado otra persona. No se envía nada en su nombre; entre con la cuenta de este diario.',
    'in-step': '',
  },
  signIn: 'Entrar',
  tryNow: 'Enviar ahora',
  sending: 'Enviando',
  takeOut: 'Llevárselas como archivo',
  list: 'Sin enviar',
  takenAway: 'retirado',
  saidAt: (when) => `dicho ${when}`,
  deleted: 'retirado',
  refused: 'El servidor de la clínica no aceptó esto:',
  tryAgain: 'Intentarlo de nuevo',
  discard: 'Descartar',
  discardSome: 'Descartar algunas',
  discarded: (what: string) => `Descartado: ${what}. No está en ningún otro sitio.`,
  undo: 'Devolverlo',
}
