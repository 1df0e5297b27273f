// The plan of a diary that is open to a practitioner: read, and spoken to in their own name. Whether it is open, the database says, each time.
import { CHANGE_KINDS } from '@clearday/diary'
import { uuidOfTime } from '@clearday/diary/operations'
import { isUuid, openToMe, readWhole, sayOfPlan, type AccessOutcome, type SaidOfPlan } from '@clearday/store'
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit'
import { asMe, outcomeFault } from '#lib/server/acting.ts'
import { coursesOf, planView } from '#lib/server/plan-view.ts'
import { readForm, signedIn, type Fault } from '#lib/server/sign-in.ts'
import { words } from '#lib/words/words.ts'
import type { Actions, PageServerLoad } from './$types'

const MOST_WORDS = 2000
const MOST_NAME = 200

type Event = Pick<RequestEvent, 'locals' | 'url'>

/** Unknown and closed are one answer. */
async function onOpen<Value>(
  event: Event,
  patient: string,
  work: (...on: [...Parameters<Parameters<typeof asMe>[1]>, name: string]) => Promise<Value>,
): Promise<Value> {
  if (!isUuid(patient)) error(404, 'not-found')
  const done = await asMe(event, async (transaction, access) => {
    const open = (await openToMe(transaction, access)).find((one) => one.patient === patient)
    return open === undefined ? null : { value: await work(transaction, access, open.name) }
  })
  return done === null ? error(404, 'not-found') : done.value
}

export const load: PageServerLoad = async (event) => {
  const { account, name: ownName } = signedIn(event)
  const { clinic, language } = event.locals
  const { patient } = event.params
  const { rows, name } = await onOpen(event, patient, async (transaction, access, of) => ({
    rows: await readWhole(transaction, access, patient, 'plan', clinic.clock()),
    name: of,
  }))
  if (rows.type === 'error') error(404, 'not-found')
  const read = await clinic.readPlan(rows.value.rows, language)
  const view = planView(rows.value.rows, read, { account, name: ownName }, language, words(language))
  return { patient, name, view, done: event.url.searchParams.has('done') }
}

const say = (event: Event, patient: string, said: SaidOfPlan): Promise<AccessOutcome<null>> =>
  onOpen(event, patient, (transaction, access) =>
    sayOfPlan(transaction, access, patient, said, event.locals.clinic.clock()),
  )

function newKey(event: Event): string {
  return uuidOfTime(event.locals.clinic.clock(), crypto.getRandomValues(new Uint8Array(10)))
}

/** Asked for anew, so that a page that is loaded again says nothing twice. */
function shown(patient: string): never {
  redirect(303, `/clinic/diaries/${patient}/plan?done#changes`)
}

export const actions: Actions = {
  propose: async (event) => {
    signedIn(event)
    const { patient } = event.params
    const said = await readForm(event.request)
    const kept = {
      ...{ change: said('change'), treatment: said('treatment'), other: said('other').slice(0, MOST_NAME) },
      ...{ words: said('words').slice(0, MOST_WORDS), asPrescriber: said('asPrescriber') },
    }
    const change = CHANGE_KINDS.find((kind) => kind === kept.change)
    const treatment = kept.treatment === '' || kept.treatment === 'other' ? kept.other : kept.treatment
    const faults: Fault[] = []
    if (change === undefined) faults.push({ field: 'change', key: 'fault.plan.kind' })
    if (change !== 'goal' && treatment === '') faults.push({ field: 'treatment', key: 'fault.plan.treatment' })
    if (kept.words === '') faults.push({ field: 'words', key: 'fault.plan.words' })
    if (faults.length > 0 || change === undefined) return fail(400, { faults, kept, at: null })
    const outcome = await say(event, patient, {
      ...{ entity: 'plan-change', key: newKey(event), dated: 'proposedOn' },
      fields: {
        ...{ change, proposedBy: 'practitioner', words: kept.words },
        ...(change !== 'goal' && { treatment }),
        ...(change !== 'goal' && kept.asPrescriber !== '' && { asPrescriber: true }),
      },
    })
    const fault = outcomeFault(outcome, 'words')
    return fault === null ? shown(patient) : fail(400, { faults: [fault], kept, at: null })
  },
  answer: async (event) => {
    const { account } = signedIn(event)
    const { patient } = event.params
    const said = await readForm(event.request)
    const [proposal, answer, reason] = [said('proposal'), said('answer'), said('words').slice(0, MOST_WORDS)]
    const field = `words-${proposal}`
    const back = (fault: Fault) =>
      fail(400, { faults: [fault], kept: { words: reason, asPrescriber: said('asPrescriber') }, at: proposal })
    if (answer !== 'agreed' && answer !== 'not-agreed') error(400, 'not-found')
    if (answer === 'not-agreed' && reason === '') return back({ field, key: 'fault.plan.reason' })
    const rows = await onOpen(event, patient, (transaction, access) =>
      readWhole(transaction, access, patient, 'plan', event.locals.clinic.clock()),
    )
    const course =
      rows.type === 'ok' ? coursesOf(rows.value.rows).find(({ change }) => change.id === proposal) : undefined
    if (course === undefined) error(404, 'not-found')
    const before = course.words.find(({ by }) => by === account)
    const outcome = await say(event, patient, {
      ...{ entity: 'plan-answer', key: before?.id ?? newKey(event), dated: 'saidOn' },
      fields: {
        ...{ proposal, answer, words: reason === '' ? null : reason },
        asPrescriber: said('asPrescriber') === '' ? null : true,
      },
    })
    const fault = outcomeFault(outcome, field)
    return fault === null ? shown(patient) : back(fault)
  },
  withdraw: async (event) => {
    const { account } = signedIn(event)
    const { patient } = event.params
    const said = await readForm(event.request)
    const proposal = said('proposal')
    const rows = await onOpen(event, patient, (transaction, access) =>
      readWhole(transaction, access, patient, 'plan', event.locals.clinic.clock()),
    )
    const course =
      rows.type === 'ok' ? coursesOf(rows.value.rows).find(({ change }) => change.id === proposal) : undefined
    const answered = course?.words.find(({ by }) => by === account)
    if (course === undefined || (course.change.by !== account && answered === undefined)) error(404, 'not-found')
    const outcome = await say(
      event,
      patient,
      course.change.by === account
        ? { entity: 'plan-change', key: proposal, fields: { answer: 'withdrawn' }, dated: 'answeredOn' }
        : { entity: 'plan-answer', key: answered?.id ?? '', fields: {}, dated: 'saidOn', deleted: true },
    )
    const fault = outcomeFault(outcome, 'changes')
    return fault === null ? shown(patient) : fail(400, { faults: [fault], kept: {}, at: null })
  },
}
