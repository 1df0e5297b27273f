// Booking at the desk: what for, then a start, which is held at once; who comes is said on the visit's own page.
import { randomUUID } from 'node:crypto'
import { localTime, twoClocks } from '@clearday/scheduling'
import { calendarFacts, deskHead, holdStart, isUuid } from '@clearday/store'
import { error, fail, redirect } from '@sveltejs/kit'
import { isDay } from '#lib/server/acting.ts'
import { asDesk } from '#lib/server/desk/as-desk.ts'
import { seesAll } from '#lib/server/desk/desk-choice.ts'
import { refusedKey } from '#lib/server/desk/refused.ts'
import { deskOpenings, OPENING_DAYS, shownOpening } from '#lib/server/desk/shown-openings.ts'
import { serviceName } from '#lib/server/desk/shown-visit.ts'
import { typedStart } from '#lib/server/desk/typed-start.ts'
import { readForm } from '#lib/server/sign-in.ts'
import type { MessageKey } from '#lib/words/words.ts'
import type { Actions, PageServerLoad } from './$types'

const DAY_MS = 86_400_000
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/

export const load: PageServerLoad = (event) =>
  asDesk(event, async (transaction, access) => {
    if (!seesAll(access)) error(403, 'not-open')
    const { clinic, language } = event.locals
    const now = clinic.clock()
    const head = await deskHead(transaction)
    const asked = (name: string): string => event.url.searchParams.get(name) ?? ''
    const places = head.places.filter(({ closed }) => !closed)
    const people = head.people.filter(({ here }) => here)
    const location = places.find(({ id }) => id === asked('location')) ?? null
    const practitioner = people.find(({ account }) => account === asked('practitioner')) ?? null
    const service = head.services.find(({ id, closed }) => id === asked('service') && !closed) ?? null
    const today = localTime(now, (location ?? places.at(0))?.zone ?? 'UTC').day
    const day = isDay(asked('day')) ? asked('day') : today
    const time = TIME.test(asked('time')) ? asked('time') : ''
    const from = Math.max(Date.parse(day), Date.parse(today)) - DAY_MS
    const facts = await calendarFacts(transaction, {
      ...{ service: service?.id ?? null, from, to: from + (OPENING_DAYS + 2) * DAY_MS },
    })
    const given = facts.offerings.filter(
      (one) =>
        (practitioner === null || one.practitioner === practitioner.account) &&
        (location === null || one.location === location.id),
    )
    const wish = { location: location?.id ?? null, practitioner: practitioner?.account ?? null, day, now }
    return {
      ...{ day, time, places, people, appointment: randomUUID() },
      dayWords: twoClocks(Date.parse(`${day}T12:00Z`), 'UTC', null, language).there.dayWords,
      ...{ location: location?.id ?? '', placeName: location?.name ?? '' },
      ...{ practitioner: practitioner?.account ?? '', practitionerName: practitioner?.name ?? '' },
      service: service?.id ?? '',
      services: head.services
        .filter(({ id, closed }) => !closed && (service !== null || given.some((one) => one.service === id)))
        .map(({ id, minutes }) => ({ id, minutes, name: serviceName(head, id, language) }))
        .sort((one, other) => one.name.localeCompare(other.name, language)),
      openings: service === null ? null : deskOpenings(facts, { ...wish, service: service.id }, head, language),
    }
  })

export const actions: Actions = {
  hold: async (event) => {
    const said = await readForm(event.request)
    const { clinic, language } = event.locals
    const [appointment, service, location, practitioner] = [
      ...[said('appointment'), said('service')],
      ...[said('location'), said('practitioner')],
    ]
    if (!isUuid(appointment)) error(400)
    const held = await asDesk(event, async (transaction, access) => {
      if (!seesAll(access)) error(403, 'not-open')
      const head = await deskHead(transaction)
      const [day, time] = [said('day'), said('time')]
      const at = typedStart({ start: said('start'), day, time, location, practitioner }, head, language)
      if (at.type === 'refused') return at
      if (!isUuid(practitioner))
        return { key: 'desk.new.fault.time' satisfies MessageKey as MessageKey, alternatives: [] }
      const wish = { appointment, service, location, practitioner, room: null, start: at.start, byDesk: true }
      const proof = clinic.visits.proofOf(appointment)
      const outcome = await holdStart(transaction, { ...wish, proof }, clinic.clock())
      if (outcome.type === 'ok') return null
      const alternatives = (outcome.alternatives ?? []).map((one) => shownOpening(one, head, language))
      return { key: refusedKey(outcome.error.code), alternatives }
    })
    const to = { service, location, practitioner, day: said('day'), time: said('time') }
    if (held !== null) return fail(409, { refused: held, to })
    redirect(303, `/clinic/desk/visit/${appointment}`)
  },
}
