// A patient's own visits and other calendars, without scripts: booked into a diary, found on the account's page, moved, cancelled, subscribed to; a visit
// of a link put into a diary; and a practitioner's feed and other calendar. What is of one patient no other sees.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import ICAL from 'ical.js'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { appCode, startClinic, type Clinic } from './clinic.ts'
import { newPerson, PASSWORD } from './diary-people.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const DAY = 86_400_000
const FROM = new Date(Date.now() + 4 * DAY).toISOString().slice(0, 10)

let clinic: Clinic
let browser: Browser
let ada: Page
before(async () => {
  ;[clinic, browser] = await Promise.all([startClinic(), openBrowser()])
  ada = await practitioner('ada@example.org', 'Ada Berg')
  const account = await accountOf('Ada Berg')
  await clinic.sql(
    `INSERT INTO clinic.locations (location_id, name, time_zone, address, telephone)
     VALUES ('park', 'Park', 'Europe/Berlin', 'Park Street 1', '+49 30 1')`,
  )
  await clinic.sql(`INSERT INTO clinic.practitioner_profiles (account_id, profession) VALUES ($1, 'x')`, [account])
  await clinic.sql(
    `INSERT INTO site.people (person_id, account_id, name, job_title) VALUES ('ada', $1, 'Ada Berg', '{}')`,
    [account],
  )
  await clinic.sql(
    `INSERT INTO scheduling.services (service_id, kind, names, minutes, needs_room, booking, preparation, licence_needed)
     VALUES ('craniosacral', 'session', '{"en": "Craniosacral session", "es": "Sesión"}', 60, false, 'instant', '{"en": "Wear something soft."}', false)`,
  )
  await clinic.sql(
    `INSERT INTO scheduling.offerings (service_id, practitioner, location_id) VALUES ('craniosacral', $1, 'park')`,
    [account],
  )
  for (const weekday of [1, 2, 3, 4, 5, 6, 7])
    await clinic.sql(
      `INSERT INTO scheduling.working_plans (plan_id, practitioner, location_id, weekday, from_minute, to_minute, valid)
       VALUES ($1, $2, 'park', $3, 540, 900, '[2020-01-01,)')`,
      [randomUUID(), account, weekday],
    )
})
after(async () => {
  await browser.close()
  await clinic.end()
})

async function accountOf(name: string): Promise<string> {
  const [row] = await clinic.sql('SELECT account_id FROM access.accounts WHERE display_name = $1', [name])
  return String(row.account_id)
}

async function somebody(more: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 390, height: 844 }, ...more })
  context.setDefaultTimeout(15_000)
  return context.newPage()
}

async function signedIn(email: string, name: string): Promise<Page> {
  const page = await somebody({ javaScriptEnabled: true })
  await newPerson(page, clinic, email, name)
  await page.getByText('You can sign in now').waitFor()
  await page.goto(`${clinic.origin}/account/sign-in`)
  await page.locator('[name=email]').fill(email)
  await page.locator('[name=password]').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).first().click()
  await page.getByRole('heading', { name: 'Your account' }).waitFor()
  return page
}

/** From here on no script runs. */
async function withoutScripts(page: Page): Promise<Page> {
  const plain = await somebody({ javaScriptEnabled: false, storageState: await page.context().storageState() })
  await page.context().close()
  return plain
}

async function practitioner(email: string, name: string): Promise<Page> {
  const page = await signedIn(email, name)
  await clinic.sql(`INSERT INTO access.staff_roles (account_id, role, granted_by) VALUES ($1, 'practitioner', $1)`, [
    await accountOf(name),
  ])
  await page.goto(`${clinic.origin}/clinic/calendar`)
  await page.locator('[name=password]').fill(PASSWORD)
  await page.getByRole('button', { name: 'Go on' }).click()
  const secret = (await page.locator('p code').textContent()) ?? ''
  await page.locator('[name=code]').fill(appCode(secret))
  await page.getByRole('button', { name: 'Finish' }).click()
  await page.getByText('Signing in asks for a code').waitFor()
  return withoutScripts(page)
}

/** Somebody with a diary of their own; gives its id too. */
async function patient(email: string, name: string): Promise<{ page: Page; diary: string }> {
  const page = await signedIn(email, name)
  const diary = await diaryFor(await accountOf(name), 'self')
  return { page: await withoutScripts(page), diary }
}

