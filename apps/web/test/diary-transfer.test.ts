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
  const add = page.getByRole('button', { name: /^Add \d/ })
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
  await page.getByRole('button', { name: 'Take it out again: attack-list.csv' }).click()
  await page.getByText(/entries were taken out again/).waitFor()
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
  assert.equal(await page.getByRole('button', { name: /^Add \d/ }).count(), 0)
  // nothing else of what no diary is comes in either, and the app is there afterwards
  for (const [name, content] of [
    [
      'letters.json',
      Buffer.from('{"format":"clearday-diary-1","days":[{"date":"2026-03-01","note":"\xe9"}]}', 'latin1'),
    ],
    ['large.csv', Buffer.alloc(10_000_001, 'a')],
    ['picture.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3])],
    ['deep.json', Buffer.from('['.repeat(200_000))],
    ['page.csv', Buffer.from('<html><script>alert(1)</script></html>')],
    ['prototype.json', Buffer.from('{"__proto__":{"format":"clearday-diary-1"},"constructor":1}')],
  ] as const) {
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: content })
    await page.getByText('This file cannot be read as it is. Nothing was added.').waitFor()
    assert.equal(await page.getByRole('button', { name: /^Add \d/ }).count(), 0, name)
  }
  await choose(page, 'broken.json', '{"format":"clearday-diary-1","days":[')
  await page.getByText('This file cannot be read as it is. Nothing was added.').waitFor()
  assert.equal((await saidOf(page, 'attack').catch(() => [])).length, 0)
  await context.close()
})

const ENGLISH = /\b(the|this|there|is|are|needed|stands|read|which|out|row|day|date|pain|choose|not)\b/i

test('who reads Spanish is told in Spanish why a file does not fit, and what it leaves open', async () => {
  const { page, context } = await phone(browser, clinic.origin, { locale: 'es-ES' })
  await openDiaryPage(page, clinic.origin, 'transfer')
  const main = page.locator('main')
  const inSpanish = async (of: string): Promise<void> => {
    // what is folded away too
    assert.doesNotMatch((await main.textContent()) ?? '', ENGLISH, of)
    assert.equal(await main.locator('[lang=en]').count(), 0, of)
  }
  await choose(
    page,
    'mal.csv',
    'Inicio,Fin,Intensidad (0-10)\n2026-03-14 18:20,2026-03-15 03:00,8\n2026-03-20 10:00,2026-03-19 09:00,5\n2026-02-30 10:00,,catorce\n',
  )
  await page.getByRole('heading', { name: 'Filas que no encajan' }).waitFor()
  assert.match(await main.innerText(), /Fila 3, Fin: Terminó antes de empezar \(2026-03-20 10:00\)/)
  assert.match(await main.innerText(), /Fila 4, Intensidad \(0-10\): Hace falta un número de 0 a 10\./)
  await inSpanish('rows that do not fit')
  await choose(page, 'abierto.csv', 'Fecha,Dolor de cabeza\n03/04/2026,sí\n05/04/2026,no\n')
  await page.getByText('03/04/2026 se puede leer de más de una manera.').waitFor()
  await inSpanish('what is open')
  for (const [name, content, words] of [
    ['roto.csv', 'Fecha,Dolor\n2026-03-01,"sí\n', /Fila 2, B: Aquí se abren unas comillas/],
    ['roto.ics', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\n', /El bloque VEVENT empieza aquí y no termina/],
    ['roto.json', '{"format":"clearday-diary-1",\n"days":[', /Línea 2, columna 9: aquí el texto deja de ser JSON/],
    [
      'otro.json',
      '{"format":"clearday-diary-1","timeZone":"UTC","days":[{"date":"2026-03-01","headache":"present","hours":72}]}',
      /days\[0\], hours: «72»: el número es demasiado pequeño o demasiado grande/,
    ],
  ] as const) {
    await choose(page, name, content)
    await page.getByText(words).waitFor()
    if (name !== 'otro.json') await inSpanish(name)
  }
  // a sheet of months is read as a list whose columns have Spanish names
  const days = Array.from({ length: 31 }, (_, k) => String(k + 1)).join(',')
  await choose(page, 'meses.csv', `Mes,${days}\nmarzo 2026,${'x,'.repeat(30)}x\nabril 2026,${'x,'.repeat(30)}x\n`)
  await page.getByText(/El día 31 no existe en 2026-04\. Deje la celda vacía\./).waitFor()
  await inSpanish('a sheet of months')
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
  await page.getByRole('button', { name: /^Add \d/ }).click()
  // an import before may say the same words
  let sessions = await saidOf(page, 'session')
  while (sessions.length === 0) sessions = await saidOf(page, 'session')
  assert.ok(sessions.every(({ fields }) => fields.therapy === 'craniosacral-therapy'))
  await context.close()
})

/** A column that nobody could guess is something about the day. */
async function isFactor(page: Page, column: string): Promise<void> {
  await page.getByText('What the columns mean').click()
  await page.getByLabel(column).selectOption('factor')
}

async function add(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Add \d/ }).click()
  await page.getByText(/was added\.|were added\./).waitFor()
}

