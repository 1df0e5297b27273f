// A fair trial of one treatment on the telephone: planned a step at a time, drawn by lot, followed, looked at, and read at its end, without a network.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readTrial, type TrialReading } from '@clearday/care'
import type { Trial } from '@clearday/diary'
import { drawOrders, createRandom, scheduleExposure, simulateDiary } from '@clearday/inference'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startClinic, type Clinic } from './clinic.ts'
import { looksRight, openDiaryPage, phone, saidOf } from './diary-device.ts'
import { FRAME, put, type Entry } from './diary-entries.ts'

let clinic: Clinic
let browser: Browser
before(async () => {
  ;[clinic, browser] = await Promise.all([startClinic(), openBrowser()])
})
after(async () => {
  await browser.close()
  await clinic.end()
})

const TODAY = '2026-03-12'
const beside = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
const day = (date: string, headache: boolean, more: object = {}): Entry => ({
  ...{ entity: 'day', key: date, first: date },
  fields: { headache: headache ? 'present' : 'none', ...more },
})
const regimen = (key: string, fields: object): Entry => ({
  ...{ entity: 'regimen', key, first: '2025-06-01', last: null },
  fields: { kind: 'supplement', events: [{ type: 'start', on: '2025-06-01' }], ...fields },
})

/** Half a year whose last four weeks are bad, with a cycle. */
function lived(): readonly Entry[] {
  const random = createRandom(4)
  return Array.from({ length: 182 }, (_, at): Entry => {
    const date = beside(TODAY, at - 181)
    const bleeding = at % 28 === 10 ? { bleeding: 'first-day' } : {}
    return day(date, random.uniform() < (at > 153 ? 0.75 : 0.3), bleeding)
  })
}

const at = (page: Page, date: string) => page.clock.setFixedTime(new Date(`${date}T18:00:00Z`))

