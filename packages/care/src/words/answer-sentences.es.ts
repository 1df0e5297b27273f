// Every code of the engine in plain Spanish: the same facts, numbers and order as in English.
import type {
  CaveatCode,
  EvidenceCombination,
  ReasonCode,
  SensitivityRow,
  SilentDiary,
  TreatmentAnswer,
} from '@clearday/inference'
import { askedChance } from './asked-chance.ts'
import type { AnswerSentences } from './sentences.ts'
import { isTurned, leansToMore } from './turned.ts'
import type { ActsFor, SizedEffect } from './verdict-words.ts'

/** A number of days as people write it: one digit after a comma, no minus sign of zero. */
function number(value: number): string {
  const rounded = value.toFixed(1)
  return Number(rounded) === 0 ? '0' : rounded.replace(/^-/, '−').replace('.', ',')
}

function percent(share: number): string {
  const rounded = 100 * share
  if (rounded > 99.5) return 'más del 99 %'
  if (rounded < 0.5) return 'menos del 1 %'
  return `${rounded.toFixed(0)} %`
}

function effect({ effectDaysPer28: { mean, q025, q975 } }: Pick<TreatmentAnswer, 'effectDaysPer28'>): string {
  return `${number(mean)} días de cada 28 (de ${number(q025)} a ${number(q975)})`
}

function between({ effectDaysPer28: { q025, q975 } }: SizedEffect): string {
  if (q975 <= 0) return `entre ${number(-q975)} y ${number(-q025)} menos`
  if (q025 >= 0) return `entre ${number(q025)} y ${number(q975)} más`
  return `entre ${number(-q025)} menos y ${number(q975)} más`
}

const SPOKEN: Readonly<Record<TreatmentAnswer['verdict'], string>> = {
  helping: 'ayuda',
  worse: 'más dolores de cabeza con él',
  'not-helping': 'no ayuda en una medida que importe',
  'cannot-tell-yet': 'aún no se puede saber',
}

function verdict(answer: TreatmentAnswer, kind: string): string {
  const size = sizeOf(answer, kind)
  if (isTurned(answer))
    return `En la última revisión decía «${SPOKEN[answer.verdict]}»; desde entonces los números se han vuelto, a ${size}.`
  switch (answer.verdict) {
    case 'helping':
      return `Probablemente ayuda: ${size}.`
    case 'worse':
      return `Los días ${kind} son probablemente más frecuentes con él: ${size}.`
    case 'not-helping':
      return `Probablemente no ayuda en una medida que importe (${matters(answer, kind)}).${leansToMore(answer) ? ' Si trae más, aún no se sabe.' : ''}`
    case 'cannot-tell-yet':
      return answer.moreDays === null
        ? 'Aún no se puede saber.'
        : `Aún no se puede saber. Si sigue así, hay más o menos la mitad de posibilidades de que ${rounded(answer.moreDays)} días más lo decidan.`
  }
}

function sizeOf(answer: SizedEffect, kind: string): string {
  const { mean } = answer.effectDaysPer28
  return `unos ${number(Math.abs(mean))} días ${kind} ${mean < 0 ? 'menos' : 'más'} de cada 28 (${between(answer)})`
}

function rounded(days: number): number {
  return days <= 14 ? days : 10 * Math.ceil(days / 10)
}

function matters({ matters: amount }: Pick<TreatmentAnswer, 'matters'>, kind: string): string {
  return amount.kind === 'percent'
    ? `un ${amount.percent} % menos de días ${kind}, o mejor`
    : `${amount.daysPer28} ${amount.daysPer28 === 1 ? 'día' : 'días'} ${kind} menos de cada 28, o mejor`
}

