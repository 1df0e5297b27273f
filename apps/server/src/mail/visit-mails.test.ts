// Mails around visits as they really arrive: queued by the change, sent to a real mail server, and read there by other people's libraries.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import {
  addPlan,
  asPerson,
  askForVisit,
  asVisitor,
  bookCourse,
  bookHeld,
  cancelAppointment,
  changeAppointmentPerson,
  claimTime,
  DONE,
  holdStart,
  linkedAppointment,
  mailKey,
  moveAppointment,
  openPool,
  putClinicName,
  remindOfVisits,
  saveService,
  sayPerson,
  setOfferings,
  tellVisits,
  waitForTime,
  type Access,
  type Database,
  type ServiceSetting,
} from '@clearday/store'
import { startTestStore, type TestStore } from '@clearday/store/testing'
import ICAL from 'ical.js'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { startJobs } from '../jobs/start-jobs.ts'
import { openLog } from '../logs/log.ts'
import { readVisitToken, visitProof } from '../scheduling/visit-link.ts'

const SECRET = 'of a test'
const KEY = mailKey(SECRET)
const ORIGIN = 'https://clinic.example'
const HOUR = 3_600_000
const DAY = 24 * HOUR
const ZONE = 'Europe/Madrid'

let store: TestStore
let pool: Database
let smtp: SMTPServer
let port: number
const [manager, desk, ada] = [randomUUID(), randomUUID(), randomUUID()]
const arrived: { readonly to: string; readonly raw: Buffer }[] = []
const logged: string[] = []
const journals = mkdtempSync(join(tmpdir(), 'clearday-journals-'))
const now = (): number => Date.now()
const MIDNIGHT = Math.ceil(now() / DAY) * DAY + 10 * DAY
let taken = 0
/** A whole hour of daylight there that no other test has. */
const free = (): number => MIDNIGHT + Math.floor(taken / 8) * DAY + (8 + (taken++ % 8)) * HOUR

type Work<Value> = (transaction: Parameters<Parameters<typeof asVisitor>[1]>[0], access: Access) => Promise<Value>
const acts = <Value>(account: string, work: Work<Value>) => asPerson(store.app, account, work)

const SESSION: ServiceSetting = {
  ...{ service: 'craniosacral', version: 0, kind: 'session', treatment: null, setting: 'in-person', minutes: 45 },
  ...{
    names: { en: 'Craniosacral session', es: 'Sesión craneosacral' },
    preparation: { en: 'Eat before\nBring a scarf' },
  },
  ...{ bufferBefore: 0, bufferAfter: 0, needsRoom: false, capacity: 1, booking: 'instant', price: '', intake: [] },
  ...{ licenceNeeded: false, noticeMinutes: 0, horizonDays: 300, everyMinutes: 15, cancelMinutes: 1440, closed: false },
}

before(async () => {
  store = await startTestStore()
  pool = openPool(store.jobsConnection, 'a test', 2)
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
  await store.owner.query(
    `INSERT INTO clinic.locations (location_id, name, address, time_zone, telephone)
     VALUES ('centro', 'Centro', E'Calle Mayor 1; 2º\\n28013 Madrid', $1, '+34 900 000 000')`,
    [ZONE],
  )
  await store.owner.query(`INSERT INTO clinic.practitioner_profiles (account_id, profession) VALUES ($1, 'x')`, [ada])
  await store.owner.query(
    `INSERT INTO site.people (person_id, account_id, name, honours, job_title) VALUES ('ada', $1, 'Ada Ruiz', 'DO', '{"en": "x"}')`,
    [ada],
  )
  await acts(manager, async (t, access) => {
    await putClinicName(t, access, { name: 'Río Clinic', promise: {} })
    for (const one of [SESSION, { ...SESSION, service: 'evaluation', booking: 'request' } as const]) {
      assert.equal((await saveService(t, access, one, now())).type, 'ok')
      await setOfferings(t, access, one.service, [{ practitioner: ada, location: 'centro' }], now())
    }
    for (const weekday of [1, 2, 3, 4, 5, 6, 7]) {
      const hours = { from: '00:00', to: '23:59', validFrom: '2020-01-01', validUntil: null }
      await addPlan(t, access, { practitioner: ada, location: 'centro', weekday, ...hours }, now())
    }
  })
  await listen()
})
after(async () => {
  await pool.destroy()
  await new Promise<void>((resolve) => smtp.close(resolve))
  await store.end()
  rmSync(journals, { recursive: true, force: true })
})

