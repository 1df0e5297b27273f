import { counted } from '../words/words.ts'
import type { en } from './words.en.ts'

export const es: typeof en = {
  title: 'Este dispositivo',
  diary: 'Qué diario está abierto',
  tried: 'Un diario solo en este dispositivo, sin cuenta.',
  own: 'Su propio diario.',
  proxy: (name) =>
    `El diario de ${name === '' ? 'otra persona' : name}. Lo que escribe queda marcado como escrito por usted.`,
  others: 'Otros diarios en este dispositivo',
  open: (name) => `Abrir: ${name}`,
  ownShort: 'el suyo',
  triedShort: 'sin cuenta',
  account: 'Cuenta',
  noAccount:
    'No la necesita. Con una cuenta su diario está también en sus otros dispositivos y sigue ahí si este se pierde.',
  signIn: 'Entrar',
  signUp: 'Crear una cuenta',
  signedIn: 'Ha entrado en su cuenta.',
  unknown: 'Ahora no se sabe si ha entrado: no se puede alcanzar la clínica.',
  unknownHere:
    'Este diario es de una cuenta. Ahora no se sabe si ha entrado en ella: no se puede alcanzar la clínica. Lo que escriba se guarda aquí y se envía después.',
  otherAccount: 'Ha entrado con otra cuenta que la de este diario. Se volverá a enviar cuando entre con la suya.',
  join: 'Poner este diario en su cuenta',
  joinWords: 'Llevó aquí un diario sin cuenta. Vea primero lo que se uniría.',
  makeOwn: 'Empezar un diario propio',
  make: 'Empezar un diario en su cuenta',
  preview: 'Lo que se uniría',
  looking: 'Mirando',
  holds: (days, attacks, intakes, others) =>
    [
      counted('es', days, '# día', '# días'),
      counted('es', attacks, '# crisis', '# crisis'),
      counted('es', intakes, '# medicamento tomado', '# medicamentos tomados'),
      counted('es', others, '# otra entrada', '# otras entradas'),
    ].join(', '),
  period: (first, last) => `Del ${first} al ${last}.`,
  alreadyThere: (count) => counted('es', count, '# ya está en su cuenta.', '# ya están en su cuenta.'),
  clashes: (count) =>
    counted('es', count, 'Una entrada dice otra cosa que su cuenta:', '# entradas dicen otra cosa que su cuenta:'),
  deviceWins: 'este dispositivo lo dijo después y cuenta',
  accountWins: 'la cuenta lo dijo después y cuenta',
  twice: (count) =>
    counted(
      'es',
      count,
      'Una puede estar dos veces con otro nombre; después puede borrar una:',
      '# pueden estar dos veces con otros nombres; después puede borrarlas:',
    ),
  refused: (count) =>
    counted(
      'es',
      count,
      'Una no se puede pasar. Se queda aquí, con el motivo.',
      '# no se pueden pasar. Se quedan aquí, con el motivo.',
    ),
  consent: 'A qué da su consentimiento',
  agree: 'Estoy de acuerdo',
  doJoin: 'Unirlos',
  doMake: 'Empezar el diario',
  joining: 'Uniendo; puede tardar. Si se interrumpe no se pierde nada: empiece de nuevo.',
  faults: {
    unreachable: 'No se puede alcanzar la clínica. No se perdió nada; inténtelo cuando haya red.',
    'signed-out': 'Ha salido de su cuenta. Entre e inténtelo de nuevo.',
    other: 'Ya no es como se mostró. Mírelo de nuevo.',
    trouble: 'No funcionó. Todo sigue en este dispositivo; inténtelo más tarde.',
    agree: 'Un diario se crea cuando está de acuerdo con este texto.',
  },
  light: 'Luz',
  lights: {
    auto: 'Como el dispositivo',
    day: 'Día',
    night: 'Noche',
    attack: 'Ámbar, para una crisis',
    'attack-green': 'Verde tenue',
    'attack-grey': 'Gris',
  },
  language: 'Idioma',
  install: 'En la pantalla de inicio',
  installWords:
    'El diario se puede abrir como cualquier otra aplicación de este dispositivo. No necesita tienda y funciona sin red.',
  installNow: 'Ponerlo ahí',
  installByHand:
    'El diario se puede abrir como cualquier otra aplicación: elija «Añadir a pantalla de inicio» o «Instalar» en el menú del navegador (en un iPhone, en el menú de compartir). Desde entonces funciona sin red.',
  storage: 'Almacenamiento',
  persisted: 'El navegador conserva este diario hasta que usted lo quite.',
  notPersisted:
    'El navegador puede borrar este diario si falta espacio en el dispositivo o si borra los datos de las páginas.',
  onlyHere:
    'No está en ningún otro sitio y entonces se perdería: guárdelo en un archivo de vez en cuando, o cree una cuenta.',
  sentStays: 'Lo que se envió está en su cuenta.',
  notGranted: 'El navegador no aceptó. Añadir la aplicación a la pantalla de inicio suele ayudar.',
  persist: 'Pedir al navegador que lo conserve',
  used: (used, free) => `${used} usados; unos ${free} libres.`,
  fewLeft: 'Queda poco espacio en este dispositivo. Libere algo pronto, para que todo se pueda guardar.',
  signOut: 'Salir',
  signOutTitle: 'Antes de salir',
  unsent: (count) =>
    count === 0
      ? 'Todo está enviado.'
      : counted('es', count, '# entrada está solo en este dispositivo.', '# entradas están solo en este dispositivo.'),
  sendFirst: 'Enviar ahora',
  exportFirst: 'Guardarlo primero en un archivo',
  keepTitle: 'Conservarlo en este dispositivo, bloqueado',
  sealWords:
    'Lo que queda se cifra con palabras que usted elige. Sin ellas nadie puede leerlo, y nadie puede devolvérselas, tampoco la clínica. Lo que se envió sigue en su cuenta en todo caso.',
  sealFirst: 'Palabras para bloquearlo, al menos 8 signos',
  sealSecond: 'Las mismas palabras otra vez',
  seal: 'Salir y bloquear aquí el diario',
  sealFaults: {
    short: 'Al menos 8 signos: lo más corto lo adivina pronto quien tenga el dispositivo.',
    differ: 'Las dos no son iguales.',
    failed:
      'Ha salido de su cuenta, pero no se pudo bloquear: quizá queda poco espacio en este dispositivo. No se ha perdido nada. Está oculto hasta que entre, y no cifrado. Libere espacio e inténtelo aquí de nuevo.',
    meanwhile: 'Mientras tanto se dijo algo en otra pestaña. Aún no está bloqueado: inténtelo de nuevo.',
  },
  lockedName: (whose: string) => `Bloqueado: ${whose}`,
  lockedWords: 'Las palabras con que se bloqueó',
  unlock: 'Desbloquear',
  wrongWords: 'Esas no son las palabras con que se bloqueó. No ha cambiado nada.',
  forgotWords: 'He olvidado las palabras',
  removeLocked:
    'Entonces nadie puede abrirlo. Quítelo de este dispositivo y entre: lo que se envió está en su cuenta, lo que no se envió se pierde para siempre.',
  discardTitle: 'Quitarlo de este dispositivo',
  keepLocked: 'Salir y conservar aquí el diario, oculto',
  keepWords:
    'Se muestra de nuevo a quien entre con su cuenta. No está cifrado: quien pueda abrir este dispositivo podría leerlo.',
  discard: 'Salir y quitar el diario de este dispositivo',
  discardWords: (count) =>
    count === 0
      ? 'Sigue en su cuenta.'
      : counted(
          'es',
          count,
          '# entrada no está en ningún otro sitio y se perdería para siempre.',
          '# entradas no están en ningún otro sitio y se perderían para siempre.',
        ),
  sure: '¿Quitarlo de este dispositivo?',
  yes: 'Sí, quitar',
  no: 'No',
  endFault: 'No se puede alcanzar la clínica, así que la sesión sigue. Inténtelo cuando haya red.',
  clinic: 'A las páginas de la clínica',
}
