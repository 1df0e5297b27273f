import { asReader, listArticles } from '@clearday/store'
import { cardOf, masthead } from '#lib/server/site/reading.ts'
import type { PageServerLoad } from './$types'

const ON_A_PAGE = 20

export const load: PageServerLoad = async ({ locals, url }) => {
  locals.forEverybody = true
  const { clinic, language } = locals
  const page = Math.max(1, Math.min(1000, Math.trunc(Number(url.searchParams.get('page') ?? '1')) || 1))
  return asReader(clinic.app, async (transaction) => {
    const head = await masthead(transaction, clinic.origin, language)
    const found = await listArticles(transaction, {
      ...{ language, most: ON_A_PAGE + 1, after: (page - 1) * ON_A_PAGE },
    })
    return {
      ...{ page, clinicName: head.clinic.name, canonical: `${clinic.origin}/articles` },
      older: found.length > ON_A_PAGE,
      cards: found.slice(0, ON_A_PAGE).map((card) => cardOf(card, head.people)),
    }
  })
}
