// One visit at the desk: who comes, what is booked, what happened, and everything that can be done with it. Who acts says what they saw.
import { randomUUID } from 'node:crypto'
import { localTime } from '@clearday/scheduling'
import {
  answersOf,
  appointmentHistory,
  appointmentOf,
  bookHeld,
  calendarFacts,
  cancelAppointment,
  changeAppointmentPerson,
  completeAppointment,
  deskHead,
  holdStart,
  isUuid,
  moveAppointment,
  personsLike,
  searchPersons,
  sayPerson,
  setAppointmentState,
  staffNames,
  stillAsSeen,
  type Access,
  type Appointment,
  type DeskHead,
  type HoldOutcome,
  type SchedulingOutcome,
  type VisitPerson,
} from '@clearday/store'
import { error, fail, redirect } from '@sveltejs/kit'
import { isDay } from '#lib/server/acting.ts'
import { asDesk } from '#lib/server/desk/as-desk.ts'
import { deskHref, seesAll } from '#lib/server/desk/desk-choice.ts'
import { refusedKey } from '#lib/server/desk/refused.ts'
import { personFaults, saidPerson } from '#lib/server/desk/said-person.ts'
import { deskOpenings, OPENING_DAYS, shownOpening, type ShownOpening } from '#lib/server/desk/shown-openings.ts'
import { shownVisit } from '#lib/server/desk/shown-visit.ts'
import { typedStart } from '#lib/server/desk/typed-start.ts'
import { visitHistory } from '#lib/server/desk/visit-history.ts'
import type { Transaction } from '#lib/server/site/reading.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import type { Language, MessageKey } from '#lib/words/words.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const DAY_MS = 86_400_000
/** So many persons of a search are shown. */
const MOST_FOUND = 12

export const load: PageServerLoad = (event) =>
  asDesk(event, async (transaction, access) => {
    const { clinic, language } = event.locals
    const now = clinic.clock()
    const visit = isUuid(event.params.appointment) ? await appointmentOf(transaction, event.params.appointment) : null
    if (visit === null) error(404)
    const head = await deskHead(transaction)
    const changes = await appointmentHistory(transaction, visit.appointment)
    const names = await staffNames(
      transaction,
      changes.flatMap(({ changedBy }) => changedBy ?? []),
    )
    const zone = head.places.find(({ id }) => id === visit.location)?.zone ?? 'UTC'
    const local = localTime(visit.start, zone)
    const asked = event.url.searchParams
    const q = asked.get('q')?.slice(0, 100) ?? ''
    return {
      ...shownVisit(visit, head, { zone, names: 'full' }, language),
      ...{ zone, day: local.day, time: local.time, endTime: localTime(visit.end, zone).time, roomId: visit.room },
      ...{ email: visit.email, personId: visit.person, course: visit.course, late: visit.lateCancel },
      ...{ outcome: visit.outcome, seen: changes.at(0)?.number ?? 0, begun: visit.start <= now },
      dayWords: shownOpening(visit, head, language).dayWords,
      soon: visit.start <= now + DAY_MS / 2,
      minutesLeft: visit.heldUntil === null ? 0 : Math.max(0, Math.ceil((visit.heldUntil - now) / 60_000)),
      all: seesAll(access),
      mine: visit.practitioner === access.account,
      did: asked.get('did'),
      answers: (await answersOf(transaction, visit.appointment)).map(({ words, key, answer }) => ({
        ...{ key, answer, question: words?.[language] ?? words?.en ?? key },
      })),
      history: visitHistory(changes, head, names, language),
      back: deskHref({
        ...{ view: 'day', day: local.day, location: visit.location, practitioner: null, cancelled: false },
        ...{ wholeDay: false, names: 'full', zone, today: local.day },
      }),
      places: head.places.filter(({ closed }) => !closed),
      people: head.people.filter(({ account, here }) => here && (seesAll(access) || account === visit.practitioner)),
      rooms: head.rooms.filter(({ closed }) => !closed),
      openings: asked.has('move') ? await nextOpenings(transaction, access, visit, head, asked, now, language) : null,
      ...{ from: asked.get('from') ?? local.day, q, spare: randomUUID(), newPerson: randomUUID() },
      found: q === '' || !seesAll(access) ? null : (await searchPersons(transaction, q, 0, MOST_FOUND)).found,
    }
  })

