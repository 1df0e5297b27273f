// Files of other apps come in, and everything goes out, on the telephone alone.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startClinic, type Clinic } from './clinic.ts'
import { looksRight, openDiaryPage, phone, saidOf, withoutNetwork } from './diary-device.ts'

const EXAMPLES = new URL('../../../packages/exchange/examples/', import.meta.url)
let clinic: Clinic
let browser: Browser
before(async () => {
  ;[clinic, browser] = await Promise.all([startClinic(), openBrowser()])
})
after(async () => {
  await browser.close()
  await clinic.end()
})

async function choose(page: Page, name: string, content?: string): Promise<void> {
  const buffer = content === undefined ? readFileSync(new URL(name, EXAMPLES)) : Buffer.from(content)
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer })
}

test('a list of attacks comes in once, is told again as there already, and is taken out again', async () => {
  const device = await phone(browser, clinic.origin)
  const { page, context } = device
  await openDiaryPage(page, clinic.origin, 'transfer')
  await withoutNetwork(device)
  await choose(page, 'attack-list.csv')
  await page
    .getByRole('heading', { name: 'What would be added' })
    .or(page.getByText('Still to answer'))
    .first()
    .waitFor()
  if ((await page.getByText('Still to answer').count()) > 0) {
    if ((await page.getByRole('group', { name: 'How are dates written?' }).count()) > 0)
      await page.getByRole('button', { name: 'Day, month, year' }).click()
  }
  const leave = page.getByRole('button', { name: /^Leave/ })
  if ((await leave.count()) > 0) await leave.click()
  const add = page.getByRole('button', { name: /^Add/ })
  await add.waitFor()
  assert.equal((await saidOf(page, 'attack').catch(() => [])).length, 0, 'nothing was added before it was agreed to')
  await add.click()
  await page.getByText(/entries were added/).waitFor()
  const attacks = (await saidOf(page, 'attack')).length
  assert.ok(attacks > 0)
  await page.reload()
  await choose(page, 'attack-list.csv')
  await page.getByText(/new, .* there already/).waitFor()
  assert.match(await page.getByText(/new, .* there already/).innerText(), /^0 new/)
  await page.getByRole('button', { name: 'Take them out again' }).click()
  await page.getByText('They were taken out again.').waitFor()
  assert.equal((await saidOf(page, 'attack')).length, 0)
  await context.setOffline(false)
  await looksRight(device, clinic.origin, 'transfer')
  await looksRight(device, clinic.origin, 'transfer/print')
  await context.close()
})

test('a file that does not fit is told with row and column, and nothing of it comes in', async () => {
  const { page, context } = await phone(browser, clinic.origin)
  await openDiaryPage(page, clinic.origin, 'transfer')
  await choose(
    page,
    'bad.csv',
    'Start,End,Pain level (0-10)\n2026-03-14 18:20,2026-03-15 03:00,8\n2026-03-20 10:00,2026-03-19 09:00,5\n2026-02-30 10:00,,<script>alert(1)</script>\n',
  )
  await page.getByRole('heading', { name: 'Rows that do not fit' }).waitFor()
  assert.match(await page.locator('main').innerText(), /Row 4/)
  assert.equal(await page.getByRole('button', { name: /^Add/ }).count(), 0)
  await choose(page, 'broken.json', '{"format":"clearday-diary-1","days":[')
  await page.getByText('This file cannot be read as it is. Nothing was added.').waitFor()
  assert.equal((await saidOf(page, 'attack').catch(() => [])).length, 0)
  await context.close()
})

test('everything goes out as files that can be read again, and sessions come from a calendar', async () => {
  const { page, context } = await phone(browser, clinic.origin, { acceptDownloads: true })
  await openDiaryPage(page, clinic.origin)
  await page.getByRole('button', { name: 'None' }).first().click()
  await page.locator('[aria-pressed=true]', { hasText: 'None' }).waitFor()
  await page.goto(`${clinic.origin}/diary/transfer`)
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /JSON/ }).click()])
  const text = readFileSync(await file.path(), 'utf8')
  const written = JSON.parse(text) as { readonly format: string; readonly days: readonly unknown[] }
  assert.equal(written.format, 'clearday-diary-1')
  assert.equal(written.days.length, 1)
  const [table] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /CSV/ }).click()])
  assert.match(readFileSync(await table.path(), 'utf8'), /headache/)
  await choose(page, 'diary.json', text)
  await page.getByText('There is nothing new in this file.').waitFor()
  await choose(page, 'sessions.ics')
  await page.getByText('Which appointments are sessions?').waitFor()
  const title = page.locator('[id^=title-]').first()
  await title.fill('craniosacral-therapy')
  await title.blur()
  await page.getByRole('button', { name: /^Add/ }).click()
  await page.getByText(/added\./).waitFor()
  assert.ok((await saidOf(page, 'session')).every(({ fields }) => fields.therapy === 'craniosacral-therapy'))
  assert.ok((await saidOf(page, 'session')).length > 0)
  await context.close()
})
