// Is it helping: the answer of the pure packages on the page, beside the page, kept for the next time, and told old when it is.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { answerTreatments, answerWords, historyOf, THOROUGH_TREATMENT_OPTIONS } from '@clearday/care'
import { readDiary } from '@clearday/diary'
import { assembleDiary, type LivingEntry } from '@clearday/diary/operations'
import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startClinic, type Clinic } from './clinic.ts'
import { looksRight, openDiaryPage, phone } from './diary-device.ts'
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

/** The same numbers in every run. */
function* chances(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    yield state / 2 ** 32
  }
}

/** Days with magnesium in blocks of four weeks on and off, and craniosacral sessions that change nothing. @param days of the diary. @param withSessions leaves them out where time is what is looked at. */
function lived(days: number, withSessions = true): readonly Entry[] {
  const drawn = chances(7)
  const entries: Entry[] = [FRAME]
  const events: Record<string, unknown>[] = []
  for (let at = days - 1; at >= 0; at--) {
    const date = dayBefore(at)
    const nth = days - 1 - at
    const on = Math.floor(nth / 28) % 2 === 1
    if (nth % 28 === 0 && nth > 0)
      events.push({ type: events.length === 0 ? 'start' : on ? 'resume' : 'pause', on: date })
    const headache = drawn.next().value < (on ? 0.12 : 0.5) ? 'present' : 'none'
    const stress = Math.floor(drawn.next().value * 11)
    if (drawn.next().value < 0.95)
      entries.push({ entity: 'day', key: date, fields: { headache, factors: { stress } }, first: date })
    if (withSessions && nth > 60 && nth % 9 === 0)
      entries.push({
        entity: 'session',
        key: `s${String(nth)}`,
        fields: { at: `${date}T10:00`, therapy: 'craniosacral-therapy' },
        first: date,
      })
  }
  const first = String(events[0]?.on)
  entries.push({
    entity: 'regimen',
    key: 'r1',
    fields: { kind: 'supplement', treatment: 'magnesium', events },
    first,
    last: null,
  })
  return entries
}

/** What the server and the command line say of the same diary. */
function expected(entries: readonly Entry[], days: number) {
  const living = entries.map(({ entity, key, fields }) => ({ entity, key, fields })) as unknown as LivingEntry[]
  const read = readDiary({ ...assembleDiary(living, 'UTC'), firstDay: dayBefore(days - 1), lastDay: LAST })
  assert.equal(read.type, 'ok')
  const { value } = read as Extract<typeof read, { type: 'ok' }>
  return answerTreatments(historyOf(value), THOROUGH_TREATMENT_OPTIONS)
}

