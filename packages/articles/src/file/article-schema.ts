// How the head of an article's file is written, and the words that refuse what cannot be used.
import * as z from 'zod/mini'
import { CALLS, LANGUAGES, type Told } from '../article.ts'

/** What would be right in a field, by what stands in the refusals of a file. */
const RIGHT = {
  name: {
    en: 'small letters and digits with single hyphens, such as "sleep-and-migraine"',
    es: 'minúsculas y cifras con guiones sueltos, como «sleep-and-migraine»',
  },
  text: { en: 'a text', es: 'un texto' },
  written: { en: 'a text that is not empty', es: 'un texto que no esté vacío' },
  day: { en: 'a day such as "2026-03-29"', es: 'un día como «2026-03-29»' },
  list: { en: 'a list', es: 'una lista' },
  noteKind: { en: '"correction" or "update"', es: '«correction» o «update»' },
  language: { en: `one of ${LANGUAGES.join(', ')}`, es: `uno de ${LANGUAGES.join(', ')}` },
  people: { en: 'a list of ids of people', es: 'una lista de personas' },
  author: { en: 'at least one author', es: 'al menos una persona que lo firme' },
  moment: {
    en: 'a moment with offset and zone, such as "2026-03-29T09:00+02:00[Europe/Madrid]"',
    es: 'un momento con desfase y zona, como «2026-03-29T09:00+02:00[Europe/Madrid]»',
  },
  calls: { en: `one of ${CALLS.join(', ')}`, es: `uno de ${CALLS.join(', ')}` },
} as const satisfies Readonly<Record<string, Told>>

/** @param english as the schema refuses. A refusal that is not one of ours stays as it is. */
export function rightWords(english: string): Told {
  return Object.values(RIGHT).find(({ en }) => en === english) ?? { en: english, es: english }
}

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/
const DATE = /^\d{4}-\d{2}-\d{2}$/
const PUBLISHED =
  /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2})?[+-]\d{2}:\d{2}\[([A-Za-z0-9_+-]+(?:\/[A-Za-z0-9_+-]+)*)\]$/

/** A day that the calendar has: no 31 February. */
export function isDay(text: string): boolean {
  const at = DATE.test(text) ? Date.parse(`${text}T00:00Z`) : NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/** A moment with offset and zone that both exist. */
function isMoment(text: string): boolean {
  const [, day = '', zone = ''] = PUBLISHED.exec(text) ?? []
  if (!isDay(day) || Number.isNaN(Date.parse(text.replace(/\[.*$/, '')))) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) instanceof Intl.DateTimeFormat
  } catch {
    return false
  }
}

function pattern(expression: RegExp, right: string): z.ZodMiniString<string> {
  return z.string(right).check(z.regex(expression, right))
}

const NAME = pattern(KEBAB, RIGHT.name.en)
const TEXT = z.string(RIGHT.text.en).check(z.refine((text) => text.trim() !== '', RIGHT.written.en))
const DAY = z.string(RIGHT.day.en).check(z.refine(isDay, RIGHT.day.en))
const MOMENT = z.string(RIGHT.moment.en).check(z.refine(isMoment, RIGHT.moment.en))

function listOf<T extends z.ZodMiniType>(entry: T): z.ZodMiniDefault<z.ZodMiniArray<T>> {
  return z._default(z.array(entry, RIGHT.list.en), [])
}

const EditorsNoteSchema = z.strictObject({
  date: DAY,
  kind: z.enum(['correction', 'update'], RIGHT.noteKind.en),
  words: TEXT,
})

const QuickAnswerSchema = z.strictObject({ question: TEXT, answer: TEXT })

export const ArticleHeadSchema = z.strictObject({
  key: NAME,
  language: z.enum(LANGUAGES, RIGHT.language.en),
  slug: NAME,
  formerSlugs: listOf(NAME),
  title: TEXT,
  summary: TEXT,
  authors: z.array(NAME, RIGHT.people.en).check(z.minLength(1, RIGHT.author.en)),
  reviewer: z._default(z.nullable(NAME), null),
  lastReviewed: z._default(z.nullable(DAY), null),
  firstPublished: z._default(z.nullable(MOMENT), null),
  editorsNotes: listOf(EditorsNoteSchema),
  lead: TEXT,
  quickAnswers: listOf(QuickAnswerSchema),
  treatments: listOf(NAME),
  topics: listOf(NAME),
  related: listOf(NAME),
  locations: listOf(NAME),
  calls: listOf(z.enum(CALLS, RIGHT.calls.en)),
})
