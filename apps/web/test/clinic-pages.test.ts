// What the clinic says of itself, as somebody without scripts reads it and as a manager keeps it: treatments, people, places, licences, topics.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startDemonstration, type Demonstration } from './demonstration.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let demo: Demonstration
let browser: Browser
let manager: Page
before(async () => {
  ;[demo, browser] = await Promise.all([startDemonstration(), openBrowser()])
  manager = await somebody()
  await demo.signIn(manager, 'toni')
})
after(async () => {
  await browser.close()
  await demo.end()
})

async function somebody(more: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', ...more })
  context.setDefaultTimeout(10_000)
  context.on('request', (request) => {
    assert.equal(new URL(request.url()).origin, demo.origin, 'no request to anybody else')
  })
  return context.newPage()
}

const reader = (locale = 'en-GB') =>
  somebody({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false, locale })

async function looksRight(page: Page, path: string): Promise<void> {
  for (const light of ['day', 'night']) {
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
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    assert.equal(wide, false, `${path} fits its screen`)
  }
}

type Fact = Readonly<Record<string, unknown>> & { readonly '@type': string }

async function factsOf(path: string): Promise<readonly Fact[]> {
  const html = await (await fetch(demo.origin + path)).text()
  const [, text] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? assert.fail(path)
  const facts = JSON.parse(text) as readonly Fact[]
  for (const fact of facts) assert.equal(fact['@context'], 'https://schema.org')
  return facts
}

const typed = (facts: readonly Fact[], type: string): Fact =>
  facts.find((one) => one['@type'] === type) ?? assert.fail(type)

test('from an article without scripts to whether it is something to ask about, and on to the request that says what it is about', async () => {
  const page = await reader()
  await page.goto(`${demo.origin}/articles/craniosacral-therapy-and-migraine`)
  await page.getByRole('link', { name: 'Read who might ask about it' }).first().click()
  assert.match(page.url(), /\/treatments\/craniosacral-therapy#candidacy$/)
  await page.getByRole('heading', { name: 'Is it something for me to ask about?' }).waitFor()
  assert.equal(await page.locator('input:checked').count(), 0, 'nothing is ticked beforehand')
  await page.locator('[name=urgent][value=no]').check()
  await page.locator('[name="wish.neck-tension"][value=yes]').check()
  await page.locator('[name=condition][value=epilepsy]').check()
  await page.getByRole('button', { name: 'See what speaks for and against' }).click()
  await page.getByRole('heading', { name: 'Ask a physician first' }).waitFor()
  await page.locator('[name=condition][value=epilepsy]').uncheck()
  await page.locator('[name=condition][value=none]').check()
  await page.getByRole('button', { name: 'See what speaks for and against' }).click()
  await page.getByRole('heading', { name: 'Worth discussing' }).waitFor()
  await page.getByText('Your neck is tense or painful.').first().waitFor()
  await page.locator('[name=urgent][value=unsure]').check()
  await page.getByRole('button', { name: 'See what speaks for and against' }).click()
  await page.getByRole('heading', { name: 'See someone now' }).waitFor()
  // nothing of it is kept, neither for the next who reads nor for who asked
  await page.goto(`${demo.origin}/treatments/craniosacral-therapy`)
  assert.equal(await page.locator('input:checked').count(), 0)
  const here = page.locator('section', { has: page.getByRole('heading', { name: 'Who gives it here, and where' }) })
  await here.getByText('Licence: Licensed massage therapist').first().waitFor()
  await here.getByRole('link', { name: 'Ask for an evaluation at Park Side' }).click()
  await page.getByLabel('None of these').check()
  await page.getByRole('button', { name: 'Go on' }).click()
  assert.match(await page.locator('[name=words]').inputValue(), /Craniosacral therapy/)
  assert.equal(await page.locator('[name=location]').inputValue(), 'park')
  await page.context().close()
})

test('Spanish pages of treatments say everything in Spanish but the studies themselves', async () => {
  const page = await reader('es-ES')
  for (const path of ['/treatments', '/treatments/craniosacral-therapy', '/treatments/cgrp-antibodies']) {
    await page.goto(demo.origin + path)
    const text = await page.locator('main').evaluate((main) => {
      const copy = main.cloneNode(true) as HTMLElement
      for (const part of copy.querySelectorAll('[lang=en], .aliases, .printed, summary')) part.remove()
      return copy.textContent.replaceAll('American Headache Society', '')
    })
    assert.doesNotMatch(text, /\b(the|with|days|people|months?|headache|trial)\b/i, path)
  }
  await page.context().close()
})

test('numbers from memory are drawn hollow and said to be so', async () => {
  const page = await reader()
  await page.goto(`${demo.origin}/treatments/craniosacral-therapy`)
  const drawn = page.getByRole('img', { name: /Amendolara 2024.*from memory, not checked yet/ })
  assert.equal(await drawn.locator('.point.memory').count(), 1)
  assert.equal(await drawn.locator('.point:not(.memory)').count(), 0)
  await page.getByText('Hollow dot ○ and dashed line').waitFor()
  await page.context().close()
})

test('treatments, people and places say to programs what their pages say, with licences, places and the way back', async () => {
  const treatment = await factsOf('/treatments/acupuncture')
  const therapy = typed(treatment, 'MedicalTherapy')
  assert.equal(therapy.url, `${demo.origin}/treatments/acupuncture`)
  assert.ok((therapy.contraindication as readonly Fact[]).every((one) => one['@type'] === 'MedicalContraindication'))
  const person = typed(await factsOf('/people/bo-probestueck'), 'Person')
  const [credential] = person.hasCredential as readonly Fact[]
  assert.deepEqual([credential.name, credential.identifier], ['Licensed acupuncturist', 'EX-A-0072'])
  assert.deepEqual(
    (person.workLocation as readonly Fact[]).map((one) => one['@id']),
    ['harbour', 'hill'].map((id) => `${demo.origin}/locations/${id}`),
  )
  assert.equal((person.knowsAbout as readonly Fact[])[0]['@id'], therapy['@id'])
  const place = typed(await factsOf('/locations/harbour'), 'MedicalClinic')
  assert.match(String(place.address), /1 Example Quay/)
  assert.equal((place.openingHoursSpecification as readonly Fact[]).length, 8)
  assert.ok((place.availableService as readonly Fact[]).some((one) => one['@id'] === therapy['@id']))
  for (const path of ['/treatments/acupuncture', '/people/bo-probestueck', '/locations/harbour']) {
    const steps = typed(await factsOf(path), 'BreadcrumbList').itemListElement as readonly Fact[]
    assert.deepEqual([steps.length, steps[2].item], [3, demo.origin + path])
  }
})

test('a manager keeps a person, a licence, an offer and a topic; what ends is shown no more, and every version stays', async () => {
  const page = manager
  await page.goto(`${demo.origin}/clinic/site/topics`)
  await page.locator('[name=id]').fill('weather')
  await page.locator('[name="name.en"]').fill('Weather')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('alert').getByText('Name the topic in both languages').waitFor()
  await page.locator('[name="name.es"]').fill('El tiempo')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: 'See it' }).click()
  await page.getByRole('heading', { name: /Weather/ }).waitFor()

  await page.goto(`${demo.origin}/clinic/site/people?person=bo-probestueck`)
  await page.locator('[name="about.en"]').fill('Twelve sessions at most.')
  await page.locator('[name=places][value=park]').check()
  // somebody else saves meanwhile
  const other = await page.context().newPage()
  await other.goto(`${demo.origin}/clinic/site/people?person=bo-probestueck`)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('readers see it within seconds').waitFor()
  await other.locator('[name=honours]').fill('X')
  await other.getByRole('button', { name: 'Save' }).click()
  await other.getByRole('alert').getByText('Somebody else saved').waitFor()
  await other.close()
  await page.goto(`${demo.origin}/clinic/site/people?person=bo-probestueck`)
  await page.getByText('3 versions are kept').click()

  const given = async (): Promise<readonly string[]> => {
    const facts = await fetch(`${demo.origin}/treatments/acupuncture?${String(Math.random())}`)
    return [...(await facts.text()).matchAll(/Ask for an evaluation at ([^<]+)</g)].map(([, name]) => name)
  }
  await page.goto(`${demo.origin}/clinic/site/treatments?treatment=acupuncture`)
  await page.locator('[name=places][value=park]').check()
  await page.locator('[name=places][value=hill]').uncheck()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('readers see it within seconds').waitFor()
  await page.waitForTimeout(1500)
  assert.deepEqual(await given(), ['Harbour Street', 'Park Side'])

  await page.goto(`${demo.origin}/clinic/site/licences`)
  await page.getByRole('link', { name: 'Change: Licensed acupuncturist, Bo Probestück' }).click()
  await page.locator('[name=validUntil]').fill('2020-01-31')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('readers see it within seconds').waitFor()
  await page.waitForTimeout(1500)
  assert.deepEqual(await given(), [], 'without a valid licence nobody gives it')
  const profile = await (await fetch(`${demo.origin}/people/bo-probestueck`)).text()
  assert.ok(!profile.includes('Licensed acupuncturist') && profile.includes('Twelve sessions at most.'))
  await page.goto(`${demo.origin}/clinic/site/people?person=bo-probestueck`)
  await page.getByText('No valid licence is good for: Acupuncture').waitFor()
})

