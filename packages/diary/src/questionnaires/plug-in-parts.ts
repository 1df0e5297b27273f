// What plug-ins are put together from: rules with their marks, items without text, and the words about the form that the clinic supplies.
import type { Certainty, ClinicalRule } from '../clinical-rule.ts'
import {
  sumOf,
  type AnswerKind,
  type Band,
  type Bands,
  type Licence,
  type MissingRule,
  type Questionnaire,
  type Scale,
} from './questionnaire.ts'

export const SUPPLIED = 'The wording of its items does not come with this software: the clinic supplies the form'

export interface Source {
  readonly certainty: Certainty
  readonly source: string
}

export function licence(owner: string, { certainty, source }: Source): Licence {
  return {
    itemsShipped: false,
    notice: `${owner} ${SUPPLIED} that it has a licence for.`,
    certainty,
    source,
  }
}

export function bands(id: string, value: readonly Band[], statement: string, { certainty, source }: Source): Bands {
  return { id: `questionnaire.${id}`, version: 1, value, statement, certainty, source, needsReview: true }
}

export function scoring(
  id: string,
  value: unknown,
  statement: string,
  { certainty, source }: Source,
): ClinicalRule<unknown> {
  return { id: `questionnaire.${id}.scoring`, version: 1, value, statement, certainty, source, needsReview: true }
}

export function missing(id: string, mostMissing: number, statement: string, from: Source): ClinicalRule<MissingRule> {
  return { id: `questionnaire.${id}.missing-items`, version: 1, value: { mostMissing }, statement, ...from }
}

export function change(id: string, points: number, statement: string, from: Source): ClinicalRule<{ points: number }> {
  return { id: `questionnaire.${id}`, version: 1, value: { points }, statement, ...from, needsReview: true }
}

const OURS: Source = { certainty: 'proposal', source: 'Ours: without every answer the published ranges do not hold.' }

export function allNeeded(id: string, title: string): ClinicalRule<MissingRule> {
  return missing(id, 0, `${title}: every item that counts must be answered; otherwise no score is given.`, OURS)
}

export function choices(...values: readonly number[]): AnswerKind {
  return { type: 'choices', choices: values.map((value) => ({ value, text: null })) }
}

export function textless(ids: readonly string[], answer: AnswerKind): Questionnaire['items'] {
  return ids.map((id) => ({ id, text: null, answer }))
}

export function total(
  name: string,
  items: readonly string[],
  rest: Omit<Scale, 'id' | 'name' | 'items' | 'score'>,
): Scale {
  return { id: 'total', name, items, score: sumOf, ...rest }
}
