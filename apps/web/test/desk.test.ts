// The front desk's calendar in a real browser: a day of a clerk, two desks at once, without scripts, and who sees what.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startDeskClinic, type DeskClinic } from './desk-clinic.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let clinic: DeskClinic
let browser: Browser
let cancelled = ''
before(async () => {
  ;[clinic, browser] = await Promise.all([startDeskClinic(), openBrowser()])
  await clinic.visit({ who: 'lea', at: '09:00', name: 'Mara Lind' })
  await clinic.visit({ who: 'lea', at: '10:00', name: 'Ole Sund', state: 'checked-in' })
  await clinic.visit({ who: 'lea', at: '13:00', name: 'Pia Holm', state: 'completed' })
  await clinic.visit({ who: 'lea', at: '14:15', name: 'Ida Berg', state: 'no-show' })
  await clinic.visit({ who: 'ines', at: '08:30', name: 'Tom Falk', room: false })
  await clinic.visit({ who: 'ines', at: '09:45', state: 'held' })
  cancelled = await clinic.visit({ who: 'ines', at: '11:00', name: 'Una Wolf', state: 'cancelled' })
  await clinic.sql(
    `INSERT INTO scheduling.exceptions (exception_id, kind, practitioner, span, made_by)
     VALUES (gen_random_uuid(), 'away', $1, tstzrange(($2 || ' 15:00')::timestamp AT TIME ZONE 'Europe/Berlin', ($2 || ' 18:00')::timestamp AT TIME ZONE 'Europe/Berlin'), $1)`,
    [clinic.practitioners.ines, clinic.day],
  )
})
after(async () => {
  await browser.close()
  await clinic.end()
})

async function signedIn(who: string, more: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 }, ...more })
  context.setDefaultTimeout(12_000)
  context.on('request', (request) => {
    assert.equal(new URL(request.url()).origin, clinic.origin, 'no request to anybody else')
  })
  const page = await context.newPage()
  await clinic.signIn(page, who)
  return page
}

/** @param after days after the clinic's Wednesday. */
const dayAt = (after: number): string =>
  new Date(Date.parse(clinic.day) + after * 86_400_000).toISOString().slice(0, 10)
const at = (after: number, time: string): string => `${dayAt(after)}T${time}`
const calendar = (more = '', after = 0): string =>
  `${clinic.origin}/clinic/desk?location=harbour&day=${dayAt(after)}${more}`

async function looksRight(page: Page, path: string, name: string): Promise<void> {
  for (const light of ['day', 'night', 'attack']) {
    await page.context().addCookies([{ name: 'light', value: light, url: clinic.origin }])
    await page.goto(path)
    for (const width of [1280, 390, 320, 195]) {
      await page.setViewportSize({ width, height: 844 })
      await page.evaluate(AXE)
      const found = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run: (options: unknown) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
        }
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
        return (await axe.run({ runOnly: tags })).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)
      })
      assert.deepEqual(found, [], `${name} in the light ${light} at ${String(width)} px`)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      const who = await page.evaluate(() =>
        [...document.querySelectorAll('main *')]
          .filter((one) => one.getBoundingClientRect().right > innerWidth)
          .map((one) => one.outerHTML.slice(0, 90)),
      )
      assert.ok(wide <= 0, `${name} fits ${String(width)} px, not ${String(wide)} more: ${who.join('\n')}`)
      if (process.env.PICTURES !== undefined && (width === 1280 || width === 390))
        await page.screenshot({
          path: `${process.env.PICTURES}/${name}-${light}-${String(width)}.png`,
          fullPage: true,
        })
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.context().addCookies([{ name: 'light', value: 'day', url: clinic.origin }])
}

