// Two people changed one article: what only one of them changed is taken, what both changed is laid before somebody.
//
// Texts are compared by paragraphs, as in Khanna, Kunal and Pierce, "A formal investigation of diff3" (2007): where the two agree with the
// text that both began from, the text is cut, and each piece between two cuts is changed by nobody, by one, by both alike, or by both.
import { diffArrays } from 'diff'
import type { Article } from '../article.ts'
import { fieldWords, inReadingOrder } from './differences.ts'

export interface MergedField {
  readonly field: keyof Article
  /** What it would be with the changes of both; null where they changed the same place. */
  readonly merged: Article[keyof Article] | null
}

export interface Merged {
  /** With what can be joined; where it cannot, what is mine. */
  readonly article: Article
  /** Fields that both changed, and not alike. */
  readonly both: readonly MergedField[]
}

/** @param base what both began from. O(n·d) for texts of n paragraphs. */
export function mergeArticles(base: Article, mine: Article, theirs: Article): Merged {
  const both: MergedField[] = []
  const joined = Object.fromEntries(
    inReadingOrder(Object.keys(mine) as (keyof Article)[]).map((field) => {
      const [from, one, other] = [base[field], mine[field], theirs[field]]
      const [words, mineWords, theirWords] = [base, mine, theirs].map((article) => plain(fieldWords(article, field)))
      if (mineWords === theirWords || words === theirWords) return [field, one]
      if (words === mineWords) return [field, other]
      const merged =
        typeof from === 'string' && typeof one === 'string' && typeof other === 'string'
          ? mergeTexts(from, one, other)
          : null
      both.push({ field, merged })
      return [field, merged ?? one]
    }),
  )
  return { article: joined as unknown as Article, both }
}

/** Null where both changed the same paragraph. */
export function mergeTexts(base: string, mine: string, theirs: string): string | null {
  const from = paragraphsOf(base)
  const [one, other] = [changesIn(from, paragraphsOf(mine)), changesIn(from, paragraphsOf(theirs))]
  const all = [
    ...one.map((change) => ({ ...change, by: 'mine' })),
    ...other.map((change) => ({ ...change, by: 'theirs' })),
  ]
  all.sort((a, b) => a.begin - b.begin || a.end - b.end)
  const pieces: string[] = []
  let at = 0
  for (let k = 0; k < all.length; k += 1) {
    const change = all[k]
    if (change === undefined) break
    const next = all[k + 1]
    if (next !== undefined && next.by !== change.by && touches(change, next)) {
      if (next.begin !== change.begin || next.end !== change.end || next.put.join('\n\n') !== change.put.join('\n\n'))
        return null
      k += 1
    }
    if (change.begin < at) return null
    pieces.push(...from.slice(at, change.begin), ...change.put)
    at = change.end
  }
  return [...pieces, ...from.slice(at)].join('\n\n')
}

interface ChangeAt {
  /** Of the paragraphs that both began from: from this one up to and without that one. */
  readonly begin: number
  readonly end: number
  readonly put: readonly string[]
}

/** Changes that lie directly beside each other are one place: nobody can tell in which order they belong. */
function touches(one: ChangeAt, other: ChangeAt): boolean {
  return other.begin < one.end || (other.begin === one.begin && (one.begin === one.end || other.begin === other.end))
}

function changesIn(from: readonly string[], to: readonly string[]): readonly ChangeAt[] {
  const changes: ChangeAt[] = []
  let at = 0
  let open: { begin: number; end: number; put: string[] } | null = null
  for (const { added, removed, value } of diffArrays([...from], [...to])) {
    if (!added && !removed) {
      if (open !== null) changes.push(open)
      open = null
      at += value.length
      continue
    }
    open ??= { begin: at, end: at, put: [] }
    if (added) open.put.push(...value)
    else {
      at += value.length
      open.end = at
    }
  }
  return open === null ? changes : [...changes, open]
}

function paragraphsOf(text: string): readonly string[] {
  return plain(text).split(/\n{2,}/)
}

function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim()
}
