// Points for and against what is taken to prevent headache: supplements, tablets, injections. For what is prescribed, the prescriber decides.
import { point, type CandidacyQuestion, type Reason, type TreatmentCriteria } from './criterion.ts'
import { CHRONIC_MIGRAINE, FREQUENT, MEDICATION_OVERUSE } from './diary-questions.ts'
import { POOR_SLEEP, SENSITIVE_TO_MEDICINES, WANTS_LESS_MEDICINE } from './intake-questions.ts'

const OURS = 'Ours; no trial compared people with and without it.'

function ours(statement: string): Reason {
  return { statement, certainty: 'proposal', source: OURS }
}

function found(certainty: 'sourced' | 'unverified', statement: string, source: string): Reason {
  return { certainty, statement, source }
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

const DAILY = 'It is taken every day for about 12 weeks before one can judge.'

const SUPPLEMENTS = [
  supplement({
    treatment: 'riboflavin',
    frequent: found(
      'unverified',
      `${DAILY} In one trial of 55 people, attacks fell by half in 59 of 100 people, against 15.`,
      'Riboflavin 400 mg trial, read in part; meta-analysis 2024: −1.34 attacks.',
    ),
  }),
  supplement({
    treatment: 'magnesium',
    frequent: found(
      'sourced',
      `${DAILY} A meta-analysis finds 1.66 fewer migraine days a month, with low certainty.`,
      'Meta-analysis 2024.',
    ),
  }),
  supplement({
    treatment: 'coenzyme-q10',
    frequent: found('unverified', `${DAILY} How much it changes was not read.`, 'Time to assess: ours.'),
  }),
  supplement({
    treatment: 'riboflavin-magnesium-q10',
    frequent: found(
      'sourced',
      `${DAILY} In a trial of 130 people, days fell from 6.2 to 4.4, against 6.2 to 5.2; chance alone can explain that.`,
      'Trial of the combination (130 people), p = .23.',
    ),
  }),
  supplement({
    treatment: 'melatonin',
    frequent: found(
      'sourced',
      'One trial finds 2.7 fewer headache days, against 1.1 with placebo.',
      'One trial of 3 mg.',
    ),
    more: [[POOR_SLEEP, ours('It is used for sleep too.')]],
  }),
]

const TABLETS = [
  prescribed({
    treatment: 'propranolol',
    frequent: found(
      'sourced',
      'It is taken every day. Trials find 1.3 fewer migraine days a month than with placebo.',
      'J Headache Pain 2024; the number of days from which to begin is general knowledge.',
    ),
  }),
  prescribed({
    treatment: 'topiramate',
    frequent: found(
      'sourced',
      'It is taken every day. Trials find 1.1 fewer migraine days a month than with placebo.',
      'PMC8354912; the number of days from which to begin is general knowledge.',
    ),
  }),
  prescribed({
    treatment: 'amitriptyline',
    frequent: found(
      'sourced',
      'It is taken every evening. A trial finds 1.1 fewer migraine days a month than with placebo.',
      'Amitriptyline 25 mg trial (178–196 people); the number of days from which to begin is general knowledge.',
    ),
    more: [[POOR_SLEEP, ours('It makes many people sleepy.')]],
  }),
  prescribed({
    treatment: 'candesartan',
    frequent: found(
      'sourced',
      'It is taken every day. A trial of 457 people finds 1.2 fewer migraine days a month than with placebo.',
      'Lancet Neurol 2025; the number of days from which to begin is general knowledge.',
    ),
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
      found(
        'sourced',
        'It was studied in chronic migraine: 2 fewer days a month than with placebo (1,384 people).',
        'PREEMPT pooled (1,384 people).',
      ),
    ),
    point('onabotulinumtoxin-a', 'physician-first', MEDICATION_OVERUSE, OVERUSE),
  ],
}

const ANTIBODIES = prescribed({
  treatment: 'cgrp-antibodies',
  frequent: found(
    'sourced',
    'Trials find 1.5 fewer migraine days a month than with placebo in episodic and 2.2 in chronic migraine. Since 2024 the American Headache Society asks for no earlier treatments that did not help; insurers and health services may.',
    '21 trials, 13,367 people; AHS 2024 statement; the number of days from which to begin is general knowledge.',
  ),
})

export const TAKEN_TO_PREVENT: readonly TreatmentCriteria[] = [
  ...SUPPLEMENTS,
  ...TABLETS,
  ONABOTULINUMTOXIN,
  ANTIBODIES,
]
