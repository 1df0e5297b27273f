// One device and one diary brought in step, in one transaction: what was offered is stored and answered, and what others said since is read.
import { sql, type Transaction } from 'kysely'
import {
  appendOpened,
  askForAnswers,
  asPerson,
  authorMark,
  isUuid,
  type KnownOperation,
  type MarkKeys,
  openBatch,
  pullOperations,
  pullStanding,
  QUIET_SECONDS,
  recordEvent,
  type Access,
  type AppendedBatch,
  type OfferedOperation,
  type OperationAnswer,
  type Pulled,
  type Store,
  type StoredOperation,
  type Tables,
  wasErased,
  withProvenAuthors,
} from '@clearday/store'
import type { Refused, SyncRequest } from './sync-body.ts'

type Refusal = Extract<OperationAnswer, { readonly type: 'refused' }>
/** With what shows after a restore who said it. */
type MarkedAnswer = Refusal | (Exclude<OperationAnswer, Refusal> & { readonly mark: string })

export type Synced =
  | {
      readonly type: 'ok'
      readonly epoch: string
      readonly answers: readonly MarkedAnswer[]
      /** Marked for who writes the diary. Who reads it as it stands has parts of operations, and parts have no mark. */
      readonly operations: readonly (StoredOperation & { readonly mark?: string })[]
      readonly gone: readonly number[]
      readonly seq: number
      readonly more: boolean
    }
  /** Unknown and somebody else's are one answer. */
  | { readonly type: 'no-such-diary' }
  /** For who holds the id of a diary that was erased: its devices must stop sending. */
  | { readonly type: 'patient-erased' }
  /** The database was restored from a backup: the device offers its whole log again, and pulls from 0. */
  | { readonly type: 'other-epoch'; readonly epoch: string }
  /** A place that this log never gave. */
  | { readonly type: 'unknown-cursor'; readonly epoch: string; readonly seq: number }

/** What a practitioner may add to a diary. The database holds to the same list. */
const ADDED_BY_STAFF: ReadonlySet<string> = new Set(['session', 'plan-change', 'plan-answer', 'report'])

/**
 * @param account from a verified session. @param patient as it was sent. @param now ms since 1970. Four queries to pull; to
 * store, whatever the batch, seven to a device that knew the rest already, and eight to who reads the diary as it stands.
 */
export function syncDiary(
  { app, marks }: Pick<Store, 'app' | 'marks'>,
  account: string,
  patient: string,
  { epoch, after, device, sentAt, offered }: SyncRequest,
  now: number,
): Promise<Synced> {
  if (!isUuid(patient)) return Promise.resolve({ type: 'no-such-diary' })
  return asPerson(app, account, async (transaction, access): Promise<Synced> => {
    if (!access.read.includes(patient))
      return { type: (await wasErased(transaction, patient)) ? 'patient-erased' : 'no-such-diary' }
    const judged = offered.map((one) => (isRefused(one) ? one : allowed(one, patient, access)))
    const operations = judged.filter((one): one is OfferedOperation => !isRefused(one))
    const opened = operations.length > 0 ? await openBatch(transaction, patient, operations, true) : null
    const place = opened ?? (await placeOf(transaction, patient))
    if (place === null) return { type: 'no-such-diary' }
    if (epoch !== null && epoch !== place.epoch) return { type: 'other-epoch', epoch: place.epoch }
    if (after > place.seq) return { type: 'unknown-cursor', epoch: place.epoch, seq: place.seq }
    const capacity = access.capacities[patient]
    const writes = access.write.includes(patient)
    const attributed = withProvenAuthors(marks, patient, operations)
    const appended =
      opened === null
        ? NOTHING_APPENDED
        : await appendOpened(transaction, opened, account, { device, sentAt, operations: attributed }, now, capacity)
    if (appended.stored.length > 0) await askForAnswers(transaction, patient, QUIET_SECONDS)
    // whoever knows the log up to here gets what they have just said, and need not ask for it
    const pulled: Pulled = !writes
      ? await pullStanding(transaction, patient, after)
      : after === place.seq
        ? { operations: appended.stored, gone: [], seq: place.seq + appended.stored.length, more: false }
        : await pullOperations(transaction, patient, after)
    // who gets what another said, and is not the patient, stands in the record
    if (capacity !== 'self' && pulled.operations.some(({ author }) => author !== account)) {
      const about = { operations: pulled.operations.length, from: after, to: pulled.seq }
      const event = { actor: account, actingAs: capacity, act: 'diary.read', about }
      await recordEvent(transaction, { id: patient, kind: 'patient' }, event, now)
    }
    const markOf = marker(marks, patient)
    const answers = marked(markOf, inOrder(judged, appended.answers), appended.known)
    const read = writes ? pulled.operations.map((one) => ({ ...one, mark: markOf(one) })) : pulled.operations
    return { type: 'ok', epoch: place.epoch, answers, ...pulled, operations: read }
  })
}

const NOTHING_APPENDED: Pick<AppendedBatch, 'answers' | 'stored' | 'known'> = {
  answers: [],
  stored: [],
  known: new Map(),
}

/** What is answered as stored is mostly what is handed out too: its mark is made once. */
function marker(marks: MarkKeys, patient: string): (operation: KnownOperation) => string {
  const made = new Map<string, string>()
  return (operation) => {
    const mark = made.get(operation.id) ?? authorMark(marks, patient, operation)
    made.set(operation.id, mark)
    return mark
  }
}

function marked(
  markOf: (operation: KnownOperation) => string,
  answers: readonly OperationAnswer[],
  known: ReadonlyMap<string, KnownOperation>,
): MarkedAnswer[] {
  return answers.map((answer) => {
    if (answer.type === 'refused') return answer
    const stored = known.get(answer.id)
    if (stored === undefined) throw new Error('an operation is answered as stored and is not known')
    return { ...answer, mark: markOf(stored) }
  })
}

/** The end of a log, without locking it; null where the acting person opens no such diary. */
async function placeOf(
  transaction: Transaction<Tables>,
  patient: string,
): Promise<{ readonly epoch: string; readonly seq: number } | null> {
  const { rows } = await sql<{ epoch: string; seq: number | null }>`
    SELECT epoch, (SELECT seq FROM diary.patients WHERE patient_id = ${patient}) AS seq FROM installation.state`.execute(
    transaction,
  )
  const [{ epoch, seq }] = rows
  return seq === null ? null : { epoch, seq }
}

function isRefused(one: OfferedOperation | Refused): one is Refused {
  return 'type' in one
}

function allowed(operation: OfferedOperation, patient: string, { write, append }: Access): OfferedOperation | Refused {
  if (write.includes(patient)) return operation
  if (append.includes(patient) && ADDED_BY_STAFF.has(operation.entity)) return operation
  return {
    type: 'refused',
    id: operation.id,
    code: 'not-yours',
    path: ['entity'],
    value: operation.entity,
    message:
      'In this diary you may add sessions, proposals and answers about the plan, and reports; the rest is said by the patient.',
  }
}

/** Answers in the order in which operations were sent. */
function inOrder(
  judged: readonly (OfferedOperation | Refused)[],
  stored: readonly OperationAnswer[],
): readonly OperationAnswer[] {
  let next = 0
  return judged.map((one) => (isRefused(one) ? one : stored[next++]))
}
