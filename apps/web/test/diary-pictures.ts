// Every page of the diary app as a picture, in each light, on a telephone and on a desk: `npm run diary-pictures [-- words of paths]`. To be looked at.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkEntry, type Entity, type Fields } from '@clearday/diary/operations'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startClinic } from './clinic.ts'
import { openDiaryPage, phone } from './diary-device.ts'
import { FRAME, put, type Entry } from './diary-entries.ts'

const FOLDER = fileURLToPath(new URL('../../../reports/diary/', import.meta.url))
const SIZES = { phone: { width: 390, height: 780 }, desktop: { width: 1280, height: 900 } } as const
/** In Spanish, and on the narrowest screen, by day only. */
const SETS = [
  ...(['day', 'night', 'attack'] as const).flatMap((light) =>
    (['phone', 'desktop'] as const).map((size) => ({
      name: `${size}-${light}`,
      ...SIZES[size],
      light,
      locale: 'en-GB',
    })),
  ),
  { name: 'phone-spanish', ...SIZES.phone, light: 'day', locale: 'es-ES' },
  { name: 'narrow', width: 320, height: 640, light: 'day', locale: 'en-GB' },
]
const NOW = new Date('2026-03-12T18:00:00Z')

const PAGES = [
  '',
  'attack',
  'attack/going',
  'attack/going/over',
  'attack/over',
  'day/2026-03-12',
  'day/2026-03-09',
  'day/2026-03-06',
  'day/2026-03-12/asked',
  'day/2026-03-09/attack',
  'day/2026-03-09/over',
  'calendar',
  'calendar/year/2026',
  'medicines',
  'medicines/took',
  'medicines/intake/today',
  'courses',
  'courses/new',
  'courses/propranolol',
  'courses/session/new',
  'courses/session/session',
  'plan',
  'plan/change/new/propranolol',
  'trial',
  'trial/new',
  'trial/running',
  'trial/over',
  'overview',
  'flags',
  'reminders',
  'transfer',
  'transfer/print',
  'device',
  'device/join',
  'unsent',
  'more',
] as const

/** Half a year of somebody with frequent migraine, with gaps, an attack that goes on, and a bit of everything. */
function entries(): readonly Entry[] {
  const all: Entry[] = [FRAME]
  for (let ago = 1; ago <= 180; ago++) {
    const date = new Date(NOW.getTime() - ago * 86_400_000).toISOString().slice(0, 10)
    if (ago === 3 || ago === 6) continue
    if (ago % 9 === 7) continue
    const pain = (ago * 7) % 10 < 4
    const sleep = { 'sleep-hours': 5 + (ago % 4), stress: ago % 8 }
    all.push({
      entity: 'day',
      key: date,
      fields: {
        headache: pain ? 'present' : ago % 31 === 12 ? 'unknown' : 'none',
        ...(!pain && ago % 31 === 12 && { unknownBecause: 'too-unwell' }),
        factors: sleep,
        ...(ago % 28 < 4 && { bleeding: ago % 28 === 3 ? 'first-day' : 'continuing' }),
      },
      first: date,
    })
    if (!pain) continue
    const severity = (['mild', 'moderate', 'severe'] as const)[ago % 3]
    all.push({
      entity: 'attack',
      key: `a-${String(ago)}`,
      fields: {
        start: `${date}T08:00`,
        end: `${date}T15:00`,
        severity,
        side: 'one-side',
        quality: ['pulsating'],
        aggravatedByActivity: true,
        nausea: ago % 2 === 0 ? 'moderate' : 'none',
        photophobia: true,
        phonophobia: true,
      },
      first: date,
    })
    if (severity !== 'mild')
      all.push({
        entity: 'intake',
        key: `i-${String(ago)}`,
        fields: { at: `${date}T08:20`, product: ago % 2 === 0 ? 'sumatriptan' : 'ibuprofen' },
        first: date,
      })
  }
  all.push(
    {
      entity: 'attack',
      key: 'over',
      fields: {
        start: '2026-03-08T22:00',
        end: '2026-03-09T05:30',
        severity: 'severe',
        peakIntensity: 8,
        aura: {
          symptoms: [
            { kind: 'visual', durationMinutes: 25, spreadMinutes: 8, positive: true },
            { kind: 'sensory', durationMinutes: 15 },
          ],
        },
      },
      first: '2026-03-08',
      last: '2026-03-09',
    },
    {
      entity: 'attack',
      key: 'going',
      fields: { start: '2026-03-12T14:10', end: 'still-going', severity: 'moderate' },
      first: '2026-03-12',
      last: null,
    },
    {
      entity: 'intake',
      key: 'today',
      fields: { at: '2026-03-12T14:30', product: 'sumatriptan' },
      first: '2026-03-12',
    },
    {
      entity: 'regimen',
      key: 'propranolol',
      fields: {
        kind: 'medicine',
        treatment: 'propranolol',
        prescribed: true,
        doseUnit: 'mg',
        expectation: { rating: 6, askedOn: '2026-01-12' },
        events: [
          { type: 'start', on: '2026-01-13', dailyDose: 40 },
          { type: 'dose-change', on: '2026-02-10', dailyDose: 80 },
        ],
      },
      first: '2026-01-13',
      last: null,
    },
    {
      entity: 'regimen',
      key: 'magnesium',
      fields: {
        ...{ kind: 'supplement', treatment: 'magnesium', purpose: 'Fewer attacks at weekends' },
        events: [{ type: 'start', on: '2025-10-01' }],
      },
      first: '2025-10-01',
      last: null,
    },
    {
      entity: 'trial',
      key: 'running',
      fields: {
        ...{ treatment: 'magnesium', startsOn: '2026-02-13', blockDays: 14, washoutDays: 4, seed: 4 },
        ...{ withFirst: [false, true, true, false, true, false], looks: 'once-at-the-end' },
      },
      first: '2026-02-13',
      last: '2026-07-30',
    },
    {
      entity: 'trial',
      key: 'over',
      fields: {
        ...{ treatment: 'magnesium', startsOn: '2025-10-06', blockDays: 7, halfLifeDays: 1, seed: 9 },
        ...{ withFirst: [true, false, false, true, true, false, true, true], looks: 'after-each-pair' },
        blocks: [{ block: 3, kept: 'not-kept', saidOn: '2025-10-27' }],
      },
      first: '2025-10-06',
      last: '2026-01-25',
    },
    {
      entity: 'goal',
      key: 'goal',
      fields: { words: 'Four days of work a week without lying down', setOn: '2026-01-10' },
      first: '2026-01-10',
      last: null,
    },
    {
      entity: 'plan-change',
      key: 'change',
      fields: {
        ...{ treatment: 'propranolol', change: 'stop', proposedBy: 'patient', proposedOn: '2026-03-10' },
        ...{ words: 'I am tired all day', practitioner: 'Dr. Vega' },
      },
      first: '2026-03-10',
      last: null,
    },
    {
      entity: 'plan-change',
      key: 'answered',
      fields: {
        ...{ treatment: 'craniosacral-therapy', change: 'start', proposedBy: 'practitioner', proposedOn: '2026-01-20' },
        ...{ answer: 'agreed', answeredOn: '2026-01-22' },
      },
      first: '2026-01-20',
      last: '2026-01-22',
    },
    {
      entity: 'session',
      key: 'session',
      fields: {
        at: '2026-03-12T17:00',
        therapy: 'craniosacral-therapy',
        ratingBefore: 5,
        ratingAfter: 3,
        reaction: { kind: 'better' },
      },
      first: '2026-03-12',
    },
  )
  for (const { entity, key, fields } of all) {
    const wrong = checkEntry(entity as Entity, key, fields as Fields)
    if (wrong !== null) throw new Error(`${entity} ${key}: ${wrong.path.join('.')}: ${wrong.message}`)
  }
  return all
}

