// Handing a diary that others wrote to its patient: a manager who made sure who is asking gets a link for the patient, shown once.
import { fail } from '@sveltejs/kit'
import { isUuid, offerHandover, revokeHandover } from '@clearday/store'
import { asMe, managing, outcomeFault } from '#lib/server/acting.ts'
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
    const kept = { patient: said('patient').toLowerCase(), checked: said('checked') }
    const identityCheckedBy = CHECKS.find((one) => one === kept.checked)
    const faults: Fault[] = []
    if (!isUuid(kept.patient)) faults.push({ field: 'patient', key: 'fault.id' })
    if (identityCheckedBy === undefined) faults.push({ field: 'checked', key: 'fault.choose' })
    if (faults.length > 0 || identityCheckedBy === undefined) return fail(400, { faults, kept })
    const { clock, origin } = event.locals.clinic
    const offered = await asMe(event, (transaction, access) =>
      offerHandover(transaction, access, { patient: kept.patient, identityCheckedBy }, clock()),
    )
    const fault = outcomeFault(offered, 'patient', { 'has-own-diary': 'handover.hasAccount' })
    if (offered.type === 'error') return fail(400, { faults: fault === null ? [] : [fault], kept })
    const { token, opensAt, expiresAt } = offered.value
    return { link: `${origin}/account/proxy/own#${token}`, opensAt, expiresAt }
  },
  revoke: async (event) => {
    await managing(event)
    const kept = { patient: (await readForm(event.request))('patient').toLowerCase(), checked: '' }
    if (!isUuid(kept.patient)) return fail(400, { faults: [{ field: 'patient', key: 'fault.id' as const }], kept })
    const { clock } = event.locals.clinic
    const revoked = await asMe(event, (transaction, access) =>
      revokeHandover(transaction, access, kept.patient, clock()),
    )
    const fault = outcomeFault(revoked, 'patient')
    return fault === null ? { revoked: true } : fail(400, { faults: [fault], kept })
  },
}
