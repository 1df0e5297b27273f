// Asking for an evaluation without an account and without scripts, and how the clinic answers it: what must not wait first, then times to take.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startDemonstration, type Demonstration } from './demonstration.ts'
import { HOSTILE_WORDS } from './hostile-words.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const DAY = 86_400_000
const dayIn = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10)

let demo: Demonstration
let browser: Browser
let desk: Page
let colleague: Page
/** An account that practises at the park. */
let rafael = ''

before(async () => {
  ;[demo, browser] = await Promise.all([startDemonstration(), openBrowser()])
  ;[{ account_id: rafael }] = (await demo.sql(
    `SELECT account_id FROM access.accounts WHERE display_name LIKE 'Rafael %'`,
  )) as unknown as readonly [{ account_id: string }]
  for (const [id, kind, booking, name] of [
    [
      'headache-evaluation',
      'evaluation-new',
      'request',
      '{"en": "Headache evaluation", "es": "Valoración de cefalea"}',
    ],
    ['nurse-call', 'nurse-call', 'instant', '{"en": "Call with a nurse", "es": "Llamada con enfermería"}'],
  ]) {
    await demo.sql(
      `INSERT INTO scheduling.services (service_id, kind, names, minutes, needs_room, licence_needed, booking)
       VALUES ($1, $2, $3, 60, false, false, $4)`,
      [id, kind, name, booking],
    )
    await demo.sql(`INSERT INTO scheduling.offerings (service_id, practitioner, location_id) VALUES ($1, $2, 'park')`, [
      id,
      rafael,
    ])
  }
  for (const weekday of [1, 2, 3, 4, 5, 6, 7])
    await demo.sql(
      `INSERT INTO scheduling.working_plans (plan_id, practitioner, location_id, weekday, from_minute, to_minute, valid)
       VALUES ($1, $2, 'park', $3, 540, 1020, '[2020-01-01,)')`,
      [randomUUID(), rafael, weekday],
    )
  desk = await somebody({ viewport: { width: 1280, height: 900 } })
  await demo.signIn(desk, 'casey')
  colleague = await somebody()
  await demo.signIn(colleague, 'lea')
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
  for (const light of ['day', 'night', 'attack']) {
    await page.evaluate((one) => {
      document.documentElement.dataset.light = one
    }, light)
    await page.evaluate(AXE)
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run: (options: unknown) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
      }
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
      return (await axe.run({ runOnly: tags })).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)
    })
    assert.deepEqual(found, [], `${name} in the light ${light}`)
  }
  for (const width of [195, 320, 390, 1280]) {
    await page.setViewportSize({ width, height: 844 })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    const over = await page.evaluate(() =>
      [...document.querySelectorAll('main *')]
        .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1)
        .map((one) => one.outerHTML.slice(0, 120)),
    )
    assert.equal(wide, false, `${name} fits ${String(width)} px: ${over.join(' | ')}`)
    if (process.env.PICTURES !== undefined && width !== 195)
      for (const light of width === 320 ? ['attack'] : ['day', 'night']) {
        await page.evaluate((one) => {
          document.documentElement.dataset.light = one
        }, light)
        await page.screenshot({ path: `${process.env.PICTURES}/${name}-${String(width)}-${light}.png`, fullPage: true })
      }
  }
  if (size !== null) await page.setViewportSize(size)
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

/** From the first page to the one with its own link, with nothing that must not wait. */
async function ask(page: Page, fields: Readonly<Record<string, string>>): Promise<string> {
  await page.goto(`${demo.origin}/evaluation`)
  await page.getByLabel('None of these').check()
  await press(page, 'Go on')
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`[name="${name}"]`)
    if ((await field.evaluate((one) => one.tagName)) === 'SELECT') await field.selectOption(value)
    else await field.fill(value)
  }
  await press(page, 'Send it to the clinic')
  await page.getByRole('heading', { name: 'The clinic has it' }).waitFor()
  return page.url()
}

