// How an article comes to be: two who write, one who reviews, and readers who see it only then. As people do it, with scripts and without.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { crc32, deflateSync, gunzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startDemonstration, type Demonstration } from './demonstration.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let clinic: Demonstration
let browser: Browser
let editor: Page
let colleague: Page
let doctor: Page
before(async () => {
  ;[clinic, browser] = await Promise.all([startDemonstration(), openBrowser()])
  editor = await deviceOf('robin')
  // a colleague who has scripts switched off, and a doctor with a telephone
  colleague = await deviceOf('toni', { javaScriptEnabled: false })
  doctor = await deviceOf('ines', { viewport: { width: 390, height: 844 } })
})
after(async () => {
  await browser.close()
  await clinic.end()
})

async function deviceOf(who: string, more: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', baseURL: clinic.origin, ...more })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  page.on('request', (request) => {
    assert.equal(new URL(request.url()).origin, clinic.origin, 'no request to anybody else')
  })
  page.on('console', (message) => {
    assert.ok(!message.text().includes('Content Security Policy'), message.text())
  })
  await clinic.signIn(page, who)
  return page
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const fill = async (page: Page, fields: Readonly<Record<string, string>>): Promise<void> => {
  for (const [name, value] of Object.entries(fields)) await page.locator(`[name="${name}"]`).fill(value)
}
const save = async (page: Page): Promise<void> => {
  await press(page, 'Save')
  await page.waitForURL(/\?kept=/)
}

/** At the width of a telephone, by day and by night. */
async function looksRight(page: Page, path: string): Promise<void> {
  const before = page.viewportSize()
  await page.setViewportSize({ width: 390, height: 844 })
  for (const light of ['day', 'night']) {
    await page.context().addCookies([{ name: 'light', value: light, url: clinic.origin }])
    await page.goto(path)
    await page.evaluate(AXE)
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run: (options: unknown) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
      }
      const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] })
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)
    })
    assert.deepEqual(found, [], `${path} in the light ${light}`)
    assert.equal(
      await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth),
      false,
      `${path} fits its screen`,
    )
  }
  if (before !== null) await page.setViewportSize(before)
}

/** A black picture, as PNG. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, body: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(body.length)
    sum.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc((width + 1) * height))
  const start = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([start, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

/** Where its pages lie: `/clinic/articles/…`. */
let article = ''

test('an article is begun without scripts, keeps whatever is unfinished, and says what is missing with a way to it', async () => {
  await colleague.goto('/clinic/articles/new')
  await fill(colleague, { title: 'Tea at night' })
  await press(colleague, 'Begin')
  assert.match(await colleague.locator('.faults').innerText(), /Choose/)
  assert.equal(await colleague.locator('[name=title]').inputValue(), 'Tea at night')
  await colleague.locator('#language').selectOption('en')
  await press(colleague, 'Begin')
  await colleague.waitForURL(/articles\/[0-9a-f-]{36}$/)
  article = new URL(colleague.url()).pathname
  const ways = '[here](/locations/harbour), [about](/about), [diary](/diary/), [elsewhere](/locations/moon)'
  await fill(colleague, { body: ways })
  await save(colleague)
  await colleague.goto(`${article}/publish`)
  const nowhere = await colleague.getByText('leads nowhere').allInnerTexts()
  assert.deepEqual(
    nowhere.map((one) => /(\/\S+) leads/.exec(one)?.[1]),
    ['/locations/moon'],
  )
  await colleague.goto(article)
  await fill(colleague, { lead: 'Tea :study[houle-2017-hapred].', body: '## One\n\nFirst.\n\nSecond.' })
  await press(colleague, 'Show without saving')
  assert.match(await colleague.locator('#preview').innerText(), /Tea \[1\]/)
  assert.equal((await colleague.locator('[name=body]').inputValue()).trim(), '## One\n\nFirst.\n\nSecond.')
  await save(colleague)
  await colleague.goto(`${article}/publish`)
  await press(colleague, 'Send to medical review')
  assert.match(await colleague.locator('.faults').innerText(), /Something is missing/)
  await colleague.getByRole('link', { name: 'Authors' }).click()
  assert.equal(new URL(colleague.url()).hash, '#field-authors')
})

