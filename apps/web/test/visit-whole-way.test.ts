// The whole way of one session: asked for without an account, read and offered by the desk, taken by the link of a real mail, reminded of, given, and found
// in the diary, where it counts for the answer.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import ICAL from 'ical.js'
import { simpleParser, type ParsedMail } from 'mailparser'
import type { Browser, Page } from 'playwright-core'
import { SMTPServer } from 'smtp-server'
import { openBrowser } from './browser.ts'
import { startClinic, type Clinic } from './clinic.ts'
import { openDiaryPage, phone } from './diary-device.ts'
import { allSent, beginDiary, newPerson, signInToDiary } from './diary-people.ts'
import { staffMember, type StaffMember } from './staff-people.ts'
import { openForVisits } from './visit-clinic.ts'

const EMAIL = 'whole-way@example.org'

let clinic: Clinic
let browser: Browser
let ada: StaffMember
let desk: StaffMember
const arrived: Buffer[] = []
const server = new SMTPServer({
  ...{ authOptional: true, disabledCommands: ['STARTTLS'] },
  onData(stream, _, callback) {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      arrived.push(Buffer.concat(chunks))
      callback()
    })
  },
})

before(async () => {
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  ;[clinic, browser] = await Promise.all([startClinic(), openBrowser()])
  ada = await staffMember(
    { browser, clinic },
    { email: 'ada.way@example.org', name: 'Ada Berg', role: 'practitioner', path: '/clinic/desk' },
  )
  desk = await staffMember(
    { browser, clinic },
    { email: 'casey.way@example.org', name: 'Casey Desk', role: 'front-desk', path: '/clinic/desk' },
  )
  await openForVisits(clinic, ada.account)
  await clinic.sql(
    `UPDATE scheduling.services SET version = version + 1, booking = 'request' WHERE service_id = 'craniosacral'`,
  )
})
after(async () => {
  await browser.close()
  await clinic.end()
  await new Promise<void>((resolve) => {
    server.close(resolve)
  })
})

/** A mail to the patient that says this, waited for; mails go seconds after what they tell, reminders within the minute. */
async function mailWith(words: RegExp): Promise<ParsedMail> {
  for (const end = Date.now() + 90_000; Date.now() < end; await wait(200))
    for (const bytes of arrived) {
      const mail = await simpleParser(bytes)
      if (words.test(mail.text ?? '') && [mail.to ?? []].flat().some(({ text }) => text.includes(EMAIL))) return mail
    }
  throw new Error(`no mail says ${String(words)}`)
}

