// Who is signed in on this device, as the server says it; and how a diary that was tried becomes one of an account.
import Dexie from 'dexie'
import type { OperationAnswer } from '@clearday/diary/operations'
import { alone } from './alone.ts'
import { openDiary, stateOf, type DiaryDatabase, type OutboxRow } from './database.ts'
import { heldDiaries, holdDiary, letGoOf, makeCurrent, nameFor, TRIED, type HeldDiary } from './diaries.ts'
import { joinedChoices } from './joined-choices.ts'
import { putUnsent } from './outbox.ts'
import { exchange } from './sync.ts'

export interface AccountDiary {
  readonly patient: string
  readonly capacity: 'self' | 'proxy'
  readonly name: string
}

export type Asked =
  | { readonly type: 'signed-in'; readonly account: string; readonly diaries: readonly AccountDiary[] }
  | { readonly type: 'signed-out' }
  /** No network, or a server that answers something else: nothing is known. */
  | { readonly type: 'unknown' }

export async function askWhoIsSignedIn(ask: typeof fetch = fetch): Promise<Asked> {
  try {
    const answer = await ask('/api/v1/diaries', { signal: AbortSignal.timeout(15_000) })
    if (answer.status === 401) return { type: 'signed-out' }
    if (answer.status !== 200) return { type: 'unknown' }
    const { account, diaries } = (await answer.json()) as { account: string; diaries: readonly AccountDiary[] }
    return { type: 'signed-in', account, diaries }
  } catch {
    return { type: 'unknown' }
  }
}

/** Remembers the diaries of an account, opens those that were hidden for it, and leaves all others as they are. */
export function holdThoseOf(account: string, diaries: readonly AccountDiary[]): void {
  const held = new Map(heldDiaries().map((one) => [one.name, one]))
  for (const { patient, capacity, name: person } of diaries) {
    const name = nameFor(account, patient)
    // what is encrypted is opened by its words, not by signing in
    const sealed = held.get(name)?.sealed === true
    holdDiary({ name, account, patient, capacity, person, locked: sealed, sealed })
  }
}

export interface Preview {
  readonly joins: boolean
  readonly days: number
  readonly attacks: number
  readonly intakes: number
  readonly otherEntries: number
  readonly firstDay: string | null
  readonly lastDay: string | null
  readonly alreadyThere: number
  readonly clashes: readonly {
    readonly entity: string
    readonly key: string
    readonly fields: readonly { readonly name: string; readonly deviceWins: boolean }[]
  }[]
  readonly perhapsTwice: readonly { readonly entity: string; readonly key: string; readonly day: string }[]
  readonly refused: number
  readonly refusals: readonly { readonly message: string }[]
}

export interface ConsentText {
  readonly version: number
  readonly language: 'en' | 'es'
  readonly title: string
  readonly text: string
}

type Outcome<Value> =
  | { readonly type: 'ok'; readonly value: Value }
  /** `other`: the server says that it is not as it was shown; show it again. */
  | { readonly type: 'error'; readonly code: 'unreachable' | 'signed-out' | 'other' | 'trouble' }

