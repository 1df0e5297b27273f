// Why a file does not fit, and what is still to be asked of it, in the language of who reads it. The readers write it in English; the Spanish is
// made of the code and of what the sentence names. The compiler refuses a code without words.
import type {
  AskedOfTable,
  CleardayProblem,
  ForeignFile,
  ImportFault,
  ImportProblem,
  MappingQuestion,
  RightInCell,
} from '@clearday/exchange'
import type { FormatProblem } from '@clearday/diary'
import type { Language } from '../app.svelte.ts'
import { counted } from '../words/words.ts'

/** What is wrong with a file, a row or a cell, and what would be right. The row and the column are told beside it. */
export function faultWords(language: Language, problem: ImportProblem): string {
  if (language === 'en') return problem.message
  if (problem.refused === undefined) return spanishFault(problem)
  // the row says which entry it is: the field in it is left to tell
  return withPlace(problem.refused, problem.refused.path.slice(2))
}

/** What is wrong with a diary of Clearday, with the place in it. */
export function diaryFaultWords(language: Language, problem: CleardayProblem): string {
  if (language === 'en') return problem.message
  return problem.code === 'file-too-large' ? spanishFault(problem) : withPlace(problem, problem.path)
}

/** What has to be answered before a table can be read. */
export function questionWords(language: Language, question: MappingQuestion): string {
  return language === 'en' ? question.message : spanishQuestion(question)
}

function spanishFault(fault: ImportFault): string {
  switch (fault.code) {
    case 'empty-file':
      return 'El archivo está vacío.'
    case 'file-too-large':
      return `El archivo tiene ${megabytes(fault.about.bytes)}; se pueden leer ${megabytes(fault.about.most)} como máximo. Divídalo por años.`
    case 'not-text':
      return FOREIGN[fault.about.is]
    case 'wrong-encoding':
      return `El archivo no está escrito en ${fault.about.encoding}. Guárdelo de nuevo como UTF-8.`
    case 'looks-like-other':
      return OTHER[fault.about.is]
    case 'no-header':
      return 'Ninguna fila dice cómo se llaman las columnas. La primera tiene que hacerlo, por ejemplo: fecha, dolor de cabeza, intensidad, medicamento.'
    case 'no-rows':
      return fault.about.of === 'rows'
        ? 'Hay nombres de columnas, y ninguna fila debajo.'
        : 'Hay meses, y en sus días no hay nada escrito.'
    case 'too-many-rows':
      return `Hay más de ${number(fault.about.most)} ${fault.about.of === 'rows' ? 'filas' : 'días'}, y es lo máximo que se puede leer. Divida el archivo por años.`
    case 'too-many-columns':
      return `Hay ${number(fault.about.count)} columnas; se pueden leer ${number(fault.about.most)} como máximo. Una lista de días tiene una fila por cada día.`
    case 'row-too-wide':
      return `Esta fila tiene más valores que nombres hay arriba (${number(fault.about.names)}). Una coma dentro de un valor necesita comillas alrededor.`
    case 'cell-too-long':
      return `Este valor tiene ${number(fault.about.count)} letras; se pueden leer ${number(fault.about.most)} como máximo. Quizá falten unas comillas.`
    case 'quote-not-closed':
      return 'Aquí se abren unas comillas (") que no se cierran. Ciérrelas, o escríbalas dos veces ("") si son parte del texto.'
    case 'misplaced-quote':
      return 'Hay unas comillas (") donde no pueden estar. Ponga todo el valor entre comillas, y escriba dos veces ("") las de dentro.'
    case 'no-month':
      return 'Esta fila tiene valores y no dice de qué mes. Antes de ellos hace falta un mes con su año, como marzo 2026 o 2026-03.'
    case 'no-such-day':
      return `El día ${String(fault.about.day)} no existe en ${fault.about.month}. Deje la celda vacía.`
    case 'no-day':
      return 'Hace falta un día, como 2026-03-29.'
    case 'day-twice':
      return `La fila ${String(fault.about.row)} tiene el mismo día. Deje fuera una de las dos, o diga que cada fila es una crisis.`
    case 'in-the-future':
      return fault.about.of === 'day'
        ? `Este día aún no ha llegado (hoy es ${fault.about.today}). Quizá el día y el mes estén en el otro orden.`
        : `Este final aún no ha llegado (hoy es ${fault.about.today}).`
    case 'end-before-start':
      return `Terminó antes de empezar (${fault.about.start}). El final tiene que ser posterior al comienzo.`
    case 'attack-without-pain':
      return 'Esto dice que una crisis fue sin dolor. Deje la celda vacía si el dolor no se anotó, o deje fuera la fila.'
    case 'clear-days-not-sure':
      return 'El día de esta fila no se puede leer, así que ningún otro día puede contarse como día sin dolor. Corrija la fila, o deje abiertos los demás días.'
    case 'time-skipped':
      return 'Esta hora no existió: los relojes se adelantaron y la saltaron. Escriba la hora que marcaba el reloj después.'
    case 'offset-not-in-zone':
      return 'La diferencia con la hora universal no corresponde a la zona horaria.'
    case 'unknown-zone':
      return 'No se conoce esta zona horaria.'
    case 'not-a-moment':
      return 'No es un día con hora que exista, como 2026-03-29 08:30.'
    case 'not-a-calendar':
      return fault.about.why === 'begin'
        ? 'Un archivo de calendario empieza por BEGIN:VCALENDAR.'
        : 'Este calendario no se puede leer. Expórtelo de nuevo como archivo iCalendar (.ics).'
    case 'broken-line':
      return fault.about.why === 'no-colon'
        ? 'Esta línea no tiene nombre y dos puntos. Quizá el archivo esté dañado o cortado.'
        : 'Aquí hay demasiados bloques unos dentro de otros.'
    case 'block-not-closed':
      return fault.about.block === null
        ? 'Esto termina un bloque que no empezó aquí.'
        : `El bloque ${fault.about.block} empieza aquí y no termina. Quizá el archivo esté cortado.`
    case 'broken-appointment':
      return 'La cita que empieza aquí tiene un valor que ningún calendario tiene. Quítela, o exporte el calendario de nuevo.'
    case 'too-many-events':
      return `Hay ${number(fault.about.count)} citas; se pueden leer ${number(fault.about.most)} como máximo. Exporte menos años.`
    default:
      return spanishRight(fault.about)
  }
}

