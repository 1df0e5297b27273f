// What can be booked, as a manager sets it up without scripts: a service, who gives it where, a room, working hours and leave; then it is there.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startDemonstration, type Demonstration } from './demonstration.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const DAY = 86_400_000
const dayIn = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10)

let demo: Demonstration
let browser: Browser
let manager: Page
before(async () => {
  ;[demo, browser] = await Promise.all([startDemonstration(), openBrowser()])
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 390, height: 844 } })
  context.setDefaultTimeout(15_000)
  manager = await context.newPage()
  await demo.signIn(manager, 'toni')
})
after(async () => {
  await browser.close()
  await demo.end()
})

async function looksRight(page: Page, path: string): Promise<void> {
  for (const light of ['day', 'night', 'attack']) {
    await page.context().addCookies([{ name: 'light', value: light, url: demo.origin }])
    await page.goto(demo.origin + path)
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
        path: `${process.env.PICTURES}/${path.replaceAll(/\W+/g, '-')}-${light}.png`,
        fullPage: true,
      })
  }
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 844 })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    assert.equal(wide, false, `${path} fits ${String(width)} px`)
    if (width === 1280 && process.env.PICTURES !== undefined)
      await page.screenshot({
        path: `${process.env.PICTURES}/${path.replaceAll(/\W+/g, '-')}-wide.png`,
        fullPage: true,
      })
  }
  await page.setViewportSize({ width: 390, height: 844 })
}

test('a manager makes a service, says who gives it where and when they work, and it can be booked; what is wrong is told at its field', async () => {
  await manager.goto(`${demo.origin}/clinic/site/services`)
  await manager.getByLabel('Word in its address').fill('gentle-hands')
  await manager.getByLabel('What it is').selectOption('A session of a treatment')
  await manager.getByLabel('Minutes', { exact: true }).fill('many')
  await manager.getByRole('button', { name: 'Save' }).click()
  await manager.locator('#minutes-fault').waitFor()
  await manager.getByLabel('Minutes', { exact: true }).fill('50')
  await manager.getByRole('button', { name: 'Save' }).click()
  await manager.locator('#names\\.en-fault').waitFor()
  await manager.getByLabel('Name (English)').fill('Gentle hands')
  await manager.getByLabel('How it is booked').selectOption('At once: whoever chooses a time has it')
  await manager.getByLabel('It needs a room').uncheck()
  await manager.getByLabel('It needs a licence').uncheck()
  // who gives nothing yet
  const offered = manager.getByLabel('Rafael Ensayo, Harbour Street')
  const [account, location] = ((await offered.getAttribute('value')) ?? '').split(' ')
  await offered.check()
  await manager.getByRole('button', { name: 'Save' }).click()
  await manager.getByText('It is kept, and whoever books sees it at once.').waitFor()

  await manager.goto(`${demo.origin}/clinic/site/services?service=gentle-hands`)
  await manager.getByText('No end of a licence is known.').waitFor()
  await manager.getByLabel('It needs a licence').check()
  await manager.getByLabel('Treatment').selectOption({ index: 1 })
  await manager.getByRole('button', { name: 'Save' }).click()
  await manager.getByText('It is kept, and whoever books sees it at once.').waitFor()
  await manager.getByText('No licence holds here for it').first().waitFor()
  await manager.getByLabel('It needs a licence').uncheck()
  await manager.getByRole('button', { name: 'Save' }).click()
  await manager.getByText('No end of a licence is known.').waitFor()

  // what is asked before the visit: written, found again, and taken away with its words
  await manager.getByText('What is asked before the visit').click()
  const first = manager.getByRole('group', { name: 'Question 1' })
  await first.getByLabel('Words (English)').fill('I agree to be touched at the head.')
  await first.getByLabel('How it is answered').selectOption('A consent: a box that must be ticked to come')
  await manager.getByRole('button', { name: 'Save' }).first().click()
  await manager.getByText('What is asked before the visit (one question)').click()
  assert.equal(await first.getByLabel('Words (English)').inputValue(), 'I agree to be touched at the head.')
  await first.getByLabel('Words (English)').fill('')
  await manager.getByRole('button', { name: 'Save' }).first().click()
  await manager.getByText('What is asked before the visit', { exact: true }).waitFor()
  // and by video: where, told to those alone who booked
  await manager.getByLabel('How', { exact: true }).selectOption('by video')
  await manager.getByLabel('It needs a room').uncheck()
  await manager.getByRole('button', { name: 'Save' }).first().click()
  await manager.getByRole('heading', { name: 'Addresses for video' }).waitFor()
  await manager.locator(`[name="video.${account}"]`).fill('http://open.example')
  await manager.getByRole('button', { name: 'Save' }).nth(1).click()
  await manager.getByText('Give an address that begins with https://').first().waitFor()
  await manager.locator(`[name="video.${account}"]`).fill('https://call.example/room')
  await manager.getByRole('button', { name: 'Save' }).nth(1).click()
  await manager.getByText('It is kept, and whoever books sees it at once.').waitFor()
  await manager.getByLabel('How', { exact: true }).selectOption('at the clinic')
  await manager.getByRole('button', { name: 'Save' }).first().click()
  await manager.getByText('It is kept, and whoever books sees it at once.').waitFor()

  await manager.getByLabel('Location').selectOption(location)
  await manager.locator('#room').fill('Still room')
  await manager.getByRole('button', { name: 'Add the room' }).click()
  await manager.getByText('Still room ·').waitFor()
  await manager.getByLabel('Location').selectOption(location)
  await manager.locator('#room').fill('Still room')
  await manager.getByRole('button', { name: 'Add the room' }).click()
  await manager.locator('#room-fault').waitFor()

  // each day of the week from an hour on, so that a day ahead is open whichever it is
  const weekday = String(new Date(Date.now() + 5 * DAY).getUTCDay() || 7)
  const hours = async (from: string, to: string): Promise<void> => {
    await manager.goto(`${demo.origin}/clinic/site/hours`)
    await manager.locator('#practitioner').selectOption(account)
    await manager.locator('#location').selectOption(location)
    await manager.locator('#weekday').selectOption(weekday)
    await manager.locator('#from').fill(from)
    await manager.locator('#to').fill(to)
    await manager.getByRole('button', { name: 'Add working hours' }).click()
  }
  await hours('09:00', '12:00')
  await manager.getByText('It is kept, and whoever books sees it at once.').waitFor()
  await hours('11:00', '13:00')
  await manager.getByText('This meets another working time of the same person.').first().waitFor()

  await manager.goto(`${demo.origin}/visit/gentle-hands?from=${dayIn(5)}`)
  await manager
    .getByRole('button', { name: /^09:00/ })
    .first()
    .waitFor()

  await manager.goto(`${demo.origin}/clinic/site/hours`)
  await manager.locator('#kind').selectOption('Away or closed')
  await manager.locator('#who').selectOption(account)
  await manager.locator('#fromDay').fill(dayIn(5))
  await manager.locator('#toDay').fill(dayIn(4))
  await manager.getByRole('button', { name: 'Add one' }).click()
  await manager.locator('#toDay-fault').waitFor()
  await manager.locator('#toDay').fill(dayIn(6))
  await manager.getByRole('button', { name: 'Add one' }).click()
  await manager.getByText('It is kept, and whoever books sees it at once.').waitFor()
  await manager.goto(`${demo.origin}/visit/gentle-hands?from=${dayIn(5)}`)
  await manager.getByText('No time is open in these seven days.').waitFor()

  await manager.goto(`${demo.origin}/clinic/site/hours`)
  const end = manager.getByRole('button', { name: /^End it: Rafael/ })
  const standing = manager.locator('form').filter({ has: end })
  await standing.getByLabel('First day without').fill('')
  await end.click()
  await manager.locator('[id^=day-].fault').waitFor()
  await standing.getByLabel('First day without').fill(dayIn(0))
  await end.click()
  await end.waitFor({ state: 'detached' })
})