async function diaryFor(account: string, relation: 'self' | 'proxy'): Promise<string> {
  const diary = randomUUID()
  await clinic.sql('INSERT INTO diary.patients (patient_id) VALUES ($1)', [diary])
  await clinic.sql(
    `INSERT INTO access.diaries (patient_id, account_id, relation, made_by, reason) VALUES ($1, $2, $3, $2, 'x')`,
    [diary, account, relation],
  )
  return diary
}

async function looksRight(of: Page, path: string): Promise<void> {
  const page = await somebody({ storageState: await of.context().storageState() })
  const picture = async (name: string): Promise<void> => {
    if (process.env.PICTURES === undefined) return
    const file = `${process.env.PICTURES}/${path.replaceAll(/\W+/g, '-').slice(0, 30)}-${name}.png`
    await page.screenshot({ path: file, fullPage: true })
  }
  for (const light of ['day', 'night', 'attack']) {
    await page.context().addCookies([{ name: 'light', value: light, url: clinic.origin }])
    await page.goto(clinic.origin + path)
    await page.evaluate(AXE)
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run: (options: unknown) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
      }
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
      return (await axe.run({ runOnly: tags })).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)
    })
    assert.deepEqual(found, [], `${path} in the light ${light}`)
    await picture(light)
  }
  for (const width of [195, 320, 1280]) {
    await page.setViewportSize({ width, height: 844 })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    assert.equal(wide, false, `${path} fits ${String(width)} px`)
    if (width === 1280)
      for (const light of ['day', 'night']) {
        await page.context().addCookies([{ name: 'light', value: light, url: clinic.origin }])
        await page.goto(clinic.origin + path)
        await picture(`wide-${light}`)
      }
  }
  await page.context().close()
}

/** Holds the first start at a time of day on the first day that is shown; the page is that of the held visit then. */
async function hold(page: Page, time: string, from = FROM): Promise<void> {
  await page.goto(`${clinic.origin}/visit/craniosacral?from=${from}`)
  await page
    .getByRole('button', { name: new RegExp(`^${time}`) })
    .first()
    .click()
  await page.getByRole('heading', { name: 'Who comes?' }).waitFor()
}

interface Told {
  readonly uid: string
  readonly title: string
  readonly sequence: number
  readonly status: string
  readonly start: number
}
function toldIn(text: string): Told[] {
  return new ICAL.Component(ICAL.parse(text) as never).getAllSubcomponents('vevent').map((item) => {
    const event = new ICAL.Event(item)
    return {
      ...{ uid: event.uid, title: event.summary, sequence: event.sequence },
      status: String(item.getFirstPropertyValue('status')),
      start: event.startDate.toJSDate().getTime(),
    }
  })
}

