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
  const scripts: Promise<readonly [string, number]>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script' && response.request().serviceWorker() === null)
      scripts.push(
        response.body().then(
          (body) => [response.url(), gzipSync(body).length],
          // one that comes after the page is closed
          () => [response.url(), 0],
        ),
      )
  })
  // what is asked for after the home is shown is not needed for it, however soon it comes
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.querySelector('h1') === null) return
      observer.disconnect()
      const needed = performance.getEntriesByType('resource').map(({ name }) => name)
      ;(globalThis as unknown as { needed: readonly string[] }).needed = needed
    }).observe(document, { childList: true, subtree: true })
  })
  await page.goto(`${clinic.origin}/diary/`)
  await page.locator('h1').waitFor()
  const needed = await page.evaluate(() => (globalThis as unknown as { needed: readonly string[] }).needed)
  const loaded = (await Promise.all(scripts)).filter(([url]) => needed.includes(url))
  assert.ok(loaded.length > 5)
  const bytes = loaded.reduce((sum, [, size]) => sum + size, 0)
  assert.ok(bytes <= 90 * 1024, `${(bytes / 1024).toFixed(1)} KB`)
  await context.close()
})

test('home and the list of pages look right in every light', async () => {
  const device = await phone(browser, clinic.origin)
  await openDiaryPage(device.page, clinic.origin)
  for (const path of ['', 'more']) await looksRight(device, clinic.origin, path)
  await device.context.close()
})

test('the light is one tap on the list of pages, stays, and goes back to that of the device; who is signed out finds where to sign in', async () => {
  const { context, page } = await phone(browser, clinic.origin)
  const lightIs = (light: string): Promise<unknown> =>
    page.waitForFunction((wanted) => document.documentElement.dataset.light === wanted, light)
  await openDiaryPage(page, clinic.origin, 'more')
  const light = page.getByRole('group', { name: 'Light' })
  await light.getByRole('button', { name: 'Amber' }).click()
  await lightIs('attack')
  await page.reload()
  await lightIs('attack')
  await light.getByRole('button', { name: 'Amber' }).click()
  await lightIs('auto')
  await page.goto(`${clinic.origin}/diary/device/join`)
  await page.getByText('You are signed out.').waitFor()
  const way = page.getByRole('link', { name: 'Sign in' })
  assert.equal(await way.getAttribute('href'), '/account/sign-in?next=/diary/device/join')
  await context.close()
})
