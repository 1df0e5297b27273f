// What each member of staff may do by law, as the site shows it.
import { addLicence, isUuid, licences, removeLicence, sitePeople } from '@clearday/store'
import { fail } from '@sveltejs/kit'
import { isDay } from '#lib/server/acting.ts'
import { asManager, wordedOf } from '#lib/server/site/managing-site.ts'
import { worded } from '#lib/server/site/reading.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  asManager(event, async (transaction) => {
    const held = await licences(transaction)
    return {
      people: (await sitePeople(transaction)).map(({ id, name }) => ({
        ...{ id, name },
        licences: held
          .filter(({ person }) => person === id)
          .map((one) => ({ ...one, covers: worded(one.covers, event.locals.language) })),
      })),
    }
  })

export const actions: Actions = {
  add: async (event) => {
    const said = await readForm(event.request)
    const kept = { person: said('person'), name: said('name').slice(0, 200), validUntil: said('validUntil') }
    const more = { authority: said('authority').slice(0, 200), number: said('number').slice(0, 100) }
    const faults: Fault[] = []
    if (kept.name === '') faults.push({ field: 'name', key: 'siteset.fault.licence' })
    if (kept.validUntil !== '' && !isDay(kept.validUntil))
      faults.push({ field: 'validUntil', key: 'siteset.fault.day' })
    if (faults.length === 0) {
      const licence = {
        ...{ ...kept, ...more },
        ...{
          covers: wordedOf(said, 'covers'),
          treatments: [],
          validUntil: kept.validUntil === '' ? null : kept.validUntil,
        },
      }
      const { clock } = event.locals.clinic
      const outcome = await asManager(event, (transaction, access) => addLicence(transaction, access, licence, clock()))
      if (outcome.type === 'ok') return { done: true }
      faults.push({ field: 'person', key: 'siteset.fault.person' })
    }
    return fail(400, { faults, kept: { ...kept, ...more } })
  },
  remove: async (event) => {
    const licence = (await readForm(event.request))('licence')
    const { clock } = event.locals.clinic
    if (isUuid(licence))
      await asManager(event, (transaction, access) => removeLicence(transaction, access, licence, clock()))
    return { done: true }
  },
}