async function requestOf(email: string): Promise<Record<string, unknown>> {
  return (await demo.sql('SELECT * FROM scheduling.requests WHERE email = $1', [email]))[0]
}

async function openAtDesk(page: Page, name: string): Promise<void> {
  await page.goto(`${demo.origin}/clinic/requests`)
  await page.getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
}

async function weigh(page: Page): Promise<void> {
  await page.locator('[name=service]').selectOption('headache-evaluation')
  await press(page, 'Keep it')
  await page.getByText('It is kept.').waitFor()
}

test('whoever has a warning sign is told what to do before any form, can still ask, and what they ticked goes along', async () => {
  const page = await somebody({ javaScriptEnabled: false })
  await page.goto(`${demo.origin}/`)
  await page.goto(`${demo.origin}/evaluation?location=park&treatment=acupuncture`)
  await page.getByRole('heading', { name: 'Is one of these so now?' }).waitFor()
  assert.equal(await page.locator('input:checked').count(), 0, 'nothing is ticked beforehand')
  assert.equal(await page.locator('[name=name], [name=email]').count(), 0, 'nobody gives a name first')
  await press(page, 'Go on')
  await page.getByRole('alert').getByText('Tick what is so now').waitFor()
  await page.getByLabel('Fever with a stiff neck or a rash').check()
  await page.getByLabel('An attack of more than 72 hours').check()
  // a sign counts, whatever else is ticked
  await page.getByLabel('None of these').check()
  await press(page, 'Go on')
  await page.getByRole('heading', { name: 'Call your local emergency number now' }).waitFor()
  await page.getByRole('heading', { name: 'See a doctor today' }).waitFor()
  await page.locator('.callout.urgent').getByText('Fever with a stiff neck or a rash').waitFor()
  assert.equal(await page.locator('[name=name]').count(), 0)
  await press(page, 'I still want to ask')
  // what it was about came along with the address
  assert.match(await page.locator('[name=words]').inputValue(), /[Aa]cupuncture/)
  assert.equal(await page.locator('[name=location]').inputValue(), 'park')
  await page.locator('[name=name]').fill('Elena Vega')
  await page.locator('[name=email]').fill('no address')
  await page.locator('[name=words]').fill('It came back')
  await page.locator('[name=diary]').evaluate((one) => {
    one.closest('details')?.setAttribute('open', '')
  })
  await page.locator('[name=diary]').fill('https://elsewhere.example/share#abc')
  await page.locator('[name=from0]').fill(dayIn(9))
  await page.locator('[name=to0]').fill(dayIn(8))
  await press(page, 'Send it to the clinic')
  for (const words of [
    'This is no e-mail address.',
    'The last day lies before the first.',
    'This is no link to a diary',
  ])
    await page.getByRole('alert').getByText(words).waitFor()
  assert.equal(await page.locator('[name=words]').inputValue(), 'It came back')
  assert.equal(await page.locator('[name=name]').inputValue(), 'Elena Vega')
  await page.locator('[name=email]').fill('elena@asks.example')
  await page.locator('[name=diary]').fill(`${demo.origin}/share#${'a'.repeat(43)}`)
  await page.locator('[name=to0]').fill(dayIn(12))
  await page.locator('[name=daypart0]').selectOption('Afternoon')
  await press(page, 'Send it to the clinic')
  await page.getByRole('heading', { name: 'The clinic has it' }).waitFor()
  const asked = await requestOf('elena@asks.example')
  assert.deepEqual(asked.flags, ['fever-stiff-neck-rash', 'attack-over-72-hours'])
  assert.deepEqual(asked.preferred, [{ from: dayIn(9), to: dayIn(12), daypart: 'afternoon' }])
  assert.equal(asked.location_id, 'park')
  assert.doesNotMatch(page.url(), /elena|vega/i)

  // those who treat open the diary, and it is noted; the desk does not see that there is one
  await openAtDesk(desk, 'Elena Vega')
  await desk.getByText('Fever with a stiff neck or a rash').waitFor()
  assert.equal(await desk.getByRole('button', { name: 'Show the link' }).count(), 0)
  await openAtDesk(colleague, 'Elena Vega')
  await press(colleague, 'Show the link')
  assert.equal(
    await colleague.getByRole('link', { name: 'Open the diary' }).getAttribute('href'),
    `${demo.origin}/share#${'a'.repeat(43)}`,
  )
})

