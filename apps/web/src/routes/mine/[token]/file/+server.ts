// One's own comments as a file, behind a mailed link.
import { asReader, myComments, readerBehind, readerTokenHash } from '@clearday/store'
import { error } from '@sveltejs/kit'
import { ownCommentsFile } from '#lib/server/site/own-comments.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = ({ locals, params }) => {
  const hash = readerTokenHash(params.token) ?? error(404)
  return asReader(locals.clinic.app, async (transaction) => {
    if ((await readerBehind(transaction, hash))?.purpose !== 'reader') error(404)
    return ownCommentsFile(await myComments(transaction, hash))
  })
}
