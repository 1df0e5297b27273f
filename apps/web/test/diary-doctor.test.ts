// The page for the doctor on a device: one side, in both languages and every light, without a network, with a question that stays.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { doctorPageOf } from '@clearday/care'
import { readDiary } from '@clearday/diary'
import type { Browser } from 'playwright-core'
import { doctorHtml } from '../src/lib/doctor/doctor-html.ts'
import { openBrowser } from './browser.ts'
import { startClinic, type Clinic } from './clinic.ts'
import { looksRight, openDiaryPage, phone } from './diary-device.ts'
import { FRAME, put } from './diary-entries.ts'
import { entriesOfDiary, exampleDiary, fullDiary, LONG } from './example-entries.ts'

let clinic: Clinic
let browser: Browser
before(async () => {
  ;[clinic, browser] = await Promise.all([startClinic(), openBrowser()])
})
after(async () => {
  await browser.close()
  await clinic.end()
})

const LAST = '2026-03-29'
const NOW = new Date(`${LAST}T18:00:00Z`)
const HOSTILE = '<img src=x onerror="document.title=1"> & Łucja Müller Ελένη 😀'

test('the page for the doctor is that of the pure packages, stays with its question, and is printed and saved without a network', async (t) => {
  const device = await phone(browser, clinic.origin, { timezoneId: 'UTC', acceptDownloads: true })
  const { page, context } = device
  await page.clock.setFixedTime(NOW)
  await openDiaryPage(page, clinic.origin)
  const written = exampleDiary()
  await put(page, entriesOfDiary(written))
  await page.goto(`${clinic.origin}/diary/doctor`)
  await page.getByRole('heading', { name: 'Headache diary: a page for the doctor' }).waitFor({ timeout: 30_000 })
  await page.getByRole('textbox', { name: 'My question for today' }).fill(`${HOSTILE} Go on?`)
  await page.getByRole('textbox', { name: 'Your name, as it should stand on the page' }).fill('Łucja Muster')
  await page.getByText('Kept on this device', { exact: true }).waitFor()
  await page.reload()
  await page.locator('.doctor .who', { hasText: 'Łucja Muster, born 1988' }).waitFor({ timeout: 30_000 })
  const read = readDiary(written)
  assert.ok(read.type === 'ok')
  const own = { name: 'Łucja Muster', question: `${HOSTILE} Go on?` }
  const expected = doctorPageOf(read.value, { language: 'en', ...own })
  const html = await page.locator('.doctor').evaluate((element) => element.outerHTML)
  const asParsed = await page.evaluate(
    (text) => {
      const template = document.createElement('template')
      template.innerHTML = text
      return template.innerHTML
    },
    doctorHtml(expected, 2),
  )
  assert.equal(html, asParsed)
  assert.notEqual(await page.title(), '1', 'what is written is words and nothing else')
  await looksRight(device, clinic.origin, 'doctor')

  await context.setOffline(true)
  await page.reload()
  await page.locator('.doctor').waitFor({ timeout: 30_000 })
  const begun = performance.now()
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 30_000 }),
    page.getByRole('button', { name: 'Save as PDF' }).click(),
  ])
  t.diagnostic(`the PDF is there after ${(performance.now() - begun).toFixed(0)} ms`)
  assert.equal(download.suggestedFilename(), `headache-diary-${LAST}.pdf`)
  const pdf = readFileSync(await download.path()).toString('latin1')
  assert.match(pdf, /^%PDF-1\.7/)
  assert.match(pdf, /\/Lang \(en\)/)
  assert.match(pdf, /\/Marked true/)
  assert.ok((pdf.match(/\/FontFile2 /g) ?? []).length >= 4, 'its letters come along, those of other alphabets too')
  await page.getByText('The PDF is made.').waitFor()

  await page.evaluate(() => {
    localStorage.setItem('clearday language', 'es')
  })
  await page.reload()
  await page
    .getByRole('heading', { name: 'Diario de dolor de cabeza: una hoja para el médico' })
    .waitFor({ timeout: 30_000 })
  await page.getByText('Compatible con: migraña sin aura').waitFor()
  await context.close()
})

test('printed, the first part fills one side and nothing of the app comes along', async () => {
  const { page, context } = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
  await page.clock.setFixedTime(NOW)
  await openDiaryPage(page, clinic.origin)
  await put(page, entriesOfDiary(exampleDiary()))
  await page.goto(`${clinic.origin}/diary/doctor`)
  await page.locator('.doctor').waitFor({ timeout: 30_000 })
  const most = readDiary(fullDiary())
  assert.ok(most.type === 'ok')
  const pages = [
    null,
    ...(['en', 'es'] as const).map((language) => doctorPageOf(most.value, { language, question: LONG })),
  ]
  for (const [format, height, shown] of pages.flatMap((one) => [
    ['A4', 297 - 24, one] as const,
    ['Letter', 279.4 - 24, one] as const,
  ])) {
    if (shown !== null)
      await page.evaluate(
        (html) => {
          const there = document.querySelector('.doctor')
          if (there !== null) there.outerHTML = html
        },
        doctorHtml(shown, 2),
      )
    // the width that is left between the margins, at 96 dots an inch
    const width = ((format === 'A4' ? 210 : 215.9) - 24) * (96 / 25.4)
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: Math.round(width), height: 1000 })
    const used = await page.evaluate(() => {
      const top = document.querySelector('.doctor')?.getBoundingClientRect().top ?? 0
      return (document.querySelector('.doctor .doctor-foot')?.getBoundingClientRect().bottom ?? 0) - top
    })
    assert.ok(
      used <= height * (96 / 25.4),
      `${format} ${String(shown?.language)}: ${used.toFixed(0)} of ${(height * (96 / 25.4)).toFixed(0)} dots`,
    )
    assert.equal(await page.locator('textarea').isVisible(), false)
    assert.equal(await page.locator('.d-nav').isVisible(), false)
  }
  await context.close()
})

test('an empty diary has a page that says what is not known, and the page takes at most 120 KB of script', async (t) => {
  const { page, context } = await phone(browser, clinic.origin, { timezoneId: 'UTC', serviceWorkers: 'block' })
  await page.clock.setFixedTime(NOW)
  const scripts: Promise<readonly [string, number]>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script')
      scripts.push(
        response.body().then(
          (body) => [response.url(), gzipSync(body).length] as const,
          () => ['', 0] as const,
        ),
      )
  })
  await page.goto(`${clinic.origin}/diary/doctor`)
  await page.getByText('No day of this period is known.').waitFor({ timeout: 30_000 })
  const sizes = await Promise.all(scripts)
  const size =
    sizes.filter(([url]) => !/answer-worker|global\.esm/.test(url)).reduce((sum, [, one]) => sum + one, 0) / 1024
  t.diagnostic(`${size.toFixed(1)} KB`)
  assert.ok(size > 20 && size <= 120, `${size.toFixed(1)} KB`)
  assert.equal(
    sizes.some(([url]) => url.includes('pdf-here')),
    false,
    'what draws the PDF comes when it is wanted',
  )
  await put(page, [FRAME, { entity: 'day', key: LAST, fields: { headache: 'present' }, first: LAST }])
  await page.reload()
  await page.getByText('1 of 1 day known').waitFor({ timeout: 30_000 })
  // what two devices made contradictory is left out, and that is told
  const fields = { start: `${LAST}T10:00`, end: `${LAST}T08:00` }
  await put(page, [{ entity: 'attack', key: 'a', fields, first: LAST }])
  await page.reload()
  await page.getByText('1 entry contradicts itself and is left out.').waitFor({ timeout: 30_000 })
  await context.close()
})
