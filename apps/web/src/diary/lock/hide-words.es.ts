import { counted } from '../words/words.ts'
import type { en } from './hide-words.en.ts'

export const es: typeof en = {
  nobody: '¿Es suyo este diario?',
  nobodyWords: 'Ya nadie ha entrado con su cuenta aquí, así que no se envía nada. No se ha perdido nada.',
  somebodyWords:
    'Alguien ha entrado con su cuenta en este dispositivo, y la clínica no dice quién: ahora no se puede alcanzar. No se ha perdido nada.',
  waiting: (count) =>
    count === 0
      ? 'Todo está enviado.'
      : counted(
          'es',
          count,
          '# entrada está guardada aquí y aún no enviada.',
          '# entradas están guardadas aquí y aún no enviadas.',
        ),
  signIn: 'Entrar',
  stay: 'Es mío: seguir escribiendo aquí',
  hide: 'Ocultarlo hasta que yo entre',
  hidden: 'Un diario oculto',
  hiddenWords:
    'En este dispositivo se guarda un diario de una cuenta; se muestra de nuevo a quien entre con ella. Está oculto, no cifrado: quien pueda abrir el dispositivo podría leerlo.',
}