test('a request is read, times are offered where it would suit, and whoever asked takes one without scripts', async () => {
  const page = await somebody({ javaScriptEnabled: false })
  const link = await ask(page, {
    ...{ name: 'Noa Offered', email: 'noa@asks.example', words: 'Twice a week', service: 'headache-evaluation' },
    ...{ from0: dayIn(5), to0: dayIn(6), daypart0: 'morning' },
  })
  await page.getByText('It has arrived.').waitFor()
  await page.getByRole('link', { name: 'Call with a nurse' }).waitFor()
  await openAtDesk(desk, 'Noa Offered')
  await weigh(desk)
  const fitting = desk.getByRole('group', { name: 'Open, and as they would like it' }).locator('[name=at]')
  const values = await fitting.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))
  assert.ok(values.length >= 2)
  for (const value of values) {
    const day = new Date(Number(value.split(' ')[0])).toISOString().slice(0, 10)
    assert.ok(day >= dayIn(4) && day <= dayIn(7), day)
  }
  await press(desk, 'Offer these times')
  await desk.getByText('Tick at least one time').first().waitFor()
  await fitting.nth(0).check()
  await fitting.nth(1).check()
  await desk.locator('[name=say]').fill('One of these?')
  await press(desk, 'Offer these times')
  await desk.getByText('Times are offered').first().waitFor()
  await page.goto(link)
  await page.getByRole('heading', { name: 'Choose a time' }).waitFor()
  await page.getByText('One of these?').waitFor()
  assert.equal(await page.getByRole('button', { name: /^Take it/ }).count(), 2)
  await looksRight(await twin(page), 'request-proposed')
  await looksRight(desk, 'triage-proposed')
  await page
    .getByRole('button', { name: /^Take it/ })
    .nth(1)
    .click()
  await page.getByRole('heading', { name: 'Your visit is booked' }).waitFor()
  await page.getByRole('link', { name: 'To your visit' }).click()
  await page.getByRole('link', { name: 'Add it to a calendar' }).waitFor()
  const [{ name }] = await demo.sql(
    `SELECT p.name FROM scheduling.appointments a JOIN scheduling.persons p USING (person_id) WHERE a.state = 'booked' AND p.email = 'noa@asks.example'`,
  )
  assert.equal(name, 'Noa Offered')
  // the desk finds that it is for somebody else: neither that page nor the request opens it any more
  const visit = page.url()
  const other = randomUUID()
  await demo.sql(`INSERT INTO scheduling.persons (person_id, name, telephone) VALUES ($1, 'Nell Other', '1')`, [other])
  await demo.sql(
    `UPDATE scheduling.appointments SET person_id = $1
     WHERE person_id IN (SELECT person_id FROM scheduling.persons WHERE email = 'noa@asks.example')`,
    [other],
  )
  assert.equal((await page.goto(visit))?.status(), 410)
  await page.goto(link)
  await page.getByRole('heading', { name: 'This link does not open anything any more' }).waitFor()
  assert.equal(await page.getByRole('link', { name: 'To your visit' }).count(), 0)
  await desk.goto(`${demo.origin}/clinic/requests?show=done`)
  await desk.getByText('Noa Offered').waitFor()
})

/** The same page with scripts, which the check of it needs. */
async function twin(page: Page): Promise<Page> {
  const other = await somebody()
  await other.goto(page.url())
  return other
}