test('who is no manager keeps nothing of it', async () => {
  const page = await somebody()
  await demo.signIn(page, 'robin')
  for (const path of ['people', 'treatments', 'topics', 'licences'])
    assert.equal((await page.goto(`${demo.origin}/clinic/site/${path}`))?.status(), 403, path)
  await page.context().close()
})

test('the first page says first what the clinic does and what must not wait; work stands in groups, and signing in in the head', async () => {
  const page = await reader()
  await page.goto(demo.origin)
  const text = await page.locator('main').innerText()
  const places = [
    'We see people',
    'A sudden, severe headache',
    'Latest articles',
    'Treatments that we offer',
    'Where we are',
    'A diary that answers',
  ]
  const found = places.map((words) => text.indexOf(words))
  assert.ok(
    found.every((at, k) => at >= 0 && at > (found[k - 1] ?? -1)),
    JSON.stringify(found),
  )
  assert.equal(await page.locator('main').getByRole('link', { name: 'Sign in' }).count(), 0)
  assert.equal(await page.locator('header').getByRole('link', { name: 'Sign in' }).count(), 1)
  await page.context().close()
  await manager.goto(demo.origin)
  const work = manager.getByRole('navigation', { name: 'Work at the clinic' })
  assert.deepEqual(await work.locator('ul').count(), 3)
  assert.equal(await work.getByRole('link').count(), 12)
})

test('each of these pages can be read by everybody, on a telephone and by night', async () => {
  const page = await somebody({ viewport: { width: 390, height: 844 } })
  for (const path of [
    ...['/', '/treatments', '/treatments/craniosacral-therapy', '/treatments/propranolol', '/people/ines-muster'],
    ...['/locations/hill', '/about', '/privacy', '/accessibility', '/imprint', '/evaluation?treatment=acupuncture'],
  ])
    await looksRight(page, path)
  for (const path of ['people?person=lea-sandkasten', 'treatments?treatment=biofeedback', 'topics', 'licences'])
    await looksRight(manager, `/clinic/site/${path}`)
  await page.context().close()
})
