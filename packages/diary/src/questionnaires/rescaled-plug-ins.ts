// Plug-ins whose scores are rescaled (MSQ v2.1) or come from the owner's tables (PROMIS), and MIBS-4, whose wording could not be checked.
import type { Certainty, ClinicalRule } from '../clinical-rule.ts'
import {
  itemIds,
  sumOf,
  type AnswerKind,
  type Bands,
  type Licence,
  type Questionnaire,
  type Scale,
} from './questionnaire.ts'

const SUPPLIED = 'The wording of its items does not come with this software: the clinic supplies the form'

function textless(ids: readonly string[], answer: AnswerKind): Questionnaire['items'] {
  return ids.map((id) => ({ id, text: null, answer }))
}

function choices(least: number, most: number): AnswerKind {
  const values = Array.from({ length: most - least + 1 }, (_, k) => least + k)
  return { type: 'choices', choices: values.map((value) => ({ value, text: null })) }
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
  items: textless(MIBS_4_ITEMS, choices(0, 3)),
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

function msqScale(id: string, name: string, first: number, last: number, group: number, individual: number): Scale {
  const items = itemIds(last).slice(first - 1)
  return {
    id,
    name,
    items,
    least: 0,
    most: 100,
    // 1 is the best answer and 6 the worst; the score runs the other way, from 0 to 100
    score: (answers) => (100 * (6 * answers.length - sumOf(answers))) / (5 * answers.length),
    digits: 1,
    bands: null,
    otherBands: [],
    missing: {
      id: `questionnaire.msq-2.1.${id}.missing-items`,
      version: 1,
      value: { mostMissing: Math.floor(items.length / 2) },
      statement: `MSQ v2.1, ${name}: at least half of its items must be answered; the mean of the others stands in for the rest, and the score says so.`,
      certainty: 'unverified',
      source: 'General knowledge of such scales; the user manual was not read.',
    },
    meaningfulChange: [
      {
        id: `questionnaire.msq-2.1.${id}.change-group`,
        version: 1,
        value: { points: group },
        statement: `MSQ v2.1, ${name}: between groups a difference of ${group} points matters.`,
        certainty: 'sourced',
        source: 'Cole and others 2009.',
      },
      {
        id: `questionnaire.msq-2.1.${id}.change-person`,
        version: 1,
        value: { points: individual },
        statement: `MSQ v2.1, ${name}: within one person a change of about ${individual} points matters.`,
        certainty: 'sourced',
        source:
          'Cole and others 2009: 5 for role restrictive, 5 to 7.9 for role preventive, 8 to 10.6 for emotional function.',
      },
    ],
  }
}

export const MSQ: Questionnaire = {
  id: 'msq-2.1',
  title: 'MSQ v2.1',
  recall: '4 weeks',
  stem: null,
  items: textless(itemIds(14), choices(1, 6)),
  total: null,
  parts: [
    msqScale('role-restrictive', 'role restrictive', 1, 7, 3.2, 5),
    msqScale('role-preventive', 'role preventive', 8, 11, 4.6, 5),
    msqScale('emotional-function', 'emotional function', 12, 14, 7.5, 8),
  ],
  scoring: {
    id: 'questionnaire.msq-2.1.scoring',
    version: 1,
    value: { roleRestrictive: 7, rolePreventive: 4, emotionalFunction: 3, least: 1, most: 6 },
    statement:
      'MSQ v2.1: 14 items in three scores of 7, 4 and 3 items, each 0 to 100 and higher is better; there is no total. Answers are taken as 1 (none of the time) to 6 (all of the time).',
    certainty: 'unverified',
    source: 'Cole and others 2009 for the three scores and their direction; how answers are numbered was not read.',
    needsReview: true,
  },
  safetyItem: null,
  licence: {
    itemsShipped: false,
    notice: `MSQ v2.1 © GlaxoSmithKline, distributed by Mapi Research Trust. ${SUPPLIED} that it has a licence for.`,
    certainty: 'unverified',
    source: 'The licence page was not found.',
  },
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
