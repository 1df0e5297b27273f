// The calendar and the overview: marks on the right days, walked through by keys and heard, and as quick with ten years as with one.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
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

const NOW = new Date('2026-03-12T18:00:00Z')

test('each day has its mark and says it, an attack over midnight is on both days, and keys lead through the month', async () => {
  const device = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
  const { page, context } = device
  await page.clock.setFixedTime(NOW)
  await openDiaryPage(page, clinic.origin)
  await put(page, [
    FRAME,
    { entity: 'day', key: '2026-03-02', fields: { headache: 'none' }, first: '2026-03-02' },
    { entity: 'day', key: '2026-03-03', fields: { headache: 'present', bleeding: 'first-day' }, first: '2026-03-03' },
    {
      entity: 'attack',
      key: 'a1',
      fields: { start: '2026-03-04T22:00', end: '2026-03-05T03:00', severity: 'moderate' },
      first: '2026-03-04',
      last: '2026-03-05',
    },
    {
      entity: 'attack',
      key: 'a2',
      fields: { start: '2026-03-05T18:00', end: '2026-03-05T20:00', peakIntensity: 9 },
      first: '2026-03-05',
    },
    { entity: 'intake', key: 'i1', fields: { at: '2026-03-05T18:10', product: 'ibuprofen' }, first: '2026-03-05' },
    // in a zone where it was still the day before
    {
      entity: 'attack',
      key: 'a3',
      fields: { start: '2026-03-07T23:30', end: '2026-03-07T23:50', timeZone: 'America/New_York', severity: 'mild' },
      first: '2026-03-07',
    },
  ])
  await page.goto(`${clinic.origin}/diary/calendar`)
  const named = async (name: string): Promise<void> => {
    await page.getByRole('link', { name, exact: true }).waitFor()
  }
  await named('Monday 2 March: no headache')
  await named('Tuesday 3 March: headache, menstrual bleeding')
  await named('Wednesday 4 March: moderate headache, 1 attack')
  await named('Thursday 5 March: severe headache, 2 attacks, 1 medicine')
  await named('Saturday 7 March: mild headache, 1 attack')
  await named('Sunday 8 March: open')
  await named('Thursday 12 March (today): open')
  await page.getByText('5 of 12 days known').waitFor()
  // one place to tab to, and from there everywhere
  assert.equal(await page.locator('[data-date][tabindex="0"]').count(), 1)
  await page.locator('[data-date="2026-03-12"]').focus()
  const at = (): Promise<string | null> =>
    page.evaluate(() => document.activeElement?.getAttribute('data-date') ?? null)
  await page.keyboard.press('ArrowLeft')
  assert.equal(await at(), '2026-03-11')
  await page.keyboard.press('ArrowUp')
  assert.equal(await at(), '2026-03-04')
  await page.keyboard.press('PageUp')
  await page.locator('[data-date="2026-02-04"]').waitFor()
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-date') === '2026-02-04')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: /4 February 2026/ }).waitFor()
  await page.goto(`${clinic.origin}/diary/calendar/year/2026`)
  await page
    .getByText('1 no headache; 1 mild headache; 1 moderate headache; 1 severe headache; 1 headache, not graded; 7 open')
    .waitFor()
  await page.locator('[data-date="2026-03-12"]').focus()
  for (const [key, leadsTo] of [
    ['ArrowDown', '2026-03-12'],
    ['ArrowLeft', '2026-02-12'],
    ['Home', '2026-01-12'],
    ['ArrowUp', '2026-01-11'],
    ['PageUp', '2025-01-11'],
    ['PageDown', '2026-01-11'],
    ['End', '2026-03-12'],
  ]) {
    await page.keyboard.press(key)
    await page.waitForFunction((date) => document.activeElement?.getAttribute('data-date') === date, leadsTo)
  }
  await page.goto(`${clinic.origin}/diary/overview`)
  await page.getByText('5 of 28 days known.').waitFor()
  assert.deepEqual(await page.locator('.figures dd').allInnerTexts(), [
    ...['4 to 27', '0 to 26', '2 to 26', '1 to 24', '1 to 24'],
  ])
  assert.equal(await page.getByRole('img', { name: /^Headache days\. / }).count(), 1)
  await page.getByText('Last 28 days: 4 with headache, 1 without, 23 open').waitFor()
  await page.getByRole('heading', { name: 'What the pattern fits' }).waitFor()
  for (const path of ['calendar', 'calendar/year/2026', 'overview']) await looksRight(device, clinic.origin, path)
  await context.close()
})