const REASONS: Readonly<Record<ReasonCode, (answer: TreatmentAnswer) => string>> = {
  'evidence-strong-enough': () => 'Los datos han cruzado la línea que se trazó antes de que nadie mirara.',
  'strong-but-remission-possible': () =>
    'Los datos han cruzado la línea que se trazó antes de que nadie mirara. Pero se empezó una sola vez y siguió: un cambio que llegó por sí mismo por esas fechas, como una remisión, podría verse igual.',
  'too-few-days': ({ loggedDaysOn, loggedDaysOff }) =>
    `Hay pocos días anotados: ${loggedDaysOn} con él y ${loggedDaysOff} sin él. Una primera respuesta necesita 56 en total y 14 de cada lado.`,
  'baseline-short': () =>
    'El diario empezó menos de 56 días antes del inicio (o hay pocos de esos días anotados). Se suele empezar cuando se está mal, así que un «antes» corto parece peor de lo habitual por sí mismo.',
  'no-days-off': () => 'Se usó todos los días anotados, así que no hay con qué comparar.',
  'no-days-on': () => 'Ningún día anotado cae en el tiempo en que se usó.',
  'not-separable': ({ inseparableFrom }) =>
    `Se usó los mismos días que ${listed(inseparableFrom)}, así que no se pueden distinguir. Solo significa algo su respuesta conjunta.`,
  entangled: ({ inseparableFrom }) =>
    `Cuándo se usó se deduce de ${listed(inseparableFrom)} (siempre juntos, o el uno siempre que no el otro), así que no se puede distinguir lo que hace cada uno.`,
  'taken-as-needed': () =>
    'Se tomó unos días cada vez, una y otra vez. Si lo decidía cómo iba el día, los días con él y sin él no se pueden comparar.',
  'one-class': () => 'Todos los días anotados son iguales, así que nada pudo moverse.',
  'mostly-missing': () => 'La mayoría de los días de este tiempo no están anotados.',
  'drift-could-explain': () =>
    'Se empezó una sola vez y siguió. Un cambio que llegó por sí mismo, como una remisión, podría verse igual.',
  'not-settled-yet': () => 'Lo que el diario muestra hasta ahora encaja tanto con que ayude como con que no.',
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} y ${names[names.length - 1]}`
}

function history(answer: TreatmentAnswer, label: (index: number) => string): string {
  const changes = answer.history
  const since = changes.at(-1)
  if (since === undefined) return ''
  const day = (nth: number): string => label(nth - 1)
  const parts = changes
    .slice(0, -1)
    .map((change, k) =>
      change.verdict === 'cannot-tell-yet'
        ? ''
        : `De ${day(change.day)} a ${day(changes[k + 1].day)} decía «${SPOKEN[change.verdict]}».`,
    )
  if (since.verdict === answer.verdict)
    parts.push(
      answer.verdict === 'cannot-tell-yet'
        ? 'Los días siguientes no lo confirmaron, así que se retiró. Algunas respuestas tempranas se deshacen; por eso se revisan.'
        : `Dice «${SPOKEN[answer.verdict]}» desde ${day(since.day)}.`,
    )
  return parts.filter((part) => part !== '').join(' ')
}

function nextStep(answer: TreatmentAnswer): string {
  if (answer.verdict !== 'cannot-tell-yet') return ''
  switch (answer.reason) {
    case 'not-separable':
      return 'Turnarlos (uno en pausa unas semanas, luego el otro) los separaría. Pregunte antes a quien los recetó.'
    case 'too-few-days':
      return 'Siga anotando, también los días sin dolor.'
    case 'mostly-missing':
      return 'Anotar casi todos los días, también los que son sin dolor, es lo que traería una respuesta.'
    case 'one-class':
      return 'Siga anotando: habrá algo que comparar en cuanto haya días distintos.'
    case 'entangled':
      return 'Unas semanas en las que venga el uno sin el otro los distinguirían. Un medicamento recetado solo se cambia con quien lo recetó.'
    case 'taken-as-needed':
      return 'Lo que se podría comparar son semanas planeadas con él y sin él, sea como sea el día.'
    case 'no-days-on':
    case 'no-days-off':
    case 'drift-could-explain':
      return 'Semanas planeadas con él y sin él, en un orden sacado a suertes, lo decidirían antes. Un medicamento recetado solo se pausa con quien lo recetó.'
    case 'baseline-short':
      return 'Unas semanas más adelante sin él darían la comparación que ahora falta.'
    default:
      if (answer.moreDays === null && answer.switches >= 3)
        return 'A este paso tardaría más de dos años más: la diferencia, si la hay, es pequeña junto a los altibajos.'
      return answer.moreDays === null
        ? 'Más de lo mismo tardaría más de dos años; semanas planeadas con él y sin él, en un orden sacado a suertes, responden antes.'
        : 'Siga anotando, también los días sin dolor.'
  }
}

const CAVEATS: Readonly<Record<CaveatCode, string>> = {
  'single-switch':
    'Se compara el antes con el después. Una remisión por sí misma hacia esas fechas podría verse igual.',
  'reactive-sessions':
    'Las sesiones solían seguir a días malos; parte de la mejoría después habría llegado de todos modos.',
  'many-missing': 'Más de la cuarta parte de los días no está anotada. Un día sin anotar no es un día sin dolor.',
  'gaps-when-unwell':
    'Dijo que faltan días porque se encontraba mal, así que probablemente fueron peores que los demás.',
  'gaps-when-busy':
    'Dijo que faltan días por falta de tiempo. No tiene por qué ir con los dolores de cabeza, pero puede.',
  'gaps-unexplained': 'Dijo que no se sabe por qué faltan días, así que pudieron ser peores que los demás, o mejores.',
  'estimate-exaggerated': 'Las respuestas tan tempranas suelen mostrar un efecto mayor del que hay, casi el doble.',
  'half-life-assumed':
    'No se sabe cuánto tiempo sigue actuando una sesión; la respuesta promedia entre días y semanas.',
  'near-separation':
    'Casi todos los días de un lado son iguales, así que el tamaño del efecto se apoya en parte en supuestos.',
  'committed-look': 'Juzgado en una sola mirada fijada de antemano. Volver a mirar pediría una línea más estricta.',
}

function caveat(code: CaveatCode, answer: TreatmentAnswer, acts: ActsFor): string {
  if (code === 'half-life-assumed' && acts === 'it')
    return 'No se sabe con qué rapidez crece y se apaga su efecto; la respuesta promedia entre un curso más lento y uno más rápido.'
  return code.startsWith('gaps-') ? `${CAVEATS[code]}${tipping(answer)}` : CAVEATS[code]
}

function tipping({ sensitivity: rows, chanceHelps }: TreatmentAnswer): string {
  if (!rows.some(({ code }) => code === 'missing-worst-case')) return ''
  const turn = rows.find(({ code }) => code === 'tipping-point')
  const [inUse, otherwise] = chanceHelps >= 0.5 ? ['con dolor', 'sin dolor'] : ['sin dolor', 'con dolor']
  return turn === undefined
    ? ` Aunque todos ellos hubieran sido días ${inUse} con él y ${otherwise} sin él, la dirección de la respuesta se mantendría.`
    : ` La dirección de la respuesta se volvería si un ${((turn.value ?? 0) * 100).toFixed(0)} % de ellos hubieran sido días ${inUse} con él y ${otherwise} sin él.`
}

function sensitivity({ code, value }: Pick<SensitivityRow, 'code' | 'value'>, acts: ActsFor): string {
  const subject = acts === 'a session' ? 'una sesión actúa' : 'actúa'
  const days = String(value ?? 0).replace('.', ',')
  switch (code) {
    case 'missing-worst-case':
      return 'cada día que falta contado en contra'
    case 'missing-best-case':
      return 'cada día que falta contado a favor'
    case 'tipping-point':
      return `un ${((value ?? 0) * 100).toFixed(0)} % de los días que faltan, contados al revés, vuelve la dirección`
    case 'first-fortnight-left-out':
      return 'sin contar las dos primeras semanas tras cada inicio'
    case 'recalled-rate':
      return `con ${number(value ?? 0)} días de cada 28 antes del inicio, como se recuerda`
    case 'no-slow-component':
      return 'sin admitir cambios lentos'
    case 'half-life-short':
      return `${subject} poco tiempo (la mitad en ${days} días)`
    case 'half-life-long':
      return `${subject} mucho tiempo (la mitad en ${days} días)`
  }
}

function fragility({ sensitivity: rows, verdict: read }: TreatmentAnswer, acts: ActsFor): string {
  if (rows.length === 0) return ''
  const changed = rows.filter((row) => row.code !== 'tipping-point' && row.verdict !== read)
  if (changed.length === 0) return 'La respuesta es la misma con todas las demás formas de calcular que se probaron.'
  const ways = changed.length === 1 ? 'otra forma de calcular' : 'otras formas de calcular'
  return `La respuesta cambiaría con ${ways}: ${changed.map((row) => sensitivity(row, acts)).join('; ')}.`
}

function plainComparison({ naive, effectDaysPer28, loggedDaysOn, loggedDaysOff }: TreatmentAnswer): string {
  if (loggedDaysOn === 0 || loggedDaysOff === 0) return ''
  return (
    `La simple comparación da ${number(naive.rateOff)} días de cada 28 sin él y ${number(naive.rateOn)} con él (${number(naive.changeDaysPer28)}). ` +
    'Eso engaña: los dolores de cabeza vienen por rachas, se empieza en una mala, y la mayoría de las malas rachas acaban solas. ' +
    (Math.abs(naive.differsBy) < 0.05
      ? 'En este diario coincide por casualidad con el modelo.'
      : `Aquí se aparta ${number(Math.abs(naive.differsBy))} días de lo que dice el modelo, ${number(effectDaysPer28.mean)}.`)
  )
}

const SILENT: Readonly<Record<SilentDiary, string>> = {
  'no-comparison':
    'Su diario aún no dice nada de él: hacen falta días anotados con él y sin él. Hasta entonces, ambos juntos es lo que dicen los ensayos.',
  'not-separable':
    'Su diario no dice nada de él por separado, porque se usó los mismos días que otro tratamiento. Hasta separarlos, ambos juntos es lo que dicen los ensayos.',
  'too-little':
    'Su diario aún no dice casi nada de él: hay pocos días anotados, o pocos con él o sin él. Hasta entonces, ambos juntos es lo que dicen los ensayos.',
}

function evidence({ given, personal, silent }: EvidenceCombination): readonly string[] {
  const rests =
    'La respuesta se apoya solo en su diario: lo que ayudó a otros en los ensayos no tiene por qué ayudarle, y la promesa sobre respuestas equivocadas se midió sin ellos.'
  if (silent !== null) return [rests, SILENT[silent]]
  const apart = personal !== null && (personal.q025 > given.high || personal.q975 < given.low)
  return [
    rests,
    'Aquí su diario está solo. El efecto de arriba contiene además el punto de partida prudente del modelo, así que difieren más donde hay pocos días.',
    ...(apart
      ? [
          'Los dos intervalos no se tocan: su diario y los ensayos hablan de cambios distintos, y ambos juntos no es más que un lugar entre los dos.',
        ]
      : []),
  ]
}

export const SPANISH_SENTENCES: AnswerSentences = {
  number,
  percent,
  kind: {
    headache: 'con dolor de cabeza',
    migraine: 'de migraña',
    'moderate-severe': 'con dolor moderado o intenso',
    'acute-medication': 'con medicamento para el dolor',
    'crystal-clear': 'del todo despejados',
  },
  verdict,
  effect,
  size: sizeOf,
  matters,
  chances: (answer, kind) => {
    const { matters: amount, chance } = askedChance(answer)
    return `Posibilidad de que ayude algo: ${percent(answer.chanceHelps)}; de que ayude ${matters({ matters: amount }, kind)}: ${percent(chance)}.`
  },
  reason: (answer) => REASONS[answer.reason](answer),
  history,
  nextStep,
  withPrescriber: 'Está recetado: solo se pausa con quien lo recetó.',
  caveat,
  sensitivity,
  fragility,
  plainComparison,
  source: { trials: 'los ensayos', diary: 'su diario', both: 'ambos juntos' },
  change: (change) =>
    change === null ? 'nada todavía' : `${number(change.mean)} (de ${number(change.low)} a ${number(change.high)})`,
  evidence,
}
