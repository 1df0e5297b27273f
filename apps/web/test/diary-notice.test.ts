/// <reference lib="webworker" />
// A reminder that comes to a device: it makes itself heard where the day is open, and is silent where it is written here and not sent yet.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Worker } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startClinic, type Clinic } from './clinic.ts'
import { openDiaryPage, phone, withoutNetwork } from './diary-device.ts'
import { beginDiary, newPerson, signInToDiary } from './diary-people.ts'

let clinic: Clinic
let browser: Browser
before(async () => {
  ;[clinic, browser] = await Promise.all([startClinic(), openBrowser()])
})
after(async () => {
  await browser.close()
  await clinic.end()
})

interface Shown {
  readonly title: string
  readonly body: string
  readonly silent: boolean
}

/** What the app shows for a note. The browser of the tests shows nothing itself: what it is asked to show is written down. */
function shownFor(worker: Worker, note: string): Promise<Shown> {
  return worker.evaluate(
    (data) =>
      new Promise<Shown>((resolve) => {
        const scope = globalThis as unknown as ServiceWorkerGlobalScope
        scope.registration.showNotification = (title, { body = '', silent = false } = {}) => {
          resolve({ title, body, silent: silent === true })
          return Promise.resolve()
        }
        const event = new PushEvent('push', { data })
        // only an event of the browser's own keeps a worker awake
        Object.defineProperty(event, 'waitUntil', { value: () => undefined })
        scope.dispatchEvent(event)
      }),
    note,
  )
}

test('a reminder is heard where the day is open, silent where it is written here and not sent, and never empty', async () => {
  const device = await phone(browser, clinic.origin)
  const { page, context } = device
  await newPerson(page, clinic, 'nora@example.org', 'Nora Pons')
  await signInToDiary(page, clinic, 'nora@example.org')
  await beginDiary(page, clinic)
  const [{ patient }] = await clinic.sql('SELECT patient_id AS patient FROM access.diaries')
  await openDiaryPage(page, clinic.origin)
  const [worker] = context.serviceWorkers()
  const push = (data: string): Promise<Shown> => shownFor(worker, data)
  const today = await page.evaluate(() => new Date().toLocaleDateString('sv'))
  const words = { title: 'A note for this evening', body: 'One tap opens it.' }
  const note = JSON.stringify({ kind: 'evening', language: 'en', ...words, url: '/diary', patient, day: today })
  assert.deepEqual(await push(note), { ...words, silent: false })
  await withoutNetwork(device)
  await page.getByRole('button', { name: 'None' }).click()
  await page.locator('.d-state', { hasText: '1 not sent yet' }).waitFor()
  assert.deepEqual(await push(note), { ...words, silent: true })
  // of somebody else's diary nothing is known here, and of a note that cannot be read something is seen all the same
  const other = JSON.stringify({ ...words, patient: '00000000-0000-4000-8000-000000000000', day: today })
  assert.deepEqual(await push(other), { ...words, silent: false })
  assert.deepEqual(await push('no note'), { title: 'Clearday', body: '', silent: false })
  await context.close()
})
