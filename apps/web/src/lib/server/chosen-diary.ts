// Whose diary a page is about: one's own, or one that is written for somebody, named in the address. The store decides what may be done.
import { ownDiary, writtenDiaries, type KeptDiary } from '@clearday/store'
import { error, type RequestEvent } from '@sveltejs/kit'
import { asMe, type Access } from './acting.ts'

type Event = Pick<RequestEvent, 'locals' | 'url' | 'request'>
type Work<Value> = (
  transaction: Parameters<Parameters<typeof asMe>[1]>[0],
  access: Access,
  patient: string,
) => Promise<Value>

export interface Chosen {
  readonly diaries: readonly KeptDiary[]
  readonly diary: KeptDiary | null
}

/** Runs work with the diary that is asked for; null where the account writes none, or not this one. */
export function onChosenDiary<Value>(event: Event, work: Work<Value>): Promise<Value | null> {
  return asMe(event, async (transaction, access) => {
    const patient = chosenOf(event, access)
    return patient === null ? null : work(transaction, access, patient)
  })
}

/** What the choice on the page shows. A number that is not among them is that of nothing. */
export function chosenDiary(event: Event): Promise<Chosen> {
  return asMe(event, async (transaction, access) => {
    const patient = shownOf(event, access)
    const diaries = await writtenDiaries(transaction, access)
    return { diaries, diary: diaries.find((one) => one.patient === patient) ?? null }
  })
}

/** The same as `onChosenDiary`, for what a page shows. */
export function onShownDiary<Value>(event: Event, work: Work<Value>): Promise<Value | null> {
  return asMe(event, async (transaction, access) => {
    const patient = shownOf(event, access)
    return patient === null ? null : work(transaction, access, patient)
  })
}

/** After an act the diary may be gone: then what is left is shown. */
function shownOf(event: Event, access: Access): string | null {
  const chosen = chosenOf(event, access)
  if (chosen !== null || !event.url.searchParams.has('diary')) return chosen
  if (event.request.method === 'GET') error(404, 'not-found')
  return ownDiary(access) ?? access.write.at(0) ?? null
}

function chosenOf({ url }: Event, access: Access): string | null {
  const asked = url.searchParams.get('diary')
  if (asked === null) return ownDiary(access) ?? access.write.at(0) ?? null
  return access.write.includes(asked) ? asked : null
}
