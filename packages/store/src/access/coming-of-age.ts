// A child comes of age: whoever writes for them does so until that birthday, unless the patient, with an account of their own, renews it.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Database } from '../database/open-pool.ts'

/** So long before, the end is set and everybody concerned is told. */
export const TOLD_BEFORE_DAYS = 90
/** Where the birthday is only then known, or past, they have so long all the same. */
export const LEAST_NOTICE_DAYS = 30
/** Who acts where it is the rule of the clinic and no person. */
const RULE = '00000000-0000-0000-0000-000000000000'

/**
 * Sets ends for those who come of age soon, by the day of birth of the clinic's file and the age that the clinic set, and queues a notice for who
 * writes the diary and for its patient, each once. What a patient made or renewed themselves, and what began after that birthday, stays.
 *
 * @param owner the owner's pool; for each night. @param at ms since 1970. @returns how many were set.
 */
export function endAtAge(owner: Database, at: number): Promise<number> {
  return owner.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ patient: string; account: string; ends: string }>`
      SELECT patient, account, ends FROM access.end_at_age(
        make_interval(days => ${TOLD_BEFORE_DAYS}), make_interval(days => ${LEAST_NOTICE_DAYS})) ORDER BY patient, account`.execute(
      transaction,
    )
    for (const { patient, account, ends } of rows) {
      const event = { actor: RULE, actingAs: 'rule', act: 'proxy.ends-at-age', about: { proxy: account, ends } }
      await recordEvent(transaction, { id: patient, kind: 'patient' }, event, at)
    }
    for (const patient of new Set(rows.map((row) => row.patient)))
      await sql`INSERT INTO access.outbox (patient_id, notice_id, audience, kind, about)
        VALUES (${patient}, ${randomUUID()}, 'patient', 'coming-of-age', '{}')`.execute(transaction)
    return rows.length
  })
}
