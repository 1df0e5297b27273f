// Las palabras en español para quien lee sin tener cuenta: artículos nuevos por correo, y lo que se guarda bajo una dirección.
import type { READERS_EN } from './readers-en.ts'

export const READERS_ES: Readonly<Record<keyof typeof READERS_EN, string>> = {
  'nav.more': 'Más de esta página',
  'nav.follow': 'Artículos nuevos por correo',
  'nav.mine': 'Lo que se guarda bajo su dirección',
  'follow.title': 'Artículos nuevos por correo',
  'follow.words':
    'Un mensaje breve cuando aparece algo nuevo, con su título y un enlace. Al abrirlo no se carga ninguna imagen, y nadie cuenta que lo ha abierto.',
  'follow.email': 'Su dirección de correo',
  'follow.topic': 'Sobre qué',
  'follow.all': 'Todo',
  'follow.language': 'Artículos en',
  'follow.language.name': '{language, select, es {español} other {inglés}}',
  'follow.kept':
    'Primero recibe un mensaje con un enlace para decir que sí. Sin ello no se envía nada y la dirección se borra pasados dos días. Cada mensaje lleva un enlace que los termina.',
  'follow.send': 'Enviarme el enlace',
  'follow.sent': 'Mire en su buzón',
  'follow.sent.words':
    'Si la dirección es correcta, un mensaje con un enlace está en camino. No se envía nada más antes de que diga allí que sí.',
  'follow.yours': 'Artículos nuevos por correo: {address}',
  'follow.waits': 'Espera su sí',
  'follow.waits.words':
    'Alguien ha pedido estos mensajes para su dirección. Si ha sido usted, diga que sí. Si no, cierre esta página.',
  'follow.one': '{topic}, artículos en {language, select, es {español} other {inglés}}',
  'follow.yes': 'Sí, envíenlos',
  'follow.confirmed': 'A partir de ahora recibe un mensaje cuando aparece algo nuevo.',
  'follow.sends': 'Recibe',
  'follow.end': 'Terminar esto',
  'follow.endAll': 'Terminar todo',
  'follow.ended': 'Ha terminado. No se envían más mensajes de estos.',
  'follow.none': 'A esta dirección no se envía ningún artículo.',
  'follow.again': 'Pedirlos de nuevo',
  'follow.over': 'Este enlace no abre nada',
  'follow.over.words': 'Está incompleto, o ya no se guarda nada bajo él.',
  'follow.fault.email': 'Indique una dirección de correo como nombre@example.org.',
  'follow.fault.topic': 'Elija uno de los temas.',
  'follow.fault.busy': 'Se ha pedido demasiado desde su red hace un momento. Vuelva a intentarlo en un cuarto de hora.',
  'mine.title': 'Lo que se guarda bajo su dirección',
  'mine.words':
    'Indique la dirección con la que escribió o pidió artículos. Allí llega un enlace; con él ve todo lo que se guarda y puede borrarlo.',
  'mine.send': 'Enviarme el enlace',
  'mine.of': 'Guardado bajo {address}',
  'mine.over.words': 'Los enlaces duran un día, dos como mucho. Pida otro.',
  'mine.follow': 'Artículos nuevos por correo',
  'mine.follow.none': 'No se le envía nada.',
  'mine.erase': 'Borrar la dirección',
  'mine.erase.words':
    'Se borra la dirección con todo lo que se dio bajo ella: lo que se envía, los comentarios y los mensajes que esperan. No se puede deshacer.',
  'mine.erase.button': 'Borrarlo todo',
  'mine.erased': 'La dirección está borrada',
  'mine.erased.words': 'Ya no se guarda nada bajo ella.',
}
