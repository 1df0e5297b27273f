// One's own comments, behind a mailed link or signed in: the acts that two pages share.
import { commentFlags, plainComment } from '@clearday/articles'
import { editComment, isUuid, takeBackComments, type MyComment } from '@clearday/store'
import type { Fault } from '#lib/server/sign-in.ts'
import { wordsFaults } from './comment-form.ts'
import type { Transaction } from './reading.ts'

export type OwnCommentDone = 'edited' | 'tookBack'
export type OwnCommentOutcome =
  | { readonly type: 'done'; readonly done: OwnCommentDone }
  | { readonly type: 'faults'; readonly faults: readonly Fault[]; readonly comment: string; readonly words: string }

/** Within its quarter of an hour. @param hash null for the account that acts. */
export async function changeOwnComment(
  transaction: Transaction,
  hash: Buffer | null,
  said: (name: string) => string,
): Promise<OwnCommentOutcome> {
  const comment = said('comment')
  const words = plainComment(said('words'))
  const field = `words-${comment}`
  const faults: Fault[] = wordsFaults(words).map((fault) => ({ ...fault, field }))
  if (faults.length === 0) {
    const done = isUuid(comment) && (await editComment(transaction, hash, comment, words, commentFlags(words)))
    if (done) return { type: 'done', done: 'edited' }
    faults.push({ field, key: 'mine.fault.late' })
  }
  return { type: 'faults', faults, comment, words }
}

/** One that is named, or all. */
export async function dropOwnComments(
  transaction: Transaction,
  hash: Buffer | null,
  said: (name: string) => string,
): Promise<OwnCommentOutcome> {
  const one = said('comment')
  if (one === '' || isUuid(one)) await takeBackComments(transaction, hash, one === '' ? null : one)
  return { type: 'done', done: 'tookBack' }
}

/** Everything that is kept of them, for whoever wrote them. */
export function ownCommentsFile(comments: readonly MyComment[]): Response {
  return new Response(JSON.stringify({ comments }, null, 2), {
    headers: {
      'content-type': 'application/json',
      'content-disposition': 'attachment; filename="comments.json"',
    },
  })
}
