// The calendar with a real database: how much it asks, what of a day on which clocks change stands where, and who sees what.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { momentAt } from '@clearday/scheduling'
import { asPerson } from '@clearday/store'
import { startTestStore, type TestStore } from '../../../../../../packages/store/src/testing.ts'
import { readCalendar, type CalendarRead } from './read-calendar.ts'

const ZONE = 'Europe/Berlin'
const NOW = Date.parse('2026-10-01T08:00Z')
const [clerk, ada, ben, editor] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
let store: TestStore

before(async () => {
  store = await startTestStore()
  const ask = (text: string, values: readonly unknown[] = []) => store.owner.query(text, [...values])
  for (const [account, role] of [
    ...([[clerk, 'front-desk']] as const),
    ...([[ada, 'practitioner']] as const),
    ...([[ben, 'practitioner']] as const),
    ...([[editor, 'editor']] as const),
  ]) {
    await ask('INSERT INTO access.accounts (account_id, display_name) VALUES ($1, $2)', [account, role])
    await ask('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [account, role])
  }
  await ask(
    `INSERT INTO clinic.locations (location_id, name, time_zone) VALUES ('park', 'Park', '${ZONE}'), ('pier', 'Pier', 'America/New_York')`,
  )
  await ask(`INSERT INTO scheduling.services (service_id, kind, names, minutes, needs_room, licence_needed)
    VALUES ('session', 'session', '{"en": "Session"}', 60, false, false)`)
  for (const who of [ada, ben]) {
    await ask(`INSERT INTO clinic.practitioner_profiles (account_id, profession) VALUES ($1, 'x')`, [who])
    await ask(
      `INSERT INTO scheduling.offerings (service_id, practitioner, location_id) VALUES ('session', $1, 'park')`,
      [who],
    )
    for (const weekday of [1, 2, 3, 4, 5, 6, 7])
      await ask(
        `INSERT INTO scheduling.working_plans (plan_id, practitioner, location_id, weekday, from_minute, to_minute, valid)
         VALUES ($1, $2, 'park', $3, 0, 480, '[2020-01-01,)')`,
        [randomUUID(), who, weekday],
      )
  }
})
after(() => store.end())

async function book(who: string, start: number, state = 'booked', minutes = 60): Promise<string> {
  const [id, person] = [randomUUID(), randomUUID()]
  await store.owner.query(`INSERT INTO scheduling.persons (person_id, name) VALUES ($1, 'Mara Lind')`, [person])
  await store.owner.query(
    `INSERT INTO scheduling.appointments (appointment_id, service_id, location_id, practitioner, person_id, span, occupied, state, group_id, link_hash)
     SELECT $1, 'session', 'park', $2, $3, s, s, $4, $1, sha256('x') FROM (SELECT tstzrange(to_timestamp($5), to_timestamp($6)) AS s) x`,
    [id, who, person, state, start / 1000, start / 1000 + minutes * 60],
  )
  return id
}

function read(account: string, asked: string): Promise<CalendarRead> {
  return asPerson(store.app, account, (transaction, access) =>
    readCalendar(transaction, access, new URLSearchParams(asked), NOW),
  )
}

test('a day on which the clock goes back is an hour longer, with its hour twice, and each visit stands at its moment', async () => {
  const first = momentAt('2026-10-25', '02:30', ZONE) ?? assert.fail()
  const ids = [await book(ada, first.moment), await book(ben, first.again ?? assert.fail())]
  const { columns } = await read(clerk, 'day=2026-10-25&location=park&hours=all')
  assert.equal(columns.length, 2)
  for (const column of columns) {
    assert.deepEqual([column.length, column.clockChange], [1500, 60])
    assert.deepEqual(
      column.hours.slice(1, 5).map(({ time, again, offset }) => [time, again, offset]),
      [
        ['01:00', false, 60],
        ['02:00', false, 120],
        ['02:00', true, 180],
        ['03:00', false, 240],
      ],
    )
    // until eight by the clock: nine hours of it
    assert.deepEqual(column.working, [{ offset: 0, length: 540 }])
  }
  const placed = columns
    .flatMap(({ visits }) => visits)
    .map(({ visit, offset, length, time, endTime }) => [visit.appointment, offset, length, time, endTime])
  assert.deepEqual(
    new Set(placed),
    new Set([
      [ids[0], 150, 60, '02:30 (+02:00)', '02:30 (+01:00)'],
      [ids[1], 210, 60, '02:30 (+01:00)', '03:30'],
    ]),
  )
})

test('a day on which the clock goes forward is an hour shorter, and an hour that it skips is not there', async () => {
  const { columns } = await read(clerk, `day=2027-03-28&location=park&hours=all&practitioner=${ada}`)
  assert.deepEqual([columns.length, columns[0].length, columns[0].clockChange], [1, 1380, -60])
  assert.deepEqual(
    columns[0].hours.slice(1, 4).map(({ time, offset }) => [time, offset]),
    [
      ['01:00', 60],
      ['03:00', 120],
      ['04:00', 180],
    ],
  )
  assert.deepEqual(columns[0].working, [{ offset: 0, length: 420 }])
})

test('by another clock a visit stands where that clock shows it', async () => {
  await book(ada, Date.parse('2026-11-02T06:00Z'))
  const { columns, choice } = await read(ada, 'day=2026-11-02')
  assert.deepEqual([choice.zone, choice.location], [ZONE, null])
  assert.deepEqual(
    columns.flatMap(({ visits }) => visits.map(({ time }) => time)),
    ['07:00'],
  )
  const there = await read(clerk, 'day=2026-11-02&location=pier')
  assert.deepEqual([there.choice.zone, there.columns.length], ['America/New_York', 0], 'nobody works there')
})

test('the calendar is six queries, of a day and of a week, and a practitioner sees their own visits alone', async () => {
  await book(ada, Date.parse('2026-11-04T05:00Z'))
  await book(ben, Date.parse('2026-11-04T05:00Z'))
  await book(ben, Date.parse('2026-11-04T06:30Z'), 'cancelled')
  for (const view of ['day', 'week']) {
    let queries = 0
    await asPerson(store.app, clerk, async (transaction, access) => {
      const counted = transaction.withPlugin({
        transformQuery: ({ node }) => {
          queries++
          return node
        },
        transformResult: ({ result }) => Promise.resolve(result),
      })
      await readCalendar(counted as typeof transaction, access, new URLSearchParams({ day: '2026-11-04', view }), NOW)
    })
    assert.equal(queries, 6, view)
  }
  const seen = async (account: string, more = ''): Promise<number> => {
    const { columns, visits } = await read(account, `day=2026-11-04&location=park${more}`)
    const drawn = columns.reduce((sum, column) => sum + column.visits.length, 0)
    assert.ok(visits.length >= drawn)
    return drawn
  }
  assert.deepEqual([await seen(clerk), await seen(clerk, '&cancelled=shown')], [2, 3])
  assert.deepEqual([await seen(ada), await seen(ada, `&practitioner=${ben}`)], [1, 1], 'whoever they ask for')
  const { visits, head } = await read(editor, 'day=2026-11-04')
  assert.deepEqual([visits.length, head.people.length, head.requests], [0, 0, 0])
})

test('what makes no sense in an address is left open', async () => {
  const { choice } = await read(clerk, 'day=2026-02-31&view=year&location=moon&practitioner=me&names=all')
  assert.deepEqual(choice, {
    ...{ view: 'day', day: '2026-10-01', location: 'park', practitioner: null, cancelled: false, wholeDay: false },
    ...{ names: 'full', zone: ZONE, today: '2026-10-01' },
  })
})