test('where no time suits they write back, expired offers are told kindly, and what is taken back is answered no more', async () => {
  const page = await somebody({ javaScriptEnabled: false })
  const link = await ask(page, { name: 'Bo Back', email: 'bo@asks.example', service: 'headache-evaluation' })
  await openAtDesk(desk, 'Bo Back')
  await weigh(desk)
  const times = desk.getByRole('group', { name: 'Other open times' }).locator('[name=at]')
  await times.first().check()
  await press(desk, 'Offer these times')
  await desk.getByText('Times are offered').first().waitFor()
  await page.goto(link)
  await page.getByText('None of these suits').click()
  await page.getByLabel('What would suit').fill('Only Thursdays')
  await press(page, 'Send it')
  await page.getByText('You wrote: Only Thursdays').waitFor()
  assert.equal(
    (
      await demo.sql(`SELECT FROM scheduling.appointments a JOIN scheduling.proposals USING (appointment_id)
      JOIN scheduling.requests r USING (request_id) WHERE r.email = 'bo@asks.example' AND a.state = 'held'`)
    ).length,
    0,
  )
  await openAtDesk(desk, 'Bo Back')
  await desk.getByText('Only Thursdays').first().waitFor()
  await times.first().check()
  await press(desk, 'Offer these times')
  await desk.getByText('Times are offered').first().waitFor()
  await demo.sql(`UPDATE scheduling.appointments SET held_until = now() - interval '1 second' WHERE state = 'held'`)
  await page.goto(link)
  await page.getByText('These times are no longer kept for you. Nothing is lost').waitFor()
  await desk.goto(`${demo.origin}/clinic/requests`)
  await desk.getByText('The offered times are over: offer others').first().waitFor()
  await page.getByText('Take the request back').first().click()
  await press(page, 'Take it back')
  await page.getByRole('heading', { name: 'You took this back' }).waitFor()
})

test('one is booked at once for somebody the clinic knows, one declined in words, and of two who answer the second is told', async () => {
  const known = randomUUID()
  await demo.sql(
    `INSERT INTO scheduling.persons (person_id, name, email, telephone, language) VALUES ($1, 'Kim Known', 'kim@asks.example', '', 'en')`,
    [known],
  )
  const page = await somebody({ javaScriptEnabled: false })
  const link = await ask(page, { name: 'Kim Knwon', email: 'kim@asks.example', service: 'headache-evaluation' })
  await openAtDesk(desk, 'Kim Knwon')
  await press(desk, 'It is Kim Known')
  await desk.getByText('The clinic knows them as Kim Known.').waitFor()
  await openAtDesk(colleague, 'Kim Knwon')
  const times = (at: Page) => at.getByRole('group', { name: 'Other open times' }).locator('[name=at]')
  await times(desk).nth(0).check()
  await times(colleague).nth(4).check()
  await press(desk, 'Book the ticked time now')
  await desk.getByText('Booked').first().waitFor()
  await press(colleague, 'Offer these times')
  await colleague.getByText(/Somebody changed this in the meantime|has been answered in the meantime/).waitFor()
  const [visit] = await demo.sql(
    `SELECT person_id FROM scheduling.appointments WHERE state = 'booked' AND person_id = $1`,
    [known],
  )
  assert.equal(visit.person_id, known)
  await page.goto(link)
  await page.getByRole('heading', { name: 'Your visit is booked' }).waitFor()

  const other = await somebody({ javaScriptEnabled: false, locale: 'es-ES' })
  await other.goto(`${demo.origin}/evaluation`)
  await other.getByLabel('Ninguna de estas').check()
  await press(other, 'Continuar')
  await other.locator('[name=name]').fill('Dolores No')
  await other.locator('[name=telephone]').fill('600 1')
  await press(other, 'Enviarlo a la clínica')
  await other.getByRole('heading', { name: 'La clínica lo tiene' }).waitFor()
  await openAtDesk(desk, 'Dolores No')
  await desk.getByText('Decline', { exact: true }).click()
  // the words begin in the language of who asked
  assert.match(await desk.locator('[name=told]').inputValue(), /^Gracias/)
  await press(desk, 'Decline it')
  await desk.getByText('Declined').first().waitFor()
  await desk.getByText('by Casey Platzhalter').first().waitFor()
  await other.reload()
  await other.getByText('Gracias por preguntar').waitFor()
})

