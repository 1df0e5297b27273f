// What somebody asked for, by their link: how it stands, the times that are kept for them, and their answer.
import {
  asReader,
  asVisitor,
  isUuid,
  isVisitOf,
  linkedAppointment,
  linkedRequest,
  publicPlaces,
  services,
  takeProposal,
  withdrawRequest,
  writeBack,
  type SchedulingOutcome,
} from '@clearday/store'
import { error, fail, redirect } from '@sveltejs/kit'
import { pace } from '#lib/server/site/pace.ts'
import { masthead } from '#lib/server/site/reading.ts'
import { readForm } from '#lib/server/sign-in.ts'
import { bookableService, shownStart } from '#lib/server/visit/bookable.ts'
import { EN } from '#lib/words/en.ts'
import { moment, type MessageKey } from '#lib/words/words.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const mayAct = pace(30)
/** So long after a visit its link still shows it. */
const AFTER_MS = 30 * 86_400_000

/** Whose link it is. Ends with a page that says what is wrong. */
function opened({ params, locals }: Pick<RequestEvent, 'params' | 'locals'>) {
  const { request: links } = locals.clinic.visits
  const read = links.readToken(params.token)
  if (read.type === 'error') error(read.code === 'over' ? 410 : 404)
  return { request: read.id, proof: links.proofOf(read.id) }
}

export const load: PageServerLoad = async (event) => {
  const { locals, url } = event
  const { clinic, language } = locals
  const { request, proof } = opened(event)
  const shown = await asReader(clinic.app, async (transaction) => {
    const asked = await linkedRequest(transaction, request, proof)
    if (asked === null) return null
    const head = await masthead(transaction, clinic.origin, language)
    const places = await publicPlaces(transaction)
    const all = (await services(transaction)).map((one) => ({
      ...bookableService(one, language),
      closed: one.closed,
    }))
    const visit =
      asked.appointment === null || !(await isVisitOf(transaction, asked.appointment, asked.person))
        ? null
        : await linkedAppointment(transaction, asked.appointment, clinic.visits.proofOf(asked.appointment))
    const { state, name, words, answer, reply, askedAt } = asked
    return {
      ...{ state, name, words, answer, reply, askedAt },
      clinicName: head.clinic.name,
      service: all.find(({ id }) => id === asked.service)?.name ?? '',
      times: asked.proposals.flatMap(({ appointment, open, endsAt, ...rest }) => {
        const start = shownStart(rest, places, head.people, language)
        if (start === null) return []
        return [{ appointment, open, start, until: moment(language, new Date(endsAt).toISOString(), start.zone) }]
      }),
      visit:
        visit === null
          ? null
          : {
              state: visit.state,
              start: shownStart(visit, places, head.people, language),
              href: `/visit/appointment/${clinic.visits.tokenOf(visit.appointment, asked.person, visit.end + AFTER_MS)}`,
            },
      instant: all
        .filter(({ booking, closed }) => booking === 'instant' && !closed)
        .map(({ id, name: called }) => ({ id, name: called })),
    }
  })
  if (shown === null) error(404)
  return { ...shown, sent: url.searchParams.has('sent') }
}

/** What an act of this page is refused with, in its words or those of every visit. */
function refusal(code: string): MessageKey {
  const own = `asked.refused.${code}`
  return (Object.hasOwn(EN, own) ? own : `visit.refused.${code}`) as MessageKey
}

function told(outcome: SchedulingOutcome<null>, event: Pick<RequestEvent, 'params'>, said = '') {
  if (outcome.type === 'error') return fail(409, { refused: refusal(outcome.error.code), said })
  redirect(303, `/visit/request/${event.params.token}`)
}

const busy = (event: RequestEvent): boolean => !mayAct(event.getClientAddress(), event.locals.clinic.clock())
const tooMany = (said = '') => fail(429, { refused: 'visit.fault.busy' as MessageKey, said })

export const actions: Actions = {
  take: async (event) => {
    const { request, proof } = opened(event)
    const appointment = (await readForm(event.request))('appointment')
    if (busy(event)) return tooMany()
    if (!isUuid(appointment)) return fail(404, { refused: refusal('not-found'), said: '' })
    const { app } = event.locals.clinic
    return told(await asVisitor(app, (transaction) => takeProposal(transaction, request, appointment, proof)), event)
  },
  back: async (event) => {
    const { request, proof } = opened(event)
    const said = (await readForm(event.request))('said').replace(/\r\n?/g, '\n')
    if (busy(event)) return tooMany(said)
    const { app } = event.locals.clinic
    return told(await asVisitor(app, (transaction) => writeBack(transaction, request, said, proof)), event, said)
  },
  withdraw: async (event) => {
    const { request, proof } = opened(event)
    if (busy(event)) return tooMany()
    const { app } = event.locals.clinic
    return told(await asVisitor(app, (transaction) => withdrawRequest(transaction, request, proof)), event)
  },
}
