// Medicines, treatments, sessions and the questions about signs that must not wait, as somebody keeps them in the diary.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startClinic, type Clinic } from './clinic.ts'
import { looksRight, openDiaryPage, phone, saidOf } from './diary-device.ts'

let clinic: Clinic
let browser: Browser
before(async () => {
  ;[clinic, browser] = await Promise.all([startClinic(), openBrowser()])
})
after(async () => {
  await browser.close()
  await clinic.end()
})

const tap = (page: Page, name: string | RegExp): Promise<void> =>
  page
    .getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) })
    .first()
    .click()

test('a medicine is noted with two taps once it is known, counted beside its limit, and asked about when it could have helped', async () => {
  const device = await phone(browser, clinic.origin, { timezoneId: 'Europe/Madrid' })
  const { page, context } = device
  await page.clock.install({ time: new Date('2026-03-12T08:00:00Z') })
  await openDiaryPage(page, clinic.origin, 'medicines/took')
  await page.getByLabel('What is it called?').fill('sumatriptan')
  await tap(page, 'Keep it')
  await page.getByRole('heading', { name: 'sumatriptan' }).waitFor()
  const [first] = await saidOf(page, 'intake')
  assert.deepEqual(first.fields, { at: '2026-03-12T09:00', product: 'sumatriptan' })
  // from home: two taps
  await page.getByRole('link', { name: 'Today', exact: true }).click()
  await page.getByRole('link', { name: 'Took something' }).click()
  await tap(page, /sumatriptan/)
  await page.getByRole('heading', { name: 'sumatriptan' }).waitFor()
  assert.equal((await saidOf(page, 'intake')).length, 2)
  await page.goto(`${clinic.origin}/diary/medicines`)
  await page.getByText('triptan: 1 day of 10. 8 days left below the limit.').waitFor()
  await page.clock.fastForward('02:30:00')
  await page.goto(`${clinic.origin}/diary/`)
  await page.getByText('did it help?').first().waitFor()
  assert.equal(await page.getByText('did it help?').count(), 2)
  await page
    .getByRole('group', { name: 'sumatriptan, 09:00: did it help?' })
    .first()
    .getByRole('button', { name: 'Much' })
    .click()
  await page.waitForFunction(() => document.body.innerText.split('did it help?').length === 2)
  // the question is gone with its answer: it is told, with a way back, and who goes by keyboard goes on there
  await page.getByRole('status').getByText('Saved: Much').waitFor()
  await page.getByRole('button', { name: 'Take that back' }).waitFor()
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'status')
  await page.getByRole('link', { name: 'More', exact: true }).click()
  await page.getByRole('link', { name: /^Medicines/ }).click()
  await page
    .getByRole('link', { name: /sumatriptan/ })
    .first()
    .click()
  await tap(page, 'Delete it')
  await page.getByRole('heading', { name: 'Deleted.' }).waitFor()
  assert.equal((await saidOf(page, 'intake')).length, 1)
  await tap(page, 'Bring it back')
  await page.getByRole('heading', { name: 'sumatriptan' }).waitFor()
  assert.equal((await saidOf(page, 'intake')).length, 2)
  for (const path of ['medicines', 'medicines/took']) await looksRight(device, clinic.origin, path)
  await context.close()
})

