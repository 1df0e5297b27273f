import { asReader, listArticles } from '@clearday/store'
import { error } from '@sveltejs/kit'
import { byLanguage, cardOf, masthead, worded } from '#lib/server/site/reading.ts'
import type { PageServerLoad } from './$types'

const MOST = 100

export const load: PageServerLoad = async ({ locals, params }) => {
  locals.forEverybody = true
  const { clinic, language } = locals
  const shown = await asReader(clinic.app, async (transaction) => {
    const head = await masthead(transaction, clinic.origin, language)
    const topic = head.topics.find(({ id }) => id === params.topic)
    if (topic === undefined) return null
    const found = await listArticles(transaction, { language: null, topic: topic.id, most: MOST })
    const { own, others } = byLanguage(found, language)
    return {
      ...{ id: topic.id, name: worded(topic.name, language), about: worded(topic.about, language) },
      ...{ clinicName: head.clinic.name, canonical: `${clinic.origin}/topics/${topic.id}` },
      cards: own.map((card) => cardOf(card, head.people)),
      others: others.map((card) => cardOf(card, head.people)),
    }
  })
  if (shown === null) error(404)
  return shown
}
