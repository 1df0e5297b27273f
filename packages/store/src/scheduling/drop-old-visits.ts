// What of the clinic's calendar is kept no longer: holds that nobody used, visits that are over for years, requests, who waits for days that are over,
// who comes no more, and the calendars of who is here no more.
import type pg from 'pg'

/** After so many days a hold that was not used goes, and a person without any visit. */
export const UNUSED_DAYS = 30

/** After so many days a request goes by itself, unless the visit that came of it is still to come. */
export const VISIT_REQUEST_DAYS = 180

/** For a nightly job. @param owner the connection that no policy holds back. @param now ms since 1970. */
export async function dropOldVisits(owner: pg.Client, now: number): Promise<void> {
  const unused = new Date(now - UNUSED_DAYS * 86_400_000).toISOString()
  await owner.query(
    `DELETE FROM scheduling.appointments WHERE made_at < $1 AND (state = 'expired' OR (state = 'held' AND held_until < $1))`,
    [unused],
  )
  await owner.query(
    `DELETE FROM scheduling.appointments
     WHERE upper(span) < $1::timestamptz - make_interval(years => (SELECT years FROM clinic_records.retention))`,
    [new Date(now).toISOString()],
  )
  await owner.query(
    `DELETE FROM scheduling.requests r WHERE r.asked_at < $1
       AND NOT EXISTS (SELECT FROM scheduling.appointments a WHERE a.appointment_id = r.appointment_id AND upper(a.span) > $2)`,
    [new Date(now - VISIT_REQUEST_DAYS * 86_400_000).toISOString(), new Date(now).toISOString()],
  )
  // of a visit that is over nothing is told any more
  for (const table of ['notices', 'reminded'])
    await owner.query(
      `DELETE FROM scheduling.${table} n USING scheduling.appointments a WHERE a.appointment_id = n.appointment_id AND upper(a.span) < $1`,
      [unused],
    )
  await owner.query('DELETE FROM scheduling.waiting WHERE upper(days) < $1::date', [unused])
  await owner.query(
    `DELETE FROM scheduling.persons p WHERE p.made_at < $1 AND p.merged_into IS NULL
       AND NOT EXISTS (SELECT FROM scheduling.appointments a WHERE a.person_id = p.person_id)
       AND NOT EXISTS (SELECT FROM scheduling.waiting w WHERE w.person_id = p.person_id)
       AND NOT EXISTS (SELECT FROM scheduling.requests r WHERE r.person_id = p.person_id)`,
    [unused],
  )
  await owner.query(
    `DELETE FROM scheduling.feeds f WHERE NOT CASE f.kind WHEN 'practitioner' THEN scheduling.is_practitioner(f.account_id)
       ELSE EXISTS (SELECT FROM scheduling.diaries_of(f.account_id)) END`,
  )
  await owner.query('DELETE FROM scheduling.other_calendars WHERE NOT scheduling.is_practitioner(practitioner)')
  await owner.query('DELETE FROM scheduling.busy WHERE upper(span) < $1', [unused])
}
