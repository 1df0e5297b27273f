// What a questionnaire is, as data: its items, what each answer counts, how it is summed, and what the published ranges are called.
import type { Certainty, ClinicalRule } from '../clinical-rule.ts'

/** A sentence that people read: `english` is shown until a catalogue has a translation under `key`. Validated items have official translations; none is made up. */
export interface Message {
  readonly key: string
  readonly english: string
}

export interface Choice {
  readonly value: number
  /** Null where the wording is not ours to ship. */
  readonly text: Message | null
}

/** Either one of a list, or a number within bounds. */
export type AnswerKind =
  | { readonly type: 'choices'; readonly choices: readonly Choice[] }
  | { readonly type: 'whole-number' | 'number'; readonly least: number; readonly most: number }

export interface QuestionnaireItem {
  /** `q1`, `q2` … in the order of the published form. */
  readonly id: string
  /** Null in a plug-in: the clinic supplies the text of its licensed form. */
  readonly text: Message | null
  readonly answer: AnswerKind
}

export interface Band {
  readonly id: string
  /** As papers call the range, in words that go on after "a score in the range that papers call". */
  readonly name: string
  /** From this score on, until the next band begins. */
  readonly from: number
}

/** Bands in rising order, the first from the scale's lowest score on. */
export type Bands = ClinicalRule<readonly Band[]>

/** How an unanswered item is dealt with: no score at all, or the mean of the others in its place for up to so many items. */
export interface MissingRule {
  readonly mostMissing: number
}

/** One score of a questionnaire: the total, or a part of it. */
export interface Scale {
  readonly id: string
  readonly name: string
  readonly items: readonly string[]
  readonly least: number
  readonly most: number
  /** From the answers of all items of the scale, in their order. */
  readonly score: (answers: readonly number[]) => number
  /** Digits after the point of a score for which an unanswered item was replaced, or that is rescaled. */
  readonly digits: number
  /** The most it can be means nothing to people (days of five questions, T-scores), and is not said beside a score. */
  readonly withoutMost?: boolean
  readonly bands: Bands | null
  /** Bands that another source draws elsewhere; told beside the first, never silently chosen. */
  readonly otherBands: readonly Bands[]
  readonly missing: ClinicalRule<MissingRule>
  readonly meaningfulChange: readonly ClinicalRule<{ readonly points: number }>[]
}

export interface Licence {
  /** Whether the wording of the items stands in this open-source project. */
  readonly itemsShipped: boolean
  /** Shown beside the questionnaire. */
  readonly notice: string
  readonly certainty: Certainty
  readonly source: string
}

export interface Questionnaire {
  readonly id: string
  readonly title: string
  /** What the person thinks back over. */
  readonly recall: string
  /** The words before the items; null in a plug-in. */
  readonly stem: Message | null
  readonly items: readonly QuestionnaireItem[]
  /** The score that stands for the questionnaire; null where it has several scores and no total. */
  readonly total: Scale | null
  readonly parts: readonly Scale[]
  readonly scoring: ClinicalRule<unknown>
  /** An answer that asks for people at once, whatever the score. */
  readonly safetyItem: ClinicalRule<{ readonly item: string; readonly from: number }> | null
  readonly licence: Licence
}

/** Which questionnaire has which word in messages: `questionnaire.phq-9.q1`. */
export function messageKey(questionnaire: string, name: string): string {
  return `questionnaire.${questionnaire}.${name}`
}

export function sumOf(answers: readonly number[]): number {
  return answers.reduce((sum, answer) => sum + answer, 0)
}

/** `q1` … `q<count>`. */
export function itemIds(count: number): string[] {
  return Array.from({ length: count }, (_, k) => `q${k + 1}`)
}
