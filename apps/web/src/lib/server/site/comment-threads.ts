// Comments as a page shows them: each that answers none, with everything that was answered under it, in the order in which it was written.
import { commentParagraphs, type CommentParagraph } from '@clearday/articles'
import type { ShownComment } from '@clearday/store'

export interface PageComment extends Omit<ShownComment, 'words'> {
  readonly paragraphs: readonly CommentParagraph[]
  /** Of whom it answers, where that is itself an answer. */
  readonly to: string | null
}

export interface CommentThread {
  readonly first: PageComment
  readonly answers: readonly PageComment[]
}

/** @param comments in the order in which they were written. O(comments). */
export function commentThreads(comments: readonly ShownComment[]): readonly CommentThread[] {
  const known = new Map(comments.map((one) => [one.comment, one]))
  const roots = new Map<string, string>()
  const threads = new Map<string, { first: PageComment; answers: PageComment[] }>()
  for (const one of comments) {
    const above = one.answers === null ? undefined : known.get(one.answers)
    const root = above === undefined ? one.comment : (roots.get(above.comment) ?? above.comment)
    roots.set(one.comment, root)
    const { words, ...rest } = one
    const shown: PageComment = {
      ...rest,
      paragraphs: commentParagraphs(words),
      to: above !== undefined && above.comment !== root && above.name !== '' ? above.name : null,
    }
    const thread = threads.get(root)
    if (thread === undefined) threads.set(root, { first: shown, answers: [] })
    else thread.answers.push(shown)
  }
  return [...threads.values()]
}
