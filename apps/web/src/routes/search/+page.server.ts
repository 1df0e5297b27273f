import { TREATMENTS } from '@clearday/evidence'
import { asReader, publicPlaces, searchArticles, type PublicPlace } from '@clearday/store'
import { cardOf, fullName, masthead, worded, type Masthead } from '#lib/server/site/reading.ts'
import { findNamed, type Named } from '#lib/server/site/search-named.ts'
import { TREATMENT_NAMES_ES } from '#lib/words/treatment-names-es.ts'
import type { Language } from '#lib/words/words.ts'
import type { PageServerLoad } from './$types'

const MOST = 30
const MOST_NAMED = 12

// three queries, and one for what every page shows
export const load: PageServerLoad = async ({ locals, url }) => {
  const { clinic, language } = locals
  const asked = (url.searchParams.get('q') ?? '').replaceAll('\u0000', '').trim().slice(0, 200)
  return asReader(clinic.app, async (transaction) => {
    const head = await masthead(transaction, clinic.origin, language)
    if (asked === '') return { asked, nearly: false, clinicName: head.clinic.name, hits: [], named: [] }
    const entries = namedOf(head, await publicPlaces(transaction), language)
    const articles = await searchArticles(transaction, language, asked, MOST)
    const exact = findNamed(entries, asked, false)
    // what is nearly so stands only where nothing is exactly so
    const nearly = exact.length === 0 && (articles.nearly || articles.hits.length === 0)
    const named = nearly ? findNamed(entries, asked, true) : exact
    const hits = exact.length > 0 && articles.nearly ? [] : articles.hits
    return {
      ...{ asked, nearly: nearly && hits.length + named.length > 0, clinicName: head.clinic.name },
      hits: hits.map((hit) => ({ ...cardOf(hit, head.people), pieces: hit.pieces })),
      named: named.slice(0, MOST_NAMED),
    }
  })
}

function namedOf(head: Masthead, places: readonly PublicPlace[], language: Language): readonly Named[] {
  return [
    ...TREATMENTS.map(({ id, name, aliases, whatItIs }): Named => {
      const own = language === 'es' ? (TREATMENT_NAMES_ES[id] ?? name) : name
      const others = [name, TREATMENT_NAMES_ES[id] ?? '', ...aliases].filter((one) => one !== '' && one !== own)
      return {
        ...{ kind: 'treatment', href: `/treatments/${id}`, name: own, language: 'en' },
        about: [whatItIs, others.join(', ')],
      }
    }),
    ...head.people.map((person): Named => {
      const [job, about] = [worded(person.jobTitle, language), worded(person.about, language)]
      return { kind: 'person', href: `/people/${person.id}`, name: fullName(person), about: [job, about], language }
    }),
    ...places.map(({ id, name, address, about }): Named => {
      const lines = address.replace(/\s*\n\s*/g, ', ')
      return { kind: 'place', href: `/locations/${id}`, name, about: [lines, worded(about, language)], language }
    }),
    ...head.topics.map(({ id, name, about }): Named => {
      const told = [worded(about, language)]
      return { kind: 'topic', href: `/topics/${id}`, name: worded(name, language), about: told, language }
    }),
  ]
}
