// What was changed in an article after it first appeared, as readers are told: in words first, then passage by passage, without marks and ids.
import { passagesBetween, plainWords, type Article, type Passage } from '@clearday/articles'
import { findStudy, findTreatment } from '@clearday/evidence'
import type { PublicationLine } from '@clearday/store'
import { TREATMENT_NAMES_ES } from '#lib/words/treatment-names-es.ts'
import { day, words, type Language, type MessageKey } from '#lib/words/words.ts'
import { articleOf } from './article-page.ts'
import { fullName, worded, type Masthead } from './reading.ts'

/** Of a part of an article; one of the two has something in it, or neither where only marks and links changed. */
export interface PartChange {
  readonly name: string
  /** Of what is text. */
  readonly passages: readonly Passage[]
  /** Of what is a list or a name, in words. */
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

export interface ArticleChange {
  readonly kind: PublicationLine['kind']
  readonly why: string
  /** ISO time; a day for a note that was there before the article came to this site. */
  readonly at: string
  readonly parts: readonly PartChange[]
  /** It follows another publication. */
  readonly compared: boolean
}

export interface ChangeNames {
  readonly language: Language
  readonly head: Masthead
  /** Titles by key, names of places by id; what is not there is left out. */
  readonly titles: ReadonlyMap<string, string>
  readonly places: ReadonlyMap<string, string>
}

/** @param publications the newest first; so is what comes back. */
export function articleChanges(publications: readonly PublicationLine[], names: ChangeNames): readonly ArticleChange[] {
  const told = publications.map(({ kind, why, at, document }, index): ArticleChange => {
    const before = publications.slice(index + 1).find((one) => one.document !== null)?.document ?? null
    const compared = document !== null && before !== null
    return {
      ...{ kind, why, at, compared },
      parts: compared ? partsChanged(articleOf(before), articleOf(document), names) : [],
    }
  })
  const first = publications.at(-1)?.document ?? null
  // notes of a text that was published elsewhere before
  const notes = (first === null ? [] : articleOf(first).editorsNotes)
    .toReversed()
    .map(({ date, kind, words: why }): ArticleChange => ({ kind, why, at: date, parts: [], compared: false }))
  return [...told, ...notes]
}

function partsChanged(before: Article, after: Article, names: ChangeNames): readonly PartChange[] {
  const say = words(names.language)
  const parts: PartChange[] = []
  const name = (part: string): string => say(`site.field.${part}` as MessageKey)
  for (const part of ['title', 'summary', 'lead', 'quickAnswers', 'body'] as const) {
    const [from, to] = [textOf(before, part), textOf(after, part)]
    if (from.marks === to.marks) continue
    const passages = passagesBetween(from.words, to.words, after.language)
    parts.push({ name: name(part), passages, added: [], removed: [] })
  }
  for (const [part, listed] of Object.entries(LISTED)) {
    const [from, to] = [listed(before, names), listed(after, names)]
    const [added, removed] = [to.filter((one) => !from.includes(one)), from.filter((one) => !to.includes(one))]
    if (added.length + removed.length > 0) parts.push({ name: name(part), passages: [], added, removed })
  }
  return parts
}

function textOf(article: Article, part: 'title' | 'summary' | 'lead' | 'quickAnswers' | 'body') {
  if (part === 'title' || part === 'summary') return { marks: article[part], words: article[part] }
  if (part !== 'quickAnswers') return { marks: article[part], words: plainWords(article[part]) }
  return {
    marks: article.quickAnswers.map(({ question, answer }) => `${question}\n${answer}`).join('\n'),
    words: article.quickAnswers.map(({ question, answer }) => `${question}\n${plainWords(answer)}`).join('\n'),
  }
}

const STUDY = /:study\[([^[\]]+)\]/g

/** What of an article is a list or a name, in words. */
export const LISTED: Readonly<Record<string, (article: Article, names: ChangeNames) => readonly string[]>> = {
  sources: ({ lead, quickAnswers, body }) => {
    const text = [lead, ...quickAnswers.map(({ answer }) => answer), body].join('\n')
    const ids = [...text.matchAll(STUDY)].flatMap(([, listed]) => (listed ?? '').split(/[\s,;]+/))
    return [...new Set(ids)].flatMap((id) => findStudy(id)?.citation.text ?? [])
  },
  authors: ({ authors }, { head }) => authors.flatMap((id) => personName(id, head)),
  reviewer: ({ reviewer }, { head }) => (reviewer === null ? [] : personName(reviewer, head)),
  lastReviewed: ({ lastReviewed }, { language }) => (lastReviewed === null ? [] : [day(language, lastReviewed)]),
  treatments: ({ treatments }, { language }) =>
    treatments.flatMap((id) => {
      const treatment = findTreatment(id)
      return treatment === undefined
        ? []
        : [language === 'es' ? (TREATMENT_NAMES_ES[id] ?? treatment.name) : treatment.name]
    }),
  topics: ({ topics }, { head, language }) =>
    topics.flatMap((id) => {
      const topic = head.topics.find((one) => one.id === id)
      return topic === undefined ? [] : [worded(topic.name, language)]
    }),
  related: ({ related }, { titles }) => related.flatMap((key) => titles.get(key) ?? []),
  locations: ({ locations }, { places }) => locations.flatMap((id) => places.get(id) ?? []),
  calls: ({ calls }, { language }) => calls.map((call) => words(language)(`site.call.${call}`)),
  slug: ({ slug }, { head }) => [`${head.clinic.origin}/articles/${slug}`],
}

function personName(id: string, head: Masthead): readonly string[] {
  const person = head.people.find((one) => one.id === id)
  return person === undefined ? [] : [fullName(person)]
}
