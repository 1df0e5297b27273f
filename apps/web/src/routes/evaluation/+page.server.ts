// Asking for an evaluation, without an account: it arrives with the front desk.
import { findTreatment } from '@clearday/evidence'
import { asReader, askClinic, clinicLocations } from '@clearday/store'
import { fail } from '@sveltejs/kit'
import { treatmentName } from '#lib/server/site/evidence-block.ts'
import { masthead } from '#lib/server/site/reading.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import { words, type Language } from '#lib/words/words.ts'
import type { Actions, PageServerLoad } from './$types'

/** From one network address, of which many people may share one. */
const MOST = 10
const WITHIN_MS = 15 * 60_000
const sent = new Map<string, number[]>()

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

/** Whether one more may be sent. @param at ms since 1970. */
function maySend(peer: string, at: number): boolean {
  for (const [one, times] of sent) if (times.every((time) => time < at - WITHIN_MS)) sent.delete(one)
  const recent = (sent.get(peer) ?? []).filter((time) => time >= at - WITHIN_MS)
  if (recent.length >= MOST) return false
  sent.set(peer, [...recent, at])
  return true
}

export const actions: Actions = {
  default: async ({ request, locals, getClientAddress }) => {
    const { clinic, language } = locals
    const said = await readForm(request)
    const kept = { name: said('name'), email: said('email'), telephone: said('telephone'), words: said('words') }
    const location = said('location')
    const faults: Fault[] = []
    if (kept.name.trim() === '' || kept.name.length > 200) faults.push({ field: 'name', key: 'evaluation.fault.name' })
    if (kept.email.trim() === '' && kept.telephone.trim() === '')
      faults.push({ field: 'email', key: 'evaluation.fault.reach' })
    else if (kept.email !== '' && (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(kept.email) || kept.email.length > 254))
      faults.push({ field: 'email', key: 'evaluation.fault.email' })
    if (faults.length === 0 && !maySend(getClientAddress(), clinic.clock()))
      faults.push({ field: 'name', key: 'evaluation.fault.busy' })
    if (faults.length > 0)
      return fail(faults[0]?.key === 'evaluation.fault.busy' ? 429 : 400, { faults, kept, location })
    await clinic.app.transaction().execute(async (transaction) => {
      const known = (await clinicLocations(transaction)).some(({ id }) => id === location)
      await askClinic(transaction, {
        ...{ name: kept.name.trim(), email: kept.email.trim(), telephone: kept.telephone.trim().slice(0, 50) },
        ...{ location: known ? location : null, words: kept.words.slice(0, 2000), language },
      })
    })
    return { sent: true }
  },
}