test('a patient books into their diary, finds the visit on their page, moves and cancels it, and a feed tells each change', async () => {
  const { page, diary } = await patient('mara@example.org', 'Mara Lind')
  await hold(page, '09:00')
  assert.equal(await page.getByLabel('Your name').inputValue(), 'Mara Lind')
  assert.equal(await page.getByLabel('E-mail').inputValue(), 'mara@example.org')
  const box = page.getByLabel('Put this visit into your diary')
  assert.equal(await box.isChecked(), false, 'nothing is ticked beforehand')
  await looksRight(page, new URL(page.url()).pathname)
  await box.check()
  await page.getByRole('button', { name: 'Book this visit' }).click()
  await page.getByText('This visit belongs to your diary.').waitFor()
  const [{ patient_id }] = await clinic.sql(
    'SELECT patient_id FROM scheduling.appointments JOIN scheduling.persons USING (person_id)',
  )
  assert.equal(patient_id, diary)
  const link = page.url()
  await page.getByRole('link', { name: 'See all visits' }).click()
  await page.getByRole('heading', { name: 'Your visits', exact: true }).waitFor()
  await page.getByText('Wear something soft.').waitFor()
  await page.getByText('Ada Berg, Park, Park Street 1').waitFor()
  await looksRight(page, '/account/visits')

  await page.getByRole('button', { name: 'Make an address' }).click()
  await page.getByRole('heading', { name: 'Your address is ready' }).waitFor()
  const address = await page.getByLabel('Address to subscribe to').inputValue()
  assert.match(address, /\/calendar\/[\w-]{43}\.ics$/)
  const first = await fetch(address)
  assert.equal(first.status, 200)
  assert.equal(first.headers.get('content-type'), 'text/calendar; charset=utf-8')
  assert.match(first.headers.get('cache-control') ?? '', /no-store/)
  assert.match(first.headers.get('x-robots-tag') ?? '', /noindex/)
  const text = await first.text()
  assert.doesNotMatch(text, /cranio|mara|lind|headache|session/i)
  const [before] = toldIn(text)
  assert.deepEqual([before.title, before.sequence, before.status], ['Appointment', 0, 'CONFIRMED'])
  // the file of the page is the same entry
  const file = await (await fetch(`${link}/calendar.ics`)).text()
  assert.equal(toldIn(file)[0].uid, before.uid)
  const again = await fetch(address, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } })
  assert.deepEqual([again.status, await again.text()], [304, ''])
  const head = await fetch(address, { method: 'HEAD' })
  assert.deepEqual([head.status, await head.text()], [200, ''])
  // it is shown this once
  await page.goto(`${clinic.origin}/account/visits`)
  await page.getByText('A calendar last asked for it').waitFor()
  assert.doesNotMatch(await page.content(), new RegExp(address.split('/').at(-1) ?? 'x'))

  await page.getByRole('link', { name: /^Choose another time/ }).click()
  await looksRight(page, page.url().replace(clinic.origin, ''))
  await page
    .getByRole('button', { name: /^11:00/ })
    .first()
    .click()
  await page.getByText('The visit is moved.').waitFor()
  await page.getByRole('heading', { name: /11:00/ }).waitFor()
  const [moved] = toldIn(await (await fetch(address)).text())
  assert.deepEqual([moved.uid, moved.sequence, moved.status], [before.uid, 1, 'CONFIRMED'])
  assert.notEqual(moved.start, before.start)

  await page.getByText('Cancel the visit').click()
  await page.getByRole('button', { name: 'Cancel it' }).click()
  await page.getByText('The visit is cancelled').waitFor()
  await page.getByText('No visit is booked.').waitFor()
  const [cancelled] = toldIn(await (await fetch(address)).text())
  assert.deepEqual([cancelled.uid, cancelled.sequence, cancelled.status], [before.uid, 2, 'CANCELLED'])

  // a new address ends the one before, and stopping it ends it too
  await page.getByRole('button', { name: 'Make a new address' }).click()
  const second = await page.getByLabel('Address to subscribe to').inputValue()
  const gone = await fetch(address)
  const wrong = await fetch(`${clinic.origin}/calendar/${'x'.repeat(43)}.ics`)
  assert.deepEqual([gone.status, await gone.text()], [404, await wrong.text()])
  assert.equal((await fetch(second)).status, 200)
  await page.getByRole('button', { name: 'Stop the address' }).click()
  await page.getByText('The address no longer works').waitFor()
  assert.equal((await fetch(second)).status, 404)
})

test('a visit that was booked by a link is put into a diary by who has the link, and nobody else sees or moves it', async () => {
  const visitor = await somebody({ javaScriptEnabled: false })
  await hold(visitor, '10:00')
  await visitor.getByLabel('Your name').fill('Noa Sol')
  await visitor.getByLabel('Telephone').fill('+49 2')
  await visitor.getByRole('button', { name: 'Book this visit' }).click()
  await visitor.getByRole('heading', { name: 'Your visit is booked' }).waitFor()
  const { page, diary } = await patient('noa@example.org', 'Noa Sol')
  const child = await diaryFor(await accountOf('Noa Sol'), 'proxy')
  await page.goto(visitor.url())
  await page.getByText('Put this visit into your diary').click()
  await page.getByRole('button', { name: 'This is my visit' }).click()
  await page.locator('#diary-fault').waitFor()
  await page.getByLabel('Into which diary it goes').selectOption('Yours')
  await page.getByRole('button', { name: 'This is my visit' }).click()
  await page.getByText('This visit belongs to your diary.').waitFor()
  const [{ id, patient_id }] = await clinic.sql(
    `SELECT appointment_id AS id, patient_id FROM scheduling.appointments JOIN scheduling.persons USING (person_id) WHERE name = 'Noa Sol'`,
  )
  assert.equal(patient_id, diary)
  await page.goto(`${clinic.origin}/account/visits?diary=${child}`)
  await page.getByText('No visit is booked.').waitFor()
  await looksRight(page, `/account/visits?diary=${child}`)
  await page.goto(`${clinic.origin}/account/visits?diary=${diary}`)
  await page.getByRole('heading', { name: /10:00/ }).waitFor()

  // another patient, with the visit's number, and with the link too
  const other = await patient('eve@example.org', 'Eve Other')
  const file = await other.page.request.get(`${clinic.origin}/account/visits/${String(id)}/calendar.ics`)
  assert.equal(file.status(), 404)
  for (const act of ['cancel', 'move']) {
    const sent = await other.page.request.post(`${clinic.origin}/account/visits?/${act}`, {
      form: {
        visit: String(id),
        seen: '0',
        start: String(Date.now() + 9 * DAY),
        location: 'park',
        practitioner: diary,
      },
      headers: { origin: clinic.origin },
    })
    assert.equal(sent.status(), 409, act)
  }
  assert.equal((await other.page.goto(`${clinic.origin}/account/visits?diary=${diary}`))?.status(), 404)
  const taken = await other.page.request.post(`${visitor.url()}?/connect`, {
    form: { diary: other.diary },
    headers: { origin: clinic.origin },
  })
  assert.match(await taken.text(), /refused\.two-diaries/)
  const into = await other.page.request.post(`${visitor.url()}?/connect`, {
    form: { diary },
    headers: { origin: clinic.origin },
  })
  assert.equal(into.status(), 409)
  const [still] = await clinic.sql(
    `SELECT state, patient_id FROM scheduling.appointments JOIN scheduling.persons USING (person_id) WHERE appointment_id = $1`,
    [id],
  )
  assert.deepEqual(still, { state: 'booked', patient_id: diary })
})

