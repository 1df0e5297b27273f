// The diary app as an app: it opens without a network, keeps what was said, and is small.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startClinic, type Clinic } from './clinic.ts'
import { looksRight, openDiaryPage, phone, withoutNetwork } from './diary-device.ts'

let clinic: Clinic
let browser: Browser
before(async () => {
  ;[clinic, browser] = await Promise.all([startClinic(), openBrowser()])
})
after(async () => {
  await browser.close()
  await clinic.end()
})

test('what was said without an account is there again without a network', async () => {
  const { context, page } = await phone(browser, clinic.origin)
  await openDiaryPage(page, clinic.origin)
  await page.getByRole('button', { name: 'None' }).click()
  await page.locator('[aria-pressed=true]', { hasText: 'None' }).waitFor()
  await withoutNetwork({ context, page })
  await page.reload()
  await page.locator('[aria-pressed=true]', { hasText: 'None' }).waitFor()
  assert.match(await page.locator('.d-status').innerText(), /saved on this device/)
  await page.getByRole('link', { name: 'More', exact: true }).click()
  await page.getByRole('heading', { name: 'More' }).waitFor()
  await context.close()
})

test('an address that nobody can have written opens the app all the same, and a link within a page stays in it', async () => {
  const { context, page } = await phone(browser, clinic.origin)
  await openDiaryPage(page, clinic.origin)
  await page.goto(`${clinic.origin}/diary/day%E0%A4%A`)
  await page.getByRole('heading', { name: 'There is no such page.' }).waitFor()
  await page.getByRole('link', { name: 'To today' }).click()
  await page.locator('.skip').focus()
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'content')
  await context.close()
})

test('the script for the home is at most 90 KB compressed', async () => {
  const { context, page } = await phone(browser, clinic.origin)
  const scripts: Promise<Buffer>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script' && response.request().serviceWorker() === null)
      // what comes after the home is shown is not needed for it, and may come after the page is closed
      scripts.push(response.body().catch(() => Buffer.alloc(0)))
  })
  await page.goto(`${clinic.origin}/diary/`)
  await page.locator('h1').waitFor()
  const bytes = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0)
  assert.ok(bytes <= 90 * 1024, `${(bytes / 1024).toFixed(1)} KB`)
  await context.close()
})

test('home and the list of pages look right in every light', async () => {
  const device = await phone(browser, clinic.origin)
  await openDiaryPage(device.page, clinic.origin)
  for (const path of ['', 'more']) await looksRight(device, clinic.origin, path)
  await device.context.close()
})