test('what a file added is taken back alone: what was written since stays, and so does what another file brought', async () => {
  const { page, context } = await phone(browser, clinic.origin)
  await openDiaryPage(page, clinic.origin, 'transfer')
  await choose(page, 'first.csv', 'date,headache,cheese\n2026-03-01,yes,yes\n2026-03-02,no,no\n2026-03-03,no,no\n')
  await isFactor(page, 'cheese')
  await add(page)
  await choose(page, 'second.csv', 'date,headache\n2026-04-01,yes\n2026-03-02,yes\n')
  await page.getByRole('button', { name: 'Take what the file says' }).click()
  await add(page)
  assert.equal((await saidOf(page, 'day')).find(({ key }) => key === '2026-03-02')?.fields.headache, 'present')
  await page.goto(`${clinic.origin}/diary/day/2026-03-01`)
  await page.getByLabel('Note').fill('by hand')
  await page.getByRole('button', { name: 'Keep the note' }).click()
  await page.getByText('Saved.').waitFor()
  await page.goto(`${clinic.origin}/diary/transfer`)
  await page.getByRole('button', { name: 'Take it out again: second.csv' }).click()
  await page.getByText('2 entries were taken out again').waitFor()
  const after = await saidOf(page, 'day')
  assert.deepEqual(after.map(({ key, fields }) => [key, fields.headache]).sort(), [
    ['2026-03-01', 'present'],
    ['2026-03-02', 'none'],
    ['2026-03-03', 'none'],
  ])
  await page.getByRole('button', { name: 'Take it out again: first.csv' }).click()
  await page.getByText(/stay\.$/).waitFor()
  const left = await saidOf(page, 'day')
  // the day of which more was said since, and the factor that it names; 2 March was said anew by taking the second file back
  assert.ok(left.some(({ key, fields }) => key === '2026-03-01' && fields.note === 'by hand'))
  assert.ok(!left.some(({ key }) => key === '2026-03-03'))
  assert.equal((await saidOf(page, 'custom-factor')).length, 1)
  await context.close()
})

test('a factor that the diary has keeps its name, whatever file tells of it; on a journey nothing old is moved there', async () => {
  const { page, context } = await phone(browser, clinic.origin)
  const devtools = await context.newCDPSession(page)
  const live = (timezoneId: string) => devtools.send('Emulation.setTimezoneOverride', { timezoneId })
  await live('Europe/Madrid')
  await openDiaryPage(page, clinic.origin, 'transfer')
  const diary = {
    format: 'clearday-diary-1',
    timeZone: 'Europe/Madrid',
    days: [{ date: '2026-03-01', headache: 'none', factors: { 'a-1': true } }],
    customFactors: [{ id: 'a-1', name: 'Old cheese', kind: 'yes-no' }],
    attacks: [{ id: 'x', start: '2026-02-01T08:00', end: '2026-02-01T12:00' }],
  }
  await choose(page, 'mine.json', JSON.stringify(diary))
  await add(page)
  await live('')
  await live('America/New_York')
  await page.reload()
  await choose(page, 'mine.json', JSON.stringify(diary))
  await page.getByText('There is nothing new in this file.').waitFor()
  await choose(page, 'table.csv', 'date,headache,Old cheese\n2026-03-02,yes,yes\n2026-03-03,no,no\n')
  await isFactor(page, 'Old cheese')
  await add(page)
  await choose(page, 'list.csv', 'Start,End,Pain level (0-10)\n2026-02-10 07:00,2026-02-10 12:00,6\n')
  await add(page)
  assert.deepEqual((await saidOf(page, 'day')).find(({ key }) => key === '2026-03-02')?.fields.factors, { 'a-1': true })
  assert.equal((await saidOf(page, 'custom-factor')).length, 1)
  assert.deepEqual(
    (await saidOf(page, 'attack')).map(({ fields }) => fields.timeZone),
    [undefined, undefined],
    'lived at home',
  )
  await context.close()
})

