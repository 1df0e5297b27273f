// Reasons in at most four words, for tables; and which answers have chances that say nothing.
import type { ReasonCode, TreatmentAnswer } from '@clearday/inference'

/** Why, beside "can’t tell". */
export const SHORT_REASON: Readonly<Record<ReasonCode, string>> = {
  'evidence-strong-enough': 'line crossed',
  'strong-but-remission-possible': 'line crossed',
  'too-few-days': 'too few days',
  'baseline-short': 'baseline short',
  'no-days-off': 'no days without',
  'no-days-on': 'no days with',
  'not-separable': 'used together',
  entangled: 'tied together',
  'taken-as-needed': 'taken as needed',
  'one-class': 'all days alike',
  'mostly-missing': 'mostly missing',
  'drift-could-explain': 'only one start',
  'not-settled-yet': 'not settled',
}

/** Under a table in which a dash stands. */
export const DASH_NOTE = '–: no effect can be given, because all logged days are with it or all are without it.'

/** Whether there is anything to compare: logged days both with it and without it. */
export function comparable({ loggedDaysOn, loggedDaysOff }: TreatmentAnswer): boolean {
  return loggedDaysOn > 0 && loggedDaysOff > 0
}

const WITHOUT_CHANCES: ReadonlySet<ReasonCode> = new Set(['one-class', 'no-days-on', 'no-days-off', 'too-few-days'])

/** Whether the chances come from the diary at all: with these reasons they are where the model began. */
export function chancesSaySomething(answer: TreatmentAnswer): boolean {
  return comparable(answer) && !WITHOUT_CHANCES.has(answer.reason)
}

/** Whether it is told with others as one: then only its verdict, reason and next step are its own. */
export function toldJointly({ reason, inseparableFrom }: TreatmentAnswer): boolean {
  return reason === 'not-separable' && inseparableFrom.length > 0
}
