// What a calendar reads of many years: the days that it shows, whoever looks.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql, type Transaction } from 'kysely'
import { asPerson } from '../access/as-person.ts'
import type { Tables } from '../database/tables.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { appointmentsWithin } from './appointments.ts'
import { deskAppointments, deskMarks } from './desk.ts'
import { searchPersons } from './person-file.ts'

const PAST = 20_000
let store: TestStore
const [desk, ada, ben] = [randomUUID(), randomUUID(), randomUUID()]

before(async () => {
  store = await startTestStore()
  for (const [account, role] of [
    [ada, 'practitioner'],
    [ben, 'practitioner'],
    [desk, 'front-desk'],
  ] as const) {
    await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [account])
    await store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
      account,
      role,
    ])
  }
  await store.owner.query(
    `INSERT INTO clinic.locations (location_id, name, time_zone) VALUES ('park', 'Park', 'Europe/Madrid')`,
  )
  await store.owner.query(
    `INSERT INTO clinic.practitioner_profiles (account_id, profession) VALUES ($1, 'x'), ($2, 'x')`,
    [ada, ben],
  )
  await store.owner.query(
    `INSERT INTO scheduling.services (service_id, kind, names, minutes, licence_needed) VALUES ('talk', 'session', '{"en": "x"}', 60, false)`,
  )
  // years of visits, and a hundred persons who come; nobody is to be told of them here
  await store.owner.query(`SET session_replication_role = replica`)
  await store.owner.query(
    `INSERT INTO scheduling.persons (person_id, name) SELECT gen_random_uuid(), 'Person ' || n FROM generate_series(1, 100) n`,
  )
  await store.owner.query(
    `INSERT INTO scheduling.appointments (appointment_id, service_id, location_id, practitioner, person_id, span, occupied, state, group_id, link_hash)
     SELECT id, 'talk', 'park', (ARRAY[$1, $2]::uuid[])[1 + n % 2], people[1 + n % 100], s, s, 'completed', id, decode(repeat('00', 32), 'hex')
     FROM (SELECT array_agg(person_id) AS people FROM scheduling.persons) p, generate_series(1, ${PAST}) n,
       LATERAL (SELECT gen_random_uuid() AS id, tstzrange(now() - make_interval(hours => n), now() - make_interval(hours => n - 1)) AS s OFFSET 0 * n) x`,
    [ada, ben],
  )
  await store.owner.query(`SET session_replication_role = origin`)
})
after(() => store.end())

/** How many rows of visits a reading touches, in the table and by its indexes. */
async function touched(who: string, read: (t: Transaction<Tables>) => Promise<unknown>): Promise<number> {
  return asPerson(store.app, who, async (t) => {
    const rows = async (): Promise<number> => {
      const found = await sql<{ n: number }>`SELECT (seq_tup_read + idx_tup_fetch)::int AS n
        FROM pg_stat_xact_user_tables WHERE relid = 'scheduling.appointments'::regclass`.execute(t)
      return found.rows[0].n
    }
    const before = await rows()
    await read(t)
    return (await rows()) - before
  })
}

test('a calendar of one week reads that week, of twenty thousand visits, for the desk and for a practitioner', async () => {
  const to = Date.now() - 86_400_000
  const from = to - 7 * 86_400_000
  for (const [who, most] of [
    [desk, 170],
    [ada, 86],
  ] as const) {
    const counts: number[] = []
    for (const read of [appointmentsWithin, deskAppointments, deskMarks] as const) {
      const rows = await touched(who, async (t) => {
        const found: object = await read(t, from, to)
        counts.push(Object.keys(found).length)
      })
      assert.ok(rows < 2000, `${read.name} touched ${String(rows)} rows`)
    }
    assert.ok(
      counts.every((n) => n > most - 4 && n <= most),
      counts.join(),
    )
  }
})

test('everybody by name asks once about each person, of a hundred with two hundred visits each', async () => {
  for (const [who, all] of [
    [desk, 100],
    [ada, 50],
  ] as const) {
    const rows = await touched(who, async (t) => {
      const { found, ofAll } = await searchPersons(t, ' ', 0, 5)
      assert.deepEqual([found.length, ofAll], [5, all])
    })
    // the next visits of those five are looked for among all of theirs
    assert.ok(rows < 5 * 200 + 300, `touched ${String(rows)} rows`)
  }
})
