// How the head of an article's file is written, and the words that refuse what cannot be used.
import * as z from 'zod/mini'
import { CALLS, LANGUAGES } from '../article.ts'

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const PUBLISHED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?[+-]\d{2}:\d{2}\[[A-Za-z_]+(\/[A-Za-z_+-]+)*\]$/

function pattern(expression: RegExp, right: string): z.ZodMiniString<string> {
  return z.string(right).check(z.regex(expression, right))
}

const NAME = pattern(KEBAB, 'small letters and digits with single hyphens, such as "sleep-and-migraine"')
const TEXT = z.string('a text').check(z.refine((text) => text.trim() !== '', 'a text that is not empty'))
const DAY = pattern(DATE, 'a day such as "2026-03-29"')

function listOf<T extends z.ZodMiniType>(entry: T): z.ZodMiniDefault<z.ZodMiniArray<T>> {
  return z._default(z.array(entry, 'a list'), [])
}

const EditorsNoteSchema = z.strictObject({
  date: DAY,
  kind: z.enum(['correction', 'update'], '"correction" or "update"'),
  words: TEXT,
})

const QuickAnswerSchema = z.strictObject({ question: TEXT, answer: TEXT })

export const ArticleHeadSchema = z.strictObject({
  key: NAME,
  language: z.enum(LANGUAGES, `one of ${LANGUAGES.join(', ')}`),
  slug: NAME,
  formerSlugs: listOf(NAME),
  title: TEXT,
  summary: TEXT,
  authors: z.array(NAME, 'a list of ids of people').check(z.minLength(1, 'at least one author')),
  reviewer: z._default(z.nullable(NAME), null),
  lastReviewed: z._default(z.nullable(DAY), null),
  firstPublished: z._default(
    z.nullable(pattern(PUBLISHED, 'a moment with offset and zone, such as "2026-03-29T09:00+02:00[Europe/Madrid]"')),
    null,
  ),
  editorsNotes: listOf(EditorsNoteSchema),
  lead: TEXT,
  quickAnswers: listOf(QuickAnswerSchema),
  treatments: listOf(NAME),
  topics: listOf(NAME),
  related: listOf(NAME),
  locations: listOf(NAME),
  calls: listOf(z.enum(CALLS, `one of ${CALLS.join(', ')}`)),
})
