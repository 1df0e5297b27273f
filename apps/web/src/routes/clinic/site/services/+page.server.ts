// What can be booked: services with who gives them where, and the rooms of each location.
import { randomUUID } from 'node:crypto'
import { TREATMENTS } from '@clearday/evidence'
import {
  addRoom,
  calendarFacts,
  clinicLocations,
  INTAKE_KINDS,
  MOST_QUESTIONS,
  offerings,
  rooms,
  saveService,
  SERVICE_KINDS,
  services,
  visitReminders,
  setOfferings,
  setVideoRoom,
  videoRooms,
  setServiceReminders,
  setVisitReminders,
  type Access,
  type IntakeQuestion,
  type ServiceSetting,
  type VisitReminders,
} from '@clearday/store'
import { fail } from '@sveltejs/kit'
import { asManager, tickedOf, wordedOf } from '#lib/server/site/managing-site.ts'
import { treatmentName } from '#lib/server/site/evidence-block.ts'
import { dayOf } from '#lib/server/site/offered.ts'
import { worded, type Transaction } from '#lib/server/site/reading.ts'
import { readForm, saidIn, type Fault } from '#lib/server/sign-in.ts'
import { calendarPeople } from '#lib/server/visit/calendar-people.ts'
import type { MessageKey } from '#lib/words/words.ts'
import type { Actions, PageServerLoad } from './$types'

const NUMBERS = {
  ...{ minutes: 60, bufferBefore: 0, bufferAfter: 0, capacity: 1, noticeMinutes: 1440, horizonDays: 90 },
  ...{ everyMinutes: 15, cancelMinutes: 1440 },
} as const
type NumberField = keyof typeof NUMBERS
const FIELDS = Object.keys(NUMBERS) as readonly NumberField[]
const IDS = TREATMENTS.map(({ id }) => id)

/** Who could give something somewhere, as the boxes of a form. Five queries. */
async function pairsOf(transaction: Transaction, access: Access) {
  const places = await clinicLocations(transaction)
  return (await calendarPeople(transaction, access)).flatMap(({ account, name, here }) =>
    places.map(({ id, name: place }) => ({ value: `${account} ${id}`, account, location: id, place, name, here })),
  )
}

export const load: PageServerLoad = (event) =>
  asManager(event, async (transaction, access) => {
    const { language, clinic } = event.locals
    const all = await services(transaction)
    const chosen = all.find(({ service }) => service === event.url.searchParams.get('service')) ?? null
    const now = clinic.clock()
    const today = dayOf(now)
    const facts =
      chosen === null || chosen.closed
        ? []
        : (await calendarFacts(transaction, { service: chosen.service, from: now, to: now })).offerings
    const held = (await offerings(transaction)).filter(({ service }) => service === chosen?.service)
    const pairs = await pairsOf(transaction, access)
    return {
      services: all.map((one) => ({ id: one.service, name: worded(one.names, language), closed: one.closed })),
      chosen,
      numbers: NUMBERS,
      treatments: IDS.map((id) => ({ value: id, label: treatmentName(id, language) })),
      // who is here no more is offered no more, but what stands can be seen and ended
      pairs: pairs
        .filter(({ here, account }) => here || held.some(({ practitioner }) => practitioner === account))
        .map(({ value, name, place }) => ({ value, name, place })),
      ticked: held.map(({ practitioner, location }) => `${practitioner} ${location}`),
      given: held.map(({ practitioner, location }) => {
        const fact = facts.find((one) => one.practitioner === practitioner && one.location === location)
        const pair = pairs.find((one) => one.account === practitioner && one.location === location)
        const until = fact?.licensedUntil ?? null
        return {
          ...{ key: `${practitioner} ${location}`, name: pair?.name ?? '', place: pair?.place ?? location },
          // none at all is told by the store as a day long ago
          until: until !== null && until > '0002' ? until : null,
          state: standing(fact !== undefined, chosen?.closed === true, until, today),
        }
      }),
      reminders: remindersShown(await visitReminders(transaction), chosen?.service ?? null),
      rooms: await rooms(transaction),
      video: await videoRoomsOf(transaction, pairs),
      kinds: INTAKE_KINDS,
      places: (await clinicLocations(transaction)).map(({ id, name }) => ({ value: id, label: name })),
    }
  })

