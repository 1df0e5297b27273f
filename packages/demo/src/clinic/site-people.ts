// The demonstration's site: how the clinic calls itself, who writes, reviews and practises with which licences, and what the articles are about.
import type { Licence, SitePerson, SiteTopic, Worded } from '@clearday/store'

export const DEMO_CLINIC = {
  name: 'Clear Sky Headache Clinic (invented)',
  promise: {
    en: 'Doctors, patients, treatments and results from all our locations',
    es: 'Médicos, pacientes, tratamientos y resultados de todas nuestras sedes',
  },
} as const

/** With the id of the member of staff in place of an account, and with their licences. */
export interface DemoSitePerson extends Omit<SitePerson, 'account' | 'licences' | 'portrait'> {
  readonly staff: string
  readonly held: readonly Omit<Licence, 'licence' | 'person'>[]
}

const PRESCRIBED = ['propranolol', 'topiramate', 'amitriptyline', 'candesartan', 'cgrp-antibodies']

export const DEMO_SITE_PEOPLE: readonly DemoSitePerson[] = [
  {
    ...{ id: 'ines-muster', staff: 'ines', name: 'Ines Muster', honours: 'MD', reviews: true },
    jobTitle: { en: 'Neurologist, headache medicine', es: 'Neuróloga, medicina de las cefaleas' },
    about: {
      en: 'Sees people with frequent migraine, and looks through the diary with them before anything is prescribed. This person is invented, as everybody in this demonstration is.',
      es: 'Atiende a personas con migraña frecuente y revisa el diario con ellas antes de recetar nada. Esta persona es inventada, como todas en esta demostración.',
    },
    treatments: [...PRESCRIBED, 'onabotulinumtoxin-a'],
    held: [
      {
        ...{
          name: 'Physician, specialist in neurology',
          authority: 'Medical Chamber of Exampleton',
          number: 'EX-N-0417',
        },
        covers: {
          en: 'Diagnosis, prescribing, and injections into the head and neck.',
          es: 'Diagnóstico, prescripción e inyecciones en la cabeza y el cuello.',
        },
        ...{ treatments: [...PRESCRIBED, 'onabotulinumtoxin-a'], validUntil: null },
      },
    ],
  },
  {
    ...{ id: 'samir-modello', staff: 'samir', name: 'Samir Modello', honours: 'MD', reviews: true },
    jobTitle: { en: 'Physician, headache and pain medicine', es: 'Médico, medicina de las cefaleas y del dolor' },
    about: {
      en: 'Withdrawal from overused medicines, and headaches of young people. Invented.',
      es: 'Retirada de medicamentos en uso excesivo y cefaleas de personas jóvenes. Inventado.',
    },
    treatments: PRESCRIBED,
    held: [
      {
        ...{
          name: 'Physician, specialist in pain medicine',
          authority: 'Medical Chamber of Exampleton',
          number: 'EX-P-0288',
        },
        covers: { en: 'Diagnosis and prescribing.', es: 'Diagnóstico y prescripción.' },
        ...{ treatments: PRESCRIBED, validUntil: null },
      },
    ],
  },
  {
    ...{ id: 'lea-sandkasten', staff: 'lea', name: 'Lea Sandkasten', honours: '', reviews: false },
    jobTitle: { en: 'Craniosacral therapist', es: 'Terapeuta craneosacral' },
    about: {
      en: 'Quiet sessions of 50 minutes, clothed, in a dim room. Asks for the diary rather than for how it felt. Invented.',
      es: 'Sesiones tranquilas de 50 minutos, con ropa y en penumbra. Pregunta por el diario más que por las impresiones. Inventada.',
    },
    treatments: ['craniosacral-therapy'],
    held: [
      {
        ...{
          name: 'Licensed massage therapist, further training in craniosacral therapy',
          authority: 'Health Office of Exampleton',
          number: 'EX-M-1130',
        },
        covers: {
          en: 'Treatment by hands without thrusts. No diagnosis, and no advice on medicines.',
          es: 'Tratamiento manual sin impulsos. Ni diagnóstico ni consejo sobre medicamentos.',
        },
        ...{ treatments: ['craniosacral-therapy'], validUntil: '2031-06-30' },
      },
    ],
  },
  {
    ...{ id: 'bo-probestueck', staff: 'bo', name: 'Bo Probestück', honours: '', reviews: false },
    jobTitle: { en: 'Acupuncturist', es: 'Acupuntor' },
    about: { en: 'Courses of eight to twelve sessions. Invented.', es: 'Ciclos de ocho a doce sesiones. Inventado.' },
    treatments: ['acupuncture'],
    held: [
      {
        ...{ name: 'Licensed acupuncturist', authority: 'Health Office of Exampleton', number: 'EX-A-0072' },
        covers: {
          en: 'Needling with single-use needles, without electrical current.',
          es: 'Punción con agujas de un solo uso, sin corriente eléctrica.',
        },
        ...{ treatments: ['acupuncture'], validUntil: '2030-12-31' },
      },
    ],
  },
  {
    ...{ id: 'imani-mfano', staff: 'imani', name: 'Imani Mfano', honours: 'PhD', reviews: false },
    jobTitle: { en: 'Psychologist, biofeedback', es: 'Psicóloga, biorretroalimentación' },
    about: {
      en: 'Learning what the body does before an attack. Invented.',
      es: 'Aprender lo que hace el cuerpo antes de una crisis. Inventada.',
    },
    treatments: ['biofeedback', 'cognitive-behavioural-therapy', 'relaxation-training', 'mindfulness'],
    held: [
      {
        ...{ name: 'Licensed psychologist', authority: 'Chamber of Psychologists of Exampleton', number: 'EX-PS-0555' },
        covers: {
          en: 'Talking treatments and training, with adults and young people from 14 on.',
          es: 'Terapias psicológicas y entrenamiento, con personas adultas y jóvenes desde los 14 años.',
        },
        treatments: ['biofeedback', 'cognitive-behavioural-therapy', 'relaxation-training', 'mindfulness'],
        validUntil: null,
      },
    ],
  },
  {
    ...{ id: 'rafael-ensayo', staff: 'rafael', name: 'Rafael Ensayo', honours: '', reviews: false },
    jobTitle: { en: 'Physiotherapist, exercise', es: 'Fisioterapeuta, ejercicio' },
    about: {
      en: 'Neck, movement, and exercise that fits between attacks. Invented.',
      es: 'Cuello, movimiento y ejercicio que cabe entre las crisis. Inventado.',
    },
    treatments: ['aerobic-exercise', 'relaxation-training'],
    held: [
      {
        ...{ name: 'Licensed physiotherapist', authority: 'Health Office of Exampleton', number: 'EX-F-0909' },
        covers: {
          en: 'Physiotherapy, supervised exercise and relaxation training.',
          es: 'Fisioterapia, ejercicio supervisado y entrenamiento en relajación.',
        },
        ...{ treatments: ['aerobic-exercise', 'relaxation-training'], validUntil: '2032-03-31' },
      },
    ],
  },
  {
    ...{ id: 'yuki-mihon', staff: 'yuki', name: 'Yuki Mihon', honours: 'DO', reviews: false },
    jobTitle: { en: 'Osteopath', es: 'Osteópata' },
    about: {
      en: 'Manual therapy of the neck and back, after the questions about what must not wait were answered. Invented.',
      es: 'Terapia manual del cuello y la espalda, una vez contestadas las preguntas sobre lo que no debe esperar. Inventada.',
    },
    treatments: ['osteopathic-manipulation', 'craniosacral-therapy'],
    held: [
      {
        ...{ name: 'Licensed osteopath', authority: 'Health Office of Exampleton', number: 'EX-O-0163' },
        covers: {
          en: 'Osteopathic treatment of muscles and joints, and craniosacral techniques.',
          es: 'Tratamiento osteopático de músculos y articulaciones, y técnicas craneosacrales.',
        },
        ...{ treatments: ['osteopathic-manipulation', 'craniosacral-therapy'], validUntil: '2029-09-30' },
      },
    ],
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
