// Reminders with the real database and a clock that is given: once, in time, never at night, and of nothing that changed.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { localTime, readIso } from '@clearday/scheduling'
import type { Transaction } from 'kysely'
import { asPerson, type Access } from '../access/as-person.ts'
import { openPool, type Database } from '../database/open-pool.ts'
import type { Tables } from '../database/tables.ts'
import { mailKey } from '../jobs/sealed-parameters.ts'
import { startTestStore, type TestStore } from '../testing.ts'
import { bookHeld, cancelAppointment, holdStart, moveAppointment } from './appointments.ts'
import { changeAppointmentPerson, sayPerson } from './persons.ts'
import {
  reminderMoment,
  reminderToTell,
  reminderWaits,
  remindOfVisits,
  setServiceReminders,
  setVisitReminders,
  visitReminders,
} from './remind-visits.ts'
import { addPlan, saveService, setOfferings, type ServiceSetting } from './set-up.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const KEY = mailKey('of a test')
const ZONE = 'Europe/Madrid'
const NIGHT = { quietFrom: 21 * 60, quietTo: 8 * 60 }
const iso = (text: string): number => readIso(text) ?? assert.fail(text)

let store: TestStore
let jobs: Database
const [manager, desk, ada] = [randomUUID(), randomUUID(), randomUUID()]
const acts = <Value>(account: string, work: (transaction: Transaction<Tables>, access: Access) => Promise<Value>) =>
  asPerson(store.app, account, work)
const now = (): number => Date.now()
const PROOF = Buffer.alloc(32, 7)
const SESSION: ServiceSetting = {
  ...{ service: 'session', version: 0, kind: 'session', treatment: null, names: { en: 'Session' }, preparation: {} },
  ...{ setting: 'in-person', minutes: 30, bufferBefore: 0, bufferAfter: 0, needsRoom: false, capacity: 1 },
  ...{
    booking: 'instant',
    price: '',
    intake: [],
    licenceNeeded: false,
    noticeMinutes: 0,
    horizonDays: 300,
    everyMinutes: 15,
  },
  ...{ cancelMinutes: 1440, closed: false },
}

before(async () => {
  store = await startTestStore()
  jobs = openPool(store.jobsConnection, 'a test', 4)
  for (const [account, role] of [
    [manager, 'manager'],
    [desk, 'front-desk'],
    [ada, 'practitioner'],
  ]) {
    await store.owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [account])
    await store.owner.query('INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, $2, $1)', [
      account,
      role,
    ])
  }
  await store.owner.query(`INSERT INTO clinic.locations (location_id, name, time_zone) VALUES ('park', 'Park', $1)`, [
    ZONE,
  ])
  await store.owner.query(`INSERT INTO clinic.practitioner_profiles (account_id, profession) VALUES ($1, 'x')`, [ada])
  await acts(manager, async (t, access) => {
    for (const service of ['session', 'call', 'silent']) {
      assert.equal((await saveService(t, access, { ...SESSION, service }, now())).type, 'ok')
      await setOfferings(t, access, service, [{ practitioner: ada, location: 'park' }], now())
    }
    for (const weekday of [1, 2, 3, 4, 5, 6, 7]) {
      const hours = { from: '00:00', to: '23:59', validFrom: '2020-01-01', validUntil: null }
      await addPlan(t, access, { practitioner: ada, location: 'park', weekday, ...hours }, now())
    }
  })
})
after(async () => {
  await jobs.destroy()
  await store.end()
})

let days = 20
/** A day of its own for each visit, far from the others, at an hour on the clock of the place. */
function dayAt(hour: string): number {
  const noon = Math.floor(now() / DAY) * DAY + (days += 5) * DAY + 12 * HOUR
  const { day } = localTime(noon, ZONE)
  const offset = new Date(noon).toLocaleString('sv', { timeZone: ZONE })
  const shift = Date.parse(`${offset.replace(' ', 'T')}Z`) - noon
  return Date.parse(`${day}T${hour}Z`) - shift
}

