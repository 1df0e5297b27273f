// What each member of staff may do by law, as the site shows it: added, changed and removed. Profiles show these and no others.
import { TREATMENTS } from '@clearday/evidence'
import {
  addLicence,
  changeLicence,
  isUuid,
  jurisdictions,
  licences,
  removeLicence,
  setJurisdiction,
  sitePeople,
  visitsWithoutLicence,
} from '@clearday/store'
import { fail } from '@sveltejs/kit'
import { isDay } from '#lib/server/acting.ts'
import { treatmentName } from '#lib/server/site/evidence-block.ts'
import { asManager, tickedOf, wordedOf } from '#lib/server/site/managing-site.ts'
import { dayOf, isValid } from '#lib/server/site/offered.ts'
import { worded } from '#lib/server/site/reading.ts'
import { calendarNames, visitWords } from '#lib/server/visit/calendar-names.ts'
import { readForm, saidIn, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

const IDS = TREATMENTS.map(({ id }) => id)

export const load: PageServerLoad = (event) =>
  asManager(event, async (transaction, access) => {
    const { language, clinic } = event.locals
    const held = await licences(transaction)
    const day = dayOf(clinic.clock())
    const without = await visitsWithoutLicence(transaction)
    const names = without.length > 0 ? await calendarNames(transaction, access, language) : null
    return {
      without:
        names === null
          ? []
          : without.map((one) => ({ id: one.appointment, name: one.name, ...visitWords(names, one) })),
      laws: Object.fromEntries(await jurisdictions(transaction)),
      chosen: held.find(({ licence }) => licence === event.url.searchParams.get('licence')) ?? null,
      person: event.url.searchParams.get('person') ?? '',
      treatments: IDS.map((id) => ({ value: id, label: treatmentName(id, language) })),
      people: (await sitePeople(transaction)).map(({ id, name }) => ({
        ...{ id, name },
        licences: held
          .filter(({ person }) => person === id)
          .map((one) => ({
            ...one,
            ...{ covers: worded(one.covers, language), valid: isValid(one, day) },
            named: one.treatments.map((treatment) => treatmentName(treatment, language)).join(', '),
          })),
      })),
    }
  })

export const actions: Actions = {
  save: async (event) => {
    const form = await event.request.formData()
    const said = saidIn(form)
    const kept = {
      ...{ licence: said('licence'), person: said('person'), name: said('name').slice(0, 200) },
      ...{ authority: said('authority').slice(0, 200), number: said('number').slice(0, 100) },
      ...{ covers: wordedOf(said, 'covers'), treatments: tickedOf(form, 'treatments', IDS) },
      ...{ validUntil: said('validUntil'), jurisdiction: said('jurisdiction').slice(0, 100) },
    }
    const faults: Fault[] = []
    if (kept.name === '') faults.push({ field: 'name', key: 'siteset.fault.licence' })
    if (kept.validUntil !== '' && !isDay(kept.validUntil))
      faults.push({ field: 'validUntil', key: 'siteset.fault.day' })
    if (faults.length === 0) {
      const licence = { ...kept, validUntil: kept.validUntil === '' ? null : kept.validUntil }
      const { clock } = event.locals.clinic
      const saved = await asManager(event, async (transaction, access) => {
        const made = isUuid(kept.licence)
          ? await changeLicence(transaction, access, licence, clock())
          : await addLicence(transaction, access, licence, clock())
        if (made.type !== 'ok') return made.type
        const id = made.value?.licence ?? kept.licence
        return (await setJurisdiction(transaction, access, 'licence', id, kept.jurisdiction, clock())).type
      })
      if (saved === 'ok') return { done: true }
      faults.push({ field: 'person', key: 'siteset.fault.person' })
    }
    return fail(400, { faults, kept })
  },
  remove: async (event) => {
    const licence = (await readForm(event.request))('licence')
    const { clock } = event.locals.clinic
    if (isUuid(licence))
      await asManager(event, (transaction, access) => removeLicence(transaction, access, licence, clock()))
    return { done: true }
  },
}