test('in Spanish, in Madrid: an attack over the night of the clock change and one over an ocean are on the days that were lived; right to left too', async () => {
  const { page, context } = await phone(browser, clinic.origin, { timezoneId: 'Europe/Madrid', locale: 'es-ES' })
  await page.clock.setFixedTime(new Date('2026-03-31T10:00:00Z'))
  await openDiaryPage(page, clinic.origin)
  await put(page, [
    { ...FRAME, fields: { timeZone: 'Europe/Madrid' } },
    {
      entity: 'attack',
      key: 'a1',
      fields: { start: '2026-03-28T23:30', end: '2026-03-29T03:30', severity: 'moderate' },
      first: '2026-03-28',
      last: '2026-03-29',
    },
    {
      entity: 'attack',
      key: 'a2',
      fields: {
        ...{ start: '2026-03-20T20:00', timeZone: 'America/New_York', severity: 'severe' },
        ...{ end: '2026-03-21T09:00', endTimeZone: 'Europe/Madrid' },
      },
      first: '2026-03-20',
      last: '2026-03-21',
    },
  ])
  await page.goto(`${clinic.origin}/diary/calendar`)
  await page.getByText('4 de 31 días conocidos').waitFor()
  const names = await page.locator('a[aria-label*=dolor]').evaluateAll((days) => days.map((day) => day.ariaLabel))
  assert.deepEqual(names, [
    'viernes, 20 de marzo: dolor intenso, 1 crisis',
    'sábado, 21 de marzo: dolor intenso, 1 crisis',
    'sábado, 28 de marzo: dolor moderado, 1 crisis',
    'domingo, 29 de marzo: dolor moderado, 1 crisis',
  ])
  assert.equal(await page.locator('thead th').first().innerText(), 'L\nlunes')
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl'
  })
  await page.locator('[data-date="2026-03-20"]').focus()
  await page.keyboard.press('ArrowLeft')
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-date') === '2026-03-21')
  await page.setViewportSize({ width: 320, height: 640 })
  for (const path of ['calendar', 'calendar/year/2026', 'overview']) {
    await page.goto(`${clinic.origin}/diary/${path}`)
    await page.locator('main svg').first().waitFor()
    const wide = await page.evaluate(() => {
      document.documentElement.dir = 'rtl'
      return document.documentElement.scrollWidth > window.innerWidth
    })
    assert.equal(wide, false, path)
  }
  await page.getByText('El diario no encaja en ningún patrón').waitFor()
  await context.close()
})

test('an attack that nobody closed fills no day after one that shows that it was over, in any month, and home asks as on other days', async () => {
  const device = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
  const { page, context } = device
  await page.clock.setFixedTime(new Date('2026-04-12T18:00:00Z'))
  await openDiaryPage(page, clinic.origin)
  await put(page, [
    FRAME,
    {
      ...{
        entity: 'attack',
        key: 'left',
        fields: { start: '2026-03-01T10:00', end: 'still-going', severity: 'severe' },
      },
      ...{ first: '2026-03-01', last: null },
    },
    {
      ...{
        entity: 'attack',
        key: 'before',
        fields: { start: '2026-02-20T10:00', end: 'still-going', severity: 'severe' },
      },
      ...{ first: '2026-02-20', last: null },
    },
    { entity: 'day', key: '2026-03-03', fields: { headache: 'none' }, first: '2026-03-03' },
    {
      ...{ entity: 'attack', key: 'later', fields: { start: '2026-03-10T08:00', end: '2026-03-10T12:00' } },
      first: '2026-03-10',
    },
    { entity: 'day', key: '2026-04-09', fields: { note: 'rain' }, first: '2026-04-09' },
  ])
  const named = (name: string): Promise<void> => page.getByRole('link', { name, exact: true }).waitFor()
  await page.goto(`${clinic.origin}/diary/calendar/2026-02`)
  await named('Saturday 21 February: open')
  await page.goto(`${clinic.origin}/diary/calendar/2026-03`)
  await named('Sunday 1 March: severe headache, 1 attack')
  await named('Tuesday 3 March: no headache')
  await named('Wednesday 4 March: open')
  await page.goto(`${clinic.origin}/diary/calendar/2026-04`)
  await named('Wednesday 1 April: open')
  await named('Friday 10 April: open')
  assert.equal(await page.getByRole('link', { name: /severe headache/ }).count(), 0)
  await page.goto(`${clinic.origin}/diary/`)
  await page.getByRole('button', { name: 'None', exact: true }).first().waitFor()
  assert.equal(await page.getByText('an attack touches today').count(), 0)
  // the days before are asked for too, and the attack is asked about
  await page.getByRole('group', { name: /10 Apr/ }).waitFor()
  await page.getByRole('link', { name: 'It ended' }).first().waitFor()
  await page.goto(`${clinic.origin}/diary/day/2026-04-10`)
  await page.getByRole('group', { name: 'Headache?' }).waitFor()
  assert.equal(await page.locator('a[href="/diary/attack/left"]').count(), 0)
  await context.close()
})

