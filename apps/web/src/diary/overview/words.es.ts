import { PATTERN_NAMES_ES } from '@clearday/care/pattern-names'
import type { en } from './words.en.ts'

export const es: typeof en = {
  title: 'Resumen',
  strip: (headache, clear, open) =>
    `Últimos 28 días: ${String(headache)} con dolor, ${String(clear)} sin dolor${open > 0 ? `, ${String(open)} abiertos` : ''}`,
  last: 'Los últimos 28 días',
  known: (known, days) => `${String(known)} de ${String(days)} días conocidos.`,
  tooFew: 'Aún se conocen muy pocos días para ver un patrón. Lo que sigue dice lo que falta.',
  gaps: 'Lo abierto sigue abierto: los números muestran lo mínimo y lo máximo que puede ser.',
  nothing: 'Aún no hay nada en el diario. Tras unos días la imagen empieza aquí.',
  counts: {
    HD_ANY_v1: 'Días con dolor de cabeza',
    MD_LEIDEN_30MIN_v1: 'Días de migraña',
    MSD_PEAK_v1: 'Días con dolor moderado o intenso',
    AMD_ANY_v1: 'Días con medicamento para el dolor',
    clear: 'Días sin dolor de cabeza',
  },
  range: (least, most) => (least === most ? String(least) : `${String(least)} a ${String(most)}`),
  how: 'Cómo se cuenta',
  trend: 'Cómo va',
  trendWords: 'Periodos de 28 días, el más antiguo primero; el último termina hoy.',
  nowBefore: (now, before) => `${now} en los últimos 28 días, ${before} en los 28 anteriores.`,
  of: (known, days) => `${String(known)} de ${String(days)}`,
  rules: {
    HD_ANY_v1:
      'Un día con dolor de cabeza es un día natural, de medianoche a medianoche en hora local, en el que hubo algún dolor de cabeza.',
    MD_LEIDEN_30MIN_v1:
      'Un día de migraña tiene al menos 30 minutos de dolor con dos de las cuatro características del dolor y con náuseas o vómitos, o con molestia por la luz y el ruido; o un aura de 5 a 60 minutos; o dolor y un medicamento específico para la migraña, haya hecho o no efecto.',
    MSD_PEAK_v1:
      'Un día moderado o intenso es un día en el que el dolor, en su peor momento, fue moderado o intenso (4 a 10), por poco que durara.',
    AMD_ANY_v1: 'Un día con medicamento es un día en el que se tomó algún medicamento para la crisis.',
  },
  patternNames: PATTERN_NAMES_ES,
  fits: (name, code, criteria) =>
    `Su diario es compatible con ${criteria.length === 1 ? 'el criterio' : 'los criterios'} ${criteria.length > 2 ? `${criteria[0]} a ${criteria[criteria.length - 1]}` : criteria.join(' y ')} de ${name} (ICHD-3 ${code}).`,
  judge: 'Lo que solo puede juzgar un profesional clínico',
  trendOne: 'Hay un periodo de 28 días. El siguiente muestra cómo va.',
  trendNote:
    'Cada barra son 28 días: llena hasta lo anotado, rayada hasta lo abierto. Dos periodos difieren por puro azar; si un tratamiento ayuda es otra pregunta.',
  from: (first, last) => `${first} a ${last}`,
  table: 'Lo mismo como tabla',
  window: 'Periodo',
  knownDays: 'Conocidos',
  patterns: 'A qué patrón se parece',
  patternsWords:
    'Los últimos 12 meses junto a los criterios publicados (ICHD-3). Un patrón no es un diagnóstico: pregunte a quien le trata.',
  consistent: 'Compatible con',
  openOnes: 'Abierto: podría ser, y habría que anotar más',
  noneConsistent: 'El diario no encaja en ningún patrón, hasta donde está completado.',
  unknowns: 'Lo que lo aclararía',
  counting: 'Contando',
  lost: 'Días en los que algo no se pudo hacer',
}