test('the calendar shows a day by people and a week by days, in marks and words, on every screen and on paper', async () => {
  const page = await signedIn('casey')
  await page.goto(calendar())
  await page.getByRole('link', { name: /^09:00–09:50 Mara Lind Craniosacral session · Blue room.*Lea/ }).waitFor()
  await page.getByRole('link', { name: /^10:00.*Ole Sund.*Has come/ }).waitFor()
  await page.getByRole('link', { name: /14:15.*Ida Berg.*Did not come/ }).waitFor()
  await page.getByRole('link', { name: /09:45.*Nobody named yet.*Held until/ }).waitFor()
  assert.equal(await page.locator(`[data-visit="${cancelled}"]`).count(), 0, 'cancelled ones are hidden')
  await page.getByText('Away').first().waitFor()
  await page.getByText('More choices').click()
  await page.getByLabel('Show cancelled visits').check()
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await page.getByRole('link', { name: /11:00.*Una Wolf.*Cancelled/ }).waitFor()
  await page.getByRole('link', { name: 'The week', exact: true }).click()
  await page.getByRole('heading', { name: /^Week of/ }).waitFor()
  await page.getByRole('link', { name: /^09:00–09:50 Mara Lind/ }).waitFor()
  await looksRight(page, calendar(), 'day')
  await looksRight(page, calendar('&view=week'), 'week')
})

test('a visit is booked, moved, cancelled and booked again at the desk without scripts; whoever is like one that is there is asked about', async () => {
  const page = await signedIn('casey', { javaScriptEnabled: false })
  await page.goto(calendar())
  await page.getByRole('link', { name: 'Book a visit' }).click()
  await page.getByRole('link', { name: /^Craniosacral session/ }).click()
  await page.locator('#practitioner').selectOption({ label: 'Lea Sandkasten' })
  await page.locator('#day').fill(clinic.day)
  await page.getByLabel('Time', { exact: true }).fill('09:30')
  await page.getByRole('button', { name: 'Take this time' }).click()
  // somebody else is there
  await page.getByText('This person or the room is taken at that time.').waitFor()
  await page.getByText('These are the nearest that are open:').waitFor()
  assert.equal(await page.getByLabel('Time', { exact: true }).inputValue(), '09:30', 'what was typed is there still')
  await page.getByLabel('Time', { exact: true }).fill('16:05')
  await page.getByRole('button', { name: 'Take this time' }).click()
  await page.getByRole('heading', { name: 'Who comes?' }).waitFor()
  await page.getByText(/^Held for \d+ more minutes/).waitFor()
  await page.getByRole('button', { name: 'Book for this person' }).click()
  await page.locator('#name-fault').waitFor()
  await page.getByLabel('Name', { exact: true }).fill('Mara Lint')
  await page.getByLabel('Telephone', { exact: true }).fill('+49 170 12345678')
  await page.getByRole('button', { name: 'Book for this person' }).click()
  await page.getByRole('heading', { name: 'Is it one of these?' }).waitFor()
  await page.getByText('Mara Lind').first().waitFor()
  await page.getByRole('button', { name: 'No, it is somebody else: book' }).click()
  await page.getByText('It is kept.').waitFor()
  await page.getByRole('heading', { name: 'Mara Lint' }).waitFor()
  await page
    .getByText(/Booked: |^Booked$/)
    .first()
    .waitFor()
  const visit = page.url().replace(/\?.*/, '')

  await page.getByRole('link', { name: 'Move it' }).click()
  await page.getByLabel('Time', { exact: true }).fill('10:00')
  await page.getByRole('button', { name: 'Move it there' }).click()
  await page.getByText('This person or the room is taken at that time.').waitFor()
  await page
    .getByRole('button', { name: /15:30|16:00|17:00|08:00/ })
    .first()
    .click()
  await page.getByText('It is moved.').waitFor()
  await page.getByText(/^Moved from .*16:05 to /).waitFor()

  // two tabs: the second is told, and nothing of it is kept
  const other = await page.context().newPage()
  await other.goto(visit)
  await page.getByText('Cancel the visit').click()
  await page.getByLabel('Why').fill('Has a cold')
  await page.getByRole('button', { name: 'Cancel it' }).click()
  await page.getByText('Has a cold').waitFor()
  await page.getByText('Cancelled', { exact: true }).first().waitFor()
  await other.getByText('Cancel the visit').click()
  await other.getByLabel('Why').fill('Other words')
  await other.getByRole('button', { name: 'Cancel it' }).click()
  await other.getByText('Somebody changed this visit while you looked at it.').waitFor()
  const [{ n }] = await clinic.sql(
    "SELECT count(*)::int AS n FROM scheduling.appointment_changes WHERE why = 'Other words'",
  )
  assert.equal(n, 0)
  await page.getByRole('link', { name: 'Book it again' }).waitFor()
})

