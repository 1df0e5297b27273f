// A clinic with something in its calendar: services, rooms, working hours around the clock, and visits of a Wednesday some weeks ahead.
import { randomBytes, randomUUID } from 'node:crypto'
import { startDemonstration, type Demonstration } from './demonstration.ts'

const DAY = 86_400_000

export interface DeskClinic extends Demonstration {
  /** A Wednesday that nothing else is on. */
  readonly day: string
  readonly practitioners: Readonly<Record<'lea' | 'ines' | 'bo', string>>
  /** Books as the owner of the database does. Gives the id. @param time by the clock of the place, of which the zone is Europe/Berlin. */
  readonly visit: (visit: {
    readonly who: 'lea' | 'ines' | 'bo'
    readonly at: string
    readonly name?: string
    readonly state?: string
    readonly minutes?: number
    readonly room?: boolean
  }) => Promise<string>
}

export async function startDeskClinic(): Promise<DeskClinic> {
  const demo = await startDemonstration()
  const { sql } = demo
  const practitioners = { lea: '', ines: '', bo: '' }
  for (const { account_id: id, display_name: name } of await sql(
    'SELECT account_id, display_name FROM access.accounts',
  ))
    for (const who of ['lea', 'ines', 'bo'] as const)
      if (String(name).toLowerCase().includes(who)) practitioners[who] = String(id)
  // what the demonstration has in its calendar is not what is told of here
  await sql(
    'TRUNCATE scheduling.services, scheduling.rooms, scheduling.persons, scheduling.working_plans, scheduling.exceptions CASCADE',
  )
  const rooms = [randomUUID(), randomUUID()]
  await sql(
    `INSERT INTO scheduling.rooms (room_id, location_id, name) VALUES ($1, 'harbour', 'Blue room'), ($2, 'harbour', 'Quiet room')`,
    rooms,
  )
  for (const [id, kind, name, minutes] of [
    ['evaluation', 'evaluation-new', 'First evaluation', 45],
    ['craniosacral', 'session', 'Craniosacral session', 50],
  ]) {
    await sql(
      `INSERT INTO scheduling.services (service_id, kind, names, minutes, buffer_after, needs_room, licence_needed, booking)
       VALUES ($1, $2, $3, $4, 10, $5, false, 'instant')`,
      [id, kind, JSON.stringify({ en: name, es: name }), minutes, id === 'craniosacral'],
    )
    for (const who of Object.values(practitioners))
      await sql(`INSERT INTO scheduling.offerings (service_id, practitioner, location_id) VALUES ($1, $2, 'harbour')`, [
        ...[id, who],
      ])
  }
  for (const who of [practitioners.lea, practitioners.ines])
    for (const weekday of [1, 2, 3, 4, 5, 6, 7])
      for (const [from, to] of [
        [480, 720],
        [780, 1080],
      ])
        await sql(
          `INSERT INTO scheduling.working_plans (plan_id, practitioner, location_id, weekday, from_minute, to_minute, valid)
           VALUES ($1, $2, 'harbour', $3, $4, $5, '[2020-01-01,)')`,
          [randomUUID(), who, weekday, from, to],
        )
  const ahead = Date.now() + 20 * DAY
  const day = new Date(ahead + ((3 - new Date(ahead).getUTCDay() + 7) % 7) * DAY).toISOString().slice(0, 10)
  return {
    ...demo,
    ...{ day, practitioners },
    visit: async ({ who, at, name = 'Mara Lind', state = 'booked', minutes = 50, room = true }) => {
      const [id, person] = [randomUUID(), randomUUID()]
      await sql(
        `INSERT INTO scheduling.persons (person_id, name, email, telephone) VALUES ($1, $2, $3, '+49 170 1234')`,
        [...[person, name, `${name.toLowerCase().replaceAll(/\W/g, '.')}@example.org`]],
      )
      const moment = at.includes('T') ? at : `${day}T${at}`
      await sql(
        `INSERT INTO scheduling.appointments (appointment_id, service_id, location_id, practitioner, room_id, person_id, span, occupied, state,
           held_until, group_id, link_hash)
         SELECT $1, 'craniosacral', 'harbour', $2, $3, $4, tstzrange(b, b + make_interval(mins => $7)),
           tstzrange(b, b + make_interval(mins => $7 + 10)), $5, CASE $5 WHEN 'held' THEN now() + interval '9 minutes' END, $1, $6
         FROM (SELECT $8::timestamp AT TIME ZONE 'Europe/Berlin' AS b) x`,
        [
          ...[id, practitioners[who], room ? rooms[who === 'lea' ? 0 : 1] : null, state === 'held' ? null : person],
          ...[state, randomBytes(32), minutes, moment],
        ],
      )
      return id
    },
  }
}
