// What is mailed to an address, behind the link that stands in every mail to it. A look changes nothing: mail scanners open links.
import {
  asReader,
  confirmFollowing,
  endFollowing,
  followed,
  isUuid,
  readerBehind,
  readerTokenHash,
} from '@clearday/store'
import { error, fail } from '@sveltejs/kit'
import { followingOf } from '#lib/server/site/following.ts'
import { masthead } from '#lib/server/site/reading.ts'
import { readForm } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const { clinic, language } = locals
  const hash = readerTokenHash(params.token)
  return asReader(clinic.app, async (transaction) => {
    const head = await masthead(transaction, clinic.origin, language)
    const behind = hash === null ? null : await readerBehind(transaction, hash)
    if (hash === null || behind === null) {
      locals.status = 404
      return { clinicName: head.clinic.name, address: null, following: [] }
    }
    return {
      clinicName: head.clinic.name,
      address: behind.address,
      following: followingOf(await followed(transaction, hash), head.topics, language),
    }
  })
}

function hashOf(token: string): Buffer {
  return readerTokenHash(token) ?? error(404)
}

export const actions: Actions = {
  confirm: async ({ locals, params }) => {
    const hash = hashOf(params.token)
    const confirmed = await locals.clinic.app
      .transaction()
      .execute((transaction) => confirmFollowing(transaction, hash))
    return { done: confirmed > 0 ? ('confirmed' as const) : null }
  },
  end: async ({ locals, params, request }) => {
    const hash = hashOf(params.token)
    const one = (await readForm(request))('subscription')
    if (one !== '' && !isUuid(one)) return fail(400, { done: null })
    await locals.clinic.app
      .transaction()
      .execute((transaction) => endFollowing(transaction, hash, one === '' ? null : one))
    return { done: 'ended' as const }
  },
}
