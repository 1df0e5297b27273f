// What a practitioner says of a plan on a page: a proposal, an answer or taking back, in their own name and on the patient's own day.
import { FRAME, zoneOfFrame, type Fields, type OfferedOperation } from '@clearday/diary/operations'
import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { refused, type AccessOutcome } from '../access/outcome.ts'
import type { Tables } from '../database/tables.ts'
import { appendOpened } from './append-operations.ts'
import { openBatch, touchedOr } from './open-batch.ts'

export interface SaidOfPlan {
  readonly entity: 'plan-change' | 'plan-answer'
  readonly key: string
  readonly fields: Fields
  /** The field that gets the day of the patient. */
  readonly dated: 'proposedOn' | 'answeredOn' | 'saidOn'
  /** The whole of it is taken back. */
  readonly deleted?: boolean
}

/**
 * By the one door of the log, so that it is refused there and stands in the patient's record.
 *
 * @param at ms since 1970. Errors: not-yours (the diary is not open to the practitioner, or somebody else said what is to be changed),
 * wrong-value. Three queries.
 */
export async function sayOfPlan(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  { entity, key, fields, dated, deleted = false }: SaidOfPlan,
  at: number,
): Promise<AccessOutcome<null>> {
  if (!access.append.includes(patient)) return refused('not-yours', 'This diary is not open to you as a practitioner.')
  const operation: OfferedOperation = { id: randomUUID(), entity, key, fields, deleted, at, seen: 0 }
  const opened = await openBatch(transaction, patient, [operation], true)
  if (opened === null) return refused('not-yours', 'This diary is not open to you as a practitioner.')
  const zone = zoneOfFrame(touchedOr(opened.touched, FRAME.entity, FRAME.key).state) ?? 'UTC'
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString()
  const named = dated !== 'answeredOn' && opened.ownName !== '' && { practitioner: opened.ownName }
  const said: OfferedOperation = deleted
    ? operation
    : { ...operation, seen: opened.seq, fields: { ...fields, ...named, by: access.account, [dated]: today } }
  const batch = { device: randomUUID(), sentAt: at, operations: [said] }
  const { answers } = await appendOpened(transaction, opened, access.account, batch, at, 'practitioner')
  const [answer] = answers
  if (answer.type !== 'refused') return { type: 'ok', value: null }
  return refused(answer.code === 'not-yours' ? 'not-yours' : 'wrong-value', answer.message)
}