async function listen(): Promise<void> {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        arrived.push({ to: envelope.rcptTo[0].address, raw: Buffer.concat(chunks) })
        callback()
      })
    },
  })
  smtp.on('error', () => undefined)
  smtp.listen(port ?? 0, '127.0.0.1')
  await once(smtp.server, 'listening')
  ;({ port } = smtp.server.address() as AddressInfo)
}

async function withJobs(work: () => Promise<void>): Promise<void> {
  const jobs = await startJobs({
    ...{ store, secret: SECRET, origin: ORIGIN, clock: now },
    mail: { smtpUrl: `smtp://127.0.0.1:${port}`, from: 'post@clinic.example', folder: '/nowhere' },
    recipientOf: () => Promise.resolve(null),
    log: openLog('debug', now, (line) => logged.push(line)),
    endingsPath: join(journals, 'endings.jsonl'),
    nightly: () => Promise.resolve(),
    backup: () => Promise.resolve(DONE),
    everyMinute: () => Promise.resolve(),
  })
  try {
    await work()
  } finally {
    await jobs.stop()
  }
}

async function until(what: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = now() + 25_000; !(await what()); await wait(50))
    if (now() > end) throw new Error('it did not come about')
}

const mailsTo = (email: string) => arrived.filter(({ to }) => to === email)

/** What is due at once, so that no test waits for the moments in which changes are told together. */
async function tell(): Promise<void> {
  await store.owner.query('UPDATE scheduling.notices SET due_at = now() WHERE due_at IS NOT NULL')
  await tellVisits(pool, KEY, null)
}

/** The newest mail to an address, once so many have come. */
async function mailTo(email: string, count: number): Promise<ParsedMail> {
  await tell()
  await until(() => mailsTo(email).length >= count)
  assert.equal(mailsTo(email).length, count)
  return simpleParser(mailsTo(email)[count - 1].raw)
}

interface Somebody {
  readonly person: string
  readonly email: string
}

async function somebody(language = 'en'): Promise<Somebody> {
  const person = randomUUID()
  const email = `${person}@home.example`
  const said = { person, name: 'Zoë Quinn', email, telephone: '', language, bornOn: null, patient: null }
  assert.equal((await acts(desk, (t) => sayPerson(t, said))).type, 'ok')
  return { person, email }
}

async function booked(person: string, start: number): Promise<string> {
  const appointment = randomUUID()
  const proof = visitProof(SECRET, 'appointment', appointment)
  await acts(desk, async (t) => {
    const wish = {
      appointment,
      service: 'craniosacral',
      location: 'centro',
      practitioner: ada,
      room: null,
      start,
      proof,
    }
    assert.equal((await holdStart(t, wish, now())).type, 'ok')
    assert.equal((await bookHeld(t, { appointment, person, proof })).type, 'ok')
  })
  return appointment
}

const moved = (appointment: string, seen: number, start: number) =>
  acts(desk, (t) =>
    moveAppointment(
      t,
      {
        ...{ appointment, service: 'craniosacral', location: 'centro', practitioner: ada, room: null },
        ...{ seen, start, proof: null },
      },
      now(),
    ),
  )

interface Event {
  readonly method: string
  readonly uid: string
  readonly sequence: number
  readonly status: string
  readonly start: number
  readonly end: number
  readonly summary: string
  readonly location: string
  readonly url: string
  readonly attendees: readonly string[]
  readonly organizer: string
}

