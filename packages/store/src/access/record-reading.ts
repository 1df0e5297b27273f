// Whoever reads another's diary, or what the clinic keeps about its patient, stands in its record: practitioners, and proxies too.
import type { Transaction } from 'kysely'
import type { Json } from '@clearday/diary/operations'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import type { Access } from './as-person.ts'
import { capacityOf } from './outcome.ts'

/** Records what somebody read; patients who read what is their own are not recorded. @param at ms since 1970. Two queries, or none. */
export async function recordReading(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  act: string,
  about: { readonly [name: string]: Json },
  at: number,
): Promise<void> {
  if (access.capacities[patient] === 'self') return
  const event = { actor: access.account, actingAs: capacityOf(access, patient), act, about }
  await recordEvent(transaction, { id: patient, kind: 'patient' }, event, at)
}
