// A device as the protocol of apps/server/README.md describes it: a log it has seen, what it keeps, what it has not sent, and a clock that may be wrong.
import { fold, NOTHING, type EntryState, type OfferedOperation, type OperationAnswer } from '@clearday/store'

/** What it was told is stored: its own, and what others said. */
export type KeptOperation = OfferedOperation & {
  readonly seq: number
  readonly effective: number
  readonly device: string
}

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
    readonly answers: readonly OperationAnswer[]
    readonly operations: readonly KeptOperation[]
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
  log: KeptOperation[]
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
    device.again = [...device.kept.values()]
      .filter((one) => device.says === 'anything' || one.device === device.id)
      .sort((a, b) => a.seq - b.seq)
      .map(offeredAgain)
    device.waiting = []
    device.restoring = true
    return
  }
  if (status !== 200) throw new Error(`${status} ${told.code ?? ''} to a device that keeps to the protocol`)
  device.epoch = told.epoch
  takeAnswers(device, body, told.answers)
  for (const operation of told.operations) {
    // what came back after it was deleted is given whole once more to who reads the diary as it stands
    if (device.says === 'sessions' && operation.seq <= device.after) {
      device.log.push(operation)
      continue
    }
    if (operation.seq !== device.after + 1) throw new Error(`place ${operation.seq} after place ${device.after}`)
    device.after = operation.seq
    device.log.push(operation)
    device.kept.set(operation.id, operation)
  }
  if (told.seq !== device.after) throw new Error(`told to go on from ${told.seq}, at ${device.after}`)
  if (!device.restoring || device.again.length > 0 || told.more) return
  device.restoring = false
}

/** Said in the places of a log that is no more: instead, the greatest order of what it had seen then. */
function following({ log }: Device, said: OfferedOperation): OfferedOperation {
  if (said.follows !== undefined) return said
  const follows = Math.max(0, ...log.filter(({ seq }) => seq <= said.seen).map(({ effective }) => effective))
  return { ...said, seen: 0, follows }
}

function takeAnswers(device: Device, { operations }: SyncBody, answers: readonly OperationAnswer[]): void {
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
    const { seq, effective } = answer
    device.kept.set(offered.id, { ...offered, seq, effective, device: offered.device ?? device.id })
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
}: KeptOperation): OfferedOperation {
  return { id, entity, key, fields, deleted, at, seen, effective, device }
}

/** What the device shows, of what it has seen of the log. */
export function shownBy(device: Device): ReadonlyMap<string, EntryState> {
  const shown = new Map<string, EntryState>()
  for (const one of device.log)
    shown.set(`${one.entity} ${one.key}`, fold(shown.get(`${one.entity} ${one.key}`) ?? NOTHING, one))
  return shown
}