test('somebody comes, did not come after all, came; the practitioner says how it went and corrects it, and what was said is kept', async () => {
  const hour = new Date(Date.now() - 2 * 3_600_000).toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' })
  const id = await clinic.visit({ who: 'bo', at: hour.replace(' ', 'T'), name: 'Nils Haag', room: false })
  const path = `${clinic.origin}/clinic/desk/visit/${id}`
  const desk = await signedIn('casey')
  await desk.goto(path)
  await desk.getByRole('button', { name: 'Has come' }).click()
  await desk.getByText('It is kept.').waitFor()
  await desk.getByRole('button', { name: 'Take it back' }).click()
  await desk.getByRole('button', { name: 'Did not come' }).click()
  await desk.getByRole('button', { name: 'They came after all' }).click()
  await desk.getByText('Taken back: booked').first().waitFor()
  assert.equal(
    await desk.getByRole('heading', { name: 'How the session went' }).count(),
    0,
    'the desk says nothing of sessions',
  )
  await desk.getByText('The wrong person was chosen').click()
  await desk.getByLabel('Name, e-mail or telephone').fill('ole.sund')
  await desk.getByRole('button', { name: 'Find' }).click()
  await desk.getByRole('button', { name: 'It is for Ole Sund' }).click()
  await desk.getByRole('heading', { name: 'Ole Sund' }).waitFor()
  await desk.getByText('Another person was put down').waitFor()

  const bo = await signedIn('bo')
  await bo.goto(`${clinic.origin}/clinic/desk`)
  await bo.goto(path)
  await bo.getByLabel('Minutes it took').fill('many')
  await bo.getByRole('button', { name: 'Keep it' }).click()
  await bo.locator('#minutes-fault').waitFor()
  await bo.getByLabel('Minutes it took').fill('45')
  await bo.getByLabel('What was done').fill('Neck\nBreathing')
  await bo.getByLabel('How they reacted').fill('Calmer')
  await bo.getByRole('button', { name: 'Keep it' }).click()
  await bo.getByText('The session is over').waitFor()
  await bo.getByLabel('Minutes it took').fill('40')
  await bo.getByRole('button', { name: 'Keep it' }).click()
  await bo.getByText('What was said of the session was corrected').waitFor()
  await bo.getByText('The session is over').waitFor()
  const said = await clinic.sql('SELECT was FROM scheduling.outcomes WHERE appointment_id = $1 ORDER BY number', [id])
  assert.deepEqual(
    said.map(({ was }) => was),
    [45, 40].map((minutes) => ({ minutes, techniques: ['Neck', 'Breathing'], reaction: 'Calmer' })),
  )
  // the desk sees that it is over, and nothing that was said: not on the page, nor in what the page is made of
  await desk.goto(path)
  await desk.getByText('What was said of the session was corrected').waitFor()
  const shown = await desk.content()
  for (const hidden of ['Breathing', 'Calmer', 'reaction']) assert.ok(!shown.includes(hidden), hidden)
})

test('a practitioner sees who comes to them alone, and nobody who is not of the clinic sees anything', async () => {
  const lea = await clinic.visit({ who: 'lea', at: '17:10', name: 'Vera Zoll' })
  const ines = await signedIn('ines')
  await ines.goto(calendar())
  await ines.getByRole('link', { name: /Tom Falk/ }).waitFor()
  const text = await ines.locator('main').innerText()
  for (const hidden of ['Mara Lind', 'Vera Zoll', 'Ole Sund']) assert.ok(!text.includes(hidden), hidden)
  for (const path of [`visit/${lea}`, `visit/${lea}?q=Vera`]) {
    const answer = await ines.goto(`${clinic.origin}/clinic/desk/${path}`)
    assert.equal(answer?.status(), 404, path)
  }
  assert.equal((await ines.goto(`${clinic.origin}/clinic/desk/new`))?.status(), 403)
  const marks = await ines.evaluate(async () => {
    const answer = await fetch(
      `/clinic/desk/changes?from=${String(Date.now())}&to=${String(Date.now() + 8 * 86_400_000)}`,
    )
    return answer.status
  })
  assert.equal(marks, 200)
  const patient = await browser.newContext()
  assert.equal(
    (await patient.request.get(`${clinic.origin}/clinic/desk/changes?from=1&to=2`, { maxRedirects: 0 })).status(),
    303,
  )
  const editor = await signedIn('robin')
  for (const path of ['', `/visit/${lea}`, '/new', '/changes?from=1&to=2'])
    assert.equal((await editor.goto(`${clinic.origin}/clinic/desk${path}`))?.status(), 403, path)
})

