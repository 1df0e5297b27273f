// The words of the pages that a share link opens, in the languages of the clinic's other pages.
import type { Language } from '../http/reader.ts'

interface ShareWords {
  readonly landingTitle: string
  readonly landing: string
  readonly token: string
  readonly code: string
  readonly open: string
  readonly closed: string
  readonly codeMissing: string
  readonly wrongCode: string
  readonly tooOften: string
  readonly linkTooOften: string
  readonly title: string
  readonly entriesTitle: string
  /** The page for the doctor could not be made. */
  readonly noPage: string
  readonly kinds: Readonly<Record<string, string>>
  readonly withoutNotes: string
  /** `{first}` and `{last}` are days. */
  readonly period: string
  readonly none: string
  /** Over what belongs to no day. */
  readonly noDay: string
  /** @param entries how many. */
  readonly counted: (entries: number) => string
  readonly columns: readonly [string, string]
}

const WORDS: Readonly<Record<Language, ShareWords>> = {
  en: {
    landingTitle: 'A headache diary was shared with you',
    landing: 'It can be read, and not changed. Opening it is recorded for the person whose diary it is.',
    token: 'The part of the link behind the #',
    code: 'The second code, if you were told one',
    open: 'Open the diary',
    closed: 'This link opens nothing: it is wrong, has expired, or was taken back. Ask who sent it for another.',
    codeMissing: 'This link also asks for a code. The person who gave you the link tells you the code.',
    wrongCode: 'That code does not belong to this link. After five wrong ones the link opens nothing any more.',
    tooOften: 'Links were opened very often from your network within a minute. Wait a minute and open it again.',
    linkTooOften: 'This link was opened very often within a minute. Wait a minute and open it again.',
    title: 'A headache diary',
    entriesTitle: 'What was written, day by day',
    noPage: 'The summary could not be made just now. What was written stands below.',
    kinds: {
      ...{ day: 'days', attack: 'attacks', intake: 'medicines taken', session: 'sessions', regimen: 'treatments' },
      ...{ person: 'about the person', questionnaire: 'questionnaires', 'safety-check': 'answers about warning signs' },
      ...{ trial: 'fair trials', goal: 'goals', 'plan-change': 'proposed changes' },
    },
    withoutNotes:
      'It was shared without notes. Where a name is not in our lists of medicines and treatments, “in own words” stands in its place.',
    period:
      '{first} to {last}, as it was written. A day that is not here was not written about: that is not a day without headache.',
    none: 'There are no entries in this period.',
    noDay: 'Of no one day',
    counted: (entries) => (entries === 1 ? '1 entry' : `${String(entries)} entries`),
    columns: ['Day', 'Said'],
  },
  es: {
    landingTitle: 'Han compartido con usted un diario de dolor de cabeza',
    landing: 'Se puede leer y no cambiar. Que se abra queda registrado para la persona de quien es el diario.',
    token: 'La parte del enlace que sigue al signo #',
    code: 'El segundo código, si le han dado uno',
    open: 'Abrir el diario',
    closed: 'Este enlace no abre nada: no es correcto, ha caducado o se retiró. Pida otro a quien se lo envió.',
    codeMissing: 'Este enlace pide además un código. Se lo dice la persona que le dio el enlace.',
    wrongCode: 'Ese código no es el de este enlace. Tras cinco incorrectos el enlace ya no abre nada.',
    tooOften: 'Desde su red se han abierto enlaces muchas veces en un minuto. Espere un minuto y ábralo otra vez.',
    linkTooOften: 'Este enlace se ha abierto muchas veces en un minuto. Espere un minuto y ábralo otra vez.',
    title: 'Un diario de dolor de cabeza',
    entriesTitle: 'Lo que se escribió, día por día',
    noPage: 'El resumen no se pudo hacer ahora. Lo que se escribió está debajo.',
    kinds: {
      ...{ day: 'días', attack: 'crisis', intake: 'medicamentos tomados', session: 'sesiones' },
      ...{ regimen: 'tratamientos', person: 'sobre la persona', questionnaire: 'cuestionarios' },
      'safety-check': 'respuestas sobre señales de alarma',
      ...{ trial: 'pruebas justas', goal: 'metas', 'plan-change': 'cambios propuestos' },
    },
    withoutNotes:
      'Se compartió sin notas. Donde un nombre no está en nuestras listas de medicamentos y tratamientos, en su lugar dice «con palabras propias».',
    period:
      'Del {first} al {last}, como se escribió. De un día que no está aquí no se escribió: no es un día sin dolor.',
    none: 'No hay entradas en este período.',
    noDay: 'De ningún día en particular',
    counted: (entries) => (entries === 1 ? '1 entrada' : `${String(entries)} entradas`),
    columns: ['Día', 'Dicho'],
  },
}

export function shareWords(language: Language): ShareWords {
  return WORDS[language]
}
