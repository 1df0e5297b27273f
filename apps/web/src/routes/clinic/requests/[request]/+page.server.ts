// One request, for the clinic: read and weighed, then answered with times to choose from, with one that is booked at once, or with why not.
import { momentAt } from '@clearday/scheduling'
import {
  confirmRequest,
  declineRequest,
  diaryOfRequest,
  isUuid,
  knownPerson,
  knowPerson,
  offerings,
  personsLike,
  proposeTime,
  publicPlaces,
  requestHistory,
  services,
  teamNames,
  triageRequest,
  visitRequest,
  type HoldOutcome,
  type PublicPlace,
  type SchedulingOutcome,
  type StandingRequest,
} from '@clearday/store'
import { error, fail, redirect } from '@sveltejs/kit'
import { asMe, isDay, type Access } from '#lib/server/acting.ts'
import type { Transaction } from '#lib/server/site/reading.ts'
import { saidIn, type Fault } from '#lib/server/sign-in.ts'
import { bookableService } from '#lib/server/visit/bookable.ts'
import { calendarPeople, type CalendarPerson } from '#lib/server/visit/calendar-people.ts'
import { ageWords, answerId, fittingTimes, keyOf, readKey, signWords, staffTime } from '#lib/server/visit/triage.ts'
import { EN } from '#lib/words/en.ts'
import { isLanguage, moment, words, type Language, type MessageKey } from '#lib/words/words.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const DAY = 86_400_000
/** How long offered times may be kept, in days. */
const KEPT_DAYS = [1, 2, 3, 7] as const
const MOST_OFFERED = 3
const URGENCIES = ['urgent', 'soon', 'routine'] as const
const OPEN: readonly string[] = ['new', 'triaged', 'proposed']

const may = ({ desk, manage, review }: Access): boolean => desk === true || manage === true || review === true

function idOf({ params }: Pick<RequestEvent, 'params'>): string {
  if (!isUuid(params.request)) error(404)
  return params.request
}

export const load: PageServerLoad = (event) =>
  asMe(event, async (transaction, access) => {
    if (!may(access)) error(403, 'not-open')
    const { clinic, language } = event.locals
    const now = clinic.clock()
    const request = await visitRequest(transaction, idOf(event))
    if (request === null) error(404)
    const look = {
      places: await publicPlaces(transaction),
      people: await calendarPeople(transaction, access),
      language,
    }
    const from = event.url.searchParams.get('from')
    const fromDay = from !== null && isDay(from) ? from : null
    const open = OPEN.includes(request.state)
    const said = words(isLanguage(request.language) ? request.language : language)
    return {
      ...{
        request,
        open,
        look: fromDay ?? '',
        treats: access.review === true,
        done: event.url.searchParams.has('done'),
      },
      age: ageWords(request.askedAt, now, words(language)),
      signs: signWords(request.flags, language),
      wished: request.answers.whom ?? '',
      ...(await whoItIs(transaction, request)),
      choices: await choicesOf(transaction, request, look),
      offered: offeredTimes(request, look),
      times: open ? await timesFor(transaction, request, look, fromDay, now) : null,
      keptDays: KEPT_DAYS,
      template: { offer: said('triage.template.offer'), decline: said('triage.template.decline') },
      history: await historyOf(transaction, access, request.request),
    }
  })

interface Look {
  readonly places: readonly PublicPlace[]
  readonly people: readonly CalendarPerson[]
  readonly language: Language
}

/** Two queries at most. */
async function whoItIs(transaction: Transaction, request: StandingRequest) {
  const known = request.person === null ? null : await knownPerson(transaction, request.person)
  return { known, like: known === null ? await personsLike(transaction, request) : [] }
}

/** Two queries. */
async function choicesOf(transaction: Transaction, request: StandingRequest, { places, people, language }: Look) {
  const all = (await services(transaction)).filter(({ closed, service }) => !closed || service === request.service)
  const giving = new Set((await offerings(transaction)).map(({ practitioner }) => practitioner))
  const unnamed = words(language)('practitioner.unnamed')
  const wished = people.find(({ name }) => name !== '' && name === request.answers.whom)
  return {
    services: all.map((one) => ({ value: one.service, label: bookableService(one, language).name })),
    places: places.map(({ id, name }) => ({ value: id, label: name })),
    people: people
      .filter(({ account }) => giving.has(account) || account === request.practitioner)
      .map(({ account, name }) => ({ value: account, label: name || unnamed })),
    practitioner: request.practitioner ?? (request.state === 'new' ? wished?.account : undefined) ?? '',
  }
}

