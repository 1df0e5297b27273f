// Treatments as a diary holds them: regimens with every start, dose, pause and stop, and sessions with their place and practitioner.
import { addDays, type LocalDate, type WrittenDiary } from '@clearday/diary'
import type { Random } from '@clearday/inference'
import { DEMO_PLACES } from '../clinic/site-places.ts'
import { staffMember } from '../clinic/staff.ts'
import type { PatientRecipe } from '../people/recipe.ts'
import { chance, momentOn } from './clock-times.ts'
import type { PatientCourse } from './patient-course.ts'
import type { TreatmentCourse } from './treatment-course.ts'

export type WrittenRegimen = NonNullable<WrittenDiary['regimens']>[number]
export type WrittenSession = NonNullable<WrittenDiary['sessions']>[number]
type RegimenEvent = WrittenRegimen['events'][number]

const SESSION_MINUTES = 50
/** Appointments of somebody who learns a practice. */
const LESSONS = 8
const LESSON_EVERY_DAYS = 14

export function regimensOf({ firstDay, treatments }: PatientCourse): WrittenRegimen[] {
  return treatments
    .filter(({ recipe, startDay }) => recipe.given !== 'sessions' && startDay >= 0)
    .map((course): WrittenRegimen => {
      const { recipe, startDay } = course
      const { given, treatment, dose, everyDays, expectation } = recipe
      const injected = given === 'medicine' && dose === undefined
      return {
        id: treatment,
        kind: given === 'practice' ? 'practice' : given === 'supplement' ? 'supplement' : 'medicine',
        treatment,
        ...(given === 'medicine' && { prescribed: true }),
        ...(dose !== undefined && { doseUnit: dose.unit, targetDose: dose.steps[dose.steps.length - 1] }),
        ...(injected && everyDays !== undefined && { everyDays }),
        events: eventsOf(course, firstDay),
        ...(expectation !== undefined && {
          expectation: { rating: expectation, askedOn: addDays(firstDay, Math.max(0, startDay - 1)) },
        }),
      }
    })
}

function eventsOf({ recipe: { dose }, inUse, startDay }: TreatmentCourse, firstDay: LocalDate): RegimenEvent[] {
  const events: RegimenEvent[] = []
  const target = dose?.steps.at(-1)
  for (let t = startDay; t < inUse.length; t++) {
    const on = addDays(firstDay, t)
    const before = t > startDay && inUse[t - 1]
    if (inUse[t] && !before) {
      const dailyDose = t === startDay ? dose?.steps[0] : target
      events.push({ type: t === startDay ? 'start' : 'resume', on, ...(dailyDose !== undefined && { dailyDose }) })
    } else if (!inUse[t] && before) {
      // what is not taken up again has been stopped
      events.push({ type: inUse.includes(true, t) ? 'pause' : 'stop', on })
    } else if (inUse[t] && dose !== undefined && t > startDay && (t - startDay) % dose.stepDays === 0) {
      const step = (t - startDay) / dose.stepDays
      if (step < dose.steps.length) events.push({ type: 'dose-change', on, dailyDose: dose.steps[step] })
    }
  }
  return events
}

/** Days are 0-based; by whom they were given, if by somebody of the clinic. */
export interface GivenSession {
  readonly day: number
  readonly staff: string | null
  readonly entry: WrittenSession
}

/** In their order. */
export function sessionsOf(
  recipe: PatientRecipe,
  { firstDay, treatments, grade, days }: PatientCourse,
  random: Random,
): GivenSession[] {
  const place = DEMO_PLACES.find(({ id }) => id === recipe.location)?.name ?? ''
  const given: GivenSession[] = []
  for (const { recipe: one, sessionDays, startDay } of treatments) {
    if (one.with === undefined || startDay < 0) continue
    const lessons = Array.from({ length: LESSONS }, (_, k) => startDay + k * LESSON_EVERY_DAYS)
    const kept = one.given === 'sessions' ? sessionDays : lessons.filter((day) => day < days)
    for (const day of kept) {
      const date = addDays(firstDay, day)
      const before = Math.min(10, Math.max(0, Math.round(2 + 2 * grade[day] + random.normal())))
      const after = Math.max(0, before - random.integer(4))
      given.push({
        day,
        staff: one.with,
        entry: {
          id: `session-${one.treatment}-${date}`,
          at: momentOn(date, 60 * (9 + random.integer(9))),
          therapy: one.treatment,
          practitioner: staffMember(one.with).name,
          location: place,
          minutes: SESSION_MINUTES,
          ...(one.given === 'sessions' && chance(0.85, random) && { ratingBefore: before, ratingAfter: after }),
          ...(one.story === 'harms' && chance(0.5, random) && { reaction: { kind: 'worse-for-days' as const } }),
        },
      })
    }
  }
  return given.sort((one, other) => one.day - other.day)
}
