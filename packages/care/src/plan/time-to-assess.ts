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
  /** Half-life of the effect after stopping; of sessions the middle one of those that are averaged over. */
  readonly decayHalfLifeDays: number
  /** Days that one dose lasts, for what is injected at intervals; null for what is taken or done from day to day. */
  readonly doseLastsDays: number | null
}

const WEEK = 7

/** The statement is built from the numbers, so that neither can change without the other. */
function assess(
  name: AssessClass,
  subject: string,
  source: string,
  value: TimeToAssess,
): readonly [AssessClass, ClinicalRule<TimeToAssess>] {
  const { fromStartDays, atTargetDays, followUpDays, rampDays, decayHalfLifeDays, doseLastsDays } = value
  const target = atTargetDays === null ? '' : `${weeks(atTargetDays)} at its target dose and `
  const followUp = followUpDays === 0 ? '' : ` and again ${weeks(followUpDays)} after its end`
  const lasts = doseLastsDays === null ? '' : ` One dose lasts ${weeks(doseLastsDays)}.`
  const course =
    name === 'session-therapy'
      ? 'How long a session acts is not known and is averaged over days to weeks.'
      : `Its effect is taken to build up over ${weeks(rampDays)} and to halve every ${weeks(decayHalfLifeDays)} after it ends.`
  const statement = `${subject} is judged after ${target}${weeks(fromStartDays)} from the start${followUp}.${lasts} ${course}`
  return [name, { id: `time-to-assess.${name}`, version: 1, value, statement, certainty: 'proposal', source }]
}

function weeks(days: number): string {
  return days === WEEK ? 'week' : `${days / WEEK} weeks`
}

const TIME_TO_ASSESS: ReadonlyMap<AssessClass, ClinicalRule<TimeToAssess>> = new Map([
  assess(
    'oral-preventive',
    'A preventive tablet',
    'AHS 2019 ("2–3 months"), AHS 2021 (8 weeks, unverified); build-up and fading are ours.',
    {
      fromStartDays: 12 * WEEK,
      atTargetDays: 8 * WEEK,
      followUpDays: 0,
      rampDays: 4 * WEEK,
      decayHalfLifeDays: WEEK,
      doseLastsDays: null,
    },
  ),
  assess(
    'antibody-monthly',
    'A monthly antibody',
    'AHS consensus 2021 (J Headache Pain 2023;24, table 3) and EHF: 3 months or more; build-up and fading are ours.',
    {
      fromStartDays: 12 * WEEK,
      atTargetDays: null,
      followUpDays: 0,
      rampDays: 2 * WEEK,
      decayHalfLifeDays: 4 * WEEK,
      doseLastsDays: 4 * WEEK,
    },
  ),
  assess(
    'antibody-quarterly',
    'A quarterly antibody',
    'AHS consensus 2021 (J Headache Pain 2023;24, table 3): 6 months or more; build-up and fading are ours.',
    {
      fromStartDays: 24 * WEEK,
      atTargetDays: null,
      followUpDays: 0,
      rampDays: 2 * WEEK,
      decayHalfLifeDays: 4 * WEEK,
      doseLastsDays: 12 * WEEK,
    },
  ),
  assess(
    'onabotulinumtoxin-a',
    'OnabotulinumtoxinA',
    'EHF: after 2–3 cycles of 12 weeks; build-up and fading are ours.',
    {
      fromStartDays: 24 * WEEK,
      atTargetDays: null,
      followUpDays: 0,
      rampDays: 4 * WEEK,
      decayHalfLifeDays: 4 * WEEK,
      doseLastsDays: 12 * WEEK,
    },
  ),
  assess(
    'session-therapy',
    'A course of sessions',
    'Courses in trials (Mann 2008, Haller 2016, Arnadottir 2013) run 4 to 8 weeks; 8 weeks and 4–8 weeks after are ours.',
    {
      fromStartDays: 8 * WEEK,
      atTargetDays: null,
      followUpDays: 8 * WEEK,
      rampDays: 1,
      decayHalfLifeDays: 10,
      doseLastsDays: null,
    },
  ),
  assess(
    'supplement',
    'A supplement',
    'Trials of riboflavin, magnesium and coenzyme Q10 run 3 months; build-up and fading are ours.',
    {
      fromStartDays: 12 * WEEK,
      atTargetDays: null,
      followUpDays: 0,
      rampDays: 8 * WEEK,
      decayHalfLifeDays: 2 * WEEK,
      doseLastsDays: null,
    },
  ),
  assess('exercise', 'Regular exercise', 'Trials of aerobic exercise run 10–12 weeks; build-up and fading are ours.', {
    fromStartDays: 12 * WEEK,
    atTargetDays: null,
    followUpDays: 0,
    rampDays: 6 * WEEK,
    decayHalfLifeDays: 2 * WEEK,
    doseLastsDays: null,
  }),
  assess(
    'behavioural',
    'Biofeedback, relaxation, cognitive behavioural therapy or mindfulness',
    'Programmes in trials run 8–12 weeks, and effects lasted for months (Nestoriuc 2007); build-up and fading are ours.',
    {
      fromStartDays: 12 * WEEK,
      atTargetDays: null,
      followUpDays: 0,
      rampDays: 6 * WEEK,
      decayHalfLifeDays: 8 * WEEK,
      doseLastsDays: null,
    },
  ),
  assess('other', 'A treatment of a kind that is not known here', 'Ours: as for most preventives.', {
    fromStartDays: 12 * WEEK,
    atTargetDays: null,
    followUpDays: 0,
    rampDays: 4 * WEEK,
    decayHalfLifeDays: 2 * WEEK,
    doseLastsDays: null,
  }),
])

/** @throws never: every class has a rule. */
export function timeToAssess(assessClass: AssessClass): ClinicalRule<TimeToAssess> {
  const rule = TIME_TO_ASSESS.get(assessClass)
  if (rule === undefined) throw new Error(`no time to assess for ${assessClass}`)
  return rule
}

export const TIME_TO_ASSESS_RULES: readonly ClinicalRule<unknown>[] = [...TIME_TO_ASSESS.values()]
