import type { en } from './words.en.ts'

export const es: typeof en = {
  title: 'El diario está bloqueado',
  number: 'Su número',
  open: 'Abrir',
  wrong: (seconds: number) => `Ese no es el número. Inténtelo de nuevo en ${String(seconds)} s.`,
  forgotten: 'He olvidado el número',
  signInWords: 'Entre de nuevo con la cuenta de este diario: entonces se quita el bloqueo y no se pierde nada.',
  signIn: 'Entrar de nuevo',
  unreachable: 'No se puede alcanzar la clínica ahora. Inténtelo cuando haya red.',
  eraseWords:
    'Este diario no tiene cuenta. Sin el número solo se puede borrar de este dispositivo, con todo lo que contiene.',
  erase: 'Borrar el diario',
  sure: 'Entonces todas las entradas desaparecen para siempre. ¿Borrarlas?',
  yes: 'Sí, borrar todo',
  no: 'No',
  settings: 'Bloqueo de la aplicación',
  what: 'Se pide un número al abrir la aplicación y cuando estuvo tres minutos fuera de la vista. Evita que otras personas miren la aplicación en su dispositivo. No cifra lo guardado: quien pueda abrir el dispositivo podría leerlo.',
  choose: 'Un número de 4 a 12 cifras',
  again: 'El mismo número otra vez',
  differ: 'Los dos no son iguales.',
  set: 'Bloquear con este número',
  digits: 'Solo cifras, de 4 a 12.',
  isSet: 'El bloqueo está puesto.',
  remove: 'Quitar el bloqueo',
  cannot: 'Este navegador no puede bloquear la aplicación aquí: la dirección no empieza por https.',
}
