// One course: its sessions and how far it is; changed as a whole, extended, and what is to come of it cancelled.
import { randomUUID } from 'node:crypto'
import { localTime } from '@clearday/scheduling'
import {
  addSessions,
  cancelCourse,
  courseOf,
  isUuid,
  moveCourse,
  personOf,
  sayCourse,
  type Access,
  type Course,
  type CourseOutcome,
  type SessionConflict,
} from '@clearday/store'
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit'
import type { Transaction } from '#lib/server/site/reading.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import { asTeam } from '#lib/server/visit/at-desk.ts'
import {
  calendarNames,
  placeZone,
  serviceName,
  visitWords,
  type CalendarNames,
} from '#lib/server/visit/calendar-names.ts'
import { courseChoices } from '#lib/server/visit/course-choices.ts'
import { conflictsOfForm, coursePlan, pickedSessions } from '#lib/server/visit/course-plan.ts'
import { readPicks, type Pick as SessionPick } from '#lib/server/visit/course-rows.ts'
import { saidCourse, typedCourse, type TypedCourse } from '#lib/server/visit/course-wish.ts'
import { countsOf, shownState } from '#lib/server/visit/person-page.ts'
import type { Actions, PageServerLoad } from './$types'

const DAY = 86_400_000
const DONE = ['booked', 'moved', 'added', 'cancelled'] as const
type Mode = 'change' | 'add'

function idOf({ params }: Pick<RequestEvent, 'params'>): string {
  const id = params.course ?? ''
  if (!isUuid(id)) error(404)
  return id
}

function modeOf(params: URLSearchParams): Mode | null {
  return params.has('change') ? 'change' : params.has('add') ? 'add' : null
}

const isComing = ({ state, start }: Course['sessions'][number], now: number): boolean =>
  state === 'booked' && start > now

/** What the form of a change, or of further sessions, begins with. */
function atFirst(course: Course, mode: Mode, names: CalendarNames, now: number): TypedCourse {
  const zone = placeZone(names, course.location)
  const coming = course.sessions.filter((one) => isComing(one, now))
  const last = course.sessions.at(-1)?.start ?? now
  const first =
    mode === 'change' ? (coming.at(0)?.start ?? now + DAY) : Math.max(last + course.everyDays * DAY, now + DAY)
  const { day } = localTime(first, zone)
  // the clock's time of the last session, also where clocks change between
  const { time } = localTime(mode === 'change' ? first : last, zone)
  return {
    ...{ service: course.service, practitioner: course.practitioner, location: course.location, day, time },
    ...{ count: mode === 'change' ? String(coming.length) : '1', everyDays: String(course.everyDays), withinDays: '3' },
  }
}

interface Said {
  readonly picks: readonly SessionPick[]
  readonly conflicts: readonly SessionConflict[]
}

/** The course with what its form asks for, and the plan of it where there is one. */
async function opened(
  { params, url, locals }: Pick<RequestEvent, 'params' | 'url' | 'locals'>,
  transaction: Transaction,
  access: Access,
  said: Said,
) {
  const course = await courseOf(transaction, idOf({ params }))
  const person = course === null ? null : await personOf(transaction, course.person)
  if (course === null || person === null) error(404)
  const now = locals.clinic.clock()
  const names = await calendarNames(transaction, access, locals.language)
  const mode = modeOf(url.searchParams)
  const coming = course.sessions.filter((one) => isComing(one, now))
  const shown = { course, person, names, mode, coming, now, choices: courseChoices(names, access) }
  const none = { wish: null, plan: null, faults: [] as readonly Fault[] }
  if (mode === null) return { ...shown, ...none, typed: null }
  const fixed = new URLSearchParams(url.searchParams)
  fixed.delete('service')
  if (mode === 'change') fixed.delete('count')
  const typed = typedCourse(fixed, atFirst(course, mode, names, now))
  if (!url.searchParams.has('day')) return { ...shown, ...none, typed }
  const wished = await saidCourse(transaction, typed, names, now)
  if (wished.type === 'error') return { ...shown, ...none, typed, faults: wished.faults }
  const plan = await coursePlan(transaction, access, names, {
    ...{ wish: wished.wish, person, now, ...said },
    ...(mode === 'change'
      ? { course: course.course, standing: coming, without: coming.map(({ appointment }) => appointment) }
      : { course: null, standing: [], without: [] }),
  })
  if (plan.type === 'error') return { ...shown, ...none, typed, faults: plan.faults }
  return { ...shown, wish: wished.wish, plan, typed, faults: none.faults }
}

export const load: PageServerLoad = (event) =>
  asTeam(event, async (transaction, access) => {
    const { searchParams } = event.url
    const { course, person, names, mode, coming, now, choices, wish, plan, typed, faults } = await opened(
      event,
      transaction,
      access,
      { picks: [], conflicts: [] },
    )
    const at = wish === null ? null : localTime(wish.first, placeZone(names, wish.location))
    const kept = typed === null ? null : { ...typed, ...at }
    const done = DONE.find((one) => searchParams.get('done') === one) ?? null
    return {
      ...{ course: course.course, person: { person: person.person, name: person.name } },
      ...{ service: serviceName(names, course.service), everyDays: course.everyDays, ended: course.endedAt !== null },
      words: visitWords(names, { ...course, start: now }),
      counts: countsOf(course.sessions, now),
      sessions: course.sessions.map((one) => ({
        ...{ ...visitWords(names, { ...one, service: course.service }), appointment: one.appointment },
        state: shownState(one, now),
      })),
      ...{ mode, choices, typed: kept, wishFaults: faults, comingCount: coming.length },
      query: kept === null ? '' : new URLSearchParams({ [mode ?? '']: '', ...kept }).toString(),
      plan: plan === null ? null : { rows: plan.rows, trial: plan.trial },
      // of a change what is there, of further sessions new ones
      ids:
        mode === 'change' ? coming.map(({ appointment }) => appointment) : (plan?.rows ?? []).map(() => randomUUID()),
      ...{ done, cancelled: Math.min(Math.trunc(Number(searchParams.get('n'))) || 0, 60) },
    }
  })

