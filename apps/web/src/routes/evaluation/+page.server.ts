// Asking for an evaluation, without an account: what must not wait is asked first and answered at once; then why, when and how to answer.
import { randomUUID } from 'node:crypto'
import { urgentSigns } from '@clearday/care'
import { findTreatment } from '@clearday/evidence'
import {
  asReader,
  askForVisit,
  asVisitor,
  isUuid,
  offerings,
  publicPlaces,
  services,
  VISIT_REQUEST_DAYS,
} from '@clearday/store'
import { fail, redirect } from '@sveltejs/kit'
import { treatmentName } from '#lib/server/site/evidence-block.ts'
import { pace } from '#lib/server/site/pace.ts'
import { masthead, type Transaction } from '#lib/server/site/reading.ts'
import type { Fault } from '#lib/server/sign-in.ts'
import {
  preferredTimes,
  requestFaults,
  tickedSigns,
  typedRequest,
  type TypedRequest,
} from '#lib/server/visit/asking.ts'
import { bookableService, peopleGiving } from '#lib/server/visit/bookable.ts'
import { words, type Language } from '#lib/words/words.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const mayAsk = pace(10)
/** So long the link to what was asked works: as long as it is kept. */
const LINK_MS = VISIT_REQUEST_DAYS * 86_400_000

export const load: PageServerLoad = async ({ locals, url }) => {
  const { clinic, language } = locals
  const shown = await asReader(clinic.app, async (transaction) => {
    const head = await masthead(transaction, clinic.origin, language)
    return { clinicName: head.clinic.name, ...(await choices(transaction, language, head.people)) }
  })
  return {
    ...shown,
    canonical: `${clinic.origin}/evaluation`,
    about: aboutOf(url.searchParams.get('treatment'), language),
    asked: url.searchParams.get('location') ?? '',
    signs: urgentSigns(language),
    days: VISIT_REQUEST_DAYS,
  }
}

/** Three queries. */
async function choices(
  transaction: Transaction,
  language: Language,
  people: Awaited<ReturnType<typeof masthead>>['people'],
) {
  const all = (await services(transaction)).filter(({ closed }) => !closed)
  const given = await offerings(transaction)
  const byName = all
    .map((one) => bookableService(one, language))
    .sort((one, other) => one.name.localeCompare(other.name, language))
  return {
    services: byName
      .filter(({ booking, kind }) => booking === 'request' || kind.startsWith('evaluation'))
      .map(({ id, name }) => ({ id, name })),
    instant: byName.filter(({ booking, kind }) => booking === 'instant' && kind.startsWith('evaluation')),
    people: peopleGiving(given, people),
    locations: (await publicPlaces(transaction)).map(({ id, name, address }) => ({ id, name, address })),
  }
}

/** What whoever comes from the page of a treatment would like to ask about; it can be taken away. */
function aboutOf(treatment: string | null, language: Language): string {
  const known = treatment === null ? undefined : findTreatment(treatment)
  return known === undefined
    ? ''
    : words(language)('treatment.ask.prefilled', { name: treatmentName(known.id, language) })
}

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    return form.get('step') === 'ask' ? ask(event, form) : weigh(event, form)
  },
}

/** The signs: told at once what to do, or led on. Nothing of it is kept before the request is sent. */
function weigh({ locals }: RequestEvent, form: FormData) {
  const flags = tickedSigns(form)
  const known = form.get('known') !== null
  if (flags.length === 0 && form.get('none') === null && !known)
    return fail(400, { step: 'signs' as const, faults: [{ field: 'signs', key: 'ask.fault.signs' } satisfies Fault] })
  const step = flags.length > 0 && !known ? ('told' as const) : ('ask' as const)
  return { step, flags, ...stamped(locals.clinic, randomUUID()) }
}

/** An id that this form alone can use: whoever saw one elsewhere opens nothing with it. */
function stamped({ readers }: RequestEvent['locals']['clinic'], request: string) {
  return { request, made: readers.stampForm(`evaluation ${request}`) }
}

async function ask({ locals, getClientAddress }: RequestEvent, form: FormData) {
  const { clinic, language } = locals
  const now = clinic.clock()
  const typed = typedRequest(form, language)
  const ours = isUuid(typed.request) && clinic.readers.formAge(`evaluation ${typed.request}`, typed.made) !== null
  const kept = ours ? typed : { ...typed, ...stamped(clinic, randomUUID()) }
  // only a program fills the field that people do not see: it learns nothing
  if (form.get('website') !== '' && form.get('website') !== null) return { step: 'ask' as const, kept, faults: [] }
  const refuse = (faults: readonly Fault[], status: number) => fail(status, { step: 'ask' as const, faults, kept })
  // whoever sends the second form alone was not asked what must not wait
  if (kept.flags.length === 0 && form.get('none') === null)
    return fail(400, {
      ...{ step: 'signs' as const, kept, faults: [{ field: 'signs', key: 'ask.fault.signs' } satisfies Fault] },
    })
  const faults = requestFaults(kept, clinic.origin, now)
  if (faults.length > 0) return refuse(faults, 400)
  if (!mayAsk(getClientAddress(), now)) return refuse([{ field: 'name', key: 'evaluation.fault.busy' }], 429)
  const fault = await asVisitor(clinic.app, (transaction) => put(transaction, kept, locals))
  if (fault !== null) return refuse([fault], 400)
  redirect(303, `/visit/request/${clinic.visits.request.tokenOf(kept.request, now + LINK_MS)}?sent`)
}

/** What came in the way, at its field; null where it stands. */
async function put(
  transaction: Transaction,
  kept: TypedRequest,
  { clinic, language }: RequestEvent['locals'],
): Promise<Fault | null> {
  const { people } = await masthead(transaction, clinic.origin, language)
  const { request, name, email, telephone, words: said, flags, service, location, practitioner, stretches } = kept
  const whom = people.find(({ account }) => account !== null && account === practitioner)
  const outcome = await askForVisit(
    transaction,
    {
      ...{ request, name, email, telephone, words: said, flags, language: kept.language },
      ...{ service: service || null, location: location || null },
      // in words: whoever reads it knows them by name, also when they are here no more
      answers: whom === undefined ? {} : { whom: whom.name },
      preferred: preferredTimes(stretches, clinic.clock()),
    },
    clinic.visits.request.proofOf(request),
    kept.diary,
  )
  if (outcome.type === 'ok') return null
  return outcome.error.code === 'not-offered'
    ? { field: 'service', key: 'ask.fault.choice' }
    : { field: 'name', key: 'ask.fault.stands' }
}
