// Waiting for a time of a service that becomes free, without an account.
import { randomUUID } from 'node:crypto'
import {
  asReader,
  asVisitor,
  isUuid,
  linkedWaiting,
  offerings,
  publicPlaces,
  sayPerson,
  services,
  UNUSED_DAYS,
  waitForTime,
  type SchedulingRefusal,
} from '@clearday/store'
import { error, fail, redirect } from '@sveltejs/kit'
import { isPostableAddress, pace } from '#lib/server/site/pace.ts'
import { masthead, type Transaction } from '#lib/server/site/reading.ts'
import { saidIn, type Fault } from '#lib/server/sign-in.ts'
import { contactFaults } from '#lib/server/visit/asking.ts'
import { bookableService, choiceOf, dayText, peopleGiving } from '#lib/server/visit/bookable.ts'
import { daysFaults, waitingWish, type WaitingWish } from '#lib/server/visit/waiting-wish.ts'
import type { Language } from '#lib/words/words.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const DAY = 86_400_000
const mayWait = pace(10)
/** So many days from the first, where nobody said until when. */
const STRETCH_DAYS = 28

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { clinic, language } = locals
  const choice = choiceOf(url.searchParams, clinic.clock())
  const shown = await asReader(clinic.app, async (transaction) => {
    const head = await masthead(transaction, clinic.origin, language)
    const one = (await services(transaction)).find(({ service, closed }) => service === params.service && !closed)
    if (one?.booking !== 'instant') return null
    const given = (await offerings(transaction)).filter(({ service }) => service === params.service)
    const places = await publicPlaces(transaction)
    return {
      clinicName: head.clinic.name,
      service: bookableService(one, language),
      people: peopleGiving(given, head.people),
      places: places
        .filter(({ id }) => given.some(({ location }) => location === id))
        .map(({ id, name }) => ({ id, name })),
    }
  })
  if (shown === null) error(404)
  const waiting = { waiting: randomUUID(), person: randomUUID() }
  return {
    ...shown,
    ...{ ...waiting, made: clinic.readers.stampForm(`waiting ${waiting.waiting} ${waiting.person}`) },
    begins: {
      ...{ from: choice.from, to: dayText(Date.parse(choice.from) + (STRETCH_DAYS - 1) * DAY) },
      dayparts: choice.daypart === null ? [] : [choice.daypart],
      ...{ location: choice.location ?? '', practitioner: choice.practitioner ?? '' },
    },
    days: UNUSED_DAYS,
  }
}

export const actions: Actions = {
  default: async ({ request, locals, params, getClientAddress }) => {
    const { clinic, language } = locals
    const now = clinic.clock()
    const form = await request.formData()
    const wish = waitingWish(form)
    const refuse = (faults: readonly Fault[], status = 400) => fail(status, { faults, wish })
    // only a program fills the field that people do not see: it learns nothing
    if (saidIn(form)('website') !== '') return { wish, faults: [] }
    const faults = [...daysFaults(wish, now), ...wishFaults(wish)]
    if (faults.length > 0) return refuse(faults)
    if (!mayWait(getClientAddress(), now)) return refuse([{ field: 'name', key: 'visit.fault.busy' }], 429)
    const ids = idsOf(form, clinic)
    const outcome = await asVisitor(clinic.app, (transaction) =>
      put(transaction, { ...wish, ...ids, service: params.service }, clinic, language),
    )
    if (outcome === 'too-many') return refuse([{ field: 'email', key: 'wait.fault.many' }])
    if (outcome !== 'ok') return refuse([{ field: 'location', key: 'wait.fault.stands' }])
    redirect(
      303,
      `/visit/waiting/${clinic.visits.waiting.tokenOf(ids.waiting, Date.parse(wish.to) + UNUSED_DAYS * DAY)}`,
    )
  },
}

/** The mail goes to an address, so there is no way around one. */
function wishFaults(wish: WaitingWish): readonly Fault[] {
  if (!isPostableAddress(wish.email))
    return [
      ...contactFaults({ ...wish, email: '', telephone: '1' }),
      { field: 'email', key: wish.email === '' ? 'wait.fault.email' : 'evaluation.fault.email' },
    ]
  return wish.telephone.length > 50
    ? [...contactFaults(wish), { field: 'telephone', key: 'evaluation.fault.long', values: { most: 50 } }]
    : contactFaults(wish)
}

/** Those that the form was made with: sent twice it is once. Others are not used, so that nobody opens what is another's. */
function idsOf(form: FormData, { readers }: RequestEvent['locals']['clinic']) {
  const said = saidIn(form)
  const [waiting, person] = [said('waiting'), said('person')]
  const ours =
    isUuid(waiting) && isUuid(person) && readers.formAge(`waiting ${waiting} ${person}`, said('made')) !== null
  return ours ? { waiting, person } : { waiting: randomUUID(), person: randomUUID() }
}

async function put(
  transaction: Transaction,
  given: WaitingWish & { readonly waiting: string; readonly person: string; readonly service: string },
  { visits }: RequestEvent['locals']['clinic'],
  language: Language,
): Promise<'ok' | SchedulingRefusal> {
  const { waiting, person, service, from, to, dayparts, name, email, telephone } = given
  const proof = visits.waiting.proofOf(waiting)
  if ((await linkedWaiting(transaction, waiting, proof)) !== null) return 'ok'
  // what is booked at once is waited for alone: the others are asked for
  const instant = (await services(transaction)).some((one) => one.service === service && one.booking === 'instant')
  if (!instant) return 'not-offered'
  const made = await sayPerson(transaction, {
    ...{ person, name, email, telephone, language, bornOn: null, patient: null },
  })
  if (made.type === 'error') return made.error.code
  const where = {
    location: given.location || null,
    practitioner: isUuid(given.practitioner) ? given.practitioner : null,
  }
  const outcome = await waitForTime(transaction, { waiting, person, service, from, to, dayparts, ...where }, proof)
  return outcome.type === 'ok' ? 'ok' : outcome.error.code
}