test('the verdict on the page is that of the pure packages, in both languages, drawn, and there at once the next time', async () => {
  const device = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
  const { page, context } = device
  await page.clock.setFixedTime(NOW)
  await openDiaryPage(page, clinic.origin)
  const entries = lived(364)
  await put(page, entries)
  const answers = expected(entries, 364)
  const magnesium = answers.treatments.find(({ id }) => id === 'magnesium')
  assert.ok(magnesium?.answer && magnesium.words !== null)
  await page.goto(`${clinic.origin}/diary/helping`)
  const link = page.getByRole('link', { name: /^Magnesium/ })
  await link.waitFor({ timeout: 30_000 })
  assert.match(await link.innerText(), /Used until|In use/)
  const other = page.getByRole('link', { name: /^Craniosacral therapy/ })
  assert.match(await other.innerText(), /So far: about .+ in 28 \(between .+\)\.\s+\d+ sessions, the last on/)
  assert.ok((await link.innerText()).includes(magnesium.words.verdict), await link.innerText())
  await link.click()
  await page.getByRole('heading', { name: 'Does it hold under other choices?' }).waitFor({ timeout: 60_000 })
  const text = await page.locator('main').innerText()
  const { verdict, size, chances, fragility } = magnesium.words
  for (const said of [verdict, chances, fragility])
    assert.ok(said !== null && text.includes(said), `${String(said)} in ${text}`)
  // the effect stands in the verdict, and is not said twice
  assert.ok(size === null && !text.includes('So far'))
  for (const { about, says } of magnesium.words.evidenceLines) assert.ok(text.includes(says), `${about} ${says}`)
  // what is drawn is said too: use, sessions of others, gaps
  const drawn = String(await page.getByRole('img', { name: /known/ }).getAttribute('aria-label'))
  assert.match(
    drawn,
    /In use on \d+ days\. The longest gap is \d days?, from .+\. At times also in use: Craniosacral therapy\./,
  )
  assert.ok(text.includes(drawn))
  // the course leaves out this treatment alone, and stands as a table
  assert.match(text, /the same days, had this one treatment not been used/)
  const course = page.getByRole('region', { name: 'The course behind the days' })
  await page.getByText('The same as a table').nth(1).click()
  assert.match(await course.locator('tbody tr').last().innerText(), /\d+ % \(\d+–\d+\)\s+\d+ % \(\d+–\d+\)/)
  assert.equal(await course.locator('tbody tr').count(), 13)
  // what went along is told with its direction in words
  assert.match(text, /Stress: (no clear change|lower|higher)\n[\d.]+ (lower|higher) on days in use, between/)
  // each block of numbers opens its explanation, with method and version
  for (const [at, says] of [
    ['With a chance of 95 in 100 the change lies within it'],
    ['It is never counted as clear'],
    ['leaves out this one treatment and nothing else'],
    ['The third line weighs both'],
    ['each time with one thing done in another way'],
    ['by one look alone'],
  ].entries()) {
    await page.getByText('What these numbers mean').nth(at).click()
    await page.getByText(says[0]).waitFor()
  }
  const versions = page.getByText(
    /^Worked out on this device by clearday-product-\S+ \(seed \d+\) from \d+ known days until/,
  )
  assert.equal(await versions.count(), 6)
  await looksRight(device, clinic.origin, 'helping/magnesium')
  await looksRight(device, clinic.origin, 'helping')
  // kept on the device: there before anything was counted, and without a network
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'Worker', { value: undefined })
  })
  await page.evaluate(() => {
    localStorage.setItem('clearday language', 'es')
  })
  await context.setOffline(true)
  await page.goto(`${clinic.origin}/diary/helping/magnesium`)
  const spanish = answerWords(magnesium.answer, {
    ...{ counts: 'headache', firstDay: dayBefore(363), acts: 'it', prescribed: false, language: 'es' },
  })
  await page.getByText(spanish.verdict).waitFor()
  assert.equal(await page.getByRole('status').last().innerText(), '')
  await context.close()
})

test('what would matter is asked, changes the chance, and stays; a later entry makes the answer an old one', async () => {
  const { page, context } = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
  await page.clock.setFixedTime(NOW)
  await openDiaryPage(page, clinic.origin)
  await put(page, lived(120))
  await page.goto(`${clinic.origin}/diary/helping/magnesium`)
  await page.getByText('by 30 % fewer headache days').waitFor({ timeout: 30_000 })
  await page.getByRole('slider').fill('60')
  await page.getByText('by 60 % fewer headache days').waitFor({ timeout: 30_000 })
  await page.getByRole('heading', { name: 'Does it hold under other choices?' }).waitFor({ timeout: 60_000 })
  await page.goto(`${clinic.origin}/diary/`)
  await page.getByRole('button', { name: 'Yes' }).first().click()
  await page.locator('[aria-pressed=true]', { hasText: 'Yes' }).waitFor()
  await page.route('**/answer-worker*', (route) => route.abort())
  await page.goto(`${clinic.origin}/diary/helping/magnesium`)
  await page.getByText('by 60 % fewer headache days').waitFor()
  await page.getByText(/answer from before|could not be worked out/).waitFor()
  await context.close()
})

test('an empty diary, one without treatments and one with three days say what is missing', async () => {
  const { page, context } = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
  await page.clock.setFixedTime(NOW)
  await openDiaryPage(page, clinic.origin, 'helping')
  await page.getByText('Nothing is in the diary yet').waitFor()
  await put(page, [FRAME, { entity: 'day', key: LAST, fields: { headache: 'none' }, first: LAST }])
  await page.reload()
  await page.getByText('No treatment is noted yet').waitFor({ timeout: 30_000 })
  await put(page, [
    {
      entity: 'regimen',
      key: 'r1',
      fields: { kind: 'supplement', treatment: '<b>tea & co</b>/x', events: [{ type: 'start', on: dayBefore(1) }] },
      first: dayBefore(1),
      last: null,
    },
    { entity: 'day', key: dayBefore(1), fields: { headache: 'present' }, first: dayBefore(1) },
    { entity: 'day', key: dayBefore(2), fields: { headache: 'none' }, first: dayBefore(2) },
  ])
  await page.goto(`${clinic.origin}/diary/`)
  await page.getByRole('button', { name: 'Yes' }).first().click()
  await page.locator('[aria-pressed=true]', { hasText: 'Yes' }).waitFor()
  await page.goto(`${clinic.origin}/diary/helping`)
  await page.getByText('Can’t tell yet').waitFor({ timeout: 30_000 })
  await page.getByRole('link', { name: /tea & co/ }).click()
  await page.getByText('Too few days are logged').waitFor()
  await context.close()
})

