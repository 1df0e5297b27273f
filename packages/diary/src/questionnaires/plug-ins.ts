// Questionnaires whose wording is not ours to ship: how each is scored, with no item text. A clinic brings the form it has a licence for.
import type { Certainty, ClinicalRule } from '../clinical-rule.ts'
import {
  itemIds,
  sumOf,
  type AnswerKind,
  type Band,
  type Bands,
  type Licence,
  type MissingRule,
  type Questionnaire,
  type Scale,
} from './questionnaire.ts'

interface Source {
  readonly certainty: Certainty
  readonly source: string
}

function licence(owner: string, { certainty, source }: Source): Licence {
  return {
    itemsShipped: false,
    notice: `${owner} The wording of its items does not come with this software: the clinic supplies the form that it has a licence for.`,
    certainty,
    source,
  }
}

function bands(id: string, value: readonly Band[], statement: string, { certainty, source }: Source): Bands {
  return { id: `questionnaire.${id}`, version: 1, value, statement, certainty, source, needsReview: true }
}

function scoring(id: string, value: unknown, statement: string, { certainty, source }: Source): ClinicalRule<unknown> {
  return { id: `questionnaire.${id}.scoring`, version: 1, value, statement, certainty, source, needsReview: true }
}

function missing(id: string, mostMissing: number, statement: string, from: Source): ClinicalRule<MissingRule> {
  return { id: `questionnaire.${id}.missing-items`, version: 1, value: { mostMissing }, statement, ...from }
}

function change(id: string, points: number, statement: string, from: Source): ClinicalRule<{ points: number }> {
  return { id: `questionnaire.${id}`, version: 1, value: { points }, statement, ...from, needsReview: true }
}

const OURS: Source = { certainty: 'proposal', source: 'Ours: without every answer the published ranges do not hold.' }

function allNeeded(id: string, title: string): ClinicalRule<MissingRule> {
  return missing(id, 0, `${title}: every item that counts must be answered; otherwise no score is given.`, OURS)
}

function choices(...values: readonly number[]): AnswerKind {
  return { type: 'choices', choices: values.map((value) => ({ value, text: null })) }
}

function textless(ids: readonly string[], answer: AnswerKind): Questionnaire['items'] {
  return ids.map((id) => ({ id, text: null, answer }))
}

function total(name: string, items: readonly string[], rest: Omit<Scale, 'id' | 'name' | 'items' | 'score'>): Scale {
  return { id: 'total', name, items, score: sumOf, ...rest }
}

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

const ISI_ITEMS = itemIds(7)

export const ISI: Questionnaire = {
  id: 'isi',
  title: 'ISI',
  recall: '2 weeks',
  stem: null,
  items: textless(ISI_ITEMS, choices(0, 1, 2, 3, 4)),
  total: total('ISI', ISI_ITEMS, {
    least: 0,
    most: 28,
    digits: 0,
    bands: bands(
      'isi.bands',
      [
        { id: 'none', name: 'no insomnia that matters clinically', from: 0 },
        { id: 'subthreshold', name: 'below the threshold of insomnia', from: 8 },
        { id: 'moderate', name: 'moderate', from: 15 },
        { id: 'severe', name: 'severe', from: 22 },
      ],
      'ISI: 0 to 7, 8 to 14, 15 to 21 and 22 to 28. Other thresholds in use: 10 in the community, 14 in primary care.',
      { certainty: 'sourced', source: 'Morin and others; community 86.1/87.7 %.' },
    ),
    otherBands: [],
    missing: allNeeded('isi', 'ISI'),
    meaningfulChange: [
      change('isi.change-moderate', 8.4, 'A fall of 8.4 points of ISI goes along with moderate improvement.', {
        certainty: 'sourced',
        source: 'Morin and others.',
      }),
      change('isi.change-least', 6, 'A change of 6 points of ISI is taken as the least that matters.', {
        certainty: 'unverified',
        source: 'General knowledge.',
      }),
    ],
  }),
  parts: [],
  scoring: scoring('isi', [0, 1, 2, 3, 4], 'ISI: seven answers of 0 to 4, added up: 0 to 28.', {
    certainty: 'sourced',
    source: 'Morin and others.',
  }),
  safetyItem: null,
  licence: licence('ISI © Charles M. Morin, distributed by Mapi Research Trust.', {
    certainty: 'sourced',
    source: 'The distributor’s page, as the rule book quotes it.',
  }),
}

const NDI_ITEMS = itemIds(10)

export const NDI: Questionnaire = {
  id: 'ndi',
  title: 'NDI',
  recall: 'now',
  stem: null,
  items: textless(NDI_ITEMS, choices(0, 1, 2, 3, 4, 5)),
  total: total('NDI', NDI_ITEMS, {
    least: 0,
    most: 50,
    digits: 1,
    bands: bands(
      'ndi.bands',
      [
        { id: 'none', name: 'no disability', from: 0 },
        { id: 'mild', name: 'mild', from: 5 },
        { id: 'moderate', name: 'moderate', from: 15 },
        { id: 'severe', name: 'severe', from: 25 },
        { id: 'complete', name: 'complete', from: 35 },
      ],
      'NDI out of 50: 0 to 4 none, 5 to 14 mild, 15 to 24 moderate, 25 to 34 severe, above 34 complete. Doubled it is a percentage.',
      { certainty: 'sourced', source: 'Vernon.' },
    ),
    otherBands: [],
    missing: missing(
      'ndi',
      1,
      'NDI: with one item unanswered (many do not drive) the mean of the others stands in for it, and the score says so; with more, no score is given.',
      {
        certainty: 'unverified',
        source: 'A circulated scoring note that counts 45 instead of 50 where one section is left out.',
      },
    ),
    meaningfulChange: [
      change('ndi.change-author', 5, 'A change of 5 of 50 points of NDI matters according to its author.', {
        certainty: 'sourced',
        source: 'Vernon.',
      }),
      change('ndi.change-later', 7, 'Later studies ask for 7 to 10 of 50 points of NDI.', {
        certainty: 'unverified',
        source: 'General knowledge.',
      }),
    ],
  }),
  parts: [],
  scoring: scoring('ndi', [0, 1, 2, 3, 4, 5], 'NDI: ten answers of 0 to 5, added up: 0 to 50.', {
    certainty: 'sourced',
    source: 'Vernon.',
  }),
  safetyItem: null,
  licence: licence('NDI © Howard Vernon.', { certainty: 'unverified', source: 'Circulated forms.' }),
}
