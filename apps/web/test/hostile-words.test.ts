// Hostile words in everything that a page of the site shows, in a real browser: nothing runs, nothing is loaded, nothing leads away.
// One in nine in every run; HOSTILE_WORDS=all runs all of them.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import pg from 'pg'
import { openBrowser } from './browser.ts'
import { startClinic, type Clinic } from './clinic.ts'
import { HOSTILE_WORDS } from './hostile-words.ts'

const EVERY = process.env.HOSTILE_WORDS === 'all' ? 1 : 9
const TRIED = HOSTILE_WORDS.map((words, index) => ({ words, index })).filter(({ index }) => index % EVERY === 0)

let clinic: Clinic
let browser: Browser
before(async () => {
  ;[clinic, browser] = await Promise.all([startClinic(), openBrowser()])
  await publishAll()
})
after(async () => {
  await browser.close()
  await clinic.end()
})

/** As if each check on the way in had let everything through: an article for each, with the words in all of its fields. */
async function publishAll(): Promise<void> {
  const owner = new pg.Client(clinic.database())
  await owner.connect()
  const account = randomUUID()
  await owner.query('INSERT INTO access.accounts (account_id) VALUES ($1)', [account])
  for (const { words, index } of TRIED) {
    const [article, slug] = [randomUUID(), `hostile-${index}`]
    const document = {
      ...{ key: slug, language: 'en', slug, formerSlugs: [], title: words, summary: words, authors: [words] },
      ...{
        reviewer: words,
        lastReviewed: '2026-01-01',
        firstPublished: null,
        lead: words,
        body: `${words}\n\n${words}`,
      },
      editorsNotes: [{ kind: 'correction', date: '2026-01-01', words }],
      quickAnswers: [{ question: words, answer: words }],
      ...{ treatments: [], topics: [words], related: [slug], locations: [], calls: ['diary'] },
    }
    await owner.query(
      `INSERT INTO site.articles (article_id, article_key, language, stage, revision, document, changed_by, changed_at)
       VALUES ($1, $2, 'en', 'published', 1, $3, $4, now())`,
      [article, slug, JSON.stringify(document), account],
    )
    for (const [number, kind] of [
      [1, 'first'],
      [2, 'correction'],
    ] as const)
      await owner.query(
        `INSERT INTO site.publications (article_id, number, article_key, language, kind, document, words, at, published_by, search, plain)
         VALUES ($1, $2, $3, 'en', $4, $5, $6, now() - interval '1 hour', $7, to_tsvector('english', 'hostile ' || $6), $6)`,
        [article, number, slug, kind, JSON.stringify(document), words, account],
      )
    await owner.query('INSERT INTO site.slugs (slug, article_id) VALUES ($1, $2)', [slug, article])
    await owner.query(
      `INSERT INTO site.comments (comment_id, article_id, name, words, language, state, decided_by, redacted_at)
       VALUES ($1, $1, $2, $3, 'en', 'shown', $4, now())`,
      [article, `x${words.slice(0, 60)}`, words.slice(0, 4000), account],
    )
    await owner.query(
      `INSERT INTO site.pages (page, language, version, body, saved_by) VALUES ('about', 'en', $1, $2, $3)`,
      [index + 1, words, account],
    )
  }
  const [first] = TRIED
  const worded = JSON.stringify({ en: first.words })
  await owner.query(
    `INSERT INTO clinic.locations (location_id, name, address, time_zone, telephone, hours, about, accessibility)
     VALUES ('hostile', $1, $1, $1, $2, $3, $4, $4)`,
    [first.words, first.words.slice(0, 50), JSON.stringify({ mon: [[first.words, first.words]] }), worded],
  )
  await owner.query(
    `INSERT INTO site.people (person_id, account_id, name, honours, job_title, about, treatments) VALUES ('hostile', NULL, $1, $1, $2, $2, '{acupuncture}')`,
    [first.words, JSON.stringify({ en: first.words })],
  )
  await owner.query(
    `INSERT INTO site.licences (licence_id, person_id, name, authority, number, covers, treatments)
     VALUES (gen_random_uuid(), 'hostile', $1, $1, $2, $3, '{acupuncture}')`,
    [`x${first.words.slice(0, 150)}`, first.words.slice(0, 100), worded],
  )
  await owner.query(`INSERT INTO site.topics (topic_id, name, about) VALUES ('hostile', $1, $1)`, [
    JSON.stringify({ en: '<img src=x onerror=hit(1)>' }),
  ])
  await owner.query('UPDATE site.clinic SET name = $1, promise = $2', [
    '</title><script>hit(1)</script>',
    JSON.stringify({ en: '"><img src=x onerror=hit(1)>' }),
  ])
  await owner.end()
}

interface Watched {
  readonly page: Page
  /** What ran, was stopped by the policy, asked elsewhere or opened, since the last time. */
  readonly told: () => Promise<string[]>
}

/** A browser that reports what runs and what the policy had to stop: our own cleaning must leave nothing for the policy. */
async function watched(): Promise<Watched> {
  const context = await browser.newContext({ locale: 'en-GB' })
  context.setDefaultTimeout(10_000)
  const told: string[] = []
  await context.exposeFunction('tell', (words: string) => told.push(words))
  await context.addInitScript(() => {
    const { tell } = globalThis as unknown as { tell: (words: string) => void }
    const world = globalThis as unknown as Record<string, unknown>
    world.hit = () => {
      tell('ran')
    }
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      tell(`policy: ${effectiveDirective} ${blockedURI}`)
    })
  })
  await context.route('**/*', (route) => {
    const { origin } = new URL(route.request().url())
    if (origin === clinic.origin) return route.continue()
    told.push(`asked ${origin}`)
    return route.abort()
  })
  const page = await context.newPage()
  page.on('dialog', (dialog) => {
    told.push('dialog')
    void dialog.dismiss()
  })
  context.on('page', (other) => {
    told.push('opened')
    void other.close()
  })
  return {
    page,
    told: async () => {
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 5)))
      return told.splice(0)
    },
  }
}

