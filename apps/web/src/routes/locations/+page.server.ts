// Where the clinic is.
import { asReader, publicPlaces } from '@clearday/store'
import { placePage } from '#lib/server/site/place-page.ts'
import { masthead } from '#lib/server/site/reading.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => {
  locals.forEverybody = true
  const { clinic, language } = locals
  return asReader(clinic.app, async (transaction) => {
    const head = await masthead(transaction, clinic.origin, language)
    return {
      clinicName: head.clinic.name,
      canonical: `${clinic.origin}/locations`,
      places: (await publicPlaces(transaction)).map((place) => placePage(place, head, language)),
    }
  })
}
