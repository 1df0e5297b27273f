// An article that appeared becomes a mail to each reader who follows its language or one of its topics: one, also after a crash on the way.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../database/open-pool.ts'
import { seal } from '../jobs/sealed-parameters.ts'
import { followToken } from './reader-token.ts'
import type { LinkOf, ReaderKeys } from './follow.ts'

export interface AnnounceLinks {
  readonly article: (slug: string) => string
  /** Takes a GET to the page where mails are ended, and the POST by which a mail program ends them at once. */
  readonly stop: LinkOf
}

const AT_ONCE = 200
/** So that mails of the sign-in do not wait behind them. */
const A_SECOND = 5

/**
 * Queues the mails of new articles. Each reader's is queued under the article's key, so that an attempt after a crash queues only what is
 * missing; an article is ticked off when all are queued.
 *
 * @param database of the role `jobs`. @param now ms since 1970. @returns how many mails. Two queries for each article, one for each mail.
 */
export async function announceArticles(
  database: Database,
  keys: ReaderKeys,
  links: AnnounceLinks,
  now: number,
): Promise<number> {
  const { rows: articles } = await sql<{ article: string; language: string; slug: string; title: string }>`
    SELECT * FROM site.articles_to_announce()`.execute(database)
  let queued = 0
  for (const { article, language, slug, title } of articles) {
    let last: string | null = null
    for (;;) {
      const readers: readonly string[] = await nextReaders(database, article, last)
      for (const reader of readers) {
        const { token, hash } = followToken(keys.reader, reader)
        const mailId = randomUUID()
        const parameters = { url: links.article(slug), stopUrl: links.stop(token), language, title }
        const sealed = seal(keys.mail, [mailId, 'article-published', reader], parameters)
        const sendAt = new Date(now + Math.floor(queued / A_SECOND) * 1000).toISOString()
        const { rows } = await sql<{ queued: boolean }>`
          SELECT site.announce(${mailId}, ${reader}, ${article}, ${hash}, ${sealed}, ${sendAt}) AS queued`.execute(
          database,
        )
        if (rows[0].queued) queued++
      }
      if (readers.length < AT_ONCE) break
      last = readers[readers.length - 1] ?? null
    }
    await sql`SELECT site.announced_to_all(${article})`.execute(database)
  }
  return queued
}

async function nextReaders(database: Database, article: string, last: string | null): Promise<readonly string[]> {
  const { rows } = await sql<{
    reader: string
  }>`SELECT reader FROM site.readers_to_tell(${article}, ${last}, ${AT_ONCE})`.execute(database)
  return rows.map(({ reader }) => reader)
}

/** Where a mail to a reader goes; null for what is no reader any more. @param database of the role `jobs`. */
export async function addressOfReader(database: Database, reader: string): Promise<string | null> {
  const { rows } = await sql<{ address: string | null }>`SELECT site.address_of(${reader}) AS address`.execute(database)
  return rows[0]?.address ?? null
}
