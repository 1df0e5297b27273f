// Whether a reminder that waited to be sent is still wanted when it goes: much can have been said or taken back since it was taken up.
import type { Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { capacityOf } from '../access/outcome.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import { consents } from '../consent/consents.ts'
import type { Tables } from '../database/tables.ts'
import { isTold } from './take-reminder.ts'

export type ReminderUnwanted = 'diary-not-open' | 'consent-taken-back' | 'day-is-written'

/** Null where a mail about a day is still wanted. @param transaction of `asPerson`. @param mail its id, for the record. @param at ms since 1970. Four queries. */
export async function reminderUnwanted(
  transaction: Transaction<Tables>,
  access: Access,
  { patient, day, mail }: { readonly patient: string; readonly day: string; readonly mail: string },
  at: number,
): Promise<ReminderUnwanted | null> {
  if (!access.write.includes(patient)) return 'diary-not-open'
  if (!(await consents(transaction, patient, 'reminders-by-mail'))) return 'consent-taken-back'
  const told = await isTold(transaction, patient, day)
  const event = {
    actor: access.account,
    actingAs: capacityOf(access, patient),
    act: 'reminder.checked',
    about: { mail },
  }
  await recordEvent(transaction, { id: patient, kind: 'patient' }, event, at)
  return told ? 'day-is-written' : null
}
