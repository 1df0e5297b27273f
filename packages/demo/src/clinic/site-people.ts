// The demonstration's site: how the clinic calls itself, who writes and reviews, and what the articles are about.
import type { SitePerson, SiteTopic, Worded } from '@clearday/store'

export const DEMO_CLINIC = {
  name: 'Clear Sky Headache Clinic (invented)',
  promise: {
    en: 'Doctors, patients, treatments and results from all our locations',
    es: 'Médicos, pacientes, tratamientos y resultados de todas nuestras sedes',
  },
} as const

/** With the id of the member of staff in place of an account. */
export const DEMO_SITE_PEOPLE: readonly (Omit<SitePerson, 'account'> & { readonly staff: string })[] = [
  {
    ...{ id: 'ines-muster', staff: 'ines', name: 'Ines Muster', honours: 'MD', reviews: true },
    jobTitle: { en: 'Neurologist, headache medicine', es: 'Neuróloga, medicina de las cefaleas' },
    about: {
      en: 'Sees people with frequent migraine. This person is invented, as everybody in this demonstration is.',
      es: 'Atiende a personas con migraña frecuente. Esta persona es inventada, como todas en esta demostración.',
    },
    licences: ['Specialist in neurology, Medical Chamber of Exampleton'],
  },
  {
    ...{ id: 'samir-modello', staff: 'samir', name: 'Samir Modello', honours: 'MD', reviews: true },
    jobTitle: { en: 'Physician, headache and pain medicine', es: 'Médico, medicina de las cefaleas y del dolor' },
    about: {
      en: 'Withdrawal from overused medicines, and headaches of young people. Invented.',
      es: 'Retirada de medicamentos en uso excesivo y cefaleas de personas jóvenes. Inventado.',
    },
    licences: ['Specialist in pain medicine, Medical Chamber of Exampleton'],
  },
  {
    ...{ id: 'bo-probestueck', staff: 'bo', name: 'Bo Probestück', honours: '', reviews: false },
    jobTitle: { en: 'Acupuncturist', es: 'Acupuntor' },
    about: { en: 'Courses of eight to twelve sessions. Invented.', es: 'Ciclos de ocho a doce sesiones. Inventado.' },
    licences: ['Licensed acupuncturist, Exampleton'],
  },
  {
    ...{ id: 'imani-mfano', staff: 'imani', name: 'Imani Mfano', honours: 'PhD', reviews: false },
    jobTitle: { en: 'Psychologist, biofeedback', es: 'Psicóloga, biorretroalimentación' },
    about: {
      en: 'Learning what the body does before an attack. Invented.',
      es: 'Aprender lo que hace el cuerpo antes de una crisis. Inventada.',
    },
    licences: ['Licensed psychologist, Exampleton'],
  },
]

const TOPIC_NAMES: Readonly<Record<string, Worded>> = {
  'what-the-research-says': { en: 'What the research says', es: 'Qué dice la investigación' },
  'manual-therapies': { en: 'Manual therapies', es: 'Terapias manuales' },
  needles: { en: 'Needles', es: 'Agujas' },
  training: { en: 'Training', es: 'Entrenamiento' },
  supplements: { en: 'Supplements', es: 'Suplementos' },
  medicines: { en: 'Medicines', es: 'Medicamentos' },
  'keeping-count': { en: 'Keeping count', es: 'Llevar la cuenta' },
  triggers: { en: 'Triggers', es: 'Desencadenantes' },
}

export const DEMO_TOPICS: readonly SiteTopic[] = Object.entries(TOPIC_NAMES).map(([id, name], position) => ({
  ...{ id, name, about: {}, position },
}))
