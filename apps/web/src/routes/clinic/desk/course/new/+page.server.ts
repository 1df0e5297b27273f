// A course is planned for a person: every session is shown with what is in the way, and nothing is booked until all can be.
import { randomUUID } from 'node:crypto'
import { localTime } from '@clearday/scheduling'
import { bookCourse, isUuid, personOf, type Access, type SessionConflict } from '@clearday/store'
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import { asTeam } from '#lib/server/visit/at-desk.ts'
import { calendarNames, type CalendarNames } from '#lib/server/visit/calendar-names.ts'
import { courseChoices } from '#lib/server/visit/course-choices.ts'
import { conflictsOfForm, coursePlan, pickedSessions } from '#lib/server/visit/course-plan.ts'
import { readPicks, type Pick as SessionPick } from '#lib/server/visit/course-rows.ts'
import { saidCourse, typedCourse, type TypedCourse } from '#lib/server/visit/course-wish.ts'
import type { Transaction } from '#lib/server/site/reading.ts'
import type { Actions, PageServerLoad } from './$types'

const DAY = 86_400_000

/** What a form begins with: where there is one thing to choose, it is chosen. */
function atFirst(names: CalendarNames, access: Access, now: number): TypedCourse {
  const [place] = names.places
  const people = names.people.filter(({ here }) => here)
  const self = people.find(({ account }) => account === access.account)
  return {
    service: '',
    practitioner: self?.account ?? (people.length === 1 ? people[0].account : ''),
    location: names.places.length === 1 ? place.id : '',
    day: localTime(now + DAY, place === undefined ? 'UTC' : place.timeZone).day,
    ...{ time: '', count: '8', everyDays: '7', withinDays: '3' },
  }
}

/** The person and the wish of an address, with the plan of it where one is asked for. */
async function planned(
  { url, locals }: Pick<RequestEvent, 'url' | 'locals'>,
  transaction: Transaction,
  access: Access,
  said: { readonly picks: readonly SessionPick[]; readonly conflicts: readonly SessionConflict[] },
) {
  const id = url.searchParams.get('person') ?? ''
  const person = isUuid(id) ? await personOf(transaction, id) : null
  if (person === null) error(404)
  const now = locals.clinic.clock()
  const names = await calendarNames(transaction, access, locals.language)
  const typed = typedCourse(url.searchParams, atFirst(names, access, now))
  const shown = { person, names, typed, choices: courseChoices(names, access) }
  if (!url.searchParams.has('service') || person.mergedInto !== null)
    return { ...shown, wish: null, plan: null, faults: [] }
  const wished = await saidCourse(transaction, typed, names, now)
  if (wished.type === 'error') return { ...shown, wish: null, plan: null, faults: wished.faults }
  const asked = { wish: wished.wish, person, course: null, standing: [], without: [], now, ...said }
  const plan = await coursePlan(transaction, access, names, asked)
  if (plan.type === 'error') return { ...shown, wish: null, plan: null, faults: plan.faults }
  return { ...shown, wish: wished.wish, plan, faults: [] }
}

export const load: PageServerLoad = async (event) => {
  const { person, typed, choices, wish, plan, faults } = await asTeam(event, (transaction, access) =>
    planned(event, transaction, access, { picks: [], conflicts: [] }),
  )
  if (person.mergedInto !== null) redirect(303, `/clinic/desk/person/${person.person}`)
  // a time that was looked for is kept, so that a plan that is sent is the one that was shown
  const time = wish === null ? typed.time : localTime(wish.first, zoneOf(choices, wish.location)).time
  const day = wish === null ? typed.day : localTime(wish.first, zoneOf(choices, wish.location)).day
  return {
    ...{
      person: { person: person.person, name: person.name },
      typed: { ...typed, time, day },
      choices,
      wishFaults: faults,
    },
    query: new URLSearchParams({ person: person.person, ...typed, time, day }).toString(),
    plan: plan === null ? null : { rows: plan.rows, trial: plan.trial },
    fresh: { course: randomUUID(), ids: (plan?.rows ?? []).map(() => randomUUID()) },
  }
}

function zoneOf({ places }: ReturnType<typeof courseChoices>, location: string): string {
  return places.find(({ value }) => value === location)?.zone ?? 'UTC'
}

export const actions: Actions = {
  book: async (event) => {
    const said = await readForm(event.request)
    const course = said('course')
    const count = Math.min(Number(said('sessions')) || 0, 60)
    const ids = Array.from({ length: count }, (_, k) => said(`id${String(k + 1)}`))
    if (!isUuid(course) || ids.length === 0 || !ids.every(isUuid)) error(400)
    const picks = readPicks(said, count)
    const { clinic } = event.locals
    const now = clinic.clock()
    const outcome = await asTeam(event, async (transaction, access) => {
      const again = async (faults: readonly Fault[], conflicts: readonly SessionConflict[], isRace: boolean) => {
        const { plan } = await planned(event, transaction, access, { picks, conflicts })
        return { faults, plan: plan === null ? null : { rows: plan.rows, trial: plan.trial }, isRace }
      }
      const { person, names, wish, plan } = await planned(event, transaction, access, { picks: [], conflicts: [] })
      if (wish === null || plan === null || plan.rows.length !== count) return again([], [], false)
      const picked = pickedSessions(picks, plan.planned, ids, names, wish.service)
      if (picked.type === 'error') return again(picked.faults, [], false)
      const sent = picked.sessions.flatMap((one, k) => (one === null ? [] : [k]))
      if (sent.length === 0) return again([{ field: 'pick1', key: 'course.fault.empty' }], [], false)
      const booked = await bookCourse(
        transaction,
        access,
        {
          ...{ course, service: wish.service, person: person.person, practitioner: wish.practitioner },
          ...{ location: wish.location, everyDays: wish.everyDays, byDesk: true },
          sessions: picked.sessions
            .filter((one) => one !== null)
            .map((one) => ({ ...one, proof: clinic.visits.proofOf(one.appointment) })),
        },
        now,
      )
      if (booked.type === 'ok') return null
      const conflicts = conflictsOfForm(booked.conflicts, sent)
      const faults = conflicts.map(({ session }): Fault => {
        const number = session + 1
        return { field: `pick${String(number)}`, key: 'course.fault.pick', values: { number } }
      })
      return again(faults.length > 0 ? faults : [{ field: 'pick1', key: 'course.fault.refused' }], conflicts, true)
    })
    if (outcome === null) redirect(303, `/clinic/desk/course/${course}?done=booked`)
    return fail(409, { ...outcome, course, ids })
  },
}