async function posted<Value>(path: string, body: unknown, clock: () => number): Promise<Outcome<Value>> {
  try {
    const answer = await fetch(`/api/v1/adoption${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...(body as object), sentAt: clock() }),
      signal: AbortSignal.timeout(120_000),
    })
    if (answer.status === 200) return { type: 'ok', value: (await answer.json()) as Value }
    if (answer.status === 401) return { type: 'error', code: 'signed-out' }
    if (answer.status !== 409) return { type: 'error', code: 'trouble' }
    const { code } = (await answer.json()) as { readonly code: string }
    // who agreed is not signed in any more
    return { type: 'error', code: code === 'other-account' ? 'signed-out' : 'other' }
  } catch {
    return { type: 'error', code: 'unreachable' }
  }
}

export async function consentText(language: string): Promise<ConsentText | null> {
  try {
    const answer = await fetch(`/api/v1/adoption/consent?language=${language}`)
    return answer.ok ? ((await answer.json()) as ConsentText) : null
  } catch {
    return null
  }
}

/** All that was said while it was tried: nothing of it was ever sent. */
function wholeLog(tried: DiaryDatabase): Promise<readonly OutboxRow[]> {
  return tried.outbox.orderBy('place').toArray()
}

/** What would be joined; nothing is changed anywhere. O(log). */
export async function previewJoining(tried: DiaryDatabase, clock: () => number): Promise<Outcome<Preview>> {
  const { device, used } = await stateOf(tried)
  const operations = (await wholeLog(tried)).map(({ operation }) => operation)
  return posted('/preview', { device, operations }, () => Math.max(clock(), used))
}

/**
 * Joins the diary that was tried into that of the account, or makes one of it. What was tried is removed from the device only once all of it
 * is in the account's diary here, as the server gave it back; whatever ends this in between, it is begun again and adds nothing twice.
 *
 * @param consent where a diary is made. @returns the diary that is open from now on. O(log).
 */
export function joinIntoAccount(
  tried: DiaryDatabase,
  account: string,
  into: 'new' | 'own',
  consent: ConsentText | null,
  clock: () => number,
): Promise<Outcome<HeldDiary>> {
  return alone('join a diary', () => joined(tried, account, into, consent, clock))
}

async function joined(
  tried: DiaryDatabase,
  account: string,
  into: 'new' | 'own',
  consent: ConsentText | null,
  clock: () => number,
): Promise<Outcome<HeldDiary>> {
  // what is joined is removed afterwards: never a diary that an account has
  if (tried.name !== TRIED.name) throw new TypeError(`${tried.name} is no diary that was tried`)
  const { device, used } = await stateOf(tried)
  const rows = await wholeLog(tried)
  const agreed = consent === null ? {} : { consent: { version: consent.version, language: consent.language } }
  const body = { device, operations: rows.map(({ operation }) => operation), into, account, ...agreed }
  const told = await posted<{ patient: string; answers: readonly OperationAnswer[] }>('', body, () =>
    Math.max(clock(), used),
  )
  if (told.type === 'error') return told
  const { patient, answers } = told.value
  const held: HeldDiary = { ...{ name: nameFor(account, patient), account, patient }, ...OWN }
  holdDiary(held)
  const database = await openDiary(held.name, device)
  try {
    // the device's clock never goes back, whichever of its diaries is open
    await database.state.toCollection().modify((state, at) => {
      at.value = { ...state, used: Math.max(state.used, used) }
    })
    const { type } = await exchange(database, held, clock)
    if (type !== 'in-step') return { type: 'error', code: type === 'signed-out' ? 'signed-out' : 'unreachable' }
    await keepWhatWasRefused(database, rows, answers)
    const missing = await missingFrom(database, rows)
    if (missing > 0) return { type: 'error', code: 'trouble' }
    await closeTried(tried, database, new Set(rows.map(({ id }) => id)))
  } finally {
    database.close()
  }
  makeCurrent(held.name)
  tried.close()
  await Dexie.delete(tried.name)
  letGoOf(tried.name)
  return { type: 'ok', value: held }
}

const OWN = { capacity: 'self', person: '', locked: false } as const

/** What the server did not take waits in the new diary for the person, with the reason. */
async function keepWhatWasRefused(
  database: DiaryDatabase,
  rows: readonly OutboxRow[],
  answers: readonly OperationAnswer[],
): Promise<void> {
  const refused = answers.flatMap((answer, place): readonly OutboxRow[] => {
    if (answer.type !== 'refused') return []
    const { code, path, message } = answer
    return [{ ...rows[place], refused: { code, path, message } }]
  })
  await putUnsent(database, refused, 'last')
}

/** What was said in it meanwhile, in another tab, comes along, and what was chosen; from then on nothing is said in it any more. */
async function closeTried(tried: DiaryDatabase, database: DiaryDatabase, done: Set<string>): Promise<void> {
  for (;;) {
    // before it is closed: it may end here, and is begun again
    await database.choices.bulkPut([...joinedChoices(await tried.choices.toArray(), await database.choices.toArray())])
    const late = await tried.transaction('rw', [tried.outbox, tried.state], async () => {
      const left = (await wholeLog(tried)).filter(({ id }) => !done.has(id))
      if (left.length === 0) await tried.state.update('state', { moved: true })
      return left
    })
    if (late.length === 0) return
    await putUnsent(database, late, 'last')
    for (const { id } of late) done.add(id)
  }
}

async function missingFrom(database: DiaryDatabase, rows: readonly OutboxRow[]): Promise<number> {
  const ids = rows.map(({ id }) => id)
  const there = new Set<string>()
  for (const row of await database.log.where('id').anyOf(ids).toArray()) there.add(row.id)
  for (const row of await database.outbox.where('id').anyOf(ids).toArray()) there.add(row.id)
  return ids.filter((id) => !there.has(id)).length
}

/** Ends the session on the server. False where it could not be reached: then nothing was ended. */
export async function endSession(): Promise<boolean> {
  try {
    const answer = await fetch('/account/sign-out', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      redirect: 'manual',
    })
    return answer.type === 'opaqueredirect' || answer.ok
  } catch {
    return false
  }
}

/** Diaries of an account stay on the device and are shown again to who signs in with it. */
export function lockThoseOf(account: string): void {
  for (const diary of heldDiaries()) if (diary.account === account) holdDiary({ ...diary, locked: true })
}

/** Removes diaries of an account from this device, for good. Their databases must be closed here. */
export async function discardThoseOf(account: string): Promise<void> {
  for (const { name, account: of, sealed } of heldDiaries()) {
    // one that is locked by words is removed where it is opened
    if (of !== account || sealed === true) continue
    await Dexie.delete(name)
    letGoOf(name)
  }
}
