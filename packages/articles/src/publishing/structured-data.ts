// What search engines read beside the page (schema.org): the same facts as on the page, and no more. Each function gives one JSON-LD object.
import type { Article } from '../article.ts'
import { plainWords } from '../markdown/plain-words.ts'
import type { PublicClinic, PublicLocation, PublicPerson } from './clinic-people.ts'

export interface ArticleOnSite {
  readonly article: Article
  readonly clinic: PublicClinic
  /** Paths of this site. */
  readonly path: string
  readonly image?: string
  readonly authors: readonly PublicPerson[]
  readonly reviewer: PublicPerson | null
  /** Names of the topics in the article's language. */
  readonly topics: readonly string[]
  /** Path of a person's page. */
  readonly personPath: (id: string) => string
  /** The day of the newest change that readers were told of, or of the first publication. */
  readonly modified: string | null
}

type JsonLd = Readonly<Record<string, unknown>>

const CONTEXT = 'https://schema.org'

export function blogPosting(page: ArticleOnSite): JsonLd {
  const { article, clinic, path, image, authors, topics, modified } = page
  return {
    '@context': CONTEXT,
    '@type': 'BlogPosting',
    '@id': `${clinic.origin}${path}#article`,
    mainEntityOfPage: `${clinic.origin}${path}`,
    headline: article.title,
    description: article.summary,
    inLanguage: article.language,
    ...(article.firstPublished !== null && { datePublished: instantOf(article.firstPublished) }),
    ...(modified !== null && { dateModified: modified }),
    ...(image !== undefined && { image: `${clinic.origin}${image}` }),
    author: authors.map((person) => personOf(person, page)),
    publisher: organisationOf(clinic),
    keywords: topics,
    articleBody: plainWords(`${article.lead}\n\n${article.body}`),
  }
}

/** Only what was really reviewed says so. */
export function medicalWebPage(page: ArticleOnSite): JsonLd {
  const { article, clinic, path, reviewer } = page
  return {
    '@context': CONTEXT,
    '@type': 'MedicalWebPage',
    '@id': `${clinic.origin}${path}`,
    url: `${clinic.origin}${path}`,
    name: article.title,
    inLanguage: article.language,
    audience: { '@type': 'MedicalAudience', audienceType: 'Patient' },
    about: { '@type': 'MedicalCondition', name: 'Migraine' },
    ...(reviewer !== null && { reviewedBy: personOf(reviewer, page) }),
    ...(article.lastReviewed !== null && { lastReviewed: article.lastReviewed }),
    publisher: organisationOf(clinic),
  }
}

/** Null without quick answers. */
export function faqPage({ article, clinic, path }: ArticleOnSite): JsonLd | null {
  if (article.quickAnswers.length === 0) return null
  return {
    '@context': CONTEXT,
    '@type': 'FAQPage',
    '@id': `${clinic.origin}${path}#quick-answers`,
    inLanguage: article.language,
    mainEntity: article.quickAnswers.map(({ question, answer }) => ({
      '@type': 'Question',
      name: question,
      acceptedAnswer: { '@type': 'Answer', text: plainWords(answer) },
    })),
  }
}

/** @param steps from the first page to this one; each with its path. */
export function breadcrumbs(
  clinic: PublicClinic,
  steps: readonly { readonly name: string; readonly path: string }[],
): JsonLd {
  return {
    '@context': CONTEXT,
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(({ name, path }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: `${clinic.origin}${path}`,
    })),
  }
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

export function medicalClinic(clinic: PublicClinic, location: PublicLocation, path: string): JsonLd {
  return {
    '@context': CONTEXT,
    '@type': 'MedicalClinic',
    '@id': `${clinic.origin}${path}`,
    name: `${clinic.name}, ${location.name}`,
    url: `${clinic.origin}${path}`,
    medicalSpecialty: 'Neurologic',
    parentOrganization: organisationOf(clinic),
    ...(location.telephone !== undefined && { telephone: location.telephone }),
    address: {
      '@type': 'PostalAddress',
      streetAddress: location.street,
      addressLocality: location.city,
      postalCode: location.postalCode,
      addressCountry: location.country,
    },
    openingHoursSpecification: location.hours.map(({ weekday, opens, closes }) => ({
      '@type': 'OpeningHoursSpecification',
      dayOfWeek: `${CONTEXT}/${WEEKDAYS[weekday - 1] ?? ''}`,
      opens,
      closes,
    })),
  }
}

/** As the content of a `<script type="application/ld+json">`: nothing in it can end the element or begin a comment. */
export function jsonLdText(parts: readonly (JsonLd | null)[]): string {
  return JSON.stringify(parts.filter((part) => part !== null)).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** `2026-03-29T09:00+02:00[Europe/Madrid]` without its zone, as schema.org and feeds take it. */
export function instantOf(published: string): string {
  return published.replace(/\[.*\]$/, '')
}

function personOf(
  { id, name, honours, jobTitle }: PublicPerson,
  { clinic, personPath }: Pick<ArticleOnSite, 'clinic' | 'personPath'>,
): JsonLd {
  return {
    '@type': 'Person',
    name,
    ...(honours !== undefined && { honorificSuffix: honours }),
    jobTitle,
    url: `${clinic.origin}${personPath(id)}`,
  }
}

function organisationOf({ name, origin, logo }: PublicClinic): JsonLd {
  return {
    '@type': 'MedicalOrganization',
    name,
    url: origin,
    ...(logo !== undefined && { logo: `${origin}${logo}` }),
  }
}
