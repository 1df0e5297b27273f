// Booking a visit without an account and without scripts: a place and a time, who comes, and moving and cancelling by the link that was kept.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startClinic, type Clinic } from './clinic.ts'
import { openForVisits } from './visit-clinic.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const DAY = 86_400_000

let clinic: Clinic
let browser: Browser
const ada = randomUUID()
/** Four days from now at the earliest: what is open then is open whatever the hour. */
const FROM = new Date(Date.now() + 4 * DAY).toISOString().slice(0, 10)

before(async () => {
  ;[clinic, browser] = await Promise.all([startClinic(), openBrowser()])
  await openForVisits(clinic, ada)
})
after(async () => {
  await browser.close()
  await clinic.end()
})

async function somebody(more: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 390, height: 844 }, ...more })
  context.setDefaultTimeout(10_000)
  context.on('request', (request) => {
    assert.equal(new URL(request.url()).origin, clinic.origin, 'no request to anybody else')
  })
  return context.newPage()
}

/** As it is for who looks, in each light and on a small screen too. */
async function looksRight(path: string): Promise<void> {
  const page = await somebody()
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
    if (process.env.PICTURES !== undefined)
      await page.screenshot({
        path: `${process.env.PICTURES}/${path.replaceAll(/\W+/g, '-').slice(0, 40)}-${light}.png`,
        fullPage: true,
      })
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 844 })
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
      assert.equal(wide, false, `${path} fits ${String(width)} px`)
    }
    await page.setViewportSize({ width: 390, height: 844 })
  }
  await page.context().close()
}

const pathOf = (page: Page): string => new URL(page.url()).pathname

test('a place and a time are chosen without scripts, held, booked, moved and cancelled by the link', async () => {
  const page = await somebody({ javaScriptEnabled: false })
  await page.goto(`${clinic.origin}/visit`)
  await page.getByRole('link', { name: 'Craniosacral session' }).click()
  await page.getByLabel('Where').selectOption('Park')
  await page.getByLabel('From').fill(FROM)
  await page.getByRole('button', { name: 'Show times' }).click()
  await page.getByText('Times are those of each location.').waitFor()
  await page
    .getByRole('button', { name: /^09:00/ })
    .first()
    .click()
  await page.getByRole('heading', { name: 'Who comes?' }).waitFor()
  await page.getByText('Park Street 1').waitFor()
  await page.getByText(/held for you for \d+ more minutes/).waitFor()
  const held = pathOf(page)
  // nobody else can take what is held, and is told what is next
  const other = await somebody({ javaScriptEnabled: false })
  await other.goto(`${clinic.origin}/visit/craniosacral?location=park&from=${FROM}`)
  assert.doesNotMatch(await other.locator('section').first().innerText(), /09:00/)
  await page.getByRole('button', { name: 'Book this visit' }).click()
  await page.getByText('Give a name of up to 200 characters').first().waitFor()
  await page.getByLabel('Your name').fill('Mara Lind')
  await page.getByLabel('Telephone').fill('+49 1')
  await page.getByRole('button', { name: 'Book this visit' }).click()
  await page.getByRole('heading', { name: 'Your visit is booked' }).waitFor()
  await page.getByText('Wear something soft.').waitFor()
  const [{ state, name }] = await clinic.sql(
    'SELECT state, name FROM scheduling.appointments JOIN scheduling.persons USING (person_id)',
  )
  assert.deepEqual([state, name], ['booked', 'Mara Lind'])
  // sent again from the page before, it is the same visit
  await other.goto(clinic.origin + held)
  await other.getByRole('heading', { name: 'Your visit is booked' }).waitFor()

  const booked = pathOf(page)
  const calendar = await (await fetch(`${clinic.origin}${booked}/calendar.ics`)).text()
  assert.match(calendar, /SUMMARY:Appointment/)
  assert.doesNotMatch(calendar, /cranio|Mara/i)

  await page.getByRole('link', { name: 'Choose another time' }).click()
  await page
    .getByRole('button', { name: /^10:00 Harbour|^14:00 Harbour/ })
    .first()
    .waitFor()
  await page
    .getByRole('button', { name: /^14:00\s*Harbour/ })
    .first()
    .click()
  await page.getByText('Pier 2').waitFor()
  assert.equal(
    (await clinic.sql(`SELECT FROM scheduling.appointments WHERE state = 'booked' AND sequence = 1`)).length,
    1,
  )
  // the link is for whom the visit is, after moving too
  const [{ person_id: comes }] = await clinic.sql(`SELECT person_id FROM scheduling.persons WHERE name = 'Mara Lind'`)
  const written = Buffer.from(pathOf(page).split('/')[3].slice(0, 50), 'base64url').toString('hex', 16, 32)
  assert.equal(written, String(comes).replaceAll('-', ''))
  await looksRight(pathOf(page))
  await page.getByText('Cancel the visit', { exact: true }).click()
  await page.getByRole('button', { name: 'Cancel it' }).click()
  await page.getByRole('heading', { name: 'This visit was cancelled' }).waitFor()
  assert.equal((await clinic.sql(`SELECT FROM scheduling.appointments WHERE state = 'cancelled'`)).length, 1)
})

