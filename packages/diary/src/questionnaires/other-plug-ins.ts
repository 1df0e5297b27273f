// Questionnaires about sleep, neck, pain and fatigue whose wording is not ours to ship: how each is scored, with no item text.
import type { Certainty, ClinicalRule } from '../clinical-rule.ts'
import {
  allNeeded,
  bands,
  change,
  choices,
  licence,
  missing,
  scoring,
  SUPPLIED,
  textless,
  total,
} from './plug-in-parts.ts'
import { itemIds, sumOf, type Licence, type Questionnaire } from './questionnaire.ts'

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

const PROMIS_LICENCE: Licence = {
  itemsShipped: false,
  notice: `PROMIS © PROMIS Health Organization. Free for a person’s own research or clinic; building it into software needs written permission. ${SUPPLIED} and the T-score from its table.`,
  certainty: 'sourced',
  source: 'healthmeasures.net; HEAP.',
}

function promis(id: string, title: string): Questionnaire {
  const rule = (name: string, statement: string, certainty: Certainty): Omit<ClinicalRule<unknown>, 'value'> => ({
    id: `questionnaire.${id}.${name}`,
    version: 1,
    statement: `${title}: ${statement}`,
    certainty,
    source: 'healthmeasures.net, as the rule book quotes it.',
    needsReview: true,
  })
  return {
    id,
    title,
    recall: '7 days',
    stem: null,
    // the table from answers to T-scores is the owner's too
    items: textless(['t-score'], { type: 'number', least: 10, most: 100 }),
    total: {
      id: 'total',
      name: title,
      items: ['t-score'],
      least: 10,
      most: 100,
      score: sumOf,
      digits: 1,
      withoutMost: true,
      bands: {
        ...rule(
          'bands',
          'below 55 within normal limits, from 55 mild, from 60 moderate, from 70 severe.',
          'unverified',
        ),
        value: [
          { id: 'within-normal-limits', name: 'within normal limits', from: 10 },
          { id: 'mild', name: 'mild', from: 55 },
          { id: 'moderate', name: 'moderate', from: 60 },
          { id: 'severe', name: 'severe', from: 70 },
        ],
      },
      otherBands: [],
      missing: {
        ...rule('missing-items', 'without its T-score there is no score.', 'proposal'),
        value: { mostMissing: 0 },
      },
      meaningfulChange: [
        {
          ...rule('meaningful-change', 'a change of 2 to 6 points of T is taken as one that matters.', 'unverified'),
          value: { points: 2 },
        },
      ],
    },
    parts: [],
    scoring: {
      ...rule(
        'scoring',
        'a T-score, 50 being the mean of the population and 10 its standard deviation; higher is more of it.',
        'sourced',
      ),
      value: { mean: 50, standardDeviation: 10 },
    },
    safetyItem: null,
    licence: PROMIS_LICENCE,
  }
}

export const PROMIS: readonly Questionnaire[] = [
  promis('promis-pain-interference', 'PROMIS pain interference'),
  promis('promis-sleep-disturbance', 'PROMIS sleep disturbance'),
  promis('promis-fatigue', 'PROMIS fatigue'),
]
