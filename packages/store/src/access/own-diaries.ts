// Two diaries of one person, once two accounts became one: both stay whole; one is in use; what the other says can be joined into it.
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import type { AttributedOperation } from '@clearday/diary/operations'
import { pullOperations } from '../operations/pull-operations.ts'
import { adoptDiary } from './adopt-diary.ts'
import type { Access } from './as-person.ts'
import { ownDiary } from './new-diary.ts'
import { refused, type AccessOutcome } from './outcome.ts'
import { previewAdoption, type AdoptionPreview } from './preview-adoption.ts'

export interface OwnDiary {
  readonly patient: string
  /** New entries go into this one. */
  readonly inUse: boolean
  readonly entries: number
  /** Days of the first and the last entry; null where there is none. */
  readonly firstDay: string | null
  readonly lastDay: string | null
}

/** The account's own diaries, the one in use first. One query each. */
export async function ownDiaries(transaction: Transaction<Tables>, access: Access): Promise<readonly OwnDiary[]> {
  const inUse = ownDiary(access)
  const diaries: OwnDiary[] = []
  for (const patient of ownIn(access)) {
    const { rows } = await sql<Omit<OwnDiary, 'patient' | 'inUse'>>`
      SELECT count(*)::int AS entries, min(first_day)::text AS "firstDay", max(coalesce(last_day, first_day))::text AS "lastDay"
      FROM diary.entries WHERE patient_id = ${patient} AND NOT deleted`.execute(transaction)
    diaries.push({ patient, inUse: patient === inUse, ...rows[0] })
  }
  return diaries
}

/** From the next transaction on this diary is the one in use. @param at ms since 1970. Errors: not-yours. */
export async function chooseOwnDiary(
  transaction: Transaction<Tables>,
  access: Access,
  patient: string,
  at: number,
): Promise<AccessOutcome<null>> {
  if (access.capacities[patient] !== 'self') return refused('not-yours', 'This is no diary of your own.')
  await sql`UPDATE access.accounts SET own_diary = ${patient} WHERE account_id = ${access.account}`.execute(transaction)
  const event = { actor: access.account, actingAs: 'self', act: 'diary.chosen', about: {} }
  await recordEvent(transaction, { id: patient, kind: 'patient' }, event, at)
  return { type: 'ok', value: null }
}

/** What joining would do; nothing is changed. @param from another diary of one's own. Errors: not-yours. O(operations + entries). */
export async function previewJoin(
  transaction: Transaction<Tables>,
  access: Access,
  from: string,
  at: number,
): Promise<AccessOutcome<AdoptionPreview>> {
  if (!joins(access, from)) return refused('not-yours', 'This is no other diary of your own.')
  const batch = { device: from, sentAt: at, operations: await wholeLog(transaction, from) }
  return { type: 'ok', value: await previewAdoption(transaction, access, batch, at, ownDiary(access), true) }
}

/**
 * Says again in the diary in use what the other says, each field as by the order in which it was said. The other stays as it is, with its files,
 * until its person erases it. Done twice it adds nothing.
 *
 * Errors: not-yours, no-such-patient.
 */
export async function joinDiaries(
  transaction: Transaction<Tables>,
  access: Access,
  from: string,
  at: number,
): Promise<AccessOutcome<{ readonly stored: number; readonly refused: number }>> {
  if (!joins(access, from)) return refused('not-yours', 'This is no other diary of your own.')
  const count = { stored: 0, refused: 0 }
  const batch = { device: from, sentAt: at, operations: await wholeLog(transaction, from) }
  const adopted = await adoptDiary(transaction, access, batch, 'own', at, true)
  if (adopted.type === 'error') return adopted
  for (const { type } of adopted.value.answers) if (type === 'stored' || type === 'refused') count[type]++
  return { type: 'ok', value: count }
}

function ownIn({ capacities }: Access): readonly string[] {
  return Object.keys(capacities).filter((patient) => capacities[patient] === 'self')
}

function joins(access: Access, from: string): boolean {
  return access.capacities[from] === 'self' && from !== ownDiary(access)
}

/** With who said each: a session of a practitioner stays theirs in whichever diary it stands. */
async function wholeLog(transaction: Transaction<Tables>, patient: string): Promise<readonly AttributedOperation[]> {
  const said: AttributedOperation[] = []
  for (let seq = 0, more = true; more;) {
    const pulled = await pullOperations(transaction, patient, seq)
    for (const operation of pulled.operations) said.push({ ...operation, saidBy: operation.author })
    ;({ seq, more } = pulled)
  }
  return said
}
