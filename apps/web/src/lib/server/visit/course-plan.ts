// A course as it is planned for a person, before anything is booked: what is free for them, what else is, and what a fair trial says of its days.
import { sessionsWithout } from '@clearday/scheduling'
import {
  appointmentsOfPerson,
  planCourse,
  type Access,
  type CourseSession,
  type FiledPerson,
  type SessionConflict,
} from '@clearday/store'
import type { Fault } from '#lib/server/sign-in.ts'
import type { Transaction } from '../site/reading.ts'
import { isDesk } from './at-desk.ts'
import { placeZone, type CalendarNames } from './calendar-names.ts'
import {
  courseRows,
  pickedOf,
  pickFaults,
  type CourseRow,
  type Pick,
  type Slot,
  type TrialWarning,
} from './course-rows.ts'
import type { CourseWished } from './course-wish.ts'
import { trialStretchesOf } from './trial-stretches.ts'

/** So many other times are weighed for a session; a few of them are shown. */
const WEIGHED = 400

export interface PlanAsked {
  readonly wish: CourseWished
  readonly person: FiledPerson
  /** That is about to be moved; null for a new one. */
  readonly course: string | null
  readonly picks: readonly Pick[]
  readonly conflicts: readonly SessionConflict[]
  readonly standing: readonly Slot[]
  /** Visits of the person that do not count, since they are about to be moved. */
  readonly without: readonly string[]
  /** ms since 1970. */
  readonly now: number
}

export type CoursePlan =
  | {
      readonly type: 'ok'
      readonly rows: readonly CourseRow[]
      readonly trial: readonly TrialWarning[]
      /** As they are planned, whatever was picked. */
      readonly planned: readonly Slot[]
    }
  | { readonly type: 'error'; readonly faults: readonly Fault[] }

/** Up to eight queries. */
export async function coursePlan(
  transaction: Transaction,
  access: Access,
  names: CalendarNames,
  { wish, person, course, picks, conflicts, standing, without, now }: PlanAsked,
): Promise<CoursePlan> {
  const service = names.services.find((one) => one.service === wish.service)
  const stretches = await trialStretchesOf(transaction, access, person.patient, service?.treatment ?? null, now)
  const busy = (await appointmentsOfPerson(transaction, person.person)).filter(
    ({ appointment, state, end }) =>
      end > now && (state === 'booked' || state === 'checked-in') && !without.includes(appointment),
  )
  const planned = await planCourse(
    transaction,
    {
      ...{ ...wish, now, byDesk: true, alternatives: WEIGHED, otherLocations: [] },
      personBusy: busy.map(({ start, end }) => ({ from: start, to: end })),
      // whoever is no desk plans what they give themselves
      otherPractitioners: isDesk(access) ? null : [],
      ...(stretches !== null && { stretches }),
    },
    course,
  )
  if (planned.type === 'error') return { type: 'error', faults: [{ field: 'day', key: 'course.fault.long' }] }
  if (planned.sessions.every(({ reason }) => reason === 'not-offered'))
    return { type: 'error', faults: [{ field: 'practitioner', key: 'course.fault.offer' }] }
  const slots = planned.sessions.map(({ start }) => ({
    ...{ start, practitioner: wish.practitioner, location: wish.location },
  }))
  const rows = courseRows({ wish, sessions: planned.sessions, names, picks, conflicts, standing })
  const chosen = slots.map((slot, k) => {
    const picked = picks.at(k) === undefined ? null : pickedOf(picks[k], slot, names)
    return picked?.type === 'slot' ? picked.slot.start : slot.start
  })
  return {
    ...{ type: 'ok', rows, planned: slots },
    trial: sessionsWithout(chosen, stretches ?? [], placeZone(names, wish.location)).map(
      ({ session, day, lastBefore, firstAfter }) => ({
        ...{ number: session + 1, day, before: lastBefore, after: firstAfter },
      }),
    ),
  }
}

/** What was picked, as sessions; or what is wrong with it. A session that is left out, or stays, is null. */
export function pickedSessions(
  picks: readonly Pick[],
  planned: readonly Slot[],
  ids: readonly string[],
  names: CalendarNames,
  service: string,
):
  | { readonly type: 'ok'; readonly sessions: readonly (CourseSession | null)[] }
  | { readonly type: 'error'; readonly faults: readonly Fault[] } {
  const setting = names.services.find((one) => one.service === service)
  const picked = planned.map((slot, k) => pickedOf(picks[k], slot, names))
  const faults = pickFaults(picked, setting?.minutes ?? 0)
  if (faults.length > 0) return { type: 'error', faults }
  return {
    type: 'ok',
    sessions: picked.map((one, k) => (one.type === 'slot' ? { ...one.slot, appointment: ids[k], room: null } : null)),
  }
}

/** Conflicts by the sessions of the form, of those of what was sent. @param sent the sessions of the form that were, in order. */
export function conflictsOfForm(
  conflicts: readonly SessionConflict[] | undefined,
  sent: readonly number[],
): readonly SessionConflict[] {
  return (conflicts ?? []).map((one) => ({ ...one, session: sent[one.session] ?? one.session }))
}
