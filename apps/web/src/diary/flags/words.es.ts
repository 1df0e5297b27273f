import type { en } from './words.en.ts'

export const es: typeof en = {
  title: '¿Este dolor es distinto?',
  lead: 'Unas preguntas sobre señales que no deben esperar. No encuentran ninguna enfermedad ni descartan ninguna. Si algo le preocupa, que alguien le vea ahora, digan lo que digan.',
  call: (number) => `Llamar al ${number}`,
  now: (number) => `En una emergencia llame ${number === '' ? 'al número de emergencias de su zona' : `al ${number}`}.`,
  translated:
    'El texto original de las preguntas es el inglés; esta traducción aún no la ha revisado nadie que trate dolores de cabeza.',
  which: '¿Para qué son?',
  occasions: {
    'different-from-usual': 'Este dolor es distinto',
    onboarding: 'Las respondo por primera vez',
    'before-manual-therapy': 'Antes de una sesión manual',
  },
  yes: 'Sí',
  no: 'No',
  unsure: 'No lo sé',
  keep: 'Guardar estas respuestas',
  kept: 'Guardado en el diario.',
  none: 'Responda al menos una pregunta.',
  number: 'Número de emergencias de donde está',
  numberHint: 'Se muestra donde se habla de una emergencia. Se queda en este dispositivo.',
  set: 'Guardar el número',
  numberKept: 'Guardado.',
  result: 'Dijo que sí, o no lo sabía, a esto:',
  howMany: (count) => `Son ${String(count)}, las más urgentes primero; deje sin responder las que quiera.`,
  tiers: {
    'emergency-now': 'Señales de una emergencia',
    'same-day': 'Señales para que le vean hoy',
    'book-soon': 'Señales para pedir cita',
  },
  stillOpen: (count) =>
    count === 1 ? 'Una pregunta queda sin responder.' : `${String(count)} preguntas quedan sin responder.`,
  noneSaid:
    'No dijo que sí a ninguna de estas señales. Eso no descarta nada: si algo cambia o le preocupa, que alguien le vea.',
  home: 'Volver a hoy',
  saidYes: 'Dijo que sí a una señal que no debe esperar',
  saidOn: (day) => `Dicho el ${day}.`,
  seenTo: 'Ya me han visto por esto',
  seenToWords: 'Se queda aquí 30 días, hasta que diga que no o que ya le han visto. En el diario queda de todos modos.',
  seenToTold: 'Guardado: ya le han visto. Si vuelve, responda otra vez las preguntas.',
}
