// Waiting for a time that becomes free: joining without an account, a freed time that two are told of, and the desk's list.
import assert from 'node:assert/strict'
import { createHmac, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startDemonstration, type Demonstration } from './demonstration.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const HOUR = 3_600_000
const DAY = 24 * HOUR
const dayIn = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10)

let demo: Demonstration
let browser: Browser
let desk: Page
let rafael = ''

before(async () => {
  ;[demo, browser] = await Promise.all([startDemonstration(), openBrowser()])
  ;[{ account_id: rafael }] = (await demo.sql(
    `SELECT account_id FROM access.accounts WHERE display_name LIKE 'Rafael %'`,
  )) as unknown as readonly [{ account_id: string }]
  await demo.sql(
    `INSERT INTO scheduling.services (service_id, kind, names, minutes, needs_room, licence_needed, booking)
     VALUES ('gentle-hands', 'session', '{"en": "Gentle hands", "es": "Manos suaves"}', 60, false, false, 'instant')`,
  )
  await demo.sql(
    `INSERT INTO scheduling.offerings (service_id, practitioner, location_id) VALUES ('gentle-hands', $1, 'park')`,
    [rafael],
  )
  for (const weekday of [1, 2, 3, 4, 5, 6, 7])
    await demo.sql(
      `INSERT INTO scheduling.working_plans (plan_id, practitioner, location_id, weekday, from_minute, to_minute, valid)
       VALUES ($1, $2, 'park', $3, 540, 1020, '[2020-01-01,)')`,
      [randomUUID(), rafael, weekday],
    )
  desk = await somebody({ viewport: { width: 1280, height: 900 } })
  await demo.signIn(desk, 'casey')
})
after(async () => {
  await browser.close()
  await demo.end()
})

async function somebody(more: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({
    ...{ locale: 'en-GB', viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' },
    ...more,
  })
  context.setDefaultTimeout(15_000)
  context.on('request', (request) => {
    assert.equal(new URL(request.url()).origin, demo.origin, 'no request to anybody else')
  })
  return context.newPage()
}

/** As it stands before who looks, in each light, and on narrow screens too. */
async function looksRight(page: Page, name: string): Promise<void> {
  const size = page.viewportSize()
  const light = (one: string) =>
    page.evaluate((chosen) => {
      document.documentElement.dataset.light = chosen
    }, one)
  for (const one of ['day', 'night', 'attack']) {
    await light(one)
    await page.evaluate(AXE)
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run: (options: unknown) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
      }
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
      return (await axe.run({ runOnly: tags })).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)
    })
    assert.deepEqual(found, [], `${name} in the light ${one}`)
  }
  for (const width of [195, 320, 390, 1280]) {
    await page.setViewportSize({ width, height: 844 })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    assert.equal(wide, false, `${name} fits ${String(width)} px`)
    if (process.env.PICTURES === undefined || width < 390) continue
    for (const one of ['day', 'night']) {
      await light(one)
      await page.screenshot({ path: `${process.env.PICTURES}/${name}-${String(width)}-${one}.png`, fullPage: true })
    }
  }
  if (size !== null) await page.setViewportSize(size)
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

async function joins(name: string, email: string): Promise<Page> {
  const page = await somebody({ javaScriptEnabled: false })
  await page.goto(`${demo.origin}/visit/gentle-hands?location=park&daypart=morning`)
  await page.getByRole('link', { name: 'Tell me when a time becomes free' }).click()
  assert.equal(await page.getByLabel('Morning').isChecked(), true, 'what was chosen came along')
  await page.locator('[name=name]').fill(name)
  await page.locator('[name=email]').fill(email)
  await page.locator('[name=to]').fill(dayIn(30))
  await press(page, 'Wait for a time')
  await page.getByRole('heading', { name: 'You are on the waiting list' }).waitFor()
  return page
}

const secret = (): string =>
  (JSON.parse(readFileSync(join(demo.folder, 'secrets.json'), 'utf8')) as { secret: string }).secret

/** What the database asks for, and the address of a page, as the server makes them. */
const hmac = (said: string) => createHmac('sha256', secret()).update(said)
const proofOf = (purpose: string, id: string): Buffer => hmac(`proof ${purpose} ${id}`).digest()
function offerUrl(id: string, person: string, until: number): string {
  const written = Buffer.alloc(37)
  written.write((id + person).replaceAll('-', ''), 'hex')
  written.writeUIntBE(Math.floor(until / 1000), 32, 5)
  const said = written.toString('base64url')
  return `${demo.origin}/visit/offer/${said}${hmac(`visit offer ${said}`).digest('base64url')}`
}

