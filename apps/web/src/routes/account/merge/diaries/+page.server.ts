// Two diaries of one person: which one is in use, and joining what the other says into it, shown before it is done.
import { fail } from '@sveltejs/kit'
import { chooseOwnDiary, isUuid, joinDiaries, ownDiaries, previewJoin } from '@clearday/store'
import { asMe, said as saidFault } from '#lib/server/acting.ts'
import { readForm, signedIn, type Fault } from '#lib/server/sign-in.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async (event) => {
  signedIn(event)
  return { diaries: await asMe(event, ownDiaries) }
}

const MOST_LISTED = 20

const wrong = (fault: Fault) => fail(400, { faults: [fault] })

/** Both diaries are held in memory whole: one at a time of an account. */
async function inTurn<Value>(event: RequestEvent, work: () => Promise<Value>) {
  const { account } = signedIn(event)
  const done = await event.locals.clinic.inTurn(account, async () => ({ value: await work() }))
  return done === null ? wrong({ field: 'diaries', key: 'fault.busy' }) : done.value
}

async function chosen({ request }: RequestEvent): Promise<string | null> {
  const patient = (await readForm(request))('patient')
  return isUuid(patient) ? patient : null
}

export const actions: Actions = {
  choose: async (event) => {
    const patient = await chosen(event)
    if (patient === null) return wrong({ field: 'diaries', key: 'fault.id' })
    const { clock } = event.locals.clinic
    const outcome = await asMe(event, (transaction, access) => chooseOwnDiary(transaction, access, patient, clock()))
    return outcome.type === 'ok' ? { done: 'diaries.chosen' as const } : wrong(saidFault(outcome.error, 'diaries'))
  },
  preview: (event) => inTurn(event, () => preview(event)),
  join: (event) => inTurn(event, () => join(event)),
}

async function preview(event: RequestEvent) {
  const patient = await chosen(event)
  if (patient === null) return wrong({ field: 'diaries', key: 'fault.id' })
  const { clock } = event.locals.clinic
  const outcome = await asMe(event, (transaction, access) => previewJoin(transaction, access, patient, clock()))
  if (outcome.type === 'error') return wrong(saidFault(outcome.error, 'diaries'))
  const { days, attacks, intakes, otherEntries, clashes, perhapsTwice } = outcome.value
  const shown = { days, attacks, others: intakes + otherEntries, clashes: clashes.length, twice: perhapsTwice.length }
  const listed = clashes.slice(0, MOST_LISTED)
  return { preview: { patient, ...shown, listed } }
}

async function join(event: RequestEvent) {
  const patient = await chosen(event)
  if (patient === null) return wrong({ field: 'diaries', key: 'fault.id' })
  const { clock } = event.locals.clinic
  const outcome = await asMe(event, (transaction, access) => joinDiaries(transaction, access, patient, clock()))
  return outcome.type === 'ok' ? { done: 'diaries.joined' as const } : wrong(saidFault(outcome.error, 'diaries'))
}
