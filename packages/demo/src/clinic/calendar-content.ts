// What the demonstration clinic lets people book, who works when, and who has asked for a visit. Everybody is invented.
import type { IntakeQuestion, PlanSetting, ServiceSetting, VisitRequest } from '@clearday/store'

type Essential = Pick<ServiceSetting, 'service' | 'kind' | 'treatment' | 'names' | 'minutes'> &
  Partial<Omit<ServiceSetting, 'version'>>

const USUAL: Omit<ServiceSetting, keyof Pick<ServiceSetting, 'service' | 'kind' | 'treatment' | 'names' | 'minutes'>> =
  {
    ...{
      version: 0,
      preparation: {},
      setting: 'in-person',
      bufferBefore: 0,
      bufferAfter: 10,
      needsRoom: true,
      capacity: 1,
    },
    ...{ booking: 'instant', price: '', intake: [], licenceNeeded: false, noticeMinutes: 720, horizonDays: 120 },
    ...{ everyMinutes: 30, cancelMinutes: 1440, closed: false },
  }
const SOFT = {
  en: 'Wear something soft. You stay dressed. Come without perfume.',
  es: 'Venga con ropa cómoda; no hace falta desvestirse. Venga sin perfume.',
}
const TOUCH: IntakeQuestion = {
  ...{ key: 'touch', kind: 'consent', needed: true },
  words: {
    en: 'I agree to be touched at the head, neck and back, and can end it at any time.',
    es: 'Acepto que me toquen la cabeza, el cuello y la espalda, y puedo pararlo en cualquier momento.',
  },
}

const SERVICES: readonly Essential[] = [
  {
    ...{ service: 'first-evaluation', kind: 'evaluation-new', treatment: null, minutes: 60, booking: 'request' },
    names: { en: 'First evaluation', es: 'Primera valoración' },
    preparation: {
      en: 'Bring what you take, and what you have tried. A diary of four weeks helps; none is needed.',
      es: 'Traiga lo que toma y lo que ya ha probado. Un diario de cuatro semanas ayuda; no es necesario.',
    },
    intake: [
      {
        ...{ key: 'since', kind: 'line', needed: false },
        words: { en: 'Since when do you have headaches?', es: '¿Desde cuándo tiene dolor de cabeza?' },
      },
    ],
  },
  {
    ...{
      service: 'follow-up',
      kind: 'evaluation-follow-up',
      treatment: null,
      minutes: 30,
      setting: 'video',
      needsRoom: false,
    },
    names: { en: 'Follow-up by video', es: 'Revisión por vídeo' },
  },
  {
    ...{
      service: 'craniosacral-session',
      kind: 'session',
      treatment: 'craniosacral-therapy',
      minutes: 50,
      preparation: SOFT,
    },
    names: { en: 'Craniosacral session', es: 'Sesión craneosacral' },
    ...{ licenceNeeded: true, intake: [TOUCH], price: '80 €' },
  },
  {
    ...{
      service: 'acupuncture-session',
      kind: 'session',
      treatment: 'acupuncture',
      minutes: 45,
      licenceNeeded: true,
      price: '65 €',
    },
    names: { en: 'Acupuncture session', es: 'Sesión de acupuntura' },
  },
  {
    ...{ service: 'biofeedback-session', kind: 'session', treatment: 'biofeedback', minutes: 50, price: '75 €' },
    names: { en: 'Biofeedback session', es: 'Sesión de biorretroalimentación' },
  },
  {
    ...{
      service: 'osteopathy-session',
      kind: 'session',
      treatment: 'osteopathic-manipulation',
      minutes: 50,
      price: '80 €',
    },
    names: { en: 'Osteopathy session', es: 'Sesión de osteopatía' },
  },
]

export const DEMO_SERVICES: readonly ServiceSetting[] = SERVICES.map((one) => ({ ...USUAL, ...one }))