test('a practitioner subscribes to their visits, chooses what they are called, and is told why another calendar cannot be read', async () => {
  await ada.goto(`${clinic.origin}/clinic/calendar`)
  await ada.getByRole('button', { name: 'Make an address' }).click()
  const address = await ada.getByLabel('Address to subscribe to').inputValue()
  const titles = async (): Promise<string[]> =>
    [...new Set(toldIn(await (await fetch(address)).text()).map(({ title }) => title))].sort()
  assert.deepEqual(await titles(), ['Appointment'])
  await ada.getByLabel('“Appointment” and the first letters').check()
  await ada.getByRole('button', { name: 'Save', exact: true }).click()
  await ada.getByText('It is kept. Your calendar').waitFor()
  assert.deepEqual(await titles(), ['Appointment ML', 'Appointment NS'])
  await ada.getByLabel('The name of the service').check()
  await ada.getByRole('button', { name: 'Save', exact: true }).click()
  await ada.getByText('It is kept. Your calendar').waitFor()
  assert.deepEqual(await titles(), ['Craniosacral session'])

  await ada.getByLabel('Private address of the calendar').fill('my calendar')
  await ada.getByRole('button', { name: 'Add the calendar' }).click()
  await ada.locator('#other-fault').waitFor()
  const secret = 'private-abc123'
  await ada.getByLabel('Private address of the calendar').fill(`webcal://127.0.0.1/${secret}/basic.ics`)
  await ada.getByRole('button', { name: 'Add the calendar' }).click()
  await ada.getByText('The calendar is added.').waitFor()
  await ada.getByText('A calendar at 127.0.0.1').waitFor()
  await ada.getByText('Only addresses of the public internet').waitFor()
  await ada.getByText('Code: not-public').waitFor()
  assert.doesNotMatch(await ada.content(), new RegExp(secret))
  await looksRight(ada, '/clinic/calendar')
  const [row] = await clinic.sql('SELECT sealed_url, host FROM scheduling.other_calendars')
  assert.ok(!(row.sealed_url as Buffer).toString('latin1').includes(secret))
  await ada.getByRole('button', { name: 'Read it now' }).click()
  await ada.getByText('The calendar was asked just now.').waitFor()
  await ada.getByRole('button', { name: 'Remove' }).click()
  await ada.getByText('The calendar is removed').waitFor()
  assert.deepEqual(await clinic.sql('SELECT 1 FROM scheduling.other_calendars'), [])

  // whoever practises no more has no feed from that moment on
  await clinic.sql(`UPDATE access.staff_roles SET ended_at = now() WHERE account_id = $1`, [
    await accountOf('Ada Berg'),
  ])
  assert.equal((await fetch(address)).status, 404)
  await clinic.sql(`UPDATE access.staff_roles SET ended_at = NULL WHERE account_id = $1`, [await accountOf('Ada Berg')])
})