test('whoever gives an address gets a mail moments after booking; its link opens the visit, until that is another person’s', async () => {
  const page = await somebody({ javaScriptEnabled: false })
  await page.goto(`${clinic.origin}/visit/craniosacral?location=park&from=${FROM}`)
  await page
    .getByRole('button', { name: /^10:00/ })
    .first()
    .click()
  await page.getByRole('heading', { name: 'Who comes?' }).waitFor()
  const held = page.url()
  await page.getByLabel('Your name').fill('Mona Post')
  await page.locator('[name=email]').fill('mona@post.example')
  await page.getByRole('button', { name: 'Book this visit' }).click()
  await page.getByRole('heading', { name: 'Your visit is booked' }).waitFor()
  const seen = page.url()
  // what follows within ten seconds is told with it
  for (let waits = 0; waits < 80 && !clinic.mailed('mona@post.example'); waits++) await wait(250)
  const link = await clinic.mailedLink('mona@post.example', '/visit/appointment')
  const elsewhere = await somebody({ javaScriptEnabled: false })
  await elsewhere.goto(link)
  await elsewhere.getByRole('heading', { name: 'Your visit is booked' }).waitFor()
  assert.equal((await fetch(`${link}/calendar.ics`)).status, 200)
  // the desk finds that it was for somebody else
  const other = randomUUID()
  await clinic.sql(`INSERT INTO scheduling.persons (person_id, name, telephone) VALUES ($1, 'Nell Other', '1')`, [
    other,
  ])
  await clinic.sql(
    `UPDATE scheduling.appointments SET person_id = $1, sequence = sequence + 1
     WHERE person_id IN (SELECT person_id FROM scheduling.persons WHERE email = 'mona@post.example')`,
    [other],
  )
  const refused = await fetch(link)
  assert.equal(refused.status, 410)
  assert.doesNotMatch(await refused.text(), /Nell/)
  assert.equal((await fetch(`${link}/calendar.ics`)).status, 404)
  // nor by the address of the page that was shown after booking
  for (const address of [held, seen]) {
    const gone = await page.goto(address)
    assert.equal(gone?.status(), 410)
    await page.getByRole('heading', { name: 'This link does not open anything any more' }).waitFor()
    assert.equal((await fetch(`${address}/calendar.ics`)).status, 404)
    const said = await fetch(`${address}?/cancel`, {
      method: 'POST',
      headers: { origin: clinic.origin },
      body: new URLSearchParams(),
    })
    assert.equal(said.status, 410)
  }
  assert.equal(
    (await clinic.sql(`SELECT state FROM scheduling.appointments WHERE person_id = $1`, [other]))[0].state,
    'booked',
  )
})

