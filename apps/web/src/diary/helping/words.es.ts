import { counted } from '../words/words.ts'
import type { en } from './words.en.ts'

export const es: typeof en = {
  title: '¿Está ayudando?',
  about:
    'De cada tratamiento que usa o usó: qué muestra su diario, cuán seguro es y qué lo decidiría. Describe su diario. No es un consejo para empezar ni dejar nada.',
  none: 'Aún no hay ningún tratamiento anotado. Anote lo que usa y desde cuándo, y cada sesión en su día: así el diario puede decir qué hace por usted.',
  toCourses: 'Tratamientos y sesiones',
  empty: 'Aún no hay nada en el diario. Cada día que anota cuenta, también los días sin dolor.',
  reading: 'Leyendo su diario',
  old: 'Su diario ha cambiado desde entonces. Esta es la respuesta de antes; la nueva se está calculando.',
  part: 'La respuesta está. Se está calculando si se mantiene con otras formas de calcular.',
  failed:
    'La respuesta no se pudo calcular en este dispositivo. Sus entradas están guardadas. Abra la página otra vez o actualice el navegador.',
  gone: 'No hay tal tratamiento en este diario.',
  trial: 'Planear una prueba justa',
  all: 'Todos los tratamientos',
  together: (names) => `${names}, juntos`,
  soFar: (effect) => `Hasta ahora ${effect}.`,
  drawn: 'Sus días',
  drawnWords: (known, days, headache) =>
    `${counted('es', known, '# día conocido', '# días conocidos')} de ${String(days)}, ${String(headache)} con dolor de cabeza. Cuatro semanas por fila.`,
  inUse: 'En uso',
  session: 'Sesión',
  otherInUse: 'Otro tratamiento en uso',
  showAll: 'Mostrar todas las semanas',
  table: 'Lo mismo como tabla',
  window: '28 días desde',
  headacheDays: 'Días con dolor',
  knownDays: 'Días conocidos',
  daysOn: 'Días en uso',
  course: 'El curso detrás de los días',
  courseWords:
    'Cuán probable era el dolor de cabeza cada día, según lee el modelo su diario. Línea llena: como lo vivió. Línea discontinua: si no se hubiera usado ningún tratamiento. Las bandas contienen el 95 %.',
  courseMeans: (lived, without) =>
    `De media en los días en uso: ${lived} días con dolor de cada 28 como se vivió, ${without} si no se hubiera usado.`,
  chance: 'Probabilidad de dolor',
  densities: 'Los ensayos, su diario, y ambos',
  densitiesWords:
    'Cuántos días con dolor más o menos de cada 28, y cuán probable es cada cantidad. Una colina estrecha es más segura que una ancha.',
  source: 'De dónde viene',
  change: 'Cambio en 28 días',
  noChange: 'sin cambio',
  fewer: 'menos',
  more: 'más',
  matters: '¿Qué le importaría?',
  mattersHint: (percent) => `Al menos un ${String(percent)} % menos de días con dolor`,
  mattersUsual: 'Los ensayos suelen contar un 30 %. La posibilidad de arriba y la respuesta siguen su elección.',
  choices: '¿Se mantiene con otras formas de calcular?',
  choice: 'Forma',
  helps: 'Ayuda',
  verdict: 'Respuesta',
  verdicts: {
    helping: 'ayuda',
    worse: 'más dolor',
    'not-helping': 'no ayuda bastante',
    'cannot-tell-yet': 'aún no se sabe',
  },
  beside: 'Qué fue con ello',
  besideWords: 'Junto a la respuesta, y con la misma cautela. Cada cosa está por sí sola; por ninguna se ajusta.',
  besideOf: {
    HD_ANY_v1: 'Días con dolor de cabeza',
    MD_LEIDEN_30MIN_v1: 'Días de migraña',
    MSD_PEAK_v1: 'Días con dolor moderado o intenso',
    AMD_ANY_v1: 'Días con medicamento para el dolor',
    stress: 'Estrés',
    'sleep-hours': 'Horas de sueño',
    'neck-tension': 'Tensión en el cuello',
  },
  besideDays: (mean, low, high, chance) =>
    `${mean} de cada 28 (de ${low} a ${high}), posibilidad de que sean menos ${chance}`,
  besideScore: (mean, low, high, chance) =>
    `${mean} en los días en uso (de ${low} a ${high}), posibilidad de que sea menos ${chance}`,
  nothingYet: 'aún nada que decir',
  compare: '¿Por qué no comparar sin más el antes y el después?',
  mind: 'Qué tener en cuenta',
  method: 'Cómo se calcula',
  methodWords: (model, seed) =>
    `Un modelo del dolor de cabeza de cada día que admite rachas, cambios lentos y huecos (${model}, semilla ${String(seed)}), calculado en este dispositivo. Un día sin anotar cuenta como desconocido, nunca como sin dolor. Un tratamiento que no hace nada se llama «ayuda» como mucho en 5 de cada 100 personas que miran su respuesta cada día durante un año; tras un solo inicio que se mantuvo, como mucho en 8 de cada 100.`,
  reviews:
    'Las respuestas se revisan cada 28 días, para que mirar a menudo no engañe. Los efectos y posibilidades son del último día.',
  counted: 'Se cuentan los días con dolor de cabeza, de medianoche a medianoche donde usted estaba (HD_ANY_v1).',
  from: (first, last) => `${first} a ${last}`,
}
