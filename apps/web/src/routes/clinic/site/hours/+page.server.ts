// When who works where: plans of the week, leave, closures and further hours.
import { localTime, momentAt } from '@clearday/scheduling'
import {
  addException,
  addPlan,
  clinicLocations,
  endException,
  endPlan,
  exceptions,
  isUuid,
  workingPlans,
  type ClinicLocation,
} from '@clearday/store'
import { fail } from '@sveltejs/kit'
import { isDay } from '#lib/server/acting.ts'
import { asManager } from '#lib/server/site/managing-site.ts'
import { dayName } from '#lib/server/site/place-page.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import { calendarPeople } from '#lib/server/visit/calendar-people.ts'
import { zoneName, type MessageKey } from '#lib/words/words.ts'
import type { Actions, PageServerLoad } from './$types'

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/
const DAY_MS = 86_400_000

export const load: PageServerLoad = (event) =>
  asManager(event, async (transaction, access) => {
    const { language, clinic } = event.locals
    const now = clinic.clock()
    const places = await clinicLocations(transaction)
    const people = await calendarPeople(transaction, access)
    const plans = await workingPlans(transaction)
    const zone = places[0]?.timeZone ?? 'UTC'
    const { day: today } = localTime(now, zone)
    const nameOf = (location: string): string => places.find(({ id }) => id === location)?.name ?? location
    return {
      firstClock: { place: places[0]?.name ?? '', zone: zoneName(language, zone) },
      ...{ today, tomorrow: localTime(now + DAY_MS, zone).day },
      people: people.map(({ account, name, here }) => ({ value: account, label: name, here })),
      places: places.map(({ id, name }) => ({ value: id, label: name })),
      days: [0, 1, 2, 3, 4, 5, 6].map((index) => ({ value: String(index + 1), label: dayName(index, language) })),
      plans: people.map(({ account, name }) => ({
        ...{ account, name },
        plans: plans
          .filter(
            ({ practitioner, validUntil }) => practitioner === account && (validUntil === null || validUntil >= today),
          )
          .map((one) => ({ ...one, place: nameOf(one.location), dayName: dayName(one.weekday - 1, language) })),
      })),
      exceptions: (await exceptions(transaction, now)).map((one) => ({
        ...{ exception: one.exception, kind: one.kind, said: one.said, note: one.note },
        name: people.find(({ account }) => account === one.practitioner)?.name ?? null,
        place: one.location === null ? null : nameOf(one.location),
      })),
    }
  })

function spanOf(said: (name: string) => string, place: ClinicLocation | undefined) {
  const typed = { from: [said('fromDay'), said('fromTime')], to: [said('toDay'), said('toTime')] } as const
  const faults: Fault[] = []
  const zone = place?.timeZone ?? 'UTC'
  const [from, to] = (['from', 'to'] as const).map((side) => {
    const [day, time] = typed[side]
    if (!isDay(day)) faults.push({ field: `${side}Day`, key: 'siteset.fault.day' })
    else if (!TIME.test(time)) faults.push({ field: `${side}Time`, key: 'bookset.fault.time' })
    else {
      const at = momentAt(day, time, zone)
      // of an hour that comes twice all of it: from the first time, or until the second
      if (at?.skipped === false) return side === 'to' ? (at.again ?? at.moment) : at.moment
      faults.push({ field: `${side}Time`, key: 'desk.fault.skipped' })
    }
    return NaN
  })
  if (faults.length === 0 && !(from < to)) faults.push({ field: 'toDay', key: 'bookset.fault.order' })
  return { faults, from, to, said: `${typed.from.join(' ')} – ${typed.to.join(' ')} (${zone})` }
}

