// Spanish for the conditions of the intake, for what is advised with them, and for the red flags that must not wait.
import type { AskedCondition } from '../safety/condition-words.ts'

/** Goes on after "con …": small letters, an article where one belongs. */
export const CONDITION_WORDS_ES: Readonly<Record<AskedCondition, string>> = {
  'recent-skull-fracture': 'una fractura de cráneo hace poco',
  'recent-head-surgery': 'una operación de la cabeza o del cráneo hace poco',
  'recent-head-injury': 'una lesión en la cabeza hace poco',
  'intracranial-haemorrhage': 'una hemorragia dentro del cráneo',
  'acute-stroke': 'un ictus que acaba de ocurrir',
  'stroke-within-6-months': 'un ictus en los últimos 6 meses',
  'cerebral-aneurysm': 'un aneurisma (una arteria abombada) en la cabeza',
  'recent-csf-leak': 'una fuga del líquido que rodea el cerebro y la médula hace poco',
  'recent-lumbar-puncture': 'una punción lumbar o una epidural hace poco',
  'raised-intracranial-pressure': 'la presión alta dentro del cráneo',
  'chiari-malformation': 'una malformación de Chiari (la parte más baja del cerebro llega al cuello)',
  'acute-infection': 'una infección aguda o fiebre',
  'brain-tumour': 'un tumor cerebral',
  shunt: 'una derivación (un drenaje del líquido del cerebro)',
  'severe-osteoporosis': 'una osteoporosis grave (huesos frágiles)',
  'cervical-instability': 'un cuello que no es estable',
  'bleeding-disorder': 'un trastorno de la coagulación',
  anticoagulant: 'un anticoagulante',
  pacemaker: 'un marcapasos u otro implante eléctrico',
  lymphoedema: 'un linfedema (hinchazón de un brazo o una pierna)',
  'fear-of-needles': 'miedo a las agujas',
  cancer: 'un cáncer, ahora o antes',
  immunosuppression: 'las defensas bajas, por enfermedad o por medicamentos',
  epilepsy: 'epilepsia',
  'cardiovascular-disease': 'una enfermedad del corazón o de los vasos',
  'uncontrolled-hypertension': 'una tensión arterial alta sin controlar',
  'low-blood-pressure': 'una tensión arterial baja',
  'slow-heart-rate': 'un pulso lento',
  asthma: 'asma',
  'kidney-disease': 'una enfermedad de los riñones',
  'kidney-stones': 'piedras en el riñón',
  'liver-disease': 'una enfermedad del hígado',
  glaucoma: 'glaucoma (presión alta en el ojo)',
  depression: 'una depresión, ahora o antes',
  anxiety: 'ansiedad',
  'eating-disorder': 'un trastorno alimentario, ahora o antes',
  'stomach-ulcer': 'una úlcera de estómago',
  smoking: 'fumar',
  'combined-contraceptive': 'una píldora, un parche o un anillo combinados',
  'could-become-pregnant': 'la posibilidad de quedarse embarazada',
  pregnancy: 'un embarazo, o un parto en las últimas 6 semanas',
}

const PHYSICIAN = 'No antes de que lo acepte un médico que lo sepa.'
const ACUPUNCTURE = 'Dígaselo a quien hace la acupuntura antes de la primera sesión, y pregunte primero a un médico.'

/** By the English advice, as it is signed. */
export const ADVICE_ES: Readonly<Record<string, string>> = {
  'Not before a physician who knows of it has agreed. Tell the practitioner too.': `${PHYSICIAN} Dígaselo también a su terapeuta.`,
  'Tell the practitioner before the first session, and ask a physician first.':
    'Dígaselo a su terapeuta antes de la primera sesión, y pregunte primero a un médico.',
  'Not before a physician who knows of it has agreed. Needles can bleed and bruise more with it.': `${PHYSICIAN} Con ello las agujas pueden sangrar y dejar más moratones.`,
  'Tell the acupuncturist before the first session, and ask a physician first. Needles can bleed and bruise more with it. Do not leave out a dose for it.': `${ACUPUNCTURE} Con ello las agujas pueden sangrar y dejar más moratones. No se salte ninguna dosis por eso.`,
  'Tell the acupuncturist before the first session, and ask a physician first. Needles with electrical current are left out with it.': `${ACUPUNCTURE} Con ello no se usan agujas con corriente eléctrica.`,
  'Tell the acupuncturist before the first session, and ask a physician first. An infection where a needle went in is more likely with it.': `${ACUPUNCTURE} Con ello es más probable una infección donde entró la aguja.`,
  'Wait until the infection is over, or ask a physician first.':
    'Espere a que pase la infección, o pregunte primero a un médico.',
  'Tell the acupuncturist before the first session, and ask a physician first. No needles go into the arm or leg concerned.': `${ACUPUNCTURE} En ese brazo o esa pierna no se pone ninguna aguja.`,
  'Tell the acupuncturist before the first session, and ask a physician first. Some points are left out in pregnancy.': `${ACUPUNCTURE} En el embarazo se dejan fuera algunos puntos.`,
  'Tell the acupuncturist before the first session, and ask a physician first.': ACUPUNCTURE,
  'Say so before the first session. You may stop at any time, and there are treatments without needles.':
    'Dígalo antes de la primera sesión. Puede parar en cualquier momento, y hay tratamientos sin agujas.',
  'Tell whoever gives the injections before the first one, also of any disease of nerves or muscles.':
    'Dígaselo a quien pone las inyecciones antes de la primera, y también cualquier enfermedad de los nervios o los músculos.',
  'It is usually not prescribed with this. Tell whoever prescribes it before the first dose. If you take it already, do not stop by yourself: ask today.':
    'Normalmente no se receta con esto. Dígaselo a quien lo receta antes de la primera dosis. Si ya lo toma, no lo deje por su cuenta: pregunte hoy.',
  'Tell whoever prescribes it before the first dose.': 'Dígaselo a quien lo receta antes de la primera dosis.',
  'Ask a physician or pharmacist before the first dose.':
    'Pregunte a un médico o en la farmacia antes de la primera dosis.',
  'Not before a physician who knows of it has agreed.': PHYSICIAN,
  'Wait until it is over.': 'Espere a que haya pasado.',
  'Ask a physician how hard you may begin, before you begin.':
    'Antes de empezar, pregunte a un médico con cuánta intensidad puede hacerlo.',
}

