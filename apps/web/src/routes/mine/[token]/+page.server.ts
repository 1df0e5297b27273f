// Everything that an address gave, behind a link that was mailed to it lately: seen, confirmed, changed, and taken back.
import {
  asReader,
  confirmComment,
  confirmFollowing,
  endFollowing,
  followed,
  forgetReader,
  isUuid,
  myComments,
  readerBehind,
  readerTokenHash,
} from '@clearday/store'
import { error, fail, type RequestEvent } from '@sveltejs/kit'
import { followingOf } from '#lib/server/site/following.ts'
import { changeOwnComment, dropOwnComments } from '#lib/server/site/own-comments.ts'
import { masthead, type Transaction } from '#lib/server/site/reading.ts'
import { readForm } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const { clinic, language } = locals
  const hash = readerTokenHash(params.token)
  return asReader(clinic.app, async (transaction) => {
    const head = await masthead(transaction, clinic.origin, language)
    const behind = hash === null ? null : await readerBehind(transaction, hash)
    if (hash === null || behind?.purpose !== 'reader') {
      // after an erasure the page says that it was done
      locals.status ??= 404
      return { clinicName: head.clinic.name, address: null, following: [], comments: [] }
    }
    return {
      clinicName: head.clinic.name,
      address: behind.address,
      following: followingOf(await followed(transaction, hash), head.topics, language),
      comments: await myComments(transaction, hash),
    }
  })
}

/** In one transaction, with the link's hash and what the form said. */
async function withLink<Value>(
  { locals, params, request }: RequestEvent<{ token: string }>,
  work: (transaction: Transaction, hash: Buffer, said: (name: string) => string) => Promise<Value>,
): Promise<Value> {
  const hash = readerTokenHash(params.token) ?? error(404)
  const said = await readForm(request)
  return locals.clinic.app.transaction().execute((transaction) => work(transaction, hash, said))
}

export const actions: Actions = {
  confirm: async (event) => {
    await withLink(event, confirmFollowing)
    return { done: 'confirmed' as const }
  },
  end: async (event) => {
    await withLink(event, (transaction, hash, said) => {
      const one = said('subscription')
      return one === '' || isUuid(one) ? endFollowing(transaction, hash, one === '' ? null : one) : Promise.resolve(0)
    })
    return { done: 'ended' as const }
  },
  confirmComment: async (event) => {
    const confirmed = await withLink(event, (transaction, hash, said) =>
      isUuid(said('comment')) ? confirmComment(transaction, hash, said('comment')) : Promise.resolve(false),
    )
    return confirmed ? { done: 'commentConfirmed' as const } : fail(409, { done: null })
  },
  edit: async (event) => {
    const outcome = await withLink(event, changeOwnComment)
    return outcome.type === 'done' ? { done: outcome.done } : fail(400, { done: null, ...outcome })
  },
  takeBack: async (event) => {
    await withLink(event, dropOwnComments)
    return { done: 'tookBack' as const }
  },
  erase: async (event) => {
    const erased = await withLink(event, forgetReader)
    if (!erased) return fail(404, { done: null })
    event.locals.status = 200
    return { done: 'erased' as const }
  },
}
