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
  readonly withoutNotes: string
  /** `{first}` and `{last}` are days. */
  readonly period: string
  readonly none: string
  readonly columns: readonly [string, string]
  readonly yes: string
  readonly no: string
  /** What fields, kinds and values are called; one that is not here is called as in the format. */
  readonly names: Readonly<Record<string, string>>
}

const ES_NAMES: Readonly<Record<string, string>> = {
  ...{ day: 'día', attack: 'crisis', intake: 'medicamento', session: 'sesión', regimen: 'tratamiento' },
  ...{
    headache: 'dolor de cabeza',
    present: 'sí',
    none: 'ninguno',
    severity: 'intensidad',
    hours: 'horas',
    side: 'lado',
  },
  ...{
    mild: 'leve',
    moderate: 'moderada',
    severe: 'intensa',
    sites: 'lugares',
    quality: 'tipo de dolor',
    note: 'nota',
  },
  ...{
    nausea: 'náuseas',
    vomiting: 'vómitos',
    photophobia: 'molestia por la luz',
    phonophobia: 'molestia por el ruido',
  },
  ...{
    osmophobia: 'molestia por los olores',
    neckPain: 'dolor de cuello',
    aura: 'aura',
    prodrome: 'antes de la crisis',
  },
  ...{
    postdrome: 'después de la crisis',
    peakIntensity: 'intensidad máxima (0–10)',
    functionalGrade: 'limitación (0–3)',
  },
  ...{ aggravatedByActivity: 'empeora con la actividad', noMedicine: 'sin medicamento', bleeding: 'menstruación' },
  ...{
    factors: 'factores',
    lostTime: 'tiempo perdido',
    start: 'inicio',
    end: 'fin',
    endedBySleep: 'terminó al dormir',
  },
  ...{ believedMigraine: 'cree que es migraña', at: 'hora', product: 'producto', ingredients: 'principios activos' },
  ...{ relief: 'alivio', complete: 'completo', much: 'mucho', some: 'algo', therapy: 'terapia', minutes: 'minutos' },
  ...{ location: 'lugar', practitioner: 'profesional', ratingBefore: 'antes (0–10)', ratingAfter: 'después (0–10)' },
  ...{
    treatment: 'tratamiento',
    kind: 'clase',
    events: 'cambios',
    doseUnit: 'unidad de dosis',
    targetDose: 'dosis prevista',
  },
  ...{ symptoms: 'síntomas', milligrams: 'mg', ingredient: 'principio activo', left: 'izquierdo', right: 'derecho' },
  ...{
    type: 'qué',
    on: 'el',
    dailyDose: 'dosis diaria',
    stop: 'fin',
    'dose-change': 'cambio de dosis',
    stress: 'estrés',
  },
  ...{ 'sleep-hours': 'horas de sueño', supplement: 'suplemento', 'both-sides': 'ambos lados', pressing: 'opresivo' },
  ...{ pulsating: 'pulsátil', frontal: 'frente', temporal: 'sien', occipital: 'nuca', orbital: 'ojo', neck: 'cuello' },
  ...{ 'in own words': 'con palabras propias' },
  ...{ missedWork: 'faltó al trabajo', halfWork: 'rindió la mitad', missedSocial: 'faltó a una cita' },
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
    withoutNotes:
      'It was shared without notes. Where a name is not in our lists of medicines and treatments, “in own words” stands in its place.',
    period:
      '{first} to {last}, as it was written. A day that is not here was not written about: that is not a day without headache.',
    none: 'There are no entries in this period.',
    columns: ['Day', 'Said'],
    yes: 'yes',
    no: 'no',
    names: { peakIntensity: 'worst intensity (0–10)', functionalGrade: 'limitation (0–3)', milligrams: 'mg' },
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
    withoutNotes:
      'Se compartió sin notas. Donde un nombre no está en nuestras listas de medicamentos y tratamientos, en su lugar dice «con palabras propias».',
    period:
      'Del {first} al {last}, como se escribió. De un día que no está aquí no se escribió: no es un día sin dolor.',
    none: 'No hay entradas en este período.',
    columns: ['Día', 'Dicho'],
    yes: 'sí',
    no: 'no',
    names: ES_NAMES,
  },
}

export function shareWords(language: Language): ShareWords {
  return WORDS[language]
}

/** `peakIntensity` and `safety-check` as words. */
export function nameIn(language: Language, name: string): string {
  const { names } = WORDS[language]
  if (Object.hasOwn(names, name)) return names[name]
  return name
    .replaceAll('-', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
}

const DAY = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const
const MOMENT = { ...DAY, hour: '2-digit', minute: '2-digit' } as const

/** A day or a moment of a diary, which is told without a time zone; null for what is neither. */
export function dayIn(language: Language, text: string): string | null {
  const locale = language === 'en' ? 'en-GB' : 'es'
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return new Intl.DateTimeFormat(locale, DAY).format(new Date(`${text}T00:00Z`))
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return null
  return new Intl.DateTimeFormat(locale, MOMENT).format(new Date(`${text}Z`))
}
