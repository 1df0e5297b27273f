import { counted } from '../words/words.ts'
import type { en } from './words.en.ts'

const pairs = (count: number): string => counted('es', count, '# par', '# pares')
const days = (count: number): string => counted('es', count, '# día', '# días')
const headacheDays = (count: number): string => counted('es', count, '# día de dolor', '# días de dolor')

export const es: typeof en = {
  title: 'Una prueba justa',
  about:
    'Unas semanas con un tratamiento y otras sin él, en un orden que decide un sorteo. Así ni una buena racha ni lo que usted espera pueden pasar por ayuda.',
  plan: 'Planear una prueba justa',
  none: 'Aún no hay ninguna prueba.',
  running: 'Ahora',
  ahead: 'Previstas',
  past: 'Anteriores',
  all: 'Todas las pruebas',
  reading: 'Se lee su diario',
  failed: 'No se pudo calcular en este dispositivo. Sus entradas están guardadas. Abra la página más tarde.',
  back: 'Atrás',
  goOn: 'Seguir',
  missing: {
    treatment: 'Elija qué tratamiento quiere probar.',
    fades: 'Diga cuándo lo notaría si lo deja.',
    agreed: 'Diga si quien lo recetó está de acuerdo con semanas sin él.',
    reading: 'Aún se lee su diario. Tarda unos segundos.',
    days: 'Se conocen pocos días de su diario para planear una prueba. Siga anotando cada día, también los buenos.',
    block: 'Elija cuánto dura cada tramo.',
    looks: 'Elija cuándo quiere mirar.',
    length: 'Elija cuánto tiempo quiere seguir.',
    start: 'Elija el día en que empieza.',
  },
  step: (step, steps) => `Paso ${String(step)} de ${String(steps)}`,
  which: '¿Qué tratamiento quiere probar?',
  noTreatments: 'Aún no hay tratamientos en su diario. Añada el que quiere probar y vuelva aquí.',
  addTreatment: 'Añadir un tratamiento',
  fades: 'Si lo deja, ¿cuándo lo notaría?',
  fadesWords: 'Una prueba solo sirve si el tratamiento se puede dejar y retomar.',
  fadesOf: {
    days: 'En unos días',
    weeks: 'En una o dos semanas',
    longer: 'Más tarde',
    'not-known': 'No lo sé',
  },
  agreed: 'Se lo recetaron. ¿Quien lo recetó está de acuerdo con semanas sin él?',
  yes: 'Sí, lo hablamos',
  no: 'No, o aún no',
  noTrial: 'Esto no se puede probar así',
  obstacles: {
    'acts-for-months':
      'Una dosis actúa semanas o meses. No se puede apagar dentro de una prueba. «¿Está ayudando?» muestra lo que dice su diario.',
    procedure: 'Un procedimiento no se puede deshacer: no hay semanas sin él con las que comparar.',
    'stays-learned':
      'Lo que ha aprendido se queda con usted. No hay semanas sin ello. «¿Está ayudando?» muestra lo que dice su diario.',
    'fades-too-slowly':
      'Se va muy despacio. Cada tramo tendría que durar muchos meses, y casi nadie sigue un plan tanto tiempo.',
    'prescriber-not-asked':
      'No lo deje ni lo pause por su cuenta. Algunos medicamentos se bajan poco a poco, y otros no se pueden dejar. Pregunte a quien lo recetó. Si está de acuerdo, vuelva aquí.',
  },
  talk: 'Poner esta pregunta en su plan',
  toHelping: '¿Está ayudando?',
  howLong: '¿Cuánto tiempo?',
  fewDays: (known, more) =>
    `${counted('es', known, 'Se conoce # día', 'Se conocen # días')} de su diario. Con ${days(more)} más se puede decir cuánto dura una prueba en su caso.`,
  usual: (usual, known) =>
    `Sin él tiene más o menos ${headacheDays(usual)} de cada 28. Eso muestra su diario, en ${days(known)}.`,
  block: '¿Cuánto dura cada tramo?',
  blockOf: (length) => days(length),
  blockWords: (washout) =>
    washout === 0
      ? 'Se comparan todos los días de cada tramo.'
      : `${counted('es', washout, 'El primer día de cada tramo no se compara', 'Los primeros # días de cada tramo no se comparan')}: aún actúa lo de antes.`,
  looks: '¿Cuándo quiere mirar?',
  looksOf: { 'after-each-pair': 'Después de cada par', 'once-at-the-end': 'Una vez, al final' },
  looksWords: {
    'after-each-pair': 'Puede mirar cuando quiera, y parar antes si está claro.',
    'once-at-the-end': 'No se dice nada antes del final. Así se encuentra más en el mismo tiempo.',
  },
  length: '¿Cuánto tiempo quiere seguir?',
  lengthOf: (weeks, count) => `${counted('es', weeks, '# semana', '# semanas')}, ${pairs(count)}`,
  lengthFinds: (half) => `lo ve en ${String(half)} de 100`,
  lengthWords:
    'Se calcula con su propio ritmo: de 100 pruebas así, tantas verían un tratamiento que quita la mitad de sus días de dolor.',
  third: (third, half) =>
    `Con esta elección: ${String(half)} de 100 verían un tratamiento que quita la mitad de sus días de dolor; ${String(third)} de 100, uno que quita un tercio.`,
  honest: (weeks) =>
    `Para ver uno que quita la mitad en 8 de cada 10 pruebas, hacen falta unas ${String(weeks)} semanas.`,
  honestNever: (weeks) =>
    `Ni ${String(weeks)} semanas de una prueba así verían uno que quita la mitad en 8 de cada 10. Más no se calculó. Es la verdad: su dolor cambia mucho por sí solo, o viene poco. Solo se vería un efecto grande.`,
  drawn: 'El tiempo, y lo que se ve',
  drawnWords: 'Línea llena: se lee una vez al final. Línea de rayas: después de cada par. El aro es su elección.',
  weeks: 'Semanas',
  found: 'La ven, de 100',
  table: 'Lo mismo en una tabla',
  once: 'Una vez al final',
  looksShort: 'Tras cada par',
  when: '¿Desde qué día?',
  whenWords: 'Elija un día desde el que pueda seguir el plan: sin viajes largos ni nada más que sea nuevo.',
  propose: (day) => `Tomar el ${day}`,
  untimely: (first, last) => `Elija un día desde el ${first} hasta el ${last}.`,
  cycle: (length, fewest, changes) =>
    `Su regla viene cada ${days(length)} más o menos. Si sigue así y empieza el día propuesto, ${
      fewest === 0
        ? 'ningún cambio cae'
        : `${String(fewest)} de los ${String(changes)} cambios ${fewest === 1 ? 'cae' : 'caen'}`
    } en los días de la regla. El sorteo decide cuáles van con el tratamiento.`,
  guard: 'Lo que viene de todos modos',
  guardWords: (last, next, low, high) =>
    `En los últimos 28 días tuvo más o menos ${headacheDays(last)}. Tras semanas así, si nada cambia, los próximos 28 traen más o menos ${String(next)} (de ${String(low)} a ${String(high)}).`,
  guardBad: (fewer) =>
    `Así que más o menos ${counted('es', fewer, '# día menos viene solo', '# días menos vienen solos')}, y a menudo más. Empezar ahora parecería una ayuda, tome lo que tome. El sorteo lo deja fuera de su prueba.`,
  guardGood: (more) =>
    `Así que más o menos ${counted('es', more, '# día más viene solo', '# días más vienen solos')}. Empezar ahora parecería un daño, tome lo que tome. El sorteo lo deja fuera de su prueba.`,
  guardEven: 'Así que empezaría tras semanas normales, no tras una racha.',
  other: (name) => `En ese tiempo ya hay una prueba de ${name}. Dos a la vez no se distinguen: elija un día posterior.`,
  expectation: '¿Cuánto espera que ayude?',
  expectationWords: 'Se pregunta antes de empezar, porque lo que uno espera colorea lo que ve.',
  expectLeast: 'nada',
  expectMost: 'del todo',
  sum: 'Su prueba',
  sumWords: (name, count, block, first, last) =>
    `${name}: ${pairs(count)} de ${days(block)} con él y ${days(block)} sin él, del ${first} al ${last}.`,
  keepAlike:
    'Deje lo demás como está: sus otros tratamientos y lo que toma cuando duele. Anote cada día, también los buenos.',
  draw: 'Sortear y guardar el plan',
  fault: 'Esto no se puede guardar:',
  gone: 'No hay tal prueba en este diario.',
  deleted: 'Borrada.',
  restore: 'Recuperarla',
  with: 'con',
  without: 'sin',
  todayIs: (side, day, block) => `Hoy: ${side} él. Día ${String(day)} de ${String(block)}.`,
  todayOf: (name, side) => `Prueba justa, hoy ${side}: ${name}`,
  askKept: '¿Se siguió el último tramo como se sorteó?',
  withWords: 'Úselo como siempre.',
  withoutWords: 'Déjelo. Lo que toma cuando duele sigue igual.',
  prescribed: 'Se lo recetaron. Si algo no es como lo hablaron, pregunte a quien lo recetó.',
  unwell: 'Puede terminar la prueba cuando quiera. No se pierde nada de su diario.',
  begins: (day) => `Empieza el ${day}.`,
  ended: (day) => `Terminó el ${day}.`,
  beforeDrawn: 'Es antes del final que salió.',
  besideIt: 'En el mismo tiempo hay otra prueba. Dos a la vez no se distinguen. Termine o borre una de ellas:',
  wasIt: (block, first, last, side) => `Tramo ${String(block)}, del ${first} al ${last}, ${side} él: ¿como se sorteó?`,
  kept: { kept: 'Sí', partly: 'En parte', 'not-kept': 'No' },
  saved: 'Guardado.',
  look: 'Lo que dice hasta ahora',
  lookNow: 'Mirar ahora',
  lookMay: 'Puede mirar cuantas veces quiera. La promesa se mantiene.',
  sealed: (day) => `Eligió mirar una sola vez. Lo que dice se cuenta el ${day}, y no antes: por eso ve más.`,
  seals: {
    'no-pair-yet': 'El primer par aún no ha terminado. Luego habrá algo que leer.',
    'ended-before-a-pair': 'Terminó antes de acabar su primer par. No hay nada que comparar.',
    'nothing-known': 'En ningún par que terminó se conocen días de los dos lados. No hay nada que comparar.',
    'all-alike':
      'Los días que se comparan son todos iguales: todos con dolor, o ninguno. No dicen nada del tratamiento.',
  },
  says: 'Lo que dice',
  verdicts: {
    helping: (name) => `Su prueba muestra que ${name} le ayuda.`,
    worse: (name) => `Su prueba muestra más dolor con ${name}.`,
    'not-yet': () => 'Su prueba aún no lo puede decir.',
    'not-found': () => 'Su prueba no vio una diferencia clara.',
    'promise-left': () => 'Su prueba no da respuesta: terminó antes de su única mirada.',
  },
  evidence: (helps, worse) =>
    `Cuánto habla el sorteo de ayuda: ${helps}. De daño: ${worse}. Con 20 basta, y 1 no es nada.`,
  enough: (pair) => `Bastó después de ${pairs(pair)}.`,
  promiseLeft:
    'Eligió una sola mirada, al final que salió. Lo que se promete vale solo para esa mirada. Quien termina antes puede hacerlo por cómo va. Eso torcería la cuenta, así que del sorteo no se lee nada.',
  endedEarly:
    'Terminó antes del final que salió. Una diferencia, su margen y su azar valen solo en un final fijado antes. Por eso no se dicen. Lo que habla el sorteo, arriba, vale en todo momento, también si para porque parece claro.',
  noVerdict: 'No se lee nada de él: se dejó la única mirada.',
  notFound: 'Eso no prueba que no haga nada. Puede haber un efecto menor, que una prueba tan corta no muestra.',
  perPair: 'Después de cada par',
  pair: 'Par',
  helps: 'De ayuda',
  harm: 'De daño',
  bySides: 'Dos maneras de leerla',
  byLot: 'Solo por el sorteo',
  byLotWords: (size) => `Con él, ${size}. Es el margen del 90 %.`,
  change: (count, fewer) => `${count} días de dolor ${fewer ? 'menos' : 'más'}`,
  soFar: (size) => `Hasta ahora: ${size}.`,
  ninety:
    'Una respuesta puede fallar en 5 de cada 100 pruebas por cada lado. Por eso el margen es el del 90 %: deja fuera 5 por cada lado.',
  byLotFew: (change) =>
    `Con él, ${change} de cada 28. Se compararon menos de 5 pares: no se puede decir cuán seguro es.`,
  byLotMany: (change) => `Con él, ${change} de cada 28. De tantos pares no se calcula un margen; el azar de abajo, sí.`,
  chance: (inHundred) =>
    `Si no hiciera nada, el sorteo daría una diferencia así, o mayor hacia el mismo lado, en ${inHundred} de cada 100 pruebas.`,
  fewerThan: (least) => `menos de ${least}`,
  sides: (on, off) => `Con él: ${on} días de dolor de cada 28. Sin él: ${off}.`,
  byModel: 'Por el modelo de su diario',
  byModelNone: 'El modelo no tiene respuesta. Anótelo en sus tratamientos.',
  byModelWords: 'Lee todo su diario, y tiene en cuenta rachas y cambios lentos.',
  agree: 'Donde difieren, crea al sorteo: no necesita ningún modelo.',
  known: (on, off) =>
    `Se comparan ${counted('es', on, '# día conocido', '# días conocidos')} con él y ${String(off)} sin él. Los días sin anotar no cuentan; si de un lado se anotaron menos días malos, eso tuerce la cuenta.`,
  sum2: (compared, all) => `Se pudieron comparar ${String(compared)} de ${pairs(all)}.`,
  asDrawn: (not, partly) =>
    `${counted('es', not, '# tramo no se siguió', '# tramos no se siguieron')}, y ${String(partly)} solo en parte. Cuentan como se sortearon: solo así vale la promesa. Eso hace que un efecto real parezca menor.`,
  next: '¿Y ahora?',
  nextWords: 'Háblelo con quien le trata. Luego anote en sus tratamientos si sigue.',
  schedule: 'El plan que salió',
  scheduleWords: 'Lleno: con él. Vacío: sin él. Cada par tiene uno de cada.',
  stretch: 'Tramo',
  side: 'Salió',
  from: 'Desde',
  until: 'Hasta',
  wasKept: 'Seguido',
  lot: 'El sorteo',
  lotMatches: (seed) =>
    `El orden salió con el número ${seed}. El mismo número da el mismo orden, en este dispositivo y en cualquier otro.`,
  lotOther: (seed) => `El orden no es el que da su número ${seed}. Puede que alguien lo cambiara.`,
  lotOtherSays: 'Entonces lo que se promete no vale.',
  promise: 'Lo que se promete',
  promiseAlike: 'Vale si anota sus días igual con él y sin él.',
  again:
    'Hay otra prueba de este tratamiento. Cada una tiene su promesa: cuantas más veces se prueba, más veces el azar pasa por ayuda.',
  promiseWords: {
    'after-each-pair':
      'De un tratamiento que no hace nada se dice que ayuda en 5 de cada 100 pruebas como mucho. Vale por mucho que mire, y haga lo que haga su dolor por sí solo. Todos los tramos cuentan como salieron.',
    'once-at-the-end':
      'De un tratamiento que no hace nada se dice que ayuda en 5 de cada 100 pruebas como mucho, haga lo que haga su dolor por sí solo. Vale para una sola mirada, al final que salió. Si la termina antes, no da respuesta.',
  },
  end: 'Terminar la prueba hoy',
  endWords: 'Lo anotado queda, y se lee hasta donde llega.',
  endEarly: {
    'after-each-pair':
      'Lo que habla el sorteo hasta ahora vale. La diferencia y su margen se dicen solo al final que salió.',
    'once-at-the-end':
      'Eligió una sola mirada al final. Si termina ahora, la prueba no da respuesta. Es el precio de una mirada que ve más. Aun así, su salud va primero.',
  },
  endPrescribed: 'Si ahora estaba sin él, pregunte a quien lo recetó cómo retomarlo.',
  delete: 'Borrar esta prueba',
}
