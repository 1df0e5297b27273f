// The clinic's places, as its pages show them.
import {
  jurisdictions,
  publicPlaces,
  putPublicPlace,
  setJurisdiction,
  WEEKDAYS,
  type OpeningHours,
} from '@clearday/store'
import { fail } from '@sveltejs/kit'
import { asManager, wordedOf } from '#lib/server/site/managing-site.ts'
import { dayName } from '#lib/server/site/place-page.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/

export const load: PageServerLoad = (event) =>
  asManager(event, async (transaction) => ({
    laws: Object.fromEntries(await jurisdictions(transaction)),
    places: (await publicPlaces(transaction)).map((place) => ({
      ...place,
      hoursTyped: Object.fromEntries(
        WEEKDAYS.map((day) => [day, (place.hours[day] ?? []).map(([from, to]) => `${from}-${to}`).join(', ')]),
      ),
    })),
    chosen: event.url.searchParams.get('place'),
    days: WEEKDAYS.map((day, index) => ({ day, name: dayName(index, event.locals.language) })),
    zones: Intl.supportedValuesOf('timeZone'),
  }))

/** `09:00-13:00, 14:00-18:30`, in order and without overlaps; null where it is something else. */
function spansOf(typed: string): readonly (readonly [string, string])[] | null {
  const spans: [string, string][] = []
  let last = ''
  for (const part of typed.split(/[,;]/).map((one) => one.trim())) {
    if (part === '') continue
    const [from = '', to = '', more] = part.split(/\s*[-–]\s*/).map((one) => one.padStart(5, '0'))
    if (more !== undefined || !TIME.test(from) || !TIME.test(to) || from >= to || from < last) return null
    spans.push([from, to])
    last = to
  }
  return spans
}

export const actions: Actions = {
  default: async (event) => {
    const said = await readForm(event.request)
    const given = { id: said('id'), name: said('name').slice(0, 100), address: said('address').slice(0, 300) }
    const [telephone, timeZone] = [said('telephone').slice(0, 50), said('timeZone')]
    const typed = Object.fromEntries(WEEKDAYS.map((day) => [day, said(`hours.${day}`)]))
    const faults: Fault[] = []
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(given.id) || given.id.length > 60)
      faults.push({ field: 'id', key: 'siteset.fault.id' })
    if (given.name === '') faults.push({ field: 'name', key: 'siteset.fault.place' })
    if (!Intl.supportedValuesOf('timeZone').includes(timeZone) && timeZone !== 'UTC')
      faults.push({ field: 'timeZone', key: 'siteset.fault.zone' })
    const hours: Record<string, readonly (readonly [string, string])[]> = {}
    for (const day of WEEKDAYS) {
      const spans = spansOf(typed[day])
      if (spans === null) faults.push({ field: `hours.${day}`, key: 'siteset.fault.hours' })
      else if (spans.length > 0) hours[day] = spans
    }
    const [about, accessibility] = [wordedOf(said, 'about'), wordedOf(said, 'accessibility')]
    const jurisdiction = said('jurisdiction').slice(0, 100)
    const place = { ...given, telephone, timeZone, about, accessibility, hours: hours as OpeningHours }
    if (faults.length > 0) return fail(400, { faults, kept: { ...place, jurisdiction, hoursTyped: typed } })
    const { clock } = event.locals.clinic
    await asManager(event, async (transaction, access) => {
      await putPublicPlace(transaction, access, place, clock())
      await setJurisdiction(transaction, access, 'location', given.id, jurisdiction, clock())
    })
    return { done: given.id }
  },
}