test('a picture is made anew, described, and stands in the text in the size of the screen; what is none is refused', async () => {
  await editor.goto('/clinic/articles/pictures')
  await editor.getByText('Bring a picture').click()
  const bring = editor.locator('form[action="?/add"]')
  await bring.locator('[name=alternative-en]').fill('A cup')
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  await bring.locator('[name=file]').setInputFiles({ name: 'cup.png', mimeType: 'image/png', buffer: svg })
  await press(editor, 'Add the picture')
  assert.match(await editor.locator('.faults').innerText(), /no JPEG, PNG or WebP/)
  await bring
    .locator('[name=file]')
    .setInputFiles({ name: 'Cup of Tea.png', mimeType: 'image/png', buffer: png(900, 600) })
  await press(editor, 'Add the picture')
  await editor.waitForURL(/added=cup-of-tea\.png/)
  await looksRight(editor, '/clinic/articles/pictures')
  const address = (await editor.locator('.pictures img').first().getAttribute('src')) ?? ''
  const answer = await editor.request.get(address)
  assert.equal(answer.headers()['cache-control'], 'public, max-age=31536000, immutable')
  assert.equal(answer.headers()['content-type'], 'image/jpeg')
})

test('what is written is kept and shown by itself, and never over what somebody else saved', async () => {
  await editor.goto(article)
  await editor.locator('[name=title]').fill('Tea at night, and sleep')
  await editor.locator('#preview .title', { hasText: 'and sleep' }).waitFor()
  await editor.getByText('Saved by itself at').waitFor()
  await colleague.goto(article)
  assert.equal(await colleague.locator('[name=title]').inputValue(), 'Tea at night, and sleep')
  const summary = 'What trials say about tea before sleep, and how a diary shows whether it matters to you.'
  await fill(colleague, { title: 'Tea, by Toni', summary, body: '## One\n\nFirst by Toni.\n\nSecond.' })
  await save(colleague)
  const picture = '![A cup](picture:cup-of-tea.png "Tea")'
  await fill(editor, { title: 'Tea, by Robin', body: `## One\n\nFirst.\n\nSecond.\n\n${picture}` })
  await editor.getByText('Toni Attrappe has saved this article meanwhile').waitFor()
  await press(editor, 'Save')
  await editor.getByRole('heading', { name: 'Two versions' }).waitFor()
  assert.match(await editor.locator('.conflict').first().innerText(), /Tea, by Toni\s+Mine\s+Tea, by Robin/)
  await editor.locator('[name=choice-title][value=theirs]').check()
  await press(editor, 'Save this choice')
  await editor.waitForURL(/kept=joined/)
  assert.equal(await editor.locator('[name=title]').inputValue(), 'Tea, by Toni')
  assert.equal(await editor.locator('[name=summary]').inputValue(), summary)
  assert.equal(
    (await editor.locator('[name=body]').inputValue()).trim(),
    `## One\n\nFirst by Toni.\n\nSecond.\n\n${picture}`,
  )
  assert.ok((await editor.locator('#preview picture source').count()) === 2)
  // and both are in the history
  await editor.goto(`${article}/history`)
  assert.match(await editor.locator('.passage').first().innerText(), /.+/)
  assert.match(await editor.locator('.history').innerText(), /Toni Attrappe/)
})

