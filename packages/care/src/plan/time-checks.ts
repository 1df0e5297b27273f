// What the calendar says of a treatment: too early, due, never long enough; a short time before it; what was not asked or not logged.
import { daysBetween, type ClinicalRule } from '@clearday/diary'
import type { UsedTreatment } from '../answers/used-treatments.ts'
import type { History } from '../history.ts'
import { coursesOfUse, judgedIfBegun, judgementOf } from './judgement.ts'
import { inSentence, startingSentence, type PlanCheck } from './plan-check.ts'
import { timeToAssess } from './time-to-assess.ts'

export const BASELINE_DAYS: ClinicalRule<number> = {
  id: 'plan.baseline-days',
  version: 1,
  value: 56,
  statement: 'At least 56 days of diary before a treatment begins, better 84, the months before the decision included.',
  certainty: 'proposal',
  source: 'Ours, by simulation: a start after a bad spell looks like an effect where the time before is short.',
}

export const SESSIONS_OF_A_COURSE: ClinicalRule<number> = {
  id: 'plan.sessions-of-a-course',
  version: 1,
  value: 6,
  statement: 'A course of sessions is at least 6; fewer are hardly a trial of it.',
  certainty: 'proposal',
  source: 'Courses in trials: 6 in 4 weeks (Arnadottir 2013), 8 weekly (Mann 2008, Haller 2016).',
}

export const TIME_RULES: readonly ClinicalRule<unknown>[] = [BASELINE_DAYS, SESSIONS_OF_A_COURSE]

/** All that concerns one treatment and the calendar. */
export function timeChecks(treatment: UsedTreatment, history: History): PlanCheck[] {
  return [
    ...judgementChecks(treatment, history),
    ...sessionChecks(treatment, history),
    ...baselineChecks(treatment, history),
    ...expectationChecks(treatment, history),
  ]
}

function judgementChecks(treatment: UsedTreatment, { diary: { firstDay, lastDay } }: History): PlanCheck[] {
  const { known, assessClass, startedOn } = treatment
  const rule = timeToAssess(assessClass)
  const check = (
    code: PlanCheck['code'],
    level: PlanCheck['level'],
    on: PlanCheck['on'],
    sentence: string,
  ): PlanCheck[] => [{ code, level, treatments: [known.id], on, sentence, ruleId: rule.id }]
  const name = inSentence(known)
  const Name = startingSentence(known)
  const judgement = judgementOf(treatment, lastDay)
  switch (judgement.state) {
    case 'never-used':
      if (startedOn <= lastDay) return []
      return check(
        'too-early-to-judge',
        'wait',
        judgedIfBegun(treatment, startedOn),
        `${Name} is to begin on ${startedOn}; it is too early to judge it until ${judgedIfBegun(treatment, startedOn)}.`,
      )
    case 'too-early':
      return check(
        'too-early-to-judge',
        'wait',
        judgement.until,
        `It is too early to judge ${name} until ${judgement.until}.`,
      )
    case 'below-target': {
      const needed = `${weeks(rule.value.atTargetDays ?? 0)} at that dose are needed before it can be judged.`
      return check(
        'target-not-reached',
        'wait',
        null,
        judgement.reachedBefore
          ? `${Name} is below its target dose again, before it was taken at it for long enough. ${needed}`
          : `${Name} has not reached its target dose yet. ${needed}`,
      )
    }
    case 'due':
      // what could be judged before the diary began is no news, and what a trial seals is not to be judged now
      return treatment.sealed !== null || judgement.since < firstDay || !judgement.goesOn
        ? []
        : check(
            'due-for-judgement',
            'note',
            judgement.since,
            `${Name} can be judged since ${judgement.since}. Its answer says what can be told.`,
          )
    case 'follow-up':
      return check(
        'follow-up-running',
        'wait',
        judgement.until,
        `The last use of ${name} was on ${judgement.ended}. The ${weeks(rule.value.followUpDays)} after it belong to its judgement: until ${judgement.until}.`,
      )
    case 'stopped-early':
      return judgement.ended < firstDay
        ? []
        : check(
            'stopped-before-judgement',
            'note',
            judgement.ended,
            `${Name} ended on ${judgement.ended}, before it had been used for long enough to be judged${rule.value.atTargetDays === null ? ` (until ${judgement.needed})` : ` (${weeks(rule.value.fromStartDays)}, ${weeks(rule.value.atTargetDays)} of them at its target dose)`}. If it did not suit you, that is a reason by itself; it has not been shown not to help.`,
          )
  }
}