/** Of each who could give it, by name. One query. */
async function videoRoomsOf(transaction: Transaction, pairs: Awaited<ReturnType<typeof pairsOf>>) {
  const urls = await videoRooms(transaction)
  const people = new Map(pairs.filter(({ here }) => here).map(({ account, name }) => [account, name]))
  return [...people].map(([account, name]) => ({ account, name, url: urls.get(account) ?? '' }))
}

const BEFORES: readonly number[] = [30, 60, 120, 240, 720, 1440, 2880, 4320, 10_080]

/** As the forms show them: of the clinic, and of the service that is chosen; null where it has those of the clinic. */
function remindersShown({ befores, quietFrom, quietTo, services: own }: VisitReminders, service: string | null) {
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  return {
    choices: BEFORES,
    ...{ befores, quietFrom: clock(quietFrom), quietTo: clock(quietTo) },
    own: service === null ? null : (own[service] ?? null),
  }
}

/** What was chosen, each once, the longest first. */
function beforesFrom(said: (name: string) => string): readonly number[] {
  const chosen = [0, 1, 2].map((place) => Number(said(`before-${place}`)))
  return [...new Set(BEFORES.filter((one) => chosen.includes(one)))].reverse()
}

/** A time of day in minutes; NaN for what is none. */
function minuteOf(text: string): number {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? []
  return Number(hour) * 60 + Number(minute)
}

/** How it stands with who gives it, in a word. */
function standing(practises: boolean, closed: boolean, until: string | null, today: string) {
  if (closed) return 'closed' as const
  if (!practises) return 'gone' as const
  if (until === null) return 'open' as const
  return until < '0002' ? ('none' as const) : until < today ? ('over' as const) : ('until' as const)
}

/** Questions whose words were taken away are gone; a new one gets a key that stays. */
function intakeFrom(said: (name: string) => string): readonly IntakeQuestion[] {
  return Array.from({ length: MOST_QUESTIONS }, (_, index) => `intake.${String(index)}`).flatMap((row) => {
    const words = wordedOf(said, row)
    if (Object.keys(words).length === 0) return []
    const kind = INTAKE_KINDS.find((one) => one === said(`${row}.kind`)) ?? 'line'
    return [
      {
        key: said(`${row}.key`) || randomUUID(),
        kind,
        words,
        needed: kind === 'consent' || said(`${row}.needed`) === 'on',
      },
    ]
  })
}

function serviceFrom(form: FormData): { readonly given: ServiceSetting; readonly faults: Fault[] } {
  const said = saidIn(form)
  const faults: Fault[] = []
  const numbers = Object.fromEntries(
    FIELDS.map((field) => {
      const typed = said(field)
      return [field, /^\d{1,7}$/.test(typed) ? Number(typed) : NaN]
    }),
  ) as Record<NumberField, number>
  for (const field of FIELDS) if (Number.isNaN(numbers[field])) faults.push({ field, key: 'bookset.fault.number' })
  const kind = SERVICE_KINDS.find((one) => one === said('kind'))
  if (kind === undefined) faults.push({ field: 'kind', key: 'bookset.fault.choose' })
  const treatment = IDS.includes(said('treatment')) ? said('treatment') : null
  const version = /^\d{1,6}$/.test(said('version')) ? Number(said('version')) : 0
  const given: ServiceSetting = {
    ...{ service: said('service'), version, kind: kind ?? 'session', treatment, ...numbers },
    ...{ names: wordedOf(said, 'names'), preparation: wordedOf(said, 'preparation'), price: said('price') },
    setting: said('setting') === 'video' ? 'video' : 'in-person',
    booking: said('booking') === 'instant' ? 'instant' : 'request',
    ...{ needsRoom: said('needsRoom') === 'on', licenceNeeded: said('licenceNeeded') === 'on' },
    closed: said('closed') === 'on',
    intake: intakeFrom(said),
  }
  return { given, faults }
}