function offeredTimes(request: StandingRequest, { places, people, language }: Look) {
  return request.proposals.map((one) => {
    const time = staffTime(one, places, people, language)
    return {
      ...{ ...time, appointment: one.appointment, open: one.open, booked: one.appointment === request.appointment },
      until: moment(language, new Date(one.endsAt).toISOString(), time.zone),
    }
  })
}

async function timesFor(
  transaction: Transaction,
  request: StandingRequest,
  { places, people, language }: Look,
  from: string | null,
  now: number,
) {
  const { service } = request
  if (service === null) return null
  const { fit, others } = await fittingTimes(transaction, { ...request, service }, from, now)
  const shown = (found: typeof fit) =>
    found.map((one) => ({ key: keyOf(one), ...staffTime(one, places, people, language) }))
  return { fit: shown(fit), others: shown(others) }
}

async function historyOf(transaction: Transaction, access: Access, request: string) {
  const changes = await requestHistory(transaction, request)
  const names = await teamNames(
    transaction,
    access,
    changes.flatMap(({ by }) => by ?? []),
  )
  return changes.map(({ by, version, state, answer, reply, at }, n) => ({
    ...{ version, state, at, by: by === null ? null : (names.get(by) ?? '') },
    answer: answer === (changes[n - 1]?.answer ?? '') ? '' : answer,
    reply: reply === (changes[n - 1]?.reply ?? '') ? '' : reply,
  }))
}

/** What an act of this page is refused with, in its words or those of every visit. */
function refusal(code: string): MessageKey {
  const own = `triage.refused.${code}`
  return (Object.hasOwn(EN, own) ? own : `visit.refused.${code}`) as MessageKey
}

interface Typed {
  readonly seen: number
  readonly ticked: readonly string[]
  readonly day: string
  readonly time: string
  readonly place: string
  readonly whom: string
  readonly keep: string
  readonly say: string
}

function typedAnswer(form: FormData): Typed {
  const said = saidIn(form)
  return {
    seen: Number(said('seen')),
    ticked: form.getAll('at').filter((one): one is string => typeof one === 'string'),
    ...{ day: said('day'), time: said('time'), place: said('place'), whom: said('whom'), keep: said('keep') },
    say: said('say').replace(/\r\n?/g, '\n'),
  }
}

interface Start {
  readonly start: number
  readonly location: string
  readonly practitioner: string
}

/** The times that were ticked and the one that was typed, or what is wrong with them. */
function startsOf(typed: Typed, places: readonly PublicPlace[]): readonly Start[] | Fault {
  const ticked = typed.ticked.flatMap((key) => readKey(key) ?? [])
  if (typed.day === '' && typed.time === '')
    return ticked.length > 0 ? ticked : { field: 'times', key: 'triage.fault.tick' }
  const place = places.find(({ id }) => id === typed.place)
  if (place === undefined || !isUuid(typed.whom)) return { field: 'place', key: 'triage.fault.typed' }
  const at = momentAt(typed.day, typed.time, place.timeZone)
  if (at === null || at.skipped) return { field: 'day', key: 'triage.fault.day' }
  return [...ticked, { start: at.moment, location: place.id, practitioner: typed.whom }]
}

/** Whether the same practitioner would be in two of them at once, buffers included. One query. */
async function overlap(transaction: Transaction, service: string | null, starts: readonly Start[]): Promise<boolean> {
  const setting = (await services(transaction)).find((one) => one.service === service)
  if (setting === undefined) return false
  const takes = (setting.bufferBefore + setting.minutes + setting.bufferAfter) * 60_000
  return starts.some(({ start, practitioner }, n) =>
    starts.slice(0, n).some((one) => one.practitioner === practitioner && Math.abs(one.start - start) < takes),
  )
}

/** Ends a transaction of which a part was refused: all of it is undone. */
class Undone extends Error {
  readonly code: string
  constructor(code: string) {
    super('undone')
    this.code = code
  }
}

type Answer = (
  given: { readonly transaction: Transaction; readonly access: Access; readonly request: StandingRequest },
  starts: readonly Start[],
  typed: Typed,
) => Promise<SchedulingOutcome<unknown> | HoldOutcome>

