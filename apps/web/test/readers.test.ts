// A walk of somebody who reads, without an account and without scripts, and of who looks after comments at the clinic.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { readArticleFile } from '@clearday/articles'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { appCode, startClinic, type Clinic } from './clinic.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PASSWORD = 'velvet tractor onion 47'
const LIGHTS = ['day', 'night']
const FILE = new URL(import.meta.resolve('@clearday/articles/content/acupuncture-for-migraine.en.md'))
/** As the browser of a person says it: the one of the tests says that it is a program. */
const SOMEBODY = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

let clinic: Clinic
let browser: Browser
let slug = ''
let staff: Page
before(async () => {
  ;[clinic, browser] = await Promise.all([startClinic(), openBrowser()])
  const page = await somebody()
  await page.goto(clinic.setUpLink)
  await fill(page, { name: 'Ada', email: 'ada@example.org', password: PASSWORD }, 'Make the account')
  await page.goto(`${clinic.origin}/account/sign-in`)
  await fill(page, { email: 'ada@example.org', password: PASSWORD }, 'Sign in')
  await fill(page, { password: PASSWORD }, 'Go on')
  await fill(page, { code: appCode((await page.locator('p code').textContent()) ?? '') }, 'Finish')
  await page.getByText('Signing in asks for a code').waitFor()
  staff = page
  await publish()
})
after(async () => {
  await browser.close()
  await clinic.end()
})

/** A device whose every request is watched: nothing may go to anybody else, and nothing may break a policy. */
async function somebody(more: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ locale: 'en-GB', userAgent: SOMEBODY, ...more })
  context.setDefaultTimeout(10_000)
  context.on('request', (request) => {
    assert.equal(new URL(request.url()).origin, clinic.origin, 'no request to anybody else')
  })
  const page = await context.newPage()
  page.on('console', (message) => assert.ok(!message.text().includes('Content Security Policy'), message.text()))
  return page
}

const phone = (): Promise<Page> => somebody({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false })

async function fill(page: Page, fields: Readonly<Record<string, string>>, button: string): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await page.locator(`[name="${name}"]`).first().fill(value)
  await page.getByRole('button', { name: button }).first().click()
}

/** One article, as it stands once it was written, reviewed and published. */
async function publish(): Promise<void> {
  const read = readArticleFile(readFileSync(FILE, 'utf8'))
  assert.ok(read.type === 'ok')
  const { value: article } = read
  slug = article.slug
  const id = randomUUID()
  const [{ account }] = await clinic.sql('SELECT account_id AS account FROM access.accounts')
  const document = JSON.stringify(article)
  await clinic.sql(
    `INSERT INTO site.articles (article_id, article_key, language, stage, revision, document, changed_by, changed_at)
     VALUES ($1, $2, 'en', 'published', 1, $3, $4, now())`,
    [id, article.key, document, account],
  )
  await clinic.sql('INSERT INTO site.slugs (slug, article_id) VALUES ($1, $2)', [slug, id])
  await clinic.sql(
    `INSERT INTO site.publications (article_id, number, article_key, language, kind, document, at, published_by, search, plain)
     VALUES ($1, 1, $2, 'en', 'first', $3, now(), $4, '', '')`,
    [id, article.key, document, account],
  )
}

/** No barrier in any light, and nothing wider than its screen. A device with scripts, because that is how barriers are looked for. */
async function looksRight(page: Page, path: string): Promise<void> {
  for (const light of LIGHTS) {
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
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    assert.equal(wide, false, `${path} fits its screen`)
  }
}

