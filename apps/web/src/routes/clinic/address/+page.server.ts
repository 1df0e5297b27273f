// For somebody who has lost their mail address: a manager, who made sure who is asking, has the account move to another.
import { fail } from '@sveltejs/kit'
import { isUuid } from '@clearday/store'
import { managing, said as asFault } from '#lib/server/acting.ts'
import { isAddress, readForm, signedIn, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

const CHECKS = ['in-person', 'video-call', 'call-back'] as const

export const load: PageServerLoad = async (event) => {
  await managing(event)
  const people = await event.locals.clinic.people(signedIn(event))
  return { people: people.filter(({ leftAt }) => leftAt === null), checks: CHECKS }
}

export const actions: Actions = {
  default: async (event) => {
    await managing(event)
    const said = await readForm(event.request)
    const kept = {
      account: said('account'),
      newAddress: said('newAddress'),
      checked: said('checked'),
      reason: said('reason'),
    }
    const identityCheckedBy = CHECKS.find((one) => one === kept.checked)
    const faults: Fault[] = []
    if (!isUuid(kept.account)) faults.push({ field: 'account', key: 'fault.choose' })
    if (!isAddress(kept.newAddress)) faults.push({ field: 'newAddress', key: 'fault.email' })
    if (identityCheckedBy === undefined) faults.push({ field: 'checked', key: 'fault.choose' })
    if (kept.reason === '') faults.push({ field: 'reason', key: 'fault.reason' })
    if (faults.length > 0 || identityCheckedBy === undefined) return fail(400, { faults, kept })
    const asked = await event.locals.clinic.moveAddress(signedIn(event), { ...kept, identityCheckedBy })
    if (asked.type === 'ok') return { dueAt: asked.dueAt }
    return fail(400, { faults: [asFault(asked.error, 'account')], kept })
  },
}
