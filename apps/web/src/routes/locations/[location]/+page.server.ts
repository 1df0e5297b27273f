// One place of the clinic.
import { asReader, publicPlaces } from '@clearday/store'
import { error } from '@sveltejs/kit'
import { placePage } from '#lib/server/site/place-page.ts'
import { masthead } from '#lib/server/site/reading.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  locals.forEverybody = true
  const { clinic, language } = locals
  const shown = await asReader(clinic.app, async (transaction) => {
    const place = (await publicPlaces(transaction)).find(({ id }) => id === params.location)
    if (place === undefined) return null
    const head = await masthead(transaction, clinic.origin, language)
    return {
      clinicName: head.clinic.name,
      canonical: `${clinic.origin}/locations/${place.id}`,
      place: placePage(place, head, language),
    }
  })
  if (shown === null) error(404)
  return shown
}
