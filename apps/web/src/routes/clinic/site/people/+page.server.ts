// Who writes, reviews and practises, as the site shows them: one form for each. Licences stand on a page of their own.
import { TREATMENTS } from '@clearday/evidence'
import {
  licences,
  personVersions,
  practitionerProfiles,
  practitionersHere,
  publicPlaces,
  putPractitionerProfile,
  putSitePerson,
  sitePeople,
  sitePictures,
} from '@clearday/store'
import { fail } from '@sveltejs/kit'
import { treatmentName } from '#lib/server/site/evidence-block.ts'
import { asManager, shownVersions, tickedOf, wordedOf } from '#lib/server/site/managing-site.ts'
import { dayOf, isValid } from '#lib/server/site/offered.ts'
import { saidIn, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

const IDS = TREATMENTS.map(({ id }) => id)

export const load: PageServerLoad = (event) =>
  asManager(event, async (transaction, access) => {
    const { language, clinic } = event.locals
    const people = await sitePeople(transaction)
    const chosen = people.find(({ id }) => id === event.url.searchParams.get('person'))
    const places = await publicPlaces(transaction)
    const practitioners = await practitionersHere(transaction, access)
    const taken = new Set(people.filter((one) => one.id !== chosen?.id).map(({ account }) => account))
    const versions = chosen === undefined ? [] : await personVersions(transaction, chosen.id)
    const day = dayOf(clinic.clock())
    const held = (await licences(transaction)).filter((one) => one.person === chosen?.id)
    return {
      people: people.map(({ id, name }) => ({ id, name })),
      chosen: chosen ?? null,
      from: versions[0]?.version ?? 0,
      versions: await shownVersions(transaction, access, versions, ({ name, licences: kept }) =>
        [name, ...(Array.isArray(kept) ? kept.map((one: { readonly name?: unknown }) => one.name) : [])].join(' · '),
      ),
      places: places.map(({ id, name }) => ({ value: id, label: name })),
      worksAt: places.filter(({ people: here }) => here.includes(chosen?.id ?? '')).map(({ id }) => id),
      accounts: practitioners
        .filter(({ account }) => !taken.has(account))
        .map(({ account, name }) => ({ value: account, label: name })),
      pictures: (await sitePictures(transaction)).map(({ name }) => ({ value: name, label: name })),
      treatments: IDS.map((id) => ({ value: id, label: treatmentName(id, language) })),
      held: held.map(({ licence, name, treatments, validUntil }) => ({
        ...{ licence, name, validUntil, valid: isValid({ validUntil }, day) },
        treatments: treatments.map((id) => treatmentName(id, language)).join(', '),
      })),
      // what stands on no page of a treatment, because no licence is good for it
      without: (chosen?.treatments ?? [])
        .filter((id) => !held.some((one) => one.treatments.includes(id) && isValid(one, day)))
        .map((id) => treatmentName(id, language))
        .join(', '),
    }
  })

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const said = saidIn(form)
    const kept = { id: said('id'), name: said('name').slice(0, 200), honours: said('honours').slice(0, 50) }
    const worded = { jobTitle: wordedOf(said, 'jobTitle'), about: wordedOf(said, 'about') }
    const treatments = tickedOf(form, 'treatments', IDS)
    const [from, reviews] = [Number(said('from')), said('reviews') !== '']
    const { clock } = event.locals.clinic
    return asManager(event, async (transaction, access) => {
      const places = tickedOf(
        form,
        'places',
        (await publicPlaces(transaction)).map(({ id }) => id),
      )
      const accounts = (await practitionersHere(transaction, access)).map((one) => one.account)
      const standing = (await sitePeople(transaction)).find(({ id }) => id === kept.id)
      const wanted = said('account') === '' ? null : said('account')
      // an account of somebody who practises no more stays with their name
      const account = wanted !== null && (accounts.includes(wanted) || wanted === standing?.account) ? wanted : null
      const pictures = (await sitePictures(transaction)).map(({ name }) => name)
      const portrait = pictures.find((one) => one === said('portrait')) ?? null
      const faults: Fault[] = []
      if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(kept.id) || kept.id.length > 60)
        faults.push({ field: 'id', key: 'siteset.fault.id' })
      if (kept.name === '') faults.push({ field: 'name', key: 'siteset.fault.personName' })
      if (Object.keys(worded.jobTitle).length === 0)
        faults.push({ field: 'jobTitle.en', key: 'siteset.fault.jobTitle' })
      if (reviews && account === null) faults.push({ field: 'account', key: 'siteset.fault.reviews' })
      if (places.length > 0 && account === null) faults.push({ field: 'account', key: 'siteset.fault.worksAt' })
      const person = { ...kept, ...worded, account, treatments, portrait, reviews }
      const refuse = (status: number) => fail(status, { faults, kept: { ...person, from, worksAt: places } })
      if (faults.length > 0) return refuse(400)
      const put = await putSitePerson(transaction, access, person, from)
      if (put.type === 'error') {
        faults.push({ field: 'name', key: 'siteset.fault.changed' })
        return refuse(409)
      }
      if (account !== null) {
        const profile = (await practitionerProfiles(transaction)).find((one) => one.account === account)
        const profession = profile?.profession ?? worded.jobTitle.en ?? Object.values(worded.jobTitle)[0] ?? ''
        const about = profile?.about ?? worded.about.en ?? ''
        if (profile !== undefined || places.length > 0)
          await putPractitionerProfile(transaction, access, { account, profession, about, locations: places }, clock())
      }
      return { done: kept.id }
    })
  },
}