test('what trials found, a study and a picture are chosen from what there is, where the cursor stands or without scripts, and the checklist speaks Spanish', async () => {
  await editor.goto('/clinic/articles/new')
  await fill(editor, { title: 'Needles' })
  await editor.locator('#language').selectOption('en')
  await press(editor, 'Begin')
  await editor.waitForURL(/articles\/[0-9a-f-]{36}$/)
  const needles = new URL(editor.url()).pathname
  const plain = await deviceOf('robin', { javaScriptEnabled: false })
  for (const page of [plain, editor]) {
    await page.goto(needles)
    const before = (await page.locator('[name=body]').inputValue()).trim()
    await page.locator('[name=put-treatment]').selectOption({ label: 'Acupuncture' })
    await press(page, 'Put in what trials found')
    await page.locator('[name=put-study] optgroup[label="Acupuncture"] option').first().waitFor({ state: 'attached' })
    await page.locator('[name=put-study]').selectOption('haller-2020')
    await press(page, 'Put in the study')
    await page.locator('[name=put-picture]').selectOption({ label: 'cup-of-tea.png – A cup' })
    await press(page, 'Put in the picture')
    const written = (await page.locator('[name=body]').inputValue()).slice(before.length)
    assert.match(
      written,
      /^\s*::evidence\{treatment="acupuncture"\}\s+:study\[haller-2020\]\s+!\[A cup\]\(picture:cup-of-tea\.png\)\s*$/,
    )
    await page.locator('#preview .evidence').first().waitFor()
  }
  assert.ok(
    ((await editor.locator('[name=body]').boundingBox())?.height ?? 0) >= 0.6 * (editor.viewportSize()?.height ?? 0),
    'room to write',
  )
  // Enter in a field saves, and puts nothing in
  await plain.goto(needles)
  await plain.locator('[name=title]').press('Enter')
  await plain.waitForURL(/\?kept=same/)
  await editor.context().addCookies([{ name: 'language', value: 'es', url: clinic.origin }])
  await editor.goto(`${needles}/publish`)
  assert.match(await editor.locator('.checklist').first().innerText(), /al menos una persona que lo firme/)
  assert.match(await editor.locator('main').innerText(), /Nadie lo ha revisado médicamente/)
  await editor.context().addCookies([{ name: 'language', value: 'en', url: clinic.origin }])
})

test('a day that the calendar does not have is refused by its name, and nothing that was written is lost', async () => {
  await colleague.goto(article)
  const title = await colleague.locator('[name=title]').inputValue()
  // as a browser sends it that knows no field for days
  await colleague.locator('[name=note-date-0]').evaluate((field) => field.setAttribute('type', 'text'))
  await fill(colleague, { title: `${title}, and days`, 'note-date-0': '2026-02-31', 'note-words-0': 'New trials.' })
  await press(colleague, 'Save')
  await colleague.locator('.faults').getByRole('link', { name: 'The day of note 1, “2026-02-31”, is none' }).click()
  assert.equal(new URL(colleague.url()).hash, '#field-note-date-0')
  assert.match((await colleague.locator('#field-note-date-0-fault').textContent()) ?? '', /2026-02-31/)
  assert.equal(await colleague.locator('[name=title]').inputValue(), `${title}, and days`)
  assert.equal(await colleague.locator('[name=note-words-0]').inputValue(), 'New trials.')
  await colleague.goto(article)
  assert.equal(await colleague.locator('[name=title]').inputValue(), title)
})

test('a doctor gives it back with words, passes it with a day, and readers see it when an editor says so', async () => {
  await editor.goto(article)
  await editor.locator('[name=authors][value=bo-probestueck]').check()
  await editor.locator('[name=calls][value=evaluation]').check()
  await press(editor, 'Save and go on to publishing')
  await fill(editor, { words: 'Is the dose right?' })
  await press(editor, 'Send to medical review')
  await editor.getByText('It lies before the reviewers.').first().waitFor()

  await doctor.goto('/clinic/articles')
  await doctor.getByRole('link', { name: 'Tea, by Toni' }).first().click()
  assert.match(await doctor.locator('main').innerText(), /Is the dose right\?/)
  await looksRight(doctor, `${article}/review`)
  await press(doctor, 'Give it back')
  assert.match(await doctor.locator('.faults').innerText(), /Write why/)
  await fill(doctor, { words: 'Say how much tea.' })
  await press(doctor, 'Give it back')
  await doctor.getByText('You gave it back to the writers').waitFor()

  await colleague.goto(article)
  assert.match(await colleague.locator('main').innerText(), /Ines Muster gave it back[\s\S]*Say how much tea/)
  await fill(colleague, { body: `${await colleague.locator('[name=body]').inputValue()}\n\nTwo cups.` })
  await save(colleague)
  await colleague.goto(`${article}/publish`)
  await press(colleague, 'Send to medical review')
  await doctor.goto(`${article}/review`)
  await press(doctor, 'Pass it')
  await doctor.getByText('You passed it').waitFor()

  await editor.goto(`${article}/publish`)
  const slug = 'tea-at-night'
  assert.equal((await editor.request.get(`/articles/${slug}`)).status(), 404)
  await looksRight(editor, `${article}/publish`)
  await press(editor, 'Publish')
  await editor.getByText('It is published.').waitFor()
  await editor.goto(`/articles/${slug}`)
  assert.match(await editor.locator('article').innerText(), /Ines Muster/)
  assert.equal(await editor.locator('figure picture img').getAttribute('alt'), 'A cup')
  // what was ticked stands below the text
  assert.equal(await editor.locator('article .call a[href="/evaluation"]').count(), 1)
})

