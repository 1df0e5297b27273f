// The PHQ and GAD family (Spitzer, Williams, Kroenke and others): mood and worry over two weeks. Free to ship, so its items stand here.
import type { ClinicalRule } from '../clinical-rule.ts'
import {
  itemIds,
  messageKey,
  sumOf,
  type Band,
  type Bands,
  type Licence,
  type MissingRule,
  type Questionnaire,
  type QuestionnaireItem,
  type Scale,
} from './questionnaire.ts'

const LICENCE: Licence = {
  itemsShipped: true,
  notice:
    'Developed by Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational grant from Pfizer Inc. No permission is required to reproduce, translate, display or distribute it.',
  certainty: 'sourced',
  source: 'Pfizer, 2010: PHQ and GAD "without copyright restriction and at no charge" (news-medical).',
}

const WORDING =
  'Wording compared with a circulated clinic form (Hamilton Family Health Team, PHQ-9/GAD-7) and other copies; the owner’s own page was not read.'

const STEM = 'Over the last 2 weeks, how often have you been bothered by any of the following problems?'

const OPTIONS = ['Not at all', 'Several days', 'More than half the days', 'Nearly every day']

const DEPRESSION = [
  'Little interest or pleasure in doing things',
  'Feeling down, depressed, or hopeless',
  'Trouble falling or staying asleep, or sleeping too much',
  'Feeling tired or having little energy',
  'Poor appetite or overeating',
  'Feeling bad about yourself, or that you are a failure or have let yourself or your family down',
  'Trouble concentrating on things, such as reading the newspaper or watching television',
  'Moving or speaking so slowly that other people could have noticed. Or the opposite: being so fidgety or restless that you have been moving around a lot more than usual',
  'Thoughts that you would be better off dead, or of hurting yourself in some way',
]

const ANXIETY = [
  'Feeling nervous, anxious or on edge',
  'Not being able to stop or control worrying',
  'Worrying too much about different things',
  'Trouble relaxing',
  'Being so restless that it is hard to sit still',
  'Becoming easily annoyed or irritable',
  'Feeling afraid as if something awful might happen',
]

/** Texts keep the key of the long form they come from, so that each is translated once. */
function item(id: string, family: 'phq-9' | 'gad-7', place: number): QuestionnaireItem {
  return {
    id,
    text: {
      key: messageKey(family, `q${place}`),
      english: (family === 'phq-9' ? DEPRESSION : ANXIETY)[place - 1],
    },
    answer: {
      type: 'choices',
      choices: OPTIONS.map((english, value) => ({
        value,
        text: { key: messageKey('phq-gad', `option-${value}`), english },
      })),
    },
  }
}

function itemsOf(family: 'phq-9' | 'gad-7', count: number): QuestionnaireItem[] {
  return itemIds(count).map((id, k) => item(id, family, k + 1))
}

const FIVE_BANDS: readonly Band[] = [
  { id: 'minimal', name: 'minimal', from: 0 },
  { id: 'mild', name: 'mild', from: 5 },
  { id: 'moderate', name: 'moderate', from: 10 },
  { id: 'moderately-severe', name: 'moderately severe', from: 15 },
  { id: 'severe', name: 'severe', from: 20 },
]

const THRESHOLD: readonly Band[] = [
  { id: 'below-threshold', name: 'below the threshold', from: 0 },
  { id: 'at-threshold', name: 'at or above the threshold', from: 3 },
]

/** `phq-4.parts` are the two halves of PHQ-4. */
function titleOf(questionnaire: string): string {
  const [id, parts] = questionnaire.toUpperCase().split('.')
  return parts === undefined ? id : `${id} (each half)`
}

function bandsRule(
  questionnaire: string,
  value: readonly Band[],
  source: string,
  certainty: 'sourced' | 'unverified' = 'unverified',
): Bands {
  const words = value.map(({ from, name }) => `from ${from}, ${name}`).join('; ')
  return {
    id: `questionnaire.${questionnaire}.bands`,
    version: 1,
    value,
    statement: `Ranges of the ${titleOf(questionnaire)} score as papers call them: ${words}. A range is no diagnosis.`,
    certainty,
    source,
    needsReview: true,
  }
}

function missingRule(questionnaire: string, mostMissing: number): ClinicalRule<MissingRule> {
  const replaced =
    mostMissing === 0
      ? 'Every item must be answered; otherwise no score is given.'
      : `With up to ${mostMissing} items unanswered, the mean of the others stands in for each, and the score says so; with more, no score is given.`
  return {
    id: `questionnaire.${questionnaire}.missing-items`,
    version: 1,
    value: { mostMissing },
    statement: `${titleOf(questionnaire)}: ${replaced}`,
    certainty: mostMissing === 0 ? 'proposal' : 'unverified',
    source:
      mostMissing === 0
        ? 'Ours: too few items for one to be left out.'
        : 'General knowledge of how studies deal with it; the instruction manual was not read.',
  }
}

function changeRule(questionnaire: string, points: number): ClinicalRule<{ points: number }> {
  return {
    id: `questionnaire.${questionnaire}.meaningful-change`,
    version: 1,
    value: { points },
    statement: `A change of ${points} points or more of the ${titleOf(questionnaire)} is usually taken as one that matters.`,
    certainty: 'unverified',
    source: 'General knowledge; no paper was read for it.',
  }
}

