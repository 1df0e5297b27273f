// Who waits for a time that becomes free, the longest first: for the desk and managers, who also put down who calls, and end it.
import { randomUUID } from 'node:crypto'
import {
  isUuid,
  knownPerson,
  offerings,
  personsLike,
  publicPlaces,
  sayPerson,
  services,
  waitForTime,
  waitingList,
  waitNoMore,
  type PublicPlace,
} from '@clearday/store'
import { twoClocks } from '@clearday/scheduling'
import { error, fail, redirect } from '@sveltejs/kit'
import { asMe, type Access } from '#lib/server/acting.ts'
import { saidIn, type Fault } from '#lib/server/sign-in.ts'
import type { Transaction } from '#lib/server/site/reading.ts'
import { contactFaults } from '#lib/server/visit/asking.ts'
import { bookableService, dayText } from '#lib/server/visit/bookable.ts'
import { calendarPeople } from '#lib/server/visit/calendar-people.ts'
import { daysFaults, waitingWish, type WaitingWish } from '#lib/server/visit/waiting-wish.ts'
import { words, type Language } from '#lib/words/words.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const DAY = 86_400_000
const STRETCH_DAYS = 28

const may = ({ desk, manage }: Access): boolean => desk === true || manage === true

export const load: PageServerLoad = (event) =>
  asMe(event, async (transaction, access) => {
    if (!may(access)) error(403, 'not-open')
    const { clinic, language } = event.locals
    const [all, places] = [await services(transaction), await publicPlaces(transaction)]
    const people = await calendarPeople(transaction, access)
    const given = new Set((await offerings(transaction)).map(({ practitioner }) => practitioner))
    const nameOf = (account: string): string =>
      people.find((one) => one.account === account)?.name || words(language)('practitioner.unnamed')
    const waiting = await waitingList(transaction)
    const called = new Map(all.map((one) => [one.service, bookableService(one, language).name]))
    const today = dayText(clinic.clock())
    return {
      waiting: waiting.map(({ service, location, practitioner, callFor, ...one }) => ({
        ...one,
        callFor: callFor && { when: whenIt(callFor, places, language), whom: nameOf(callFor.practitioner) },
        service: called.get(service) ?? service,
        where: location === null ? null : (places.find(({ id }) => id === location)?.name ?? location),
        whom: practitioner === null ? null : nameOf(practitioner),
      })),
      choices: {
        services: all
          .filter(({ closed }) => !closed)
          .map(({ service }) => ({ value: service, label: called.get(service) ?? service })),
        places: places.map(({ id, name }) => ({ value: id, label: name })),
        people: [...given].map((account) => ({ value: account, label: nameOf(account) })),
      },
      id: randomUUID(),
      begins: { from: today, to: dayText(clinic.clock() + STRETCH_DAYS * DAY) },
      done: event.url.searchParams.get('done') ?? '',
    }
  })

interface Adding extends WaitingWish {
  readonly id: string
  readonly service: string
  /** Whom the clinic knows; 'new' for somebody it does not; '' where nobody said. */
  readonly who: string
}

/** What is wrong, with those it could be; or the one who waits now. */
async function add(transaction: Transaction, given: Adding, event: RequestEvent) {
  const { visits } = event.locals.clinic
  const fault = (one: Fault, like: Awaited<ReturnType<typeof personsLike>> = []) => ({ faults: [one], like })
  const like = await personsLike(transaction, given)
  const known = isUuid(given.who) ? await knownPerson(transaction, given.who) : null
  if (known === null && given.who !== 'new' && like.length > 0)
    return fault({ field: 'who', key: 'waitdesk.fault.like' }, like)
  const person = known?.person ?? randomUUID()
  if (known === null) {
    const { name, email, telephone } = given
    await sayPerson(transaction, {
      ...{ person, name, email, telephone, language: event.locals.language, bornOn: null, patient: null },
    })
  }
  const { id: waiting, service, from, to, dayparts } = given
  const where = { location: given.location || null, practitioner: given.practitioner || null }
  const outcome = await waitForTime(
    transaction,
    { waiting, service, person, from, to, dayparts, ...where },
    visits.waiting.proofOf(waiting),
  )
  if (outcome.type === 'ok' || outcome.error.code === 'id-used') return null
  return fault({
    field: 'service',
    key: outcome.error.code === 'not-offered' ? 'waitdesk.fault.offered' : 'wait.fault.stands',
  })
}

/** By the clock of the place. */
function whenIt(
  { start, location }: { readonly start: number; readonly location: string },
  places: readonly PublicPlace[],
  language: Language,
): string {
  const zone = places.find(({ id }) => id === location)?.timeZone ?? 'UTC'
  const { there } = twoClocks(start, zone, null, language)
  return `${there.dayWords}, ${there.time}`
}

export const actions: Actions = {
  add: async (event) => {
    const form = await event.request.formData()
    const said = saidIn(form)
    const id = isUuid(said('id')) ? said('id') : randomUUID()
    const given: Adding = { ...waitingWish(form), id, service: said('service'), who: said('who') }
    const faults: Fault[] = [...contactFaults(given), ...daysFaults(given, event.locals.clinic.clock())]
    if (given.service === '') faults.push({ field: 'service', key: 'waitdesk.fault.service' })
    if (faults.length > 0) return fail(400, { faults, given, like: [] })
    const wrong = await asMe(event, (transaction, access) => {
      if (!may(access)) error(403, 'not-open')
      return add(transaction, given, event)
    })
    if (wrong !== null) return fail(400, { ...wrong, given })
    redirect(303, '/clinic/waiting?done=added')
  },
  end: async (event) => {
    const waiting = saidIn(await event.request.formData())('waiting')
    if (!isUuid(waiting)) return fail(404, { faults: [], like: [] })
    await asMe(event, (transaction) => waitNoMore(transaction, waiting, null))
    redirect(303, '/clinic/waiting?done=ended')
  },
}
