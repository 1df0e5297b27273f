import { asReader, listArticles } from '@clearday/store'
import { treatmentName } from '#lib/server/site/evidence-block.ts'
import { clinicOf, dayOf, givenAt } from '#lib/server/site/offered.ts'
import { bookPath, cardOf, masthead, worded } from '#lib/server/site/reading.ts'
import type { PageServerLoad } from './$types'

const MOST = 6

export const load: PageServerLoad = async ({ locals }) => {
  locals.forEverybody = true
  const { clinic, language } = locals
  return asReader(clinic.app, async (transaction) => {
    const head = await masthead(transaction, clinic.origin, language)
    const latest = await listArticles(transaction, { language, most: MOST })
    const here = await clinicOf(transaction, head.people)
    const day = dayOf(clinic.clock())
    return {
      ...{ clinicName: head.clinic.name, promise: head.promise, canonical: `${clinic.origin}/` },
      book: bookPath(head.instant),
      topics: head.topics.map(({ id, name }) => ({ href: `/topics/${id}`, name: worded(name, language) })),
      cards: latest.map((card) => cardOf(card, head.people)),
      // by the alphabet: no order of merit
      treatments: here.offers
        .filter(({ treatment }) => givenAt(here, treatment, day, language).length > 0)
        .map(({ treatment }) => ({ href: `/treatments/${treatment}`, name: treatmentName(treatment, language) }))
        .toSorted((one, other) => one.name.localeCompare(other.name)),
      places: here.places.map(({ id, name, address, telephone }) => ({
        ...{ href: `/locations/${id}`, name, address: address.replaceAll('\n', ', '), telephone },
      })),
    }
  })
}
