// Two short ratings in our own words: how strong the pain is, 0 to 10, and how things have changed, in seven steps. Nobody's form is copied.
import { messageKey, sumOf, type Bands, type Licence, type Questionnaire, type Scale } from './questionnaire.ts'

const LICENCE: Licence = {
  itemsShipped: true,
  notice: 'Written for this project; free under its licence.',
  certainty: 'proposal',
  source: 'Ours.',
}

const PAIN_BANDS: Bands = {
  id: 'questionnaire.pain-nrs.bands',
  version: 1,
  value: [
    { id: 'none', name: 'no pain', from: 0 },
    { id: 'mild', name: 'mild', from: 1 },
    { id: 'moderate', name: 'moderate', from: 4 },
    { id: 'severe', name: 'severe', from: 7 },
  ],
  statement: 'Pain of 0 is none, 1 to 3 mild, 4 to 6 moderate and 7 to 10 severe.',
  certainty: 'sourced',
  source: 'hl7.eu mapping of pain severity; it calls 10 excruciating, which is told beside this.',
  needsReview: true,
}

const EXCRUCIATING: Bands = {
  ...PAIN_BANDS,
  id: 'questionnaire.pain-nrs.bands-hl7',
  value: [...PAIN_BANDS.value, { id: 'excruciating', name: 'excruciating', from: 10 }],
  statement: 'The hl7.eu mapping calls pain of 7 to 9 severe and of 10 excruciating.',
  source: 'hl7.eu mapping of pain severity.',
}

const CHANGE_BANDS: Bands = {
  id: 'questionnaire.global-change.bands',
  version: 1,
  value: [
    { id: 'worse', name: 'worse', from: -3 },
    { id: 'no-change', name: 'no change', from: 0 },
    { id: 'better', name: 'better', from: 1 },
  ],
  statement: 'Below 0 is worse, 0 is no change, above 0 is better.',
  certainty: 'proposal',
  source: 'Ours.',
}

function single(id: string, title: string, least: number, most: number, bands: Bands): Omit<Scale, 'otherBands'> {
  return {
    id: 'total',
    name: title,
    items: ['q1'],
    least,
    most,
    score: sumOf,
    digits: 0,
    bands,
    missing: {
      id: `questionnaire.${id}.missing-items`,
      version: 1,
      value: { mostMissing: 0 },
      statement: `${title}: without its one answer there is no score.`,
      certainty: 'proposal',
      source: 'Ours.',
    },
    meaningfulChange: [],
  }
}

const PAIN: Questionnaire = {
  id: 'pain-nrs',
  title: 'Pain, 0 to 10',
  recall: 'now',
  stem: null,
  items: [
    {
      id: 'q1',
      text: {
        key: messageKey('pain-nrs', 'q1'),
        english: 'How strong is your headache now? 0 is no pain, 10 is the worst you can imagine.',
      },
      answer: { type: 'whole-number', least: 0, most: 10 },
    },
  ],
  total: { ...single('pain-nrs', 'Pain', 0, 10, PAIN_BANDS), otherBands: [EXCRUCIATING] },
  parts: [],
  scoring: {
    id: 'questionnaire.pain-nrs.scoring',
    version: 1,
    value: { least: 0, most: 10 },
    statement: 'One number from 0, no pain, to 10, the worst you can imagine.',
    certainty: 'sourced',
    source: 'The 0–10 numeric rating scale (LOINC 72514-3); the words are ours.',
    needsReview: true,
  },
  safetyItem: null,
  licence: LICENCE,
}

const STEPS: readonly [value: number, english: string][] = [
  [3, 'Very much better'],
  [2, 'Clearly better'],
  [1, 'A little better'],
  [0, 'About the same'],
  [-1, 'A little worse'],
  [-2, 'Clearly worse'],
  [-3, 'Very much worse'],
]

const CHANGE: Questionnaire = {
  id: 'global-change',
  title: 'How things have changed',
  recall: 'since a day that you name, such as the start of a treatment',
  stem: null,
  items: [
    {
      id: 'q1',
      text: {
        key: messageKey('global-change', 'q1'),
        english: 'All in all, how are your headaches and your days compared with then?',
      },
      answer: {
        type: 'choices',
        choices: STEPS.map(([value, english]) => ({
          value,
          text: { key: messageKey('global-change', `option-${value}`), english },
        })),
      },
    },
  ],
  total: { ...single('global-change', 'Change', -3, 3, CHANGE_BANDS), otherBands: [] },
  parts: [],
  scoring: {
    id: 'questionnaire.global-change.scoring',
    version: 1,
    value: { steps: STEPS.map(([value]) => value) },
    statement:
      'One answer in seven steps, from 3 (very much better) over 0 to −3 (very much worse). What people remember of then is coloured by how they are now, so the diary goes before it.',
    certainty: 'proposal',
    source: 'Ours, in the manner of global ratings of change in trials; not their wording or their numbers.',
  },
  safetyItem: null,
  licence: LICENCE,
}

export const OWN_RATINGS: readonly Questionnaire[] = [PAIN, CHANGE]