test('without scripts somebody asks for new articles, says yes by the mailed link, which a look does not, and ends it', async () => {
  const page = await phone()
  const email = 'reader@example.org'
  await page.goto(`${clinic.origin}/follow`)
  await fill(page, { email: 'no address' }, 'Send me the link')
  await page.getByRole('alert').getByText('name@example.org').waitFor()
  await fill(page, { email }, 'Send me the link')
  await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor()
  const link = await clinic.mailedLink(email, '/follow/')
  await staff.goto(`${clinic.origin}/clinic/mails`)
  await staff.getByText('a reader of the site, without an account').waitFor()
  // a scanner looks, twice
  for (let times = 0; times < 2; times++) assert.equal((await fetch(link)).status, 200)
  await page.goto(link)
  await page.getByText('It waits for your yes').waitFor()
  await page.getByRole('button', { name: 'Yes, send them' }).click()
  await page.getByText('From now on you get a mail').waitFor()
  const eyes = await somebody({ viewport: { width: 390, height: 844 } })
  for (const path of ['/follow', '/mine', new URL(link).pathname]) await looksRight(eyes, path)
  const oneClick = await fetch(link.replace('/follow/', '/mail/readers/articles/'), {
    method: 'POST',
    body: 'List-Unsubscribe=One-Click',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  assert.equal(oneClick.status, 200)
  await page.goto(link)
  await page.getByText('No articles are mailed to this address').waitFor()
  assert.equal((await page.goto(`${clinic.origin}/follow/${'x'.repeat(43)}`))?.status(), 404)
  await eyes.context().close()
  await page.context().close()
})

test('a comment is written without scripts, asked about, confirmed by mail, read by the clinic, seen, answered, mended and taken back', async () => {
  const page = await phone()
  const email = 'ana@example.org'
  const path = `/articles/${slug}/comments`
  await page.goto(`${clinic.origin}/articles/${slug}`)
  await page.getByRole('link', { name: 'Read the comments, or write one' }).click()
  await page.getByText('Nobody has written anything yet').waitFor()
  await fill(page, { words: 'x', name: 'Ada', email }, 'Send the comment')
  await page.getByRole('alert').getByText('quicker than people write').waitFor()
  await page.goto(clinic.origin + path)
  const words = 'I was diagnosed with migraine, my number is 600 12 34 56. See https://example.org/study <b>bold</b>'
  await page.waitForTimeout(3100)
  await fill(
    page,
    { words: 'https://a.example https://b.example www.c.example', name: 'Ana', email },
    'Send the comment',
  )
  await page.getByRole('alert').getByText('At most 2 links').waitFor()
  // whoever mends it at once has read the form long enough
  await fill(page, { words }, 'Send the comment')
  await page.getByRole('alert').getByText('somebody’s health').waitFor()
  await page.getByText('how to reach somebody').waitFor()
  assert.equal(await page.locator('[name=words]').inputValue(), words, 'what was typed is kept')
  await page.getByRole('button', { name: 'Send it like this' }).click()
  await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor()
  const link = await clinic.mailedLink(email, '/mine/')
  await page.goto(link)
  await page.getByText('It waits for your yes, and is read by nobody yet').waitFor()
  await page.getByRole('button', { name: 'Yes, it is mine' }).click()
  await page.getByText('The clinic reads it next').waitFor()
  const eyes = await somebody({ viewport: { width: 390, height: 844 } })
  for (const one of [path, new URL(link).pathname]) await looksRight(eyes, one)

  await staff.goto(`${clinic.origin}/clinic/comments`)
  await staff.getByText('health of somebody?').waitFor()
  await staff.getByText('how to reach somebody?').waitFor()
  await looksRight(staff, '/clinic/comments')
  await staff.getByText('Take personal details out').click()
  await fill(staff, { words: words.replace('600 12 34 56', '[…]') }, 'Save without the details')
  await staff.getByText('The details are out').waitFor()
  await staff.getByRole('button', { name: 'Show it', exact: true }).click()
  await staff.getByText('It is shown.').waitFor()

  await page.goto(clinic.origin + path)
  const shown = page.locator('.comment')
  assert.match((await shown.textContent()) ?? '', /my number is \[…\].*<b>bold<\/b>/)
  assert.equal(await shown.locator('b').count(), 0)
  assert.equal(
    await shown.getByRole('link', { name: 'example.org/study' }).getAttribute('rel'),
    'nofollow ugc noopener',
  )
  await page.getByText('The clinic took personal details out of this comment').waitFor()
  await page.getByRole('link', { name: 'Report: Ana' }).click()
  await page.getByLabel('It tells personal details').check()
  await page.getByRole('button', { name: 'Report it' }).click()
  await page.getByRole('heading', { name: 'Thank you' }).waitFor()
  await looksRight(eyes, path)

  await staff.goto(`${clinic.origin}/clinic/comments`)
  await staff.getByText('Reported once').waitFor()
  await staff.getByRole('button', { name: 'Leave it as it is' }).click()
  await staff.getByText('The reports are ticked off').waitFor()
  await staff.goto(`${clinic.origin}/clinic/comments?state=shown`)
  await staff.getByText('Answer for the clinic').click()
  await staff.locator('textarea[id^=answer]').fill('The trials are listed under sources.')
  await staff.getByRole('button', { name: 'Answer', exact: true }).click()
  await staff.getByText('The answer is shown').waitFor()
  const file = (await (await staff.request.get(`${clinic.origin}/clinic/comments/file`)).json()) as {
    readonly comments: readonly { readonly words: string }[]
  }
  assert.equal(file.comments.length, 2)
  assert.ok(!JSON.stringify(file).includes(email), 'without addresses')

  await page.goto(clinic.origin + path)
  await page.getByText('The trials are listed under sources.').waitFor()
  await page.goto(link)
  await page.getByText('Change it').click()
  await fill(page, { words: 'Thank you, I see it now.' }, 'Save')
  await page.getByText('The clinic reads it before others see it').first().waitFor()
  const kept = await page.request.get(`${link}/file`)
  assert.match(await kept.text(), /Thank you, I see it now/)
  await page.getByRole('button', { name: 'Delete it' }).click()
  await page.getByText('It is deleted').waitFor()
  await page.getByRole('button', { name: 'Erase everything' }).click()
  await page.getByRole('heading', { name: 'The address is erased' }).waitFor()
  assert.equal((await page.goto(link))?.status(), 404)
  await page.goto(clinic.origin + path)
  await page.getByText('This comment was deleted by its writer').waitFor()
  await eyes.context().close()
  await page.context().close()
})

test('a manager says where the clinic is and what its colour is, and a colour that nobody could read is refused', async () => {
  await staff.goto(`${clinic.origin}/clinic/site`)
  await fill(staff, { name: 'Quay Clinic' }, 'Save')
  await staff.getByText('readers see it within seconds').waitFor()
  const colour = async (value: string): Promise<void> => {
    await staff.locator('[name="accentDay.own"]').check()
    await fill(staff, { accentDay: value }, 'Save the colours')
  }
  await colour('#ffcc00')
  await staff.getByRole('alert').getByText('could not be read by everybody').waitFor()
  await colour('#7a1f5c')
  await staff.getByText('readers see it within seconds').waitFor()
  await staff.goto(`${clinic.origin}/clinic/site/places`)
  const place = { id: 'quay', name: 'The quay', address: 'Kai 1, Bilbao', timeZone: 'Europe/Madrid' }
  await fill(staff, { ...place, 'hours.mon': '9-13' }, 'Save')
  await staff.getByRole('alert').getByText('Write hours such as').waitFor()
  await fill(staff, { 'hours.mon': '9:00-13:00, 15:00-18:00', 'accessibility.en': 'Two steps.' }, 'Save')
  await staff.getByText('readers see it within seconds').waitFor()
  await staff.goto(`${clinic.origin}/clinic/site/pages?page=imprint&language=en`)
  await fill(staff, { body: '## Us\n\nAt the [quay](/locations/quay). <script>alert(1)</script>' }, 'Look at it first')
  await staff.getByRole('heading', { name: 'As readers would see it' }).waitFor()
  await staff.getByRole('button', { name: 'Save', exact: true }).click()
  await staff.getByText('readers see it within seconds').waitFor()
  const page = await somebody({ viewport: { width: 390, height: 844 } })
  await page.goto(`${clinic.origin}/imprint`)
  await page.getByRole('link', { name: 'quay', exact: true }).click()
  await page.getByRole('heading', { name: 'The quay' }).waitFor()
  await page.getByText('15:00–18:00').waitFor()
  await page.getByText('In the time of the place (Central European Time).').waitFor()
  await page.getByRole('link', { name: 'Quay Clinic' }).waitFor()
  const accent = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent').trim())
  assert.equal(await accent(), '#7a1f5c')
  for (const path of ['/locations', '/locations/quay', '/about', '/privacy', '/accessibility', '/imprint'])
    await looksRight(page, path)
  await page.context().addCookies([{ name: 'light', value: 'attack-green', url: clinic.origin }])
  await page.goto(`${clinic.origin}/imprint`)
  assert.notEqual(await accent(), '#7a1f5c', 'the lights for an attack keep their own')
  for (const path of ['', '/places?place=quay', '/licences', '/pages']) await looksRight(staff, `/clinic/site${path}`)
  await clinic.sql(
    `INSERT INTO site.views (day, path, views) VALUES (current_date, '/treatments/acupuncture', 3), (current_date, '/locations/quay', 2)
     ON CONFLICT (day, path) DO UPDATE SET views = site.views.views + excluded.views`,
  )
  await staff.goto(`${clinic.origin}/clinic/reading`)
  await staff.getByRole('heading', { name: 'What is read' }).waitFor()
  // pages are named as the site names them, and the words of the drawing are as large as others
  for (const name of ['Acupuncture', 'The quay'])
    await staff.locator('main').getByRole('link', { name, exact: true }).waitFor()
  assert.equal(await staff.locator('.views text').count(), 0)
  await page.context().close()
})

test('what was changed is told in words with the reason, passage by passage, and every time is one of the clinic', async () => {
  const [{ document, account }] = await clinic.sql(
    `SELECT document, published_by AS account FROM site.publications p JOIN site.slugs s USING (article_id) WHERE slug = $1`,
    [slug],
  )
  const id = randomUUID()
  const before = {
    ...(document as object),
    ...{ key: 'told', slug: 'told', title: 'Needles', topics: [], related: [], editorsNotes: [] },
    body: '## Harms\n\nA bruise came in **ten** of a hundred people. It went by itself.\n\nNobody fainted :study[linde-2016].',
  }
  const after = {
    ...before,
    body: '## Harms\n\nA bruise came in **twelve** of a hundred people. It went by itself.\n\nNobody fainted :study[haller-2016].',
    lastReviewed: '2026-01-16',
  }
  await clinic.sql(
    `INSERT INTO site.articles (article_id, article_key, language, stage, revision, document, changed_by, changed_at)
     VALUES ($1, 'told', 'en', 'published', 1, $2, $3, now())`,
    [id, JSON.stringify(after), account],
  )
  await clinic.sql(`INSERT INTO site.slugs (slug, article_id) VALUES ('told', $1)`, [id])
  for (const [index, one] of [before, after].entries())
    await clinic.sql(
      `INSERT INTO site.publications (article_id, number, article_key, language, kind, words, document, at, published_by, search, plain)
       VALUES ($1, $2, 'told', 'en', $3, $4, $5, $6, $7, '', '')`,
      [
        ...[id, index + 1, index === 0 ? 'first' : 'correction', index === 0 ? '' : 'The count was wrong.'],
        ...[JSON.stringify(one), index === 0 ? '2025-07-01T22:30:00Z' : '2026-01-15T23:30:00Z', account],
      ],
    )
  const page = await somebody({ viewport: { width: 390, height: 844 } })
  await page.goto(`${clinic.origin}/articles/told`)
  const byline = await page.locator('.byline').innerText()
  assert.match(byline, /First published 2 Jul 2025,? (at )?00:30 (CEST|GMT\+2)/)
  assert.match(byline, /updated 16 Jan 2026,? (at )?00:30 (CET|GMT\+1)/)
  await page.goto(`${clinic.origin}/articles/told/changes`)
  const said = await page.locator('main').innerText()
  assert.match(said, /Correction\s+16 Jan 2026,? (at )?00:30 (CET|GMT\+1)\s+Why: The count was wrong\./)
  assert.match(said, /What changed: Text, Sources,? and Day of the last medical review\./)
  assert.match(
    said,
    /Before\s+A bruise came in ten of a hundred people\.\s+Now\s+A bruise came in twelve of a hundred people\./,
  )
  assert.deepEqual(
    await page
      .locator('main ins')
      .allInnerTexts()
      .then((all) => all.slice(0, 1)),
    ['twelve'],
  )
  assert.match(said, /Sources\s+Added: Haller H/)
  assert.doesNotMatch(said, /:study|linde-2016|haller-2016|\*\*|T23:30|Other details/)
  assert.match(await page.locator('.foot').innerText(), /Central European Time/)
  assert.equal(await page.locator('main time').first().getAttribute('datetime'), '2026-01-15T23:30:00.000Z')
  await looksRight(page, '/articles/told/changes')
  await page.goto(`${clinic.origin}/articles/${slug}/changes`)
  assert.match(await page.locator('main').innerText(), /Update[\s\S]*Why: The numbers now come from the same library/)
  await page.context().close()
})

test('a search finds treatments and places beside articles, forgives slips and accents, and asks the database little', async () => {
  const page = await phone()
  const found = async (q: string): Promise<string> => {
    await page.goto(`${clinic.origin}/search?q=${encodeURIComponent(q)}`)
    return page.locator('main').innerText()
  }
  assert.match(await found('acupuncture'), /Treatments\s+Acupuncture/)
  assert.match(await found('acupunture'), /the nearest\.\s+Treatments\s+Acupuncture/)
  assert.deepEqual((await page.locator('main h3 mark').allInnerTexts()).slice(0, 1), ['Acupuncture'])
  assert.match(await found('quáy'), /Places\s+The quay\s+Kai 1, Bilbao/)
  assert.match(await found('acupuntura'), /Treatments\s+Acupuncture/)
  assert.match(await found('xyzzyx'), /Nothing was found/)
  const eyes = await somebody({ viewport: { width: 390, height: 844 } })
  await looksRight(eyes, '/search?q=acupunture')
  const asked = await clinic.queriesOf('/search?q=acupunture')
  assert.ok(asked.length > 0 && asked.length <= 4, asked.join('\n---\n'))
  await Promise.all([page.context().close(), eyes.context().close()])
})

test('who follows by a feed reads what trials found, with the numbers and how sure that is, and whole addresses', async () => {
  for (const form of ['rss.xml', 'atom.xml', 'feed.json']) {
    const text = await (await fetch(`${clinic.origin}/feeds/en/${form}`)).text()
    const html =
      form === 'feed.json'
        ? (JSON.parse(text) as { items: { content_html: string }[] }).items.map((one) => one.content_html).join('')
        : text
    assert.match(
      html,
      /What trials found: Acupuncture[\s\S]*How sure the field is: [\s\S]*<td>2\.4 \(2\.08 to 2\.76\)/,
      form,
    )
    assert.match(html, new RegExp(`href="${clinic.origin}/treatments/acupuncture"`), form)
    assert.match(html, /Quick answers[\s\S]*Sources/, form)
    assert.doesNotMatch(html, /(href|src)="[#/]/, form)
  }
})

test('the picture that is shown where an article is shared is there', async () => {
  const card = await fetch(`${clinic.origin}/articles/${slug}/card.png`)
  assert.deepEqual([card.status, card.headers.get('content-type')], [200, 'image/png'])
})

test('what is for who builds pages is not there where people are real', async () => {
  assert.equal((await fetch(`${clinic.origin}/styleguide`)).status, 404)
})

test('pages of comments are closed to who is no editor', async () => {
  const page = await phone()
  for (const path of ['/clinic/comments', '/clinic/comments/file', '/clinic/reading', '/clinic/site']) {
    await page.goto(clinic.origin + path)
    assert.ok(page.url().includes('/account/sign-in'), path)
  }
  await page.context().close()
})

test('an article that nobody has read since the start takes at most four questions to the database', async () => {
  const asked = await clinic.queriesOf(`/articles/${slug}`)
  assert.ok(asked.length > 0 && asked.length <= 4, asked.join('\n---\n'))
})
