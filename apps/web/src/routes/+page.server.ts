import { asReader, listArticles } from '@clearday/store'
import { cardOf, masthead, worded } from '#lib/server/site/reading.ts'
import type { PageServerLoad } from './$types'

const MOST = 6

export const load: PageServerLoad = async ({ locals }) => {
  locals.forEverybody = true
  const { clinic, language } = locals
  return asReader(clinic.app, async (transaction) => {
    const head = await masthead(transaction, clinic.origin, language)
    const latest = await listArticles(transaction, { language, most: MOST })
    return {
      ...{ clinicName: head.clinic.name, promise: head.promise, canonical: `${clinic.origin}/` },
      topics: head.topics.map(({ id, name }) => ({ href: `/topics/${id}`, name: worded(name, language) })),
      cards: latest.map((card) => cardOf(card, head.people)),
    }
  })
}