type Sent = Extract<ReturnType<typeof pickedSessions>, { type: 'ok' }>['sessions']
type Opened = Awaited<ReturnType<typeof opened>>

/** One act on the sessions of a form: what is wrong is shown with all that was chosen. */
function act(
  done: (typeof DONE)[number],
  work: (
    asked: { readonly transaction: Transaction; readonly access: Access; readonly proofOf: (id: string) => Uint8Array },
    page: Opened & { readonly wish: NonNullable<Opened['wish']> },
    sent: readonly NonNullable<Sent[number]>[],
  ) => Promise<CourseOutcome>,
) {
  return async (event: RequestEvent) => {
    const said = await readForm(event.request)
    const count = Math.min(Number(said('sessions')) || 0, 60)
    const ids = Array.from({ length: count }, (_, k) => said(`id${String(k + 1)}`))
    if (ids.length === 0 || !ids.every(isUuid)) error(400)
    const picks = readPicks(said, count)
    const { clinic } = event.locals
    const outcome = await asTeam(event, async (transaction, access) => {
      const again = async (faults: readonly Fault[], conflicts: readonly SessionConflict[] = [], isRace = false) => {
        const { plan } = await opened(event, transaction, access, { picks, conflicts })
        return { faults, plan: plan === null ? null : { rows: plan.rows, trial: plan.trial }, isRace }
      }
      const page = await opened(event, transaction, access, { picks: [], conflicts: [] })
      const { wish, plan, mode, coming, names, course } = page
      const gone: readonly Fault[] = [{ field: 'pick1', key: 'course.fault.gone' }]
      if (wish === null || plan === null || plan.rows.length !== count) return again(gone)
      if (mode === 'change' && !ids.every((id, k) => coming.at(k)?.appointment === id)) return again(gone)
      const picked = pickedSessions(picks, plan.planned, ids, names, course.service)
      if (picked.type === 'error') return again(picked.faults)
      // a session that goes where it is goes nowhere
      const isNew = (k: number): boolean => {
        const [to, from] = [picked.sessions[k], mode === 'change' ? coming[k] : null]
        if (to === null) return false
        return (
          from === null ||
          to.start !== from.start ||
          to.practitioner !== from.practitioner ||
          to.location !== from.location
        )
      }
      const sent = picked.sessions.flatMap((one, k) => (one !== null && isNew(k) ? [{ k, one }] : []))
      if (sent.length === 0)
        return again([{ field: 'pick1', key: mode === 'change' ? 'course.fault.same' : 'course.fault.empty' }])
      const asked = { transaction, access, proofOf: clinic.visits.proofOf }
      const came = await work(
        asked,
        { ...page, wish },
        sent.map(({ one }) => one),
      )
      if (came.type === 'ok') return null
      const conflicts = conflictsOfForm(
        came.conflicts,
        sent.map(({ k }) => k),
      )
      const faults = conflicts.map(({ session }): Fault => {
        const number = session + 1
        return { field: `pick${String(number)}`, key: 'course.fault.pick', values: { number } }
      })
      return again(faults.length > 0 ? faults : [{ field: 'pick1', key: 'course.fault.refused' }], conflicts, true)
    })
    if (outcome === null) redirect(303, `/clinic/desk/course/${idOf(event)}?done=${done}`)
    return fail(409, { ...outcome, ids })
  }
}

export const actions: Actions = {
  move: act('moved', async ({ transaction, access }, { course, coming, wish, now }, sent) => {
    const sessions = sent.map((one) => ({
      ...one,
      seen: coming.find(({ appointment }) => appointment === one.appointment)?.sequence ?? 0,
    }))
    const moved = await moveCourse(transaction, access, { course: course.course, sessions, byDesk: true }, now)
    if (moved.type === 'ok')
      await sayCourse(transaction, {
        ...{ course: course.course, practitioner: wish.practitioner, location: wish.location },
        everyDays: wish.everyDays,
      })
    return moved
  }),
  add: act('added', ({ transaction, access, proofOf }, { course, now }, sent) =>
    addSessions(
      transaction,
      access,
      {
        ...{ course: course.course, byDesk: true },
        sessions: sent.map((one) => ({ ...one, proof: proofOf(one.appointment) })),
      },
      now,
    ),
  ),
  cancel: async (event) => {
    const id = idOf(event)
    const why = (await readForm(event.request))('why').slice(0, 500)
    const { clinic } = event.locals
    const done = await asTeam(event, (transaction, access) =>
      cancelCourse(transaction, access, id, why, clinic.clock()),
    )
    if (done.type === 'error') error(404)
    redirect(303, `/clinic/desk/course/${id}?done=cancelled&n=${String(done.value.cancelled)}`)
  },
}
