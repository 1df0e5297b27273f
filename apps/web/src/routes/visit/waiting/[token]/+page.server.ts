// A place on the waiting list, by its link: for what somebody waits, and ending it.
import { asReader, asVisitor, linkedWaiting, publicPlaces, services, waitNoMore } from '@clearday/store'
import { error, fail, redirect } from '@sveltejs/kit'
import { pace } from '#lib/server/site/pace.ts'
import { masthead } from '#lib/server/site/reading.ts'
import { bookableService, personName } from '#lib/server/visit/bookable.ts'
import type { MessageKey } from '#lib/words/words.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const mayAct = pace(30)

/** Whose link it is. Ends with a page that says what is wrong. */
function opened({ params, locals }: Pick<RequestEvent, 'params' | 'locals'>) {
  const { waiting: links } = locals.clinic.visits
  const read = links.readToken(params.token)
  if (read.type === 'error') error(read.code === 'over' ? 410 : 404)
  return { waiting: read.id, proof: links.proofOf(read.id) }
}

export const load: PageServerLoad = async (event) => {
  const { clinic, language } = event.locals
  const { waiting, proof } = opened(event)
  const shown = await asReader(clinic.app, async (transaction) => {
    const place = await linkedWaiting(transaction, waiting, proof)
    if (place === null) return null
    const head = await masthead(transaction, clinic.origin, language)
    const setting = (await services(transaction)).find(({ service }) => service === place.service)
    if (setting === undefined) return null
    const where = (await publicPlaces(transaction)).find(({ id }) => id === place.location)
    return {
      ...{ state: place.state, from: place.from, to: place.to, dayparts: place.dayparts, since: place.since },
      clinicName: head.clinic.name,
      service: bookableService(setting, language),
      where: where?.name ?? null,
      whom: place.practitioner === null ? null : personName(head.people, place.practitioner),
    }
  })
  if (shown === null) error(404)
  return shown
}

export const actions: Actions = {
  end: async (event) => {
    const { waiting, proof } = opened(event)
    const { app, clock } = event.locals.clinic
    const refuse = (code: string, status: number) => fail(status, { refused: `visit.${code}` as MessageKey })
    if (!mayAct(event.getClientAddress(), clock())) return refuse('fault.busy', 429)
    const outcome = await asVisitor(app, (transaction) => waitNoMore(transaction, waiting, proof))
    if (outcome.type === 'error') return refuse(`refused.${outcome.error.code}`, 409)
    redirect(303, `/visit/waiting/${event.params.token}`)
  },
}