test('medicines can be prepared before they are needed, and the first one is taken without typing', async () => {
  const device = await phone(browser, clinic.origin, { timezoneId: 'Europe/Madrid' })
  const { page, context } = device
  await page.clock.setFixedTime(new Date('2026-03-12T08:00:00Z'))
  await openDiaryPage(page, clinic.origin, 'medicines/took')
  await page.getByText('this is no advice to take one').waitFor()
  await looksRight(device, clinic.origin, 'medicines/took')
  await tap(page, 'Ibuprofen')
  await page.getByRole('heading', { name: 'Ibuprofen' }).waitFor()
  await page.getByRole('status').getByText('Saved: Thu 12 Mar, 09:00.').waitFor()
  assert.equal(await page.getByLabel('When').inputValue(), '2026-03-12T09:00')
  // nobody knows yet whether it helped: that is asked after what is known
  const questions = await page.locator('.d-group .d-label').allInnerTexts()
  assert.ok(
    questions.findIndex((one) => one.startsWith('Did it help')) > questions.indexOf('Taken for'),
    `${questions}`,
  )
  await openDiaryPage(page, clinic.origin, 'medicines')
  await tap(page, 'Add a medicine')
  await tap(page, 'Add it')
  await page.getByRole('alert').getByText('Write what it is called.').waitFor()
  await page.getByLabel('What is it called?').fill('Rizatriptan 10 mg')
  await tap(page, 'Add it')
  await page.getByRole('status').getByText('Added: Rizatriptan 10 mg.').waitFor()
  await page
    .getByRole('listitem')
    .filter({ hasText: /Rizatriptan 10 mg\s+triptan/ })
    .waitFor()
  const [person] = await saidOf(page, 'person')
  assert.deepEqual(person.fields, { medicinesAtHand: ['Rizatriptan 10 mg'] }, 'a part of the diary: on every device')
  await openDiaryPage(page, clinic.origin, 'medicines/took')
  await page.getByRole('button', { name: /Rizatriptan 10 mg/ }).waitFor()
  assert.equal(
    await page.getByRole('button', { name: 'Sumatriptan' }).count(),
    0,
    'own ones go before what is known to many',
  )
  await openDiaryPage(page, clinic.origin, 'medicines')
  await tap(page, 'Remove Rizatriptan 10 mg from the list')
  await page.getByRole('status').getByText('Removed from the list').waitFor()
  assert.deepEqual(await saidOf(page, 'person').then(([one]) => one.fields), {})
  await looksRight(device, clinic.origin, 'medicines')
  await context.close()
})

test('the usual rate is asked with a new diary and before a first session, and can be put off', async () => {
  const device = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
  const { page, context } = device
  await page.clock.setFixedTime(new Date('2026-03-12T08:00:00Z'))
  await openDiaryPage(page, clinic.origin)
  const asked = page.getByLabel('On how many days a month do you usually have a headache?')
  await asked.waitFor()
  await looksRight(device, clinic.origin, '')
  await tap(page, 'Not now')
  await asked.waitFor({ state: 'detached' })
  await openDiaryPage(page, clinic.origin, 'courses/session/new')
  await page.getByRole('textbox', { name: 'Which therapy?' }).fill('acupuncture')
  await asked.fill('12')
  await page.getByRole('textbox', { name: 'Which therapy?' }).focus()
  await page.getByText('Kept.').waitFor()
  await tap(page, 'Keep it')
  await page.getByRole('heading', { name: 'Acupuncture' }).waitFor()
  const [person] = await saidOf(page, 'person')
  assert.deepEqual(person.fields.recalled, { headacheDaysPerMonth: 12 })
  // not before the second
  await openDiaryPage(page, clinic.origin, 'courses/session/new')
  await page.getByRole('textbox', { name: 'Which therapy?' }).fill('acupunctur')
  await asked.waitFor()
  await page.getByRole('textbox', { name: 'Which therapy?' }).fill('acupuncture')
  await asked.waitFor({ state: 'detached' })
  await context.close()
})

