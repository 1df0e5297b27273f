// Who asked to be told when somebody answers is told by one mail: to an address that was confirmed when the comment was, and to no other.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../database/open-pool.ts'
import { seal } from '../jobs/sealed-parameters.ts'
import type { LinkOf, ReaderKeys } from '../readers/follow.ts'
import { stopAnswersToken } from './write-comment.ts'

export interface AnswerLinks {
  readonly answer: (slug: string, comment: string) => string
  readonly stop: LinkOf
}

/** Each answer once, in the transaction that queues its mail. @param database of the role `jobs`. @returns how many mails. */
export async function tellAnswers(database: Database, keys: ReaderKeys, links: AnswerLinks): Promise<number> {
  return database.transaction().execute(async (transaction) => {
    const { rows } = await sql<Readonly<Record<'answer' | 'told' | 'answered' | 'language' | 'slug', string>>>`
      SELECT * FROM site.answers_to_tell()`.execute(transaction)
    let queued = 0
    for (const { answer, told, answered, language, slug } of rows) {
      const { token, hash } = stopAnswersToken(keys.reader, answered)
      const mailId = randomUUID()
      const parameters = { url: links.answer(slug, answer), stopUrl: links.stop(token), language }
      const sealed = seal(keys.mail, [mailId, 'comment-answered', told], parameters)
      const { rows: done } = await sql<{ queued: boolean }>`
        SELECT site.tell_answer(${mailId}, ${answer}, ${told}, ${hash}, ${sealed}) AS queued`.execute(transaction)
      if (done[0].queued) queued++
    }
    return queued
  })
}