test('while a trial that is read once goes on, its treatment is sealed on every page, with until when, and opens when it is ended', async () => {
  const device = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
  const { page, context } = device
  await page.clock.setFixedTime(new Date(NOW.getTime() - 86_400_000))
  await openDiaryPage(page, clinic.origin)
  const trial = {
    ...{ treatment: 'magnesium', startsOn: dayBefore(30), blockDays: 28, withFirst: [true], seed: 1 },
    looks: 'once-at-the-end',
  }
  const entries = lived(364)
  await put(page, entries)
  await page.goto(`${clinic.origin}/diary/helping`)
  await page
    .getByRole('link', { name: /^Magnesium/ })
    .getByText('Probably helping')
    .waitFor({ timeout: 60_000 })
  // what was kept the day before is not shown while the answer of now is worked out
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (/Magnesium\s*Probably/.test(document.documentElement.innerText))
        document.documentElement.dataset.leaked = 'yes'
    }).observe(document, { childList: true, subtree: true, characterData: true })
  })
  await page.clock.setFixedTime(NOW)
  await put(page, [{ entity: 'trial', key: 't1', fields: trial, first: dayBefore(30), last: null }])
  const sealed = 'Sealed until 7 April 2026: you chose to look once, at the end.'
  const told = /Can’t tell|Probably|fewer|more headache/
  await page.goto(`${clinic.origin}/diary/helping`)
  const link = page.getByRole('link', { name: /^Magnesium/ })
  await link.getByText(sealed).waitFor({ timeout: 60_000 })
  assert.equal(await page.evaluate(() => document.documentElement.dataset.leaked), undefined)
  assert.doesNotMatch(await link.innerText(), told)
  await page
    .getByRole('link', { name: /^Craniosacral/ })
    .getByText(/Can’t tell|helping/)
    .waitFor()
  await looksRight(device, clinic.origin, 'helping')
  await link.click()
  await page.locator('.lead', { hasText: sealed }).waitFor()
  await page.getByText('the promise of the one look is lost').waitFor()
  assert.doesNotMatch(await page.locator('main').innerText(), told)
  await looksRight(device, clinic.origin, 'helping/magnesium')
  // kept with the diary: nothing of it lies there either
  const kept = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        indexedDB.open('clearday tried').onsuccess = ({ target }) => {
          const { result } = target as IDBOpenDBRequest
          const asked = result.transaction('choices').objectStore('choices').get('answers')
          asked.onsuccess = () => {
            resolve(String((asked.result as { readonly value: unknown } | undefined)?.value))
          }
        }
      }),
  )
  const { treatments, engine } = (JSON.parse(kept) as { readonly answers: ReturnType<typeof answerTreatments> }).answers
  assert.deepEqual([treatments.find(({ id }) => id === 'magnesium')?.answer, engine?.course], [null, null])
  assert.ok(!engine?.treatments.some(({ name }) => name === 'Magnesium'))
  await page.goto(`${clinic.origin}/diary/plan`)
  const card = page.getByRole('region', { name: 'Magnesium' })
  await card.getByText(sealed).waitFor({ timeout: 30_000 })
  await looksRight(device, clinic.origin, 'plan')
  await page.goto(`${clinic.origin}/diary/doctor`)
  // for another reader it is told of the patient
  await page.getByRole('cell', { name: sealed.replace('you', 'the patient') }).waitFor({ timeout: 60_000 })
  await page.evaluate(() => {
    localStorage.setItem('clearday language', 'es')
  })
  await page.goto(`${clinic.origin}/diary/helping/magnesium`)
  await page
    .getByText('Sellado hasta el 7 de abril de 2026: usted eligió mirar una sola vez')
    .waitFor({ timeout: 60_000 })
  await page.evaluate(() => {
    localStorage.setItem('clearday language', 'en')
  })
  // to end it says what is lost; then there is an answer
  await page.goto(`${clinic.origin}/diary/helping/magnesium`)
  await page.getByRole('link', { name: 'To the trial' }).click()
  await page.getByText('End the trial today').first().click()
  await page.getByText('If you end it now, the trial gives no verdict.').waitFor()
  await page.getByRole('button', { name: 'End the trial today' }).click()
  await page.getByText('It ended on 11 March').waitFor()
  await page.goto(`${clinic.origin}/diary/helping/magnesium`)
  await page.locator('.verdict', { hasText: told }).waitFor({ timeout: 60_000 })
  await context.close()
})

