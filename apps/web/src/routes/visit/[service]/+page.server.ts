// Choosing when, where and with whom; a start that is chosen is held for some minutes while the form is filled in.
import { randomUUID } from 'node:crypto'
import { asReader, asVisitor, HOLD_MINUTES, holdStart, publicPlaces } from '@clearday/store'
import { error, fail, redirect } from '@sveltejs/kit'
import { pace } from '#lib/server/site/pace.ts'
import { masthead } from '#lib/server/site/reading.ts'
import { readForm } from '#lib/server/sign-in.ts'
import { choiceOf, shownStart, shownStarts } from '#lib/server/visit/bookable.ts'
import type { MessageKey } from '#lib/words/words.ts'
import type { Actions, PageServerLoad } from './$types'

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
  return { ...shown, choice, canonical: `${clinic.origin}/visit/${params.service}` }
}

export const actions: Actions = {
  default: async ({ request, locals, params, getClientAddress }) => {
    const { clinic, language } = locals
    const now = clinic.clock()
    const said = await readForm(request)
    const [start, location, practitioner] = [Number(said('start')), said('location'), said('practitioner')]
    const refuse = (key: MessageKey, status = 400) => fail(status, { fault: key, alternatives: [] })
    if (!mayHold(getClientAddress(), now)) return refuse('visit.fault.busy', 429)
    if (!Number.isSafeInteger(start) || !/^[0-9a-f-]{36}$/.test(practitioner)) return refuse('visit.refused.off-grid')
    const appointment = randomUUID()
    const proof = clinic.visits.proofOf(appointment)
    const wish = { appointment, service: params.service, location, practitioner, room: null, start, proof }
    const held = await asVisitor(clinic.app, async (transaction) => {
      const outcome = await holdStart(transaction, wish, now)
      if (outcome.type === 'ok') return outcome
      const places = await publicPlaces(transaction)
      const { people } = await masthead(transaction, clinic.origin, language)
      return {
        ...outcome,
        alternatives: (outcome.alternatives ?? []).flatMap((one) => shownStart(one, places, people, language) ?? []),
      }
    })
    if (held.type === 'error')
      return fail(409, { fault: `visit.refused.${held.error.code}` as MessageKey, alternatives: held.alternatives })
    // for whoever it will be booked for: so the page that was open before opens it afterwards
    redirect(
      303,
      `/visit/appointment/${clinic.visits.tokenOf(appointment, randomUUID(), now + (HOLD_MINUTES + 60) * 60_000)}`,
    )
  },
}