test('what cannot be is refused where it is said, and what two devices made of an entry is named with a way to it', async () => {
  const device = await phone(browser, clinic.origin, { timezoneId: 'Europe/Madrid', locale: 'en-GB' })
  const { page, context } = device
  await page.clock.setFixedTime(new Date('2026-03-30T18:00:00Z'))
  await openDiaryPage(page, clinic.origin)
  await put(page, [
    { ...FRAME, fields: { timeZone: 'Europe/Madrid' } },
    {
      entity: 'attack',
      key: 'a1',
      fields: { start: '2026-03-20T08:00', end: '2026-03-20T12:00' },
      first: '2026-03-20',
    },
    // ended on one device before it began on the other
    {
      entity: 'attack',
      key: 'a2',
      fields: { start: '2026-03-21T08:00', end: '2026-03-21T07:00' },
      first: '2026-03-21',
    },
  ])
  // clocks went forward over it
  await page.goto(`${clinic.origin}/diary/day/2026-03-29/attack`)
  await page.getByLabel('When did it begin?').fill('02:30')
  await page.getByRole('button', { name: 'Keep it' }).click()
  await page.getByRole('alert').waitFor()
  assert.equal((await saidOf(page, 'attack')).length, 2)
  await page.goto(`${clinic.origin}/diary/day/2026-03-20/a1`)
  const worst = page.getByRole('group', { name: 'The worst of it' })
  await worst.getByRole('button', { name: '1', exact: true }).waitFor()
  assert.equal(await worst.getByRole('button').count(), 10)
  for (const path of ['calendar/2026-03', 'calendar/year/2026', '']) {
    await page.goto(`${clinic.origin}/diary/${path}`)
    await page.getByText('One entry contradicts itself').waitFor()
    await page.getByRole('link', { name: /^Attack .*21/ }).click()
    await page.waitForFunction(() => location.pathname === '/diary/attack/a2')
  }
  // it is mended word by word
  await page.getByRole('button', { name: 'No, it’s still going' }).click()
  await page.getByText('Saved: still going.').waitFor()
  await page.goto(`${clinic.origin}/diary/calendar/2026-03`)
  await page.getByRole('link', { name: /^Saturday 21 March: headache/ }).waitFor()
  assert.equal(await page.getByText('One entry contradicts itself').count(), 0)
  await looksRight(device, clinic.origin, 'calendar/2026-03')
  await context.close()
})

test('an attack is over in the hour that comes twice, and one that is brought back on a journey is where it was', async () => {
  const { page, context } = await phone(browser, clinic.origin)
  const tools = await context.newCDPSession(page)
  await tools.send('Emulation.setTimezoneOverride', { timezoneId: 'Europe/Madrid' })
  await page.clock.setFixedTime(new Date('2026-10-25T00:50:00Z'))
  await openDiaryPage(page, clinic.origin)
  await page.locator('a.button[href="/diary/attack"]').click()
  await page.getByRole('button', { name: 'Severe' }).click()
  await page.getByText('Since').waitFor()
  // clocks went back from three to two
  await page.clock.setFixedTime(new Date('2026-10-25T01:10:00Z'))
  await page.getByRole('button', { name: 'It’s over', exact: true }).click()
  await page.getByRole('button', { name: 'No, it’s still going' }).waitFor()
  const [over] = await saidOf(page, 'attack')
  assert.deepEqual([over.fields.start, over.fields.end], ['2026-10-25T02:50+02:00', '2026-10-25T02:10+01:00'])
  await page.getByRole('button', { name: 'It was no attack: take it back' }).first().click()
  await page.getByRole('button', { name: 'Bring it back' }).waitFor()
  await tools.send('Emulation.setTimezoneOverride', { timezoneId: '' })
  await tools.send('Emulation.setTimezoneOverride', { timezoneId: 'America/New_York' })
  await page.reload()
  await page.getByRole('button', { name: 'Bring it back' }).click()
  await page.getByText('Since').waitFor()
  assert.deepEqual((await saidOf(page, 'attack'))[0].fields, over.fields)
  await context.close()
})

