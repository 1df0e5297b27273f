// What goes along with headaches, tomorrow, and who might benefit: the pure packages' answers on the page, without a network, in every light.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { alongOf, historyOf, tomorrowOf } from '@clearday/care'
import { readDiary } from '@clearday/diary'
import { assembleDiary, type LivingEntry } from '@clearday/diary/operations'
import type { Browser } from 'playwright-core'
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

const LAST = '2026-03-12'
const NOW = new Date(`${LAST}T18:00:00Z`)
const dayBefore = (days: number): string =>
  new Date(Date.parse(`${LAST}T12:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)

/** A year in spells, in which stress moves the next day and coffee moves nothing. */
function lived(): readonly Entry[] {
  let state = 7
  const drawn = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
  const entries: Entry[] = [FRAME]
  let [stressBefore, isBad] = [5, false]
  for (let at = 364; at >= 0; at--) {
    const stress = Math.floor(drawn() * 11)
    if (drawn() < 0.06) isBad = !isBad
    const chance = 1 / (1 + Math.exp((isBad ? -1.4 : 2.1) - 0.3 * (stressBefore - 5)))
    const factors = { stress, caffeine: Math.floor(drawn() * 4), ...(at < 40 && { alcohol: at % 3 }) }
    const headache = drawn() < chance ? 'present' : 'none'
    entries.push({ entity: 'day', key: dayBefore(at), fields: { headache, factors }, first: dayBefore(at) })
    stressBefore = stress
  }
  return entries
}

function daysOf(entries: readonly Entry[]) {
  const living = entries.map(({ entity, key, fields }) => ({ entity, key, fields })) as unknown as LivingEntry[]
  const read = readDiary({ ...assembleDiary(living, 'UTC'), firstDay: dayBefore(364), lastDay: LAST })
  assert.equal(read.type, 'ok')
  return historyOf((read as Extract<typeof read, { type: 'ok' }>).value).days
}

test('what goes along and tomorrow’s chance are those of the pure packages, drawn, in both languages and without a network', async (t) => {
  const device = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
  const { page, context } = device
  await page.clock.setFixedTime(NOW)
  await openDiaryPage(page, clinic.origin)
  const entries = lived()
  await put(page, entries)
  const days = daysOf(entries)
  const along = alongOf(days)
  const [stress] = along.factors
  assert.deepEqual([stress.id, stress.finding, stress.lagDays], ['stress', true, 1])
  const whole = (value: number): string => String(Math.round(value))
  await page.goto(`${clinic.origin}/diary/along`)
  const { mean, low, high } = stress.more
  await page
    .getByText(`the next day on about ${whole(mean)} days in 100 (${whole(low)} to ${whole(high)})`)
    .waitFor({ timeout: 30_000 })
  await page.getByText('It may be an early sign of the attack').waitFor()
  await page.getByText('Alcohol: noted on 40 days; 285 more days would do').waitFor()
  const drawn = await page.getByRole('img').getAttribute('aria-label')
  assert.match(String(drawn), new RegExp(`Stress: more than usual.*about ${whole(mean)} days in 100`))
  await page.getByText('All that was looked at').click()
  assert.equal(await page.locator('tbody tr').count(), along.factors.length)
  await looksRight(device, clinic.origin, 'along')
  const tomorrow = tomorrowOf(days)
  assert.ok(tomorrow.chance !== null)
  await page.goto(`${clinic.origin}/diary/tomorrow`)
  await page.getByText(`tomorrow is about ${whole(tomorrow.chance)} in 100`).waitFor({ timeout: 30_000 })
  assert.equal(await page.locator('svg circle').count(), tomorrow.groups.length)
  await looksRight(device, clinic.origin, 'tomorrow')
  await page.evaluate(() => {
    localStorage.setItem('clearday language', 'es')
  })
  await context.setOffline(true)
  const begun = performance.now()
  await page.goto(`${clinic.origin}/diary/along`)
  await page.getByText('Una cosa va con sus dolores').waitFor({ timeout: 30_000 })
  t.diagnostic(`a year is looked at after ${(performance.now() - begun).toFixed(0)} ms`)
  await page.goto(`${clinic.origin}/diary/tomorrow`)
  await page.getByText(`mañana es de unos ${whole(tomorrow.chance)} de cada 100`).waitFor({ timeout: 30_000 })
  await context.close()
})

test('empty diaries, few days and days all alike say what is missing, and coins earn no forecast', async () => {
  const { page, context } = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
  await page.clock.setFixedTime(NOW)
  await openDiaryPage(page, clinic.origin, 'along')
  await page.getByText('Nothing is noted beside your headaches yet').waitFor({ timeout: 30_000 })
  await page.goto(`${clinic.origin}/diary/tomorrow`)
  await page.getByText('No day is noted yet').waitFor({ timeout: 30_000 })
  const day = (at: number, headache: string): Entry => ({
    ...{ entity: 'day', key: dayBefore(at), first: dayBefore(at) },
    fields: { headache, factors: { stress: at % 7, 'own-1': at % 2 === 0 } },
  })
  const own: Entry = {
    entity: 'custom-factor',
    key: 'own-1',
    fields: { name: '<b>Tea & co</b>', kind: 'yes-no' },
    first: '',
  }
  await put(page, [FRAME, own, ...Array.from({ length: 10 }, (_, at) => day(at, 'present'))])
  await page.goto(`${clinic.origin}/diary/along`)
  await page.getByText('You have noted 10 days. 80 more days are needed.').waitFor({ timeout: 30_000 })
  await page.goto(`${clinic.origin}/diary/tomorrow`)
  await page.getByText('No forecast for tomorrow').waitFor({ timeout: 30_000 })
  await put(
    page,
    Array.from({ length: 100 }, (_, at) => day(at, 'present')),
  )
  await page.goto(`${clinic.origin}/diary/along`)
  await page.getByText('All the days that you noted are alike').waitFor({ timeout: 30_000 })
  await put(
    page,
    Array.from({ length: 100 }, (_, at) => day(at, (at * 7919) % 13 < 5 ? 'present' : 'none')),
  )
  await page.reload()
  await page.getByText('clearly goes along with your headaches over 100 days').waitFor({ timeout: 30_000 })
  await page.getByText('All that was looked at').click()
  await page.getByRole('rowheader', { name: '<b>Tea & co</b>' }).waitFor()
  await context.close()
})

test('a few answers, kept in the diary, lead to a talk, to a physician or to help now, with the next step', async () => {
  const device = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
  const { page, context } = device
  await page.clock.setFixedTime(NOW)
  await openDiaryPage(page, clinic.origin, 'benefit')
  const craniosacral = page.getByRole('link', { name: /^Craniosacral therapy/ })
  await craniosacral.waitFor({ timeout: 30_000 })
  assert.match(await craniosacral.innerText(), /Little speaks for it yet/)
  await page.getByRole('link', { name: /A few questions about you/ }).click()
  const neck = page.getByRole('group', { name: 'Is the neck tense or painful?' })
  await neck.getByRole('button', { name: 'Yes' }).click()
  await page
    .getByRole('group', { name: 'Do you dislike being touched?' })
    .getByRole('button', { name: 'No', exact: true })
    .click()
  await page.getByLabel(/On how many days a month/).fill('8')
  await page.getByLabel(/In which year/).fill('1980')
  await page.getByRole('heading', { name: 'A few questions about you' }).click()
  await page.getByText('Kept').waitFor()
  await page.getByRole('link', { name: 'All treatments' }).click()
  await page.getByRole('link', { name: /^Craniosacral therapy\s+Worth discussing/ }).click({ timeout: 30_000 })
  await page.getByText('it is something to talk about').waitFor()
  const ask = page.getByRole('link', { name: 'Ask the clinic about it' })
  assert.equal(await ask.getAttribute('href'), '/evaluation?treatment=craniosacral-therapy')
  await page.getByText('Do you have one of these?').click()
  await page
    .getByRole('group', { name: /^An aneurysm/ })
    .getByRole('button', { name: 'I am not certain' })
    .click()
  await page.getByRole('button', { name: 'No to all that are open' }).click()
  await page.getByText('ask a physician before anything is begun').waitFor({ timeout: 30_000 })
  await page.getByText('all answered').waitFor({ timeout: 30_000 })
  const [person] = await saidOf(page, 'person')
  const { preferences, conditions, recalled, birthYear } = person.fields
  assert.deepEqual(preferences, { neckTension: true, dislikesTouch: false })
  assert.deepEqual([recalled, birthYear], [{ headacheDaysPerMonth: 8 }, 1980])
  assert.equal((conditions as Readonly<Record<string, string>>)['cerebral-aneurysm'], 'unsure')
  for (const path of ['benefit', 'benefit/me', 'benefit/craniosacral-therapy', 'benefit/propranolol'])
    await looksRight(device, clinic.origin, path)
  await put(page, [
    {
      entity: 'safety-check',
      key: 'c1',
      fields: { date: LAST, occasion: 'different-from-usual', answers: { thunderclap: 'yes' } },
      first: LAST,
    },
  ])
  await page.goto(`${clinic.origin}/diary/benefit/riboflavin`)
  await page.getByText('Call your local emergency number').first().waitFor({ timeout: 30_000 })
  assert.equal(await page.getByRole('link', { name: /Ask/ }).count(), 0)
  await looksRight(device, clinic.origin, 'benefit')
  await page.goto(`${clinic.origin}/diary/benefit/nothing-of-the-kind`)
  await page.getByText('There is no such treatment here.').waitFor({ timeout: 30_000 })
  await context.close()
})

test('each of these pages has at most 120 KB of script', async (t) => {
  for (const path of ['along', 'tomorrow', 'benefit', 'benefit/acupuncture']) {
    const { page, context } = await phone(browser, clinic.origin, { timezoneId: 'UTC', serviceWorkers: 'block' })
    await page.clock.setFixedTime(NOW)
    const scripts = new Map<string, Promise<Buffer>>()
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script')
        scripts.set(
          response.url(),
          response.body().catch(() => Buffer.alloc(0)),
        )
    })
    await page.goto(`${clinic.origin}/diary/${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page
      .getByText(/^(Nothing is noted|No day is noted|A treatment stands)/)
      .first()
      .waitFor({ timeout: 30_000 })
    const sizes = await Promise.all(
      [...scripts]
        // Temporal, where a browser has none, is the worker's too
        .filter(([url]) => !/answer-worker|global\.esm/.test(url))
        .map(async ([, body]) => gzipSync(await body).length),
    )
    const size = sizes.reduce((sum, one) => sum + one, 0) / 1024
    t.diagnostic(`${path}: ${size.toFixed(1)} KB`)
    assert.ok(size > 20 && size <= 120, `${path} ${size.toFixed(1)} KB`)
    await context.close()
  }
})
