// How long a kind of treatment must be used before it can be judged, and how it is taken to come and go. Ours, from what guidelines say.
import type { ClinicalRule } from '@clearday/diary'

export const ASSESS_CLASSES = [
  'oral-preventive',
  'antibody-monthly',
  'antibody-quarterly',
  'onabotulinumtoxin-a',
  'session-therapy',
  'supplement',
  'exercise',
  'behavioural',
  'other',
] as const
export type AssessClass = (typeof ASSESS_CLASSES)[number]

export interface TimeToAssess {
  /** Days of use before a judgement. */
  readonly fromStartDays: number
  /** Days at the target dose, where there is one; the later of the two counts. */
  readonly atTargetDays: number | null
  /** Days of diary after the end of a course that belong to its judgement. */
  readonly followUpDays: number
  /** Days from nothing to full effect. */
  readonly rampDays: number
  /** Half-life of the effect after stopping. */
  readonly decayHalfLifeDays: number
}

function assess(
  name: AssessClass,
  statement: string,
  source: string,
  value: TimeToAssess,
): readonly [AssessClass, ClinicalRule<TimeToAssess>] {
  const rule = { id: `time-to-assess.${name}`, version: 1, value, statement, certainty: 'proposal', source } as const
  return [name, rule]
}

const WEEK = 7

export const TIME_TO_ASSESS: ReadonlyMap<AssessClass, ClinicalRule<TimeToAssess>> = new Map([
  assess(
    'oral-preventive',
    'A preventive tablet is judged after 8 weeks at its target dose and 12 weeks from the start. Its effect is taken to build up over 4 weeks and to halve every week after stopping.',
    'AHS 2019 ("2–3 months"), AHS 2021 (8 weeks, unverified); ramp and decay are ours.',
    { fromStartDays: 12 * WEEK, atTargetDays: 8 * WEEK, followUpDays: 0, rampDays: 4 * WEEK, decayHalfLifeDays: WEEK },
  ),
  assess(
    'antibody-monthly',
    'A monthly antibody is judged after 12 weeks. Its effect is taken to build up over 2 weeks and to halve every 4 weeks after the last dose.',
    'AHS consensus 2021 and EHF: 3 months or more; ramp and decay are ours.',
    { fromStartDays: 12 * WEEK, atTargetDays: null, followUpDays: 0, rampDays: 2 * WEEK, decayHalfLifeDays: 4 * WEEK },
  ),
  assess(
    'antibody-quarterly',
    'A quarterly antibody is judged after 24 weeks. Its effect is taken to build up over 2 weeks and to halve every 4 weeks after the last dose has run out.',
    'AHS consensus 2021: 6 months or more; ramp and decay are ours.',
    { fromStartDays: 24 * WEEK, atTargetDays: null, followUpDays: 0, rampDays: 2 * WEEK, decayHalfLifeDays: 4 * WEEK },
  ),
  assess(
    'onabotulinumtoxin-a',
    'OnabotulinumtoxinA is judged after two cycles of 12 weeks. Its effect is taken to build up over 4 weeks and to halve every 4 weeks after a cycle has run out.',
    'EHF: 2–3 cycles of 12 weeks; ramp and decay are ours.',
    { fromStartDays: 24 * WEEK, atTargetDays: null, followUpDays: 0, rampDays: 4 * WEEK, decayHalfLifeDays: 4 * WEEK },
  ),
  assess(
    'session-therapy',
    'A course of sessions is judged after 8 weeks of it and again after 8 weeks without. How long a session acts is not known and is averaged over days to weeks.',
    'Courses in trials (Mann 2008, Haller 2016, Arnadottir 2013) run 4 to 8 weeks; 8 plus 4–8 weeks is ours.',
    { fromStartDays: 8 * WEEK, atTargetDays: null, followUpDays: 8 * WEEK, rampDays: 1, decayHalfLifeDays: 10 },
  ),
  assess(
    'supplement',
    'A supplement is judged after 12 weeks. Its effect is taken to build up over 8 weeks and to halve every 2 weeks after stopping.',
    'Trials of riboflavin, magnesium and coenzyme Q10 run 3 months; ramp and decay are ours.',
    { fromStartDays: 12 * WEEK, atTargetDays: null, followUpDays: 0, rampDays: 8 * WEEK, decayHalfLifeDays: 2 * WEEK },
  ),
  assess(
    'exercise',
    'Regular exercise is judged after 12 weeks. Its effect is taken to build up over 6 weeks and to halve every 2 weeks after stopping.',
    'Trials of aerobic exercise run 10–12 weeks; ramp and decay are ours.',
    { fromStartDays: 12 * WEEK, atTargetDays: null, followUpDays: 0, rampDays: 6 * WEEK, decayHalfLifeDays: 2 * WEEK },
  ),
  assess(
    'behavioural',
    'Biofeedback, relaxation, cognitive behavioural therapy or mindfulness is judged after 12 weeks. Its effect is taken to build up over 6 weeks and to halve every 8 weeks after stopping, as what was learned stays.',
    'Programmes in trials run 8–12 weeks, and effects lasted for months (Nestoriuc 2007); ramp and decay are ours.',
    { fromStartDays: 12 * WEEK, atTargetDays: null, followUpDays: 0, rampDays: 6 * WEEK, decayHalfLifeDays: 8 * WEEK },
  ),
  assess(
    'other',
    'A treatment of a kind we do not know is judged after 12 weeks. Its effect is taken to build up over 4 weeks and to halve every 2 weeks after stopping.',
    'Ours: as for most preventives.',
    { fromStartDays: 12 * WEEK, atTargetDays: null, followUpDays: 0, rampDays: 4 * WEEK, decayHalfLifeDays: 2 * WEEK },
  ),
])

/** @throws never: every class has a rule. */
export function timeToAssess(assessClass: AssessClass): ClinicalRule<TimeToAssess> {
  const rule = TIME_TO_ASSESS.get(assessClass)
  if (rule === undefined) throw new Error(`no time to assess for ${assessClass}`)
  return rule
}

export const TIME_TO_ASSESS_RULES: readonly ClinicalRule<unknown>[] = [...TIME_TO_ASSESS.values()]
