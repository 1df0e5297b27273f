// Everything that an address gave, behind a link that was mailed to it lately: seen, and taken back.
import {
  asReader,
  confirmFollowing,
  endFollowing,
  followed,
  forgetReader,
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
    if (hash === null || behind?.purpose !== 'reader') {
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
    await locals.clinic.app.transaction().execute((transaction) => confirmFollowing(transaction, hash))
    return { done: 'confirmed' as const }
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
  erase: async ({ locals, params }) => {
    const hash = hashOf(params.token)
    const erased = await locals.clinic.app.transaction().execute((transaction) => forgetReader(transaction, hash))
    locals.status = erased ? 200 : 404
    return { done: erased ? ('erased' as const) : null }
  },
}
