// Closing one's own account for good, with the diary that it holds: what goes and what stays is shown first, and asks for the password again.
import { fail, redirect } from '@sveltejs/kit'
import {
  endProxy,
  isUuid,
  isWrittenWithout,
  keptRecords,
  writtenDiaries,
  type Access,
  type KeptRecords,
} from '@clearday/store'
import { asMe, outcomeFault, said as saidFault } from '#lib/server/acting.ts'
import { askSignIn, proveFirst, readForm, signedIn, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { account } = signedIn(event)
  return asMe(event, async (transaction, access) => {
    const { own, others } = written(access)
    const until: string[] = []
    for (const patient of own) {
      const kept = await keptRecords(transaction, patient, event.locals.clinic.clock())
      if (kept !== null) until.push(kept.keepUntil)
    }
    const names = new Map((await writtenDiaries(transaction, access)).map(({ patient, name }) => [patient, name]))
    const ofOthers: { patient: string; name: string; only: boolean }[] = []
    for (const patient of others) {
      const only = !(await isWrittenWithout(transaction, patient, account))
      ofOthers.push({ patient, name: names.get(patient) ?? '', only })
    }
    return { number: account, diary: own.length > 0, others: ofOthers, keptUntil: until.sort().at(-1) ?? null }
  })
}

/** One's own diaries, of which there are two where two accounts became one, and those of others. */
function written({ write, capacities }: Access): {
  readonly own: readonly string[]
  readonly others: readonly string[]
} {
  const isOwn = (patient: string): boolean => capacities[patient] === 'self'
  return { own: write.filter(isOwn), others: write.filter((patient) => !isOwn(patient)) }
}

const wrong = (fault: Fault) => fail(400, { faults: [fault] })

export const actions: Actions = {
  stop: async (event) => {
    const { account } = signedIn(event)
    const patient = (await readForm(event.request))('patient')
    if (!isUuid(patient)) return wrong({ field: 'others', key: 'fault.id' })
    const { clock } = event.locals.clinic
    const ended = await asMe(event, (transaction, access) => endProxy(transaction, access, patient, account, clock()))
    const fault = outcomeFault(ended, 'others')
    return fault === null ? { stopped: true } : wrong(fault)
  },
  close: async (event) => {
    const by = signedIn(event)
    if (!by.fresh) redirect(303, proveFirst(event))
    if ((await readForm(event.request))('confirm') !== 'on') return wrong({ field: 'confirm', key: 'fault.confirm' })
    const { clinic } = event.locals
    const { own, stays } = await asMe(event, (_, access) => {
      const { own, others } = written(access)
      return Promise.resolve({ own, stays: access.roles.length > 0 || others.length > 0 })
    })
    const removed = new Map<string, number>()
    const files: KeptRecords[] = []
    // what would keep the account open is looked at before any diary goes
    for (const patient of stays ? [] : own) {
      const erased = await clinic.eraseDiary(by, patient)
      if (erased.type === 'error') return wrong(saidFault(erased.error, 'confirm'))
      for (const [table, count] of Object.entries(erased.value.removed))
        removed.set(table, (removed.get(table) ?? 0) + count)
      if (erased.value.kept !== null) files.push(erased.value.kept)
    }
    const closed = await clinic.removeAccount(by)
    if (closed.type === 'error') {
      const fault = saidFault(closed.error, 'confirm')
      return wrong(removed.size > 0 ? { ...fault, key: 'close.diaryOnly' } : fault)
    }
    await askSignIn(event, '/sign-out', {})
    return { closed: true, removed: [...removed], kept: files }
  },
}