async function nextOpenings(
  transaction: Transaction,
  access: Access,
  visit: Appointment,
  head: DeskHead,
  asked: URLSearchParams,
  now: number,
  language: Language,
): Promise<readonly ShownOpening[]> {
  const said = asked.get('from') ?? ''
  const day = isDay(said) ? said : new Date(Math.max(visit.start, now)).toISOString().slice(0, 10)
  const from = Date.parse(day) - DAY_MS
  const { service, appointment: without } = visit
  const facts = await calendarFacts(transaction, { service, from, to: from + (OPENING_DAYS + 2) * DAY_MS, without })
  const practitioner = seesAll(access) ? null : visit.practitioner
  return deskOpenings(facts, { service, location: null, practitioner, day, now }, head, language)
}

/** A visit that is still as it was looked at; null where somebody else changed it. Ends with a page that says so where there is none. */
async function looked(
  transaction: Transaction,
  { params }: Pick<RequestEvent, 'params'>,
  seen: string,
): Promise<Appointment | null> {
  const visit = isUuid(params.appointment) ? await appointmentOf(transaction, params.appointment) : null
  if (visit === null) error(404)
  return (await stillAsSeen(transaction, visit.appointment, Number(seen) || 0)) ? visit : null
}

interface Refused {
  readonly key: MessageKey
  readonly alternatives: readonly ShownOpening[]
}

function refusal(
  {
    error: { code },
    alternatives = [],
  }: Extract<SchedulingOutcome<unknown>, { type: 'error' }> & Pick<HoldOutcome, 'alternatives'>,
  head: DeskHead,
  language: Language,
): Refused {
  return { key: refusedKey(code), alternatives: alternatives.map((one) => shownOpening(one, head, language)) }
}

const ELSEWHERE: Refused = { key: 'desk.elsewhere', alternatives: [] }
const CHANGED: Refused = { key: 'desk.changed', alternatives: [] }

/** An act that needs no more than what was seen; null where it was done. */
async function act(
  event: RequestEvent,
  seen: string,
  work: (transaction: Transaction, visit: Appointment, access: Access) => Promise<SchedulingOutcome<null>>,
): Promise<Refused | null> {
  return asDesk(event, async (transaction, access) => {
    const visit = await looked(transaction, event, seen)
    if (visit === null) return CHANGED
    const outcome = await work(transaction, visit, access)
    return outcome.type === 'ok' ? null : { key: refusedKey(outcome.error.code), alternatives: [] }
  })
}

function shown(event: RequestEvent, did: 'kept' | 'moved' = 'kept', appointment = event.params.appointment): never {
  redirect(303, `/clinic/desk/visit/${appointment}?did=${did}`)
}

