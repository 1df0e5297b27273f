// Writing into a diary: operations are checked one by one, given their places under the patient's lock, and folded into what the diary says.
import type { Transaction } from 'kysely'
import { wasErased } from '../access/acting.ts'
import { nextEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import {
  type Batch,
  type CheckedRefusal,
  checkEntry,
  checkOperation,
  DELETION,
  effectiveOrder,
  type EntryState,
  fieldOf,
  fold,
  FRAME,
  type Json,
  type OfferedOperation,
  type OperationAnswer,
  PRESENCE,
  type StoredOperation,
  toldOrder,
  zoneOfFrame,
} from '@clearday/diary/operations'
import { entryName, openBatch, touchedOr, type KnownOperation, type OpenedBatch, type Touched } from './open-batch.ts'
import { planFault } from './plan-says.ts'
import { restateDays } from './restate-days.ts'
import { idsOfSeveral, saysTheSameAs } from './same-operation.ts'
import { writeBatch, type PlacedOperation } from './write-batch.ts'

export interface AppendedBatch {
  readonly type: 'ok'
  readonly answers: readonly OperationAnswer[]
  /** What was stored now, in the order of the log. */
  readonly stored: readonly StoredOperation[]
  /** Everything that was answered as stored or as there already, by id. */
  readonly known: ReadonlyMap<string, KnownOperation>
  /** The last place of the log. */
  readonly seq: number
}

export type Appended =
  | AppendedBatch
  | { readonly type: 'no-such-diary' }
  /** For good: a device that still holds it can keep it to itself, or offer it as a new diary. */
  | { readonly type: 'patient-erased' }

/**
 * Appends a batch to one patient's log and brings the entries up to date, in the caller's transaction.
 *
 * One operation that is refused keeps nothing else back. An operation that is there already is answered with its place, and so is one that
 * stands twice in the batch; of different ones with one id none is stored. O(operations); two queries whatever the batch.
 *
 * @param author the acting person's account: the database refuses any other. @param receivedAt the server's clock, ms since 1970.
 */
export async function appendOperations(
  transaction: Transaction<Tables>,
  patient: string,
  author: string,
  batch: Batch,
  receivedAt: number,
): Promise<Appended> {
  const opened = await openBatch(transaction, patient, batch.operations, false)
  if (opened === null) return { type: (await wasErased(transaction, patient)) ? 'patient-erased' : 'no-such-diary' }
  return appendOpened(transaction, opened, author, batch, receivedAt, null)
}

/**
 * The same for a diary that was opened for this batch. One query, none where nothing is stored; two more where the diary moves to another
 * time zone.
 *
 * @param actingAs in which capacity, for the record of who wrote, where the diary was opened with it; null where the caller records.
 */
export async function appendOpened(
  transaction: Transaction<Tables>,
  opened: OpenedBatch,
  author: string,
  batch: Batch,
  receivedAt: number,
  actingAs: string | null,
): Promise<AppendedBatch> {
  const { answers, added, entries, known, timeZone } = judge(opened, author, batch, receivedAt)
  if (added.length === 0) return { type: 'ok', answers, stored: [], known, seq: opened.seq }
  const { record, patient } = opened
  const about = { operations: added.length, device: batch.device }
  const event =
    record === null || actingAs === null
      ? null
      : nextEvent(record, patient, { actor: author, actingAs, act: 'operations.appended', about }, receivedAt)
  const received = await writeBatch(transaction, patient, { operations: added, entries, timeZone, event })
  if (opened.seq > 0 && timeZone !== zoneOfFrame(touchedOr(opened.touched, FRAME.entity, FRAME.key).state))
    await restateDays(transaction, patient, timeZone)
  const stored = added.map((placed): StoredOperation => {
    const { latest, offeredBy, ...operation } = { ...placed, receivedAt: received }
    void [latest, offeredBy]
    return operation
  })
  return { type: 'ok', answers, stored, known, seq: opened.seq + added.length }
}

export interface Judged {
  readonly answers: readonly OperationAnswer[]
  readonly added: readonly PlacedOperation[]
  readonly entries: readonly Touched[]
  /** What is in the log with it, of what was offered, by id. */
  readonly known: ReadonlyMap<string, KnownOperation>
  /** Of the diary, with what was added. */
  readonly timeZone: string | null
}

/** What would become of a batch; nothing is written. O(operations). */
export function judge(
  opened: OpenedBatch,
  author: string,
  { device, sentAt, operations }: Batch,
  receivedAt: number,
): Judged {
  let { seq, latest } = opened
  const known = new Map(opened.known)
  const touched = new Map(opened.touched)
  const answers: OperationAnswer[] = []
  const added: PlacedOperation[] = []
  const several = idsOfSeveral(operations)
  for (const offered of operations) {
    const before = known.get(offered.id)
    if (before !== undefined) {
      const hidden = opened.addsAlone && before.author !== author
      answers.push(hidden ? refusal(offered, idOfAnother(offered)) : answerAgain(offered, before))
      continue
    }
    const refused = checkOperation(offered)
    if (refused !== null) {
      answers.push(refusal(offered, refused))
      continue
    }
    const saidBy = offered.effective === undefined || offered.saidBy === undefined ? author : offered.saidBy
    // a reader of the diary as it stands has what others said in part only: offered again, it would stand in the way of the whole
    if (opened.addsAlone && saidBy !== author) {
      answers.push(refusal(offered, saidByAnother(offered)))
      continue
    }
    const outOfName = planRefusal(opened, touched, offered, author, saidBy)
    if (outOfName !== null) {
      answers.push(refusal(offered, outOfName))
      continue
    }
    if (several.has(offered.id)) {
      answers.push(refusal(offered, idOfSeveral(offered)))
      continue
    }
    const entry = touchedOr(touched, offered.entity, offered.key)
    if (opened.addsAlone && entry.author !== author && touched.has(entryName(offered.entity, offered.key))) {
      answers.push(refusal(offered, madeByAnother(offered)))
      continue
    }
    const { device: saidOn = device, effective: told } = offered
    const effective =
      told === undefined
        ? effectiveOrder(
            offered.at,
            Math.max(
              seenBefore(opened, offered, receivedAt),
              ownBefore(entry.state, offered, device),
              // nobody says anything of what somebody else has yet to make
              entry.author === author ? 0 : (entry.made ?? 0),
            ),
            {
              receivedAt,
              sentAt,
            },
          )
        : toldOrder(told, receivedAt)
    const state = fold(entry.state, { ...offered, effective, device: saidOn })
    const broken = state.deleted ? null : checkEntry(offered.entity, offered.key, state.fields)
    if (broken !== null) {
      answers.push(refusal(offered, broken))
      continue
    }
    seq++
    latest = Math.max(latest, effective)
    const name = entryName(offered.entity, offered.key)
    touched.set(name, { ...withMaker(entry, saidBy, effective), state, seq })
    const { follows, mark, saidBy: proven, ...kept } = offered
    void [follows, mark, proven]
    const placed = {
      ...{ ...kept, seq, effective, latest, device: saidOn, author: saidBy },
      ...(saidBy !== author && { offeredBy: author }),
    }
    added.push(placed)
    known.set(offered.id, placed)
    answers.push({ type: 'stored', id: offered.id, seq, effective })
  }
  const timeZone = zoneOfFrame(touchedOr(touched, FRAME.entity, FRAME.key).state)
  return { answers, added, entries: [...touched.values()].filter((entry) => entry.seq > 0), known, timeZone }
}

/** Who made an entry is who said the earliest of it, and not whose device offered first after a restore. */
export function withMaker(entry: Touched, saidBy: string | null, effective: number): Touched {
  return entry.made !== null && entry.made <= effective ? entry : { ...entry, author: saidBy, made: effective }
}

/** The greatest order of what the device had seen when it said this. What it claims to have seen before a restore is no later than now. */
function seenBefore(opened: OpenedBatch, { seen, follows }: OfferedOperation, receivedAt: number): number {
  return follows === undefined ? opened.latestAt(seen) : toldOrder(follows, receivedAt)
}

/** The greatest place of what this device said before of the same: what it says later wins, however long the earlier was on its way. */
function ownBefore({ clocks }: EntryState, { fields }: OfferedOperation, device: string): number {
  let latest = 0
  const said = new Set([PRESENCE, DELETION, ...Object.keys(fields)])
  for (const [name, [effective, by]] of Object.entries(clocks)) {
    // of a part that is said now, what was said of the whole; of the whole, what was said of its parts
    const isOf = said.has(name) || said.has(fieldOf(name)) || [...said].some((one) => fieldOf(one) === name)
    if (isOf && by === device) latest = Math.max(latest, effective)
  }
  return latest
}

function refusal({ id }: OfferedOperation, refused: CheckedRefusal): OperationAnswer {
  return { type: 'refused', id, ...refused }
}

/** What is brought back after a restore was right when it was said, as far as who said it is proven. */
function planRefusal(
  { addsAlone, ownName }: OpenedBatch,
  touched: ReadonlyMap<string, Touched>,
  offered: OfferedOperation,
  author: string,
  saidBy: string | null,
): CheckedRefusal | null {
  const { entity, key, fields } = offered
  if (saidBy !== author) return (fields.by ?? saidBy) === saidBy ? null : spokenByNobody(fields.by)
  const { state } = touchedOr(touched, entity, key)
  const { state: proposal, author: proposer } = touchedOr(touched, 'plan-change', proposalOf(offered))
  return planFault(offered, {
    ...{ account: author, name: ownName, addsAlone, before: state.deleted ? {} : state.fields, stood: state.fields },
    proposer: proposal.fields.proposedBy === undefined || proposal.deleted ? null : (proposer ?? ''),
  })
}

function proposalOf({ fields: { proposal } }: OfferedOperation): string {
  return typeof proposal === 'string' ? proposal : ''
}

function spokenByNobody(value: Json | undefined): CheckedRefusal {
  const message = 'Nothing shows that this account said it. Note it without `by`.'
  return { code: 'not-yours', path: ['fields', 'by'], message, ...(value !== undefined && { value }) }
}

/** Also for what was deleted: it was another's, and a practitioner does not bring it back. */
function madeByAnother({ key }: OfferedOperation): CheckedRefusal {
  return {
    code: 'not-yours',
    path: ['key'],
    value: key,
    message:
      'Somebody else made this entry. In this diary you change what you added yourself; add another entry beside it.',
  }
}

function saidByAnother({ mark }: OfferedOperation): CheckedRefusal {
  return {
    code: 'not-yours',
    path: ['mark'],
    value: mark,
    message:
      'Nothing shows that your account said this, in these words. In this diary you offer again what you said yourself, with the mark it was given.',
  }
}

/** One answer whatever is offered: who was handed a part of an operation, or nothing of it any more, guesses nothing of the rest by it. */
function idOfAnother({ id }: OfferedOperation): CheckedRefusal {
  return {
    code: 'not-yours',
    path: ['id'],
    value: id,
    message: 'Something that somebody else said has this id. Give each operation an id of its own.',
  }
}

function idOfSeveral({ id }: OfferedOperation): CheckedRefusal {
  return {
    code: 'id-reused',
    path: ['id'],
    value: id,
    message:
      'This batch says different things under one id. Send the one that is meant, and give the others ids of their own.',
  }
}

/** Acknowledged again only if it is the same: an id that was given to something else is no acknowledgement of this. */
function answerAgain(offered: OfferedOperation, stored: KnownOperation): OperationAnswer {
  const { seq, effective } = stored
  if (saysTheSameAs(offered, stored)) return { type: 'already-there', id: offered.id, seq, effective }
  return refusal(offered, {
    code: 'id-reused',
    path: ['id'],
    value: offered.id,
    message: 'Another operation of this diary has this id. Give each operation an id of its own.',
  })
}
