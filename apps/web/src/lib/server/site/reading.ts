// What every page of the site knows: how the clinic calls itself, who writes, what the topics are, and articles as cards.
import {
  asReader,
  siteHead,
  type ArticleCard,
  type SiteHead,
  type SitePerson,
  type SiteTopic,
  type Worded,
} from '@clearday/store'
import type { PublicClinic, PublicPerson } from '@clearday/articles'
import type { Language } from '#lib/words/words.ts'

type Transaction = Parameters<Parameters<typeof asReader>[1]>[0]
export type { Transaction }

export interface Masthead {
  readonly clinic: PublicClinic
  readonly promise: string
  readonly people: readonly SitePerson[]
  readonly topics: readonly SiteTopic[]
  readonly instant: SiteHead['instant']
}

/** An article in a list, with names in place of ids. */
export interface Card {
  readonly href: string
  readonly language: string
  readonly title: string
  readonly summary: string
  readonly authors: string
  readonly firstAt: string
}

/** In the language of the page, else in English, else in any. */
export function worded(words: Worded, language: string): string {
  return words[language] ?? words.en ?? Object.values(words)[0] ?? ''
}

/** One query. */
export async function masthead(transaction: Transaction, origin: string, language: Language): Promise<Masthead> {
  return mastheadOf(await siteHead(transaction), origin, language)
}

export function mastheadOf({ name, people, topics, instant }: SiteHead, origin: string, language: Language): Masthead {
  return {
    clinic: { name: name.name === '' ? 'Clearday' : name.name, origin },
    promise: worded(name.promise, language),
    people,
    topics,
    instant,
  }
}

/** Where what fits is booked at once: the service itself where it is one, else all of them; null for none. */
export function bookPath(
  instant: SiteHead['instant'],
  {
    treatment,
    place,
    person,
  }: { readonly treatment?: string; readonly place?: string; readonly person?: string | null } = {},
): string | null {
  const fitting = instant.filter(
    (one) =>
      (treatment === undefined || one.treatment === treatment) &&
      (place === undefined || one.places.includes(place)) &&
      (person === undefined || (person !== null && one.people.includes(person))),
  )
  if (fitting.length === 0) return null
  const chosen = new URLSearchParams()
  if (place !== undefined) chosen.set('location', place)
  if (person) chosen.set('practitioner', person)
  const behind = chosen.size > 0 ? `?${chosen.toString()}` : ''
  return fitting.length === 1 ? `/visit/${fitting[0].service}${behind}` : '/visit'
}

export function articlePath(slug: string): string {
  return `/articles/${slug}`
}

export function cardOf(
  { slug, title, summary, language, authors, firstAt }: ArticleCard,
  people: readonly SitePerson[],
): Card {
  return {
    ...{ href: articlePath(slug), language, title, summary, firstAt },
    authors: authors.map((id) => people.find((one) => one.id === id)?.name ?? id).join(', '),
  }
}

/**
 * Of articles in all languages those in one, and those that have no version in it: nobody is told that there is nothing where they may read
 * it in another.
 */
export function byLanguage(
  found: readonly ArticleCard[],
  language: string,
): { readonly own: readonly ArticleCard[]; readonly others: readonly ArticleCard[] } {
  const own = found.filter((card) => card.language === language)
  const keys = new Set(own.map(({ key }) => key))
  return { own, others: found.filter((card) => card.language !== language && !keys.has(card.key)) }
}

export function publicPerson({ id, name, honours, jobTitle, licences }: SitePerson, language: string): PublicPerson {
  return {
    ...{ id, name, licences, jobTitle: worded(jobTitle, language) },
    ...(honours !== '' && { honours }),
  }
}

/** `Ines Muster, MD`. */
export function fullName({ name, honours }: Pick<SitePerson, 'name' | 'honours'>): string {
  return honours === '' ? name : `${name}, ${honours}`
}