/** A time that is free is offered to those who wait, as the job does it. @returns the address of the page of each. */
async function freed(start: number): Promise<readonly string[]> {
  const slot = randomUUID()
  const claims = [randomUUID(), randomUUID(), randomUUID()]
  const rows = await demo.sql(
    `SELECT claim_id, person_id FROM scheduling.offer_freed($1, 'gentle-hands', 'park', $2, NULL, to_timestamp($3), now() + interval '2 hours', $4, $5, $6)`,
    [...[slot, rafael, start / 1000, proofOf('appointment', slot), claims], claims.map((id) => proofOf('offer', id))],
  )
  return rows.map(({ claim_id: id, person_id: person }) => offerUrl(String(id), String(person), Date.now() + DAY))
}

/** Nine in the morning there, so many days ahead. */
async function morning(days: number): Promise<number> {
  const [{ at }] = await demo.sql(
    `SELECT extract(epoch FROM ($1::date + time '09:00') AT TIME ZONE time_zone) * 1000 AS at
    FROM clinic.locations WHERE location_id = 'park'`,
    [dayIn(days)],
  )
  return Number(at)
}

test('whoever waits is told of a freed time; of two who say yes the first has it, the other stays on the list and is told kindly', async () => {
  const one = await joins('Wanda First', 'wanda@waits.example')
  const two = await joins('Willi Second', 'willi@waits.example')
  await looksRight(await twin(one), 'waiting-place')
  const [first, second] = await freed(await morning(5))
  await one.goto(first)
  await one.getByRole('heading', { name: 'A time is free' }).waitFor()
  await two.goto(second)
  await two.getByRole('heading', { name: 'A time is free' }).waitFor()
  await looksRight(await twin(one), 'offer-open')
  await desk.goto(`${demo.origin}/clinic/waiting`)
  assert.equal(await desk.getByText('A time is offered now').count(), 2)
  await press(two, 'Take it')
  await two.getByRole('heading', { name: 'The time is yours' }).waitFor()
  await press(one, 'Take it')
  await one.getByText('Another of those who waited took it a moment before.').waitFor()
  await one.getByRole('link', { name: 'Your place on the waiting list' }).click()
  await one.getByRole('heading', { name: 'You are on the waiting list' }).waitFor()
  await two.getByRole('link', { name: 'To your visit' }).click()
  await two.getByRole('heading', { name: 'Your visit is booked' }).waitFor()
  const booked = await demo.sql(
    `SELECT p.name FROM scheduling.appointments a JOIN scheduling.persons p USING (person_id) WHERE a.state = 'booked' AND service_id = 'gentle-hands'`,
  )
  assert.deepEqual(booked, [{ name: 'Willi Second' }])

  // another one is not wanted, then it is over; the place on the list is ended with its own link
  const [again] = await freed(await morning(6))
  await one.goto(again)
  await press(one, 'Not this one')
  await one.getByRole('heading', { name: 'You did not want this time' }).waitFor()
  const [late] = await freed(await morning(7))
  await one.goto(late)
  await one.getByRole('button', { name: 'Take it' }).waitFor()
  await demo.sql(`UPDATE scheduling.appointments SET held_until = now() - interval '1 second' WHERE state = 'held'`)
  await press(one, 'Take it')
  await one.getByRole('heading', { name: 'This time is no longer kept' }).waitFor()
  await one.getByRole('link', { name: 'Your place on the waiting list' }).click()
  await one.getByText('Stop waiting', { exact: true }).click()
  await press(one, 'Stop waiting now')
  await one.getByRole('heading', { name: 'You wait no more' }).waitFor()

  const path = new URL(late).pathname
  assert.equal((await fetch(`${demo.origin}${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`)).status, 404)
  assert.equal((await fetch(demo.origin + path.replace('/offer/', '/waiting/'))).status, 404)
  const old = offerUrl(randomUUID(), randomUUID(), Date.now() - DAY)
  assert.equal((await fetch(old)).status, 410)
})

/** The same page with scripts, which the check of it needs. */
async function twin(page: Page): Promise<Page> {
  const other = await somebody()
  await other.goto(page.url())
  return other
}

