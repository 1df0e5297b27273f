import { counted } from '../words/words.ts'
import type { en } from './words.en.ts'

export const es: typeof en = {
  title: '¿Qué va con mis dolores de cabeza?',
  about:
    'De lo que anota cada día, ¿hay algo que venga con más o menos dolor? Lo que va con el dolor no tiene por qué ser el motivo.',
  reading: 'Leyendo su diario',
  failed:
    'Esto no se pudo calcular en este dispositivo. Sus entradas están guardadas. Abra la página otra vez más tarde.',
  nothing:
    'Aún no hay nada anotado junto a sus dolores. Elija dos o tres cosas que le intriguen, como el estrés o el sueño.',
  choose: 'Elegir qué se pregunta cada día',
  alike: 'Todos los días que anotó son iguales: todos con dolor o todos sin dolor. Aún no hay nada que comparar.',
  few: (known, more) =>
    `Ha anotado ${counted('es', known, '# día', '# días')}. ${counted('es', more, 'Falta # día más', 'Faltan # días más')}. Con pocos días siempre parece que algo destaca; por eso antes no se dice nada.`,
  none: (things, known) =>
    things === 1
      ? `Lo que se miró no va claramente con sus dolores en ${counted('es', known, '# día', '# días')}.`
      : `Ninguna de las ${String(things)} cosas que se miraron va claramente con sus dolores en ${counted('es', known, '# día', '# días')}.`,
  noneWords: 'Eso también es una respuesta: su diario no da motivo para evitar ninguna de ellas.',
  smaller: (usual, seen) =>
    `Un diario así de largo casi siempre mostraría algo que lleve de ${usual} a ${seen} días con dolor de cada 100. Puede haber cosas más pequeñas.`,
  found: (things) => counted('es', things, 'Una cosa va con sus dolores.', '# cosas van con sus dolores.'),
  lags: ['el mismo día', 'al día siguiente', 'dos días después'],
  more: (name) => `${name}: más de lo usual`,
  foundWords: (when, more, low, high, usual) =>
    `Con ello, el dolor viene ${when} en unos ${more} días de cada 100 (de ${low} a ${high}). Lo usual en usted es ${usual}.`,
  early:
    'Puede ser un primer signo de la crisis: ya había empezado, y esto era su primera parte. Entonces evitarlo no cambiaría nada.',
  drawn: 'Días con dolor de cada 100',
  drawnWords:
    'Línea discontinua: lo usual en usted. Punto: con ello, o con más de ello. Barra: dónde está, con un 95 % de certeza.',
  all: 'Todo lo que se miró',
  allWords: 'Solo destaca lo que dice «claro». No tome lo demás por hallazgos.',
  factor: 'Qué',
  lag: 'Cuándo',
  chance: 'Días con dolor de cada 100 con ello, o con más de ello',
  is: 'Relación',
  clear: 'claro',
  unclear: 'no claro',
  leftOut: 'Lo que aún no se pudo mirar',
  leftOutMore: (noted, more) =>
    `anotado en ${counted('es', noted, '# día', '# días')}; con ${counted('es', more, '# día más', '# días más')} bastaría`,
  leftOutSame: 'siempre igual hasta ahora',
  factors: {
    'sleep-hours': 'Horas de sueño',
    'sleep-quality': 'Buen sueño',
    stress: 'Estrés',
    'neck-tension': 'Tensión del cuello',
    'water-intake': 'Agua',
    exercise: 'Ejercicio',
    caffeine: 'Café, té, cola',
    alcohol: 'Alcohol',
    'skipped-meal': 'Comida saltada',
    bleeding: 'Sangrado menstrual',
    weekend: 'Fin de semana',
  },
  method: 'Cómo se calcula',
  methodWords:
    'Todo lo que anota se mira junto, uno y dos días antes. Solo lo que ningún dolor puede cambiar, como el fin de semana, se mira también el mismo día. Se cuenta con que hay semanas buenas y malas. Un día sin anotar cuenta como desconocido.',
  promise:
    'Si nada tuviera que ver con sus dolores, en dos años se mostraría algo como mucho a 5 de cada 100 personas, por mucho que miren: lo que destaca solo se lee tras cada 90 días anotados, y vale hasta la lectura siguiente. «Más de lo usual» es una desviación típica; donde se responde sí o no, el número es del sí. Se miran como mucho los dos últimos años.',
  readOn: (day: string, more: number) =>
    `Lo que destaca se leyó el ${day}, para que mirar a menudo no engañe. Se lee otra vez tras ${counted('es', more, '# día anotado más', '# días anotados más')}. Los números son de hoy.`,
}
