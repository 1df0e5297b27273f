import type { en } from './words.en.ts'
import { PATTERN_NAMES_ES } from '../spanish/pattern-names-es.ts'

const dias = (count: number): string => (count === 1 ? '1 día' : `${String(count)} días`)

export const es: typeof en = {
  months: [
    ...['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio'],
    ...['julio', 'agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre'],
  ],
  shortMonths: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'],
  day: (day, month, year) => `${String(day)} de ${month} de ${year}`,
  days: dias,
  file: 'diario-de-dolor-de-cabeza',
  title: 'Diario de dolor de cabeza: una hoja para el médico',
  born: (year) => `año de nacimiento ${String(year)}`,
  aged: (years) => `${String(years)} años`,
  period: (first, last, days) => `Del ${first} al ${last} (${days})`,
  known: (known, days) =>
    `${String(known)} de ${dias(days)} ${known === 1 ? 'conocido' : 'conocidos'}. De un día sin entrada no se sabe nada; nunca cuenta como día sin dolor.`,
  nothingKnown: 'De este periodo no se conoce ningún día.',
  leftOutFields: (names) => `No se puede leer y no cuenta: ${names}.`,
  leftOut: (count) =>
    count === 1
      ? '1 entrada se contradice y se ha dejado fuera.'
      : `${String(count)} entradas se contradicen y se han dejado fuera.`,
  partOnly: (kinds) =>
    `Solo se compartió una parte del diario. No se compartió: ${kinds}. Lo que se apoya en ello falta aquí.`,
  withoutNotes: 'Compartido sin notas: un nombre que no está en nuestras listas aparece como «con palabras propias».',

  notShared: 'No se compartió.',
  ownWords: 'con palabras propias',
  answerNameless: 'Aquí no se responde: tras nombres que no se compartieron puede haber varios tratamientos.',
  withoutRecall: 'Lo que se recuerda de antes no se compartió; con ello una respuesta puede ser otra.',
  answerNotShared: (kinds) =>
    `Aquí no se responde: la respuesta se apoya también en lo que no se compartió (${kinds}).`,
  ofSharedDays:
    'Las respuestas son solo de los días que muestra este enlace: del diario entero, en la página de la propia persona, pueden ser otras.',
  flags: 'Señales de alarma',
  urgency: {
    'emergency-now': 'una urgencia cuando ocurre',
    'same-day': 'para verlo el mismo día',
    'book-soon': 'para verlo pronto',
  },
  flag: (headline, urgency, last) => `${headline}: ${urgency}; anotado por última vez el ${last}`,
  putAside: 'apartado por el paciente',
  moreFlags: (count) => `Y ${String(count)} más: véase el anexo.`,
  noFlags: 'Ninguna por lo que se preguntó y anotó.',
  flagsOpen: (count) =>
    count === 1
      ? '1 pregunta sobre señales de alarma no tiene respuesta.'
      : `${String(count)} preguntas sobre señales de alarma no tienen respuesta.`,
  flagsNotShared: (kinds) => `Puede haber señales de alarma en lo que no se compartió (${kinds}).`,
  noAllClear: 'Esto no descarta nada.',

  figures: 'Días de cada mes',
  figuresAbout: 'Días de cada tipo en cada mes natural, y de cada 28 días',
  month: 'Mes',
  kinds: {
    headache: 'Dolor de cabeza',
    migraine: 'Migraña',
    moderateOrSevere: 'Moderado o intenso',
    acuteMedicine: 'Medicamento agudo',
  },
  knownColumn: 'Conocidos',
  knownOf: (known, days) => `${String(known)} de ${String(days)}`,
  part: (month) => `${month}*`,
  in28: 'De cada 28 días',
  in28Row: 'Todo el periodo, de cada 28 días',
  bounds: (value, least, most) => `${value} (${least}–${most})`,
  notKnown: 'no se sabe',
  figuresNote:
    'Barras: lo lleno es lo anotado, lo hueco lo que los días sin entrada dejan abierto; el largo entero es el mes. «7–9»: 7 anotados, 9 como mucho.',
  partNote: '* no todo este mes está en el diario.',
  moreMonths: (count) => `Los ${String(count)} meses anteriores: véase el anexo.`,

  marks: 'Día por día',
  marksAbout: 'Cada día con su marca',
  legend: {
    missing: 'sin anotar',
    clear: 'sin dolor',
    mild: 'leve',
    moderate: 'moderado',
    severe: 'intenso',
    headache: 'dolor, sin decir cuánto',
  },
  signs: { medicine: 'medicamento agudo', session: 'sesión', bleeding: 'sangrado' },
  monthSays: (month, headache, clear, missing) =>
    `${month}: dolor de cabeza ${dias(headache)}, sin dolor ${String(clear)}, sin anotar ${String(missing)}`,
  medicineOn: (days) => `medicamento agudo ${String(days)}`,

  medicines: 'Medicamentos agudos y uso excesivo',
  classes: {
    ergot: 'Ergotamina',
    triptan: 'Triptanes',
    'non-opioid': 'Analgésicos simples',
    opioid: 'Opioides',
    'combination-analgesic': 'Analgésicos combinados',
    'other-acute': 'Otros medicamentos agudos',
    'multiple-classes': 'Varias clases juntas',
    gepant: 'Gepantes',
    ditan: 'Ditanes',
    antiemetic: 'Contra las náuseas',
    unknown: 'Clase desconocida',
  },
  medicinesAbout:
    'Días con cada clase de medicamento agudo en cada mes, y desde cuántos días al mes es un uso excesivo',
  medicineClass: 'Días con',
  limit: 'Exceso desde',
  noLimit: 'sin límite',
  overuseReached: (where) => `En el límite del uso excesivo o por encima: ${where}.`,
  overuseOpen: (where) => `No se puede excluir un uso excesivo, porque faltan días: ${where}.`,
  overuseNone: 'Ninguna clase llegó a su límite de uso excesivo, sea lo que sea de los días sin anotar.',
  overuseIn: (name, months) => `${name} (${months})`,
  noMedicine: 'En estos meses no hay anotado ningún medicamento agudo.',
  overuseNote:
    'El uso excesivo es una cuenta de días, y solo uno de los criterios de la cefalea por uso excesivo de medicamentos (8.2). «!»: en el límite o por encima; «?»: puede serlo, faltan días.',
  doses: (names, dates) => `Más del máximo de un día: ${names} (${dates}).`,
  unclassified: (names) => `En ninguna clase, porque no se pudo saber qué es: ${names}.`,

  patterns: 'Patrones de la ICHD-3',
  consistent: (names) => `Compatible con: ${names}.`,
  open: (names) => `Abierto, habría que anotar más: ${names}.`,
  noPattern: 'Hasta donde está completado, el diario no encaja en ningún patrón de los que se buscan.',
  notMet: (names) => `No se cumple: ${names}.`,
  pattern: (name, code, criteria) => `${name} (${code}; ${criteria})`,
  patternName: (code) => PATTERN_NAMES_ES[code],
  criteria: (ids) =>
    ids.length === 1
      ? `criterio ${ids[0]}`
      : `criterios ${ids.length > 2 ? `${ids[0]}–${ids[ids.length - 1]}` : ids.join(', ')}`,
  criterion: { met: 'se cumple', 'not-met': 'no se cumple', unknown: 'no se sabe' },
  patternsNote: 'Todo el diario junto a los criterios publicados. Es una comparación, no un diagnóstico.',
  patternColumn: 'Patrón',
  fits: 'Encaja',
  fitsWords: { met: 'compatible', 'not-met': 'no se cumple', unknown: 'abierto' },
  setAside: (code) => `${code} va antes`,
  criteriaColumn: 'Criterios',

  tried: 'Lo que se probó, y si ayuda',
  triedAbout: 'Cada tratamiento, cuándo se usó y qué dice de él el diario',
  treatment: 'Tratamiento',
  when: 'Cuándo',
  answer: '¿Ayuda?',
  noneTried: 'No hay anotado ningún tratamiento.',
  moreTried: (count) => `Y ${String(count)} más: véase el anexo.`,
  triedBefore: (names) => `Antes del diario: ${names}. No se sabe qué hicieron.`,
  triedNote:
    'Cada respuesta es solo de este diario. De un tratamiento sin beneficio se dice que ayuda a lo sumo a 5 de cada 100 personas.',
  sessions: (count) => (count === 1 ? '1 sesión' : `${String(count)} sesiones`),
  since: (first) => `desde ${first}`,
  from: (first, last) => `${first} a ${last}`,
  on: (date) => `el ${date}`,
  planned: (first) => `previsto desde ${first}`,
  noSession: (first) => `una serie desde ${first}, ninguna sesión anotada`,
  sameDays: 'los mismos días',
  together: (names) => `${names}, juntos`,
  dose: (dose) => `${dose} al día`,
  aim: (aim) => `objetivo ${aim}`,
  and: 'y',
  soFar: (effect) => `Hasta ahora ${effect}.`,
  sources: { trials: 'los ensayos', diary: 'este diario', both: 'ambos juntos' },
  saysNothing: (source) => `${source}: aún nada`,
  published: (lines) => `Al lado: ${lines}.`,

  lost: 'Tiempo perdido',
  lostWords: (days, last) => `En los 90 días hasta el ${last}: ${dias(days)} con tiempo perdido por dolor de cabeza`,
  lostOpen: (open) => `de ${String(open)} más no se sabe`,
  lostKinds: {
    missedWork: 'sin trabajo o estudio',
    halfWork: 'la mitad o menos de ello',
    missedHousehold: 'sin tareas de casa',
    halfHousehold: 'la mitad o menos de ellas',
    missedSocial: 'sin familia o amigos',
  },

  questionnaires: 'Cuestionarios',
  questionnaireNames: {
    'Pain, 0 to 10': 'Dolor, de 0 a 10',
    'How things have changed': 'Cómo han cambiado las cosas',
    'MSQ v2.1, role restrictive': 'MSQ v2.1, restricción',
    'MSQ v2.1, role preventive': 'MSQ v2.1, prevención',
    'MSQ v2.1, emotional function': 'MSQ v2.1, función emocional',
    'PROMIS pain interference': 'PROMIS, interferencia del dolor',
    'PROMIS sleep disturbance': 'PROMIS, alteración del sueño',
    'PROMIS fatigue': 'PROMIS, fatiga',
  },
  noScores: 'Ninguno rellenado.',
  score: (name, score, date) => `${name}: ${score} (${date})`,
  outOf: (score, most) => `${score} de ${most}`,
  noScore: 'sin puntuación, faltan respuestas',
  before: (scores) => `antes: ${scores}`,
  scoresNote: 'Las puntuaciones describen respuestas, y no son un diagnóstico.',
  moreScores: (count) => `Y ${String(count)} más: véase el anexo.`,

  appendix: 'Anexo',
  flagsWhole: 'Todas las señales de alarma',
  flagWhole: (headline, urgency, first, last) =>
    `${headline}: ${urgency}; anotado por primera vez el ${first}, por última el ${last}`,
  monthsWhole: 'Todos los meses',
  daysWhole: 'Los días en palabras',
  daysWords: {
    migraine: 'migraña',
    medicine: 'medicamento',
    session: 'sesión',
    bleeding: 'sangrado',
    headache: 'Dolor de cabeza',
    missing: 'Sin anotar',
    none: 'ninguno',
    grades: ['leve', 'moderado', 'intenso'],
  },
  patternsWhole: 'Cada patrón, criterio por criterio',
  triedWhole: 'Cada tratamiento',
  scoresWhole: 'Todas las puntuaciones',
  method: 'Cómo se contó',
  methodDefinitions: {
    HD_ANY_v1: 'Día con dolor de cabeza: un día natural con algún dolor de cabeza.',
    MD_LEIDEN_30MIN_v1:
      'Día de migraña: al menos 30 minutos de dolor con dos de las cuatro características del dolor y con náuseas o vómitos, o con molestia por la luz y el ruido; o un aura de 5 a 60 minutos; o dolor y un medicamento específico para la migraña.',
    MSD_PEAK_v1: 'Día moderado o intenso: un dolor que en su peor momento fue moderado o intenso (4 a 10).',
    AMD_ANY_v1: 'Día con medicamento agudo: un día en el que se tomó algún medicamento para la crisis.',
  },
  methodRates:
    'Un número de cada 28 días es sobre los días conocidos; entre paréntesis, lo que podría ser si los días abiertos no tuvieran ninguno, o los tuvieran todos.',
  methodAnswers:
    'Las respuestas comparan días con un tratamiento y sin él y tienen en cuenta las rachas. Se miran cada 28 días con una regla que se fijó antes.',
  methodVersions: (definitions, model) => `Definiciones ${definitions}. Modelo ${model}.`,
  noModel: 'no se preguntó',
  review: (open, rules) =>
    open === 0
      ? `Las ${String(rules)} reglas de esta hoja que lo necesitan están revisadas por un profesional clínico de aquí.`
      : `${String(open)} de las ${String(rules)} reglas de esta hoja aún no están revisadas por un profesional clínico de aquí.`,

  foot: (last) =>
    `Hecho con Clearday a partir de lo que el paciente anotó hasta el ${last}. Describe un diario. No hace ningún diagnóstico ni aconseja empezar o dejar un tratamiento.`,
  pageOf: 'Página {page} de {pages}',
}