test('a form to wait that is wrong keeps what was typed, and sent twice it is one place', async () => {
  const page = await somebody({ javaScriptEnabled: false })
  await page.goto(`${demo.origin}/visit/gentle-hands/waiting`)
  await page.locator('[name=name]').fill('Only Name')
  await page.locator('[name=to]').fill('2020-01-01')
  await press(page, 'Wait for a time')
  await page.getByRole('alert').getByText('Give an e-mail address').waitFor()
  await page.getByRole('alert').getByText('The last day lies before the first.').waitFor()
  assert.equal(await page.locator('[name=name]').inputValue(), 'Only Name')
  const fields = await page
    .locator('form [name]:not([type=checkbox])')
    .evaluateAll((all) => all.map((one) => [(one as HTMLInputElement).name, (one as HTMLInputElement).value]))
  const body = new URLSearchParams(fields as [string, string][])
  body.set('to', dayIn(20))
  body.set('email', 'only@waits.example')
  const send = () =>
    fetch(page.url(), {
      ...{ method: 'POST', body, redirect: 'manual', headers: { origin: demo.origin, accept: 'text/html' } },
    })
  assert.deepEqual([(await send()).status, (await send()).status], [303, 303])
  assert.equal(
    (
      await demo.sql(
        `SELECT FROM scheduling.waiting JOIN scheduling.persons USING (person_id) WHERE email = 'only@waits.example'`,
      )
    ).length,
    1,
  )
  // two more under the address are kept, a fourth is not
  body.delete('made')
  const more = [await send(), await send(), await send()]
  assert.deepEqual(
    more.map(({ status }) => status),
    [303, 303, 400],
  )
  assert.match(await more[2].text(), /You wait for this three times already/)
  assert.equal((await fetch(`${demo.origin}/visit/nothing/waiting`)).status, 404)
  const whole = await somebody()
  await whole.goto(`${demo.origin}/visit/gentle-hands/waiting`)
  await looksRight(whole, 'waiting-join')
})

test('the desk sees who waits longest first, adds somebody it knows or somebody new, and ends it', async () => {
  await demo.sql(`INSERT INTO scheduling.persons (person_id, name, telephone) VALUES ($1, 'Mara Known', '+49 30 77')`, [
    randomUUID(),
  ])
  await desk.goto(`${demo.origin}/clinic/waiting`)
  await desk.locator('[name=name]').fill('Mara Knwon')
  await desk.locator('[name=telephone]').fill('+49 30 77')
  await press(desk, 'Add to the list')
  await desk.getByRole('alert').getByText('Say what for.').waitFor()
  await desk.locator('[name=service]').selectOption('gentle-hands')
  await press(desk, 'Add to the list')
  await desk.getByRole('alert').getByText('Say whether it is one of these').waitFor()
  await desk.getByLabel('Mara Known').check()
  await press(desk, 'Add to the list')
  await desk.getByText('It is kept.').waitFor()
  await desk.getByText('no mail address: call +49 30 77').waitFor()
  await desk.locator('[name=name]').fill('Quite New')
  await desk.locator('[name=email]').fill('quite@waits.example')
  await desk.locator('[name=service]').selectOption('gentle-hands')
  await press(desk, 'Add to the list')
  await desk.getByText('Quite New').waitFor()
  const names = await desk.locator('ol.acts strong:first-child').allInnerTexts()
  assert.deepEqual(names.slice(-2), ['Mara Known', 'Quite New'])
  // a time became free that she cannot be written of
  assert.equal(await desk.getByText('A time is free').count(), 0)
  await demo.sql(
    `UPDATE scheduling.waiting SET free_start = to_timestamp($1), free_with = $2, free_at = 'park' WHERE person_id IN (
       SELECT person_id FROM scheduling.persons WHERE name = 'Mara Known')`,
    [(await morning(9)) / 1000, rafael],
  )
  await desk.goto(`${demo.origin}/clinic/waiting`)
  await desk.getByText(/^A time is free: .* Call them\.$/).waitFor()
  await looksRight(desk, 'waiting-desk')
  await press(desk, 'End it: Quite New')
  await desk.getByText('It is ended.').waitFor()
  assert.equal(await desk.getByText('Quite New').count(), 0)
  const treats = await somebody()
  await demo.signIn(treats, 'ines')
  assert.equal((await treats.goto(`${demo.origin}/clinic/waiting`))?.status(), 403)
})