/** Where on the form it is told, and how. */
function faultFor(code: string, field: string): Fault {
  if (code !== 'wrong-value') return { field: 'service', key: `visit.refused.${code}` as MessageKey }
  if (field === 'names') return { field: 'names.en', key: 'bookset.fault.name' }
  const KEYS: Readonly<Record<string, MessageKey>> = {
    ...{ service: 'siteset.fault.id', needsRoom: 'bookset.fault.room', price: 'bookset.fault.price' },
    intake: 'bookset.fault.intake',
  }
  return { field, key: KEYS[field] ?? 'bookset.fault.range' }
}

export const actions: Actions = {
  save: async (event) => {
    const form = await event.request.formData()
    const { given, faults } = serviceFrom(form)
    const { clock } = event.locals.clinic
    const typed = Object.fromEntries(FIELDS.map((field) => [field, saidIn(form)(field)]))
    const ticked = form.getAll('offered').filter((one): one is string => typeof one === 'string')
    const kept = { ...given, ...typed, ticked }
    if (faults.length > 0) return fail(400, { faults, kept })
    const saved = await asManager(event, async (transaction, access) => {
      const outcome = await saveService(transaction, access, given, clock())
      if (outcome.type === 'error') return outcome
      const pairs = await pairsOf(transaction, access)
      const values = tickedOf(
        form,
        'offered',
        pairs.map(({ value }) => value),
      )
      const offered = pairs
        .filter(({ value }) => values.includes(value))
        .map(({ account, location }) => ({ practitioner: account, location }))
      return setOfferings(transaction, access, given.service, offered, clock())
    })
    if (saved.type === 'ok') return { done: given.service }
    const { code, about } = saved.error
    const taken = code === 'changed-since' && given.version === 0
    const fault: Fault = taken
      ? { field: 'service', key: 'bookset.fault.taken' }
      : code === 'changed-since'
        ? { field: 'names.en', key: 'bookset.fault.changed' }
        : faultFor(code, about.field ?? '')
    return fail(code === 'changed-since' ? 409 : 400, { faults: [fault], kept })
  },
  video: async (event) => {
    const said = await readForm(event.request)
    const { clock } = event.locals.clinic
    const faults = await asManager(event, async (transaction, access) => {
      const people = await videoRoomsOf(transaction, await pairsOf(transaction, access))
      const wrong: Fault[] = []
      for (const { account } of people) {
        const field = `video.${account}`
        const set = await setVideoRoom(transaction, access, account, said(field), clock())
        if (set.type === 'error') wrong.push({ field, key: 'bookset.fault.video' })
      }
      return wrong
    })
    return faults.length === 0 ? { done: '' } : fail(400, { faults })
  },
  reminders: async (event) => {
    const said = await readForm(event.request)
    const night = { quietFrom: minuteOf(said('quietFrom')), quietTo: minuteOf(said('quietTo')) }
    const faults = Object.entries(night).flatMap(([field, minute]) =>
      Number.isNaN(minute) ? [{ field, key: 'bookset.fault.time' as const }] : [],
    )
    if (faults.length > 0) return fail(400, { faults, night: { from: said('quietFrom'), to: said('quietTo') } })
    await asManager(event, (transaction, access) =>
      setVisitReminders(transaction, access, { befores: beforesFrom(said), ...night }),
    )
    return { done: '' }
  },
  ownReminders: async (event) => {
    const said = await readForm(event.request)
    const service = event.url.searchParams.get('service') ?? ''
    await asManager(event, async (transaction, access) => {
      if (!(await services(transaction)).some((one) => one.service === service)) return
      await setServiceReminders(transaction, access, service, said('own') === 'on' ? beforesFrom(said) : null)
    })
    return { done: '' }
  },
  room: async (event) => {
    const said = await readForm(event.request)
    const [location, name] = [said('location'), said('room')]
    const { clock } = event.locals.clinic
    const made = await asManager(event, async (transaction, access) =>
      (await clinicLocations(transaction)).some(({ id }) => id === location)
        ? (await addRoom(transaction, access, location, name, clock())).type
        : ('nowhere' as const),
    )
    if (made === 'ok') return { done: '' }
    const fault: Fault =
      made === 'nowhere'
        ? { field: 'location', key: 'bookset.fault.choose' }
        : { field: 'room', key: 'bookset.fault.roomName' }
    return fail(400, { faults: [fault], room: { location, name } })
  },
}
