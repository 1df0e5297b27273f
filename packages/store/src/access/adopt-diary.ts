// Taking over a diary that was kept on a device without an account: said again under an id that the server issues, or joined field by field
// into a diary that the person writes. What it would do is shown first, by `previewAdoption`.
import type { Transaction } from 'kysely'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { appendOperations } from '../operations/append-operations.ts'
import type { Batch, OperationAnswer } from '@clearday/diary/operations'
import type { Access } from './as-person.ts'
import { createDiary, ownDiary } from './new-diary.ts'
import { capacityOf, refused, writes, type AccessOutcome } from './outcome.ts'
import { saidAgain } from './preview-adoption.ts'

export interface Adopted {
  readonly patient: string
  readonly joined: boolean
  /** With the diary that was made. */
  readonly access: Access
  /** The device's whole log belongs to this id from now on. */
  readonly answers: readonly OperationAnswer[]
}

/** What the person saw and agreed to: a new diary of their own, their own that is there, or another that they write. */
export type AdoptInto = 'new' | 'own' | { readonly patient: string }

/**
 * Takes the device's operations over: into the account's own diary if it has one, each field as by the order in which it was said, and
 * otherwise into a new one. Sent twice it adds nothing. Whatever patient the device had made up for itself is not looked at.
 *
 * @param placed of a log that this server or an archive keeps: its order stands; never of what a device brings along. @param into as in the
 * preview. Errors: already-open (there is a diary of their own, and the person agreed to a new one), not-found (the
 * other way round), not-yours (a diary that they do not write), no-such-patient.
 */
export async function adoptDiary(
  transaction: Transaction<Tables>,
  access: Access,
  batch: Batch,
  into: AdoptInto,
  at: number,
  placed = false,
): Promise<AccessOutcome<Adopted>> {
  const own = ownDiary(access)
  if (into === 'new' && own !== null)
    return refused('already-open', 'This account has a diary of its own by now. Look again at what will be joined.')
  if (into === 'own' && own === null)
    return refused('not-found', 'This account has no diary of its own any more. Look again at what will be made.')
  if (typeof into === 'object' && !writes(access, into.patient))
    return refused('not-yours', 'Only the patient, or who writes for them, can do this.')
  const made = into === 'new' ? await createDiary(transaction, access, 'self', at) : null
  if (made?.type === 'error') return made
  const acting = made?.value.access ?? access
  const patient = made?.value.patient ?? (typeof into === 'object' ? into.patient : (own ?? ''))
  const joined = into !== 'new'
  const operations = saidAgain(batch.operations, placed)
  const appended = await appendOperations(transaction, patient, access.account, { ...batch, operations }, at)
  if (appended.type !== 'ok') return refused('no-such-patient', 'This diary is not there any more.')
  const count = (type: OperationAnswer['type']): number => appended.answers.filter((one) => one.type === type).length
  await recordEvent(
    transaction,
    { id: patient, kind: 'patient' },
    {
      actor: access.account,
      actingAs: capacityOf(acting, patient),
      act: 'diary.adopted',
      about: { joined, device: batch.device, stored: count('stored'), refused: count('refused') },
    },
    at,
  )
  return { type: 'ok', value: { patient, joined, access: acting, answers: appended.answers } }
}