export const actions: Actions = {
  plan: async (event) => {
    const said = await readForm(event.request)
    const plan = {
      ...{ practitioner: said('practitioner'), location: said('location'), weekday: said('weekday') },
      ...{ from: said('from'), to: said('to'), validFrom: said('validFrom'), validUntil: said('validUntil') },
    }
    const faults: Fault[] = []
    if (!/^[1-7]$/.test(plan.weekday)) faults.push({ field: 'weekday', key: 'bookset.fault.choose' })
    for (const field of ['from', 'to'] as const)
      if (!TIME.test(plan[field])) faults.push({ field, key: 'bookset.fault.time' })
    if (!isDay(plan.validFrom)) faults.push({ field: 'validFrom', key: 'siteset.fault.day' })
    if (plan.validUntil !== '' && (!isDay(plan.validUntil) || plan.validUntil < plan.validFrom))
      faults.push({ field: 'validUntil', key: 'bookset.fault.until' })
    const { clock } = event.locals.clinic
    const made = await asManager(event, async (transaction, access) => {
      const [people, places] = [await calendarPeople(transaction, access), await clinicLocations(transaction)]
      if (!places.some(({ id }) => id === plan.location))
        faults.unshift({ field: 'location', key: 'bookset.fault.choose' })
      if (!people.some(({ account }) => account === plan.practitioner))
        faults.unshift({ field: 'practitioner', key: 'bookset.fault.choose' })
      if (faults.length > 0) return null
      const validUntil = plan.validUntil === '' ? null : plan.validUntil
      return addPlan(transaction, access, { ...plan, weekday: Number(plan.weekday), validUntil }, clock())
    })
    if (made?.type === 'ok') return { done: 'bookset.done' as const }
    if (made?.type === 'error') {
      const { code, about } = made.error
      faults.push({ field: about.field ?? 'weekday', key: `visit.refused.${code}` as MessageKey })
    }
    return fail(400, { faults, plan })
  },
  endPlan: async (event) => {
    const said = await readForm(event.request)
    const [plan, day] = [said('plan'), said('day')]
    if (!isDay(day))
      return fail(400, { faults: [{ field: `day-${plan}`, key: 'siteset.fault.day' }] satisfies Fault[] })
    const { clock } = event.locals.clinic
    if (isUuid(plan)) await asManager(event, (transaction, access) => endPlan(transaction, access, plan, day, clock()))
    return { done: 'bookset.done' as const }
  },
  exception: async (event) => {
    const said = await readForm(event.request)
    const kept = {
      ...{ kind: said('kind'), practitioner: said('who'), location: said('where') },
      ...{ fromDay: said('fromDay'), fromTime: said('fromTime'), toDay: said('toDay'), toTime: said('toTime') },
      note: said('note').slice(0, 500),
    }
    const { clock } = event.locals.clinic
    const faults: Fault[] = []
    const kind = kept.kind === 'away' || kept.kind === 'extra' ? kept.kind : null
    const made = await asManager(event, async (transaction, access) => {
      const [people, places] = [await calendarPeople(transaction, access), await clinicLocations(transaction)]
      const practitioner = people.find(({ account }) => account === kept.practitioner)?.account ?? null
      const place = places.find(({ id }) => id === kept.location)
      if (kind === null) faults.push({ field: 'kind', key: 'bookset.fault.choose' })
      if (practitioner === null && (kind === 'extra' || place === undefined))
        faults.push({ field: 'who', key: 'bookset.fault.who' })
      if (kind === 'extra' && place === undefined) faults.push({ field: 'where', key: 'bookset.fault.choose' })
      // leave of a person who works in several places is told by the clock of the first
      const span = spanOf(said, place ?? places.at(0))
      faults.push(...span.faults)
      if (kind === null || faults.length > 0) return null
      const told = { from: span.from, to: span.to, said: span.said, note: kept.note }
      const where = { practitioner, location: place?.id ?? null, room: null }
      return addException(transaction, access, { kind, ...where, ...told }, clock())
    })
    if (made?.type === 'ok') return { done: 'bookset.done' as const, booked: made.value.booked }
    if (made?.type === 'error')
      faults.push({ field: made.error.about.field ?? 'kind', key: `visit.refused.${made.error.code}` as MessageKey })
    return fail(400, { faults, exception: kept })
  },
  endException: async (event) => {
    const id = (await readForm(event.request))('exception')
    const { clock } = event.locals.clinic
    if (isUuid(id)) await asManager(event, (transaction, access) => endException(transaction, access, id, clock()))
    return { done: 'bookset.done' as const }
  },
}
