// Under which name the clinic knows a patient, and when they were born: for the front desk, and for practitioners to whom the diary is open.
import { error, fail } from '@sveltejs/kit'
import { nameFile } from '@clearday/store'
import { asMe, isDay, outcomeFault } from '#lib/server/acting.ts'
import { matchesOf, saidPatient } from '#lib/server/said-patient.ts'
import { readForm, signedIn, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

async function staff(event: Pick<RequestEvent, 'locals' | 'url'>): Promise<void> {
  signedIn(event)
  const may = await asMe(event, (_, { desk, roles }) =>
    Promise.resolve(desk === true || roles.includes('practitioner')),
  )
  if (!may) error(403, 'not-open')
}

export const load: PageServerLoad = async (event) => {
  await staff(event)
}

export const actions: Actions = {
  default: async (event) => {
    await staff(event)
    const said = await readForm(event.request)
    const kept = { patient: said('patient'), name: said('name'), bornOn: said('bornOn') }
    const faults: Fault[] = []
    const whose = await saidPatient(event, said, 'patient')
    if (whose.type === 'error') faults.push(whose.fault)
    if (kept.name === '' || kept.name.length > 200) faults.push({ field: 'name', key: 'fault.name' })
    if (kept.bornOn !== '' && !isDay(kept.bornOn)) faults.push({ field: 'bornOn', key: 'fault.day' })
    if (faults.length > 0 || whose.type === 'error') return fail(400, { faults, kept, matches: matchesOf(whose) })
    const { clock } = event.locals.clinic
    // a name that is put right leaves the day of birth as it is
    const bornOn = kept.bornOn !== '' ? kept.bornOn : said('noBirthday') === 'on' ? null : undefined
    const known = { name: kept.name, bornOn }
    const named = await asMe(event, (transaction, access) =>
      nameFile(transaction, access, whose.patient, known, clock()),
    )
    const fault = outcomeFault(named, 'patient')
    return fault === null ? { done: true } : fail(400, { faults: [fault], kept })
  },
}
