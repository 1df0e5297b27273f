// When a treatment can first be judged: courses of use, how long each lasted, and what is still missing.
import { addDays, daysBetween, type ClinicalRule, type LocalDate } from '@clearday/diary'
import { usedInSessions, useSpans, type UsedTreatment, type UseSpan } from '../answers/used-treatments.ts'
import { timeToAssess } from './time-to-assess.ts'

export const BREAK_DAYS: ClinicalRule<number> = {
  id: 'plan.break-ends-course',
  version: 1,
  value: 42,
  statement: 'A break of more than 42 days ends a course of treatment; what comes after it is a new one.',
  certainty: 'proposal',
  source: 'Ours: longer than the usual weeks between sessions, and than a forgotten packet.',
}

/** One course of use; breaks up to `BREAK_DAYS` are part of it. */
export interface UseCourse {
  readonly firstDay: LocalDate
  /** null while it goes on: in use on the last day, or so shortly before that it may be a break. */
  readonly lastDay: LocalDate | null
  /** Days of sessions, where it is told by them. */
  readonly sessions: number
  /** Stretches at the target dose, `lastDay` null while it goes on. */
  readonly atTarget: readonly { readonly firstDay: LocalDate; readonly lastDay: LocalDate | null }[]
}

/** By their first day. O(spans). */
export function coursesOfUse(treatment: UsedTreatment, asOf: LocalDate): UseCourse[] {
  const spans = useSpans(treatment)
  const inSessions = usedInSessions(treatment)
  const courses: UseSpan[][] = []
  let end: LocalDate | null = ''
  for (const span of spans) {
    const current = courses.at(-1)
    if (current === undefined || (end !== null && daysBetween(end, span.firstDay) > BREAK_DAYS.value + 1)) {
      courses.push([span])
      end = span.lastDay
      continue
    }
    current.push(span)
    end = later(end, span.lastDay)
  }
  const stopped = wasStopped(treatment)
  return courses.map((course, k) => {
    const lastDay = course.map((span) => span.lastDay).reduce(later)
    const last = k === courses.length - 1
    const mayGoOn = last && !stopped && lastDay !== null && daysBetween(lastDay, asOf) <= BREAK_DAYS.value
    return {
      firstDay: course[0].firstDay,
      lastDay: mayGoOn ? null : lastDay,
      sessions: inSessions ? course.length : 0,
      atTarget: joined(course.filter(({ atTarget }) => atTarget)),
    }
  })
}

/** Every regimen of it was stopped, so that a break is known to be an end. */
function wasStopped({ regimens }: UsedTreatment): boolean {
  return regimens.length > 0 && regimens.every(({ course: { state } }) => state === 'stopped')
}

function later(one: LocalDate | null, other: LocalDate | null): LocalDate | null {
  return one === null || other === null ? null : one > other ? one : other
}

/** Stretches that touch or overlap are one. */
function joined(spans: readonly UseSpan[]): { firstDay: LocalDate; lastDay: LocalDate | null }[] {
  const runs: { firstDay: LocalDate; lastDay: LocalDate | null }[] = []
  for (const { firstDay, lastDay } of spans) {
    const run = runs.at(-1)
    if (run === undefined || (run.lastDay !== null && daysBetween(run.lastDay, firstDay) > 1))
      runs.push({ firstDay, lastDay })
    else run.lastDay = later(run.lastDay, lastDay)
  }
  return runs
}

export type Judgement =
  | { readonly state: 'never-used' } // planned, or a course without a session
  | { readonly state: 'too-early'; readonly until: LocalDate }
  | { readonly state: 'below-target'; readonly reachedBefore: boolean }
  | { readonly state: 'due'; readonly since: LocalDate; readonly goesOn: boolean }
  | { readonly state: 'follow-up'; readonly until: LocalDate; readonly ended: LocalDate }
  | { readonly state: 'stopped-early'; readonly ended: LocalDate; readonly needed: LocalDate }

/**
 * Where a treatment stands on a day. A course that lasted long enough counts although a later one did not; pauses are not taken off, because
 * what was paused is judged by the answer and not by the calendar.
 */
export function judgementOf(treatment: UsedTreatment, asOf: LocalDate): Judgement {
  const { value } = timeToAssess(treatment.assessClass)
  const courses = coursesOfUse(treatment, asOf)
  const current = courses.at(-1)
  if (current === undefined) return { state: 'never-used' }
  const since = courses
    .map((course) => judgeFrom(course, value))
    .filter((date) => date !== null && date <= asOf)
    .reduce<LocalDate | null>((first, date) => (first === null || (date !== null && date < first) ? date : first), null)
  const ended = current.lastDay
  if (since !== null) {
    const until = ended === null ? null : addDays(ended, value.followUpDays)
    return ended !== null && until !== null && value.followUpDays > 0 && until > asOf
      ? { state: 'follow-up', until, ended }
      : { state: 'due', since, goesOn: ended === null }
  }
  const next = judgeFrom(current, value)
  if (next !== null) return { state: 'too-early', until: next }
  if (ended === null) return { state: 'below-target', reachedBefore: current.atTarget.length > 0 }
  return { state: 'stopped-early', ended, needed: addDays(current.firstDay, value.fromStartDays) }
}

/** When a course can be judged, or could: null where it ended before, or where its target dose is not reached. */
function judgeFrom(
  { firstDay, lastDay, sessions, atTarget }: UseCourse,
  { fromStartDays, atTargetDays }: { readonly fromStartDays: number; readonly atTargetDays: number | null },
): LocalDate | null {
  const fromStart = addDays(firstDay, fromStartDays)
  // of sessions the calendar is asked, not the last one: eight in seven weeks are a whole course
  if (sessions > 0) return fromStart
  if (atTargetDays === null) return lasts(lastDay, fromStart) ? fromStart : null
  for (const run of atTarget) {
    const fromTarget = addDays(run.firstDay, atTargetDays)
    const from = fromTarget > fromStart ? fromTarget : fromStart
    if (lasts(run.lastDay, fromTarget) && lasts(lastDay, from)) return from
  }
  return null
}

/** Whether something was in use up to the day before. */
function lasts(lastDay: LocalDate | null, until: LocalDate): boolean {
  return lastDay === null || lastDay >= addDays(until, -1)
}

/** When a treatment that begins on a day can be judged, if it goes well: at its target dose as soon as is needed. */
export function judgedIfBegun({ assessClass }: UsedTreatment, on: LocalDate): LocalDate {
  return addDays(on, timeToAssess(assessClass).value.fromStartDays)
}

export const JUDGEMENT_RULES: readonly ClinicalRule<unknown>[] = [BREAK_DAYS]