/** What an independent reader makes of a calendar. */
function eventsIn(text: string): readonly Event[] {
  const calendar = new ICAL.Component(ICAL.parse(text) as never)
  return calendar.getAllSubcomponents('vevent').map((event) => {
    const said = (name: string): string => String((event.getFirstPropertyValue(name) ?? '') as string)
    const moment = (name: string): number =>
      (event.getFirstPropertyValue(name) as never as { toUnixTime(): number }).toUnixTime() * 1000
    return {
      method: String(calendar.getFirstPropertyValue('method')),
      ...{ uid: said('uid'), sequence: Number(said('sequence')), status: said('status'), summary: said('summary') },
      ...{ start: moment('dtstart'), end: moment('dtend'), location: said('location'), url: said('url') },
      attendees: event.getAllProperties('attendee').map((one) => String(one.getFirstValue()).toLowerCase()),
      organizer: said('organizer'),
    }
  })
}

/** The calendar beside the text, as mail programs that offer a button look for it: by its type and method, and the same once more as a file. */
function invitationIn(mail: ParsedMail, raw: Buffer): Event {
  const text = raw.toString('latin1')
  const method = /^Content-Type: text\/calendar; charset=utf-8;\s+method=(\w+)/im.exec(text)?.[1] ?? ''
  assert.match(text, /^Content-Type: multipart\/alternative/im)
  const file = mail.attachments.find(({ filename }) => filename === 'appointment.ics')
  assert.ok(file !== undefined, 'no file')
  const [event, ...others] = eventsIn(file.content.toString('utf8'))
  assert.equal(others.length, 0)
  assert.equal(event.method, method)
  return event
}

const linksIn = (mail: ParsedMail): readonly string[] => mail.text?.match(/https:\/\/clinic\.example\/\S+/g) ?? []

function opens(link: string, purpose: 'appointment' | 'request' | 'offer') {
  const [, page, token] = /\/visit\/(\w+)\/([\w-]+)$/.exec(link) ?? []
  assert.equal(page, purpose)
  const read = readVisitToken(SECRET, purpose, token, now())
  assert.ok(read.type === 'ok')
  return read.link
}

test('a visit that is booked, moved and cancelled arrives as mails that a calendar takes up, each replacing the one before', async () => {
  const { person, email } = await somebody()
  const [first, second] = [free(), free()]
  await withJobs(async () => {
    const appointment = await booked(person, first)
    const one = await mailTo(email, 1)
    const uid = `${appointment}@clinic.example`
    assert.equal(one.subject, 'Your appointment')
    assert.equal(one.from?.value[0].name, '', 'the list of mails does not show which clinic it is')
    const clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: ZONE,
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
    })
    const [weekday, time] = clock.format(first).split(' ')
    for (const said of [
      weekday,
      ` ${time} to `,
      'Central European',
      'Craniosacral session',
      'With Ada Ruiz, DO',
      'Calle Mayor 1; 2º',
    ])
      assert.ok(one.text?.includes(said), `${said} is not in ${one.text}`)
    for (const said of [
      '28013 Madrid',
      '+34 900 000 000',
      'Eat before\nBring a scarf',
      'at least 24 hours',
      'Río Clinic',
    ])
      assert.ok(one.text?.includes(said), `${said} is not in ${one.text}`)
    assert.deepEqual(opens(linksIn(one)[0], 'appointment'), {
      ...{ id: appointment, person },
      until: first + 45 * 60_000 + 30 * DAY,
    })
    const invitation = invitationIn(one, mailsTo(email)[0].raw)
    assert.deepEqual(invitation, {
      ...{ method: 'REQUEST', uid, sequence: 0, status: 'CONFIRMED', start: first, end: first + 45 * 60_000 },
      ...{ summary: 'Appointment', location: 'Centro\nCalle Mayor 1; 2º\n28013 Madrid', url: linksIn(one)[0] },
      ...{ attendees: [`mailto:${email}`], organizer: 'mailto:post@clinic.example' },
    })

    assert.equal((await moved(appointment, 0, second)).type, 'ok')
    const two = await mailTo(email, 2)
    assert.equal(two.subject, 'Your appointment has moved')
    assert.match(two.text ?? '', /Before, it was: /)
    assert.deepEqual(invitationIn(two, mailsTo(email)[1].raw), {
      ...{ ...invitation, sequence: 1, start: second, end: second + 45 * 60_000, url: linksIn(two)[0] },
    })

    await acts(desk, (t) => cancelAppointment(t, appointment, 'she has a new diagnosis', null))
    const three = await mailTo(email, 3)
    assert.equal(three.subject, 'Your appointment is cancelled')
    assert.ok(!three.text?.includes('diagnosis'))
    const cancelled = invitationIn(three, mailsTo(email)[2].raw)
    assert.deepEqual(
      [cancelled.method, cancelled.uid, cancelled.sequence, cancelled.status, cancelled.start],
      ['CANCEL', uid, 2, 'CANCELLED', second],
    )
  })
  const { rows } = await store.owner.query('SELECT state FROM mail.mails WHERE account_id = $1', [person])
  assert.deepEqual(rows, Array(3).fill({ state: 'sent' }))
})

