// The desk plans a course without scripts, sees what is in the way and chooses; two desks want the same; persons are found, made one and two again.
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { localTime } from '@clearday/scheduling'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startDemonstration, type Demonstration } from './demonstration.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const DAY = 86_400_000
const ZONE = 'Europe/Berlin'

let demo: Demonstration
let browser: Browser
let desk: Page
const practitioners = { lea: '', ines: '' }

/** A Wednesday four weeks before the clocks there change next, with five weeks to go at least. */
const FIRST_DAY = ((): string => {
  const offset = (at: number): string => localTime(at, ZONE).time
  const noon = Math.floor(Date.now() / DAY) * DAY + DAY / 2
  const change = Array.from({ length: 400 }, (_, k) => noon + (k + 36) * DAY).find(
    (at) => offset(at) !== offset(at - DAY),
  )
  assert.ok(change !== undefined)
  const before = change - 28 * DAY
  return new Date(before + ((3 - new Date(before).getUTCDay() + 7) % 7) * DAY).toISOString().slice(0, 10)
})()
const dayIn = (days: number): string => new Date(Date.parse(FIRST_DAY) + days * DAY).toISOString().slice(0, 10)

async function somebody(who: string, more: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 390, height: 844 }, ...more })
  context.setDefaultTimeout(15_000)
  context.on('request', (request) => {
    assert.equal(new URL(request.url()).origin, demo.origin, 'no request to anybody else')
  })
  const page = await context.newPage()
  await demo.signIn(page, who)
  return page
}

before(async () => {
  ;[demo, browser] = await Promise.all([startDemonstration(), openBrowser()])
  const { sql } = demo
  for (const { account_id: id, display_name: name } of await sql(
    'SELECT account_id, display_name FROM access.accounts',
  ))
    for (const who of ['lea', 'ines'] as const)
      if (new RegExp(`\\b${who}\\b`, 'i').test(String(name))) practitioners[who] = String(id)
  for (const [id, name, treatment, capacity] of [
    ['cst-course', 'Craniosacral session', 'craniosacral-therapy', 1],
    ['breathing', 'Breathing in a group', null, 2],
  ])
    await sql(
      `INSERT INTO scheduling.services (service_id, kind, names, treatment_id, capacity, minutes, buffer_after, needs_room, licence_needed, booking)
       VALUES ($1, 'session', $2, $3, $4, 50, 10, false, false, 'instant')`,
      [id, JSON.stringify({ en: name, es: name }), treatment, capacity],
    )
  // hours of their own, whatever the demonstration has
  await sql('DELETE FROM scheduling.working_plans WHERE practitioner = ANY ($1)', [Object.values(practitioners)])
  for (const who of Object.values(practitioners)) {
    for (const id of ['cst-course', 'breathing'])
      await sql(`INSERT INTO scheduling.offerings (service_id, practitioner, location_id) VALUES ($1, $2, 'harbour')`, [
        ...[id, who],
      ])
    for (const weekday of [1, 2, 3, 4, 5, 6, 7])
      await sql(
        `INSERT INTO scheduling.working_plans (plan_id, practitioner, location_id, weekday, from_minute, to_minute, valid)
         VALUES ($1, $2, 'harbour', $3, 480, 1080, '[2020-01-01,)')`,
        [randomUUID(), who, weekday],
      )
  }
  desk = await somebody('casey', { javaScriptEnabled: false })
})
after(async () => {
  await browser.close()
  await demo.end()
})