const FOREIGN: Readonly<Record<ForeignFile, string>> = {
  workbook: 'Es un libro de Excel o un archivo zip; ábralo y guarde la hoja como CSV.',
  'old-workbook': 'Es un libro antiguo de Excel; ábralo y guarde la hoja como CSV.',
  pdf: 'Es un documento PDF; exporte el diario como CSV desde la aplicación que lo hizo.',
  packed: 'Es un archivo comprimido; descomprímalo primero.',
  picture: 'Es una imagen; elija un archivo que contenga texto.',
  database: 'Es una base de datos; exporte la tabla como CSV.',
  'zero-byte': 'Aquí hay un byte cero: no es un archivo de texto, o está dañado.',
}

const OTHER = {
  calendar: 'Es un calendario; guárdelo con un nombre que termine en .ics.',
  json: 'Es JSON, y no un diario de Clearday; guarde la tabla como CSV.',
  web: 'Es una página web o XML; guarde la tabla como CSV.',
} as const

const ORDERS = { YMD: 'año, mes, día', DMY: 'día, mes, año', MDY: 'mes, día, año' } as const

function spanishRight({ meaning, most, order, decimal }: RightInCell): string {
  switch (meaning) {
    case 'day':
    case 'start':
    case 'end': {
      const read = order === null ? '' : `; las fechas de este archivo se leen como ${ORDERS[order]}`
      return `Hace falta un día que exista, como 2026-03-29${read}.`
    }
    case 'intensity':
    case 'neck-pain':
    case 'rating-before':
    case 'rating-after':
      return `Hace falta un número de 0 a ${String(most)}${decimal === ',' ? ', con coma antes de los decimales' : ''}.`
    case 'time':
    case 'start-time':
    case 'end-time':
      return 'Hace falta una hora, como 20:15 u 8:15 pm.'
    case 'duration':
      return 'Hace falta una duración de 31 días como máximo, como 5 h 30 min, 5:30 o 330 min.'
    case 'headache':
      return 'Hace falta sí o no, o un número desde 0.'
    case 'severity':
      return 'Hace falta nada, leve, moderado o fuerte, o de 0 a 3.'
    case 'function':
      return 'Hace falta 0, 1, 2 o 3: pudo hacer todo, casi todo, poco, tuvo que acostarse.'
    case 'hours':
      return 'Hacen falta las horas de este día, de 0 a 25.'
    case 'side':
      return 'Hace falta izquierda, derecha o ambos.'
    case 'nausea':
      return 'Hace falta sí o no, o leve, moderada, fuerte.'
    case 'bleeding':
      return 'Hace falta no, primer día, sí o manchado.'
    case 'medicine':
      return 'Hace falta cuántos se tomaron, de 0 a 50, o sí o no.'
    case 'units':
      return 'Hace falta cuántos se tomaron, más de 0 y 100 como máximo.'
    case 'relief':
      return 'Hace falta nada, algo, mucho o del todo.'
    case 'reason':
      return 'Hace falta dolor de cabeza, otro dolor, prevención u otro.'
    case 'factor':
      return 'Hace falta sí o no, o un número.'
    case 'session':
      return 'Hace falta sí o no, o cuántas hubo.'
    case 'minutes':
      return 'Hacen falta minutos, más de 0 y 1440 como máximo.'
    default:
      return 'Hace falta sí o no.'
  }
}