test('before a first evaluation is booked it is said what must not wait; what is over, forged or taken is told in words', async () => {
  const page = await somebody({ javaScriptEnabled: false })
  await page.goto(`${clinic.origin}/visit/evaluation?from=${FROM}`)
  // before any time is shown or held
  await page.getByRole('heading', { name: 'Is one of these so now?' }).waitFor()
  assert.equal(await page.getByRole('button', { name: /^09:00/ }).count(), 0)
  await looksRight(pathOf(page))
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.locator('.faults').waitFor()
  const sign = page.locator('[name=sign]').first()
  await sign.check()
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.locator('.callout.urgent').waitFor()
  assert.doesNotMatch(page.url(), /sign=/, 'what was ticked stands in no address')
  await page.getByRole('link', { name: 'Show me times' }).click()
  await page
    .getByRole('button', { name: /^09:00/ })
    .first()
    .waitFor()
  await page.goto(`${clinic.origin}/visit/evaluation?from=${FROM}`)
  await page.getByLabel('None of these').check()
  await page.getByRole('button', { name: 'Go on' }).click()
  await page
    .getByRole('button', { name: /^09:00/ })
    .first()
    .waitFor()
  // whoever leaves the question out holds nothing
  const form = await page
    .locator('form:has([name=start])')
    .first()
    .evaluate((one) =>
      Object.fromEntries([...new FormData(one as HTMLFormElement)].filter(([name]) => name !== 'asked')),
    )
  const left = await page.request.post(page.url(), {
    form: form as Record<string, string>,
    headers: { origin: clinic.origin },
  })
  assert.equal(left.status(), 400)
  assert.equal((await clinic.sql(`SELECT FROM scheduling.appointments WHERE service_id = 'evaluation'`)).length, 0)
  const second = await somebody({ javaScriptEnabled: false })
  await second.goto(page.url())
  await page
    .getByRole('button', { name: /^09:00/ })
    .first()
    .click()
  await page.getByRole('heading', { name: 'If one of these is so now, do not wait for a visit' }).waitFor()
  await looksRight(pathOf(page))
  // two who saw the same start
  await second
    .getByRole('button', { name: /^09:00/ })
    .first()
    .click()
  await second.getByText('Somebody else has just taken this time.').waitFor()
  await second.getByText('These are the nearest that are open:').waitFor()
  await second.locator('.notice button').first().click()
  await second.getByRole('heading', { name: 'Who comes?' }).waitFor()
  await clinic.sql(`UPDATE scheduling.appointments SET held_until = now() - interval '1 second' WHERE state = 'held'`)
  await second.getByLabel('Your name').fill('Late')
  await second.getByLabel('Telephone').fill('1')
  await second.getByRole('button', { name: 'Book this visit' }).click()
  await second.getByText('The time was held for some minutes').waitFor()
  const forged = await fetch(`${clinic.origin}${pathOf(page).slice(0, -1)}${pathOf(page).endsWith('A') ? 'B' : 'A'}`)
  assert.equal(forged.status, 404)
})

test('a start that is pressed twice is held once, and neither is told that it is taken', async () => {
  const page = await somebody()
  await page.goto(`${clinic.origin}/visit/craniosacral?location=harbour&from=${FROM}`)
  const form = await page
    .locator('form:has([name=start])')
    .last()
    .evaluate((one) => Object.fromEntries(new FormData(one as HTMLFormElement)) as Record<string, string>)
  const send = (of: Record<string, string>) =>
    page.request.post(page.url(), {
      form: of,
      headers: { origin: clinic.origin, accept: 'text/html' },
      maxRedirects: 0,
    })
  const both = await Promise.all([send(form), send(form)])
  assert.deepEqual(
    both.map((one) => one.status()),
    [303, 303],
  )
  const held = () =>
    clinic.sql(
      `SELECT appointment_id AS id FROM scheduling.appointments WHERE state = 'held' AND lower(span) = to_timestamp($1)`,
      [Number(form.start) / 1000],
    )
  assert.equal((await held()).length, 1)
  assert.equal((await held())[0].id, form.appointment)
  // an id that was not given out by us is not used
  const forged = await send({ ...form, made: 'x' })
  assert.equal(forged.status(), 409)
})

