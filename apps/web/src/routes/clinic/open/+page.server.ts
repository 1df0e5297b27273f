// Opening a diary without its patient: a manager for a practitioner, for a time; a practitioner in an emergency. The patient is told of both.
import { error, fail, redirect } from '@sveltejs/kit'
import { beginManagedRelationship, breakGlass, findInEmergency, isUuid, practitionersHere } from '@clearday/store'
import { asMe, endOf, isDay, managing, outcomeFault } from '#lib/server/acting.ts'
import { matchesOf, saidPatient } from '#lib/server/said-patient.ts'
import { proveFirst, readForm, signedIn, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { fresh } = signedIn(event)
  const { manage, practises, practitioners } = await asMe(event, async (transaction, access) => ({
    manage: access.manage === true,
    practises: access.roles.includes('practitioner'),
    // nobody opens a diary to themselves
    practitioners: (await practitionersHere(transaction, access)).filter(({ account }) => account !== access.account),
  }))
  if (!manage && !practises) error(403, 'not-open')
  // an emergency does not wait for a password; it is recorded and told all the same
  if (!fresh && !practises) redirect(303, proveFirst(event))
  return { manage, practises, practitioners: manage ? practitioners : [] }
}

export const actions: Actions = {
  managed: async (event) => {
    await managing(event)
    const said = await readForm(event.request)
    const kept = {
      patient: said('patient'),
      practitioner: said('practitioner'),
      endsAt: said('endsAt'),
      reason: said('reason'),
    }
    const faults: Fault[] = []
    const whose = await saidPatient(event, said, 'patient')
    if (whose.type === 'error') faults.push(whose.fault)
    if (!isUuid(kept.practitioner)) faults.push({ field: 'practitioner', key: 'fault.choose' })
    if (!isDay(kept.endsAt)) faults.push({ field: 'endsAt', key: 'fault.day' })
    if (kept.reason === '') faults.push({ field: 'reason', key: 'fault.reason' })
    if (faults.length > 0 || whose.type === 'error') return fail(400, { faults, kept, matches: matchesOf(whose) })
    const { patient } = whose
    const { clock } = event.locals.clinic
    const begun = await asMe(event, (transaction, access) =>
      beginManagedRelationship(transaction, access, { ...kept, patient, endsAt: endOf(kept.endsAt) }, clock()),
    )
    const fault = outcomeFault(begun, 'patient')
    return fault === null ? { done: true } : fail(400, { faults: [fault], kept })
  },
  glass: async (event) => {
    const said = await readForm(event.request)
    const kept = { glassPatient: said('glassPatient'), glassReason: said('glassReason') }
    // before anybody is searched for
    if (kept.glassReason.trim() === '')
      return fail(400, { faults: [{ field: 'glassReason', key: 'fault.reason' }] as Fault[], kept, matches: null })
    const whose = await saidPatient(event, said, 'glassPatient', (transaction, access, text, at) =>
      findInEmergency(transaction, access, text, kept.glassReason, at),
    )
    if (whose.type === 'error') return fail(400, { faults: [whose.fault], kept, matches: matchesOf(whose) })
    const { patient } = whose
    const { clock } = event.locals.clinic
    const opened = await asMe(event, (transaction, access) =>
      breakGlass(transaction, access, { patient, reason: kept.glassReason }, clock()),
    )
    const fault = outcomeFault(opened, 'glassPatient')
    return fault === null ? { done: true, reads: patient } : fail(400, { faults: [fault], kept })
  },
}