test('a booking is told within seconds, without waiting for the minute', async () => {
  const { person, email } = await somebody('es')
  await withJobs(async () => {
    const start = free()
    await booked(person, start)
    await until(() => mailsTo(email).length > 0)
    const mail = await simpleParser(mailsTo(email)[0].raw)
    assert.equal(mail.subject, 'Su cita')
    assert.match(mail.text ?? '', /Sesión craneosacral[\s\S]*hora .*de Europa central/)
    assert.equal(invitationIn(mail, mailsTo(email)[0].raw).summary, 'Cita')
  })
})

test('a course of sessions is one mail with all its times, a link for each, and one file for a calendar', async () => {
  const { person, email } = await somebody()
  const sessions = Array.from({ length: 8 }, () => {
    const appointment = randomUUID()
    const proof = visitProof(SECRET, 'appointment', appointment)
    return { appointment, location: 'centro', practitioner: ada, room: null, start: free(), proof }
  })
  const wish = {
    course: randomUUID(),
    service: 'craniosacral',
    person,
    practitioner: ada,
    location: 'centro',
    everyDays: 7,
  }
  const done = await acts(desk, (t, access) => bookCourse(t, access, { ...wish, sessions }, now()))
  assert.equal(done.type, 'ok', JSON.stringify(done))
  await withJobs(async () => {
    const mail = await mailTo(email, 1)
    assert.equal(mail.subject, 'Your appointments')
    assert.deepEqual(
      linksIn(mail).map((link) => opens(link, 'appointment').id),
      sessions.map(({ appointment }) => appointment),
    )
    assert.equal(mail.text?.match(/Craniosacral session/g)?.length, 1, 'what they share is said once')
    assert.deepEqual(
      mail.attachments.map(({ filename, contentType }) => [filename, contentType]),
      [['appointments.ics', 'text/calendar']],
    )
    const events = eventsIn(mail.attachments[0].content.toString('utf8'))
    assert.deepEqual(
      events.map(({ method, uid, start, attendees }) => [method, uid, start, attendees]),
      sessions.map(({ appointment, start }) => ['PUBLISH', `${appointment}@clinic.example`, start, []]),
    )
  })
})