function sessionChecks(treatment: UsedTreatment, { diary: { firstDay, lastDay } }: History): PlanCheck[] {
  const { known, regimens, sessions, assessClass } = treatment
  const planned = regimens.some(
    ({ regimen: { kind }, course: { state } }) => kind === 'therapy-course' && state !== 'planned',
  )
  const courses = coursesOfUse(treatment, lastDay)
  if (planned && sessions.length === 0 && courses.length === 0) {
    return [
      {
        code: 'no-session-logged',
        level: 'note',
        treatments: [known.id],
        on: null,
        sentence: `A course of ${inSentence(known)} stands in the plan, but no session of it in the diary. Without sessions it cannot be judged.`,
        ruleId: null,
      },
    ]
  }
  const last = courses.at(-1)
  if (assessClass !== 'session-therapy' || last === undefined || last.sessions === 0 || last.lastDay === null) return []
  if (last.sessions >= SESSIONS_OF_A_COURSE.value || last.lastDay < firstDay) return []
  return [
    {
      code: 'few-sessions',
      level: 'note',
      treatments: [known.id],
      on: last.lastDay,
      sentence: `The last course of ${inSentence(known)} had ${last.sessions} ${last.sessions === 1 ? 'session' : 'sessions'}; trials gave ${SESSIONS_OF_A_COURSE.value} or more.`,
      ruleId: SESSIONS_OF_A_COURSE.id,
    },
  ]
}

/** Days observed before the first start; where it was left off and begun again in the diary, that is a comparison too. */
function baselineChecks(treatment: UsedTreatment, { diary, days }: History): PlanCheck[] {
  const { known, startedOn } = treatment
  const starts = coursesOfUse(treatment, diary.lastDay).filter(({ firstDay }) => firstDay > diary.firstDay)
  if (starts.length > 1 || startedOn > diary.lastDay) return []
  const before = days
    .slice(0, Math.max(0, daysBetween(diary.firstDay, startedOn)))
    .filter(({ observed }) => observed).length
  if (before >= BASELINE_DAYS.value) return []
  // of what the library does not know, such as a pill or a blood thinner, no pause is thought of here; nor of what is over
  const mayPause = known.treatment !== null && coursesOfUse(treatment, diary.lastDay).at(-1)?.lastDay === null
  const pause = mayPause ? ' A planned pause would make up for it, if whoever prescribed or gives it agrees.' : ''
  return [
    {
      code: 'baseline-short',
      level: 'note',
      treatments: [known.id],
      on: startedOn,
      sentence: `${before === 0 ? 'No observed day lies' : `Only ${before} observed ${before === 1 ? 'day lies' : 'days lie'}`} before ${inSentence(known)} began; ${BASELINE_DAYS.value} or more make a fair comparison.${pause}`,
      ruleId: BASELINE_DAYS.id,
    },
  ]
}

/** Of what began while the diary was kept, or is to begin: before that nobody could be asked. */
function expectationChecks({ known, regimens }: UsedTreatment, { diary }: History): PlanCheck[] {
  if (regimens.length === 0 || regimens.some(({ regimen }) => regimen.expectation !== undefined)) return []
  const { startedOn } = regimens[0].course
  if (startedOn < diary.firstDay) return []
  const ahead = startedOn > diary.lastDay
  return [
    {
      code: 'expectation-not-asked',
      level: ahead ? 'wait' : 'note',
      treatments: [known.id],
      on: startedOn,
      sentence: ahead
        ? `Before ${inSentence(known)} begins on ${startedOn}: note how much you expect it to help, from 0 to 10. Expectation is part of what helps.`
        : `How much was expected of ${inSentence(known)} was not noted before it began, and can no longer be asked fairly. Expectation is part of what helps.`,
      ruleId: null,
    },
  ]
}

function weeks(days: number): string {
  return days === 7 ? 'week' : `${days / 7} weeks`
}
