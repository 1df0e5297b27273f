import { asReader, listArticles } from '@clearday/store'
import { error } from '@sveltejs/kit'
import { byLanguage, cardOf, masthead, worded } from '#lib/server/site/reading.ts'
import type { PageServerLoad } from './$types'

const ON_A_PAGE = 20
/** Of those in other languages that have no version in this one: behind the last page. */
const MOST_OTHERS = 500

export const load: PageServerLoad = async ({ locals, url }) => {
  locals.forEverybody = true
  const { clinic, language } = locals
  const page = Math.max(1, Math.min(1000, Math.trunc(Number(url.searchParams.get('page') ?? '1')) || 1))
  const shown = await asReader(clinic.app, async (transaction) => {
    const head = await masthead(transaction, clinic.origin, language)
    const found = await listArticles(transaction, {
      ...{ language, most: ON_A_PAGE + 1, after: (page - 1) * ON_A_PAGE },
    })
    if (found.length === 0 && page > 1) return null
    const older = found.length > ON_A_PAGE
    const everything = older ? [] : await listArticles(transaction, { language: null, most: MOST_OTHERS })
    return {
      topics: head.topics.map(({ id, name }) => ({ href: `/topics/${id}`, name: worded(name, language) })),
      others: byLanguage(everything, language).others.map((card) => cardOf(card, head.people)),
      ...{ page, promise: head.promise, clinicName: head.clinic.name, canonical: `${clinic.origin}/articles` },
      older,
      cards: found.slice(0, ON_A_PAGE).map((card) => cardOf(card, head.people)),
    }
  })
  if (shown === null) error(404)
  return shown
}
