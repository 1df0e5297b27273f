// What a doctor would say on reading the plan: what cannot be judged yet, what cannot be told apart, and who must be asked before a change.
import { addDays, daysBetween, type ClinicalRule, type Diary, type LivedDay, type LocalDate } from '@clearday/diary'
import type { UsedTreatment } from '../answers/treatment-inputs.ts'
import { courseOf, type RegimenCourse } from './regimen-course.ts'
import { timeToAssess } from './time-to-assess.ts'

export const APART_DAYS: ClinicalRule<number> = {
  id: 'plan.changes-apart',
  version: 1,
  value: 28,
  statement: 'Two treatments that begin or change within 28 days of each other can hardly be told apart.',
  certainty: 'proposal',
  source: 'Ours: a review of the answer is made every 28 days.',
}

export const BASELINE_DAYS: ClinicalRule<number> = {
  id: 'plan.baseline-days',
  version: 1,
  value: 56,
  statement: 'At least 56 days of diary before a treatment begins, better 84, the months before the decision included.',
  certainty: 'proposal',
  source: 'Ours, by simulation: a start after a bad spell looks like an effect where the time before is short.',
}

export const PLAN_RULES: readonly ClinicalRule<unknown>[] = [APART_DAYS, BASELINE_DAYS]

export type PlanCheckCode =
  | 'too-early-to-judge'
  | 'due-for-judgement'
  | 'target-not-reached'
  | 'changes-too-close'
  | 'baseline-short'
  | 'prescriber-first'
  | 'expectation-not-asked'
  | 'no-session-logged'

export interface PlanCheck {
  readonly code: PlanCheckCode
  /** The treatment's name, and the other one's where two are concerned. */
  readonly treatments: readonly string[]
  /** The date that the check is about, such as until when it is too early. */
  readonly on: LocalDate | null
  readonly sentence: string
  readonly ruleId: string | null
}

/**
 * When a treatment can first be judged: so long from its start, and so long at its target dose; null while the target is not reached.
 * Pauses are not taken off: what was paused is judged by the answer, not by the calendar.
 */
export function judgeFrom(treatment: UsedTreatment): LocalDate | null {
  const { fromStartDays, atTargetDays } = timeToAssess(treatment.known.assessClass).value
  const fromStart = addDays(treatment.startedOn, fromStartDays)
  if (atTargetDays === null || treatment.regimens.length === 0) return fromStart
  const since = courses(treatment)
    .map(({ atTargetSince }) => atTargetSince)
    .filter((date) => date !== null)
    .sort()[0]
  if (since === undefined) return null
  const fromTarget = addDays(since, atTargetDays)
  return fromTarget > fromStart ? fromTarget : fromStart
}

function courses({ regimens }: UsedTreatment): RegimenCourse[] {
  return regimens.map(courseOf)
}

/** It goes on: a regimen that was not stopped, or a session in the four weeks before. */
function goesOn(treatment: UsedTreatment, lastDay: number): boolean {
  return (
    courses(treatment).some(({ stoppedOn }) => stoppedOn === null) ||
    treatment.sessionDays.some((day) => day > lastDay - 28 && day <= lastDay)
  )
}

/**
 * All checks of a plan as the diary's last day finds it, by treatment in the order they began. O(treatments² + days).
 *
 * @param notLogged courses of sessions of which no session was logged.
 */
export function checkPlan(
  diary: Diary,
  days: readonly LivedDay[],
  treatments: readonly UsedTreatment[],
  notLogged: readonly UsedTreatment[],
): PlanCheck[] {
  const checks: PlanCheck[] = []
  for (const treatment of treatments) {
    if (notLogged.includes(treatment)) {
      checks.push(notLoggedCheck(treatment))
      continue
    }
    checks.push(...timeChecks(treatment, diary, days.length), ...baselineChecks(treatment, diary, days))
    checks.push(...prescriberChecks(treatment), ...expectationChecks(treatment))
  }
  return [...checks, ...closeChanges(treatments, diary)]
}

function notLoggedCheck({ known: { name } }: UsedTreatment): PlanCheck {
  return {
    code: 'no-session-logged',
    treatments: [name],
    on: null,
    sentence: `A course of ${name} stands in the plan, but no session of it in the diary. Without sessions it cannot be judged.`,
    ruleId: null,
  }
}

