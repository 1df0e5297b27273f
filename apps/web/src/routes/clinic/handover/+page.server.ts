// Handing a diary that others wrote to its patient: a manager who made sure who is asking gets a link for the patient, shown once.
import { fail } from '@sveltejs/kit'
import { offerHandover, revokeHandover } from '@clearday/store'
import { asMe, managing, outcomeFault } from '#lib/server/acting.ts'
import { matchesOf, saidPatient } from '#lib/server/said-patient.ts'
import { readForm, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

const CHECKS = ['in-person', 'video-call', 'call-back'] as const

export const load: PageServerLoad = async (event) => {
  await managing(event)
  return { checks: CHECKS }
}

export const actions: Actions = {
  offer: async (event) => {
    await managing(event)
    const said = await readForm(event.request)
    const kept = { patient: said('patient'), checked: said('checked') }
    const identityCheckedBy = CHECKS.find((one) => one === kept.checked)
    const faults: Fault[] = []
    const whose = await saidPatient(event, said, 'patient')
    if (whose.type === 'error') faults.push(whose.fault)
    if (identityCheckedBy === undefined) faults.push({ field: 'checked', key: 'fault.choose' })
    if (faults.length > 0 || identityCheckedBy === undefined || whose.type === 'error')
      return fail(400, { faults, kept, matches: matchesOf(whose) })
    const { patient } = whose
    const { clock, origin } = event.locals.clinic
    const offered = await asMe(event, (transaction, access) =>
      offerHandover(transaction, access, { patient, identityCheckedBy }, clock()),
    )
    const fault = outcomeFault(offered, 'patient', { 'has-own-diary': 'handover.hasAccount' })
    if (offered.type === 'error') return fail(400, { faults: fault === null ? [] : [fault], kept })
    const { token, opensAt, expiresAt } = offered.value
    return { link: `${origin}/account/proxy/own#${token}`, opensAt, expiresAt }
  },
  revoke: async (event) => {
    await managing(event)
    const said = await readForm(event.request)
    const kept = { patient: said('patient'), checked: '' }
    const whose = await saidPatient(event, said, 'patient')
    if (whose.type === 'error') return fail(400, { faults: [whose.fault], kept, matches: matchesOf(whose) })
    const { clock } = event.locals.clinic
    const revoked = await asMe(event, (transaction, access) =>
      revokeHandover(transaction, access, whose.patient, clock()),
    )
    const fault = outcomeFault(revoked, 'patient')
    return fault === null ? { revoked: true } : fail(400, { faults: [fault], kept })
  },
}