test('while the mail server is away nothing is lost: the mail waits, is tried again, and says what is true when it goes', async () => {
  const [{ person, email }, other] = [await somebody(), await somebody()]
  const [first, second] = [free(), free()]
  await new Promise<void>((resolve) => smtp.close(resolve))
  const stateOf = async (whose: string) => {
    const { rows } = await store.owner.query<{ state: string; reason: string | null }>(
      'SELECT state, reason FROM mail.mails WHERE account_id = $1',
      [whose],
    )
    return rows
  }
  await withJobs(async () => {
    const appointment = await booked(person, first)
    const mistaken = await booked(other.person, free())
    await tell()
    await until(async () => (await stateOf(person)).at(0)?.reason === 'no-connection')
    // moved and put right meanwhile: still one mail each, and nothing for whom nothing is left
    assert.equal((await moved(appointment, 0, second)).type, 'ok')
    await acts(desk, (t) => changeAppointmentPerson(t, mistaken, person))
    await tell()
    assert.deepEqual(await stateOf(person), [{ state: 'queued', reason: 'no-connection' }])
    await listen()
    await store.owner.query(
      `UPDATE graphile_worker._private_jobs SET run_at = now() WHERE payload ->> 'mail' IS NOT NULL`,
    )
    await until(() => mailsTo(email).length > 0)
    await until(async () => (await stateOf(other.person)).at(0)?.state === 'dropped')
    assert.deepEqual(await stateOf(other.person), [{ state: 'dropped', reason: 'overtaken' }])
    const mail = await simpleParser(mailsTo(email)[0].raw)
    const events = eventsIn(mail.attachments[0].content.toString('utf8'))
    assert.deepEqual(
      events.map(({ start, sequence }) => [start, sequence]).sort(),
      [
        [second, 1],
        [events.find(({ start }) => start !== second)?.start, 1],
      ].sort(),
    )
    assert.ok(!mail.text?.includes('has moved'), 'they never heard of the first time')
  })
  assert.equal(mailsTo(email).length, 1)
  assert.equal(mailsTo(other.email).length, 0)
})

test('a reminder arrives with when, where and the link; of a visit that moved since it says nothing', async () => {
  // whatever the hour is at which this runs
  await store.owner.query('UPDATE scheduling.reminding SET quiet_from = 0, quiet_to = 0')
  const [{ person, email }, other] = [await somebody(), await somebody()]
  const visits = [await booked(person, free()), await booked(other.person, free())]
  for (const [k, appointment] of visits.entries()) {
    const from = Math.floor(now() / 60_000) * 60_000 + (100 + 50 * k) * 60_000
    await store.owner.query(
      `UPDATE scheduling.appointments SET span = tstzrange(to_timestamp($2), to_timestamp($3)),
         occupied = tstzrange(to_timestamp($2), to_timestamp($3)) WHERE appointment_id = $1`,
      [appointment, from / 1000, from / 1000 + 2700],
    )
    await store.owner.query(
      `UPDATE scheduling.notices SET since = now() - interval '9 days', due_at = NULL WHERE appointment_id = $1`,
      [appointment],
    )
  }
  await store.owner.query(`UPDATE scheduling.reminding SET befores = '{180,120}'`)
  assert.equal(await remindOfVisits(pool, KEY, now()), 2)
  assert.equal(await remindOfVisits(pool, KEY, now()), 0)
  await acts(desk, (t) => cancelAppointment(t, visits[1], '', null))
  await store.owner.query('UPDATE scheduling.notices SET due_at = NULL WHERE person_id = $1', [other.person])
  await withJobs(async () => {
    await until(() => mailsTo(email).length > 0)
    const mail = await simpleParser(mailsTo(email)[0].raw)
    assert.equal(mail.subject, 'A reminder of your appointment')
    assert.match(mail.text ?? '', /Your appointment is soon:\n\n\w+, [\s\S]*Central European[\s\S]*Calle Mayor 1; 2º/)
    assert.equal(opens(linksIn(mail)[0], 'appointment').id, visits[0])
    await until(async () => {
      const { rows } = await store.owner.query<{ reason: string | null }>(
        `SELECT reason FROM mail.mails WHERE account_id = $1 AND kind = 'visit-reminder'`,
        [other.person],
      )
      return rows.at(0)?.reason === 'overtaken'
    })
  })
  assert.equal(mailsTo(email).length, 1)
  assert.equal(mailsTo(other.email).length, 0)
})

