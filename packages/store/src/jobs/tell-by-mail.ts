// What was done to a diary without its patient becomes mails to those concerned: every notice once, in the transaction that takes it up.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { takeNotices, type NoticeKind } from '../access/tell.ts'
import type { Database } from '../database/open-pool.ts'
import type { AskedMailKind } from './mail-kinds.ts'
import { seal, type MailKey } from './sealed-parameters.ts'

const MAIL_OF = {
  'relationship-by-manager': 'access-opened',
  'break-glass': 'glass-broken',
  'coming-of-age': 'coming-of-age',
  'diary-handed-over': 'diary-handed-over',
  'diary-without-writer': 'diary-without-writer',
  'writer-named': 'writer-named',
  'writing-prolonged': 'writing-prolonged',
} as const satisfies Readonly<Record<NoticeKind, AskedMailKind>>

/** Of which managers have a page of their own. */
const ABOUT_WRITERS: readonly NoticeKind[] = ['diary-without-writer', 'writer-named']

/**
 * How many mails were queued. Two queries for each notice and each mail.
 *
 * @param database of the role `jobs`. @param url of the page where one reads who has looked at a diary.
 */
export function tellByMail(database: Database, secret: MailKey, url: string): Promise<number> {
  return database.transaction().execute(async (transaction) => {
    let mails = 0
    for (const { noticeId, patient, audience, kind } of await takeNotices(transaction)) {
      const { rows } = await sql<{ account: string }>`SELECT mail.told(${patient}, ${audience}) AS account`.execute(
        transaction,
      )
      for (const { account } of rows) {
        const mailId = randomUUID()
        const page =
          ABOUT_WRITERS.includes(kind) && audience === 'managers' ? new URL('/clinic/writers', url).href : url
        const sealed = seal(secret, [mailId, MAIL_OF[kind], account], { url: page })
        await sql`SELECT mail.queue_told(${mailId}, ${account}, ${patient}, ${MAIL_OF[kind]}, ${noticeId}, ${sealed})`.execute(
          transaction,
        )
        mails++
      }
    }
    return mails
  })
}