/** Who gives what where: staff by their ids. */
export const DEMO_OFFERINGS: Readonly<Record<string, readonly (readonly [staff: string, location: string])[]>> = {
  'first-evaluation': [
    ['ines', 'harbour'],
    ['ines', 'hill'],
    ['samir', 'park'],
  ],
  'follow-up': [
    ['ines', 'harbour'],
    ['samir', 'park'],
  ],
  'craniosacral-session': [
    ['lea', 'harbour'],
    ['lea', 'park'],
  ],
  'acupuncture-session': [
    ['bo', 'harbour'],
    ['bo', 'hill'],
  ],
  'biofeedback-session': [
    ['imani', 'park'],
    ['imani', 'hill'],
  ],
  'osteopathy-session': [['yuki', 'hill']],
}

export const DEMO_ROOMS: readonly (readonly [location: string, name: string])[] = [
  ...(['Quiet room', 'Blue room', 'Room 3'] as const).map((name) => ['harbour', name] as const),
  ...(['Garden room', 'Room 2'] as const).map((name) => ['park', name] as const),
  ...(['Room 1', 'Room 2'] as const).map((name) => ['hill', name] as const),
]

/** Weekdays (Monday is 1) with hours, by staff and place. */
const WORK: readonly (readonly [string, string, readonly number[], string, string])[] = [
  ['ines', 'harbour', [1, 2, 4], '09:00', '16:00'],
  ['ines', 'hill', [5], '08:30', '12:30'],
  ['samir', 'park', [1, 3, 5], '08:00', '12:30'],
  ['samir', 'park', [2, 4], '12:00', '19:00'],
  ['lea', 'harbour', [1, 4], '09:00', '17:30'],
  ['lea', 'park', [2, 3], '10:00', '18:00'],
  ['bo', 'harbour', [2, 5], '09:00', '14:00'],
  ['bo', 'hill', [4], '09:00', '17:00'],
  ['imani', 'park', [1, 3], '09:00', '17:00'],
  ['imani', 'hill', [2], '09:00', '17:00'],
  ['yuki', 'hill', [2, 4], '09:00', '17:00'],
  ['yuki', 'hill', [6], '09:00', '13:00'],
]

/** @param validFrom the first day of all. */
export function demoPlans(validFrom: string): readonly Omit<PlanSetting, 'plan'>[] {
  return WORK.flatMap(([practitioner, location, weekdays, from, to]) =>
    weekdays.map((weekday) => ({ practitioner, location, weekday, from, to, validFrom, validUntil: null })),
  )
}

/** Which service each gives to those who come to them. */
export const DEMO_VISITS: Readonly<Record<string, string>> = {
  ...{ ines: 'follow-up', samir: 'follow-up', lea: 'craniosacral-session', bo: 'acupuncture-session' },
  ...{ imani: 'biofeedback-session', yuki: 'osteopathy-session' },
}

type Asked = Omit<VisitRequest, 'request' | 'answers' | 'preferred'>

/** People who asked without an account. */
export const DEMO_REQUESTS: readonly Asked[] = [
  {
    ...{
      service: 'first-evaluation',
      location: 'harbour',
      name: 'Nora Attrappe',
      email: '',
      telephone: '+49 30 23125 811',
    },
    ...{ language: 'en', flags: [] },
    words: 'Headaches on twelve days a month since spring. My doctor would like a second opinion before a preventive.',
  },
  {
    ...{ service: 'first-evaluation', location: null, name: 'Emil Beispiel', email: '', telephone: '+49 30 23125 812' },
    ...{ language: 'en', flags: ['worst-ever'] },
    words: 'A new kind of headache last week, the worst I have had. I was seen in hospital and sent home. What now?',
  },
  {
    ...{ service: null, location: 'park', name: 'Lucía Ficticia', email: '', telephone: '+49 30 23125 813' },
    ...{ language: 'es', flags: [] },
    words: 'Me gustaría probar la terapia craneosacral y saber si me ayuda de verdad.',
  },
]
