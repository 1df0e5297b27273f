// A time that became free, for somebody who waits, by the link in their mail: the first who says yes has it.
import {
  asReader,
  asVisitor,
  claimTime,
  isVisitOf,
  linkedClaim,
  linkedWaiting,
  publicPlaces,
  refuseClaim,
  services,
  UNUSED_DAYS,
  type SchedulingOutcome,
} from '@clearday/store'
import { error, fail, redirect } from '@sveltejs/kit'
import { pace } from '#lib/server/site/pace.ts'
import { masthead } from '#lib/server/site/reading.ts'
import { bookableService, shownStart } from '#lib/server/visit/bookable.ts'
import { EN } from '#lib/words/en.ts'
import { moment, type MessageKey } from '#lib/words/words.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const mayAct = pace(30)
const DAY = 86_400_000
/** So long after a visit its link still shows it. */
const AFTER_MS = 30 * DAY

/** Whose link it is. Ends with a page that says what is wrong. */
function opened({ params, locals }: Pick<RequestEvent, 'params' | 'locals'>) {
  const { offer: links } = locals.clinic.visits
  const read = links.readToken(params.token)
  if (read.type === 'error') error(read.code === 'over' ? 410 : 404)
  return { claim: read.id, person: read.person, proof: links.proofOf(read.id) }
}

export const load: PageServerLoad = async (event) => {
  const { clinic, language } = event.locals
  const { visits } = clinic
  const { claim, person, proof } = opened(event)
  const shown = await asReader(clinic.app, async (transaction) => {
    const offer = await linkedClaim(transaction, claim, proof)
    if (offer === null) return null
    const head = await masthead(transaction, clinic.origin, language)
    const setting = (await services(transaction)).find(({ service }) => service === offer.service)
    const start = shownStart(offer, await publicPlaces(transaction), head.people, language)
    if (setting === undefined || start === null) return null
    // a place that the desk or a page with an account made opens with another proof, and is ended there
    const place = await linkedWaiting(transaction, offer.waiting, visits.waiting.proofOf(offer.waiting))
    return {
      ...{ state: offer.state, start, clinicName: head.clinic.name, service: bookableService(setting, language) },
      until: moment(language, new Date(offer.endsAt).toISOString(), start.zone),
      visit:
        offer.appointment === null || !(await isVisitOf(transaction, offer.appointment, person))
          ? null
          : `/visit/appointment/${visits.tokenOf(offer.appointment, person, offer.end + AFTER_MS)}`,
      list:
        place?.state === 'waiting'
          ? `/visit/waiting/${visits.waiting.tokenOf(offer.waiting, Date.parse(place.to) + UNUSED_DAYS * DAY)}`
          : null,
    }
  })
  if (shown === null) error(404)
  return shown
}

function told(outcome: SchedulingOutcome<null>, { params }: Pick<RequestEvent, 'params'>) {
  if (outcome.type === 'ok') redirect(303, `/visit/offer/${params.token}`)
  const own = `offer.refused.${outcome.error.code}`
  const key = Object.hasOwn(EN, own) ? own : `visit.refused.${outcome.error.code}`
  return fail(409, { refused: key as MessageKey })
}

const act = (work: typeof claimTime) => async (event: RequestEvent) => {
  const { claim, proof } = opened(event)
  const { app, clock } = event.locals.clinic
  if (!mayAct(event.getClientAddress(), clock())) return fail(429, { refused: 'visit.fault.busy' as MessageKey })
  return told(await asVisitor(app, (transaction) => work(transaction, claim, proof)), event)
}

export const actions: Actions = { take: act(claimTime), refuse: act(refuseClaim) }
