// What changed between two versions of an article, field by field, sentence by sentence, as writers and reviewers read it.
import type { Article } from '../article.ts'
import { passagesBetween, type Passage } from './passages.ts'

export interface FieldDifference {
  /** `title`, `body`, `quickAnswers` … */
  readonly field: keyof Article
  /** None where only white space differs. */
  readonly passages: readonly Passage[]
}

/** Only the fields that differ. Lists are compared line by line of their entries. O(n·d) for texts of n words and d differences. */
export function differencesBetween(before: Article, after: Article): readonly FieldDifference[] {
  return inReadingOrder(Object.keys(after) as readonly (keyof Article)[]).flatMap((field) => {
    const [from, to] = [fieldWords(before, field), fieldWords(after, field)]
    return from === to ? [] : [{ field, passages: passagesBetween(from, to, after.language) }]
  })
}

const READ_FIRST: readonly (keyof Article)[] = [
  'title',
  'slug',
  'summary',
  'editorsNotes',
  'lead',
  'quickAnswers',
  'body',
]

/** As somebody reads an article, whatever order a database has given to its fields. */
export function inReadingOrder(fields: readonly (keyof Article)[]): readonly (keyof Article)[] {
  const place = (field: keyof Article): number =>
    READ_FIRST.includes(field) ? READ_FIRST.indexOf(field) : READ_FIRST.length
  return [...fields].sort((one, other) => place(one) - place(other))
}

/** A field as text: lists entry by entry, whatever order a database has given to what is in an entry. */
export function fieldWords(article: Article, field: keyof Article): string {
  const value = article[field]
  if (value === null) return ''
  if (typeof value === 'string') return value
  return value.map((entry) => (typeof entry === 'string' ? entry : entryWords(entry))).join('\n')
}

function entryWords(entry: Article['quickAnswers'][number] | Article['editorsNotes'][number]): string {
  return 'question' in entry ? `${entry.question}\n${entry.answer}` : `${entry.date}\n${entry.kind}\n${entry.words}`
}