test('a trial is planned a step at a time, drawn by lot, and stands at home, in the calendar and on its page', async () => {
  const device = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
  const { page, context } = device
  await at(page, TODAY)
  await openDiaryPage(page, clinic.origin, 'trial')
  await page.getByText('No trial is planned yet.').waitFor()
  await put(page, [
    ...[FRAME, ...lived(), regimen('m', { treatment: 'magnesium' })],
    regimen('p', { kind: 'medicine', treatment: 'propranolol', prescribed: true }),
    regimen('b', { kind: 'medicine', treatment: 'onabotulinumtoxin-a', prescribed: true }),
  ])
  await openDiaryPage(page, clinic.origin, 'trial/new')
  await context.setOffline(true)
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  /** Whoever goes on too soon is told what is missing, and stays. */
  const lacks = async (what: string, step: number): Promise<void> => {
    await press('Go on')
    await page.getByRole('alert').getByText(what).waitFor()
    assert.equal(await page.getByText(`Step ${String(step)} of 4`).count(), 1)
  }
  await lacks('Choose which treatment you want to try.', 1)
  await press('OnabotulinumtoxinA')
  await page.getByRole('status').getByText('It cannot be switched off within a trial.').waitFor()
  await lacks('This cannot be tried in this way.', 1)
  await press('Propranolol')
  await lacks('Say how soon you would notice', 1)
  await press('In a week or two')
  await lacks('Say whether whoever prescribed it agrees', 1)
  await press('No, or not yet')
  await page.getByRole('status').getByText('Do not stop or pause it by yourself.').waitFor()
  await lacks('This cannot be tried in this way.', 1)
  await press('Magnesium')
  await press('Later than that')
  await page.getByText('It fades too slowly.').waitFor()
  await press('Within days')
  await press('Go on')
  await page.getByText('Without it you have about').waitFor({ timeout: 60_000 })
  await lacks('Choose how long each stretch is.', 2)
  await press('14 days')
  await lacks('Choose when you want to look.', 2)
  await page.getByText('The first 4 days of each stretch are not compared').waitFor()
  await page.getByRole('button', { name: /^After each pair/ }).click()
  await lacks('Choose how long you want to keep it up.', 2)
  await page.getByRole('button', { name: /^24 weeks, 6 pairs/ }).click()
  assert.match(String(await page.getByRole('img').getAttribute('aria-label')), /24 weeks, 6 pairs: Once at the end \d+/)
  await press('Go on')
  await page.getByText('Your periods come about every 28 days').waitFor()
  await lacks('Choose the day on which it begins.', 3)
  await page.getByText(/So about [1-9]\d? days fewer come by themselves, and often more\./).waitFor()
  await page.getByRole('button', { name: /^Take \d/ }).click()
  await press('Go on')
  await page.getByRole('button', { name: '7', exact: true }).click()
  await page.getByText(/^Magnesium: 6 pairs of 14 days with and 14 days without it/).waitFor()
  await press('Draw the lot and keep the plan')
  await page.getByRole('heading', { name: 'Magnesium' }).waitFor()
  const [{ key, fields }] = await saidOf(page, 'trial')
  const trial = { id: key, ...fields } as unknown as Trial
  assert.deepEqual(trial.withFirst, drawOrders(trial.seed, 6))
  assert.deepEqual(
    [trial.treatment, trial.blockDays, trial.washoutDays, trial.halfLifeDays, trial.looks, trial.expectation],
    ['magnesium', 14, 4, 2, 'after-each-pair', { rating: 7, askedOn: TODAY }],
  )
  await context.setOffline(false)
  // two weeks later: at home, in the calendar, and whether the first stretch was kept
  const [first] = trial.withFirst
  const end = beside(trial.startsOn, 13)
  await at(page, end)
  await page.goto(`${clinic.origin}/diary/`)
  await page.getByText(`Fair trial, today ${first ? 'with' : 'without'}: magnesium`).waitFor()
  await page.goto(`${clinic.origin}/diary/calendar/${end.slice(0, 7)}`)
  const cell = page.locator(`[data-date="${end}"]`)
  await cell.waitFor()
  await page.locator(`[data-date="${end}"][aria-label$="fair trial: ${first ? 'with' : 'without'}"]`).waitFor()
  await looksRight(device, clinic.origin, `calendar/${end.slice(0, 7)}`)
  await page.goto(`${clinic.origin}/diary/trial/${key}`)
  await page.getByText(`Today: ${first ? 'with' : 'without'}. Day 14 of 14.`).waitFor()
  await page
    .getByRole('group', { name: /^Stretch 1,/ })
    .getByRole('button', { name: 'In part' })
    .click()
  await page.getByText('Saved.').waitFor()
  await page.getByText('The first pair is not over yet.').waitFor({ timeout: 30_000 })
  const [said] = await saidOf(page, 'trial')
  assert.deepEqual(said.fields.blocks, [{ block: 1, kept: 'partly', saidOn: end }])
  await looksRight(device, clinic.origin, `trial/${key}`)
  await looksRight(device, clinic.origin, 'trial')
  await looksRight(device, clinic.origin, 'trial/new')
  await page.goto(`${clinic.origin}/diary/trial/new/magnesium`)
  await page.evaluate(() => {
    localStorage.setItem('clearday language', 'es')
  })
  await page.goto(`${clinic.origin}/diary/trial/${key}`)
  await page.getByText(`Hoy: ${first ? 'con' : 'sin'} él. Día 14 de 14.`).waitFor()
  await context.close()
})

/** Half a year before a trial, and its days with a strong effect. */
function tried(looks: Trial['looks']): { readonly trial: Trial; readonly entries: readonly Entry[] } {
  const seed = 11
  const withFirst = drawOrders(seed, 8)
  const days = 14 * 2 * 8
  const startsOn = beside(TODAY, -days)
  const schedule = { seed, startDay: 182, blockDays: 14, washoutDays: 0, onFirst: withFirst, caveats: [] }
  const exposure = scheduleExposure(schedule, 182 + days)
  const recipe = { days: 182 + days, exposure, effect: Math.log(0.08), baseRatePer28: 12, phi: 0.87, sigma: 1 }
  const { outcome } = simulateDiary({ generator: 'latent-path', ...recipe }, createRandom(2))
  const { id, ...fields } = {
    id: 'tried',
    treatment: 'magnesium',
    startsOn,
    blockDays: 14,
    halfLifeDays: 1,
    withFirst,
    seed,
    looks,
  }
  return {
    trial: { id, ...fields },
    entries: [
      ...Array.from(outcome, (value, k) => day(beside(startsOn, k - 182), value === 1)),
      { entity: 'trial', key: id, fields, first: startsOn, last: beside(TODAY, -1) },
      regimen('m', { treatment: 'magnesium', events: [{ type: 'start', on: startsOn }] }),
    ],
  }
}