/** Headlines by the id of the flag: those that are an emergency now, and those that must be seen the same day. */
export const RED_FLAGS_ES: Readonly<Record<string, string>> = {
  thunderclap: 'Un dolor de cabeza que llegó como un golpe',
  'worst-ever': 'El peor dolor de cabeza de su vida',
  'weakness-speech-sight': 'Debilidad nueva, o problemas nuevos para hablar o ver',
  'stroke-or-bleeding': 'Un ictus que acaba de ocurrir, o una hemorragia dentro del cráneo',
  'confusion-seizure-drowsiness': 'Confusión, una convulsión, o dificultad para despertarse',
  'fever-stiff-neck-rash': 'Fiebre con rigidez de nuca o con manchas en la piel',
  'head-injury-drowsy': 'Un golpe en la cabeza con somnolencia, vómitos o un anticoagulante',
  'severe-in-pregnancy':
    'Un dolor de cabeza nuevo e intenso, o cambios en la vista, en el embarazo o después de un parto',
  'painful-red-eye': 'Un ojo rojo y doloroso con cambios en la vista',
  'neck-pain-lid-dizziness': 'Un dolor nuevo en un lado del cuello o de la cara con un párpado caído o mareo',
  'neck-pain-after-treatment':
    'Un dolor nuevo de cuello o de cara después de una lesión o de un tratamiento del cuello',
  'aura-with-weakness': 'Un aura con debilidad',
  'long-aura': 'Un aura de más de una hora',
  'carbon-monoxide': 'Otras personas de su casa también están enfermas',
  'suicidal-thoughts': 'Pensamientos de acabar con su vida',
  overdose: 'Más cantidad de un medicamento de la que permite su envase',
  'giant-cell-arteritis':
    'Un dolor de cabeza nuevo desde los 50 años con el cuero cabelludo sensible, dolor al masticar o cambios en la vista',
  'new-headache-with-cancer': 'Un dolor de cabeza nuevo con un cáncer, ahora o antes',
  'new-headache-with-weak-immunity': 'Un dolor de cabeza nuevo con las defensas bajas',
  'upright-after-puncture': 'Peor de pie desde una punción lumbar o una epidural',
  'attack-over-72-hours': 'Una crisis de más de 72 horas',
  'no-fluids': 'Nada de lo que bebe se queda dentro',
  'first-aura': 'El primer aura de su vida',
  papilloedema: 'Hinchazón en el fondo del ojo',
  'fever-weight-loss-sweats': 'Dolor de cabeza con fiebre, sudores nocturnos o pérdida de peso',
  'after-head-injury': 'Dolor de cabeza desde un golpe en la cabeza',
  'raised-pressure': 'Presión alta dentro del cráneo',
  'headache-after-puncture-or-leak':
    'Dolor de cabeza con una fuga del líquido del cerebro o después de una punción lumbar',
  'aneurysm-with-severe-headache': 'Dolor de cabeza intenso con un aneurisma en la cabeza',
  'recent-skull-fracture': 'Una fractura de cráneo hace poco',
  'headache-with-infection': 'Dolor de cabeza con una infección aguda o fiebre',
  'cough-or-strain': 'Dolor de cabeza al toser, estornudar o hacer un esfuerzo',
  position: 'Dolor de cabeza que cambia al ponerse de pie o acostarse',
  progressive: 'Dolor de cabeza que empeora cada vez más',
  'pattern-change': 'Dolor de cabeza distinto del que conoce',
  'new-headache-after-50': 'Dolor de cabeza que empezó a los 50 años o después',
  'cluster-pattern': 'Un patrón como el de la cefalea en racimos',
  'fifteen-headache-days': 'Dolor de cabeza la mitad de los días o más',
  'headache-without-a-break': 'Un dolor de cabeza leve que no cesa',
  'medication-overuse': 'Medicamentos para el dolor en muchos días',
  'above-daily-maximum': 'Más cantidad de un medicamento en un día de la que permite su envase',
  'new-medicine-at-onset': 'Dolor de cabeza desde un medicamento nuevo',
  'aura-with-contraceptive': 'Aura y una píldora, parche o anillo combinados',
  'aura-with-smoking': 'Aura y tabaco',
  'headache-in-pregnancy': 'Dolor de cabeza en el embarazo o después de un parto',
}
