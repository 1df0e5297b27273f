// The form of the writing page as an article. What is unfinished is kept as it is: an article that is being written may lack anything.
import { CALLS, isDay, LANGUAGES, slugOf, type Article, type Language } from '@clearday/articles'
import { shownText, type Fault } from '../sign-in.ts'

/** Characters of the whole form; a long article has 30 000. */
const MOST_SIGNS = 400_000
const LINES = /\r\n?/g

/** An article with nothing in it. */
export function emptyArticle(key: string, language: Language, title: string): Article {
  return {
    ...{ key, language, slug: key, formerSlugs: [], title, summary: '', authors: [], reviewer: null },
    ...{ lastReviewed: null, firstPublished: null, editorsNotes: [], lead: '', quickAnswers: [], treatments: [] },
    ...{ topics: [], related: [], locations: [], calls: [], body: '' },
  }
}

/**
 * @param standing what the form was made of: what is not in it (who reviewed, when it appeared, its key and language) stays.
 */
export function articleFromForm(form: FormData, standing: Article): Article {
  const text = (name: string): string => {
    const value = form.get(name)
    return typeof value === 'string' ? shownText(value).replace(LINES, '\n') : ''
  }
  const line = (name: string): string => text(name).replaceAll('\n', ' ').trim()
  const chosen = (name: string, before: readonly string[]): readonly string[] => {
    const now = form.getAll(name).filter((one): one is string => typeof one === 'string' && one !== '')
    // what was there keeps its place, so that nothing that nobody touched is a change
    return [...before.filter((one) => now.includes(one)), ...now.filter((one) => !before.includes(one))]
  }
  const slug = line('slug') === '' ? addressFrom(line('title')) : line('slug').toLowerCase()
  const moved = slug !== standing.slug && standing.firstPublished !== null
  const formerSlugs = [...standing.formerSlugs, ...(moved ? [standing.slug] : [])].filter((one) => one !== slug)
  return {
    ...standing,
    ...{ slug, formerSlugs: [...new Set(formerSlugs)], title: line('title'), summary: line('summary') },
    authors: chosen('authors', standing.authors),
    reviewer: line('reviewer') === '' ? null : line('reviewer'),
    editorsNotes: rowsOf(form, 'note-words').flatMap((row) => {
      const words = line(`note-words-${row}`)
      const kind = line(`note-kind-${row}`) === 'correction' ? 'correction' : 'update'
      return words === '' ? [] : [{ date: line(`note-date-${row}`), kind, words }]
    }),
    lead: text('lead').trim(),
    quickAnswers: rowsOf(form, 'question').flatMap((row) => {
      const [question, answer] = [line(`question-${row}`), text(`answer-${row}`).trim()]
      return question === '' && answer === '' ? [] : [{ question, answer }]
    }),
    treatments: chosen('treatments', standing.treatments),
    topics: chosen('topics', standing.topics),
    related: chosen('related', standing.related),
    locations: chosen('locations', standing.locations),
    calls: CALLS.filter((call) => form.getAll('calls').includes(call)),
    body: text('body').trim() === '' ? '' : `${text('body').trim()}\n`,
  }
}

/** Null where it can be kept. */
export function tooLong(article: Article): Fault | null {
  const most = MOST_SIGNS / 1000
  return JSON.stringify(article).length > MOST_SIGNS
    ? { field: 'body', key: 'edit.fault.long', values: { most } }
    : null
}

/** The first note whose day the calendar does not have; one that is not written yet may come later. Null where each can be kept. */
export function noDay({ editorsNotes }: Article): Fault | null {
  const row = editorsNotes.findIndex(({ date }) => date !== '' && !isDay(date))
  const date = editorsNotes[row]?.date.slice(0, 30) ?? ''
  return row < 0 ? null : { field: `note-date-${row}`, key: 'edit.fault.day', values: { n: row + 1, date } }
}

/** Letters of the Latin alphabet and digits, because addresses are read aloud and typed. */
export function addressFrom(title: string): string {
  return slugOf(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80)
    .replace(/-$/, '')
}

export function isSlug(text: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= 100
}

export function isArticleLanguage(text: string): text is Language {
  return (LANGUAGES as readonly string[]).includes(text)
}

/** The numbers behind the names of repeated fields, in their order. */
function rowsOf(form: FormData, name: string): readonly number[] {
  const found = [...form.keys()].flatMap((key) => {
    const row = key.startsWith(`${name}-`) ? Number(key.slice(name.length + 1)) : NaN
    return Number.isInteger(row) && row >= 0 && row < 100 ? [row] : []
  })
  return [...new Set(found)].sort((a, b) => a - b)
}

/** What the form of an article sends: carried along where somebody else's saving came between. */
export function formFromArticle(article: Article): readonly (readonly [name: string, value: string])[] {
  const { title, slug, summary, reviewer, lead, body, quickAnswers, editorsNotes } = article
  return [
    ...Object.entries({ title, slug, summary, reviewer: reviewer ?? '', lead, body }),
    ...quickAnswers.flatMap(({ question, answer }, row): [string, string][] => [
      [`question-${row}`, question],
      [`answer-${row}`, answer],
    ]),
    ...editorsNotes.flatMap(({ date, kind, words }, row): [string, string][] => [
      [`note-date-${row}`, date],
      [`note-kind-${row}`, kind],
      [`note-words-${row}`, words],
    ]),
    ...(['authors', 'treatments', 'topics', 'related', 'locations', 'calls'] as const).flatMap((field) =>
      article[field].map((value): [string, string] => [field, value]),
    ),
  ]
}