test('a whole diary goes to another telephone by its file, with treatments and all, and comes in once', async () => {
  const { page, context } = await phone(browser, clinic.origin)
  await openDiaryPage(page, clinic.origin, 'transfer')
  const whole = readFileSync(new URL('../../../examples/diary.json', import.meta.url), 'utf8')
  const told = JSON.parse(whole) as Readonly<Record<string, readonly unknown[]>>
  await choose(page, 'diary.json', whole)
  await add(page)
  for (const [list, entity] of [
    ['regimens', 'regimen'],
    ['questionnaires', 'questionnaire'],
    ['safetyChecks', 'safety-check'],
    ['days', 'day'],
  ] as const)
    assert.equal((await saidOf(page, entity)).length, told[list]?.length ?? 0, list)
  assert.equal((await saidOf(page, 'person')).length, 'person' in told ? 1 : 0)
  await choose(page, 'diary.json', whole)
  await page.getByText('There is nothing new in this file.').waitFor()
  await page.getByRole('button', { name: /^Take it out again/ }).click()
  await page.getByText(/entries were taken out again\.$/).waitFor()
  assert.equal((await saidOf(page, 'regimen')).length, 0)
  await context.close()
})

test('ten years come in whole or not at all, and how long it takes is printed', async () => {
  const { page, context } = await phone(browser, clinic.origin)
  await openDiaryPage(page, clinic.origin, 'transfer')
  const day = (place: number): string => new Date(Date.UTC(2016, 0, 1 + place)).toISOString().slice(0, 10)
  const two = (count: number): string => String(count).padStart(2, '0')
  const text = JSON.stringify({
    format: 'clearday-diary-1',
    timeZone: 'Europe/Madrid',
    days: Array.from({ length: 3650 }, (_, k) => ({ date: day(k), headache: k % 5 < 2 ? 'present' : 'none' })),
    attacks: Array.from({ length: 1500 }, (_, k) => ({
      ...{
        id: `a${String(k)}`,
        start: `${day(2 * k)}T08:${two(k % 60)}`,
        end: `${day(2 * k)}T18:00`,
        severity: 'moderate',
      },
    })),
    intakes: Array.from({ length: 5000 }, (_, k) => ({
      ...{
        id: `i${String(k)}`,
        at: `${day(k % 3600)}T${two(9 + Math.floor(k / 3600))}:00`,
        product: 'sumatriptan 50 mg',
      },
    })),
  })
  const begun = performance.now()
  await choose(page, 'ten-years.json', text)
  await page.getByRole('progressbar').waitFor()
  const adding = page.getByRole('button', { name: /^Add \d/ })
  await adding.waitFor({ timeout: 30_000 })
  const shown = performance.now()
  // whatever ends it while it is added: all of it is there, or nothing
  await adding.click()
  await page.getByRole('progressbar').waitFor()
  await page.reload()
  const there = (await saidOf(page, 'intake').catch(() => [])).length
  assert.ok([0, 5000].includes(there), `half of it: ${String(there)}`)
  await choose(page, 'ten-years.json', text)
  const again = performance.now()
  if (there === 0) {
    await adding.waitFor({ timeout: 30_000 })
    await adding.click()
    await page.getByText('10,150 entries were added.').waitFor({ timeout: 30_000 })
  } else await page.getByText('There is nothing new in this file.').waitFor({ timeout: 30_000 })
  const added = performance.now()
  console.log(
    `ten years (10,150 entries): shown after ${(shown - begun).toFixed(0)} ms, added after ${(added - again).toFixed(0)} ms more`,
  )
  assert.equal((await saidOf(page, 'day')).length, 3650)
  assert.ok(added - again < 20_000)
  const taken = performance.now()
  await page.getByRole('button', { name: /^Take it out again/ }).click()
  await page.getByText('10,150 entries were taken out again.').waitFor({ timeout: 30_000 })
  console.log(`taken back after ${(performance.now() - taken).toFixed(0)} ms`)
  assert.equal((await saidOf(page, 'attack')).length, 0)
  await context.close()
})
