// The questions about signs that must not wait, and what to do after a yes, in Spanish, by the id of their rule. Loaded where they are shown.

/** Each names whom to call as `{emergencias}`, `{crisis}` or `{venenos}`. */
interface QuestionWords {
  readonly question: string
  readonly ifYes: string
}

export const LEAD_IN: Readonly<Record<'onboarding' | 'different-from-usual' | 'before-manual-therapy', string>> = {
  onboarding: 'Piense en sus dolores de cabeza de ahora y de las últimas 4 semanas.',
  'different-from-usual': 'Piense en el dolor de cabeza que tiene ahora.',
  'before-manual-therapy': 'Piense en el tiempo desde la última vez que se le preguntó.',
}

const CALL = 'Llame {emergencias} ahora. No conduzca y no espere a que se pase.'
const TODAY = 'Que le vean hoy. Llame a su médico o a un servicio fuera de horario, o vaya a urgencias.'
const BOOK = 'Pida cita con un médico en los próximos días y lleve su diario.'
const AURA = 'aura (destellos, entumecimiento, dificultad con las palabras)'

export const QUESTIONS: Readonly<Record<string, QuestionWords | undefined>> = {
  thunderclap: {
    question: '¿Empezó de golpe y llegó a lo peor en unos 5 minutos?',
    ifYes: `${CALL} Diga que empezó de golpe.`,
  },
  'worst-ever': { question: '¿Es el peor dolor de cabeza de su vida?', ifYes: CALL },
  'weakness-speech-sight': {
    question:
      '¿Hay debilidad o entumecimiento nuevos, dificultad para hablar o pérdida de visión, que no sea un aura que ya conoce?',
    ifYes: `${CALL} Diga cuándo empezó: las primeras horas cuentan.`,
  },
  'confusion-seizure-drowsiness': {
    question: '¿Hay confusión o convulsiones, o cuesta mantenerle despierto?',
    ifYes: `${CALL} No se quede a solas.`,
  },
  'fever-stiff-neck-rash': {
    question:
      '¿Hay fiebre con el cuello rígido, o con manchas en la piel que no desaparecen al apretar un vaso encima?',
    ifYes: CALL,
  },
  'head-injury-drowsy': {
    question: 'Después de un golpe en la cabeza: ¿tiene somnolencia, vomita o toma un anticoagulante?',
    ifYes: `${CALL} No se quede a solas.`,
  },
  'severe-in-pregnancy': {
    question:
      '¿Está embarazada o dio a luz en las últimas 6 semanas, y el dolor es nuevo e intenso o le ha cambiado la vista?',
    ifYes: `${CALL} O llame de inmediato a la sala de partos. Diga de cuántas semanas es.`,
  },
  'painful-red-eye': {
    question: '¿Tiene un ojo rojo y dolorido, y ve peor con él?',
    ifYes: `${CALL} O vaya de inmediato a urgencias de oftalmología.`,
  },
  'neck-pain-lid-dizziness': {
    question: '¿Hay un dolor nuevo en un lado del cuello o de la cara, con un párpado caído o mareo?',
    ifYes: `${CALL} Puede estar dañada una arteria del cuello.`,
  },
  'neck-pain-after-treatment': {
    question:
      '¿Hay un dolor nuevo de cuello o de cara, o mareo, desde una lesión o un tratamiento del cuello con las manos?',
    ifYes: `${CALL} Diga que tuvo una lesión o un tratamiento del cuello: puede estar dañada una arteria del cuello. Ningún tratamiento con las manos hasta que le haya visto un médico.`,
  },
  'aura-with-weakness': {
    question: '¿Hubo, por primera vez, un aura con debilidad de un brazo, una pierna o la cara?',
    ifYes: CALL,
  },
  'long-aura': {
    question: `¿Alguna señal de ${AURA} duró más de 60 minutos?`,
    ifYes: CALL,
  },
  'carbon-monoxide': {
    question:
      '¿Otras personas, o los animales, de las mismas habitaciones también tienen dolor de cabeza o se encuentran mal?',
    ifYes:
      'Salgan todos ahora y dejen las puertas abiertas. Después llame {emergencias}: puede ser monóxido de carbono, que no huele.',
  },
  'suicidal-thoughts': {
    question: '¿Piensa en acabar con su vida o en hacerse daño?',
    ifYes:
      'No tiene que pasar por esto a solas. Hable con alguien ahora: llame {crisis}, o {emergencias} si puede que lo haga. Quédese con alguien de confianza.',
  },
  overdose: {
    question: '¿Ha tomado en 24 horas más cantidad de un medicamento de la que permite su envase?',
    ifYes:
      'Llame {venenos} o {emergencias} ahora, aunque se encuentre bien: el daño puede notarse solo días después. No tome más, y tenga los envases a mano.',
  },
  'giant-cell-arteritis': {
    question: '¿Hay un dolor nuevo con el cuero cabelludo sensible, dolor al masticar o cambios en la vista?',
    ifYes: `${TODAY} Mencione el cuero cabelludo, el masticar o la vista: la vista puede perderse y puede protegerse. Si la está perdiendo, llame {emergencias}.`,
  },
  'new-headache-with-cancer': {
    question: '¿El dolor es nuevo o distinto, y tiene o tuvo cáncer?',
    ifYes: `${TODAY} Si le atiende una unidad de cáncer, llame allí.`,
  },
  'new-headache-with-weak-immunity': {
    question:
      '¿El dolor es nuevo o distinto, y tiene las defensas bajas, por una enfermedad (como el VIH) o un medicamento?',
    ifYes: TODAY,
  },
  'upright-after-puncture': {
    question: 'Desde una punción lumbar o una epidural: ¿es peor de pie y mejor al tumbarse?',
    ifYes: `${TODAY} Llame a donde le hicieron la punción y túmbese hasta entonces.`,
  },
  'attack-over-72-hours': {
    question: '¿Ha durado una crisis más de 72 horas (3 días)?',
    ifYes: `${TODAY} Diga qué ha tomado y cuándo.`,
  },
  'no-fluids': { question: '¿Vomita tanto que no retiene nada de lo que bebe?', ifYes: TODAY },
  'first-aura': {
    question: `¿Hubo ${AURA} por primera vez en su vida?`,
    ifYes: `${TODAY} Si la tiene ahora, empezó toda a la vez o viene con debilidad: llame {emergencias}.`,
  },
  papilloedema: {
    question: '¿Le han visto una hinchazón en el fondo del ojo (papiledema) que aún no se trata?',
    ifYes: TODAY,
  },
  'fever-weight-loss-sweats': {
    question: '¿Hay fiebre, sudores por la noche o pérdida de peso junto con el dolor?',
    ifYes: TODAY,
  },
  'after-head-injury': {
    question: '¿Empezó, o empeoró, después de un golpe en la cabeza?',
    ifYes: `${TODAY} Si le entra somnolencia, vomita o toma un anticoagulante: llame {emergencias}.`,
  },
  'cough-or-strain': { question: '¿Lo provocan la tos, los estornudos, hacer fuerza o el ejercicio?', ifYes: BOOK },
  position: { question: '¿Aparece o desaparece en minutos al ponerse de pie o tumbarse?', ifYes: BOOK },
  progressive: { question: '¿Ha ido a peor sin parar durante semanas?', ifYes: BOOK },
  'pattern-change': {
    question: '¿Es claramente distinto de los dolores que conoce?',
    ifYes: `${BOOK} Si es repentino o el peor de su vida, llame {emergencias}.`,
  },
  'new-medicine-at-onset': {
    question: '¿Empezó poco después de comenzar con un medicamento o una hormona nuevos?',
    ifYes:
      'Pregunte en los próximos días a quien se lo recetó o en una farmacia. No deje por su cuenta un medicamento recetado.',
  },
  'aura-with-contraceptive': {
    question: `¿Tiene ${AURA} y usa una píldora, un parche o un anillo anticonceptivos combinados?`,
    ifYes: `${BOOK} El aura y estos anticonceptivos aumentan un poco, cada uno, el riesgo de ictus, y más juntos; hay otros anticonceptivos.`,
  },
  'aura-with-smoking': {
    question: `¿Tiene ${AURA} y fuma?`,
    ifYes: `${BOOK} El aura y el tabaco aumentan un poco, cada uno, el riesgo de ictus, y más juntos; pregunte por ayuda para dejarlo.`,
  },
}

/** With whom to call put in. @param number of emergencies; empty where none was set. */
export function filled(text: string, number: string): string {
  return text
    .replaceAll('{emergencias}', number === '' ? 'al número de emergencias de su zona' : `al ${number}`)
    .replaceAll('{crisis}', 'a una línea de atención en crisis')
    .replaceAll('{venenos}', 'a un servicio de información toxicológica')
}
