// What can be chosen for an article: people, topics, treatments, other articles, places, and pictures to name in its text.
import type { Article } from '@clearday/articles'
import { TREATMENTS } from '@clearday/evidence'
import { clinicLocations, draftLines, sitePeople, siteTopics } from '@clearday/store'
import { fullName, worded, type Transaction } from '../site/reading.ts'

export interface Option {
  readonly value: string
  readonly label: string
}

export interface Choices {
  readonly authors: readonly Option[]
  readonly reviewers: readonly Option[]
  readonly topics: readonly Option[]
  readonly treatments: readonly Option[]
  readonly related: readonly Option[]
  readonly locations: readonly Option[]
}

/** Four queries. What an article names and is not there any more stays in the list under its own name, so that saving loses nothing. */
export async function choicesFor(transaction: Transaction, article: Article): Promise<Choices> {
  const people = await sitePeople(transaction)
  const topics = await siteTopics(transaction)
  const lines = await draftLines(transaction)
  const places = await clinicLocations(transaction)
  const { language } = article
  return {
    authors: withKept(
      people.map((person) => ({ value: person.id, label: fullName(person) })),
      article.authors,
    ),
    reviewers: withKept(
      people.filter(({ reviews }) => reviews).map((person) => ({ value: person.id, label: fullName(person) })),
      article.reviewer === null ? [] : [article.reviewer],
    ),
    topics: withKept(
      topics.map(({ id, name }) => ({ value: id, label: worded(name, language) })),
      article.topics,
    ),
    treatments: withKept(
      TREATMENTS.map(({ id, name }) => ({ value: id, label: name })).sort((a, b) => a.label.localeCompare(b.label)),
      article.treatments,
    ),
    related: withKept(
      lines
        .filter((line) => line.language === language && line.key !== article.key)
        .map(({ key, title }) => ({ value: key, label: title === '' ? key : title }))
        .sort((a, b) => a.label.localeCompare(b.label)),
      article.related,
    ),
    locations: withKept(
      places.map(({ id, name }) => ({ value: id, label: name })),
      article.locations,
    ),
  }
}

function withKept(options: readonly Option[], kept: readonly string[]): readonly Option[] {
  const missing = kept.filter((value) => !options.some((one) => one.value === value))
  return [...options, ...missing.map((value) => ({ value, label: value }))]
}