test('a treatment begins with what is expected of it, changes its dose, and stopping what was prescribed is said with its prescriber', async () => {
  const device = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
  const { page, context } = device
  await page.clock.setFixedTime(new Date('2026-03-12T08:00:00Z'))
  await openDiaryPage(page, clinic.origin, 'courses/new')
  await tap(page, 'Keep it')
  await page.getByText('Say what kind it is, which, and from which day.').waitFor()
  await tap(page, 'Preventive medicine')
  await page.getByLabel('Which?').fill('propranolol')
  assert.equal(await page.getByText('How much do you expect it to help?').count(), 0)
  await page.getByLabel('From which day?').fill('2026-03-13')
  await page
    .getByRole('group', { name: 'How much do you expect it to help?' })
    .getByRole('button', { name: '6', exact: true })
    .click()
  // the usual rate is asked before a start, and is the person's
  await page.getByLabel('On how many days a month do you usually have a headache?').fill('9')
  await page.getByRole('group', { name: 'Was it prescribed?' }).getByRole('button', { name: 'Yes' }).click()
  await page.getByLabel('How much a day?').fill('40')
  await page.getByLabel('Unit').fill('mg')
  await tap(page, 'Keep it')
  await page.getByText('Starts: 13 March 2026, 40 mg').waitFor()
  await page.getByText('change or stop it together with whoever prescribed it').waitFor()
  await tap(page, 'Dose changed')
  await page.getByLabel('From which day?').fill('2026-03-27')
  await page.getByLabel('New amount a day').fill('80')
  await tap(page, 'Note it')
  await page.getByText('Dose changes: 27 March 2026, 80 mg').waitFor()
  const [person] = await saidOf(page, 'person')
  assert.deepEqual(person.fields.recalled, { headacheDaysPerMonth: 9 })
  const [regimen] = await saidOf(page, 'regimen')
  assert.deepEqual(regimen.fields, {
    kind: 'medicine',
    treatment: 'propranolol',
    prescribed: true,
    doseUnit: 'mg',
    expectation: { rating: 6, askedOn: '2026-03-12' },
    events: [
      { type: 'start', on: '2026-03-13', dailyDose: 40 },
      { type: 'dose-change', on: '2026-03-27', dailyDose: 80 },
    ],
  })
  await page.goto(`${clinic.origin}/diary/courses/session/new`)
  await page.getByRole('textbox', { name: 'Which therapy?' }).fill('craniosacral therapy')
  await tap(page, 'Keep it')
  await page
    .getByRole('group', { name: 'Pain or distress before' })
    .getByRole('button', { name: '5', exact: true })
    .click()
  await page.locator('[aria-pressed=true]', { hasText: '5' }).waitFor()
  await tap(page, 'Better')
  await page.locator('[aria-pressed=true]', { hasText: 'Better' }).waitFor()
  const [session] = await saidOf(page, 'session')
  assert.deepEqual(session.fields, {
    at: '2026-03-12T08:00',
    therapy: 'craniosacral-therapy',
    ratingBefore: 5,
    reaction: { kind: 'better' },
  })
  for (const path of ['courses', 'courses/new', `courses/${regimen.key}`, `courses/session/${session.key}`])
    await looksRight(device, clinic.origin, path)
  await context.close()
})

test('a yes to a sign that must not wait says at once what to do, with the number of the place', async () => {
  const device = await phone(browser, clinic.origin)
  const { page, context } = device
  await openDiaryPage(page, clinic.origin, 'flags')
  await page.getByText('In an emergency call your local emergency number.').waitFor()
  await page.getByLabel('Emergency number where you are').fill('112')
  await tap(page, 'Keep the number')
  await page.getByText('In an emergency call 112.').waitFor()
  assert.equal(await page.getByRole('link', { name: 'Call 112' }).getAttribute('href'), 'tel:112')
  await tap(page, 'This headache is different')
  await page
    .getByRole('group', { name: /sudden|within/ })
    .first()
    .getByRole('button', { name: 'Yes' })
    .click()
  const advice = page.getByRole('alert').first()
  await advice.waitFor()
  assert.match(await advice.innerText(), /112/)
  assert.equal(await page.locator('[aria-pressed=true]').count(), 2, 'nothing else was answered')
  await tap(page, 'Keep these answers')
  await page.getByText('Kept in the diary.').waitFor()
  assert.ok((await page.getByText('questions are still open').count()) === 1)
  const [round] = await saidOf(page, 'safety-check')
  assert.equal(round.fields.occasion, 'different-from-usual')
  assert.deepEqual(Object.values(round.fields.answers as object), ['yes'])
  await looksRight(device, clinic.origin, 'flags')
  // home says so until somebody has seen to it
  await openDiaryPage(page, clinic.origin)
  const sign = page.getByRole('region', { name: 'You said yes to a sign that must not wait' })
  await sign.waitFor()
  assert.match(await sign.innerText(), /112/)
  await looksRight(device, clinic.origin, '')
  await tap(page, 'It has been seen to')
  await page.getByText('Saved: it has been seen to.').waitFor()
  assert.equal(await sign.count(), 0)
  await tap(page, 'Take that back')
  await sign.waitFor()
  // a later no ends it too
  await openDiaryPage(page, clinic.origin, 'flags/different-from-usual')
  await page
    .getByRole('group', { name: /sudden|within/ })
    .first()
    .getByRole('button', { name: 'No', exact: true })
    .click()
  await tap(page, 'Keep these answers')
  await page.getByText('You said yes to none of these signs.').waitFor()
  await openDiaryPage(page, clinic.origin)
  await page.getByRole('button', { name: 'None' }).waitFor()
  await page.waitForTimeout(500)
  assert.equal(await sign.count(), 0)
  await context.close()
})
