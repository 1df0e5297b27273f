// Which treatments the demonstration clinic offers, where, and what it says of them.
import type { Offer } from '@clearday/store'

type Offered = Pick<Offer, 'treatment' | 'words' | 'places'>

const COURSE = {
  en: 'We agree beforehand on a course and on the day on which we look at your diary together, so that nobody goes on only out of habit.',
  es: 'Acordamos de antemano un ciclo y el día en que miraremos juntos su diario, para que nadie siga solo por costumbre.',
}
const TALK = {
  en: 'Begins with a conversation of 45 minutes, your medicines and your diary. Whoever prescribes also says how and when it would be stopped again.',
  es: 'Empieza con una conversación de 45 minutos, sus medicamentos y su diario. Quien receta dice también cómo y cuándo se dejaría.',
}

export const DEMO_OFFERS: readonly Offered[] = [
  {
    treatment: 'craniosacral-therapy',
    places: ['harbour', 'park', 'hill'],
    words: {
      en: `Six to eight sessions of about 50 minutes, clothed, in a dim room. ${COURSE.en} It stands beside what was prescribed to you, never instead of it.`,
      es: `De seis a ocho sesiones de unos 50 minutos, con ropa y en penumbra. ${COURSE.es} Acompaña lo que le han recetado, nunca lo sustituye.`,
    },
  },
  { treatment: 'osteopathic-manipulation', places: ['hill'], words: COURSE },
  {
    treatment: 'acupuncture',
    places: ['harbour', 'hill'],
    words: {
      en: `Eight to twelve sessions, one or two a week. ${COURSE.en}`,
      es: `De ocho a doce sesiones, una o dos por semana. ${COURSE.es}`,
    },
  },
  {
    treatment: 'biofeedback',
    places: ['park', 'hill'],
    words: {
      en: `Eight sessions with a device that shows muscle tension or warmth of the hand, and practice at home. ${COURSE.en}`,
      es: `Ocho sesiones con un aparato que muestra la tensión muscular o el calor de la mano, y práctica en casa. ${COURSE.es}`,
    },
  },
  { treatment: 'relaxation-training', places: ['harbour', 'park', 'hill'], words: COURSE },
  { treatment: 'cognitive-behavioural-therapy', places: ['park', 'hill'], words: COURSE },
  {
    treatment: 'mindfulness',
    places: ['park'],
    words: {
      en: 'A group of up to ten people, eight evenings, on Tuesdays and Thursdays by turns.',
      es: 'Un grupo de hasta diez personas, ocho tardes, martes y jueves alternos.',
    },
  },
  {
    treatment: 'aerobic-exercise',
    places: ['harbour', 'park'],
    words: {
      en: 'A first hour to find out what fits between attacks, then a plan for three months with four visits.',
      es: 'Una primera hora para encontrar lo que cabe entre las crisis y después un plan de tres meses con cuatro visitas.',
    },
  },
  ...['propranolol', 'topiramate', 'amitriptyline', 'candesartan', 'cgrp-antibodies'].map((treatment) => ({
    ...{ treatment, words: TALK, places: ['harbour', 'park', 'hill'] },
  })),
  { treatment: 'onabotulinumtoxin-a', places: ['harbour'], words: TALK },
]