async function newPerson(name: string, more: { email?: string; telephone?: string } = {}): Promise<string> {
  const id = randomUUID()
  await demo.sql('INSERT INTO scheduling.persons (person_id, name, email, telephone) VALUES ($1, $2, $3, $4)', [
    ...[id, name, more.email ?? '', more.telephone ?? ''],
  ])
  return id
}
async function newVisit(person: string, day: string, time: string, who: 'lea' | 'ines' = 'lea'): Promise<string> {
  const id = randomUUID()
  await demo.sql(
    `INSERT INTO scheduling.appointments (appointment_id, service_id, location_id, practitioner, person_id, span, occupied, state, group_id, link_hash)
     SELECT $1, 'cst-course', 'harbour', $2, $3, tstzrange(b, b + interval '50 minutes'), tstzrange(b, b + interval '60 minutes'), 'booked', $1, $4
     FROM (SELECT $5::timestamp AT TIME ZONE $6 AS b) x`,
    [id, practitioners[who], person, randomBytes(32), `${day}T${time}`, ZONE],
  )
  return id
}
const planFor = (person: string, time = '10:00', more: Readonly<Record<string, string>> = {}): string =>
  `${demo.origin}/clinic/desk/course/new?${new URLSearchParams({
    ...{ person, service: 'cst-course', practitioner: practitioners.lea, location: 'harbour', day: FIRST_DAY, time },
    ...{ count: '8', everyDays: '7', withinDays: '3', ...more },
  }).toString()}`
/** How sessions of somebody stand: day, time and state. */
async function sessionsOf(person: string): Promise<readonly string[]> {
  const rows = await demo.sql(
    `SELECT to_char(lower(span) AT TIME ZONE $2, 'YYYY-MM-DD HH24:MI') AS at, state FROM scheduling.appointments
     WHERE person_id = $1 AND state NOT IN ('held', 'expired') ORDER BY lower(span)`,
    [person, ZONE],
  )
  return rows.map(({ at, state }) => `${String(at)} ${String(state)}`)
}

async function looksRight(page: Page, path: string, name: string): Promise<void> {
  for (const light of ['day', 'night', 'attack']) {
    await page.context().addCookies([{ name: 'light', value: light, url: demo.origin }])
    await page.goto(demo.origin + path)
    await page.evaluate(AXE)
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run: (options: unknown) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
      }
      for (const one of document.querySelectorAll('details')) one.open = true
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
      return (await axe.run({ runOnly: tags })).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)
    })
    assert.deepEqual(found, [], `${name} in the light ${light}`)
    for (const width of [195, 320, 390, 1280]) {
      await page.setViewportSize({ width, height: 844 })
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
      assert.equal(wide, false, `${name} fits ${String(width)} px`)
      if (process.env.PICTURES !== undefined && light !== 'attack' && width >= 320 && width !== 320) {
        await page.goto(demo.origin + path)
        await page.screenshot({
          path: `${process.env.PICTURES}/${name}-${light}-${String(width)}.png`,
          fullPage: true,
        })
      }
    }
    await page.setViewportSize({ width: 390, height: 844 })
  }
}