function linkIn(mail: ParsedMail, path: string): string {
  const found = new RegExp(`https?://\\S+${path}\\S+`).exec(mail.text ?? '')?.[0]
  assert.ok(found !== undefined, mail.text)
  return found
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

test('a session is asked for, offered, taken, reminded of and given, stands in the diary, and counts for the answer', async () => {
  const telephone = await phone(browser, clinic.origin, { timezoneId: 'Europe/Berlin' })
  const device = telephone.page
  device.setDefaultTimeout(20_000)
  await newPerson(device, clinic, EMAIL, 'Ana Weg')
  await signInToDiary(device, clinic, EMAIL)
  await beginDiary(device, clinic)
  await allSent(device)
  await clinic.mailsThrough(`smtp://127.0.0.1:${String((server.server.address() as AddressInfo).port)}`)

  // asked for, without account and scripts
  const context = await browser.newContext({ locale: 'en-GB', javaScriptEnabled: false })
  context.setDefaultTimeout(20_000)
  const stranger = await context.newPage()
  await stranger.goto(`${clinic.origin}/evaluation`)
  await stranger.getByLabel('None of these').check()
  await press(stranger, 'Go on')
  await stranger.locator('[name=name]').fill('Ana Weg')
  await stranger.locator('[name=email]').fill(EMAIL)
  await stranger.locator('[name=service]').selectOption('craniosacral')
  await press(stranger, 'Send it to the clinic')
  await stranger.getByRole('heading', { name: 'The clinic has it' }).waitFor()

  // read and offered by the desk
  await desk.page.goto(`${clinic.origin}/clinic/requests`)
  await desk.page.getByRole('link', { name: 'Ana Weg', exact: true }).click()
  await desk.page.locator('[name=service]').selectOption('craniosacral')
  await press(desk.page, 'Keep it')
  await desk.page.getByText('It is kept.').waitFor()
  await desk.page.locator('[name=at]').first().check()
  await press(desk.page, 'Offer these times')
  await desk.page.getByText('Times are offered').first().waitFor()

  // taken by the link of the mail
  const offered = await mailWith(/We can offer you a time/)
  await stranger.goto(linkIn(offered, '/visit/request/'))
  await stranger
    .getByRole('button', { name: /^Take it/ })
    .first()
    .click()
  await stranger.getByRole('heading', { name: 'Your visit is booked' }).waitFor()
  const [visit] = await clinic.sql(
    `SELECT appointment_id AS id, (extract(epoch FROM lower(span)) * 1000)::float8 AS start FROM scheduling.appointments WHERE state = 'booked'`,
  )
  const booked = await mailWith(/Your appointment is booked:/)
  const calendar = booked.attachments.find(({ contentType }) => contentType === 'text/calendar')
  assert.ok(calendar !== undefined, 'with an entry for a calendar')
  const event = new ICAL.Component(ICAL.parse(calendar.content.toString()) as unknown[]).getFirstSubcomponent('vevent')
  assert.equal(new ICAL.Event(event).startDate.toJSDate().getTime(), visit.start)
  assert.doesNotMatch(`${booked.subject ?? ''} ${calendar.content.toString()}`, /cranio|headache|migraine/i)

  // into her diary, by herself
  await device.goto(linkIn(booked, '/visit/appointment/'))
  await device.getByText('Put this visit into your diary').first().click()
  await press(device, 'This is my visit: put it into the diary')
  await device.getByText('This visit belongs to your diary.').waitFor()

  // reminded of: as if it had been booked a day ago, and its time had come five minutes ago
  const before = Math.round((Number(visit.start) - Date.now()) / 60_000) + 5
  await clinic.sql(`UPDATE scheduling.notices SET since = since - interval '1 day'`)
  await clinic.sql('UPDATE scheduling.reminding SET befores = ARRAY[$1::int], quiet_from = 0, quiet_to = 0', [before])
  const reminder = await mailWith(/Your appointment is soon:/)
  assert.match(reminder.text ?? '', /\/visit\/appointment\//)

  // given: the visit began an hour ago
  await clinic.sql(
    `UPDATE scheduling.appointments SET span = tstzrange(m - interval '1 hour', m), occupied = tstzrange(m - interval '1 hour', m)
     FROM date_trunc('minute', now()) m WHERE appointment_id = $1`,
    [visit.id],
  )
  await ada.page.goto(`${clinic.origin}/clinic/desk/visit/${String(visit.id)}`)
  await ada.page.getByLabel('Minutes it took').fill('50')
  await ada.page.getByLabel('What was done').fill('hold at the neck')
  await ada.page.getByLabel('How they reacted').fill('calm')
  await press(ada.page, 'Keep it')
  await ada.page.getByText('The session is over').waitFor()

  // in the diary, and counted
  for (const end = Date.now() + 30_000; ; await wait(300)) {
    const [row] = await clinic.sql('SELECT came FROM scheduling.outbox WHERE appointment_id = $1', [visit.id])
    if (row.came === 'written') break
    assert.ok(Date.now() < end, `it was not written: ${String(row.came)}`)
  }
  await openDiaryPage(device, clinic.origin)
  await device
    .getByRole('link', { name: /craniosacral therapy/i })
    .first()
    .click()
  await device.getByText('Written here by the clinic: Ada Berg, Park.').waitFor()
  await device.getByText('What was done: hold at the neck').waitFor()
  await openDiaryPage(device, clinic.origin, 'helping')
  await device
    .getByRole('link', { name: /craniosacral therapy/i })
    .first()
    .waitFor()
  await ada.page.reload()
  await telephone.context.close()
})
