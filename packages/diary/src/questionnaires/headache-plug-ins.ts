// Questionnaires about headache whose wording is not ours to ship, or could not be checked (MIBS-4): how each is scored, with no item text.
import { allNeeded, bands, change, choices, licence, scoring, SUPPLIED, textless, total } from './plug-in-parts.ts'
import { itemIds, sumOf, type AnswerKind, type Bands, type Questionnaire } from './questionnaire.ts'

const HIT_6_ITEMS = itemIds(6)

export const HIT_6: Questionnaire = {
  id: 'hit-6',
  title: 'HIT-6',
  recall: '4 weeks',
  stem: null,
  items: textless(HIT_6_ITEMS, choices(6, 8, 10, 11, 13)),
  total: total('HIT-6', HIT_6_ITEMS, {
    least: 36,
    most: 78,
    digits: 0,
    bands: bands(
      'hit-6.bands',
      [
        { id: 'little-or-none', name: 'little or no impact', from: 36 },
        { id: 'some', name: 'some impact', from: 50 },
        { id: 'substantial', name: 'substantial impact', from: 56 },
        { id: 'severe', name: 'severe impact', from: 60 },
      ],
      'HIT-6: up to 49 little or no impact, 50 to 55 some, 56 to 59 substantial, 60 or more severe.',
      { certainty: 'unverified', source: 'Read in part; some pages print a band above 78, which no answer can reach.' },
    ),
    otherBands: [],
    missing: allNeeded('hit-6', 'HIT-6'),
    meaningfulChange: [
      change(
        'hit-6.change-within-person',
        2.5,
        'Within one person 2.5 to 6 points of HIT-6 are taken as a change that matters.',
        {
          certainty: 'sourced',
          source: 'Smelt (n = 490): −2.5 to −6 within a person, −1.5 between groups.',
        },
      ),
      change(
        'hit-6.change-chronic-migraine',
        6,
        'In chronic migraine 6 points of HIT-6 are taken as a change that matters.',
        {
          certainty: 'sourced',
          source: 'Houts 2020.',
        },
      ),
      change(
        'hit-6.change-chronic-daily-headache',
        3.7,
        'In chronic daily headache 3.7 points of HIT-6 are taken as a change that matters; in chronic tension-type headache 8.',
        {
          certainty: 'sourced',
          source: 'As the rule book quotes it; papers not read.',
        },
      ),
      change(
        'hit-6.change-preventive',
        5,
        'A fall of 5 points of HIT-6 is one of the signs that a preventive brings benefit.',
        {
          certainty: 'sourced',
          source: 'AHS 2021, quoted in J Headache Pain 2023;24, s10194-023-01539-8, table 3.',
        },
      ),
    ],
  }),
  parts: [],
  scoring: scoring(
    'hit-6',
    [6, 8, 10, 11, 13],
    'HIT-6: six answers that count 6, 8, 10, 11 or 13 each, never 0 to 4, added up: 36 to 78.',
    { certainty: 'unverified', source: 'BASH for 6 to 13; the values between are general knowledge.' },
  ),
  safetyItem: null,
  licence: licence('HIT-6™ © QualityMetric and GSK, all rights reserved.', {
    certainty: 'sourced',
    source: 'PMC7693226, figure; NINDS "Notice of Copyright".',
  }),
}

const MIDAS_DAYS: AnswerKind = { type: 'whole-number', least: 0, most: 92 }
const MIDAS_COUNTED = itemIds(5)

const MIDAS_CHANGE = {
  certainty: 'sourced',
  source: 'AHS 2021, quoted in J Headache Pain 2023;24, s10194-023-01539-8, table 3.',
} as const

