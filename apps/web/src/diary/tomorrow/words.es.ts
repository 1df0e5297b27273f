import { counted } from '../words/words.ts'
import type { en } from './words.en.ts'

export const es: typeof en = {
  title: 'Mañana',
  reading: 'Leyendo su diario',
  failed:
    'Esto no se pudo calcular en este dispositivo. Sus entradas están guardadas. Abra la página otra vez más tarde.',
  shown: (chance) => `Unos ${chance} de cada 100`,
  shownWords: (chance, usual) =>
    `La posibilidad de dolor mañana es de unos ${chance} de cada 100. Un día usual en usted tiene ${usual} de cada 100. El día puede ir de un modo u otro: haga sus planes como quiera.`,
  earned: (known) =>
    `En ${counted('es', known, '# día', '# días')}, estas previsiones acertaron más que decir cada día lo usual en usted. Por eso se muestra una.`,
  notShown: 'Sin previsión para mañana',
  notYet: (known, usual) =>
    `En ${counted('es', known, '# día', '# días')}, una previsión no habría acertado claramente más que decir cada día lo usual en usted, ${usual} de cada 100. Por eso no se muestra ninguna.`,
  lost: (known, usual) =>
    `Una previsión fue mejor que lo usual en usted, y ya no lo es. En ${counted('es', known, '# día', '# días')}, lo usual, ${usual} de cada 100, acierta igual. Por eso no se muestra ninguna.`,
  patience: 'Así es en casi todos los diarios de pocos meses. Cada día que anota ayuda, también los días sin dolor.',
  empty: 'Aún no hay ningún día anotado. Cada día que anota cuenta, también los días sin dolor.',
  record: 'Cómo han ido estas previsiones',
  recordWords:
    'Para cada día que anotó se hizo una previsión solo con los días de antes. Los días con una previsión parecida van juntos. Las buenas previsiones están cerca de la línea discontinua: lo dicho es lo que vino.',
  group: 'Lo que se dijo',
  groupOf: (from, to) => `de ${from} a ${to} de cada 100`,
  days: 'Días',
  said: 'Dicho de media, de cada 100',
  cameOf: 'Vino dolor, de cada 100',
  line: (range, days, said, came) =>
    `Dicho ${range}: ${counted('es', days, '# día', '# días')}, de media ${said} de cada 100; vino dolor en ${came} de cada 100.`,
  axisSaid: 'Dicho (de cada 100)',
  axisCame: 'Vino (de cada 100)',
  size: 'Un anillo más grande son más días.',
  table: 'Lo mismo como tabla',
  method: 'Cómo se calcula',
  methodWords:
    'El modelo aprende lo usual en usted y cuánto duran sus rachas buenas y malas. Solo mira los días con dolor. Un día sin anotar cuenta como desconocido.',
  wager: (evidence) =>
    `Cada día la previsión apuesta contra lo usual en usted. Se muestra cuando de 1 ha hecho 20, y mientras siga por delante. Si nada se pudiera prever, la verían alguna vez como mucho 5 de cada 100 personas. Hasta ahora de 1 ha hecho ${evidence}.`,
  scores: (own, usual) =>
    `Puntuación logarítmica media: ${own} las previsiones, ${usual} lo usual. Más cerca de 0 es mejor.`,
}
