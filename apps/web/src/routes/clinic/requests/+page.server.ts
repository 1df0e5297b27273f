// What people ask for, in the order in which it waits: for the desk, managers and those who treat. What came by the earlier form stands below.
import {
  clinicLocations,
  deleteRequest,
  isUuid,
  markAnswered,
  services,
  siteRequests,
  visitRequests,
  type RequestState,
} from '@clearday/store'
import { error, fail, type RequestEvent } from '@sveltejs/kit'
import { asMe, type Access } from '#lib/server/acting.ts'
import { worded } from '#lib/server/site/reading.ts'
import { readForm } from '#lib/server/sign-in.ts'
import { ageWords } from '#lib/server/visit/triage.ts'
import { words } from '#lib/words/words.ts'
import type { Actions, PageServerLoad } from './$types'

const MOST = 200
const A_PAGE = 50
const SHOWN: Readonly<Record<string, readonly RequestState[] | null>> = {
  open: ['new', 'triaged', 'proposed'],
  done: ['confirmed', 'declined', 'withdrawn'],
  all: null,
}

const may = ({ desk, manage, review }: Access): boolean => desk === true || manage === true || review === true

export const load: PageServerLoad = (event) =>
  asMe(event, async (transaction, access) => {
    if (!may(access)) error(403, 'not-open')
    const { clinic, language } = event.locals
    const chosen = event.url.searchParams.get('show') ?? 'open'
    const show = Object.hasOwn(SHOWN, chosen) ? chosen : 'open'
    const places = new Map((await clinicLocations(transaction)).map(({ id, name }) => [id, name]))
    const named = new Map((await services(transaction)).map(({ service, names }) => [service, worded(names, language)]))
    const page = Math.min(Math.max(Math.trunc(Number(event.url.searchParams.get('page') ?? 1)) || 1, 1), 10_000)
    // one more than is shown tells whether there are more
    const found = await visitRequests(transaction, { states: SHOWN[show], most: A_PAGE + 1, from: (page - 1) * A_PAGE })
    const old = page > 1 ? [] : show === 'open' ? await siteRequests(transaction, MOST) : []
    return {
      show: show as 'open' | 'done' | 'all',
      waits: access.desk === true || access.manage === true,
      ...{ page, more: found.length > A_PAGE },
      requests: found.slice(0, A_PAGE).map((one) => ({
        ...{ request: one.request, name: one.name, state: one.state, urgency: one.urgency, words: one.words },
        ...{ flags: one.flags.length, language: one.language, askedAt: one.askedAt, replied: one.reply !== '' },
        age: ageWords(one.askedAt, clinic.clock(), words(language)),
        over: one.state === 'proposed' && !one.proposals.some(({ open }) => open),
        service: one.service === null ? null : (named.get(one.service) ?? one.service),
        place: one.location === null ? null : (places.get(one.location) ?? one.location),
      })),
      old: old.map(({ location, ...request }) => ({
        ...request,
        place: location === null ? null : (places.get(location) ?? location),
      })),
    }
  })

async function requestOf(event: RequestEvent): Promise<string | null> {
  const id = (await readForm(event.request))('request')
  return isUuid(id) ? id : null
}

export const actions: Actions = {
  answered: async (event) => {
    const id = await requestOf(event)
    const { clock } = event.locals.clinic
    const outcome = id && (await asMe(event, (transaction, access) => markAnswered(transaction, access, id, clock())))
    return outcome && outcome.type === 'ok' ? {} : fail(404, {})
  },
  remove: async (event) => {
    const id = await requestOf(event)
    const outcome = id && (await asMe(event, (transaction) => deleteRequest(transaction, id)))
    return outcome && outcome.type === 'ok' ? {} : fail(404, {})
  },
}
