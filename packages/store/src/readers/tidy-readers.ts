// What readers gave and nobody confirmed, and links that are over, do not stay.
import type pg from 'pg'

/** So long something waits to be confirmed. */
export const UNCONFIRMED_DAYS = 2
/** That something was taken back stays so long here; the journal outside the database has it after a minute. */
export const READER_ENDING_DAYS = 90
/** A comment that the clinic does not show stays so long, and a report that was looked at. */
export const REFUSED_DAYS = 90

/** For a nightly job. @param owner the connection that no policy holds back. @param now ms since 1970. */
export async function tidyReaders(owner: pg.Client, now: number): Promise<void> {
  const daysAgo = (days: number): string => new Date(now - days * 86_400_000).toISOString()
  const at = new Date(now).toISOString()
  await owner.query('DELETE FROM site.subscriptions WHERE confirmed_at IS NULL AND asked_at < $1', [
    daysAgo(UNCONFIRMED_DAYS),
  ])
  await owner.query(
    `SELECT site.take_back(ARRAY(SELECT comment_id FROM site.comments
       WHERE (state = 'unconfirmed' AND written_at < $1) OR (state = 'refused' AND decided_at < $2)))`,
    [daysAgo(UNCONFIRMED_DAYS), daysAgo(REFUSED_DAYS)],
  )
  await owner.query('DELETE FROM site.comment_reports WHERE handled_at < $1', [daysAgo(REFUSED_DAYS)])
  await owner.query('DELETE FROM site.reader_links WHERE expires_at < $1', [at])
  await owner.query(
    `DELETE FROM site.readers r WHERE first_at < $1 AND NOT EXISTS (SELECT FROM site.subscriptions s WHERE s.reader_id = r.reader_id)
       AND NOT EXISTS (SELECT FROM site.comments c WHERE c.reader_id = r.reader_id)
       AND NOT EXISTS (SELECT FROM site.reader_links l WHERE l.reader_id = r.reader_id AND l.purpose = 'reader')`,
    [daysAgo(UNCONFIRMED_DAYS)],
  )
  await owner.query('DELETE FROM site.reader_endings WHERE ended_at < $1', [daysAgo(READER_ENDING_DAYS)])
}
