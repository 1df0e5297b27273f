// Somebody who writes, reviews or practises.
import { breadcrumbs, jsonLdText, personPage } from '@clearday/articles'
import { asReader, listArticles, picturesNamed } from '@clearday/store'
import { error } from '@sveltejs/kit'
import { asPicture } from '#lib/server/site/article-pictures.ts'
import { clinicOf, dayOf, isValid, treatmentsWhere } from '#lib/server/site/offered.ts'
import { bookPath, cardOf, fullName, masthead, publicPerson, worded } from '#lib/server/site/reading.ts'
import { words } from '#lib/words/words.ts'
import type { PageServerLoad } from './$types'

const MOST = 100

export const load: PageServerLoad = async ({ locals, params }) => {
  locals.forEverybody = true
  const { clinic, language } = locals
  const say = words(language)
  const day = dayOf(clinic.clock())
  const shown = await asReader(clinic.app, async (transaction) => {
    const head = await masthead(transaction, clinic.origin, language)
    const person = head.people.find(({ id }) => id === params.person)
    if (person === undefined) return null
    const here = await clinicOf(transaction, head.people)
    const held = here.licences.filter((one) => one.person === person.id && isValid(one, day))
    const places = here.places
      .filter(({ people }) => people.includes(person.id))
      .map(({ id, name }) => ({ path: `/locations/${id}`, name }))
    const treatments = treatmentsWhere(here, { person: person.id }, day, language)
    const picture =
      person.portrait === null ? undefined : (await picturesNamed(transaction, [person.portrait])).get(person.portrait)
    const portrait = picture === undefined ? null : portraitOf(asPicture(picture).sizes)
    const found = await listArticles(transaction, { language: null, person: person.id, most: MOST })
    const path = `/people/${person.id}`
    const about = worded(person.about, language)
    const facts = personPage({
      ...{ clinic: head.clinic, person: publicPerson(person, language), path, about },
      ...{ portrait: portrait?.address ?? null, credentials: held, places, treatments },
    })
    const steps = [
      { name: head.clinic.name, path: '/' },
      { name: say('people.title'), path: '/people' },
      { name: fullName(person), path },
    ]
    return {
      ...{ name: fullName(person), jobTitle: worded(person.jobTitle, language), about, portrait },
      held: held.map(({ covers, ...licence }) => ({ ...licence, covers: worded(covers, language) })),
      ...{ places, treatments, jsonLd: jsonLdText([facts, breadcrumbs(head.clinic, steps)]) },
      ...{ clinicName: head.clinic.name, canonical: `${clinic.origin}${path}` },
      book: bookPath(head.instant, { person: person.account }),
      cards: found.map((card) => cardOf(card, head.people)),
    }
  })
  if (shown === null) error(404)
  return shown
}

interface Size {
  readonly width: number
  readonly height: number
  readonly address: string
}

/** The narrowest that is sharp on a good screen; else the widest there is. */
function portraitOf(sizes: readonly Size[]): Size | null {
  return sizes.find(({ width }) => width >= 400) ?? sizes.at(-1) ?? null
}