test('eight weekly sessions over a change of the clock are planned without scripts: one is in the way, another time is chosen, all are booked', async () => {
  const other = await newPerson('Somebody Else')
  await newVisit(other, dayIn(35), '10:00')
  const person = await newPerson('Mara Lind', { telephone: '+49 170 1234' })
  await desk.goto(`${demo.origin}/clinic/desk/people?q=mara+lind`)
  await desk.getByRole('link', { name: 'Mara Lind' }).click()
  await desk.getByRole('link', { name: 'Plan a course' }).click()
  await desk.getByRole('heading', { name: 'Plan a course' }).waitFor()
  await desk.getByRole('button', { name: 'Show the sessions' }).click()
  await desk.locator('#service-fault').waitFor()
  await desk.getByLabel('Service').selectOption('cst-course')
  await desk.getByLabel('With', { exact: true }).selectOption(practitioners.lea)
  await desk.getByLabel('Where').selectOption('harbour')
  await desk.getByLabel('First day').fill(FIRST_DAY)
  await desk.getByLabel('At', { exact: true }).fill('10:00')
  await desk.getByRole('button', { name: 'Show the sessions' }).click()
  await desk.getByText('One session needs another time. Nothing is booked yet.').waitFor()
  await desk.getByText('Somebody else has this time.').waitFor()
  assert.deepEqual(await sessionsOf(person), [])

  // it is asked for, and nothing is booked before it is answered
  await desk.getByRole('button', { name: 'Book all sessions' }).click()
  await desk.getByRole('alert').getByText('Session 6 cannot be at this time.').waitFor()
  assert.deepEqual(await sessionsOf(person), [])
  const asked = desk.getByRole('group', { name: 'Session 6' })
  await asked
    .getByRole('radio', { name: /, 11:00/ })
    .first()
    .check()
  // another day and time for one that could stay
  const third = desk.getByRole('group', { name: 'Session 3' })
  await third.getByText('Change this session').click()
  await third.getByLabel('Day of session 3').fill(dayIn(15))
  await third.getByLabel('Time of session 3').fill('12:15')
  await third.getByRole('radio', { name: 'Another day and time' }).check()
  const [posted] = await Promise.all([
    desk.waitForRequest((request) => request.method() === 'POST'),
    desk.getByRole('button', { name: 'Book all sessions' }).click(),
  ])
  const sent = { url: posted.url(), body: posted.postData() ?? '' }
  await desk.getByText('The course is booked.').waitFor()
  await desk.getByText('0 of 8 done, 8 to come').waitFor()
  // each session has its own page, which leads back to the course and to who comes
  const course = new URL(desk.url()).pathname
  await desk.locator('a[href^="/clinic/desk/visit/"]').first().click()
  await desk.locator(`a[href="/clinic/desk/person/${person}"]`).first().waitFor()
  await desk.locator(`a[href="${course}"]`).click()
  await desk.getByText('0 of 8 done, 8 to come').waitFor()
  assert.deepEqual(
    await sessionsOf(person),
    [0, 7, 15, 21, 28, 35, 42, 49].map(
      (days, k) => `${dayIn(days)} ${k === 2 ? '12:15' : k === 5 ? '11:00' : '10:00'} booked`,
    ),
  )
  // sent again it is the same course
  const again = await desk.context().request.post(sent.url, {
    headers: { origin: demo.origin, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    data: sent.body,
    maxRedirects: 0,
  })
  assert.deepEqual([again.status(), again.headers().location], [303, `${course}?done=booked`])
  assert.equal((await sessionsOf(person)).length, 8)
  assert.equal((await demo.sql('SELECT 1 FROM scheduling.courses WHERE person_id = $1', [person])).length, 1)

  // as a whole: on Thursdays at two with somebody else; one stays as it is
  await desk.getByRole('link', { name: 'Change all that is to come' }).click()
  await desk.getByLabel('With', { exact: true }).selectOption(practitioners.ines)
  await desk.getByLabel('Day of the next session').fill(dayIn(1))
  await desk.getByLabel('At', { exact: true }).fill('14:00')
  await desk.getByRole('button', { name: 'Show the sessions' }).click()
  await desk.getByText('All 8 sessions are open.').waitFor()
  const second = desk.getByRole('group', { name: 'Session 2' })
  await second.getByText('Change this session').click()
  await second.getByRole('radio', { name: /^Leave it as it is/ }).check()
  await desk.getByRole('button', { name: 'Move the sessions' }).click()
  await desk.getByText('The sessions are moved.').waitFor()
  await desk
    .getByText(/Ines .*Harbour/)
    .first()
    .waitFor()
  assert.deepEqual(
    await sessionsOf(person),
    [1, 7, 15, 22, 29, 36, 43, 50].map((days, k) => `${dayIn(days)} ${k === 1 ? '10:00' : '14:00'} booked`),
  )

  // one is cancelled by itself, two are added, the rest is cancelled with why
  await demo.sql(
    `SELECT scheduling.cancel(a.appointment_id, 'x', NULL) FROM (SELECT set_config('clearday.desk', 'on', false)) s,
       (SELECT appointment_id FROM scheduling.appointments WHERE person_id = $1 ORDER BY lower(span) LIMIT 1) a`,
    [person],
  )
  await desk.reload()
  await desk.getByText('0 of 7 done, 7 to come, 1 cancelled').waitFor()
  await desk.getByRole('link', { name: 'Add sessions' }).click()
  await desk.getByLabel('How many sessions').fill('2')
  await desk.getByRole('button', { name: 'Show the sessions' }).click()
  await desk.getByRole('button', { name: 'Add the sessions' }).click()
  await desk.getByText('The sessions are added.').waitFor()
  await desk.getByText('0 of 9 done, 9 to come, 1 cancelled').waitFor()
  assert.deepEqual((await sessionsOf(person)).slice(-2), [`${dayIn(57)} 14:00 booked`, `${dayIn(64)} 14:00 booked`])
  await desk.getByText('Cancel all that is to come').click()
  await desk.getByLabel('Why (may be empty)').fill('moved away')
  await desk.getByRole('button', { name: 'Cancel the sessions' }).click()
  await desk.getByText('9 sessions are cancelled.').waitFor()
  await desk.getByText('It was cancelled as a whole.').waitFor()
  assert.ok((await sessionsOf(person)).every((one) => one.endsWith('cancelled')))
})

test('of two desks that want the same times the second is told, with other times and all they chose, and nothing is half booked', async () => {
  const [one, two] = [await newPerson('First Inline'), await newPerson('Second Inline')]
  const colleague = await somebody('toni', { javaScriptEnabled: false })
  await desk.goto(planFor(one, '15:00', { count: '3' }))
  await colleague.goto(planFor(two, '15:00', { count: '4' }))
  await colleague.getByText('All 4 sessions are open.').waitFor()
  const last = colleague.getByRole('group', { name: 'Session 4' })
  await last.getByText('Change this session').click()
  await last.getByRole('radio', { name: 'Leave this session out' }).check()
  await desk.getByRole('button', { name: 'Book all sessions' }).click()
  await desk.getByText('The course is booked.').waitFor()
  await colleague.getByRole('button', { name: 'Book all sessions' }).click()
  await colleague.getByText('Meanwhile somebody else booked.').waitFor()
  assert.deepEqual(await sessionsOf(two), [])
  assert.equal((await demo.sql('SELECT 1 FROM scheduling.courses WHERE person_id = $1', [two])).length, 0)
  assert.ok(
    await colleague
      .getByRole('group', { name: 'Session 4' })
      .getByRole('radio', { name: 'Leave this session out' })
      .isChecked(),
  )
  for (const number of [1, 2, 3])
    await colleague
      .getByRole('group', { name: `Session ${String(number)}` })
      .getByRole('radio', { name: /, 16:00/ })
      .first()
      .check()
  await colleague.getByRole('button', { name: 'Book all sessions' }).click()
  await colleague.getByText('The course is booked.').waitFor()
  assert.deepEqual(
    await sessionsOf(two),
    [0, 7, 14].map((days) => `${dayIn(days)} 16:00 booked`),
  )
  await colleague.context().close()
})

test('several sit in one group; who comes when its seats are taken chooses other times', async () => {
  for (const name of ['Group One', 'Group Two', 'Group Three']) {
    const person = await newPerson(name)
    await desk.goto(planFor(person, '08:00', { service: 'breathing', count: '2', practitioner: practitioners.ines }))
    if (name === 'Group Three') {
      await desk.getByText('All seats are taken.').first().waitFor()
      continue
    }
    await desk.getByRole('button', { name: 'Book all sessions' }).click()
    await desk.getByText('The course is booked.').waitFor()
  }
})

test('what is typed wrong is told at its field, and the next open time is found where none is typed', async () => {
  const person = await newPerson('Typed Wrong')
  await desk.goto(planFor(person, '10:00', { count: '61', everyDays: '0', day: '2027-02-30' }))
  for (const field of ['count', 'everyDays', 'day']) await desk.locator(`#${field}-fault`).waitFor()
  await desk.goto(planFor(person, '10:00', { practitioner: randomUUID() }))
  await desk.locator('#practitioner-fault').waitFor()
  await desk.goto(planFor(person, '', { count: '1', day: dayIn(70) }))
  await desk.getByText('The session is open.').waitFor()
  assert.equal(await desk.getByLabel('At', { exact: true }).inputValue(), '08:00')
  // the past, and a time that two sessions meet at
  await desk.goto(planFor(person, '10:00', { day: '2026-01-05', count: '1' }))
  await desk.getByText('This time is over.').waitFor()
  await desk.goto(planFor(person, '10:00', { day: dayIn(70), count: '2' }))
  const second = desk.getByRole('group', { name: 'Session 2' })
  await second.getByText('Change this session').click()
  await second.getByLabel('Day of session 2').fill(dayIn(70))
  await second.getByLabel('Time of session 2').fill('10:20')
  await second.getByRole('radio', { name: 'Another day and time' }).check()
  await desk.getByRole('button', { name: 'Book all sessions' }).click()
  await desk.getByRole('alert').getByText('Session 2 meets session 1.').waitFor()
  assert.deepEqual(await sessionsOf(person), [])
})

test('somebody new is entered once, and what is changed stands in their history', async () => {
  await desk.goto(`${demo.origin}/clinic/desk/people`)
  await desk.getByText('Somebody new').click()
  await desk.getByLabel('E-mail', { exact: true }).fill('nobody')
  await desk.getByRole('button', { name: 'Add this person' }).click()
  for (const field of ['name', 'email']) await desk.locator(`#${field}-fault`).waitFor()
  await desk.getByLabel('Name', { exact: true }).fill('Íñigo Núñez')
  await desk.getByLabel('E-mail', { exact: true }).fill('inigo@home.example')
  await desk.getByRole('button', { name: 'Add this person' }).click()
  await desk.getByRole('heading', { name: 'Íñigo Núñez' }).waitFor()
  await desk.getByText('Change name and contact').click()
  await desk.getByLabel('Telephone').fill('+34 600 111')
  await desk.getByRole('button', { name: 'Keep the details' }).click()
  await desk.getByText('The details are kept.').waitFor()
  await desk.getByText('Telephone: none → +34 600 111').waitFor()
  await desk.getByText('by Casey Platzhalter').first().waitFor()
  // a colleague was quicker
  const colleague = await somebody('toni', { javaScriptEnabled: false })
  await colleague.goto(desk.url())
  await colleague.getByText('Change name and contact').click()
  await colleague.getByLabel('Telephone').fill('+34 600 222')
  await desk.getByText('Change name and contact').click()
  await desk.getByLabel('Date of birth').fill('1970-02-28')
  await desk.getByRole('button', { name: 'Keep the details' }).click()
  await desk.getByText('Date of birth: none → 28 February 1970').waitFor()
  await colleague.getByRole('button', { name: 'Keep the details' }).click()
  await colleague.getByRole('alert').getByText('Somebody changed these details in the meantime.').waitFor()
  assert.equal(await colleague.getByLabel('Telephone').inputValue(), '+34 600 222')
  await colleague.getByText('Date of birth: none → 28 February 1970').waitFor()
  await colleague.context().close()
  await desk.goto(`${demo.origin}/clinic/desk/people?q=inigo+nunez`)
  await desk.getByRole('link', { name: 'Íñigo Núñez' }).waitFor()
})

test('one person under two spellings is made one, nothing is lost, old links lead on, and they can be two again', async () => {
  const one = await newPerson('Jon Smithe', { telephone: '555 1000', email: 'jon@home.example' })
  const two = await newPerson('John Smith', { telephone: '5551000' })
  const visit = await newVisit(one, dayIn(2), '09:00')
  await newVisit(two, dayIn(2), '11:00')
  const clash = await newVisit(one, dayIn(3), '09:00')
  const other = await newVisit(two, dayIn(3), '09:20', 'ines')
  await desk.goto(`${demo.origin}/clinic/desk/person/${one}`)
  await desk.getByText('same telephone').waitFor()
  await desk.getByRole('link', { name: 'Compare with John Smith' }).click()
  await desk.getByRole('heading', { name: 'Are they one person?' }).waitFor()
  await desk.getByText('Nothing is deleted, and you can make them two again.').waitFor()
  await desk.getByRole('button', { name: 'Make them one person' }).click()
  await desk.locator('#into-fault').waitFor()
  await desk.getByRole('radio', { name: /John Smith/ }).check()
  await desk.getByRole('button', { name: 'Make them one person' }).click()
  await desk.getByRole('alert').getByText('Both are booked at the same time').waitFor()
  const meet = desk.locator('#meet')
  for (const id of [clash, other]) await meet.locator(`a[href="/clinic/desk/visit/${id}"]`).waitFor()
  await demo.sql(`UPDATE scheduling.appointments SET state = 'cancelled' WHERE appointment_id = $1`, [clash])
  await desk.getByRole('radio', { name: /John Smith/ }).check()
  await desk.getByRole('button', { name: 'Make them one person' }).click()
  await desk.getByText('They are one person now.').waitFor()
  await desk.getByRole('heading', { name: 'John Smith' }).waitFor()
  for (const id of [visit, other]) await desk.locator(`a[href="/clinic/desk/visit/${id}"]`).first().waitFor()

  await desk.goto(`${demo.origin}/clinic/desk/person/${one}`)
  await desk.getByText('This entry is part of another one now').waitFor()
  await desk.getByText('was made one with another entry').waitFor()
  await desk.getByRole('link', { name: 'Go to John Smith' }).click()
  await desk.getByRole('heading', { name: 'Entries that were made one with this' }).waitFor()
  await desk.goto(`${demo.origin}/clinic/desk/people?q=jon+smithe`)
  await desk.getByText('also Jon Smithe').waitFor()

  await desk.goto(`${demo.origin}/clinic/desk/person/${one}`)
  await desk.getByRole('button', { name: 'Make them two people again' }).click()
  await desk.getByText('They are two people again.').waitFor()
  await desk.getByRole('heading', { name: 'Jon Smithe' }).waitFor()
  await desk.locator(`a[href="/clinic/desk/visit/${visit}"]`).waitFor()
  assert.equal((await sessionsOf(two)).length, 2)
})

test('an appointment of the wrong person is given to the right one, who is chosen and never guessed', async () => {
  const wrong = await newPerson('Wrong Chosen')
  const right = await newPerson('Right Meant')
  const visit = await newVisit(wrong, dayIn(4), '09:00')
  await desk.goto(`${demo.origin}/clinic/desk/person/${wrong}`)
  await desk.getByText('An appointment is somebody else’s').click()
  await desk.getByLabel('Which appointment').selectOption(visit)
  await desk.getByLabel('Whose is it').fill('right meant')
  await desk.getByRole('button', { name: 'Give it to them' }).click()
  await desk.locator('#whom-fault').waitFor()
  assert.equal((await sessionsOf(right)).length, 0)
  await desk.getByRole('radio', { name: /Right Meant/ }).check()
  await desk.getByRole('button', { name: 'Give it to them' }).click()
  await desk.getByText('The appointment is theirs now.').waitFor()
  assert.deepEqual(await sessionsOf(right), [`${dayIn(4)} 09:00 booked`])
  assert.deepEqual(await sessionsOf(wrong), [])
})

test('a diary is connected by the name that the clinic knows, and taken off again; the desk sees nothing of the diary', async () => {
  const [{ patient_id: patient }] = await demo.sql('SELECT patient_id FROM diary.patients LIMIT 1')
  await demo.sql(
    `INSERT INTO clinic_records.files (patient_id, file_id, name, opened_by) VALUES ($1, $2, 'Known Asthis', $3)
     ON CONFLICT (patient_id) DO UPDATE SET name = excluded.name`,
    [patient, randomUUID(), practitioners.lea],
  )
  const person = await newPerson('Known As')
  await desk.goto(`${demo.origin}/clinic/desk/person/${person}`)
  await desk.getByText('Connect the diary').first().click()
  await desk.getByRole('textbox', { name: 'Patient' }).fill('known asthis')
  await desk.getByRole('button', { name: 'Connect the diary' }).click()
  await desk.getByRole('radio', { name: /Known Asthis/ }).check()
  await desk.getByRole('button', { name: 'Connect the diary' }).click()
  await desk.getByText('The diary is connected.').waitFor()
  await desk.getByText('A diary is connected: Known Asthis.').waitFor()
  await desk.getByText('Take the diary off').first().click()
  await desk.getByRole('button', { name: 'Take the diary off' }).click()
  await desk.getByText('The diary is connected no longer.').waitFor()
  await desk.getByText('a diary was connected').waitFor()
  const told = await demo.sql(`SELECT act FROM audit.events WHERE chain_id = $1 AND act LIKE 'visits.%connected'`, [
    patient,
  ])
  assert.deepEqual(told.map(({ act }) => act).sort(), ['visits.connected', 'visits.disconnected'])
})

test('a practitioner sees who comes to them and nobody else, plans for themselves, and a patient sees none of it', async () => {
  const [mine, other] = [await newPerson('Comes To Lea'), await newPerson('Comes To Ines')]
  await newVisit(mine, dayIn(5), '09:00')
  await newVisit(other, dayIn(5), '09:00', 'ines')
  const lea = await somebody('lea', { javaScriptEnabled: false })
  await lea.goto(`${demo.origin}/clinic/desk/people?q=comes+to`)
  await lea.getByRole('link', { name: 'Comes To Lea' }).waitFor()
  assert.equal(await lea.getByRole('link', { name: 'Comes To Ines' }).count(), 0)
  assert.equal((await lea.goto(`${demo.origin}/clinic/desk/person/${other}`))?.status(), 404)
  assert.equal((await lea.goto(planFor(other)))?.status(), 404)
  // an old link leads on for them too
  const old = await newPerson('Came To Lea Before')
  await demo.sql('UPDATE scheduling.persons SET merged_into = $1 WHERE person_id = $2', [mine, old])
  await lea.goto(`${demo.origin}/clinic/desk/person/${old}`)
  await lea.getByRole('link', { name: 'Go to Comes To Lea' }).click()
  await lea.getByRole('heading', { name: 'Comes To Lea' }).waitFor()
  assert.equal(await lea.getByText('Change name and contact').count(), 0)
  await lea.goto(planFor(mine, '17:00', { count: '2' }))
  await lea.getByRole('button', { name: 'Book all sessions' }).click()
  await lea.getByText('The course is booked.').waitFor()
  assert.equal((await sessionsOf(mine)).length, 3)
  await lea.context().close()

  const [{ course_id: course }] = await demo.sql('SELECT course_id FROM scheduling.courses LIMIT 1')
  const [account] = await demo.sql(
    `SELECT display_name FROM access.accounts WHERE account_id NOT IN (SELECT account_id FROM access.staff_roles) LIMIT 1`,
  )
  const patient = await somebody(String(account.display_name).split(' ')[0].toLowerCase())
  for (const path of ['people', `person/${mine}`, `course/${String(course)}`, `course/new?person=${mine}`])
    assert.equal((await patient.goto(`${demo.origin}/clinic/desk/${path}`))?.status(), 403, path)
  await patient.context().close()
})

test('a practitioner to whom the diary is open is told which sessions a fair trial leaves out, and books them all the same', async () => {
  const [{ patient_id: patient }] = await demo.sql('SELECT patient_id FROM diary.patients LIMIT 1')
  await demo.sql(
    `INSERT INTO access.care_relationships (relationship_id, patient_id, account_id, made_by, made_as)
     SELECT $1, $2, $3, account_id, 'patient' FROM access.diaries WHERE patient_id = $2 LIMIT 1 ON CONFLICT DO NOTHING`,
    [randomUUID(), patient, practitioners.lea],
  )
  const trial = {
    ...{ treatment: 'craniosacral-therapy', startsOn: dayIn(70), blockDays: 14, withFirst: [true], seed: 3 },
    looks: 'once-at-the-end',
  }
  await demo.sql(
    `INSERT INTO diary.entries (patient_id, entity, key, first_day, fields, clocks, deleted, seq) VALUES ($1, 'trial', $2, $3, $4, '{}', false, 0)`,
    [patient, randomUUID(), dayIn(70), JSON.stringify(trial)],
  )
  const person = await newPerson('Tries Fairly')
  await newVisit(person, dayIn(69), '16:00')
  await demo.sql('UPDATE scheduling.persons SET patient_id = $1 WHERE person_id = $2', [patient, person])
  const address = planFor(person, '09:00', { day: dayIn(71), count: '4' })
  await desk.goto(address)
  await desk.getByText('All 4 sessions are open.').waitFor()
  assert.equal(await desk.getByText('fair trial').count(), 0)
  const lea = await somebody('lea')
  await lea.goto(address)
  await lea.getByRole('heading', { name: 'These sessions fall into a part of the fair trial' }).waitFor()
  await lea.getByText(/^Session 3, /).waitFor()
  await lea.getByText(/^Session 4, /).waitFor()
  assert.equal(await lea.getByText(/^Session [12], /).count(), 0)
  await looksRight(lea, address.slice(demo.origin.length), 'plan-trial')
  await lea.goto(address)
  await lea.getByRole('button', { name: 'Book all sessions' }).click()
  await lea.getByText('The course is booked.').waitFor()
  assert.equal((await sessionsOf(person)).length, 5)
  await lea.context().close()
})

test('the pages can be read by everybody, on a narrow screen too, and by keyboard alone', async () => {
  const page = await somebody('casey')
  const person = await newPerson('Anna Keyboard', {
    telephone: '444 222',
    email: 'anna.keyboard.with.a.long.name@home.example',
  })
  await newPerson('Ana Keyboard', { telephone: '444222' })
  await newVisit(person, dayIn(6), '09:00')
  await newVisit(await newPerson('In The Way'), dayIn(7), '13:00')
  const planned = planFor(person, '13:00', { count: '4' })
  await page.goto(planned)
  const asked = page.getByRole('group', { name: 'Session 2' }).getByRole('radio').first()
  await asked.focus()
  await page.keyboard.press('Space')
  assert.ok(await asked.isChecked())
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.getByRole('button', { name: 'Book all sessions' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('The course is booked.').waitFor()
  const course = new URL(page.url()).pathname
  const [{ person_id: similar }] = await demo.sql(
    `SELECT person_id FROM scheduling.persons WHERE name = 'Ana Keyboard'`,
  )
  await demo.sql(
    `UPDATE scheduling.appointments SET state = 'completed' WHERE appointment_id = (SELECT appointment_id FROM scheduling.appointments
    WHERE course_id = $1 ORDER BY lower(span) LIMIT 1)`,
    [course.split('/').at(-1)],
  )
  const from = (address: string): string => address.slice(demo.origin.length)
  await newVisit(await newPerson('In The Way Too'), dayIn(7), '14:00')
  await looksRight(page, '/clinic/desk/people', 'people')
  await looksRight(page, `/clinic/desk/person/${person}`, 'person')
  await looksRight(page, `/clinic/desk/person/${person}?compare=${String(similar)}`, 'compare')
  await looksRight(page, course, 'course')
  await looksRight(page, `${course}?change`, 'change')
  await looksRight(page, from(planFor(person, '14:00', { count: '4' })), 'plan')
  await looksRight(page, `/clinic/desk/course/new?person=${person}`, 'plan-empty')
})
