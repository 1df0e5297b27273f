// Asking for an evaluation, without an account: it arrives with the front desk.
import { findTreatment } from '@clearday/evidence'
import { asReader, askClinic, clinicLocations } from '@clearday/store'
import { fail } from '@sveltejs/kit'
import { treatmentName } from '#lib/server/site/evidence-block.ts'
import { isPostableAddress, pace } from '#lib/server/site/pace.ts'
import { masthead } from '#lib/server/site/reading.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import { words, type Language } from '#lib/words/words.ts'
import type { Actions, PageServerLoad } from './$types'

/** In characters, as the tables check it. */
const LONGEST = { name: 200, telephone: 50, words: 2000 }
const mayAsk = pace(10)

export const load: PageServerLoad = async ({ locals, url }) => {
  const { clinic, language } = locals
  return asReader(clinic.app, async (transaction) => ({
    clinicName: (await masthead(transaction, clinic.origin, language)).clinic.name,
    canonical: `${clinic.origin}/evaluation`,
    about: aboutOf(url.searchParams.get('treatment'), language),
    asked: url.searchParams.get('location') ?? '',
    locations: (await clinicLocations(transaction)).map(({ id, name, address }) => ({ id, name, address })),
  }))
}

/** What whoever comes from the page of a treatment would like to ask about; it can be taken away. */
function aboutOf(treatment: string | null, language: Language): string {
  const known = treatment === null ? undefined : findTreatment(treatment)
  return known === undefined
    ? ''
    : words(language)('treatment.ask.prefilled', { name: treatmentName(known.id, language) })
}

/** Nothing is cut off in silence: what is too long is named, and stays in the form. */
function faultsOf({
  name,
  email,
  telephone,
  words: asked,
}: Readonly<Record<keyof typeof LONGEST | 'email', string>>): Fault[] {
  const faults: Fault[] = []
  if (name === '' || name.length > LONGEST.name) faults.push({ field: 'name', key: 'evaluation.fault.name' })
  if (email === '' && telephone === '') faults.push({ field: 'email', key: 'evaluation.fault.reach' })
  else if (email !== '' && !isPostableAddress(email)) faults.push({ field: 'email', key: 'evaluation.fault.email' })
  const long = (field: 'telephone' | 'words', text: string): void => {
    const most = LONGEST[field]
    if (text.length > most) faults.push({ field, key: 'evaluation.fault.long', values: { most } })
  }
  long('telephone', telephone)
  long('words', asked)
  return faults
}

export const actions: Actions = {
  default: async ({ request, locals, getClientAddress }) => {
    const { clinic, language } = locals
    const said = await readForm(request)
    // only a program fills the field that people do not see: it learns nothing
    if (said('website') !== '') return { sent: true }
    const kept = {
      ...{ name: said('name'), email: said('email'), telephone: said('telephone') },
      // as it was counted when it was typed
      words: said('words').replace(/\r\n?/g, '\n'),
    }
    const location = said('location')
    const faults = faultsOf(kept)
    const busy = faults.length === 0 && !mayAsk(getClientAddress(), clinic.clock())
    if (busy) faults.push({ field: 'name', key: 'evaluation.fault.busy' })
    if (faults.length > 0) return fail(busy ? 429 : 400, { faults, kept, location })
    await clinic.app.transaction().execute(async (transaction) => {
      const known = (await clinicLocations(transaction)).some(({ id }) => id === location)
      await askClinic(transaction, {
        ...{ ...kept, location: known ? location : null, language },
      })
    })
    return { sent: true }
  },
}
