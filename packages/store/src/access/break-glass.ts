// Breaking the glass: a practitioner opens a diary in an emergency without anybody's leave, for a day, and everybody concerned is told.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { actingMore } from './acting.ts'
import type { Access } from './as-person.ts'
import { practises, recordOnBoth } from './care-relationships.ts'
import { holdAudited, refused, type AccessOutcome } from './outcome.ts'
import { tell } from './tell.ts'

/** How long it stays open, in hours. */
export const BREAK_GLASS_HOURS = 24
const HOUR_MS = 3_600_000

/**
 * The diary is open from the practitioner's next transaction on. It stands in the patient's record and in the practitioner's, and notices to
 * the patient and to the managers are written in the same transaction: it cannot be done in silence.
 *
 * @param at ms since 1970. Errors: not-yours (no practitioner), no-reason, no-such-patient, closed, already-open.
 */
export async function breakGlass(
  transaction: Transaction<Tables>,
  access: Access,
  { patient, reason }: { readonly patient: string; readonly reason: string },
  at: number,
): Promise<AccessOutcome<{ readonly relationshipId: string; readonly endsAt: string }>> {
  if (!access.roles.includes('practitioner'))
    return refused('not-yours', 'Only a practitioner can open a diary in an emergency.')
  if (reason.trim() === '') return refused('no-reason', 'Write what the emergency is. The patient will read it.')
  if (access.read.includes(patient)) return refused('already-open', 'This diary is open to you already.')
  return actingMore(transaction, access, { audited: [patient], breakGlass: true }, async () => {
    const shut = await holdAudited(transaction, patient)
    if (shut !== null) return shut
    // also where they were let go while this was under way
    if (!(await practises(transaction, access.account)))
      return refused('not-yours', 'Only a practitioner can open a diary in an emergency.')
    const relationshipId = randomUUID()
    const endsAt = new Date(at + BREAK_GLASS_HOURS * HOUR_MS).toISOString()
    // by the database's clock it may not last longer, whatever the caller's says
    const { rows } = await sql<{ endsAt: string }>`
      INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as, reason, ends_at)
      VALUES (${relationshipId}, ${patient}, ${access.account}, ${access.account}, 'break-glass', ${reason.trim()},
              least(${endsAt}::timestamptz, now() + make_interval(hours => ${BREAK_GLASS_HOURS})))
      RETURNING ends_at AS "endsAt"`.execute(transaction)
    const about = { relationship: relationshipId, practitioner: access.account, endsAt: rows[0].endsAt }
    // also of a practitioner who is a manager as well: what they did, they did as a practitioner
    await recordOnBoth(transaction, access, patient, 'break-glass', about, at, 'practitioner')
    for (const audience of ['patient', 'managers'] as const)
      await tell(transaction, { patient, audience, kind: 'break-glass', about })
    return { type: 'ok', value: { relationshipId, endsAt: rows[0].endsAt } }
  })
}