/** Does what a reader could do with each element, and says what stands there that must not. */
function touchEverything(): string[] {
  const wrong: string[] = []
  for (const element of document.querySelectorAll('*')) {
    const name = element.localName
    if (/^(iframe|frame|object|embed|base|portal|animate|set|foreignobject|applet)$/.test(name)) wrong.push(name)
    if (name === 'style' || (name === 'link' && !element.closest('head'))) wrong.push(name)
    if (name === 'script') {
      const { src, type } = element as HTMLScriptElement
      const ours = src !== '' && new URL(src).origin === location.origin
      if (!ours && type !== 'application/ld+json') wrong.push('script')
      if (type === 'application/ld+json') JSON.parse(element.textContent)
    }
    for (const attribute of element.getAttributeNames()) {
      const value = element.getAttribute(attribute) ?? ''
      if (/^on|^(style|srcdoc|ping|formaction|background|xlink:href)$/.test(attribute))
        wrong.push(`${name} ${attribute}`)
      if (/^(href|src|action|data|poster)$/.test(attribute) && URL.canParse(value, location.href)) {
        const { protocol, origin } = new URL(value, location.href)
        if (!/^(https?|mailto|tel):$/.test(protocol)) wrong.push(`${name} ${attribute} ${protocol}`)
        if (attribute === 'src' && origin !== location.origin) wrong.push(`${name} from ${origin}`)
      }
    }
    for (const kind of ['mouseover', 'pointerenter', 'focus', 'toggle', 'animationstart', 'error', 'load'])
      element.dispatchEvent(new Event(kind, { bubbles: false }))
  }
  return wrong
}

async function looks(at: Watched, path: string): Promise<void> {
  const answer = await at.page.goto(clinic.origin + path)
  assert.ok(answer !== null && answer.status() === 200, `${path}: ${String(answer?.status())}`)
  const wrong = await at.page.evaluate(touchEverything)
  assert.deepEqual([...new Set(wrong)], [], path)
  assert.deepEqual(await at.told(), [], path)
}

test('there are more than three hundred ways, and each would run where nothing is cleaned', async () => {
  assert.ok(HOSTILE_WORDS.length >= 300, String(HOSTILE_WORDS.length))
  // the browser really reports: without cleaning and policy some of them run
  const { page, told } = await watched()
  await page.goto(`${clinic.origin}/articles`)
  await page.evaluate(() => {
    const { hit } = globalThis as unknown as { hit: () => void }
    hit()
    const image = document.createElement('img')
    image.setAttribute('onerror', 'hit(1)')
    image.src = 'https://elsewhere.example/x.png'
    document.body.append(image)
  })
  const heard = await told()
  assert.ok(heard.includes('ran'), heard.join())
  assert.ok(
    heard.some((one) => one.startsWith('policy: script-src')),
    heard.join(),
  )
})

test('hostile words in every field of an article run nowhere: on its page, its changes, in lists and in search', async (t) => {
  const at = await watched()
  for (const { words, index } of TRIED) {
    await looks(at, `/articles/hostile-${index}`)
    await looks(at, `/articles/hostile-${index}/changes`)
    await looks(at, `/articles/hostile-${index}/comments`)
    await looks(at, `/search?q=${encodeURIComponent(words.slice(0, 150))}`)
  }
  for (const path of [
    '/',
    '/articles',
    '/articles?page=2',
    '/topics/hostile',
    '/people',
    '/people/hostile',
    '/locations',
    '/locations/hostile',
    '/about',
    '/evaluation',
    '/search?q=hostile',
  ])
    await looks(at, path)
  t.diagnostic(`${TRIED.length} of ${HOSTILE_WORDS.length}, none ran`)
})

test('hostile words in what is sent back to its writer run nowhere', async () => {
  const at = await watched()
  for (const { words } of TRIED.slice(0, 12)) {
    await at.page.goto(`${clinic.origin}/evaluation`)
    await at.page.locator('[name=none]').check()
    await at.page.locator('main form button').first().click()
    await at.page.locator('main details').evaluateAll((all) => {
      for (const one of all) (one as HTMLDetailsElement).open = true
    })
    for (const field of await at.page
      .locator('main input:not([type=hidden]):not([type=radio]):not([type=checkbox]):not([type=date]), main textarea')
      .all())
      await field.fill(words)
    await at.page.locator('main form button').first().click()
    await at.page.waitForLoadState()
    assert.deepEqual([...new Set(await at.page.evaluate(touchEverything))], [], words)
    assert.deepEqual(await at.told(), [], words)
  }
  // what no keyboard types is no fault of the server
  const form = { name: 'a\0b', email: 'reader@example.org', telephone: '1', words: 'a\0b' }
  for (const path of ['/evaluation', '/follow', '/mine', '/articles/hostile-0/comments']) {
    const sent = await at.page.request.post(clinic.origin + path, { form, headers: { origin: clinic.origin } })
    assert.ok(sent.status() < 500, `${path}: ${String(sent.status())}`)
  }
})
