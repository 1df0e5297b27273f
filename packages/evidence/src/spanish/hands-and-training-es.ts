// Spanish words for treatments with hands and needles, for training and for exercise.
import { armOf, estimateOf, finding } from '../studies.ts'
import { countOf, less, size, smaller, value, type SpanishText } from './number-words-es.ts'

export const HANDS_AND_TRAINING_ES: Readonly<Record<string, () => SpanishText>> = {
  'craniosacral-therapy': () => {
    const pain = finding('carrasco-uribarren-2024', 'pain')
    const none = finding('ceballos-laita-2024', 'headache')
    const frequency = finding('munoz-gomez-2022', 'frequency')
    const unpublished = finding('mann-2008', 'both-arms')
    const neck = finding('haller-2016', 'neck-pain-week-8')
    const events = finding('haller-2020', 'serious-events')
    return {
      whatItIs:
        'Una o un terapeuta le sostiene la cabeza, el cuello y la zona lumbar con un contacto muy ligero durante 30 a 60 minutos.',
      headline:
        'No se sabe si la terapia craneosacral reduce los días de migraña: ningún ensayo da una cifra fiable sobre ellos.',
      sentences: [
        `Una revisión de ${pain.study.includedStudies} ensayos en cefaleas encontró un dolor ${smaller(pain, 'puntos de 10')}; sus autores lo llaman clínicamente irrelevante y su certeza, muy baja.`,
        `La misma revisión no encontró una diferencia clara en discapacidad, y una segunda revisión de ${none.study.includedStudies} ensayos de muchas dolencias no encontró ningún efecto clínicamente relevante, tampoco en cefaleas.`,
        `Un ensayo con ${frequency.study.participants} personas encontró menos crisis que con un simulacro, pero no pudimos leer ninguna cifra de cuántas menos; otro con ${unpublished.study.participants} personas nunca publicó su comparación.`,
        `En dolor de cuello, que no es migraña, un ensayo con ${neck.study.participants} personas encontró un dolor ${smaller(neck, 'puntos de 100')} que con un contacto ligero después de 8 semanas.`,
        `No hubo sucesos graves en los ensayos que informaron de daños (${armOf(events, 'trials that reported harms')} de ${armOf(events, 'trials in all')}); los demás no dijeron nada.`,
        'Quienes la practican describen que algunas personas se sienten peor durante horas o días después de una sesión; no se sabe con qué frecuencia.',
      ],
    }
  },
  'osteopathic-manipulation': () => {
    const days = finding('cerritelli-2015', 'migraine-days')
    const impact = finding('cerritelli-2015', 'hit-6')
    const course = finding('parker-1980', 'first-six-months')
    const later = finding('parker-1980', 'later')
    return {
      whatItIs:
        'Una o un osteópata mueve, estira y presiona músculos y articulaciones, sobre todo del cuello y la espalda.',
      headline:
        'No se sabe si la manipulación osteopática reduce los días de migraña: el único ensayo que los cuenta no se puede creer tal como está.',
      sentences: [
        `Ese ensayo, con ${days.study.participants} personas con migraña crónica, comunica ${less(days, 'días de migraña')} que con un simulacro. Los mejores preventivos se diferencian del placebo entre 1 y 2,2 días, así que queda fuera de lo que esperamos.`,
        `También comunica una puntuación de impacto (HIT-6) ${smaller(impact, 'puntos')} que con un simulacro.`,
        `En un ensayo más antiguo de manipulación del cuello todos los grupos tuvieron un ${size(estimateOf(course))} % menos de crisis a los seis meses, se hiciera lo que se hiciera, y un ${size(estimateOf(later))} % menos más adelante: sus autores piensan en el curso natural.`,
        'No se leyeron los daños en estos ensayos, así que aquí no se dice nada de ellos. Es un tratamiento distinto de la terapia craneosacral.',
      ],
    }
  },
  acupuncture: () => {
    const nothing = finding('linde-2016', 'response-no-acupuncture')
    const sham = finding('linde-2016', 'response-sham')
    const medicines = finding('linde-2016', 'response-medicines')
    const late = finding('li-2012', 'days-week-13-16')
    const art = finding('art-2005', 'days')
    return {
      whatItIs: 'Se colocan agujas finas en puntos elegidos de la piel y se dejan entre 20 y 30 minutos.',
      headline:
        'La acupuntura va unida a claramente menos dolores de cabeza que no hacerla, pero solo a algo menos que una punción simulada.',
      sentences: [
        `En una revisión de ${nothing.study.includedStudies} ensayos con ${countOf(nothing.study.participants)} personas, ${armOf(nothing, 'acupuncture')} de 100 tuvieron con acupuntura al menos la mitad menos de dolores de cabeza y ${armOf(nothing, 'no acupuncture')} de 100 sin ella: una razón de ${value(nothing)}.`,
        `Frente a agujas simuladas fueron ${armOf(sham, 'acupuncture')} frente a ${armOf(sham, 'sham')} de 100, una razón de ${value(sham)}, con certeza moderada.`,
        `Frente a medicamentos preventivos fueron ${armOf(medicines, 'acupuncture')} frente a ${armOf(medicines, 'preventive medicines')} de 100, una razón de ${value(medicines)}.`,
        `Un ensayo grande no encontró diferencia con el simulacro en las semanas 5 a 8, como estaba planeado, y ${less(late, 'días de migraña', 'en 28')} en las semanas 13 a 16.`,
        `En un ensayo con tres grupos los días bajaron ${size(armOf(art, 'acupuncture'))} con acupuntura, ${size(armOf(art, 'sham'))} con simulacro y ${size(armOf(art, 'waiting list'))} en lista de espera: la mayor parte de la mejora no se debió ni a los puntos ni solo al tiempo.`,
        'Qué hace en la migraña crónica, y cuánto se diferencia una persona de otra, no lo dicen estos ensayos. No se leyeron los daños.',
      ],
    }
  },
  biofeedback: () => {
    const migraine = finding('nestoriuc-2007', 'all-outcomes')
    const tension = finding('nestoriuc-2008-tension-type', 'all-outcomes')
    const relaxation = finding('mullally-2009', 'frequency')
    return {
      whatItIs:
        'Ve u oye una señal de su cuerpo, como la tensión muscular o el calor de la mano, y aprende a cambiarla.',
      headline:
        'Con la biorretroalimentación las personas mejoran y siguen mejor, pero no se sabe cuánto se debe a ella: las comparaciones fueron débiles.',
      sentences: [
        `En ${migraine.study.includedStudies} estudios de migraña, el dolor de cabeza fue ${smaller(migraine, 'desviaciones estándar')} que antes o que en grupos de control, un efecto mediano.`,
        `En la cefalea tensional fue ${smaller(tension, 'desviaciones estándar')}.`,
        'Lo ganado duró 14 meses de media.',
        `En un ensayo con ${relaxation.study.participants} personas, la biorretroalimentación con relajación no ganó nada frente a la relajación sola.`,
        'Las revisiones no dan un número de días, y a nadie se le puede ocultar lo que recibe. No se leyeron los daños.',
      ],
    }
  },
  'relaxation-training': () => {
    const review = finding('ahrq-2024', 'relaxation-training')
    const devices = finding('mullally-2009', 'frequency')
    return {
      whatItIs:
        'Aprende a soltar la tensión con un ejercicio de los músculos o de la respiración y lo practica casi todos los días.',
      headline:
        'El entrenamiento en relajación puede hacer que las crisis vengan con menos frecuencia; cuánto menos, los ensayos no lo pueden decir.',
      sentences: [
        `Una revisión de 2024 reunió ${review.study.includedStudies} ensayos de entrenamiento y terapias psicológicas en personas adultas con migraña; la mayoría tenía un alto riesgo de sesgo, y califica su certeza de baja.`,
        `En un ensayo con ${devices.study.participants} personas, añadir aparatos de biorretroalimentación no ganó nada frente a la relajación sola. Los dos grupos mejoraron, pero ningún grupo se quedó sin ambas cosas.`,
        'Qué clase de relajación, cuánta y para quién, no se sabe. Sobre los daños la revisión no pudo concluir nada.',
      ],
    }
  },
  'cognitive-behavioural-therapy': () => {
    const review = finding('ahrq-2024', 'cognitive-behavioural-therapy')
    return {
      whatItIs:
        'Con una o un terapeuta mira pensamientos y hábitos en torno al dolor de cabeza y el estrés, y prueba otros.',
      headline:
        'La terapia cognitivo-conductual puede hacer que las crisis vengan con menos frecuencia; cuánto menos, los ensayos no lo pueden decir.',
      sentences: [
        `Una revisión de 2024 reunió ${review.study.includedStudies} ensayos de entrenamiento y terapias psicológicas en personas adultas con migraña; la mayoría tenía un alto riesgo de sesgo, y califica su certeza de baja.`,
        'La mayoría de los programas tenía varias partes, y no se sabe cuál de ellas hace algo.',
        'No se pudo leer ningún número de días. Sobre los daños la revisión no pudo concluir nada.',
      ],
    }
  },
  mindfulness: () => {
    const days = finding('wells-2021', 'migraine-days')
    const review = finding('ahrq-2024', 'mindfulness')
    return {
      whatItIs:
        'Un curso, normalmente de ocho semanas, en el que se practica la atención a la respiración y al cuerpo.',
      headline:
        'En el ensayo que la comparó con aprender sobre el dolor de cabeza, la atención plena no redujo los días de migraña.',
      sentences: [
        `Entre ${days.study.participants} personas los días de migraña bajaron ${size(armOf(days, 'mindfulness'))} al mes con atención plena y ${size(armOf(days, 'headache education'))} con educación sobre el dolor de cabeza: ninguna diferencia.`,
        'La discapacidad y la calidad de vida fueron mejores con atención plena.',
        `Una revisión de ${review.study.includedStudies} ensayos dice que la atención plena puede reducir la frecuencia de las crisis, con certeza baja y sin un número de días.`,
        'No se sabe si ayuda más a quienes quieren vivir mejor con el dolor de cabeza que a quienes quieren menos días.',
      ],
    }
  },
  'aerobic-exercise': () => {
    const days = finding('lemmens-2019', 'migraine-days')
    const claimed = finding('woldeamanuel-2022', 'high-intensity-aerobic')
    const strength = finding('woldeamanuel-2022', 'strength-training')
    return {
      whatItIs: 'Movimiento regular que acelera la respiración, como andar deprisa, ir en bicicleta o correr.',
      headline: `El ejercicio aeróbico regular va unido a unos ${size(estimateOf(days))} días de migraña menos al mes.`,
      sentences: [
        `Una revisión de ${days.study.includedStudies} estudios encontró ${less(days, 'días de migraña')}; dice ± 0,3 sin decir de qué clase. Sus autores califican su certeza de moderada.`,
        `Una revisión posterior afirma ${less(claimed, '')} con entrenamiento aeróbico intenso y ${less(strength, '')} con entrenamiento de fuerza. Se apoya en ensayos pequeños con riesgo de sesgo y comunica más de lo que alcanza cualquier medicamento preventivo, así que queda fuera de lo que esperamos.`,
        'Las personas sabían que entrenaban, así que la esperanza y la atención forman parte de estas cifras. No se leyeron los daños.',
      ],
    }
  },
}