test('a reminder that mails held up until the night is handed over in the morning', async () => {
  const { person, email } = await somebody()
  const appointment = await booked(person, free())
  const from = Math.floor(now() / 60_000) * 60_000 + 170 * 60_000
  await store.owner.query(
    `UPDATE scheduling.appointments SET span = tstzrange(to_timestamp($2), to_timestamp($3)),
       occupied = tstzrange(to_timestamp($2), to_timestamp($3)) WHERE appointment_id = $1`,
    [appointment, from / 1000, from / 1000 + 600],
  )
  await store.owner.query(
    `UPDATE scheduling.notices SET since = now() - interval '9 days', due_at = NULL WHERE appointment_id = $1`,
    [appointment],
  )
  await store.owner.query(`UPDATE scheduling.reminding SET befores = '{180,120}', quiet_from = 0, quiet_to = 0`)
  assert.equal(await remindOfVisits(pool, KEY, now()), 1)
  // it is night by now, and it will be for another hour
  await store.owner.query('UPDATE scheduling.reminding SET quiet_from = 1, quiet_to = 0')
  const reasons = async () =>
    (
      await store.owner.query<{ reason: string | null }>(
        `SELECT reason FROM mail.mails WHERE account_id = $1 AND kind = 'visit-reminder' ORDER BY queued_at`,
        [person],
      )
    ).rows.map(({ reason }) => reason)
  await withJobs(async () => {
    await until(async () => (await reasons())[0] === 'overtaken')
    assert.equal(mailsTo(email).length, 0)
    await store.owner.query('UPDATE scheduling.reminding SET quiet_from = 0, quiet_to = 0')
    await remindOfVisits(pool, KEY, now())
    await until(() => mailsTo(email).length > 0)
  })
  assert.equal((await reasons()).length, 2)
})

test('a request is received with its link and no word of why; a freed time is offered with a link that wins it', async () => {
  const request = randomUUID()
  const email = `${request}@home.example`
  const asked = {
    ...{ request, service: 'evaluation', location: 'centro', name: 'Rae', email, telephone: '', language: 'en' },
    ...{ words: 'thunderclap', answers: {}, flags: ['thunderclap'], preferred: [] },
  }
  const proof = visitProof(SECRET, 'request', request)
  // what the visits of other tests gave up
  await store.owner.query('DELETE FROM scheduling.freed')
  const [waiter, holder] = [await somebody(), await somebody()]
  const start = free()
  const from = new Date(start - 2 * DAY).toISOString().slice(0, 10)
  const to = new Date(start + 2 * DAY).toISOString().slice(0, 10)
  const wish = {
    waiting: randomUUID(),
    service: 'craniosacral',
    location: null,
    practitioner: null,
    person: waiter.person,
  }
  await acts(desk, (t) => waitForTime(t, { ...wish, from, to, dayparts: [] }, proof))
  await withJobs(async () => {
    assert.equal((await asVisitor(store.app, (t) => askForVisit(t, asked, proof))).type, 'ok')
    const receipt = await mailTo(email, 1)
    assert.equal(receipt.subject, 'About your request')
    assert.ok(!/thunderclap/i.test(mailsTo(email)[0].raw.toString()))
    assert.equal(opens(linksIn(receipt)[0], 'request').id, request)

    const appointment = await booked(holder.person, start)
    await acts(desk, (t) => cancelAppointment(t, appointment, '', null))
    // as the clock does it every minute
    await store.owner.query(`SELECT graphile_worker.add_job('tell', '{}'::json)`)
    await until(async () => (await store.owner.query('SELECT 1 FROM scheduling.claims')).rows.length > 0)
    const offer = await mailTo(waiter.email, 1)
    assert.equal(offer.subject, 'A time is free')
    const link = opens(linksIn(offer)[0], 'offer')
    const won = await asVisitor(store.app, (t) => claimTime(t, link.id, visitProof(SECRET, 'offer', link.id)))
    assert.equal(won.type, 'ok')
    const told = await mailTo(waiter.email, 2)
    const { id } = opens(linksIn(told)[0], 'appointment')
    const visit = await asVisitor(store.app, (t) => linkedAppointment(t, id, visitProof(SECRET, 'appointment', id)))
    assert.equal(visit?.start, start)
  })
})