export const actions: Actions = {
  state: async (event) => {
    const said = await readForm(event.request)
    const becomes = (['checked-in', 'no-show', 'booked'] as const).find((one) => one === said('becomes'))
    if (becomes === undefined) error(400)
    const refused = await act(event, said('seen'), (transaction, { appointment }) =>
      setAppointmentState(transaction, appointment, becomes),
    )
    if (refused !== null) return fail(409, { refused })
    shown(event)
  },
  cancel: async (event) => {
    const said = await readForm(event.request)
    const why = said('why').slice(0, 500)
    const refused = await act(event, said('seen'), (transaction, { appointment }) =>
      cancelAppointment(transaction, appointment, why, null),
    )
    if (refused !== null) return fail(409, { refused, why })
    shown(event)
  },
  move: async (event) => {
    const said = await readForm(event.request)
    const { clinic, language } = event.locals
    const to = {
      ...{ day: said('day'), time: said('time'), location: said('location'), practitioner: said('practitioner') },
      room: said('room'),
    }
    const refused = await asDesk(event, async (transaction, access): Promise<Refused | Fault | null> => {
      const visit = isUuid(event.params.appointment) ? await appointmentOf(transaction, event.params.appointment) : null
      if (visit === null) error(404)
      const head = await deskHead(transaction)
      const at = typedStart({ ...to, start: said('start') }, head, language)
      if (at.type === 'refused' && at.alternatives.length > 0) return at
      if (at.type === 'refused') return { field: 'time', key: at.key }
      if (!isUuid(to.practitioner)) return { field: 'time', key: 'desk.new.fault.time' }
      const { start } = at
      // whose calendar it is in is for the desk to say
      if (!seesAll(access) && to.practitioner !== visit.practitioner) return ELSEWHERE
      // before anything is said of a time: who looks at what is old is told so
      if (visit.sequence !== Number(said('sequence')) && visit.start !== start) return CHANGED
      const outcome = await moveAppointment(
        transaction,
        {
          ...{ appointment: visit.appointment, service: visit.service, seen: Number(said('sequence')), start },
          ...{ location: to.location, practitioner: to.practitioner, room: isUuid(to.room) ? to.room : null },
          ...{ proof: null, byDesk: true },
        },
        clinic.clock(),
      )
      return outcome.type === 'ok' ? null : refusal(outcome, head, language)
    })
    if (refused === null) shown(event, 'moved')
    if ('field' in refused) return fail(400, { faults: [refused], to })
    return fail(409, { refused, to })
  },
  person: async (event) => {
    const said = await readForm(event.request)
    const person = said('person')
    if (!isUuid(person)) error(400)
    const refused = await act(event, said('seen'), (transaction, { appointment }) =>
      changeAppointmentPerson(transaction, appointment, person),
    )
    if (refused !== null) return fail(409, { refused })
    shown(event)
  },
  complete: async (event) => {
    const said = await readForm(event.request)
    const session = { minutes: said('minutes'), techniques: said('techniques'), reaction: said('reaction') }
    const techniques = session.techniques
      .split(/[\r\n]+/)
      .map((one) => one.trim())
      .filter((one) => one !== '')
    const faults: Fault[] = []
    if (!/^\d{1,3}$/.test(session.minutes) || Number(session.minutes) < 1 || Number(session.minutes) > 720)
      faults.push({ field: 'minutes', key: 'desk.complete.fault.minutes' })
    if (techniques.length > 20 || techniques.some((one) => one.length > 100))
      faults.push({ field: 'techniques', key: 'desk.complete.fault.techniques' })
    if (session.reaction.length > 1000) faults.push({ field: 'reaction', key: 'desk.complete.fault.reaction' })
    if (faults.length > 0) return fail(400, { faults, session })
    const outcome = { minutes: Number(session.minutes), techniques, reaction: session.reaction }
    const refused = await act(event, said('seen'), (transaction, { appointment }, access) =>
      completeAppointment(transaction, access, appointment, outcome, event.locals.clinic.clock()),
    )
    if (refused !== null) return fail(409, { refused, session })
    shown(event)
  },
  book: async (event) => {
    const said = await readForm(event.request)
    const { language } = event.locals
    const [chosen, spare] = [said('person'), said('spare')]
    if (!isUuid(chosen) || !isUuid(spare)) error(400)
    const made = said('new') === 'yes' ? saidPerson(said, chosen) : null
    const faults = made === null ? [] : personFaults(made)
    if (faults.length > 0) return fail(400, { faults, made })
    const outcome = await asDesk(event, async (transaction, access) => {
      if (!seesAll(access)) error(403, 'not-open')
      const visit = isUuid(event.params.appointment) ? await appointmentOf(transaction, event.params.appointment) : null
      if (visit === null) error(404)
      if (made !== null && said('sure') !== 'yes') {
        const similar = (await personsLike(transaction, made)).filter(({ person }) => person !== chosen)
        if (similar.length > 0) return { type: 'similar' as const, similar }
      }
      const booked = await bookedFor(transaction, event, visit, chosen, made, spare)
      if (booked.type === 'ok') return booked
      return { type: 'refused' as const, refused: refusal(booked, await deskHead(transaction), language) }
    })
    if (outcome.type === 'similar') return fail(409, { similar: outcome.similar, made })
    if (outcome.type === 'refused') return fail(409, { refused: outcome.refused, made })
    shown(event, 'kept', outcome.value)
  },
}

/** Where the hold is over meanwhile, the time is taken anew if it is still free: a long call loses nothing. Gives the visit that is booked. */
async function bookedFor(
  transaction: Transaction,
  { locals }: Pick<RequestEvent, 'locals'>,
  visit: Appointment,
  person: string,
  made: VisitPerson | null,
  spare: string,
): Promise<SchedulingOutcome<string> & Pick<HoldOutcome, 'alternatives'>> {
  const { clinic } = locals
  if (made !== null) {
    const said = await sayPerson(transaction, made)
    if (said.type === 'error') return said
  }
  const book = async (appointment: string): Promise<SchedulingOutcome<string>> => {
    const booked = await bookHeld(transaction, { appointment, person, proof: clinic.visits.proofOf(appointment) })
    return booked.type === 'ok' ? { type: 'ok', value: appointment } : booked
  }
  const first = await book(visit.appointment)
  if (first.type === 'ok' || first.error.code !== 'hold-over') return first
  const { service, location, practitioner, room, start } = visit
  const proof = clinic.visits.proofOf(spare)
  const again = { appointment: spare, service, location, practitioner, room, start, proof, byDesk: true }
  const held = await holdStart(transaction, again, clinic.clock())
  return held.type === 'ok' ? book(spare) : held
}
