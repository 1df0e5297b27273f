import { TREATMENT_ES } from '../../lib/words/treatment-es.ts'
import { TREATMENT_NAMES_ES } from '../../lib/words/treatment-names-es.ts'
import { counted } from '../words/words.ts'
import type { en } from './words.en.ts'

export const es: typeof en = {
  ...{ site: TREATMENT_ES as typeof en.site, names: TREATMENT_NAMES_ES },
  title: '¿A quién podría servir?',
  about:
    'Su diario y unas pocas respuestas muestran de qué tratamientos vale la pena hablar. Nada de aquí dice que uno vaya a ayudar. El orden de la lista no significa nada.',
  reading: 'Leyendo su diario',
  failed:
    'Esto no se pudo calcular en este dispositivo. Sus entradas están guardadas. Abra la página otra vez más tarde.',
  all: 'Todos los tratamientos',
  gone: 'Aquí no hay tal tratamiento.',
  me: 'Unas preguntas sobre usted',
  meOpen: (open) =>
    open === 0
      ? 'Todo contestado. Puede cambiar una respuesta cuando quiera.'
      : counted('es', open, 'Queda # pregunta. Es un minuto.', 'Quedan # preguntas. Son dos minutos.'),
  meAbout: 'Conteste lo que quiera. Se guarda en su diario, y lo puede leer con quien comparta su diario.',
  meBirth: '¿En qué año nació?',
  meOften: '¿Cuántos días al mes tiene dolor de cabeza, según recuerda?',
  meLong: '¿Desde hace cuántos meses es así de frecuente?',
  wrong: 'Escriba un número entre',
  kept: 'Guardado',
  urgentFirst: 'Que alguien le vea ahora',
  flags: 'Preguntas sobre señales de alarma',
  flagsOpen: (open) =>
    counted(
      'es',
      open,
      'Falta # respuesta sobre señales de alarma. Va antes de empezar nada.',
      'Faltan # respuestas sobre señales de alarma. Van antes de empezar nada.',
    ),
  noted: (headline, day) => `${headline} (${day})`,
  physicianFlags: 'En su diario hay una señal de alarma. Muéstrela a un médico antes de empezar nada:',
  beside: 'Muestre esto a un médico en todo caso. De un tratamiento puede hablar antes:',
  conclusions: {
    'worth-discussing':
      'Por sus respuestas y su diario, es algo de lo que hablar. Si le ayuda, solo lo dirá después su propio diario.',
    'ask-a-physician-first': 'Por sus respuestas y su diario, pregunte a un médico antes de empezar nada.',
    'see-someone-now':
      'Esto va antes que cualquier tratamiento. Llame al número de emergencias de su lugar, también si no tiene certeza. No conduzca.',
    'little-speaks-for-it-yet':
      'Eso no dice nada malo de usted ni de ello. Lo que no contestó queda abierto, y puede preguntar por ello de todos modos.',
  },
  prescribed: 'Sobre este decide un médico con usted.',
  onDays: (days) => counted('es', days, 'en # día de su diario', 'en # días de su diario'),
  notSo: 'Lo que hablaría a favor, y no es así',
  conditions: '¿Tiene algo de esto?',
  conditionsAbout: 'Hay que saberlo antes de una primera sesión o dosis. Conteste lo que sepa.',
  conditionsOpen: (open) => (open === 0 ? 'todo contestado' : counted('es', open, 'queda #', 'quedan #')),
  rest: 'No a todo lo que queda',
  published: 'Qué hallaron los ensayos',
  why: 'Por qué estos puntos',
  next: 'El paso siguiente',
  ask: 'Preguntar por ello a la clínica',
  askPhysician: 'Pedir una cita con un médico',
  askWords: 'Abre el formulario de la clínica y necesita conexión. Con él no se envía nada de su diario.',
  learn: 'Qué es este tratamiento',
  more: (open) => counted('es', open, 'queda # pregunta', 'quedan # preguntas'),
}