test('the calendar to print names the days of the week as the region begins it, and has nothing of the app on paper, in any light', async () => {
  for (const [locale, first, light] of [
    ['en-GB', 'Mon', 'day'],
    ['en-US', 'Sun', 'night'],
    ['es-MX', 'dom', 'attack'],
  ]) {
    const { page, context } = await phone(browser, clinic.origin, { timezoneId: 'UTC', locale })
    await page.clock.setFixedTime(NOW)
    await page.addInitScript((chosen) => {
      localStorage.setItem('clearday light', chosen)
    }, light)
    await openDiaryPage(page, clinic.origin, 'transfer/print')
    await page.getByRole('columnheader').first().waitFor()
    assert.equal((await page.getByRole('columnheader').first().innerText()).toLowerCase(), first.toLowerCase())
    await page.getByRole('textbox').fill('Ana Soto')
    await page
      .getByText(/12 March 2026|March 12, 2026|12 de marzo de 2026/)
      .first()
      .waitFor()
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.getByText('Ana Soto').isVisible(), true)
    assert.equal(
      await page.getByText(/\(today\): open|\(hoy\): /).count(),
      1,
      'who hears the sheet hears what each day was',
    )
    for (const gone of ['.d-nav', '.d-top', '.no-print'])
      assert.equal(await page.locator(gone).first().isVisible(), false)
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    assert.ok(['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)'].includes(ground), ground)
    const sheets = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type \/Page\b/g)
    assert.equal(sheets?.length, 1, 'three months and what the marks mean are on one sheet')
    await context.close()
  }
})

test('ten years of a diary: what is read at the start and for a month does not grow', async () => {
  const reads: Record<string, number[]> = { short: [], long: [] }
  for (const [length, days] of [
    ['short', 365],
    ['long', 3650],
  ] as const) {
    const { page, context } = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
    await page.clock.setFixedTime(NOW)
    await openDiaryPage(page, clinic.origin)
    const entries: Entry[] = [FRAME]
    for (let ago = 1; ago <= days; ago++) {
      const date = new Date(NOW.getTime() - ago * 86_400_000).toISOString().slice(0, 10)
      const pain = ago % 12 < 5
      entries.push({ entity: 'day', key: date, fields: { headache: pain ? 'present' : 'none' }, first: date })
      if (pain) {
        const fields = { start: `${date}T08:00`, end: `${date}T15:00`, severity: 'moderate' }
        entries.push({ entity: 'attack', key: `a${String(ago)}`, fields, first: date })
      }
      for (let dose = 0; dose < (ago % 11 < 4 ? 4 : 0); dose++)
        entries.push({
          entity: 'intake',
          key: `i${String(ago)}-${String(dose)}`,
          fields: { at: `${date}T0${String(8 + (dose % 2))}:1${String(dose)}`, product: 'ibuprofen' },
          first: date,
        })
    }
    await put(page, entries)
    await page.addInitScript(() => {
      const counted = globalThis as unknown as { read: number }
      counted.read = 0
      for (const kind of [IDBObjectStore.prototype, IDBIndex.prototype]) {
        const { getAll } = kind
        kind.getAll = function (this: IDBIndex, ...given: Parameters<IDBIndex['getAll']>) {
          const request = getAll.apply(this as never, given)
          request.addEventListener('success', () => {
            counted.read += request.result.length
          })
          return request
        } as never
      }
      const { openCursor } = IDBIndex.prototype
      IDBIndex.prototype.openCursor = function (this: IDBIndex, ...given: Parameters<IDBIndex['openCursor']>) {
        const request = openCursor.apply(this, given)
        request.addEventListener('success', () => {
          if (request.result !== null) counted.read += 1
        })
        return request
      }
    })
    /** How many, once nothing is read any more: what is fetched beforehand counts too. */
    const read = async (): Promise<number> => {
      for (let before = -1; ; await page.waitForTimeout(500)) {
        const now = await page.evaluate(() => (globalThis as unknown as { read: number }).read)
        if (now === before) return now
        before = now
      }
    }
    await page.goto(`${clinic.origin}/diary/`)
    await page.getByText(/Last 28 days/).waitFor()
    reads[length].push(await read())
    await page.goto(`${clinic.origin}/diary/calendar/2026-02`)
    await page.getByText('28 of 28 days known').waitFor()
    const before = await read()
    await page.getByRole('link', { name: '‹ Month before' }).click()
    await page.getByText('January 2026').waitFor()
    await page.getByText('31 of 31 days known').waitFor()
    reads[length].push((await read()) - before)
    const client = await context.newCDPSession(page)
    await client.send('Performance.enable')
    const script = async (): Promise<number> =>
      (await client.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0
    const scripted = await script()
    // by the page itself, so that nothing of the test is counted: from the tap to marks on the days of the month
    const took = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const began = performance.now()
          new MutationObserver((_, observer) => {
            if (document.querySelector('[data-date="2025-12-15"] svg') === null) return
            observer.disconnect()
            requestAnimationFrame(() => {
              resolve(performance.now() - began)
            })
          }).observe(document.body, { childList: true, subtree: true })
          document.querySelector<HTMLElement>('a[href="/diary/calendar/2025-12"]')?.click()
        }),
    )
    await read()
    console.log(
      `${length}: ${String(entries.length)} entries; marks ${took.toFixed(0)} ms after the tap for another month, ${(((await script()) - scripted) * 1000).toFixed(0)} ms of script with what is fetched for the next one; ${String(reads[length][0])} records read at the start, ${String(reads[length][1])} for a month`,
    )
    await context.close()
  }
  assert.ok(reads.short[0] > 20 && reads.short[1] > 20, JSON.stringify(reads))
  assert.deepEqual(reads.long, reads.short, 'records read')
})

