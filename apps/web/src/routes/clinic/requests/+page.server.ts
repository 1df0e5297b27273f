// What people asked for on the public pages: for the front desk and managers.
import { clinicLocations, deleteRequest, isUuid, markAnswered, siteRequests } from '@clearday/store'
import { error, fail, type RequestEvent } from '@sveltejs/kit'
import { asMe } from '#lib/server/acting.ts'
import { readForm } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

const MOST = 200

export const load: PageServerLoad = (event) =>
  asMe(event, async (transaction, access) => {
    if (access.desk !== true && access.manage !== true) error(403, 'not-open')
    const places = new Map((await clinicLocations(transaction)).map(({ id, name }) => [id, name]))
    const requests = await siteRequests(transaction, MOST)
    return {
      requests: requests.map(({ location, ...request }) => ({
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
