// How the clinic calls itself on its pages, and its one-line promise; kept by managers.
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import type { Tables } from '../database/tables.ts'
import { json } from './drafts.ts'
import type { Worded } from './people-topics.ts'
import { siteRefused, type SiteOutcome } from './site-outcome.ts'

export interface ClinicName {
  /** Empty until a manager has said it. */
  readonly name: string
  /** By language, one line. */
  readonly promise: Worded
}

export async function clinicName(transaction: Transaction<Tables>): Promise<ClinicName> {
  const { rows } = await sql<ClinicName>`SELECT name, promise FROM site.clinic`.execute(transaction)
  return rows[0] ?? { name: '', promise: {} }
}

/** Errors: not-yours. */
export async function putClinicName(
  transaction: Transaction<Tables>,
  access: Access,
  { name, promise }: ClinicName,
): Promise<SiteOutcome<null>> {
  if (access.manage !== true) return siteRefused('not-yours')
  await sql`UPDATE site.clinic SET name = ${name}, promise = ${json(promise)}`.execute(transaction)
  return { type: 'ok', value: null }
}