test('what a service asks is answered at booking or later, a consent is never ticked beforehand, and a video’s address is told to those who booked', async () => {
  const intake = [
    { key: 'since', kind: 'line', words: { en: 'Since when do you have headaches?' }, needed: true },
    { key: 'pregnant', kind: 'yes-no', words: { en: 'Are you pregnant?' }, needed: false },
    { key: 'touch', kind: 'consent', words: { en: 'I agree to be touched at the head and neck.' }, needed: true },
  ]
  await clinic.sql(
    `INSERT INTO scheduling.services (service_id, version, kind, names, minutes, needs_room, booking, setting, intake)
     VALUES ('follow-up', 3, 'evaluation-follow-up', '{"en": "Follow-up by video"}', 30, false, 'instant', 'video', $1)`,
    [JSON.stringify(intake)],
  )
  await clinic.sql(
    `INSERT INTO scheduling.offerings (service_id, practitioner, location_id) VALUES ('follow-up', $1, 'park')`,
    [ada],
  )
  await clinic.sql(`INSERT INTO scheduling.video_rooms (practitioner, url) VALUES ($1, 'https://video.example/ada')`, [
    ada,
  ])
  const page = await somebody({ javaScriptEnabled: false })
  await page.goto(`${clinic.origin}/visit/follow-up?from=${FROM}`)
  await page
    .getByRole('button', { name: /^11:00/ })
    .first()
    .click()
  await page.getByRole('heading', { name: 'What the clinic asks' }).waitFor()
  assert.doesNotMatch(await page.content(), /video\.example/, 'not before it is booked')
  assert.equal(await page.getByLabel('I agree to be touched').isChecked(), false)
  await page.getByLabel('Your name').fill('Iris Ask')
  await page.getByLabel('Telephone').fill('+49 7')
  await page.getByLabel('Since when do you have headaches?').fill('2019')
  await page.getByLabel('No', { exact: true }).check()
  await page.getByRole('button', { name: 'Book this visit' }).click()
  await page.getByText('Tick this box to book.').first().waitFor()
  assert.equal(await page.getByLabel('Since when do you have headaches?').inputValue(), '2019', 'nothing typed is lost')
  assert.equal(await page.getByLabel('No', { exact: true }).isChecked(), true)
  await looksRight(pathOf(page))
  await page.getByLabel('I agree to be touched').check()
  await page.getByRole('button', { name: 'Book this visit' }).click()
  await page.getByRole('heading', { name: 'Your visit is booked' }).waitFor()
  assert.equal(
    await page.getByRole('link', { name: 'Open the video call' }).getAttribute('href'),
    'https://video.example/ada',
  )
  const answered = async () =>
    (
      await clinic.sql(
        `SELECT answers, answered_version AS version FROM scheduling.appointments WHERE service_id = 'follow-up'`,
      )
    )[0]
  assert.deepEqual(await answered(), { answers: { since: '2019', pregnant: 'no', touch: 'agreed' }, version: 3 })
  await page.getByText('Change the answers').click()
  await page.getByLabel('Since when do you have headaches?').fill('2018')
  await page.getByRole('button', { name: 'Send the answers' }).click()
  await page.getByText('Your answers are kept.').waitFor()
  assert.deepEqual((await answered()).answers, { since: '2018', pregnant: 'no', touch: 'agreed' })
  await looksRight(pathOf(page))
})

test('whoever reads by another clock sees their own time beside that of the place, and nobody else does', async () => {
  const path = `/visit/craniosacral?location=park&from=${FROM}`
  for (const [timezoneId, own] of [
    ['America/New_York', / where you are\)/],
    ['Asia/Tokyo', / where you are\)/],
    ['Europe/Berlin', null],
  ] as const) {
    const page = await somebody({ timezoneId })
    await page.goto(clinic.origin + path)
    const first = page.locator('section button').first()
    await first.waitFor()
    if (own === null) assert.equal(await page.getByText('where you are').count(), 0)
    else {
      await page.getByText('where you are').first().waitFor()
      const moment = Date.parse((await first.locator('time').getAttribute('datetime')) ?? '')
      const shown = new Date(moment).toLocaleTimeString('en-GB', {
        timeZone: timezoneId,
        hour: '2-digit',
        minute: '2-digit',
      })
      assert.match(await first.innerText(), new RegExp(`\\((\\w+,? )?${shown} where you are\\)`))
    }
    await page.context().close()
  }
})

test('the pages of booking look right, in Spanish too, and are listed nowhere with somebody’s link', async () => {
  await looksRight('/visit')
  await looksRight(`/visit/craniosacral?from=${FROM}`)
  const page = await somebody({ locale: 'es-ES', javaScriptEnabled: false })
  await page.goto(`${clinic.origin}/visit/craniosacral?from=${FROM}`)
  await page.getByRole('heading', { name: 'Sesión craneosacral' }).waitFor()
  await page.getByRole('button', { name: 'Ver horas' }).waitFor()
  assert.equal((await fetch(`${clinic.origin}/visit/nothing`)).status, 404)
})
