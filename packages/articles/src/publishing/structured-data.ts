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

/** @param offered treatments that are given there. */
export function medicalClinic(
  clinic: PublicClinic,
  location: PublicLocation,
  path: string,
  offered: readonly { readonly name: string; readonly path: string }[] = [],
): JsonLd {
  return {
    '@context': CONTEXT,
    '@type': 'MedicalClinic',
    '@id': `${clinic.origin}${path}`,
    name: `${clinic.name}, ${location.name}`,
    url: `${clinic.origin}${path}`,
    medicalSpecialty: 'Neurologic',
    parentOrganization: organisationOf(clinic),
    ...(location.telephone !== undefined && { telephone: location.telephone }),
    ...(offered.length > 0 && {
      availableService: offered.map((treatment) => ({
        '@type': 'MedicalTherapy',
        '@id': `${clinic.origin}${treatment.path}#treatment`,
        name: treatment.name,
      })),
    }),
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

/** A treatment as its page tells it: what it is, and who is warned; that it is offered says nothing of whether it helps. */
export interface TherapyOnSite {
  readonly clinic: PublicClinic
  /** Path of this site. */
  readonly path: string
  readonly name: string
  readonly alternateNames: readonly string[]
  readonly description: string
  /** In words: "an aneurysm in the head". */
  readonly contraindications: readonly string[]
}

export function medicalTherapy({ clinic, path, name, description, ...more }: TherapyOnSite): JsonLd {
  return {
    '@context': CONTEXT,
    '@type': 'MedicalTherapy',
    '@id': `${clinic.origin}${path}#treatment`,
    name,
    ...(more.alternateNames.length > 0 && { alternateName: more.alternateNames }),
    description,
    url: `${clinic.origin}${path}`,
    relevantSpecialty: 'Neurologic',
    ...(more.contraindications.length > 0 && {
      contraindication: more.contraindications.map((words) => ({ '@type': 'MedicalContraindication', name: words })),
    }),
  }
}

/** Somebody who writes, reviews or practises, with their licences as credentials. */
export interface PersonOnSite {
  readonly clinic: PublicClinic
  readonly person: PublicPerson
  readonly path: string
  readonly about: string
  /** Path of a picture. */
  readonly portrait: string | null
  readonly credentials: readonly { readonly name: string; readonly authority: string; readonly number: string }[]
  readonly places: readonly { readonly name: string; readonly path: string }[]
  readonly treatments: readonly { readonly name: string; readonly path: string }[]
}

export function personPage({ clinic, person, path, about, portrait, ...more }: PersonOnSite): JsonLd {
  const { '@type': type, ...said } = personOf(person, { clinic, personPath: () => path })
  return {
    '@context': CONTEXT,
    '@type': type,
    '@id': `${clinic.origin}${path}#person`,
    ...said,
    ...(about !== '' && { description: about }),
    ...(portrait !== null && { image: `${clinic.origin}${portrait}` }),
    worksFor: organisationOf(clinic),
    ...(more.places.length > 0 && {
      workLocation: more.places.map((place) => ({
        '@type': 'MedicalClinic',
        '@id': `${clinic.origin}${place.path}`,
        name: `${clinic.name}, ${place.name}`,
      })),
    }),
    ...(more.credentials.length > 0 && {
      hasCredential: more.credentials.map(({ name, authority, number }) => ({
        '@type': 'EducationalOccupationalCredential',
        credentialCategory: 'license',
        name,
        ...(number !== '' && { identifier: number }),
        ...(authority !== '' && { recognizedBy: { '@type': 'Organization', name: authority } }),
      })),
    }),
    ...(more.treatments.length > 0 && {
      knowsAbout: more.treatments.map((treatment) => ({
        '@id': `${clinic.origin}${treatment.path}#treatment`,
        name: treatment.name,
      })),
    }),
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
