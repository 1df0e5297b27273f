// Choosing when, where and with whom; a start that is chosen is held for some minutes while the form is filled in. Before a first evaluation it is
// asked what must not wait: of the answer nothing is kept, and an address says only that it was given.
import { createHash, randomUUID } from 'node:crypto'
import { urgentSigns } from '@clearday/care'
import {
  asReader,
  asVisitor,
  HOLD_MINUTES,
  holdStart,
  isUuid,
  publicPlaces,
  services,
  type HoldOutcome,
} from '@clearday/store'
import { error, fail, redirect } from '@sveltejs/kit'
import { pace } from '#lib/server/site/pace.ts'
import { masthead } from '#lib/server/site/reading.ts'
import { saidIn, type Fault } from '#lib/server/sign-in.ts'
import { tickedSigns } from '#lib/server/visit/asking.ts'
import { choiceOf, shownStart, shownStarts } from '#lib/server/visit/bookable.ts'
import type { MessageKey } from '#lib/words/words.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** Holds of one network line in a quarter of an hour: nobody empties a calendar by holding it. */
const mayHold = pace(12)

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { clinic, language } = locals
  const now = clinic.clock()
  const choice = choiceOf(url.searchParams, now)
  const shown = await asReader(clinic.app, async (transaction) => {
    const head = await masthead(transaction, clinic.origin, language)
    const starts = await shownStarts(transaction, params.service, choice, head.people, language, now)
    return starts === null ? null : { ...starts, clinicName: head.clinic.name }
  })
  if (shown?.service.booking !== 'instant') error(404)
  const first = shown.service.kind === 'evaluation-new'
  const appointment = randomUUID()
  return {
    ...{ ...shown, choice, canonical: `${clinic.origin}/visit/${params.service}` },
    // what is sent twice is one hold; whoever saw an id elsewhere opens nothing with it
    ...{ appointment, made: clinic.readers.stampForm(`hold ${appointment}`) },
    asked: !first || url.searchParams.get('asked') === 'on',
    signs: first ? urgentSigns(language) : null,
  }
}

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    return form.get('step') === 'signs' ? weigh(event, form) : hold(event, form)
  },
}

/** Told at once what to do, or led on to the times. */
function weigh({ url }: RequestEvent, form: FormData) {
  const flags = tickedSigns(form)
  if (flags.length > 0) return { step: 'told' as const, flags, faults: [] }
  if (form.get('none') === null) {
    const faults = [{ field: 'signs', key: 'ask.fault.signs' } satisfies Fault]
    return fail(400, { step: 'signs' as const, flags, faults })
  }
  const on = new URL(url)
  on.searchParams.set('asked', 'on')
  redirect(303, `${on.pathname}${on.search}`)
}

async function hold({ locals, params, getClientAddress }: RequestEvent, form: FormData) {
  const { clinic, language } = locals
  const now = clinic.clock()
  const said = saidIn(form)
  const [start, location, practitioner] = [Number(said('start')), said('location'), said('practitioner')]
  const refuse = (key: MessageKey, status = 400) =>
    fail(status, { step: 'times' as const, fault: key, alternatives: [] })
  if (!mayHold(getClientAddress(), now)) return refuse('visit.fault.busy', 429)
  if (!Number.isSafeInteger(start) || !/^[0-9a-f-]{36}$/.test(practitioner)) return refuse('visit.refused.off-grid')
  const wish = { service: params.service, location, practitioner, room: null, start }
  const wished = (appointment: string): Parameters<typeof holdStart>[1] => ({
    ...wish,
    appointment,
    proof: clinic.visits.proofOf(appointment),
  })
  const ours =
    isUuid(said('appointment')) && clinic.readers.formAge(`hold ${said('appointment')}`, said('made')) !== null
  let appointment = ours ? said('appointment') : randomUUID()
  const held = await asVisitor(clinic.app, async (transaction) => {
    const setting = (await services(transaction)).find(({ service }) => service === params.service)
    if (setting?.kind === 'evaluation-new' && said('asked') !== 'on') return null
    let outcome: HoldOutcome = await holdStart(transaction, wished(appointment), now)
    // the form was used for another time, or that hold is over: it is another wish now
    if (outcome.type === 'error' && (outcome.error.code === 'id-used' || outcome.error.code === 'hold-over')) {
      appointment = randomUUID()
      outcome = await holdStart(transaction, wished(appointment), now)
    }
    if (outcome.type === 'ok') return outcome
    if (outcome.error.code === 'not-offered') return { ...outcome, alternatives: [] }
    const places = await publicPlaces(transaction)
    const { people } = await masthead(transaction, clinic.origin, language)
    return {
      ...outcome,
      alternatives: (outcome.alternatives ?? []).flatMap((one) => shownStart(one, places, people, language) ?? []),
    }
  })
  // whoever sends the second form alone was not asked what must not wait
  if (held === null)
    return fail(400, {
      step: 'signs' as const,
      flags: [],
      faults: [{ field: 'signs', key: 'ask.fault.signs' } satisfies Fault],
    })
  if (held.type === 'error')
    return fail(409, {
      step: 'times' as const,
      fault: `visit.refused.${held.error.code}` as MessageKey,
      alternatives: held.alternatives,
    })
  const until = now + (HOLD_MINUTES + 60) * 60_000
  redirect(
    303,
    `/visit/appointment/${clinic.visits.tokenOf(appointment, whoWillCome(clinic.visits.proofOf(appointment)), until)}`,
  )
}

/** The id under which whoever it will be booked for is said: one for each hold, so that every page that was open before opens the visit afterwards. */
function whoWillCome(proof: Uint8Array): string {
  const digits = createHash('sha256').update('who will come').update(proof).digest('hex')
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`
}