interface Made {
  readonly id: string
  readonly title: string
  readonly items: readonly QuestionnaireItem[]
  readonly mostMissing: number
  readonly bands: Bands
  readonly change?: number
  readonly parts?: readonly Scale[]
  readonly safetyItem?: Questionnaire['safetyItem']
}

function scale(id: string, name: string, items: readonly string[], bands: Bands, missing: Scale['missing']): Scale {
  const most = items.length * 3
  const base = { items, least: 0, most, score: sumOf, digits: 0, otherBands: [], meaningfulChange: [] }
  return { id, name, bands, missing, ...base }
}

function made({ id, title, items, mostMissing, bands, change, parts, safetyItem }: Made): Questionnaire {
  const ids = items.map((one) => one.id)
  const most = ids.length * 3
  return {
    id,
    title,
    recall: '2 weeks',
    stem: { key: messageKey('phq-gad', 'stem'), english: STEM },
    items,
    total: {
      ...scale('total', title, ids, bands, missingRule(id, mostMissing)),
      meaningfulChange: change === undefined ? [] : [changeRule(id, change)],
    },
    parts: parts ?? [],
    scoring: {
      id: `questionnaire.${id}.scoring`,
      version: 1,
      value: { items: ids.length, answers: [0, 1, 2, 3] },
      statement: `${title}: ${ids.length} items, each 0 to 3, added up: 0 to ${most}.`,
      certainty: id === 'phq-9' ? 'sourced' : 'unverified',
      source: `Kroenke, Spitzer, Williams and others. ${WORDING}`,
      needsReview: true,
    },
    safetyItem: safetyItem ?? null,
    licence: LICENCE,
  }
}

/** Any answer above "not at all" to the question about death and self-harm opens the safety path, whatever the score. */
export const SAFETY_ITEM: ClinicalRule<{ readonly item: string; readonly from: number }> = {
  id: 'questionnaire.phq-9.safety-item',
  version: 1,
  value: { item: 'q9', from: 1 },
  statement:
    'PHQ-9, question 9 (thoughts of being better off dead or of self-harm): any answer above "not at all" means that somebody asks about safety now. PHQ-8 and PHQ-4 do not ask it.',
  certainty: 'proposal',
  source: 'Ours, because an app that asks this question must have someone who answers.',
}

const PHQ_4_THRESHOLD = bandsRule(
  'phq-4.parts',
  THRESHOLD,
  'Kroenke and others, Psychosomatics 2009;50:613–621, not read; the NINDS notice for PHQ-4 says the same.',
)
const PHQ_4_PARTS_MISSING = missingRule('phq-4.parts', 0)

export const PHQ_GAD: readonly Questionnaire[] = [
  made({
    id: 'phq-2',
    title: 'PHQ-2',
    items: itemsOf('phq-9', 2),
    mostMissing: 0,
    bands: bandsRule(
      'phq-2',
      THRESHOLD,
      'Threshold 3; Kroenke and others 2003, not read. A study in primary care prefers 2 (PMC2906530).',
    ),
  }),
  made({
    id: 'phq-4',
    title: 'PHQ-4',
    items: [item('q1', 'gad-7', 1), item('q2', 'gad-7', 2), item('q3', 'phq-9', 1), item('q4', 'phq-9', 2)],
    mostMissing: 0,
    bands: bandsRule(
      'phq-4',
      [
        { id: 'none', name: 'none', from: 0 },
        { id: 'mild', name: 'mild', from: 3 },
        { id: 'moderate', name: 'moderate', from: 6 },
        { id: 'severe', name: 'severe', from: 9 },
      ],
      'Kroenke and others, Psychosomatics 2009;50:613–621, not read; the NINDS notice for PHQ-4 lists the same ranges.',
    ),
    parts: [
      scale('anxiety', 'PHQ-4, worry', ['q1', 'q2'], PHQ_4_THRESHOLD, PHQ_4_PARTS_MISSING),
      scale('depression', 'PHQ-4, mood', ['q3', 'q4'], PHQ_4_THRESHOLD, PHQ_4_PARTS_MISSING),
    ],
  }),
  made({
    id: 'phq-8',
    title: 'PHQ-8',
    items: itemsOf('phq-9', 8),
    mostMissing: 2,
    bands: bandsRule('phq-8', FIVE_BANDS, 'The ranges of PHQ-9; Kroenke and others 2009, not read.'),
    change: 5,
  }),
  made({
    id: 'phq-9',
    title: 'PHQ-9',
    items: itemsOf('phq-9', 9),
    mostMissing: 2,
    bands: bandsRule(
      'phq-9',
      FIVE_BANDS,
      'Kroenke, Spitzer and Williams 2001, not read; circulated forms say the same.',
    ),
    change: 5,
    safetyItem: SAFETY_ITEM,
  }),
  made({
    id: 'gad-2',
    title: 'GAD-2',
    items: itemsOf('gad-7', 2),
    mostMissing: 0,
    bands: bandsRule('gad-2', THRESHOLD, 'Threshold 3; Kroenke and others 2007, not read.'),
  }),
  made({
    id: 'gad-7',
    title: 'GAD-7',
    items: itemsOf('gad-7', 7),
    mostMissing: 2,
    bands: bandsRule(
      'gad-7',
      FIVE_BANDS.filter(({ from }) => from <= 10).concat({ id: 'severe', name: 'severe', from: 15 }),
      'Spitzer and others 2006: 5, 10 and 15.',
      'sourced',
    ),
    change: 4,
  }),
]