export const MIDAS: Questionnaire = {
  id: 'midas',
  title: 'MIDAS',
  recall: '3 months',
  stem: null,
  // A: days with headache, B: how strong, are asked and kept, and never counted
  items: [
    ...textless([...MIDAS_COUNTED, 'a'], MIDAS_DAYS),
    { id: 'b', text: null, answer: { type: 'whole-number', least: 0, most: 10 } },
  ],
  total: total('MIDAS', MIDAS_COUNTED, {
    least: 0,
    most: 5 * 92,
    digits: 0,
    withoutMost: true,
    bands: bands(
      'midas.bands',
      [
        { id: 'I', name: 'grade I', from: 0 },
        { id: 'II', name: 'grade II', from: 6 },
        { id: 'III', name: 'grade III', from: 11 },
        { id: 'IV', name: 'grade IV', from: 21 },
      ],
      'MIDAS: 0 to 5 is grade I, 6 to 10 II, 11 to 20 III, 21 or more IV.',
      { certainty: 'sourced', source: 'Stewart and others.' },
    ),
    otherBands: [
      bands(
        'midas.bands-iv',
        [
          { id: 'I', name: 'grade I', from: 0 },
          { id: 'II', name: 'grade II', from: 6 },
          { id: 'III', name: 'grade III', from: 11 },
          { id: 'IV-A', name: 'grade IV-A', from: 21 },
          { id: 'IV-B', name: 'grade IV-B', from: 41 },
        ],
        'Some papers split MIDAS grade IV: 21 to 40 is IV-A, 41 or more IV-B.',
        { certainty: 'unverified', source: 'General knowledge; not read.' },
      ),
    ],
    missing: allNeeded('midas', 'MIDAS'),
    meaningfulChange: [
      change(
        'midas.change-from-11-to-20',
        5,
        'From 11 to 20 at the start, a fall of 5 points of MIDAS counts; from more than 20, a fall of 30 %.',
        MIDAS_CHANGE,
      ),
      change(
        'midas.change-single-paper',
        4.5,
        'One paper gives 4.5 points as the least change of MIDAS that matters.',
        {
          certainty: 'doubtful',
          source: 'A single published figure.',
        },
      ),
    ],
  }),
  parts: [],
  scoring: scoring(
    'midas',
    MIDAS_COUNTED,
    'MIDAS: the days of items 1 to 5 added up. A (days with headache) and B (how strong) do not count. Each is a number of days in 3 months, at most 92.',
    { certainty: 'sourced', source: 'Stewart and others; at most 92 days is ours.' },
  ),
  safetyItem: null,
  licence: licence(
    'MIDAS © Innovative Medical Research 1997, AstraZeneca on circulated forms; no statement that frees it was found.',
    {
      certainty: 'unverified',
      source: 'Circulated forms.',
    },
  ),
}

const MIBS_4_ITEMS = itemIds(4)

const MIBS_4_BANDS: Bands = {
  id: 'questionnaire.mibs-4.bands',
  version: 1,
  value: [
    { id: 'none', name: 'none', from: 0 },
    { id: 'mild', name: 'mild', from: 1 },
    { id: 'moderate', name: 'moderate', from: 3 },
    { id: 'severe', name: 'severe', from: 5 },
  ],
  statement: 'MIBS-4: 0 none, 1 to 2 mild, 3 to 4 moderate, 5 or more severe. NINDS draws the line elsewhere.',
  certainty: 'unverified',
  source: 'Severe from 5: Hubig and others, J Headache Pain 2022 (s10194-022-01467-z); the rest not read.',
  needsReview: true,
}

const MIBS_4_NINDS: Bands = {
  id: 'questionnaire.mibs-4.bands-ninds',
  version: 1,
  value: [
    { id: 'none', name: 'none', from: 0 },
    { id: 'mild', name: 'mild', from: 1 },
    { id: 'moderate', name: 'moderate', from: 3 },
    { id: 'severe', name: 'severe', from: 4 },
  ],
  statement: 'MIBS-4 as the NINDS page prints it: 0 none, 1 to 2 mild, 3 moderate, 4 severe (taken as 4 or more).',
  certainty: 'sourced',
  source: 'NINDS CDE notice for MIBS-4; it conflicts with the papers.',
  needsReview: true,
}

/** In the public domain according to NINDS, but neither the wording nor the counts of its answers could be read, and none is made up. */
export const MIBS_4: Questionnaire = {
  id: 'mibs-4',
  title: 'MIBS-4',
  recall: '4 weeks',
  stem: null,
  items: textless(MIBS_4_ITEMS, choices(0, 1, 2, 3)),
  total: {
    id: 'total',
    name: 'MIBS-4',
    items: MIBS_4_ITEMS,
    least: 0,
    most: 12,
    score: sumOf,
    digits: 0,
    bands: MIBS_4_BANDS,
    otherBands: [MIBS_4_NINDS],
    missing: {
      id: 'questionnaire.mibs-4.missing-items',
      version: 1,
      value: { mostMissing: 0 },
      statement: 'MIBS-4: every item must be answered; otherwise no score is given.',
      certainty: 'proposal',
      source: 'Ours: too few items for one to be left out.',
    },
    meaningfulChange: [],
  },
  parts: [],
  scoring: {
    id: 'questionnaire.mibs-4.scoring',
    version: 1,
    value: [0, 1, 2, 3],
    statement:
      'MIBS-4: four answers added up, 0 to 12; each is taken to count 0 to 3. A study describes five answers to choose from, so two of them must count the same.',
    certainty: 'unverified',
    source:
      'NINDS for the sum; CaMEO methods (PMC4430584, table 1) for five answers; the form itself was not readable.',
    needsReview: true,
  },
  safetyItem: null,
  licence: {
    itemsShipped: false,
    notice: `MIBS-4 is in the public domain according to NINDS. ${SUPPLIED}, because the wording could not be checked here.`,
    certainty: 'sourced',
    source: 'NINDS CDE: "available in the public domain".',
  },
}
