// Comments that were written with this account: what became of them, changing and deleting them.
import { myComments } from '@clearday/store'
import { fail } from '@sveltejs/kit'
import { asMe } from '#lib/server/acting.ts'
import { changeOwnComment, dropOwnComments } from '#lib/server/site/own-comments.ts'
import { readForm } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  comments: await asMe(event, (transaction) => myComments(transaction, null)),
})

export const actions: Actions = {
  edit: async (event) => {
    const said = await readForm(event.request)
    const outcome = await asMe(event, (transaction) => changeOwnComment(transaction, null, said))
    return outcome.type === 'done' ? { done: outcome.done } : fail(400, { done: null, ...outcome })
  },
  takeBack: async (event) => {
    const said = await readForm(event.request)
    await asMe(event, (transaction) => dropOwnComments(transaction, null, said))
    return { done: 'tookBack' as const }
  },
}
