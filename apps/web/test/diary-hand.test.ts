// The diary in an unsteady hand: taps that come twice, pages left in the middle of a word, and what was noted wrongly.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startClinic, type Clinic } from './clinic.ts'
import { openDiaryPage, phone, saidOf } from './diary-device.ts'

let clinic: Clinic
let browser: Browser
before(async () => {
  ;[clinic, browser] = await Promise.all([startClinic(), openBrowser()])
})
after(async () => {
  await browser.close()
  await clinic.end()
})

const tap = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).first().click()

/** Both before anything of the first is kept. */
const tapTwice = (page: Page, name: string): Promise<void> =>
  page
    .getByRole('button', { name, exact: true })
    .first()
    .evaluate((button: HTMLElement) => {
      button.click()
      button.click()
    })

test('a second tap adds nothing twice: an attack, a session, a treatment, a factor, a round of questions', async () => {
  const { context, page } = await phone(browser, clinic.origin, { timezoneId: 'Europe/Madrid' })
  await page.clock.setFixedTime(new Date('2026-03-12T20:00:00Z'))
  await openDiaryPage(page, clinic.origin, 'day/2026-03-10/attack')
  await page.getByLabel('When did it begin?').fill('09:00')
  await tapTwice(page, 'Keep it')
  await page.waitForURL(/day\/2026-03-10\/[0-9a-f]{8}-/)
  assert.equal((await saidOf(page, 'attack')).length, 1)

  await openDiaryPage(page, clinic.origin, 'courses/session/new')
  await page.getByLabel('Which therapy?').fill('acupuncture')
  await tapTwice(page, 'Keep it')
  await page.waitForURL(/courses\/session\/[0-9a-f]{8}-/)
  assert.equal((await saidOf(page, 'session')).length, 1)

  await openDiaryPage(page, clinic.origin, 'courses/new')
  await tap(page, 'Supplement')
  await page.getByLabel('Which?').fill('magnesium')
  await page.getByLabel('From which day?').fill('2026-03-01')
  await tapTwice(page, 'Keep it')
  await page.waitForURL(/courses\/[0-9a-f]{8}-/)
  assert.equal((await saidOf(page, 'regimen')).length, 1)

  await openDiaryPage(page, clinic.origin, 'day/2026-03-10/asked')
  await page.getByLabel('What is it?').fill('Storms')
  await tap(page, 'Yes or no')
  await tapTwice(page, 'Ask me this')
  await page.getByRole('button', { name: 'Storms' }).waitFor()
  assert.equal((await saidOf(page, 'custom-factor')).length, 1)

  await openDiaryPage(page, clinic.origin, 'flags')
  await page.getByLabel('Emergency number where you are').fill('112')
  await tap(page, 'Keep the number')
  await page.getByRole('status').getByText('Kept.', { exact: true }).waitFor()
  await tap(page, 'This headache is different')
  await tap(page, 'No')
  await tapTwice(page, 'Keep these answers')
  await page.getByText('Kept in the diary.').waitFor()
  await page.getByRole('button', { name: 'Not sure', exact: true }).nth(1).click()
  await tap(page, 'Keep these answers')
  await page.getByText('Kept in the diary.').waitFor()
  const rounds = await saidOf(page, 'safety-check')
  assert.equal(rounds.length, 1)
  assert.deepEqual(Object.values(rounds[0].fields.answers as object), ['no', 'unsure'])
  await context.close()
})