function spanishQuestion(question: AskedOfTable & Pick<MappingQuestion, 'column' | 'value'>): string {
  const { column = '', value = '' } = question
  switch (question.code) {
    case 'which-day':
      return 'Ninguna columna dice qué día fue. Elija la que tiene la fecha.'
    case 'date-order': {
      const { other } = question.about
      return other === null
        ? `${value} se puede leer de más de una manera. Elija si va primero el día o el mes.`
        : `${value} y ${other.value} (fila ${String(other.row)}) están escritas en órdenes distintos. Elija el que vale; las fechas que no existan en él se muestran como errores.`
    }
    case 'scale':
      return `Los números de «${column}» no dicen hasta dónde llegan. Elija cuál es el más alto; lo que pase de él se muestra como error.`
    case 'duration-unit':
      return `Elija si «${column}» está en horas o en minutos.`
    case 'meaning-twice':
      return `«${question.about.first}» y «${column}» significan lo mismo. Elija cuál de las dos cuenta.`
    case 'which-medicine':
      return 'Ninguna columna dice qué se tomó. Elija la que tiene el medicamento.'
    case 'which-therapy':
      return 'Ninguna columna dice qué terapia fue. Elija una, o diga cuál fueron todas.'
    case 'nothing-to-import':
      return 'Ninguna columna, aparte del día, tiene un significado. Diga qué significa al menos otra.'
  }
}