test('a correction says why in public, an old version is taken up again, a planned moment is one of the clinic', async () => {
  await editor.goto(article)
  await editor.locator('[name=body]').fill('## One\n\nThree cups.\n\n::evidence{treatment="acupuncture"}')
  await save(editor)
  await editor.goto(`${article}/publish`)
  await press(editor, 'Send to medical review')
  await doctor.goto(`${article}/review`)
  assert.match(String(await doctor.locator('details[open] .passage .now').allInnerTexts()), /Three/)
  await press(doctor, 'Pass it')
  await doctor.getByText('You passed it').waitFor()
  await editor.goto(`${article}/publish`)
  await editor.locator('[name=when][value=planned]').check()
  await fill(editor, { why: 'It was three cups.', local: '2020-01-01T09:00' })
  await editor.locator('[name=kind][value=correction]').check()
  await press(editor, 'Publish')
  assert.match(await editor.locator('.faults').innerText(), /lies ahead/)
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  await fill(editor, { local: `${tomorrow}T09:00` })
  await press(editor, 'Publish')
  await editor.getByText('It is planned').waitFor()
  assert.match(await editor.locator('main').innerText(), /Appears on .* 09:00 (CET|CEST|GMT\+[12])/)
  await press(editor, 'Take the planned moment back')
  await editor.getByText('The planned moment was taken back').waitFor()
  await fill(editor, { why: 'It was three cups.' })
  await editor.locator('[name=kind][value=correction]').check()
  await press(editor, 'Publish')
  await editor.getByText('It is published.').waitFor()
  await looksRight(editor, article)
  await editor.goto('/articles/tea-at-night')
  assert.match(await editor.locator('.editors-note').innerText(), /Corrected on [\s\S]*It was three cups/)

  await editor.goto(`${article}/history?all`)
  assert.doesNotMatch(await editor.locator('main').innerText(), /\d{4}-\d{2}-\d{2}T|\[Europe/, 'no machine says it')
  await looksRight(editor, `${article}/history?all`)
  await editor.locator('[name=before][value="1"]').check()
  await press(editor, 'Compare')
  await editor.getByRole('button', { name: 'Take version 1 up again' }).click()
  await editor.getByText('taken up again as a new draft').waitFor()
  assert.equal(await editor.locator('[name=title]').inputValue(), 'Tea at night')
  await looksRight(editor, article)
})

test('articles are brought from files as drafts, and everything is taken away as an archive that can be brought back', async () => {
  await editor.goto('/clinic/articles/import')
  const text =
    '---\ntitle: Cold packs\nlayout: post\ndate: yesterday\n---\n\nCold ![A pack](pack.png)\n\n<script>alert(1)</script>\n'
  await editor.locator('[name=files]').setInputFiles([
    { name: '2020-01-02-cold-packs.md', mimeType: 'text/markdown', buffer: Buffer.from(text) },
    { name: 'pack.png', mimeType: 'image/png', buffer: png(700, 300) },
  ])
  await editor.locator('#language').selectOption('en')
  await editor.getByRole('button', { name: 'Bring', exact: true }).first().click()
  await editor.getByText('One draft was made').waitFor()
  assert.match(await editor.locator('.rows').innerText(), /with one picture[\s\S]*Not taken over: layout, “yesterday”/)
  await editor.getByRole('link', { name: 'Cold packs' }).click()
  assert.match(await editor.locator('[name=body]').inputValue(), /!\[A pack\]\(picture:pack\.png\)/)
  const archive = await editor.request.get('/clinic/articles/export')
  assert.equal(archive.headers()['content-type'], 'application/zip')
  await editor.goto('/clinic/articles/import')
  await editor
    .locator('[name=files]')
    .setInputFiles({ name: 'articles.zip', mimeType: 'application/zip', buffer: await archive.body() })
  // its files say in which language they are written
  await editor.getByRole('button', { name: 'Bring', exact: true }).first().click()
  await editor.getByText('No draft was made').waitFor()
  assert.equal(await editor.locator('.badge', { hasText: 'Here already' }).count(), 10)
  // the same as a tar archive, which other places make of a folder, and one that was cut off
  const folder = mkdtempSync(join(tmpdir(), 'clearday-tar-'))
  writeFileSync(join(folder, 'warm-packs.md'), '---\ntitle: Warm packs\n---\n\nWarm ![A pack](pack.png)\n')
  writeFileSync(join(folder, 'pack.png'), png(640, 300))
  const tar = execFileSync('tar', ['-cz', '-C', folder, '.'])
  rmSync(folder, { recursive: true })
  for (const [buffer, words] of [
    [tar.subarray(0, 60), /The archive packs\.tar\.gz cannot be read\. It is damaged, or it was cut off/],
    [tar, /One draft was made[\s\S]*with one picture/],
  ] as const) {
    await editor.goto('/clinic/articles/import')
    await editor.locator('[name=files]').setInputFiles({ name: 'packs.tar.gz', mimeType: 'application/gzip', buffer })
    await editor.locator('#language').selectOption('en')
    await editor.getByRole('button', { name: 'Bring', exact: true }).first().click()
    await editor.locator('.faults, .rows.articles').first().waitFor()
    assert.match(await editor.locator('main').innerText(), words)
  }
  // whole sentences in the language of who reads them
  const inSpanish = await deviceOf('robin')
  await inSpanish.context().addCookies([{ name: 'language', value: 'es', url: clinic.origin }])
  await inSpanish.goto('/clinic/articles/import')
  await inSpanish
    .locator('[name=files]')
    .setInputFiles({ name: 'packs.tar', mimeType: 'application/x-tar', buffer: gunzipSync(tar).subarray(0, 512) })
  await inSpanish.locator('#language').selectOption('en')
  await inSpanish.getByRole('button', { name: 'Traer', exact: true }).first().click()
  assert.match(
    await inSpanish.locator('.faults').innerText(),
    /^Hay algo que revisar\s+El archivo comprimido packs\.tar no se puede leer\. Está cortado: le falta el final\.$/,
  )
  await inSpanish.context().close()
  await fill(editor, { address: 'https://127.0.0.1/feed' })
  await editor.locator('#feed-language').selectOption('en')
  await editor.getByRole('button', { name: 'Bring', exact: true }).last().click()
  assert.match(await editor.locator('.faults').innerText(), /Nothing could be had from this address/)
  await looksRight(editor, '/clinic/articles/import')
  await looksRight(editor, '/clinic/articles')
})

test('who neither writes nor reviews sees none of it, and who reviews changes nothing', async () => {
  const desk = await deviceOf('casey')
  for (const path of ['', '/new', '/pictures', '/import', '/export', article.replace('/clinic/articles', '')])
    assert.equal((await desk.goto(`/clinic/articles${path}`))?.status(), 403, path)
  await doctor.goto(article)
  assert.equal(new URL(doctor.url()).pathname, `${article}/review`)
  const headers = { origin: clinic.origin }
  const tried = await doctor.request.post(`${article}?/save`, { headers, form: { from: '1', title: 'Mine' } })
  assert.equal(tried.status(), 403)
  const brought = await doctor.request.post('/clinic/articles/pictures?/add', { headers, form: { name: 'x' } })
  assert.equal(brought.status(), 403)
})

test('where everybody is invented, one page shows all that pages are made of, in every light', async () => {
  const developer = await deviceOf('casey')
  await looksRight(developer, '/styleguide')
  assert.equal(await developer.locator('section button.button').count(), 5 * 3)
})
