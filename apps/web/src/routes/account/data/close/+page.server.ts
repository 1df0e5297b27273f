// Closing one's own account for good, with the diary that it holds: what goes and what stays is shown first, and asks for the password again.
import { fail, redirect } from '@sveltejs/kit'
import { decidesOn, endProxy, isUuid, keptRecords, ownDiary } from '@clearday/store'
import { asMe, outcomeFault, said as saidFault } from '#lib/server/acting.ts'
import { askSignIn, proveFirst, readForm, signedIn, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { account } = signedIn(event)
  return asMe(event, async (transaction, access) => {
    const diary = ownDiary(access)
    const others: { patient: string; only: boolean }[] = []
    for (const patient of access.write)
      if (patient !== diary) others.push({ patient, only: await decidesOn(transaction, access, patient) })
    const kept = diary === null ? null : await keptRecords(transaction, diary, event.locals.clinic.clock())
    return { number: account, diary, others, keptUntil: kept?.keepUntil ?? null }
  })
}

const wrong = (fault: Fault) => fail(400, { faults: [fault] })

export const actions: Actions = {
  stop: async (event) => {
    const { account } = signedIn(event)
    const patient = (await readForm(event.request))('patient')
    if (!isUuid(patient)) return wrong({ field: 'others', key: 'fault.id' })
    const { clock } = event.locals.clinic
    const ended = await asMe(event, async (transaction, access) =>
      (await decidesOn(transaction, access, patient)) ? null : endProxy(transaction, access, patient, account, clock()),
    )
    if (ended === null) return wrong({ field: 'others', key: 'close.writes.only' })
    const fault = outcomeFault(ended, 'others')
    return fault === null ? { stopped: true } : wrong(fault)
  },
  close: async (event) => {
    const by = signedIn(event)
    if (!by.fresh) redirect(303, proveFirst(event))
    if ((await readForm(event.request))('confirm') !== 'on') return wrong({ field: 'confirm', key: 'fault.confirm' })
    const { clinic } = event.locals
    const open = await asMe(event, (_, access) => {
      const diary = ownDiary(access)
      const more = access.roles.length > 0 || access.write.some((patient) => patient !== diary)
      return Promise.resolve({ diary, more })
    })
    // what would keep the account open is looked at before the diary goes
    const done = open.diary === null || open.more ? null : await clinic.eraseDiary(by, open.diary, true)
    const closed = done === null ? await clinic.removeAccount(by) : done.type === 'ok' ? done.value.account : done
    const removed = done?.type === 'ok' ? Object.entries(done.value.removed) : []
    const keptUntil = done?.type === 'ok' ? (done.value.kept?.keepUntil ?? null) : null
    if (closed?.type === 'error') {
      const fault = saidFault(closed.error, 'confirm')
      return wrong(done?.type === 'ok' ? { ...fault, key: 'close.diaryOnly' } : fault)
    }
    await askSignIn(event, '/sign-out', {})
    return { closed: true, removed, keptUntil }
  },
}
