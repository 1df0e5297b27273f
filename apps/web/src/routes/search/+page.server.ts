import { asReader, searchArticles } from '@clearday/store'
import { cardOf, masthead } from '#lib/server/site/reading.ts'
import type { PageServerLoad } from './$types'

const MOST = 30

export const load: PageServerLoad = async ({ locals, url }) => {
  const { clinic, language } = locals
  const asked = (url.searchParams.get('q') ?? '').replaceAll('\u0000', '').trim().slice(0, 200)
  return asReader(clinic.app, async (transaction) => {
    const head = await masthead(transaction, clinic.origin, language)
    const { hits, nearly } = await searchArticles(transaction, language, asked, MOST)
    return {
      ...{ asked, nearly, clinicName: head.clinic.name },
      hits: hits.map((hit) => ({ ...cardOf(hit, head.people), pieces: hit.pieces })),
    }
  })
}
