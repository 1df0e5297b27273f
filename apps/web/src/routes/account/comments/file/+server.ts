// The comments of this account as a file.
import { myComments } from '@clearday/store'
import { asMe } from '#lib/server/acting.ts'
import { ownCommentsFile } from '#lib/server/site/own-comments.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) =>
  ownCommentsFile(await asMe(event, (transaction) => myComments(transaction, null)))