test('a visit is moved by keys and by dragging; what cannot be is refused in words, with what is free nearby, and it stays where it was', async () => {
  const id = await clinic.visit({ who: 'lea', at: at(1, '09:00'), name: 'Finn Brandt' })
  await clinic.visit({ who: 'lea', at: at(1, '11:00'), name: 'Gesa Wulf' })
  const page = await signedIn('casey')
  await page.goto(calendar('', 1))
  const visit = page.locator(`[data-visit="${id}"]`)
  const startsAt = async (time: string): Promise<void> => {
    await page.locator(`[data-visit="${id}"]:has-text("${time}–")`).waitFor()
  }
  await visit.focus()
  await page.keyboard.press('m')
  await page.getByText(/^Moving: .*09:00, Lea/).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.getByText(/^Moving: .*09:30/).waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('It stays as it was.').waitFor()
  await startsAt('09:00')
  await page.keyboard.press('m')
  for (let quarter = 0; quarter < 2; quarter++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByText('It is moved.').waitFor()
  await startsAt('09:30')
  assert.equal(await visit.evaluate((one) => one === document.activeElement), true, 'it is in focus still')
  // onto another
  await page.keyboard.press('m')
  for (let quarter = 0; quarter < 6; quarter++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByText('This person or the room is taken at that time.').waitFor()
  await startsAt('09:30')
  await page.locator('[data-offers] button').first().click()
  await page.getByText('It is moved.').waitFor()
  await page.setViewportSize({ width: 1280, height: 1700 })
  await page.goto(calendar('', 1))
  const before = await page.locator(`[data-visit="${id}"]`).getAttribute('data-start')
  await page.locator(`[data-visit="${id}"]`).scrollIntoViewIfNeeded()
  const box = (await page.locator(`[data-visit="${id}"]`).boundingBox()) ?? assert.fail()
  const column = (await page.locator('.col[data-from]').nth(1).boundingBox()) ?? assert.fail()
  const hour = column.height / 10
  await page.mouse.move(box.x + 30, box.y + 10)
  await page.mouse.down()
  await page.mouse.move(box.x + 30, box.y + 40, { steps: 3 })
  await page.mouse.move(column.x + 30, column.y + 6 * hour + 10, { steps: 5 })
  await page.locator('.ghost').waitFor()
  await page.mouse.up()
  await page.getByText('It is moved.').waitFor()
  await startsAt('14:00')
  assert.notEqual(await visit.getAttribute('data-start'), before)
  const [{ practitioner }] = await clinic.sql(
    'SELECT practitioner FROM scheduling.appointments WHERE appointment_id = $1',
    [id],
  )
  assert.equal(practitioner, clinic.practitioners.lea)
  // to somebody else's column
  const ines = (await page.locator('.col[data-from]').nth(0).boundingBox()) ?? assert.fail()
  const now = (await visit.boundingBox()) ?? assert.fail()
  await page.mouse.move(now.x + 30, now.y + 10)
  await page.mouse.down()
  await page.mouse.move(now.x, now.y + 40, { steps: 3 })
  await page.mouse.move(ines.x + 60, ines.y + 7 * hour + 10, { steps: 5 })
  await page.mouse.up()
  await page
    .locator(`.col[data-practitioner="${clinic.practitioners.ines}"] [data-visit="${id}"]:has-text("15:00–")`)
    .waitFor()
})

test('of two desks each sees within seconds what the other does, whoever types is not disturbed, and of two who move one visit one is told', async () => {
  const id = await clinic.visit({ who: 'lea', at: at(2, '09:00'), name: 'Hanne Koch' })
  const [one, other] = [await signedIn('casey'), await signedIn('toni')]
  for (const page of [one, other]) await page.goto(calendar('', 2))
  await one.locator(`[data-visit="${id}"]`).focus()
  await one.keyboard.press('m')
  await one.keyboard.press('ArrowDown')
  await one.keyboard.press('Enter')
  await one.getByText('It is moved.').waitFor()
  await other.locator(`[data-visit="${id}"]:has-text("09:15–")`).waitFor()
  // typing: told, and nothing moves under the hands
  await other.getByLabel('Day', { exact: true }).focus()
  await one.keyboard.press('m')
  await one.keyboard.press('ArrowDown')
  await one.keyboard.press('Enter')
  await one.locator(`[data-visit="${id}"]:has-text("09:30–")`).waitFor()
  await other.getByText('One change by somebody else').waitFor()
  assert.match(await other.locator(`[data-visit="${id}"]`).innerText(), /^09:15/)
  // what the second looks at is old: refused, and then it is shown as it is
  await other.locator(`[data-visit="${id}"]`).focus()
  await other.keyboard.press('m')
  for (let quarter = 0; quarter < 8; quarter++) await other.keyboard.press('ArrowDown')
  await other.keyboard.press('Enter')
  await other.getByText('Somebody changed this visit while you looked at it.').waitFor()
  await other.locator(`[data-visit="${id}"]:has-text("09:30–")`).waitFor()
})

test('what is in focus stays so when another desk changes the calendar, and what is told stands in regions that were there before', async () => {
  const id = await clinic.visit({ who: 'lea', at: at(4, '09:00'), name: 'Sven Rode' })
  const [one, other] = [await signedIn('casey'), await signedIn('toni')]
  await other.goto(calendar('', 4))
  for (const region of ['news', 'live'])
    assert.deepEqual(
      await other
        .locator(`[data-${region}]`)
        .evaluate((p) => [getComputedStyle(p).display === 'none', p.getAttribute('role'), p.clientHeight]),
      [false, 'status', 0],
    )
  const name = (): Promise<string> =>
    other.evaluate(() => {
      const at = document.activeElement
      return at === document.body ? 'nothing' : (at?.getAttribute('href') ?? '')
    })
  let time = 9 * 60
  for (const focused of ['a[data-free] >> nth=-1', '.agenda a', '[data-part=counts] a >> nth=1']) {
    if (focused.startsWith('.agenda')) await other.setViewportSize({ width: 390, height: 844 })
    else await other.setViewportSize({ width: 1280, height: 900 })
    await other.locator(focused).focus()
    const before = await name()
    await one.goto(calendar('', 4))
    await one.locator(`[data-visit="${id}"]`).focus()
    await one.keyboard.press('m')
    await one.keyboard.press('ArrowDown')
    await one.keyboard.press('Enter')
    await one.getByText('It is moved.').waitFor()
    time += 15
    const begins = `${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}–`
    await other.locator(`[data-visit="${id}"]:has-text("${begins}")`).waitFor({ state: 'attached' })
    assert.equal(await name(), before, focused)
  }
})

test('a move that was made is told so, also where the calendar cannot be shown anew', async () => {
  const id = await clinic.visit({ who: 'lea', at: at(5, '09:00'), name: 'Uwe Stein' })
  const page = await signedIn('casey')
  await page.goto(calendar('', 5))
  await page.route(
    (url) => url.pathname === '/clinic/desk',
    (route) => route.abort(),
  )
  await page.locator(`[data-visit="${id}"]`).focus()
  await page.keyboard.press('m')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByText('It is moved.').waitFor()
  const [{ begins }] = await clinic.sql(
    `SELECT to_char(lower(span) AT TIME ZONE 'Europe/Berlin', 'HH24:MI') AS begins FROM scheduling.appointments WHERE appointment_id = $1`,
    [id],
  )
  assert.equal(begins, '09:15')
})

test('a practitioner puts a visit into nobody else’s calendar', async () => {
  const id = await clinic.visit({ who: 'ines', at: at(6, '09:00'), name: 'Wim Brandt', room: false })
  const page = await signedIn('ines')
  await page.goto(`${clinic.origin}/clinic/desk/visit/${id}?move`)
  assert.deepEqual(
    await page
      .locator('[name=practitioner]')
      .evaluateAll((all) =>
        [
          ...new Set(
            all.flatMap((one) =>
              one instanceof HTMLSelectElement
                ? [...one.options].map(({ value }) => value)
                : (one.getAttribute('value') ?? ''),
            ),
          ),
        ].filter((one) => one !== ''),
      ),
    [clinic.practitioners.ines],
  )
  const sent = await page.evaluate(
    async ([appointment, start, practitioner]) => {
      const body = new FormData()
      for (const [name, value] of Object.entries({ appointment, start, practitioner, seen: '0' })) body.set(name, value)
      const answer = await fetch('/clinic/desk/move', { method: 'POST', body })
      return { status: answer.status, said: (await answer.json()) as { words: string } }
    },
    [id, String(Date.parse(`${dayAt(6)}T12:00Z`)), clinic.practitioners.lea],
  )
  assert.deepEqual(
    [sent.status, sent.said.words],
    [403, 'Only the front desk puts a visit into somebody else’s calendar.'],
  )
  const [{ practitioner }] = await clinic.sql(
    'SELECT practitioner FROM scheduling.appointments WHERE appointment_id = $1',
    [id],
  )
  assert.equal(practitioner, clinic.practitioners.ines)
})

test('a day list is printed in black on white, with names as they are chosen', async () => {
  const page = await signedIn('casey')
  await page.goto(calendar('&names=initials'))
  await page.emulateMedia({ media: 'print' })
  const paper = page.locator('.agenda')
  await paper.getByText('M. L.').waitFor()
  assert.doesNotMatch(await page.locator('body').innerText(), /Mara Lind/)
  assert.equal(await page.locator('.cal').isVisible(), false)
  assert.equal(await page.getByRole('button', { name: 'Show', exact: true }).isVisible(), false)
  const ink = await paper.evaluate((one) => [
    getComputedStyle(one).color,
    getComputedStyle(document.documentElement).backgroundColor,
  ])
  assert.deepEqual(ink, ['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
  await page.setViewportSize({ width: 680, height: 960 })
  if (process.env.PICTURES !== undefined)
    await page.screenshot({ path: `${process.env.PICTURES}/paper.png`, fullPage: true })
})

test('a day on which clocks change is told so, and its hour that comes twice stands there twice', async () => {
  const october = (Number(clinic.day.slice(5, 7)) < 10 ? 0 : 1) + Number(clinic.day.slice(0, 4))
  const last = new Date(Date.UTC(october, 9, 31))
  const sunday = new Date(last.getTime() - last.getUTCDay() * 86_400_000).toISOString().slice(0, 10)
  await clinic.visit({ who: 'lea', at: `${sunday}T02:30`, name: 'Kurt Lang' })
  const page = await signedIn('casey')
  await page.goto(`${clinic.origin}/clinic/desk?location=harbour&hours=all&day=${sunday}`)
  await page.getByText(/clocks change, so this day is an hour longer/).waitFor()
  await page.locator('.hours').getByText('02:00 again').waitFor()
  await page.getByRole('link', { name: /^02:30 \(\+0[12]:00\)–/ }).waitFor()
})

test('the pages of a visit and of booking can be read by everybody, in each light and on a narrow screen', async () => {
  const page = await signedIn('casey')
  const id = await clinic.visit({ who: 'ines', at: '13:30', name: 'Rosa Vik' })
  await looksRight(page, `${clinic.origin}/clinic/desk/visit/${id}?move`, 'visit')
  await looksRight(page, `${clinic.origin}/clinic/desk/new?service=craniosacral&day=${clinic.day}`, 'new')
  await page.goto(calendar('', 3))
  await page.locator('a[data-free]').first().click()
  await page.getByRole('button', { name: /^Craniosacral session/ }).click()
  await page.getByRole('heading', { name: 'Who comes?' }).waitFor()
  await looksRight(page, `${page.url()}?q=Rosa`, 'held')
  // double pressed: one visit
  await page.getByRole('button', { name: 'It is for Rosa Vik' }).dblclick()
  await page.getByText('It is kept.').waitFor()
  const [{ n }] = await clinic.sql(
    `SELECT count(*)::int AS n FROM scheduling.appointments JOIN scheduling.persons USING (person_id) WHERE name = 'Rosa Vik'`,
  )
  assert.equal(n, 2)
})
