// A device as the protocol of apps/server/README.md describes it: a log it has seen, what it keeps, what it has not sent, and a clock that may be wrong.
import { fold, NOTHING, type EntryState, type OfferedOperation, type OperationAnswer } from '@clearday/store'

/** A place of the log as a device holds it. Without a mark it may be a part of what was said, and is never offered again. */
export type HeldOperation = OfferedOperation & {
  readonly seq: number
  readonly effective: number
  readonly device: string
}

/** What it was told is stored: its own, and what others said. */
export type KeptOperation = HeldOperation & { readonly mark: string }

type Refusal = Extract<OperationAnswer, { readonly type: 'refused' }>
type ToldAnswer = Refusal | (Exclude<OperationAnswer, Refusal> & { readonly mark?: string })

export interface SyncBody {
  readonly epoch: string | null
  readonly after: number
  readonly device: string
  readonly sentAt: number
  readonly operations: readonly OfferedOperation[]
}

export interface Reply {
  readonly status: number
  readonly body: {
    readonly code?: string
    readonly epoch: string
    readonly answers: readonly ToldAnswer[]
    readonly operations: readonly HeldOperation[]
    readonly gone: readonly number[]
    readonly seq: number
    readonly more: boolean
  }
}

export interface Device {
  readonly id: string
  readonly account: string
  /** What it says: anything, or sessions alone, as a practitioner does. */
  readonly says: 'anything' | 'sessions'
  /** How far its clock is off, ms. */
  off: number
  /** The last time it gave to anything. */
  used: number
  epoch: string | null
  after: number
  /** The log as it has seen it, in its order. */
  log: HeldOperation[]
  readonly kept: Map<string, KeptOperation>
  outbox: OfferedOperation[]
  /** After a restore, until it has offered all it kept and seen the whole log that came of it; only then it sends what is new. */
  restoring: boolean
  /** What it still offers again, in the order of the places it had. */
  again: OfferedOperation[]
  /** What was refused as incomplete when it was offered again: another device has what it builds on. */
  waiting: OfferedOperation[]
  erased: boolean
}

export function newDevice(id: string, account: string, says: Device['says'], off: number): Device {
  return {
    ...{ id, account, says, off, used: 0, epoch: null, after: 0, log: [], kept: new Map(), outbox: [] },
    ...{ restoring: false, again: [], waiting: [], erased: false },
  }
}

/** The device's clock, which never goes back, even where somebody puts it back. */
function claimed(device: Device, now: number): number {
  device.used = Math.max(now + device.off, device.used + 1)
  return device.used
}

export function say(
  device: Device,
  now: number,
  said: Pick<OfferedOperation, 'id' | 'entity' | 'key' | 'fields' | 'deleted'>,
): OfferedOperation {
  const operation = { ...said, at: claimed(device, now), seen: device.after }
  device.outbox.push(operation)
  return operation
}

/** What it sends now, the oldest first. */
export function bodyOf(device: Device, now: number, most: number): SyncBody {
  const { epoch, after, id, restoring, again, waiting, outbox } = device
  const operations = (restoring ? again : [...waiting, ...outbox]).slice(0, most)
  return { epoch, after, device: id, sentAt: claimed(device, now), operations }
}

/** Takes in what was answered to `body`. @throws where the server says what it may never say. */
export function takeReply(device: Device, body: SyncBody, { status, body: told }: Reply): void {
  if (status === 410) {
    device.erased = true
    return
  }
  if (status === 409 && told.code === 'other-epoch') {
    device.outbox = device.outbox.map((one) => following(device, one))
    device.epoch = told.epoch
    device.after = 0
    device.log = []
    device.again = [...device.kept.values()].sort((a, b) => a.seq - b.seq).map(offeredAgain)
    device.waiting = []
    device.restoring = true
    return
  }
  if (status !== 200) throw new Error(`${status} ${told.code ?? ''} to a device that keeps to the protocol`)
  device.epoch = told.epoch
  takeAnswers(device, body, told.answers)
  if (device.says === 'anything') takeWhole(device, told)
  else takeStanding(device, told)
  if (!device.restoring || device.again.length > 0 || told.more) return
  device.restoring = false
}

/** Who writes the diary gets the whole log, place by place. */
function takeWhole(device: Device, { operations, gone, seq }: Reply['body']): void {
  for (const operation of operations) {
    if (operation.seq !== device.after + 1) throw new Error(`place ${operation.seq} after place ${device.after}`)
    device.after = operation.seq
    device.log.push(operation)
    if (!isMarked(operation)) throw new Error(`no mark with place ${operation.seq}`)
    device.kept.set(operation.id, operation)
  }
  if (seq !== device.after || gone.length > 0) throw new Error(`told to go on from ${seq}, at ${device.after}`)
}

/** Who reads it as it stands gets what stands, with places left out, and goes on from where the page says. */
function takeStanding(device: Device, { operations, gone, seq }: Reply['body']): void {
  const anew = new Set([...gone, ...operations.map((one) => one.seq)])
  if (gone.some((place) => place > device.after)) throw new Error('told that a place is gone that was not seen')
  if (seq < device.after || operations.some((one) => one.seq > seq)) throw new Error(`told to go on from ${seq}`)
  device.log = [...device.log.filter((held) => !anew.has(held.seq)), ...operations]
  device.after = seq
}

function isMarked(operation: HeldOperation): operation is KeptOperation {
  return operation.mark !== undefined
}

/** Said in the places of a log that is no more: instead, the greatest order of what it had seen then. */
function following({ log }: Device, said: OfferedOperation): OfferedOperation {
  if (said.follows !== undefined) return said
  const follows = Math.max(0, ...log.filter(({ seq }) => seq <= said.seen).map(({ effective }) => effective))
  return { ...said, seen: 0, follows }
}

function takeAnswers(device: Device, { operations }: SyncBody, answers: readonly ToldAnswer[]): void {
  if (answers.length !== operations.length) throw new Error(`${answers.length} answers to ${operations.length}`)
  const done = new Set<string>()
  const later: OfferedOperation[] = []
  for (const [k, answer] of answers.entries()) {
    const offered = operations[k]
    if (answer.id !== offered.id) throw new Error('an answer to something else')
    done.add(offered.id)
    if (answer.type === 'refused') {
      if (offered.effective !== undefined && answer.code === 'incomplete') later.push(offered)
      continue
    }
    const { seq, effective, mark } = answer
    if (mark === undefined) throw new Error(`no mark with the answer to ${offered.id}`)
    device.kept.set(offered.id, { ...offered, seq, effective, device: offered.device ?? device.id, mark })
  }
  const left = <One extends { readonly id: string }>(of: readonly One[]): One[] => of.filter(({ id }) => !done.has(id))
  device.outbox = left(device.outbox)
  device.again = left(device.again)
  device.waiting = [...left(device.waiting), ...later]
}

function offeredAgain({
  id,
  entity,
  key,
  fields,
  deleted,
  at,
  seen,
  effective,
  device,
  mark,
}: KeptOperation): OfferedOperation {
  return { id, entity, key, fields, deleted, at, seen, effective, device, mark }
}

/** What the device shows, of what it has seen of the log. */
export function shownBy(device: Device): ReadonlyMap<string, EntryState> {
  const shown = new Map<string, EntryState>()
  for (const one of device.log)
    shown.set(`${one.entity} ${one.key}`, fold(shown.get(`${one.entity} ${one.key}`) ?? NOTHING, one))
  return shown
}