const FORMAT: Readonly<Record<FormatProblem['code'], string>> = {
  'not-json': 'aquí el texto deja de ser JSON; quizá falte una coma, unas comillas o un cierre, o sobre una coma',
  'field-twice': 'el mismo campo aparece dos veces; escríbalo una sola vez',
  'not-a-diary': 'no es un diario de Clearday; uno empieza con { "format": "clearday-diary-1", "timeZone": … }',
  'newer-format': 'este diario está escrito en un formato más nuevo que el que se lee aquí',
  'no-days': 'no habla de ningún día; escriba una entrada, o firstDay y lastDay',
  'more-problems': 'hay más errores que no se muestran aquí',
  missing: 'falta',
  'unknown-key': 'este campo no existe',
  'wrong-kind': 'es un valor de otra clase que la que hace falta aquí; si no se conoce, quítelo',
  'not-one-of': 'no es uno de los valores que puede haber aquí',
  'out-of-range': 'el número es demasiado pequeño o demasiado grande',
  empty: 'está vacío; escriba un nombre',
  'empty-list': 'la lista está vacía; ponga una entrada en ella, o quítela',
  'not-a-date': 'no es un día que exista, como "2026-03-29"',
  'too-many': 'hay más entradas de las que se pueden leer',
  'first-day-after-last': 'el primer día es posterior al último',
  'too-long': 'abarca más años de los que se pueden leer; quizá un año esté mal escrito',
  'outside-the-diary': 'queda fuera de los días de los que habla el diario; amplíe firstDay y lastDay, o quítelos',
  'date-twice': 'otro día tiene la misma fecha; escriba cada día una sola vez, con todo lo que se sabe de él',
  'id-twice': 'otra entrada tiene el mismo id; dé a cada una el suyo',
  'born-after-the-diary': 'el año de nacimiento es posterior al diario',
  'age-and-birth-year': 'la edad y el año de nacimiento no concuerdan; escriba solo uno de los dos',
  'day-skipped': 'la zona horaria saltó este día; escriba el día anterior o el siguiente',
  'reason-without-unknown': 'solo de un día desconocido se dice por qué lo es',
  'factor-id': 'no hay ningún factor con este id',
  'end-before-start': 'el final es anterior al comienzo',
  'prodrome-after-start': 'lo que precede al dolor empieza después del comienzo',
  'postdrome-before-end': 'lo que sigue al dolor termina antes del final',
  'attack-without-pain': 'dice que una crisis fue sin dolor; quítelo si el dolor no se anotó',
  'events-out-of-order': 'los hechos no están en el orden en que ocurrieron',
  'first-event-not-start': 'el primer hecho tiene que ser el comienzo',
  'event-cannot-follow': 'este hecho no puede seguir al anterior',
  'expectation-after-start': 'lo que se esperaba se pregunta antes del comienzo; quite lo que se respondió después',
  'washout-too-long': 'la espera deja menos de 2 días del bloque; escriba una más corta, o bloques más largos',
  'no-such-block': 'esta prueba no tiene tal bloque',
  'block-twice': 'este bloque aparece dos veces; escríbalo una sola vez',
  'time-skipped':
    'esta hora no existió: los relojes se adelantaron y la saltaron; escriba la que marcaba el reloj después',
  'offset-not-in-zone': 'la diferencia con la hora universal no corresponde a la zona horaria; quítela',
  'unknown-zone': 'no se conoce esta zona horaria; escriba su nombre de la IANA, como "Europe/Madrid"',
  'not-a-moment': 'no es un día con hora que exista, como "2026-03-29T08:30", ni solo un día',
  'without-headache-but-pain': 'se dice que fue sin dolor de cabeza, y sin embargo cuánto dolió',
  'present-without-pain': 'se dice que hubo dolor de cabeza, y sin embargo que no dolió nada',
  'no-medicine-but-intake': 'se dice que no se tomó medicación, y sin embargo hay una toma ese día',
  'none-but-pain': 'se dice que el día fue sin dolor, y sin embargo hay dolor anotado',
  'none-but-attack': 'se dice que el día fue sin dolor, y sin embargo una crisis lo toca',
  'severity-and-intensity': 'la intensidad en palabras y en números no concuerdan',
  'attacks-overlap': 'empezó cuando otra crisis aún duraba',
  'attack-left-open': 'se dice que aún dura, y hace mucho que empezó',
  'symptom-without-name': 'un síntoma no tiene nombre con el que mostrarse',
  'far-apart': 'está muy lejos de la entrada anterior; quizá un año esté mal escrito',
}

/** `days[3], hours: «72»: el número …` */
function withPlace({ code, value, at }: FormatProblem, path: FormatProblem['path']): string {
  if (code === 'more-problems' && typeof value === 'number')
    return counted(
      'es',
      value,
      'Hay # error más, que no se muestra aquí.',
      'Hay # errores más, que no se muestran aquí.',
    )
  if (at !== undefined) return `Línea ${number(at.line)}, columna ${number(at.column)}: ${FORMAT[code]}.`
  const place = path.reduce<string>(
    (words, step) =>
      typeof step === 'number' ? `${words}[${String(step)}]` : words === '' ? step : `${words}, ${step}`,
    '',
  )
  const stands = typeof value === 'string' || typeof value === 'number' ? `«${String(value).slice(0, 60)}»` : ''
  const said = [place, stands, FORMAT[code]].filter((part) => part !== '').join(': ')
  // the name of a field stays as it is written
  return `${place === '' ? said.slice(0, 1).toUpperCase() + said.slice(1) : said}.`
}

function number(value: number): string {
  return new Intl.NumberFormat('es').format(value)
}

function megabytes(bytes: number): string {
  return `${new Intl.NumberFormat('es', { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(bytes / 1_000_000)} MB`
}