test('two years are answered beside a page that stays quick, with at most 120 KB of script for the page', async (t) => {
  const { page, context } = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
  await page.clock.setFixedTime(NOW)
  await openDiaryPage(page, clinic.origin)
  await put(page, lived(728, false))
  const scripts: Promise<readonly [string, Buffer]>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script' && response.request().serviceWorker() === null)
      scripts.push(
        response.body().then(
          (body) => [response.url(), body] as const,
          () => [response.url(), Buffer.alloc(0)] as const,
        ),
      )
  })
  const begun = performance.now()
  await page.goto(`${clinic.origin}/diary/helping/magnesium`)
  await page.locator('.verdict').waitFor({ timeout: 60_000 })
  t.diagnostic(`728 days: the answer after ${(performance.now() - begun).toFixed(0)} ms`)
  const longest = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let longest = 0
        let before = performance.now()
        const begun = before
        const look = (): void => {
          const now = performance.now()
          longest = Math.max(longest, now - before)
          before = now
          if (now - begun > 1000) resolve(longest)
          else requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      }),
  )
  t.diagnostic(
    `longest pause between two frames while other choices are gone through: ${(await longest).toFixed(0)} ms`,
  )
  await page.getByRole('heading', { name: 'Does it hold under other choices?' }).waitFor({ timeout: 90_000 })
  t.diagnostic(`with all other choices after ${(performance.now() - begun).toFixed(0)} ms`)
  // each once: what the page before was still asking for is asked for again
  const loaded = [...new Map(await Promise.all(scripts))]
  const size = (wanted: boolean): number =>
    loaded
      // Temporal, where a browser has none, is the worker's too
      .filter(([url]) => /answer-worker|global\.esm/.test(url) === wanted)
      .reduce((sum, [, body]) => sum + gzipSync(body).length, 0)
  t.diagnostic(
    `script of the page ${(size(false) / 1024).toFixed(1)} KB, of the worker ${(size(true) / 1024).toFixed(1)} KB`,
  )
  assert.ok(size(false) <= 120 * 1024, `${(size(false) / 1024).toFixed(1)} KB`)
  await context.close()
})

test('an answer that moved because the way of working it out changed says so, with both numbers and what changed', async () => {
  const device = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
  const { page, context } = device
  await page.clock.setFixedTime(NOW)
  await openDiaryPage(page, clinic.origin)
  await put(page, lived(120))
  await page.goto(`${clinic.origin}/diary/helping`)
  await page.getByRole('link', { name: /^Magnesium/ }).waitFor({ timeout: 30_000 })
  // as a version of before left it: another model, another rule, another number
  await page.waitForFunction(
    () =>
      new Promise<boolean>((resolve) => {
        const opened = indexedDB.open('clearday tried')
        opened.onsuccess = () => {
          const choices = opened.result.transaction('choices', 'readwrite').objectStore('choices')
          const asked = choices.get('answer summary')
          asked.onsuccess = () => {
            const row = asked.result as { value: { summary: Record<string, never> } } | undefined
            if (row !== undefined) {
              const text = JSON.stringify(row)
                .replace(/"model":"[^"]*"/, '"model":"before-1"')
                .replace(/"day\.attack-left-open":\d+/, '"day.attack-left-open":1')
                .replace(/"mean":-?[\d.]+,/g, '"mean":-9.5,')
              choices.put(JSON.parse(text))
              choices.delete('answers')
            }
            opened.result.close()
            resolve(row !== undefined)
          }
        }
      }),
  )
  await page.goto(`${clinic.origin}/diary/helping/magnesium`)
  const note = page.getByRole('region', { name: 'Worked out in another way now' })
  await note.waitFor({ timeout: 60_000 })
  const text = await note.innerText()
  assert.match(text, /Your diary was the same both times/)
  assert.match(text, /9\.5/)
  assert.match(text, /before-1 → /)
  assert.match(text, /day\.attack-left-open\s+1 → 2/)
  assert.match(text, /The way of now\n.+days in 28/)
  await looksRight(device, clinic.origin, 'helping/magnesium')
  // two months later nobody is told any more
  await page.clock.setFixedTime(new Date(NOW.getTime() + 61 * 86_400_000))
  await page.goto(`${clinic.origin}/diary/helping/magnesium`)
  await page
    .getByText(/fewer headache days|more headache days/)
    .first()
    .waitFor({ timeout: 30_000 })
  await page.waitForTimeout(300)
  assert.equal(await note.count(), 0)
  await context.close()
})