/** By the pure packages. */
function readingOf(trial: Trial, entries: readonly Entry[], today: string): TrialReading {
  const days = entries.filter(({ entity, key }) => entity === 'day' && key <= today)
  const outcome = Float64Array.from(days, ({ fields }) => (fields.headache === 'present' ? 1 : 0))
  return readTrial(trial, outcome, days[0].key, today)
}

test('a trial that is over is read by the lot and by the model, and one look stays sealed until then', async () => {
  const device = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
  const { page, context } = device
  const { trial, entries } = tried('once-at-the-end')
  await at(page, beside(TODAY, -1))
  await openDiaryPage(page, clinic.origin, 'trial')
  await put(page, [FRAME, ...entries])
  await openDiaryPage(page, clinic.origin, 'trial/tried')
  await page.getByText('You chose to look once. What it says is told on 12 March').waitFor({ timeout: 30_000 })
  assert.equal(await page.getByText('Your trial shows').count(), 0)
  await at(page, TODAY)
  await page.goto(`${clinic.origin}/diary/trial/tried`)
  const reading = readingOf(trial, entries, TODAY)
  assert.equal(reading.read?.verdict, 'helping')
  await page.getByText('Your trial shows that Magnesium helps you.').waitFor({ timeout: 30_000 })
  const { atTheEnd } = reading.read
  assert.ok(atTheEnd !== null && atTheEnd.low !== null)
  const number = (value: number): string => value.toFixed(1).replace('-', '−')
  await page.getByText(`With it: ${number(atTheEnd.withPer28)} headache days in 28.`).waitFor()
  assert.ok(atTheEnd.per28 < 0)
  await page
    .getByText(`With it about ${number(-atTheEnd.per28)} fewer headache days in 28 (between`, { exact: false })
    .waitFor()
  await page
    .getByRole('region')
    .filter({ hasText: 'By the model' })
    .getByText(/helping/i)
    .waitFor({ timeout: 30_000 })
  await page.getByText('8 of 8 pairs could be compared').waitFor()
  await page.getByText('What is promised').click()
  await page.getByText('The order was drawn with the number 11.').waitFor()
  await looksRight(device, clinic.origin, 'trial/tried')
  await context.close()
})

test('on the way only who asks is told, and what is told is what the lot says', async () => {
  const { page, context } = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
  const { trial, entries } = tried('after-each-pair')
  const today = beside(trial.startsOn, 100)
  await at(page, today)
  await openDiaryPage(page, clinic.origin, 'trial')
  await put(page, [FRAME, ...entries.filter(({ entity, key }) => entity !== 'day' || key <= today)])
  await openDiaryPage(page, clinic.origin, 'trial/tried')
  await page.getByRole('button', { name: 'Look now' }).click({ timeout: 30_000 })
  const { read, pairs } = readingOf(trial, entries, today)
  assert.ok(read !== null && read.evidence !== null && pairs === 3)
  const shown = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 }).format(read.evidence.helps[2])
  await page.getByText(`How strongly the lot speaks for help: ${shown}.`).waitFor()
  await page.getByText('End the trial today', { exact: true }).first().click()
  await page.getByRole('button', { name: 'End the trial today' }).click()
  await page.getByText(/^It ended on/).waitFor()
  const [{ fields }] = await saidOf(page, 'trial')
  assert.equal(fields.endedOn, today)
  await page.getByText('It was ended before the end that was drawn.').waitFor({ timeout: 30_000 })
  // nothing stands beside anything, so no frames are drawn for it
  assert.equal(await page.getByText('By the lot alone').count(), 0)
  await page.getByRole('button', { name: 'Delete this trial' }).click()
  await page.getByRole('button', { name: 'Bring it back' }).click()
  await page.getByRole('heading', { name: 'Magnesium' }).waitFor()
  await context.close()
})