async function person(): Promise<string> {
  const id = randomUUID()
  const said = { person: id, name: 'Mara', email: `${id}@home.example`, telephone: '', language: 'en' }
  assert.equal((await acts(desk, (t) => sayPerson(t, { ...said, bornOn: null, patient: null }))).type, 'ok')
  return id
}

interface Visit {
  readonly appointment: string
  readonly person: string
  readonly start: number
}

async function booked(start: number, service = 'session'): Promise<Visit> {
  const visit = { appointment: randomUUID(), person: await person(), start }
  await acts(desk, async (t) => {
    const wish = { ...visit, service, location: 'park', practitioner: ada, room: null, proof: PROOF }
    assert.equal((await holdStart(t, wish, now())).type, 'ok')
    assert.equal((await bookHeld(t, { ...visit, proof: PROOF })).type, 'ok')
  })
  return visit
}

const mails = async ({ person: whose }: Pick<Visit, 'person'>): Promise<number> => {
  const { rows } = await store.owner.query<{ mails: number }>(
    `SELECT count(*)::int AS mails FROM mail.mails WHERE account_id = $1 AND kind = 'visit-reminder'`,
    [whose],
  )
  return rows[0].mails
}

const remind = (at: number) => remindOfVisits(jobs, KEY, at)

test('a reminder goes so long before as was chosen; at night at its end, or on the evening before', () => {
  for (const [start, before, expected] of [
    ['2026-06-10T16:00+02:00', 2880, '2026-06-08T16:00+02:00'],
    ['2026-06-10T11:00+02:00', 120, '2026-06-10T09:00+02:00'],
    // seven in the morning is night, and at eight half of the time is left
    ['2026-06-10T09:00+02:00', 120, '2026-06-10T08:00+02:00'],
    ['2026-06-10T08:30+02:00', 120, '2026-06-09T20:30+02:00'],
    ['2026-06-10T22:00+02:00', 2880, '2026-06-09T08:00+02:00'],
    // the night in which the clock goes forward, and the one in which it goes back
    ['2026-03-29T08:30+02:00', 120, '2026-03-28T20:30+01:00'],
    ['2026-10-25T09:00+01:00', 120, '2026-10-25T08:00+01:00'],
    // the evening before lies on the other clock
    ['2026-10-25T08:15+01:00', 90, '2026-10-24T20:30+02:00'],
    ['2026-03-29T09:30+02:00', 720, '2026-03-28T20:30+01:00'],
  ] as const) {
    const due = reminderMoment(iso(start), ZONE, before, NIGHT)
    assert.equal(due, iso(expected), `${start} ${before}: ${due === null ? '' : new Date(due).toISOString()}`)
  }
  assert.equal(
    reminderMoment(iso('2026-06-10T03:00+02:00'), ZONE, 60, { quietFrom: 0, quietTo: 0 }),
    iso('2026-06-10T02:00+02:00'),
  )
})

