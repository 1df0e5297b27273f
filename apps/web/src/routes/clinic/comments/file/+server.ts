// All comments as a file, for editors and managers: without the addresses and accounts they were written with, which no page reads.
import { moderatedComments } from '@clearday/store'
import { error } from '@sveltejs/kit'
import { asMe } from '#lib/server/acting.ts'
import type { RequestHandler } from './$types'

const MOST = 100_000

export const GET: RequestHandler = async (event) => {
  const comments = await asMe(event, async (transaction, access) => {
    if (access.edit !== true) error(403, 'not-open')
    const all = []
    for (const state of ['waiting', 'shown', 'refused'] as const)
      all.push(...(await moderatedComments(transaction, state, MOST)))
    return all
  })
  return new Response(JSON.stringify({ comments }, null, 2), {
    headers: {
      'content-type': 'application/json',
      'content-disposition': 'attachment; filename="comments.json"',
    },
  })
}
