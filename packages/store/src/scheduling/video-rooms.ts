// Where visits by video take place: an address for each who gives them, told to those who have booked.
import { sql, type Transaction } from 'kysely'
import type { Access } from '../access/as-person.ts'
import { recordEvent } from '../audit/audit-chain.ts'
import type { Tables } from '../database/tables.ts'
import { schedulingRefused, type SchedulingOutcome } from './scheduling-outcome.ts'

/** By account; managers see all, practitioners their own. One query. */
export async function videoRooms(transaction: Transaction<Tables>): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ practitioner: string; url: string }>`
    SELECT practitioner, url FROM scheduling.video_rooms`.execute(transaction)
  return new Map(rows.map(({ practitioner, url }) => [practitioner, url]))
}

/** By managers, and by practitioners for themselves. @param url https; '' for none. @param at ms since 1970. Errors: not-yours, wrong-value. */
export async function setVideoRoom(
  transaction: Transaction<Tables>,
  access: Access,
  practitioner: string,
  url: string,
  at: number,
): Promise<SchedulingOutcome<null>> {
  if (access.manage !== true && access.account !== practitioner) return schedulingRefused('not-yours')
  if (url !== '' && (url.length > 500 || URL.parse(url)?.protocol !== 'https:'))
    return schedulingRefused('wrong-value', { field: 'video' })
  const { rows } =
    url === ''
      ? await sql`DELETE FROM scheduling.video_rooms WHERE practitioner = ${practitioner} RETURNING 1`.execute(
          transaction,
        )
      : await sql`INSERT INTO scheduling.video_rooms AS v (practitioner, url) VALUES (${practitioner}, ${new URL(url).href})
          ON CONFLICT (practitioner) DO UPDATE SET url = excluded.url WHERE v.url <> excluded.url RETURNING 1`.execute(
          transaction,
        )
  if (rows.length > 0) {
    const event = { actor: access.account, actingAs: 'staff', act: 'video-room.set', about: { practitioner } }
    await recordEvent(transaction, { id: access.account, kind: 'staff' }, event, at)
  }
  return { type: 'ok', value: null }
}

/** For whoever has the link of a visit by video that is booked, or sees it; null for none. One query. */
export async function videoOf(
  transaction: Transaction<Tables>,
  appointment: string,
  proof: Uint8Array | null,
): Promise<string | null> {
  const { rows } = await sql<{ url: string | null }>`
    SELECT scheduling.video_of(${appointment}, ${proof === null ? null : Buffer.from(proof)}) AS url`.execute(
    transaction,
  )
  return rows.at(0)?.url ?? null
}
