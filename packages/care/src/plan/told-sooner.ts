// Where the diary already has a verdict, the calendar of a treatment says nothing against it: both at once would contradict each other.
import type { TreatmentAnswer } from '@clearday/inference'
import type { PlanCheck } from './plan-check.ts'

const ASKS_TO_WAIT: ReadonlySet<PlanCheck['code']> = new Set([
  'too-early-to-judge',
  'target-not-reached',
  'stopped-before-judgement',
])

/** Whether a treatment has an answer that is more than "can't tell yet". */
export function hasVerdict(one: { readonly answer: Pick<TreatmentAnswer, 'verdict'> | null } | undefined): boolean {
  return (one?.answer?.verdict ?? 'cannot-tell-yet') !== 'cannot-tell-yet'
}

/** The checks without those that call it too early to tell of what has a verdict. @param told of a treatment's id. O(checks). */
export function checksBeside<Check extends Pick<PlanCheck, 'code' | 'treatments'>>(
  checks: readonly Check[],
  told: (treatment: string) => boolean,
): readonly Check[] {
  return checks.filter(({ code, treatments }) => !ASKS_TO_WAIT.has(code) || !told(treatments[0]))
}
