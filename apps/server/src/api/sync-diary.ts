// One device and one diary brought in step, in one transaction: what was offered is stored and answered, and what others said since is read.
import { sql } from 'kysely'
import {
  appendOperations,
  asPerson,
  isUuid,
  pullOperations,
  recordEvent,
  type Access,
  type Database,
  type OfferedOperation,
  type OperationAnswer,
  type StoredOperation,
} from '@clearday/store'
import type { Refused, SyncRequest } from './sync-body.ts'

export type Synced =
  | {
      readonly type: 'ok'
      readonly epoch: string
      readonly answers: readonly OperationAnswer[]
      readonly operations: readonly StoredOperation[]
      readonly seq: number
      readonly more: boolean
    }
  /** Unknown, somebody else's and erased are one answer. */
  | { readonly type: 'no-such-diary' }
  /** The database was restored from a backup: the device offers its whole log again, and pulls from 0. */
  | { readonly type: 'other-epoch'; readonly epoch: string }
  /** A place that this log never gave. */
  | { readonly type: 'unknown-cursor'; readonly epoch: string; readonly seq: number }

/** What a practitioner may add to a diary. The database holds to the same list. */
const ADDED_BY_STAFF: ReadonlySet<string> = new Set(['session', 'plan-proposal', 'report'])

/**
 * @param account from a verified session. @param patient as it was sent. @param now ms since 1970. Five queries to pull; seven more where
 * something is stored, whatever the batch.
 */
export function syncDiary(
  database: Database,
  account: string,
  patient: string,
  { epoch, after, device, sentAt, offered }: SyncRequest,
  now: number,
): Promise<Synced> {
  if (!isUuid(patient)) return Promise.resolve({ type: 'no-such-diary' })
  return asPerson(database, account, async (transaction, access): Promise<Synced> => {
    if (!access.read.includes(patient)) return { type: 'no-such-diary' }
    const { rows } = await sql<{ epoch: string; seq: number | null }>`
      SELECT epoch, (SELECT seq FROM diary.patients WHERE patient_id = ${patient}) AS seq FROM installation.state`.execute(
      transaction,
    )
    const [{ epoch: current, seq: head }] = rows
    if (head === null) return { type: 'no-such-diary' }
    if (epoch !== null && epoch !== current) return { type: 'other-epoch', epoch: current }
    if (after > head) return { type: 'unknown-cursor', epoch: current, seq: head }
    const judged = offered.map((one) => (isRefused(one) ? one : allowed(one, patient, access)))
    const operations = judged.filter((one): one is OfferedOperation => !isRefused(one))
    let stored: readonly OperationAnswer[] = []
    if (operations.length > 0) {
      const appended = await appendOperations(transaction, patient, account, { device, sentAt, operations }, now)
      if (appended.type !== 'ok') return { type: 'no-such-diary' }
      stored = appended.answers
    }
    const pulled = await pullOperations(transaction, patient, after)
    const capacity = access.capacities[patient]
    const chain = { id: patient, kind: 'patient' } as const
    const added = stored.filter(({ type }) => type === 'stored').length
    if (added > 0)
      await recordEvent(
        transaction,
        chain,
        { actor: account, actingAs: capacity, act: 'operations.appended', about: { operations: added, device } },
        now,
      )
    if (pulled.operations.length > 0 && capacity !== 'self' && capacity !== 'proxy') {
      const about = { operations: pulled.operations.length, from: after, to: pulled.seq }
      await recordEvent(transaction, chain, { actor: account, actingAs: capacity, act: 'diary.read', about }, now)
    }
    return { type: 'ok', epoch: current, answers: inOrder(judged, stored), ...pulled }
  })
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
    message: 'In this diary you may add sessions, proposals for the plan and reports; the rest is said by the patient.',
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