test('sent twice it is one request, a forged or old link opens nothing, and hostile words stay words', async () => {
  const page = await somebody({ javaScriptEnabled: false })
  await page.goto(`${demo.origin}/evaluation`)
  await page.getByLabel('None of these').check()
  await press(page, 'Go on')
  const fields = await page
    .locator('form [name]')
    .evaluateAll((all) => all.map((one) => [(one as HTMLInputElement).name, (one as HTMLInputElement).value]))
  const body = new URLSearchParams(fields as [string, string][])
  body.set('name', 'Twice')
  body.set('email', 'twice@asks.example')
  const send = () =>
    fetch(`${demo.origin}/evaluation`, {
      ...{ method: 'POST', body, redirect: 'manual', headers: { origin: demo.origin, accept: 'text/html' } },
    })
  const [one, two] = [await send(), await send()]
  assert.deepEqual([one.status, two.status], [303, 303])
  assert.equal((await demo.sql(`SELECT FROM scheduling.requests WHERE email = 'twice@asks.example'`)).length, 1)
  // an id that the form did not make is not used: nobody gets a link to what another asked
  const [{ request_id: foreign }] = await demo.sql(
    `SELECT request_id FROM scheduling.requests WHERE email = 'twice@asks.example'`,
  )
  body.set('request', String(foreign))
  body.set('made', 'forged')
  body.set('email', 'foreign@asks.example')
  await send()
  assert.notEqual((await requestOf('foreign@asks.example')).request_id, foreign)

  const link = one.headers.get('location') ?? ''
  const path = new URL(link, demo.origin).pathname
  const forged = `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`
  assert.equal((await fetch(demo.origin + forged)).status, 404)
  assert.equal((await fetch(demo.origin + path.replace('/request/', '/offer/'))).status, 404)

  const hit: unknown[] = []
  for (const [n, words] of HOSTILE_WORDS.slice(0, 8).entries())
    await demo.sql(
      `INSERT INTO scheduling.requests (request_id, name, email, words, answers, reply, link_hash)
       VALUES ($1, $2, $3, $2, jsonb_build_object('whom', $2::text), $2, decode(repeat('00', 32), 'hex'))`,
      [randomUUID(), words.slice(0, 200), `hostile${String(n)}@asks.example`],
    )
  await desk.exposeFunction('hit', (what: unknown) => hit.push(what))
  await desk.goto(`${demo.origin}/clinic/requests`)
  const links = await desk
    .locator('.cards a[href^="/clinic/requests/"]')
    .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href))
  for (const one of links.slice(-8)) await desk.goto(one)
  assert.deepEqual(hit, [])
})

test('the pages of asking and answering look right in every light and on narrow screens, and work with the keyboard alone', async () => {
  const page = await somebody()
  await page.goto(`${demo.origin}/evaluation`)
  await looksRight(page, 'ask-signs')
  await page.getByLabel('Thoughts of ending your life').check()
  await page.getByLabel('An attack of more than 72 hours').check()
  await press(page, 'Go on')
  await page.getByRole('heading', { name: 'Call your local emergency number now' }).waitFor()
  await page.getByText('You do not have to be alone with this.').waitFor()
  await looksRight(page, 'ask-told')
  await press(page, 'I still want to ask')
  await page.getByRole('button', { name: 'Send it to the clinic' }).waitFor()
  await looksRight(page, 'ask-form')
  await page.locator('[name=name]').focus()
  await page.keyboard.type('Key Board')
  await page.keyboard.press('Tab')
  await page.keyboard.type('keys@asks.example')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'The clinic has it' }).waitFor()
  await looksRight(page, 'request-new')
  await desk.goto(`${demo.origin}/clinic/requests`)
  await looksRight(desk, 'triage-list')
  await openAtDesk(desk, 'Key Board')
  await weigh(desk)
  await looksRight(desk, 'triage-one')
})
