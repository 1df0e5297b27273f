// What was done to a diary without its patient becomes mails to those concerned: every notice once, in the transaction that takes it up.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { takeNotices, type NoticeKind, type WaitingNotice } from '../access/tell.ts'
import type { Database } from '../database/open-pool.ts'
import type { AskedMailKind, ToldParameters } from './mail-kinds.ts'
import { seal, type MailKey } from './sealed-parameters.ts'

const MAIL_OF = {
  'relationship-by-manager': 'access-opened',
  'break-glass': 'glass-broken',
  'coming-of-age': 'coming-of-age',
  'diary-handed-over': 'diary-handed-over',
  'diary-without-writer': 'diary-without-writer',
  'writer-named': 'writer-named',
  'writing-prolonged': 'writing-prolonged',
  'plan-proposed': 'plan-proposed',
} as const satisfies Readonly<Record<NoticeKind, AskedMailKind>>

/**
 * How many mails were queued. Two queries for each notice and each mail.
 *
 * @param database of the role `jobs`. @param fitting where an account reads about it, and as what it is addressed.
 */
export function tellByMail(
  database: Database,
  secret: MailKey,
  fitting: (account: string, notice: Pick<WaitingNotice, 'patient' | 'audience' | 'kind'>) => Promise<ToldParameters>,
): Promise<number> {
  return database.transaction().execute(async (transaction) => {
    let mails = 0
    for (const { noticeId, patient, audience, kind } of await takeNotices(transaction)) {
      const { rows } = await sql<{ account: string }>`SELECT mail.told(${patient}, ${audience}) AS account`.execute(
        transaction,
      )
      for (const { account } of rows) {
        const mailId = randomUUID()
        const parameters = await fitting(account, { patient, audience, kind })
        const sealed = seal(secret, [mailId, MAIL_OF[kind], account], parameters)
        await sql`SELECT mail.queue_told(${mailId}, ${account}, ${patient}, ${MAIL_OF[kind]}, ${noticeId}, ${sealed})`.execute(
          transaction,
        )
        mails++
      }
    }
    return mails
  })
}