async function answered(event: RequestEvent, most: number, tooMany: MessageKey, answer: Answer) {
  const typed = typedAnswer(await event.request.formData())
  const id = idOf(event)
  const refuse = (fault: Fault) => fail(400, { faults: [fault], typed })
  if (typed.say.length > 1000) return refuse({ field: 'say', key: 'triage.fault.words' })
  try {
    const fault = await asMe(event, async (transaction, access) => {
      const request = await visitRequest(transaction, id)
      if (request === null) error(404)
      const starts = startsOf(typed, await publicPlaces(transaction))
      if ('field' in starts) return starts
      if (starts.length > most) return { field: 'times', key: tooMany }
      const outcome = await answer({ transaction, access, request }, starts, typed)
      if (outcome.type === 'error') throw new Undone(outcome.error.code)
      return null
    })
    if (fault !== null) return refuse(fault)
  } catch (thrown) {
    if (thrown instanceof Undone) return fail(409, { refused: refusal(thrown.code), typed })
    throw thrown
  }
  redirect(303, `/clinic/requests/${id}?done`)
}

export const actions: Actions = {
  weigh: async (event) => {
    const said = saidIn(await event.request.formData())
    const [request, urgency] = [idOf(event), said('urgency')]
    const outcome = await asMe(event, (transaction, access) =>
      triageRequest(
        transaction,
        access,
        {
          ...{
            request,
            seen: Number(said('seen')),
            service: said('service') || null,
            note: said('note').slice(0, 1000),
          },
          ...{ location: said('location') || null, practitioner: said('practitioner') || null },
          urgency: URGENCIES.find((one) => one === urgency) ?? '',
        },
        event.locals.clinic.clock(),
      ),
    )
    if (outcome.type === 'error') return fail(409, { refused: refusal(outcome.error.code) })
    redirect(303, `/clinic/requests/${request}?done`)
  },
  propose: (event) =>
    answered(event, MOST_OFFERED, 'triage.fault.many', async ({ transaction, access, request }, starts, typed) => {
      const { clock, visits } = event.locals.clinic
      const now = clock()
      // the second would find its time taken by the first
      if (await overlap(transaction, request.service, starts)) throw new Undone('overlap')
      const days = KEPT_DAYS.find((one) => String(one) === typed.keep) ?? 2
      let outcome: Awaited<ReturnType<Answer>> = { type: 'ok', value: null }
      for (const [n, start] of starts.entries()) {
        const appointment = answerId(request.request, typed.seen, keyOf(start))
        outcome = await proposeTime(
          transaction,
          access,
          {
            ...{ request: request.request, seen: typed.seen + n, appointment, proof: visits.proofOf(appointment) },
            ...{ service: request.service ?? '', room: null, ...start },
          },
          // nobody is kept waiting beyond the visit itself
          { until: Math.min(now + days * DAY, start.start), words: typed.say },
          now,
        )
        if (outcome.type === 'error') break
      }
      return outcome
    }),
  confirm: (event) =>
    answered(event, 1, 'triage.fault.one', ({ transaction, access, request }, [start], typed) => {
      const { clock, visits } = event.locals.clinic
      const appointment = answerId(request.request, typed.seen, keyOf(start))
      return confirmRequest(
        transaction,
        access,
        {
          ...{ request: request.request, seen: typed.seen, appointment, proof: visits.proofOf(appointment) },
          ...{ service: request.service ?? '', room: null, ...start },
        },
        request.person,
        clock(),
      )
    }),
  decline: async (event) => {
    const said = saidIn(await event.request.formData())
    const [request, told] = [idOf(event), said('told').replace(/\r\n?/g, '\n')]
    if (told === '' || told.length > 1000)
      return fail(400, { faults: [{ field: 'told', key: 'triage.fault.words' as const }], told })
    const given = { request, seen: Number(said('seen')), words: told }
    const outcome = await asMe(event, (transaction, access) =>
      declineRequest(transaction, access, given, event.locals.clinic.clock()),
    )
    if (outcome.type === 'error') return fail(409, { refused: refusal(outcome.error.code), told })
    redirect(303, `/clinic/requests/${request}?done`)
  },
  know: async (event) => {
    const said = saidIn(await event.request.formData())
    const [request, person] = [idOf(event), said('person')]
    const given = { request, seen: Number(said('seen')), person: isUuid(person) ? person : null }
    const outcome = await asMe(event, (transaction, access) =>
      knowPerson(transaction, access, given, event.locals.clinic.clock()),
    )
    if (outcome.type === 'error') return fail(409, { refused: refusal(outcome.error.code) })
    redirect(303, `/clinic/requests/${request}?done`)
  },
  diary: async (event) => {
    const request = idOf(event)
    const link = await asMe(event, (transaction, access) =>
      diaryOfRequest(transaction, access, request, event.locals.clinic.clock()),
    )
    return link === null ? fail(404, { refused: refusal('not-found') }) : { link }
  },
}