test('in no zone and on no day of two years is anybody reminded at night or after the visit began', () => {
  const zones = ['Europe/Madrid', 'America/Santiago', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu']
  const hours = [NIGHT, { quietFrom: 22 * 60 + 30, quietTo: 7 * 60 + 15 }, { quietFrom: 0, quietTo: 6 * 60 }]
  for (const zone of zones)
    for (const quiet of hours)
      for (let start = iso('2026-01-01T00:10Z'); start < iso('2028-01-01T00:00Z'); start += 97 * HOUR + 13 * MINUTE)
        for (const before of [45, 120, 1440, 2880]) {
          const due = reminderMoment(start, zone, before, quiet)
          if (due === null) continue
          const [hour, minute] = localTime(due, zone).time.split(':').map(Number)
          const shown = hour * 60 + minute
          const night =
            quiet.quietFrom > quiet.quietTo
              ? shown >= quiet.quietFrom || shown < quiet.quietTo
              : shown >= quiet.quietFrom && shown < quiet.quietTo
          assert.ok(
            !night && due < start,
            `${zone} ${new Date(start).toISOString()} ${before}: ${new Date(due).toISOString()}`,
          )
        }
})

test('each reminder of a visit is sent once, however often and by however many it is looked for', async () => {
  const visit = await booked(dayAt('15:00'))
  await remind(visit.start - 48 * HOUR - MINUTE)
  assert.equal(await mails(visit), 0)
  await Promise.all(Array.from({ length: 4 }, () => remind(visit.start - 48 * HOUR)))
  await remind(visit.start - 40 * HOUR)
  assert.equal(await mails(visit), 1)
  await Promise.all(Array.from({ length: 4 }, () => remind(visit.start - 2 * HOUR + MINUTE)))
  await remind(visit.start - HOUR)
  assert.equal(await mails(visit), 2)
})

test('what is cancelled, moved or somebody else’s meanwhile is reminded of by no mail, also by one that waits', async () => {
  const [gone, later, others] = [
    await booked(dayAt('15:00')),
    await booked(dayAt('15:00')),
    await booked(dayAt('15:00')),
  ]
  for (const visit of [gone, later, others]) {
    await remind(visit.start - 48 * HOUR)
    assert.equal(await mails(visit), 1)
    assert.equal((await reminderToTell(jobs, visit, visit.start - 48 * HOUR))?.start, visit.start)
  }
  await acts(desk, (t) => cancelAppointment(t, gone.appointment, '', null))
  const to = dayAt('16:00')
  const elsewhere = { service: 'session', location: 'park', practitioner: ada, room: null, start: to, proof: null }
  const move = { appointment: later.appointment, seen: 0, ...elsewhere }
  assert.equal((await acts(desk, (t) => moveAppointment(t, move, now()))).type, 'ok')
  const right = await person()
  await acts(desk, (t) => changeAppointmentPerson(t, others.appointment, right))
  for (const visit of [gone, later, others]) {
    assert.equal(await reminderToTell(jobs, visit, visit.start - 47 * HOUR), null)
    await remind(visit.start - 2 * HOUR)
  }
  assert.deepEqual([await mails(gone), await mails(later), await mails(others)], [1, 1, 1])
  // a visit at another time is reminded of again, and so is its right person
  await remind(to - 48 * HOUR)
  assert.equal(await mails(later), 2)
  assert.equal(await mails({ person: right }), 1)
  assert.equal(await reminderToTell(jobs, { ...later, start: to }, to), null, 'it has begun')
})

test('nobody is reminded of what they booked after the reminder’s time', async () => {
  const visit = await booked(dayAt('15:00'))
  await store.owner.query('UPDATE scheduling.notices SET since = to_timestamp($2) WHERE appointment_id = $1', [
    visit.appointment,
    (visit.start - 47 * HOUR) / 1000,
  ])
  await remind(visit.start - 46 * HOUR)
  assert.equal(await mails(visit), 0)
  await remind(visit.start - 2 * HOUR)
  assert.equal(await mails(visit), 1)
})

test('after the server was away a reminder goes late while it helps, the nearest alone, and not in the night', async () => {
  const [late, tooLate, both, night] = [
    await booked(dayAt('15:00')),
    await booked(dayAt('15:00')),
    await booked(dayAt('15:00')),
    await booked(dayAt('09:00')),
  ]
  await remind(late.start - 30 * HOUR)
  assert.equal(await mails(late), 1, '30 hours before instead of 48')
  await remind(tooLate.start - 10 * MINUTE)
  assert.equal(await mails(tooLate), 0, 'ten minutes before it helps nobody')
  await remind(both.start - 100 * MINUTE)
  assert.equal(await mails(both), 1, 'the one of two hours, and not the one of two days too')
  await remind(both.start - 90 * MINUTE)
  assert.equal(await mails(both), 1)
  // missed at nine in the morning; the server is back at three in the night
  await remind(night.start - 30 * HOUR)
  assert.equal(await mails(night), 0)
  await remind(night.start - 25 * HOUR)
  assert.equal(await mails(night), 1)
})

test('a reminder that mails held up until the night goes in the morning, once', async () => {
  const visit = await booked(dayAt('15:00'))
  await remind(visit.start - 48 * HOUR)
  assert.equal(await mails(visit), 1)
  const idOf = async (): Promise<string> => {
    const { rows } = await store.owner.query<{ mail_id: string }>(
      `SELECT mail_id FROM mail.mails WHERE account_id = $1 ORDER BY queued_at DESC, mail_id LIMIT 1`,
      [visit.person],
    )
    return rows[0].mail_id
  }
  const handed = { mailId: await idOf(), appointment: visit.appointment }
  assert.equal(await reminderWaits(jobs, handed, visit.start - 47 * HOUR), false, 'at four in the afternoon it goes')
  const night = visit.start - 40 * HOUR
  assert.equal(await reminderWaits(jobs, handed, night), true, 'at eleven it does not')
  await store.owner.query(
    `UPDATE mail.mails SET state = 'dropped', sealed = NULL, done_at = now() WHERE mail_id = $1`,
    [handed.mailId],
  )
  await remind(night + HOUR)
  assert.equal(await mails(visit), 1)
  const morning = visit.start - 31 * HOUR
  for (let minute = 0; minute < 3; minute++) await remind(morning + minute * MINUTE)
  assert.equal(await mails(visit), 2)
  assert.equal(await reminderWaits(jobs, { ...handed, mailId: await idOf() }, morning + HOUR), false)
})

test('managers choose when, for the clinic and for a service, and that nobody is reminded', async () => {
  const choose = (befores: readonly number[], quietFrom = 1260, quietTo = 480) =>
    acts(manager, (t, access) => setVisitReminders(t, access, { befores, quietFrom, quietTo }))
  const code = (outcome: Awaited<ReturnType<typeof choose>>) =>
    outcome.type === 'ok' ? 'ok' : `${outcome.error.code} ${outcome.error.about.field}`
  for (const wrong of [[10], [43_201], [1.5], [60, 70, 80, 90]])
    assert.equal(code(await choose(wrong)), 'wrong-value befores')
  assert.equal(code(await choose([60], 1440)), 'wrong-value quietFrom')
  const refused = await acts(desk, (t, access) =>
    setVisitReminders(t, access, { befores: [], quietFrom: 0, quietTo: 0 }),
  )
  assert.equal(refused.type, 'error')
  await acts(manager, async (t, access) => {
    assert.equal((await setServiceReminders(t, access, 'call', [60])).type, 'ok')
    assert.equal((await setServiceReminders(t, access, 'call', [90])).type, 'ok')
    assert.equal((await setServiceReminders(t, access, 'silent', [])).type, 'ok')
    assert.equal((await setServiceReminders(t, access, 'session', [30])).type, 'ok')
    assert.equal((await setServiceReminders(t, access, 'session', null)).type, 'ok')
  })
  assert.equal(code(await choose([1440])), 'ok')
  assert.deepEqual(await acts(manager, (t) => visitReminders(t)), {
    ...{ befores: [1440], ...NIGHT, services: { call: [90], silent: [] } },
  })
  const [plain, call, silent] = [
    await booked(dayAt('15:00')),
    await booked(dayAt('15:00'), 'call'),
    await booked(dayAt('15:00'), 'silent'),
  ]
  for (const { start } of [plain, call, silent])
    for (const before of [24 * HOUR, 90 * MINUTE]) await remind(start - before)
  assert.deepEqual([await mails(plain), await mails(call), await mails(silent)], [1, 1, 0])
})
