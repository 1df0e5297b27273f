// A clinic with somebody who gives visits: at two places in two zones, every day of the week.
import { randomUUID } from 'node:crypto'
import type { Clinic } from './clinic.ts'

const SERVICES = [
  ['craniosacral', 'session', 'craniosacral-therapy', '{"en": "Craniosacral session", "es": "Sesión craneosacral"}'],
  ['evaluation', 'evaluation-new', null, '{"en": "First evaluation", "es": "Primera valoración"}'],
]

/** Ada Berg gives both services, for an hour each, in the mornings by the clock of Berlin and in the afternoons by that of New York. @param ada her account. */
export async function openForVisits({ sql }: Pick<Clinic, 'sql'>, ada: string): Promise<void> {
  await sql('INSERT INTO access.accounts (account_id) VALUES ($1) ON CONFLICT DO NOTHING', [ada])
  await sql(
    `INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, 'practitioner', $1) ON CONFLICT DO NOTHING`,
    [ada],
  )
  await sql(
    `INSERT INTO clinic.locations (location_id, name, time_zone, address, telephone)
     VALUES ('park', 'Park', 'Europe/Berlin', 'Park Street 1', '+49 30 1'), ('harbour', 'Harbour', 'America/New_York', 'Pier 2', '')`,
  )
  await sql(`INSERT INTO clinic.practitioner_profiles (account_id, profession) VALUES ($1, 'x')`, [ada])
  await sql(`INSERT INTO site.people (person_id, account_id, name, job_title) VALUES ('ada', $1, 'Ada Berg', '{}')`, [
    ada,
  ])
  await sql(
    `INSERT INTO site.licences (licence_id, person_id, name, treatments) VALUES ($1, 'ada', 'x', '{craniosacral-therapy}')`,
    [randomUUID()],
  )
  for (const [id, kind, treatment, name] of SERVICES) {
    await sql(
      `INSERT INTO scheduling.services (service_id, kind, treatment_id, names, minutes, needs_room, booking, preparation)
       VALUES ($1, $2, $3, $4, 60, false, 'instant', '{"en": "Wear something soft."}')`,
      [id, kind, treatment, name],
    )
    await sql(
      `INSERT INTO scheduling.offerings (service_id, practitioner, location_id) VALUES ($1, $2, 'park'), ($1, $2, 'harbour')`,
      [id, ada],
    )
  }
  for (const weekday of [1, 2, 3, 4, 5, 6, 7])
    await sql(
      `INSERT INTO scheduling.working_plans (plan_id, practitioner, location_id, weekday, from_minute, to_minute, valid)
       VALUES ($1, $2, 'park', $3, 540, 720, '[2020-01-01,)'), ($4, $2, 'harbour', $3, 840, 1020, '[2020-01-01,)')`,
      [randomUUID(), ada, weekday, randomUUID()],
    )
}