test('a manager chooses when people are reminded of visits, for the clinic and for one service', async () => {
  const path = `${demo.origin}/clinic/site/services?service=gentle-hands`
  await manager.goto(path)
  assert.deepEqual(
    await Promise.all([0, 1, 2].map((place) => manager.locator(`#before-${String(place)}`).inputValue())),
    ['2880', '120', ''],
  )
  await manager.getByLabel('Second reminder').first().selectOption('1 day before')
  await manager.getByLabel('The night begins at').fill('')
  await manager.getByRole('button', { name: 'Keep the reminders' }).click()
  await manager.locator('#quietFrom-fault').waitFor()
  await manager.getByLabel('Second reminder').first().selectOption('1 day before')
  await manager.getByLabel('The night begins at').fill('20:30')
  await manager.getByRole('button', { name: 'Keep the reminders' }).click()
  await manager.getByText('It is kept, and whoever books sees it at once.').waitFor()
  await manager.getByLabel('It has times of its own').check()
  for (const place of [0, 1]) await manager.locator(`#own-before-${String(place)}`).selectOption('')
  await manager.getByRole('button', { name: 'Keep them for this service' }).click()
  await manager.getByText('It is kept, and whoever books sees it at once.').waitFor()
  await manager.goto(path)
  assert.equal(await manager.locator('#before-1').inputValue(), '1440')
  assert.equal(await manager.getByLabel('The night begins at').inputValue(), '20:30')
  assert.equal(await manager.getByLabel('It has times of its own').isChecked(), true)
  assert.equal(await manager.locator('#own-before-0').inputValue(), '', 'nobody is reminded of this one')
  await manager.getByLabel('It has times of its own').uncheck()
  await manager.getByRole('button', { name: 'Keep them for this service' }).click()
  await manager.getByText('It is kept, and whoever books sees it at once.').waitFor()
  assert.equal(await manager.locator('#own-before-0').inputValue(), '2880')
})

