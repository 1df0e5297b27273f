// By what an answer was worked out: so that one that moves although the diary did not can say why, with both numbers side by side.
import { DAY_RULES } from '@clearday/diary'
import { PRODUCT_MODEL, type PosteriorSummary, type Verdict } from '@clearday/inference'
import type { TreatmentAnswers } from './answer-treatments.ts'
import { TIME_TO_ASSESS_RULES } from '../plan/time-to-assess.ts'
import { EXPOSURE_RULES } from './treatment-exposure.ts'
import { USED_TOGETHER } from './used-together.ts'

export interface AnswerMethod {
  /** Of the engine. */
  readonly model: string
  /** What a day and a day of use is counted by: versions of the rules, by their ids. */
  readonly rules: Readonly<Record<string, number>>
}

/** Small enough to be kept beside every answer that follows it. */
export interface AnswerSummary {
  readonly method: AnswerMethod
  /** By the treatment's id; only those that were answered. */
  readonly of: Readonly<Record<string, { readonly verdict: Verdict; readonly effectDaysPer28: PosteriorSummary }>>
}

/** All whose values reach an answer: how a day is counted, how a treatment builds up and fades, and what cannot be told apart. */
const ANSWER_RULES = [...DAY_RULES, ...EXPOSURE_RULES, ...TIME_TO_ASSESS_RULES, USED_TOGETHER]

/** By what an answer would be worked out now. */
export function methodNow(): AnswerMethod {
  return {
    model: PRODUCT_MODEL,
    rules: Object.fromEntries(ANSWER_RULES.map(({ id, version }) => [id, version])),
  }
}

/** O(treatments + rules). */
export function answerSummary({ treatments, engine }: TreatmentAnswers): AnswerSummary {
  return {
    method: { ...methodNow(), model: engine?.model ?? '' },
    of: Object.fromEntries(
      treatments.flatMap(({ id, answer }) =>
        answer === null ? [] : [[id, { verdict: answer.verdict, effectDaysPer28: answer.effectDaysPer28 }]],
      ),
    ),
  }
}

export interface MethodChange {
  /** `model`, or the id of a rule. */
  readonly of: string
  /** Null for a rule that was not there. */
  readonly before: string | null
  readonly now: string | null
}

/** What is worked out otherwise now; empty where nothing is. An answer without a model, of no treatment, says nothing of it. O(rules). */
export function methodChanges(before: AnswerMethod, now: AnswerMethod): readonly MethodChange[] {
  const written = (version: number | undefined): string | null => (version === undefined ? null : String(version))
  const ids = [...new Set([...Object.keys(before.rules), ...Object.keys(now.rules)])].sort()
  const isOther = before.model !== now.model && before.model !== '' && now.model !== ''
  return [
    ...(isOther ? [{ of: 'model', before: before.model, now: now.model }] : []),
    ...ids
      .filter((id) => before.rules[id] !== now.rules[id])
      .map((id) => ({ of: id, before: written(before.rules[id]), now: written(now.rules[id]) })),
  ]
}
