import { asReader, licences, listArticles, publicPlaces } from '@clearday/store'
import { error } from '@sveltejs/kit'
import { cardOf, fullName, masthead, worded } from '#lib/server/site/reading.ts'
import type { PageServerLoad } from './$types'

const MOST = 100

export const load: PageServerLoad = async ({ locals, params }) => {
  locals.forEverybody = true
  const { clinic, language } = locals
  const shown = await asReader(clinic.app, async (transaction) => {
    const head = await masthead(transaction, clinic.origin, language)
    const person = head.people.find(({ id }) => id === params.person)
    if (person === undefined) return null
    const held = (await licences(transaction)).filter((one) => one.person === person.id)
    const places = (await publicPlaces(transaction)).filter(({ people }) => people.includes(person.id))
    const found = await listArticles(transaction, { language: null, person: person.id, most: MOST })
    return {
      ...{ name: fullName(person), jobTitle: worded(person.jobTitle, language) },
      about: worded(person.about, language),
      held: held.map(({ covers, ...licence }) => ({ ...licence, covers: worded(covers, language) })),
      places: places.map(({ id, name }) => ({ href: `/locations/${id}`, name })),
      ...{ clinicName: head.clinic.name, canonical: `${clinic.origin}/people/${person.id}` },
      cards: found.map((card) => cardOf(card, head.people)),
    }
  })
  if (shown === null) error(404)
  return shown
}