async function picture(page: Page, origin: string, path: string, file: string): Promise<void> {
  await openDiaryPage(page, origin, path)
  await page.locator('main > *').first().waitFor()
  await page.waitForTimeout(250)
  await page.evaluate(() => {
    for (const folded of document.querySelectorAll('details')) folded.open = true
  })
  // the bar at the foot lies over what is below it: the whole page at once
  const { width, height } = page.viewportSize() ?? SIZES.phone
  const tall = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width, height: Math.max(height, Math.min(tall, 8000)) })
  await page.screenshot({ path: file })
  await page.setViewportSize({ width, height })
}

async function takeSet(browser: Browser, origin: string, set: (typeof SETS)[number], wanted: readonly string[]) {
  const { width, height, light, locale, name } = set
  const { page, context } = await phone(browser, origin, { locale, viewport: { width, height }, timezoneId: 'UTC' })
  await page.clock.setFixedTime(NOW)
  await openDiaryPage(page, origin)
  await put(page, entries())
  await page.evaluate((chosen) => {
    localStorage.setItem('clearday light', chosen)
  }, light)
  const files = []
  for (const path of wanted) {
    const file = `${path === '' ? 'home' : path.replaceAll('/', '-')}.${name}.png`
    await picture(page, origin, path, join(FOLDER, file))
    files.push({ path, file })
  }
  if (wanted.includes('transfer/print')) {
    await page.emulateMedia({ media: 'print' })
    const file = `transfer-print.paper-${name}.png`
    await picture(page, origin, 'transfer/print', join(FOLDER, file))
    files.push({ path: 'transfer/print', file })
  }
  await context.close()
  return files
}

const asked = process.argv.slice(2)
const wanted = PAGES.filter((path) => asked.length === 0 || asked.some((word) => path.includes(word)))
rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })
const [clinic, browser] = await Promise.all([startClinic(), openBrowser()])
try {
  const taken = []
  for (const set of SETS) taken.push(...(await takeSet(browser, clinic.origin, set, wanted)))
  const rows = wanted.map((path) => {
    const pictures = taken.filter((one) => one.path === path)
    const shown = pictures.map(({ file }) => `<img src="${file}" alt="${file}" title="${file}" height="600">`)
    return `<h2>/diary/${path}</h2>\n<p style="white-space: nowrap; overflow: auto">${shown.join('\n')}</p>`
  })
  writeFileSync(
    join(FOLDER, 'index.html'),
    `<!doctype html>\n<meta charset="utf-8">\n<title>Diary</title>\n${rows.join('\n')}\n`,
  )
  process.stdout.write(`${String(taken.length)} pictures are in ${FOLDER}; index.html shows them beside one another.\n`)
} finally {
  await browser.close()
  await clinic.end()
}