test('whose law holds at a location and where a licence does is kept on their pages', async () => {
  await manager.goto(`${demo.origin}/clinic/site/places?place=hill`)
  await manager.getByLabel('Whose law holds').fill('Berlin')
  await manager.getByRole('button', { name: 'Save', exact: true }).click()
  await manager.getByText('It is kept, and readers see it').waitFor()
  await manager.goto(`${demo.origin}/clinic/site/places?place=hill`)
  assert.equal(await manager.getByLabel('Whose law holds').inputValue(), 'Berlin')
  await manager.goto(`${demo.origin}/clinic/site/licences`)
  const path = (await manager.locator('a[href^="?licence="]').first().getAttribute('href')) ?? ''
  await manager.goto(`${demo.origin}/clinic/site/licences${path}`)
  await manager.getByLabel('Whose law holds').fill('Bavaria')
  await manager.getByRole('button', { name: 'Save', exact: true }).click()
  await manager.getByText('It is kept, and readers see it').waitFor()
  await manager.goto(`${demo.origin}/clinic/site/licences${path}`)
  assert.equal(await manager.getByLabel('Whose law holds').inputValue(), 'Bavaria')
})

test('the pages on which it is set up can be read by everybody, on a narrow screen too', async () => {
  await looksRight(manager, '/clinic/site/services?service=gentle-hands')
  await looksRight(manager, '/clinic/site/hours')
})

test('a room is renamed and closed, and what somebody else saved is not written over, however often it is tried', async () => {
  const path = `${demo.origin}/clinic/site/services?service=gentle-hands`
  await manager.goto(path)
  const room = (name: string, act: string) => manager.getByRole('button', { name: new RegExp(`^${act}: ${name},`) })
  await manager
    .locator('li', { has: room('Still room', 'Keep the name') })
    .getByLabel('Name of the room')
    .fill('Green room')
  await room('Still room', 'Keep the name').click()
  await room('Green room', 'Close it').click()
  await room('Green room', 'Open it again').waitFor()
  await manager.getByText('Closed: nothing new is booked in it.').waitFor()
  await room('Green room', 'Open it again').click()
  await room('Green room', 'Close it').waitFor()

  const other = await manager.context().newPage()
  await other.goto(path)
  await manager.getByLabel('Price').fill('80')
  await manager.getByRole('button', { name: 'Save' }).first().click()
  await manager.getByText('It is kept, and whoever books sees it at once.').waitFor()
  await other.getByLabel('Price').fill('90')
  for (let tries = 0; tries < 2; tries++) {
    await other.getByRole('button', { name: 'Save' }).first().click()
    await other.getByText('Somebody else saved it in the meantime.').first().waitFor()
  }
  await other.getByRole('link', { name: 'See what was saved' }).click()
  await other.waitForURL(path)
  assert.equal(await other.getByLabel('Price').inputValue(), '80')
  await other.close()
})

test('a manager sees which visits to come stand without a licence, and where they are changed', async () => {
  await demo.sql(`INSERT INTO scheduling.persons (person_id, name, telephone)
    VALUES ('00000000-0000-4000-8000-0000000000f1', 'Nora Without', '1')`)
  await demo.sql(`INSERT INTO scheduling.appointments (appointment_id, service_id, location_id, practitioner, person_id, span, occupied, state, group_id, link_hash)
    SELECT id, o.service_id, o.location_id, o.practitioner, '00000000-0000-4000-8000-0000000000f1', s, s, 'booked', id, sha256('x')
    FROM gen_random_uuid() id, (SELECT * FROM scheduling.offerings WHERE service_id = 'gentle-hands' LIMIT 1) o,
      tstzrange(date_trunc('day', now()) + interval '200 days', date_trunc('day', now()) + interval '200 days 50 minutes') s`)
  const title = manager.getByRole('heading', { name: 'Visits without a licence' })
  const nora = manager.getByRole('link', { name: /^Nora Without, / })
  await manager.goto(`${demo.origin}/clinic/site/licences`)
  await manager.getByRole('heading', { level: 1 }).waitFor()
  assert.equal(await nora.count(), 0)
  // from now on it needs one, for a treatment that nobody is licensed for
  await demo.sql(
    `UPDATE scheduling.services SET version = version + 1, licence_needed = true, treatment_id = 'no-such-treatment' WHERE service_id = 'gentle-hands'`,
  )
  await manager.goto(`${demo.origin}/clinic/site/licences`)
  await title.waitFor()
  await looksRight(manager, '/clinic/site/licences')
  await nora.click()
  await manager.getByRole('heading', { name: /Nora Without/ }).waitFor()
})
