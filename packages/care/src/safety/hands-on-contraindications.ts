// What speaks against treatment by hands: lists of practitioners for craniosacral therapy, general knowledge for manipulation of the neck and back.
import type { AskedCondition } from './condition-words.ts'
import {
  contraindication,
  type Basis,
  type Contraindication,
  type ContraindicationLevel,
  type ListedTreatment,
} from './contraindication.ts'

const NO_TRIAL = 'Lists like these are agreements among practitioners, not findings of trials.'

function read(pages: string): Basis {
  return { certainty: 'sourced', source: `${pages} ${NO_TRIAL}` }
}

/** A page of a practice or a vendor of courses each: read, and no better than that. */
const GENTLE_HEALING = 'Page of a practice (craniosacraltherapy-gentlehealing.co.uk).'
const CIRDY = 'Page for patients (med.cirdy.com).'
const GENERAL: Basis = {
  certainty: 'unverified',
  source: `Generally listed by practitioners; the page that names it was not read. ${NO_TRIAL}`,
}

const PHYSICIAN_AGREES = 'Not before a physician who knows of it has agreed. Tell the practitioner too.'
const ASK_BOTH = 'Tell the practitioner before the first session, and ask a physician first.'

const CRANIOSACRAL: ListedTreatment = { id: 'craniosacral-therapy', name: 'Craniosacral therapy' }

const STOPS: readonly (readonly [AskedCondition, Basis])[] = [
  ['recent-skull-fracture', read(GENTLE_HEALING)],
  ['recent-head-surgery', GENERAL],
  ['intracranial-haemorrhage', read(`${CIRDY} stason.org.`)],
  ['acute-stroke', read(CIRDY)],
  ['stroke-within-6-months', read(`${GENTLE_HEALING} Others name only a stroke that has just happened.`)],
  ['cerebral-aneurysm', read(`${GENTLE_HEALING} stason.org.`)],
  ['recent-csf-leak', read(GENTLE_HEALING)],
  ['recent-lumbar-puncture', read(GENTLE_HEALING)],
  ['raised-intracranial-pressure', GENERAL],
  ['chiari-malformation', GENERAL],
  ['acute-infection', GENERAL],
  [
    'recent-head-injury',
    {
      certainty: 'proposal',
      source: 'Ours: whether the skull is broken is often not known when the injury is recent.',
    },
  ],
]

const ASKS: readonly (readonly [AskedCondition, Basis])[] = [
  ['brain-tumour', read(CIRDY)],
  ['epilepsy', read(CIRDY)],
  ['anticoagulant', GENERAL],
  ['shunt', GENERAL],
  ['severe-osteoporosis', GENERAL],
  ['pregnancy', { certainty: 'doubtful', source: `Practitioners do not agree among themselves about it. ${NO_TRIAL}` }],
]

const MANIPULATION: ListedTreatment = { id: 'osteopathic-manipulation', name: 'Osteopathic manipulation' }

const MANIPULATION_BASIS: Basis = {
  certainty: 'unverified',
  source: 'General knowledge of manipulation of the neck and back; no guideline was read.',
}

const MANIPULATION_STOPS: readonly AskedCondition[] = [
  'cervical-instability',
  'recent-skull-fracture',
  'recent-head-surgery',
  'recent-head-injury',
  'intracranial-haemorrhage',
  'acute-stroke',
  'stroke-within-6-months',
  'cerebral-aneurysm',
  'recent-csf-leak',
  'recent-lumbar-puncture',
  'raised-intracranial-pressure',
  'chiari-malformation',
  'severe-osteoporosis',
  'bleeding-disorder',
  'anticoagulant',
  'brain-tumour',
  'acute-infection',
]

const MANIPULATION_ASKS: readonly AskedCondition[] = [
  'cancer',
  'immunosuppression',
  'cardiovascular-disease',
  'uncontrolled-hypertension',
  'epilepsy',
  'shunt',
  'pregnancy',
]

function stops(treatment: ListedTreatment, level: ContraindicationLevel) {
  const advice = level === 'contraindicated' ? PHYSICIAN_AGREES : ASK_BOTH
  return ([condition, basis]: readonly [AskedCondition, Basis]): Contraindication =>
    contraindication(treatment, level, condition, advice, basis)
}

export const HANDS_ON_CONTRAINDICATIONS: readonly Contraindication[] = [
  ...STOPS.map(stops(CRANIOSACRAL, 'contraindicated')),
  ...ASKS.map(stops(CRANIOSACRAL, 'precaution')),
  ...MANIPULATION_STOPS.map((one) => stops(MANIPULATION, 'contraindicated')([one, MANIPULATION_BASIS])),
  ...MANIPULATION_ASKS.map((one) => stops(MANIPULATION, 'precaution')([one, MANIPULATION_BASIS])),
]
