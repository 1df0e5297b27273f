// Spanish words for supplements and water, and for preventive medicines.
import { armOf, estimateOf, finding, type Finding } from '../studies.ts'
import { countOf, less, size, smaller, value, type SpanishText } from './number-words-es.ts'

const PRESCRIBER = 'Aquí no se cuentan los efectos no deseados; pregunte a quien lo receta y no lo deje sin hablarlo.'

export const SUPPLEMENTS_AND_MEDICINES_ES: Readonly<Record<string, () => SpanishText>> = {
  riboflavin: () => {
    const attacks = finding('karami-talandashti-2024', 'riboflavin-attacks')
    const response = finding('schoenen-1998', 'response')
    return {
      whatItIs: 'Vitamina B2 en comprimidos; los ensayos usaron 400 mg al día.',
      headline:
        'La riboflavina puede reducir las crisis en cerca de una al mes; los ensayos son pequeños y la certeza es baja.',
      sentences: [
        `Una revisión de suplementos encontró ${less(attacks, 'crisis')} que en los grupos de control.`,
        `En el primer ensayo, ${response.study.participants} personas con 400 mg al día durante 3 meses, ${armOf(response, 'riboflavin')} de 100 tuvieron al menos la mitad menos de dolores de cabeza y ${armOf(response, 'placebo')} de 100 con placebo. Una diferencia tan grande en tan pocas personas suele encogerse.`,
        'Cuántos días menos, no lo dicen estos ensayos. No se leyeron los daños.',
      ],
    }
  },
  magnesium: () => {
    const days = finding('karami-talandashti-2024', 'magnesium-days')
    const attacks = finding('karami-talandashti-2024', 'magnesium-attacks')
    const both = finding('gaul-2015', 'migraine-days')
    return {
      whatItIs: 'Un mineral en comprimidos o polvo; los ensayos usaron de 400 a 600 mg al día.',
      headline:
        'El magnesio puede reducir los días de migraña; dos revisiones no están de acuerdo y la certeza es baja.',
      sentences: [
        `Una revisión de 2024 encontró ${less(days, 'días de migraña')} y ${less(attacks, 'crisis')} que en los grupos de control.`,
        'Una revisión de 2019 que tomó solo ensayos con placebo no encontró una diferencia clara en la intensidad de las crisis y dice que no se sabe si el magnesio funciona.',
        `Junto con riboflavina y coenzima Q10 no se diferenció claramente del placebo en un ensayo con ${both.study.participants} personas.`,
        'Qué forma y qué dosis, y para quién, no se sabe. No se leyeron los daños en estas revisiones.',
      ],
    }
  },
  'coenzyme-q10': () => {
    const newer = finding('karami-talandashti-2024', 'q10-attacks')
    const older = finding('okoli-2019', 'q10-attacks')
    return {
      whatItIs: 'Una sustancia que las células necesitan para obtener energía, tomada en cápsulas.',
      headline: 'No está claro si la coenzima Q10 reduce las crisis: dos revisiones no están de acuerdo.',
      sentences: [
        `Una revisión de 2024 encontró ${less(newer, 'crisis')} que en los grupos de control.`,
        `Una revisión de 2019 que tomó solo ensayos con placebo encontró ${less(older, 'crisis')} que con placebo en 2 ensayos con 97 personas: eso puede ser azar.`,
        'No se sabe cuántos días menos, y no se leyeron los daños en estas revisiones.',
      ],
    }
  },
  'riboflavin-magnesium-q10': () => {
    const days = finding('gaul-2015', 'migraine-days')
    const impact = finding('gaul-2015', 'hit-6')
    const arm = (found: Finding, name: string): string => size(armOf(found, name))
    return {
      whatItIs: 'Un producto que contiene los tres suplementos.',
      headline: 'Un ensayo de los tres juntos no encontró una diferencia clara con el placebo en los días de migraña.',
      sentences: [
        `Entre ${days.study.participants} personas los días pasaron de ${arm(days, 'supplement before')} a ${arm(days, 'supplement after')} al mes con el suplemento y de ${arm(days, 'placebo before')} a ${arm(days, 'placebo after')} con placebo; esa diferencia puede ser azar (p = ,23).`,
        `El impacto del dolor de cabeza (HIT-6) bajó ${arm(impact, 'supplement')} puntos frente a ${arm(impact, 'placebo')} (p = ,01).`,
        'Es un solo ensayo de un solo producto durante 3 meses. Aquí no se cuentan los daños.',
      ],
    }
  },
  melatonin: () => {
    const days = finding('goncalves-2016', 'melatonin-days')
    const response = finding('goncalves-2016', 'melatonin-response')
    return {
      whatItIs: 'Una hormona de la noche, tomada por la tarde; el ensayo usó 3 mg.',
      headline:
        'Un ensayo encontró menos días de migraña con melatonina que con placebo; la biblioteca no tiene un segundo.',
      sentences: [
        `Con 3 mg por la noche los días bajaron ${size(armOf(days, 'melatonin'))} al mes, con placebo ${size(armOf(days, 'placebo'))}, entre ${days.study.participants} personas en tres grupos durante 12 semanas.`,
        `El ${comma(armOf(response, 'melatonin'))} % tuvo al menos la mitad menos, y el ${comma(armOf(response, 'placebo'))} % con placebo.`,
        'Un primer ensayo suele mostrar más que los siguientes, así que conservamos menos de la mitad. Aquí no se cuentan los daños.',
      ],
    }
  },
  'water-intake': () => {
    const days = finding('spigt-2012', 'headache-days')
    const quality = finding('spigt-2012', 'quality-of-life')
    return {
      whatItIs: 'Cerca de 1,5 litros de agua al día además de lo que ya bebe.',
      headline: 'Beber 1,5 litros más al día no cambió los días de dolor de cabeza en el único ensayo que hay.',
      sentences: [
        `Entre ${days.study.participants} personas la calidad de vida fue ${smaller(quality, 'puntos')} que solo con consejos sobre estrés y sueño, pero el número de días de dolor de cabeza no cambió.`,
        'Todas sabían si bebían más, así que la esperanza forma parte de sentirse mejor.',
        'No se sabe si hace algo en personas que beben muy poco; no se encontró ningún buen estudio de diarios sobre sed y dolor de cabeza.',
      ],
    }
  },
  propranolol: () => {
    const days = finding('versijpt-2024', 'migraine-days')
    const response = finding('versijpt-2024', 'response')
    const headaches = finding('jackson-2019', 'headaches')
    return {
      whatItIs: 'Un betabloqueante: un comprimido para la tensión y el corazón que también se toma contra la migraña.',
      headline: `El propranolol da de media ${less(days, 'días de migraña')} que el placebo.`,
      sentences: [
        `Eso viene de ${days.study.includedStudies} ensayos con ${countOf(days.study.participants)} personas, con certeza moderada.`,
        `Con placebo el ${comma(armOf(response, 'placebo'))} % tuvo al menos la mitad menos; con propranolol, ${value(response)} veces más.`,
        `Una revisión anterior contó dolores de cabeza: ${less(headaches, '')} a las 8 semanas.`,
        PRESCRIBER,
      ],
    }
  },
  topiramate: () => {
    const days = finding('overeem-2021', 'migraine-days')
    const older = finding('linde-2013', 'headaches')
    const response = finding('response-review-2021', 'topiramate-response')
    return {
      whatItIs: 'Un comprimido contra la epilepsia que también se toma contra la migraña.',
      headline: `El topiramato da de media ${less(days, 'días de migraña')} que el placebo en la migraña episódica.`,
      sentences: [
        `Una revisión más antigua encontró ${less(older, 'dolores de cabeza', 'en 28 días')}.`,
        `La posibilidad (odds) de tener al menos la mitad menos fue ${value(response)} veces la del placebo.`,
        'Que responden más personas que con placebo se sabe con certeza alta.',
        'En una revisión de tres clases de preventivos más personas dejaron el topiramato que los otros. Lo que hace sin quererlo es una conversación con quien lo receta; no lo deje sin hablarlo.',
      ],
    }
  },
  amitriptyline: () => {
    const days = finding('goncalves-2016', 'amitriptyline-days')
    const response = finding('goncalves-2016', 'amitriptyline-response')
    const difference = armOf(days, 'amitriptyline') - armOf(days, 'placebo')
    return {
      whatItIs: 'Un comprimido contra la depresión que se toma contra el dolor de cabeza en dosis mucho menores.',
      headline: `En un ensayo la amitriptilina dio unos ${size(difference)} días de migraña menos al mes que el placebo.`,
      sentences: [
        `Con 25 mg los días bajaron ${size(armOf(days, 'amitriptyline'))} al mes y con placebo ${size(armOf(days, 'placebo'))}; no se dio cuánta incertidumbre tiene.`,
        `El ${comma(armOf(response, 'amitriptyline'))} % tuvo al menos la mitad menos, y el ${comma(armOf(response, 'placebo'))} % con placebo.`,
        'Que responden más personas que con placebo se sabe con certeza moderada, en todos los ensayos juntos.',
        PRESCRIBER,
      ],
    }
  },
  candesartan: () => {
    const days = finding('oie-2025', 'migraine-days')
    const placebo = finding('oie-2025', 'placebo-arm')
    const small = finding('stovner-2014', 'migraine-days')
    const response = finding('stovner-2014', 'response')
    return {
      whatItIs: 'Un comprimido para la tensión que también se toma contra la migraña.',
      headline: `El candesartán, 16 mg, dio ${less(days, 'días de migraña', 'en 28')} que el placebo en el ensayo más grande.`,
      sentences: [
        `Ese ensayo tuvo ${days.study.participants} personas durante 12 semanas; también con placebo hubo ${less(placebo, 'días', '')} que antes.`,
        `En un ensayo menor con ${small.study.participants} personas hubo ${size(armOf(small, 'candesartan'))} días de migraña en 28 con candesartán y ${size(armOf(small, 'placebo'))} con placebo, y ${armOf(response, 'candesartan')} frente a ${armOf(response, 'placebo')} de 100 tuvieron al menos la mitad menos.`,
        `Con estos no se sabe qué hace en la migraña crónica. ${PRESCRIBER}`,
      ],
    }
  },
  'onabotulinumtoxin-a': () => {
    const days = finding('herd-2019', 'migraine-days')
    const preempt = finding('preempt', 'headache-days')
    const response = finding('preempt', 'response')
    const odds = finding('response-review-2021', 'onabotulinumtoxin-response')
    return {
      whatItIs: 'Pequeñas inyecciones alrededor de la cabeza y el cuello cada 12 semanas, para la migraña crónica.',
      headline: `La toxina onabotulínica A da de media ${less(days, 'días de migraña')} que el placebo en la migraña crónica.`,
      sentences: [
        `Eso viene de ensayos con ${countOf(days.study.participants)} personas, de calidad desigual.`,
        `En dos ensayos grandes los días de dolor de cabeza bajaron ${size(armOf(preempt, 'onabotulinumtoxinA'))} en 28 con ella y ${size(armOf(preempt, 'placebo'))} con placebo: la mayor parte de la bajada llegó también con placebo.`,
        `${armOf(response, 'onabotulinumtoxinA')} de 100 tuvieron al menos la mitad menos, y ${armOf(response, 'placebo')} de 100 con placebo; en una revisión posterior la posibilidad (odds) fue ${value(odds)} veces la del placebo.`,
        'Para la migraña episódica no hubo pruebas ni a favor ni en contra. Aquí no se cuentan los efectos no deseados; pregunte a quien pone las inyecciones.',
      ],
    }
  },
  'cgrp-antibodies': () => {
    const episodic = finding('forbes-2020', 'episodic-days')
    const chronic = finding('forbes-2020', 'chronic-days')
    const share = finding('forbes-2020', 'episodic-contextual-share')
    const chronicShare = finding('forbes-2020', 'chronic-contextual-share')
    const odds = finding('response-review-2021', 'antibodies-response')
    return {
      whatItIs: 'Una inyección o infusión cada uno a tres meses que bloquea el CGRP, un mensajero de la migraña.',
      headline: `Los anticuerpos contra el CGRP dan de media ${less(episodic, 'días de migraña')} que el placebo en la migraña episódica, y ${less(chronic, '')} en la crónica.`,
      sentences: [
        `Eso viene de ${episodic.study.includedStudies} ensayos con ${countOf(episodic.study.participants)} personas. La industria pagó todos ellos.`,
        `El ${comma(estimateOf(share))} % de lo que ganaron las personas con el anticuerpo en la migraña episódica, y el ${comma(estimateOf(chronicShare))} % en la crónica, lo ganaron también las personas con placebo.`,
        `La posibilidad (odds) de tener al menos la mitad menos fue ${value(odds)} veces la del placebo, lo que se sabe con certeza alta.`,
        'Son medias: quién ganará más y quién nada, los ensayos no pueden decirlo de antemano.',
        PRESCRIBER,
      ],
    }
  },
}

function comma(percent: number): string {
  return String(percent).replace('.', ',')
}
