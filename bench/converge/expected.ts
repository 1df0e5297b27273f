// What a diary must amount to, worked out a second time and in another way: every list is gone through anew for each question, and nothing of the store is used.

export interface Given {
  readonly id: string
  readonly entity: string
  readonly key: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly deleted: boolean
  readonly at: number
  readonly seen: number
  readonly effective?: number
  readonly device?: string
  readonly follows?: number
}

export interface GivenBatch {
  readonly device: string
  readonly sentAt: number
  readonly operations: readonly Given[]
}

interface Placed extends Given {
  /** The account that said it, whoever offers it again. */
  readonly author: string
  readonly effective: number
  readonly device: string
}

export type ExpectedAnswer =
  | { readonly type: 'stored' | 'already-there'; readonly id: string; readonly seq: number; readonly effective: number }
  | { readonly type: 'refused'; readonly id: string; readonly code: string }

/** One diary: the operations in the order of their places. */
export type Expected = Placed[]

/** What a diary says of a day, an intake, a session: null for what was deleted. */
export type Entries = Readonly<Record<string, Readonly<Record<string, unknown>> | null>>

const NEEDED: Readonly<Record<string, readonly string[]>> = {
  day: [],
  session: ['at', 'therapy'],
}

/**
 * Takes a batch in, and says what must be answered.
 *
 * @param receivedAt ms since 1970. @param mayWrite null for everything; who may write one kind leaves what others made. @param saidBy by
 * operation, the account that said it.
 */
export function receive(
  diary: Expected,
  batch: GivenBatch,
  receivedAt: number,
  mayWrite: string | null,
  account: string,
  saidBy: ReadonlyMap<string, string>,
): ExpectedAnswer[] {
  const begun = [...diary]
  return batch.operations.map((given): ExpectedAnswer => {
    const { id } = given
    if (mayWrite !== null && given.entity !== mayWrite) return { type: 'refused', id, code: 'not-yours' }
    const place = diary.findIndex((one) => one.id === id)
    if (place >= 0) return { type: 'already-there', id, seq: place + 1, effective: diary[place].effective }
    if (!(given.entity in NEEDED)) return { type: 'refused', id, code: 'unknown-entity' }
    const unknown = Object.keys(given.fields).find((name) => name.startsWith('un'))
    if (unknown !== undefined) return { type: 'refused', id, code: 'unknown-field' }
    const author = saidBy.get(id) ?? ''
    const first = firstOf(diary, given)
    const maker = first?.author ?? author
    if (mayWrite !== null && (author !== account || maker !== account))
      return { type: 'refused', id, code: 'not-yours' }
    const device = given.device ?? batch.device
    const effective =
      given.effective === undefined
        ? orderOf(given, batch, begun, diary, receivedAt, maker === author ? null : (first?.effective ?? null))
        : Math.min(given.effective, receivedAt * 1000)
    const placed = { ...given, effective, device, author }
    const entry = entriesOf([...diary, placed])[`${given.entity} ${given.key}`]
    if (entry !== null && NEEDED[given.entity].some((name) => !Object.hasOwn(entry, name)))
      return { type: 'refused', id, code: 'incomplete' }
    diary.push(placed)
    return { type: 'stored', id, seq: diary.length, effective }
  })
}

/** The earliest word on a thing: who said it made it. */
function firstOf(diary: readonly Placed[], { entity, key }: Given): Placed | undefined {
  return diary.filter((one) => one.entity === entity && one.key === key).sort((a, b) => a.effective - b.effective)[0]
}

/**
 * When it was said on the server's clock, but after whatever its device had seen, after what the device said of the same before, and after its
 * making where somebody else made it.
 */
function orderOf(
  given: Given,
  { device, sentAt }: GivenBatch,
  begun: readonly Placed[],
  diary: readonly Placed[],
  receivedAt: number,
  made: number | null,
): number {
  const ago = Math.max(0, sentAt - given.at)
  const said = Math.max(0, receivedAt - ago) * 1000
  const mustFollow =
    given.follows === undefined
      ? begun.filter((_, place) => place < given.seen).map(({ effective }) => effective)
      : [Math.min(given.follows, receivedAt * 1000)]
  const touched: readonly (string | null)[] = [null, ...Object.keys(given.fields)]
  for (const field of touched) {
    const last = lastOf(diary, given.entity, given.key, field)
    if (last?.device === device) mustFollow.push(last.effective)
  }
  const ofThing = diary.filter((one) => one.entity === given.entity && one.key === given.key).sort(inTime)
  const deletion = ofThing.findLast(({ deleted }) => deleted)
  if (deletion?.device === device) mustFollow.push(deletion.effective)
  if (made !== null) mustFollow.push(made)
  return Math.max(said, ...mustFollow.map((effective) => effective + 1))
}

/** What a session is nothing without stays said, also where it was deleted since. */
const STAYS_SAID: readonly string[] = ['at', 'therapy']

/**
 * The operation that has the last word: on a field, or with null on whether the thing is there. What was said of a field up to the last deletion is
 * said no more.
 */
function lastOf(diary: readonly Placed[], entity: string, key: string, field: string | null): Placed | undefined {
  const ofThing = diary.filter((one) => one.entity === entity && one.key === key).sort(inTime)
  const from = field === null || STAYS_SAID.includes(field) ? 0 : ofThing.findLastIndex(({ deleted }) => deleted) + 1
  return ofThing.slice(from).findLast((one) => field === null || Object.hasOwn(one.fields, field))
}

function inTime(a: Placed, b: Placed): number {
  return a.effective - b.effective || order(a.device, b.device) || order(a.id, b.id)
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** By entity, key and field, in lines; the field is empty for whether the thing is there. */
export function winnersOf(diary: readonly Placed[]): ReadonlyMap<string, Placed> {
  const winners = new Map<string, Placed>()
  for (const { entity, key, fields } of diary)
    for (const field of ['', ...Object.keys(fields)]) {
      const last = lastOf(diary, entity, key, field === '' ? null : field)
      if (last !== undefined) winners.set([entity, key, field].join('\n'), last)
    }
  return winners
}

export function entriesOf(diary: readonly Placed[]): Entries {
  const entries: Record<string, Readonly<Record<string, unknown>> | null> = {}
  for (const { entity, key } of diary) {
    const name = `${entity} ${key}`
    if (name in entries) continue
    if (lastOf(diary, entity, key, null)?.deleted === true) {
      entries[name] = null
      continue
    }
    const names = new Set(
      diary.filter((one) => one.entity === entity && one.key === key).flatMap(({ fields }) => Object.keys(fields)),
    )
    const said = [...names].map((field): [string, unknown] => [field, lastOf(diary, entity, key, field)?.fields[field]])
    entries[name] = Object.fromEntries(said.filter(([, value]) => value !== null && value !== undefined))
  }
  return entries
}