test('a forgotten attack fills no days; "it is still going" says so of every day since, and can be taken back', async () => {
  const device = await phone(browser, clinic.origin, { timezoneId: 'UTC' })
  const { page, context } = device
  await page.clock.setFixedTime(NOW)
  await openDiaryPage(page, clinic.origin)
  const fields = { start: '2026-03-06T08:00', end: 'still-going', severity: 'moderate' }
  await put(page, [
    FRAME,
    { entity: 'attack', key: 'a1', fields, first: '2026-03-06', last: null },
    { entity: 'day', key: '2026-03-08', fields: { headache: 'present' }, first: '2026-03-08' },
    { entity: 'day', key: '2026-03-11', fields: { note: 'rain' }, first: '2026-03-11' },
  ])
  const month = async (...names: readonly string[]): Promise<void> => {
    await page.goto(`${clinic.origin}/diary/calendar`)
    for (const name of names) await page.getByRole('link', { name, exact: true }).waitFor()
  }
  await page.clock.setFixedTime(new Date('2026-03-13T08:00:00Z'))
  await month(
    'Friday 6 March: moderate headache, 1 attack',
    'Saturday 7 March: moderate headache, 1 attack',
    'Sunday 8 March: moderate headache, 1 attack',
    'Monday 9 March: open',
    'Friday 13 March (today): open',
  )
  await page.goto(`${clinic.origin}/diary`)
  await page.getByText('Is it still going, or when did it end?').waitFor()
  await page.getByRole('button', { name: 'It’s still going' }).click()
  await page.getByText('The days since then are kept as headache days.').waitFor()
  assert.deepEqual(
    (await saidOf(page, 'day')).map(({ key, fields }) => [key, fields.headache]).sort(),
    ['07', '08', '09', '10', '11', '12', '13'].map((day) => [`2026-03-${day}`, 'present']),
  )
  assert.equal(await page.getByText('Is it still going, or when did it end?').count(), 0)
  await page.getByRole('button', { name: 'Take that back' }).click()
  await page.getByText('Taken back: as it was before.').waitFor()
  const kept = (await saidOf(page, 'day')).map(({ key, fields }) => [key, fields.headache])
  assert.deepEqual(kept.sort(), [
    ['2026-03-08', 'present'],
    ['2026-03-11', undefined],
  ])
  await context.close()
})
