// Treatments that the clinic offers: where, and in its own words. Who gives them is said with each person.
import { evidenceSummary, TREATMENTS } from '@clearday/evidence'
import { offerVersions, publicPlaces, saveOffer, sitePeople } from '@clearday/store'
import { fail } from '@sveltejs/kit'
import { treatmentName } from '#lib/server/site/evidence-block.ts'
import { asManager, shownVersions, tickedOf, wordedOf } from '#lib/server/site/managing-site.ts'
import { clinicOf, dayOf, givenAt } from '#lib/server/site/offered.ts'
import { saidIn, type Fault } from '#lib/server/sign-in.ts'
import { worded } from '#lib/server/site/reading.ts'
import type { Actions, PageServerLoad } from './$types'

const IDS = TREATMENTS.map(({ id }) => id)

export const load: PageServerLoad = (event) =>
  asManager(event, async (transaction, access) => {
    const { language, clinic } = event.locals
    const people = await sitePeople(transaction)
    const here = await clinicOf(transaction, people)
    const id = IDS.find((one) => one === event.url.searchParams.get('treatment'))
    const versions = id === undefined ? [] : await offerVersions(transaction, id)
    return {
      treatments: IDS.map((one) => ({
        ...{ id: one, name: treatmentName(one, language) },
        offered: here.offers.some(({ treatment, offered }) => treatment === one && offered),
      })).toSorted((one, other) => one.name.localeCompare(other.name)),
      chosen:
        id === undefined
          ? null
          : { id, name: treatmentName(id, language), whatItIs: evidenceSummary(id, language)?.whatItIs ?? '' },
      standing: versions[0] ?? null,
      versions: await shownVersions(
        transaction,
        access,
        versions.map(({ offered, words, places, ...one }) => ({ ...one, document: { offered, words, places } })),
        ({ words, places }) =>
          `${(places as readonly string[]).join(', ')} · ${worded(words as Record<string, string>, language)}`,
      ),
      places: here.places.map((place) => ({ value: place.id, label: place.name })),
      given: id === undefined ? [] : givenAt(here, id, dayOf(clinic.clock()), language),
      offeredBy: people
        .filter(({ treatments }) => id !== undefined && treatments.includes(id))
        .map((person) => ({ href: `/clinic/site/people?person=${person.id}`, name: person.name })),
    }
  })

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const said = saidIn(form)
    const treatment = IDS.find((one) => one === said('treatment'))
    const [offered, from, own] = [said('offered') !== '', Number(said('from')), wordedOf(said, 'words')]
    const { clock } = event.locals.clinic
    return asManager(event, async (transaction, access) => {
      const places = tickedOf(
        form,
        'places',
        (await publicPlaces(transaction)).map(({ id }) => id),
      )
      const refuse = (status: number, fault: Fault) =>
        fail(status, { faults: [fault], kept: { offered, words: own, places, from } })
      if (treatment === undefined || !Number.isSafeInteger(from) || from < 0)
        return refuse(400, { field: 'offered', key: 'siteset.fault.treatment' })
      if (offered && places.length === 0) return refuse(400, { field: 'offered', key: 'siteset.fault.offeredWhere' })
      const saved = await saveOffer(transaction, access, { treatment, offered, words: own, places, from }, clock())
      if (saved.type === 'error') return refuse(409, { field: 'offered', key: 'siteset.fault.changed' })
      return { done: treatment }
    })
  },
}