function timeChecks(treatment: UsedTreatment, diary: Diary, days: number): PlanCheck[] {
  const { known } = treatment
  if (!goesOn(treatment, days - 1)) return []
  const rule = timeToAssess(known.assessClass)
  const from = judgeFrom(treatment)
  if (from === null) {
    return [
      {
        code: 'target-not-reached',
        treatments: [known.name],
        on: null,
        sentence: `${known.name} has not reached its target dose yet. ${Math.round((rule.value.atTargetDays ?? 0) / 7)} weeks at that dose are needed before it can be judged.`,
        ruleId: rule.id,
      },
    ]
  }
  const early = from > diary.lastDay
  return [
    {
      code: early ? 'too-early-to-judge' : 'due-for-judgement',
      treatments: [known.name],
      on: from,
      sentence: early
        ? `It is too early to judge ${known.name} until ${from}.`
        : `${known.name} can be judged since ${from}. Its answer says what can be told.`,
      ruleId: rule.id,
    },
  ]
}

/** Days observed before the first start, out of the diary's. */
function baselineChecks({ known, startedOn }: UsedTreatment, diary: Diary, days: readonly LivedDay[]): PlanCheck[] {
  const before = days
    .slice(0, Math.max(0, daysBetween(diary.firstDay, startedOn)))
    .filter(({ observed }) => observed).length
  if (before >= BASELINE_DAYS.value) return []
  return [
    {
      code: 'baseline-short',
      treatments: [known.name],
      on: startedOn,
      sentence: `Only ${before} observed days lie before ${known.name} began; ${BASELINE_DAYS.value} or more make a fair comparison. A planned pause, if its prescriber agrees, would make up for it.`,
      ruleId: BASELINE_DAYS.id,
    },
  ]
}

/** A prescribed medicine that was stopped, paused or changed, or that may be: whoever prescribed it decides with the patient. */
function prescriberChecks({ known, regimens }: UsedTreatment): PlanCheck[] {
  return regimens
    .filter(({ prescribed }) => prescribed === true)
    .map((regimen) => {
      const { stoppedOn, paused } = courseOf(regimen)
      const done = stoppedOn !== null ? `was stopped on ${stoppedOn}` : paused ? 'is paused' : null
      return {
        code: 'prescriber-first',
        treatments: [known.name],
        on: stoppedOn,
        sentence:
          done === null
            ? `${known.name} is prescribed: please do not stop or change it without whoever prescribed it; some medicines must be reduced slowly.`
            : `${known.name} is prescribed and ${done}. Please tell whoever prescribed it, if they do not know.`,
        ruleId: null,
      } as const
    })
}

function expectationChecks({ known, regimens }: UsedTreatment): PlanCheck[] {
  if (regimens.length === 0 || regimens.some(({ expectation }) => expectation !== undefined)) return []
  return [
    {
      code: 'expectation-not-asked',
      treatments: [known.name],
      on: null,
      sentence: `How much was expected of ${known.name} was not asked before it began. Expectation is part of what helps, and can no longer be asked fairly.`,
      ruleId: null,
    },
  ]
}

/** Pairs of treatments one of which began or changed within four weeks of the other. */
function closeChanges(treatments: readonly UsedTreatment[], diary: Diary): PlanCheck[] {
  const changes = treatments.map((treatment) => [
    ...courses(treatment).flatMap((course) => course.changes),
    ...(treatment.sessionDays.length > 0 ? [addDays(diary.firstDay, Math.min(...treatment.sessionDays))] : []),
  ])
  const checks: PlanCheck[] = []
  for (let a = 0; a < treatments.length; a++) {
    for (let b = a + 1; b < treatments.length; b++) {
      const close = changes[a]
        .flatMap((one) => changes[b].map((other) => (one > other ? one : other) + (one > other ? other : one)))
        .map((pair) => [pair.slice(10), pair.slice(0, 10)] as const)
        .find(([earlier, later]) => daysBetween(earlier, later) < APART_DAYS.value)
      if (close === undefined) continue
      const names = [treatments[a].known.name, treatments[b].known.name]
      checks.push({
        code: 'changes-too-close',
        treatments: names,
        on: close[1],
        sentence: `${names[0]} and ${names[1]} began or changed within ${APART_DAYS.value} days of each other (${close[0]}, ${close[1]}). What changed then can hardly be put down to one of them.`,
        ruleId: APART_DAYS.id,
      })
    }
  }
  return checks
}
