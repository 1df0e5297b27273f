// The diary in an unsteady hand: taps that come twice, pages left in the middle of a word, and what was noted wrongly.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startClinic, type Clinic } from './clinic.ts'
import { openDiaryPage, phone, saidOf, violations } from './diary-device.ts'

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

test('a page that is left in the middle of a word keeps it: a note by a link, a form behind the lock of the app', async () => {
  const { context, page } = await phone(browser, clinic.origin, { timezoneId: 'Europe/Madrid', locale: 'es-ES' })
  await page.clock.setFixedTime(new Date('2026-03-12T20:00:00Z'))
  await openDiaryPage(page, clinic.origin, 'courses/session/new/2026-03-10')
  await page.getByLabel('¿Qué terapia?').fill('acupuntura')
  await tap(page, 'Guardarlo')
  await page.waitForURL(/courses\/session\/[0-9a-f]{8}-/)
  // of a past day nobody is given a time that they did not say
  assert.deepEqual((await saidOf(page, 'session'))[0].fields, { at: '2026-03-10', therapy: 'acupuncture' })
  await page.getByLabel('Nota').fill('Con la ventana abierta.')
  await page.getByRole('link', { name: 'Hoy', exact: true }).click()
  await page.waitForURL(`${clinic.origin}/diary/`)
  await page.waitForFunction(
    () =>
      new Promise((resolve) => {
        const opened = indexedDB.open('clearday tried')
        opened.onsuccess = () => {
          const asked = opened.result.transaction('entries').objectStore('entries').index('entity').getAll('session')
          asked.onsuccess = () => {
            opened.result.close()
            resolve((asked.result as { fields: { note?: string } }[])[0].fields.note === 'Con la ventana abierta.')
          }
        }
      }),
  )

  await page.goto(`${clinic.origin}/diary/device`)
  await tap(page, 'Noche')
  await page.getByLabel('Un número de 4 a 12 cifras').fill('4711')
  await page.getByLabel('El mismo número otra vez').fill('4711')
  await tap(page, 'Bloquear con este número')
  await page.getByText('El bloqueo está puesto').waitFor()
  await page.getByRole('link', { name: 'Hoy', exact: true }).click()
  await page.goto(`${clinic.origin}/diary/courses/new`)
  const lockedPage = page.getByRole('heading', { name: 'El diario está bloqueado' })
  await lockedPage.waitFor()
  assert.deepEqual(
    await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.light, document.title]),
    ['es', 'night', 'El diario está bloqueado'],
    'the lock is in the language and the light that were chosen',
  )
  const unlock = async (): Promise<void> => {
    await page.getByLabel('Su número').fill('4711')
    await tap(page, 'Abrir')
    await lockedPage.waitFor({ state: 'detached' })
  }
  await unlock()
  await page.getByLabel('¿Cuál?').fill('magnesio')
  const see = (state: string): Promise<void> =>
    page.evaluate((said) => {
      Object.defineProperty(document, 'visibilityState', { value: said, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  await see('hidden')
  await page.clock.setFixedTime(new Date('2026-03-12T20:04:00Z'))
  await see('visible')
  await lockedPage.waitFor()
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1')
  assert.equal(await page.getByLabel('¿Cuál?').isVisible(), false)
  assert.deepEqual(await violations(page), [])
  await unlock()
  assert.equal(await page.getByLabel('¿Cuál?').inputValue(), 'magnesio')
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'treatment', 'one goes on where one was')
  assert.notEqual(await page.title(), 'El diario está bloqueado')
  await context.close()
})

test('what was noted wrongly of a treatment is mended or taken out, and comes back', async () => {
  const { context, page } = await phone(browser, clinic.origin)
  await page.clock.setFixedTime(new Date('2026-03-12T20:00:00Z'))
  await openDiaryPage(page, clinic.origin, 'courses/new')
  await tap(page, 'Supplement')
  await page.getByLabel('Which?').fill('magnesium')
  await page.getByLabel('From which day?').fill('2026-03-01')
  await page.getByLabel('How much a day?').fill('300')
  await page.getByLabel('Unit').fill('mg')
  await tap(page, 'Keep it')
  await page.getByText('Started: 1 March 2026, 300 mg').waitFor()
  await tap(page, 'Stopped')
  await page.getByLabel('From which day?').fill('2026-03-11')
  await tap(page, 'Note it')
  await page.getByText('Stopped: 11 March 2026').waitFor()
  const eventsNow = async (): Promise<unknown> => (await saidOf(page, 'regimen'))[0].fields.events
  await page.getByRole('button', { name: 'Change “Started: 1 March 2026, 300 mg”' }).click()
  assert.equal(
    await page.getByRole('button', { name: 'It did not happen' }).count(),
    0,
    'without a start nothing stops',
  )
  await page.getByLabel('From which day?').first().fill('2026-03-12')
  await tap(page, 'Keep it')
  await page.getByText('This does not fit what happened before and after it.').waitFor()
  await page.getByLabel('From which day?').first().fill('2026-03-02')
  await page.getByLabel('How much a day?').fill('400')
  await tap(page, 'Keep it')
  await page.getByText('Started: 2 March 2026, 400 mg').waitFor()
  await page.getByRole('button', { name: 'Change “Stopped: 11 March 2026”' }).click()
  assert.deepEqual(await violations(page), [])
  await tap(page, 'It did not happen')
  await page.getByRole('status').getByText('Saved.').waitFor()
  assert.deepEqual(await eventsNow(), [{ type: 'start', on: '2026-03-02', dailyDose: 400 }])
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'status')
  await tap(page, 'Take that back')
  await page.getByText('Stopped: 11 March 2026').waitFor()
  assert.deepEqual(await eventsNow(), [
    { type: 'start', on: '2026-03-02', dailyDose: 400 },
    { type: 'stop', on: '2026-03-11' },
  ])
  await context.close()
})
