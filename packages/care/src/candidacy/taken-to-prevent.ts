// Points for and against what is taken to prevent headache: supplements, tablets, injections. For what is prescribed, the prescriber decides.
import { point, type CandidacyQuestion, type Reason, type TreatmentCriteria } from './criterion.ts'
import { CHRONIC_MIGRAINE, FREQUENT, MEDICATION_OVERUSE } from './diary-questions.ts'
import { POOR_SLEEP, SENSITIVE_TO_MEDICINES, WANTS_LESS_MEDICINE } from './intake-questions.ts'
import { published } from './published.ts'

const OURS = 'Ours; no trial compared people with and without it.'

function ours(statement: string): Reason {
  return { statement, certainty: 'proposal', source: OURS }
}

/** Whether to come off an overused medicine first, with or without something to prevent headache, is a physician's question. */
const OVERUSE: Reason = {
  statement:
    'With overuse, a physician is asked first how to come off it and whether prevention begins at once; some medicines must not be stopped from one day to the next.',
  certainty: 'unverified',
  source: 'General knowledge of guidelines on medication-overuse headache; ICHD-3 8.2 for what counts as overuse.',
}

interface Taken {
  readonly treatment: string
  readonly frequent: Reason
  readonly more?: readonly (readonly [CandidacyQuestion, Reason])[]
}

function supplement({ treatment, frequent, more = [] }: Taken): TreatmentCriteria {
  return {
    treatment,
    essential: ['frequent-headache'],
    criteria: [
      point(treatment, 'for', FREQUENT, frequent),
      ...more.map(([asks, reason]) => point(treatment, 'for', asks, reason)),
      point(
        treatment,
        'for',
        SENSITIVE_TO_MEDICINES,
        ours('It is sold without prescription; it can still have unwanted effects and go badly with medicines.'),
      ),
      point(
        treatment,
        'for',
        WANTS_LESS_MEDICINE,
        ours('It is no prescribed medicine, and no reason to take less of what is prescribed.'),
      ),
      point(treatment, 'physician-first', MEDICATION_OVERUSE, OVERUSE),
    ],
  }
}

function prescribed({ treatment, frequent, more = [] }: Taken): TreatmentCriteria {
  return {
    treatment,
    essential: ['frequent-headache'],
    criteria: [
      point(treatment, 'for', FREQUENT, frequent),
      ...more.map(([asks, reason]) => point(treatment, 'for', asks, reason)),
      point(treatment, 'physician-first', MEDICATION_OVERUSE, OVERUSE),
    ],
  }
}

const EVERY_DAY = 'It is taken every day.'
const DAILY = 'It is taken every day for about 12 weeks before one can judge.'

const SUPPLEMENTS = [
  supplement({
    treatment: 'riboflavin',
    frequent: published('riboflavin', DAILY),
  }),
  supplement({
    treatment: 'magnesium',
    frequent: published('magnesium', DAILY),
  }),
  supplement({
    treatment: 'coenzyme-q10',
    frequent: published('coenzyme-q10', DAILY),
  }),
  supplement({
    treatment: 'riboflavin-magnesium-q10',
    frequent: published('riboflavin-magnesium-q10', DAILY),
  }),
  supplement({
    treatment: 'melatonin',
    frequent: published('melatonin', 'It is taken every evening.'),
    more: [[POOR_SLEEP, ours('It is used for sleep too.')]],
  }),
]

const TABLETS = [
  prescribed({
    treatment: 'propranolol',
    frequent: published('propranolol', EVERY_DAY),
  }),
  prescribed({
    treatment: 'topiramate',
    frequent: published('topiramate', EVERY_DAY),
  }),
  prescribed({
    treatment: 'amitriptyline',
    frequent: published('amitriptyline', 'It is taken every evening.'),
    more: [[POOR_SLEEP, ours('It makes many people sleepy.')]],
  }),
  prescribed({
    treatment: 'candesartan',
    frequent: published('candesartan', EVERY_DAY),
  }),
]

const ONABOTULINUMTOXIN: TreatmentCriteria = {
  treatment: 'onabotulinumtoxin-a',
  essential: ['chronic-migraine-pattern'],
  criteria: [
    point(
      'onabotulinumtoxin-a',
      'for',
      CHRONIC_MIGRAINE,
      published('onabotulinumtoxin-a', 'It was studied in chronic migraine.'),
    ),
    point('onabotulinumtoxin-a', 'physician-first', MEDICATION_OVERUSE, OVERUSE),
  ],
}

const ANTIBODIES = prescribed({
  treatment: 'cgrp-antibodies',
  frequent: published(
    'cgrp-antibodies',
    'Since 2024 the American Headache Society asks for no earlier treatments that did not help; insurers and health services may.',
  ),
})

export const TAKEN_TO_PREVENT: readonly TreatmentCriteria[] = [
  ...SUPPLEMENTS,
  ...TABLETS,
  ONABOTULINUMTOXIN,
  ANTIBODIES,
]
