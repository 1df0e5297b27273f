// MSQ v2.1, the questionnaire on quality of life with migraine: three rescaled scores and no total, with no item text.
import { choices, SUPPLIED, textless } from './plug-in-parts.ts'
import { itemIds, sumOf, type Questionnaire, type Scale } from './questionnaire.ts'

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
  items: textless(itemIds(14), choices(1, 2, 3, 4, 5, 6)),
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
