// Keeping what was written: what one person changed while another wrote is joined where it can be, and laid before somebody where it cannot.
import {
  differencesBetween,
  fieldWords,
  mergeArticles,
  type Article,
  passagesBetween,
  type Passage,
} from '@clearday/articles'
import { draftOf, revisionDocument, saveDraft, writerNames, type Access, type SiteDocument } from '@clearday/store'
import type { Fault } from '../sign-in.ts'
import { articleOf } from '../site/article-page.ts'
import type { Transaction } from '../site/reading.ts'
import { formFromArticle, noDay, tooLong } from './article-form.ts'
import { siteFault } from './editors.ts'

export interface ConflictField {
  readonly field: keyof Article
  readonly mine: string
  readonly theirs: string
  /** From theirs to mine. */
  readonly passages: readonly Passage[]
  /** Both changed other paragraphs of it: it can be had with both. */
  readonly canJoin: boolean
}

export interface Conflict {
  /** Who saved meanwhile; '' for an account without a name. */
  readonly by: string
  /** It was oneself, in another window. */
  readonly own: boolean
  readonly at: string
  /** The revision that stands, and the one that both began from. */
  readonly standing: number
  readonly base: number
  readonly fields: readonly ConflictField[]
  /** Fields that they alone changed: these are taken over. */
  readonly taken: readonly (keyof Article)[]
  /** What oneself wrote, as its form sends it. */
  readonly mine: readonly (readonly [string, string])[]
}

export type Kept =
  | { readonly type: 'kept'; readonly revision: number; readonly how: 'saved' | 'same' | 'joined' }
  | { readonly type: 'conflict'; readonly conflict: Conflict }
  | { readonly type: 'fault'; readonly fault: Fault }

export interface Keeping {
  readonly articleId: string
  /** The revision that was changed. */
  readonly from: number
  readonly article: Article
  readonly automatic: boolean
}

/**
 * @param at ms since 1970. By itself the page joins nothing: what somebody else saved is then told, and nothing is written.
 * Four queries; more where somebody else saved meanwhile.
 */
export async function keepDraft(
  transaction: Transaction,
  access: Access,
  { articleId, from, article, automatic }: Keeping,
  at: number,
): Promise<Kept> {
  const unfit = tooLong(article) ?? noDay(article)
  if (unfit !== null) return { type: 'fault', fault: unfit }
  const draft = await draftOf(transaction, articleId)
  if (draft === null) return { type: 'fault', fault: { field: 'title', key: 'edit.refused.not-found' } }
  const standing = articleOf(draft.document)
  // saving makes a reviewed article a draft again: not for nothing
  if (differencesBetween(standing, article).length === 0) return { type: 'kept', revision: draft.revision, how: 'same' }
  const saving = { articleId, from, document: article as unknown as SiteDocument, automatic }
  const saved = await saveDraft(transaction, access, saving, at)
  if (saved.type === 'error')
    return { type: 'fault', fault: siteFault(saved, 'slug') ?? { field: 'title', key: 'edit.refused.not-found' } }
  if (saved.value.type === 'saved') return { type: 'kept', revision: saved.value.revision, how: 'saved' }
  const other = saved.value.standing
  const first = await revisionDocument(transaction, articleId, from)
  const base = articleOf(first ?? other.document)
  const theirs = articleOf(other.document)
  const { article: joined, both } = mergeArticles(base, article, theirs)
  if (both.length === 0 && first !== null && !automatic) {
    const again = { articleId, from: other.revision, document: joined as unknown as SiteDocument, automatic }
    const kept = await saveDraft(transaction, access, again, at)
    if (kept.type === 'ok' && kept.value.type === 'saved')
      return { type: 'kept', revision: kept.value.revision, how: 'joined' }
  }
  const names = await writerNames(transaction, access, [other.changedBy])
  const fields = both.map(({ field, merged }): ConflictField => {
    const [mine, their] = [fieldWords(article, field), fieldWords(theirs, field)]
    return {
      field,
      mine,
      theirs: their,
      passages: passagesBetween(their, mine, article.language),
      canJoin: merged !== null,
    }
  })
  const taken = differencesBetween(base, theirs)
    .map(({ field }) => field)
    .filter((field) => !both.some((one) => one.field === field))
  return {
    type: 'conflict',
    conflict: {
      ...{ by: names.get(other.changedBy) ?? '', own: other.changedBy === access.account, at: other.changedAt },
      ...{ standing: other.revision, base: from, fields, taken, mine: formFromArticle(article) },
    },
  }
}

/** @param choices by field. What was joined is taken where nothing was chosen. */
export function chooseBetween(
  base: Article,
  mine: Article,
  theirs: Article,
  choices: (field: keyof Article) => string,
): Article {
  const { article, both } = mergeArticles(base, mine, theirs)
  const chosen = both.map(({ field, merged }) => {
    const choice = choices(field)
    return [field, choice === 'theirs' ? theirs[field] : choice === 'both' ? (merged ?? mine[field]) : mine[field]]
  })
  return { ...article, ...(Object.fromEntries(chosen) as Partial<Article>) }
}
