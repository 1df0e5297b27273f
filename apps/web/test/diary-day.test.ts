// A day in the diary as somebody in pain has it: an attack with two taps, one tap each while it lasts, and the rest the day after.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startClinic, type Clinic } from './clinic.ts'
import { looksRight, openDiaryPage, phone, saidOf, violations, withoutNetwork } from './diary-device.ts'

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

test('from home an attack is logged with two taps and no typing, and one tap each says how it goes', async () => {
  const { context, page } = await phone(browser, clinic.origin)
  await openDiaryPage(page, clinic.origin)
  await withoutNetwork({ context, page })
  await page.getByRole('link', { name: 'It’s started' }).click()
  await tap(page, 'Moderate')
  await page.getByText('Since').waitFor()
  const [attack] = await saidOf(page, 'attack')
  assert.equal(attack.fields.severity, 'moderate')
  assert.equal(attack.fields.end, 'still-going')
  assert.equal(await page.evaluate(() => document.documentElement.dataset.light), 'attack')
  await tap(page, 'Worse')
  await page.getByText('Saved: Severe now.').waitFor()
  await tap(page, 'It’s still going')
  await page.getByText('Saved: still going.').waitFor()
  await tap(page, 'It’s over')
  await page.getByText('Saved: it’s over.').waitFor()
  const [over] = await saidOf(page, 'attack')
  assert.equal(over.fields.severity, 'severe')
  assert.match(String(over.fields.end), /^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
  // the light of the rest of the app is its own
  await page.getByRole('link', { name: 'Today', exact: true }).click()
  assert.equal(await page.evaluate(() => document.documentElement.dataset.light), 'auto')
  await context.close()
})

test('what was logged is told at once, and each tap has a way back until the next', async () => {
  const { context, page } = await phone(browser, clinic.origin)
  await openDiaryPage(page, clinic.origin)
  let taps = 0
  await page.exposeFunction('countTap', () => (taps += 1))
  await page.evaluate(() => {
    addEventListener('click', () => void (globalThis as unknown as { countTap: () => void }).countTap(), true)
  })
  await page.getByRole('link', { name: 'It’s started' }).click()
  await tap(page, 'Mild')
  await page.getByRole('status').getByText('Saved: it began at').waitFor()
  assert.equal(taps, 2)
  await tap(page, 'Worse')
  await tap(page, 'Take that back')
  await page.getByText('Taken back: as it was before.').waitFor()
  assert.equal((await saidOf(page, 'attack'))[0].fields.severity, 'mild')
  // by day the targets are as large as in the dark
  await tap(page, 'Light')
  const least = await page
    .locator('main button, main li a')
    .evaluateAll((all) => Math.min(...all.map((one) => one.getBoundingClientRect().height)))
  assert.ok(least >= 64, `the smallest target is ${String(least)} px`)
  await page.getByRole('link', { name: 'Today', exact: true }).click()
  await page.getByText('Yes: an attack touches today.').waitFor()
  await tap(page, 'It’s over')
  await page.getByRole('status').getByText('Saved: it’s over.').waitFor()
  await tap(page, 'Take that back')
  await page.getByText('Attack since').waitFor()
  assert.equal((await saidOf(page, 'attack'))[0].fields.end, 'still-going')
  await context.close()
})

test('an attack of which nobody spoke for three days is asked about kindly, and not again at once', async () => {
  const { context, page } = await phone(browser, clinic.origin)
  await page.clock.setFixedTime(new Date('2026-03-09T20:00:00Z'))
  await openDiaryPage(page, clinic.origin, 'attack')
  await tap(page, 'Severe')
  await page.getByText('Since').waitFor()
  await page.clock.setFixedTime(new Date('2026-03-12T12:00:00Z'))
  await openDiaryPage(page, clinic.origin)
  await page.getByRole('button', { name: 'It’s over' }).waitFor()
  await page.clock.setFixedTime(new Date('2026-03-12T21:00:00Z'))
  await openDiaryPage(page, clinic.origin)
  await page.getByText('Is it still going, or when did it end?').waitFor()
  await tap(page, 'It’s still going')
  await page.getByRole('button', { name: 'It’s over' }).waitFor()
  await page.clock.setFixedTime(new Date('2026-03-16T21:00:00Z'))
  await openDiaryPage(page, clinic.origin)
  await page.getByRole('link', { name: 'It ended' }).click()
  await page.getByLabel('Day and time').fill('2026-03-10T06:00')
  await tap(page, 'Set')
  await page.getByText('Saved: it’s over.').waitFor()
  assert.equal((await saidOf(page, 'attack'))[0].fields.end, '2026-03-10T06:00')
  await context.close()
})

test('an attack that was none is taken back, and comes back as it was', async () => {
  const { context, page } = await phone(browser, clinic.origin)
  await openDiaryPage(page, clinic.origin, 'attack')
  await tap(page, 'Mild')
  await tap(page, 'It was no attack: take it back')
  await page.getByText('Taken back').first().waitFor()
  assert.equal((await saidOf(page, 'attack')).length, 0)
  await tap(page, 'Bring it back')
  await page.getByText('Since').waitFor()
  const [attack] = await saidOf(page, 'attack')
  assert.equal(attack.fields.severity, 'mild')
  await context.close()
})

test('when it began and how it ended are said afterwards, by tap or by time', async () => {
  const { context, page } = await phone(browser, clinic.origin)
  await openDiaryPage(page, clinic.origin, 'attack')
  await tap(page, 'I can’t say')
  await page.getByText('Since').waitFor()
  const [begun] = await saidOf(page, 'attack')
  assert.equal(begun.fields.severity, undefined)
  await tap(page, 'When did it begin?')
  await tap(page, '4 hours ago')
  let [earlier] = await saidOf(page, 'attack')
  for (let tries = 0; tries < 100 && earlier.fields.start === begun.fields.start; tries++) {
    await page.waitForTimeout(50)
    ;[earlier] = await saidOf(page, 'attack')
  }
  assert.ok(String(earlier.fields.start) < String(begun.fields.start))
  await tap(page, 'When did it end?')
  await tap(page, 'I slept, and woke without it')
  await page.getByText('Ended in sleep').waitFor()
  const [slept] = await saidOf(page, 'attack')
  assert.equal(slept.fields.endedBySleep, true)
  await context.close()
})

test('a day asks for nothing that was not chosen, keeps each answer, and takes it back', async () => {
  const device = await phone(browser, clinic.origin)
  const { page } = device
  await openDiaryPage(page, clinic.origin, 'day')
  assert.equal(await page.getByText('Stress').count(), 0)
  assert.equal(await page.locator('[aria-pressed=true]').count(), 0)
  await page.getByRole('link', { name: 'Choose what else to ask you each day' }).click()
  await tap(page, 'Stress')
  await page.locator('[aria-pressed=true]', { hasText: 'Stress' }).waitFor()
  await page.getByRole('link', { name: 'Back to the day' }).click()
  await page.getByRole('group', { name: 'Stress' }).getByRole('button', { name: '7', exact: true }).click()
  await page.locator('[aria-pressed=true]', { hasText: '7' }).waitFor()
  // to say how one felt is not to say that there was no headache
  assert.deepEqual((await saidOf(page, 'day'))[0].fields, { factors: { stress: 7 } })
  await tap(page, 'Yes')
  await page.getByRole('heading', { name: 'The pain' }).waitFor()
  await page.getByRole('group', { name: 'The worst of it' }).getByRole('button', { name: '6', exact: true }).click()
  await tap(page, 'Most things')
  await page.waitForFunction(() => document.querySelectorAll('[aria-pressed=true]').length === 4)
  assert.deepEqual((await saidOf(page, 'day'))[0].fields, {
    headache: 'present',
    factors: { stress: 7 },
    peakIntensity: 6,
    functionalGrade: 1,
  })
  await tap(page, 'Most things')
  await page.waitForFunction(() => document.querySelectorAll('[aria-pressed=true]').length === 3)
  assert.equal((await saidOf(page, 'day'))[0].fields.functionalGrade, undefined)
  // an answer that is taken back takes nothing else with it
  await tap(page, 'Yes')
  await page.getByRole('heading', { name: 'The pain' }).waitFor({ state: 'detached' })
  assert.deepEqual((await saidOf(page, 'day'))[0].fields, {
    factors: { stress: 7 },
    peakIntensity: 6,
  })
  assert.equal(await page.getByRole('group', { name: 'Headache?' }).locator('[aria-pressed=true]').count(), 0)
  // what was written is kept without a button
  await page.getByLabel('Note').fill('a long day')
  await page.getByRole('link', { name: 'Today', exact: true }).click()
  await page.waitForFunction(() => location.pathname === '/diary/')
  await page.waitForTimeout(300)
  assert.equal((await saidOf(page, 'day'))[0].fields.note, 'a long day')
  const today = await page.evaluate(() => new Date().toISOString().slice(0, 10))
  for (const path of ['day', `day/${today}/asked`, 'attack']) await looksRight(device, clinic.origin, path)
  await device.context.close()
})

test('an attack of a past day, over midnight, is added with its details, and home asks for open days without blame', async () => {
  const device = await phone(browser, clinic.origin, { locale: 'es-ES' })
  const { context, page } = device
  await page.clock.setFixedTime(new Date('2026-03-12T18:00:00Z'))
  await openDiaryPage(page, clinic.origin, 'day/2026-03-09/attack')
  await page.getByLabel('¿Cuándo empezó?').fill('22:00')
  await page.getByLabel('¿Cuándo terminó?').fill('2026-03-10T04:00')
  await tap(page, 'Guardarla')
  await page.getByRole('heading', { name: 'Sobre esta crisis' }).waitFor()
  await page.getByText('Más sobre el dolor').click()
  await tap(page, 'Pulsátil')
  await page.locator('[aria-pressed=true]', { hasText: 'Pulsátil' }).waitFor()
  const [attack] = await saidOf(page, 'attack')
  assert.deepEqual(attack.fields.quality, ['pulsating'])
  assert.deepEqual(attack.months, ['2026-03'])
  await page.getByRole('link', { name: 'Hoy', exact: true }).click()
  // the 10th is known from the attack, the 9th too; the 11th is open
  await page.getByText('miércoles, 11 mar: ¿dolor de cabeza?').waitFor()
  assert.equal(await page.getByText(/: ¿dolor de cabeza\?/).count(), 1)
  await page
    .getByRole('group', { name: /11 mar/ })
    .getByRole('button', { name: 'Ninguno' })
    .click()
  await page.getByText('Días que siguen abiertos').waitFor({ state: 'detached' })
  await looksRight(device, clinic.origin, '')
  await context.close()
})

test('by keyboard alone an attack begins and ends', async () => {
  const { context, page } = await phone(browser, clinic.origin)
  await openDiaryPage(page, clinic.origin)
  await page.getByRole('link', { name: 'It’s started' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Severe' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'It’s over' }).focus()
  await page.keyboard.press('Space')
  await page.getByText('Saved: it’s over.').waitFor()
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'status')
  await context.close()
})

test('no second attack begins by mistake, and what is opened in the middle of one is as dim', async () => {
  const { page, context } = await phone(browser, clinic.origin)
  await openDiaryPage(page, clinic.origin)
  const begin = page.getByRole('link', { name: 'It’s started' })
  const box = await begin.boundingBox()
  assert.ok(box !== null)
  // one press of a trembling hand
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.click(x, y)
  await page.mouse.click(x, y, { delay: 20 })
  await page.getByRole('button', { name: 'Severe' }).waitFor()
  assert.equal((await saidOf(page, 'attack')).length, 0)
  await tap(page, 'Severe')
  await page.getByRole('button', { name: 'It’s over' }).waitFor()
  const light = (): Promise<string | undefined> => page.evaluate(() => document.documentElement.dataset.light)
  const dim = await light()
  await page.getByRole('link', { name: 'Took something' }).click()
  await page.waitForURL(/medicines\/took/)
  assert.equal(await light(), dim)
  await page.getByRole('link', { name: 'Attack', exact: true }).click()
  await page.getByText('One is still going, since').waitFor()
  assert.deepEqual(await violations(page), [])
  await page.getByRole('link', { name: 'Go on with that one' }).click()
  await page.getByRole('button', { name: 'It’s over' }).waitFor()
  assert.equal((await saidOf(page, 'attack')).length, 1)
  await page.getByRole('link', { name: 'Today', exact: true }).click()
  await page.waitForFunction((was) => document.documentElement.dataset.light !== was, dim)
  await context.close()
})

test('a day that was still open is told when it is answered, and opens again', async () => {
  const { page, context } = await phone(browser, clinic.origin)
  await page.clock.setFixedTime(new Date('2026-03-12T18:00:00Z'))
  await openDiaryPage(page, clinic.origin, 'day/2026-03-10')
  await page.getByRole('group', { name: 'Headache?' }).getByRole('button', { name: 'None' }).click()
  await page.getByRole('link', { name: 'Today', exact: true }).click()
  const open = page.getByRole('group', { name: /^Wednesday.* 11 Mar: headache\?/ })
  await open.getByRole('button', { name: 'None' }).focus()
  await page.keyboard.press('Enter')
  await page
    .getByRole('status')
    .getByText(/^Saved for Wednesday.* 11 Mar\.$/)
    .waitFor()
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'status')
  assert.equal(await open.count(), 0)
  await tap(page, 'Take that back')
  await open.waitFor()
  await context.close()
})

test('none after pain takes the pain away and offers it back, on the day and at home', async () => {
  const { page, context } = await phone(browser, clinic.origin)
  await openDiaryPage(page, clinic.origin, 'day')
  await tap(page, 'Yes')
  await page.getByRole('group', { name: 'The worst of it' }).getByRole('button', { name: '6', exact: true }).click()
  await page.locator('[aria-pressed=true]', { hasText: '6' }).waitFor()
  await page.getByRole('group', { name: 'Headache?' }).getByRole('button', { name: 'None' }).click()
  await page.getByText('How bad it was is taken away with it.').waitFor()
  assert.deepEqual((await saidOf(page, 'day'))[0].fields, { headache: 'none' })
  await tap(page, 'Bring it back')
  await page.locator('[aria-pressed=true]', { hasText: '6' }).waitFor()
  assert.deepEqual((await saidOf(page, 'day'))[0].fields, { headache: 'present', peakIntensity: 6 })
  await page.getByRole('link', { name: 'Today', exact: true }).click()
  await tap(page, 'None')
  await page.getByText('Saved: none. How bad it was is taken away.').waitFor()
  assert.deepEqual((await saidOf(page, 'day'))[0].fields, { headache: 'none' })
  await tap(page, 'Take that back')
  await page.locator('[aria-pressed=true]', { hasText: 'Yes' }).waitFor()
  assert.deepEqual((await saidOf(page, 'day'))[0].fields, { headache: 'present', peakIntensity: 6 })
  await context.close()
})

test('taps that follow each other faster than the picture lose nothing of each other', async () => {
  const device = await phone(browser, clinic.origin)
  const { context, page } = device
  await openDiaryPage(page, clinic.origin, 'day')
  await page.locator('summary', { hasText: 'Aura' }).click()
  await page
    .getByRole('group', { name: 'Aura', exact: true })
    .getByRole('button', { name: /^Seeing \(/ })
    .click()
  const parts = page.locator('fieldset .d-group')
  await parts.first().waitFor()
  // each of them in one go, before anything is drawn anew
  await parts.evaluateAll((groups) => {
    for (const group of groups.slice(0, 3)) group.querySelector('button')?.click()
  })
  await page.waitForFunction(() => document.querySelectorAll('fieldset [aria-pressed=true]').length === 3)
  assert.deepEqual((await saidOf(page, 'day'))[0].fields, {
    aura: { symptoms: [{ kind: 'visual', oneSided: true, positive: true, fullyReversible: true }] },
  })
  await context.close()
})

test('of an aura it is asked in what order it came, when the headache came, and whether it was the first', async () => {
  const device = await phone(browser, clinic.origin)
  const { page, context } = device
  await openDiaryPage(page, clinic.origin, 'day')
  await page.locator('summary', { hasText: 'Aura' }).click()
  const aura = page.getByRole('group', { name: 'Aura', exact: true })
  assert.equal(await page.getByText('And the headache?').count(), 0)
  await aura.getByRole('button', { name: /^Seeing \(/ }).click()
  await page.getByText('And the headache?').waitFor()
  await aura.getByRole('button', { name: 'Speaking' }).click()
  await page.getByRole('group', { name: 'one after the other' }).getByRole('button', { name: 'Yes' }).click()
  await page.getByRole('group', { name: 'And the headache?' }).getByRole('button', { name: 'Came later' }).click()
  await page.getByLabel('How many minutes after the aura began?').fill('30')
  await page.getByLabel('How many minutes after the aura began?').blur()
  await page.getByRole('group', { name: 'first aura' }).getByRole('button', { name: 'Yes' }).click()
  await page.getByRole('link', { name: /^A first aura is a reason to be seen today/ }).waitFor()
  assert.deepEqual((await saidOf(page, 'day'))[0].fields.aura, {
    symptoms: [{ kind: 'speech' }, { kind: 'visual' }],
    inSuccession: true,
    headacheAfterMinutes: 30,
    firstEver: true,
  })
  await page.getByRole('group', { name: 'And the headache?' }).getByRole('button', { name: 'None came' }).click()
  await page.getByLabel('How many minutes after the aura began?').waitFor({ state: 'detached' })
  await looksRight(device, clinic.origin, 'day')
  await context.close()
})
