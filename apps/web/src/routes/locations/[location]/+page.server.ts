// One place of the clinic.
import { asReader, listArticles } from '@clearday/store'
import { error } from '@sveltejs/kit'
import { clinicOf, dayOf, treatmentsWhere } from '#lib/server/site/offered.ts'
import { placePage } from '#lib/server/site/place-page.ts'
import { bookPath, cardOf, masthead } from '#lib/server/site/reading.ts'
import type { PageServerLoad } from './$types'

const MOST = 20

export const load: PageServerLoad = async ({ locals, params }) => {
  locals.forEverybody = true
  const { clinic, language } = locals
  const shown = await asReader(clinic.app, async (transaction) => {
    const head = await masthead(transaction, clinic.origin, language)
    const here = await clinicOf(transaction, head.people)
    const place = here.places.find(({ id }) => id === params.location)
    if (place === undefined) return null
    const treatments = treatmentsWhere(here, { place: place.id }, dayOf(clinic.clock()), language)
    const found = await listArticles(transaction, { language, place: place.id, most: MOST })
    return {
      cards: found.map((card) => cardOf(card, head.people)),
      ...{ clinicName: head.clinic.name, canonical: `${clinic.origin}/locations/${place.id}`, treatments },
      book: bookPath(head.instant, { place: place.id }),
      place: placePage(place, head, language, treatments),
    }
  })
  if (shown === null) error(404)
  return shown
}
