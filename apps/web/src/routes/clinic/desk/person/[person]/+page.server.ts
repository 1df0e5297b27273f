// One person: what is theirs, their name and contact, made one with another and two again, given an appointment, connected with their diary.
import {
  changeAppointmentPerson,
  connectDiary,
  isUuid,
  mergePersons,
  personHistory,
  personOf,
  sayPerson,
  unmergePersons,
} from '@clearday/store'
import { error, fail, redirect } from '@sveltejs/kit'
import { matchesOf, saidPatient } from '#lib/server/said-patient.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import { asDesk, asTeam } from '#lib/server/visit/at-desk.ts'
import { calendarNames } from '#lib/server/visit/calendar-names.ts'
import { personPage } from '#lib/server/visit/person-page.ts'
import { meantPerson, saidDetails } from '#lib/server/visit/said-person.ts'
import type { MessageKey } from '#lib/words/words.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** What was done before the page was opened anew. */
const DONE = ['kept', 'merged', 'parted', 'connected', 'disconnected', 'given'] as const

function idOf({ params }: Pick<RequestEvent, 'params'>): string {
  if (!isUuid(params.person)) error(404)
  return params.person
}

export const load: PageServerLoad = (event) => {
  const id = idOf(event)
  const { searchParams } = event.url
  const wanted = searchParams.get('compare') ?? ''
  return asTeam(event, async (transaction, access) => {
    const { clinic, language } = event.locals
    const names = await calendarNames(transaction, access, language)
    const asked = { id, compared: isUuid(wanted) ? wanted : null, now: clinic.clock() }
    const page = await personPage(transaction, access, names, asked)
    if (page === null) error(404)
    return { ...page, done: DONE.find((one) => searchParams.get('done') === one) ?? null }
  })
}

const back = (person: string, done: (typeof DONE)[number]): never =>
  redirect(303, `/clinic/desk/person/${person}?done=${done}`)

export const actions: Actions = {
  keep: async (event) => {
    const id = idOf(event)
    const said = await readForm(event.request)
    const { details, faults } = saidDetails(said)
    if (faults.length > 0) return fail(400, { faults, details })
    const bornOn = details.bornOn === '' ? null : details.bornOn
    const key = await asDesk(event, async (transaction, access) => {
      const before = await personOf(transaction, id)
      if (before === null || before.mergedInto !== null) return 'person.fault.gone'
      // what a colleague kept meanwhile is looked at before it is said otherwise
      if ((await personHistory(transaction, access, id)).length !== Number(said('seen'))) return 'person.fault.changed'
      const kept = await sayPerson(transaction, { ...details, person: id, bornOn, patient: before.patient })
      return kept.type === 'ok' ? null : 'person.fault.gone'
    })
    return key === null ? back(id, 'kept') : fail(409, { faults: [{ field: 'name', key }] satisfies Fault[], details })
  },
  merge: async (event) => {
    const id = idOf(event)
    const said = await readForm(event.request)
    const [other, into] = [said('other'), said('into')]
    if (!isUuid(other) || (into !== id && into !== other))
      return fail(400, { faults: [{ field: 'into', key: 'person.fault.choose' }] satisfies Fault[] })
    const gone = into === id ? other : id
    const merged = await asDesk(event, (transaction) => mergePersons(transaction, gone, into))
    if (merged.type === 'error') {
      const key = `person.merge.refused.${merged.error.code}` as MessageKey
      return fail(409, { faults: [{ field: 'into', key }] satisfies Fault[], into })
    }
    return back(into, 'merged')
  },
  part: async (event) => {
    const id = idOf(event)
    const one = (await readForm(event.request))('one')
    const parted = isUuid(one) ? await asDesk(event, (transaction) => unmergePersons(transaction, one)) : null
    if (parted?.type !== 'ok') {
      const said = parted?.error.code
      const code = said === 'wrong-state' || said === 'person-busy' ? said : 'not-found'
      return fail(409, { faults: [{ field: `part-${one}`, key: `person.merge.refused.${code}` }] satisfies Fault[] })
    }
    return back(id, 'parted')
  },
  give: async (event) => {
    const id = idOf(event)
    const said = await readForm(event.request)
    const kept = { appointment: said('appointment'), whom: said('whom') }
    const outcome = await asDesk(event, async (transaction) => {
      const faults: Fault[] = isUuid(kept.appointment) ? [] : [{ field: 'appointment', key: 'person.fault.choose' }]
      const meant = await meantPerson(transaction, said, id)
      if (meant.type === 'error') return { faults: [...faults, meant.fault], found: meant.found }
      if (faults.length > 0) return { faults, found: [] }
      const given = await changeAppointmentPerson(transaction, kept.appointment, meant.person)
      if (given.type === 'ok') return null
      const key = given.error.code === 'person-busy' ? 'person.give.fault.busy' : 'person.give.fault.gone'
      return { faults: [{ field: 'appointment', key }] satisfies Fault[], found: [] }
    })
    if (outcome === null) return back(id, 'given')
    const found = outcome.found.map(({ person, name, bornOn, telephone, email }) => ({
      ...{ person, name, bornOn, telephone, email },
    }))
    return fail(400, { faults: outcome.faults, give: { ...kept, found } })
  },
  connect: async (event) => {
    const id = idOf(event)
    const said = await readForm(event.request)
    const meant = await asTeam(event, () => saidPatient(event, said, 'patient'))
    const kept = { patient: said('patient') }
    if (meant.type === 'error') return fail(400, { faults: [meant.fault], connect: kept, matches: matchesOf(meant) })
    const { clock } = event.locals.clinic
    const done = await asTeam(event, (transaction, access) =>
      connectDiary(transaction, access, { person: id, patient: meant.patient }, clock()),
    )
    if (done.type === 'ok') return back(id, 'connected')
    const { code } = done.error
    const key =
      code === 'not-yours' ? 'person.diary.fault' : code === 'person-busy' ? 'person.diary.busy' : 'person.fault.gone'
    return fail(409, { faults: [{ field: 'patient', key }] satisfies Fault[], connect: kept })
  },
  disconnect: async (event) => {
    const id = idOf(event)
    const { clock } = event.locals.clinic
    const done = await asTeam(event, (transaction, access) =>
      connectDiary(transaction, access, { person: id, patient: null }, clock()),
    )
    if (done.type === 'ok') return back(id, 'disconnected')
    return fail(409, { faults: [{ field: 'disconnect', key: 'person.fault.gone' }] satisfies Fault[] })
  },
}
