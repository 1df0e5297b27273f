// `npm run site-audit`: what readers of the public pages load and wait for, measured in a browser against the demonstration clinic, and held
// against the budgets. The browser's own Performance API measures; Lighthouse is not used, since it is no package of ours.
//
//   node apps/web/test/site-audit.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus } from 'node:os'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startDemonstration } from './demonstration.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const REPORT = new URL('../../../docs/measurements/site-audit.md', import.meta.url)
/** Each page is read this often with nothing kept; the median is told. */
const ROUNDS = 5
const SETTLED_MS = 600
/** Telephones are slower than what this runs on; the factor is one that audits usually take. */
const SLOWED = 4

const PAGES = [
  { name: 'home', path: '/' },
  { name: 'article', path: '/articles/craniosacral-therapy-and-migraine' },
  { name: 'treatment', path: '/treatments/acupuncture' },
  { name: 'search', path: '/search?q=migrane' },
] as const

const SCREENS = [
  { name: 'telephone', viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, slowed: SLOWED },
  { name: 'desktop', viewport: { width: 1280, height: 900 }, deviceScaleFactor: 1, slowed: 1 },
] as const

/** Bytes as they go over the wire; scripts by the goal of an article, paint and shift by what the field calls good. */
const BUDGETS = { scriptBytes: 10_240, elsewhere: 0, violations: 0, paintMs: 2500, shift: 0.1 }

interface Seen {
  readonly bytes: Readonly<Record<string, number>>
  readonly requests: number
  readonly elsewhere: number
  readonly paintMs: number
  readonly shift: number
}

interface Audited extends Seen {
  readonly page: string
  readonly screen: string
  readonly violations: readonly string[]
}

type Screen = (typeof SCREENS)[number]

async function read(browser: Browser, origin: string, path: string, screen: Screen, axe: boolean) {
  const { viewport, deviceScaleFactor } = screen
  const context = await browser.newContext({ locale: 'en-GB', viewport, deviceScaleFactor })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Emulation.setCPUThrottlingRate', { rate: screen.slowed })
  const kinds = new Map<string, string>()
  const bytes: Record<string, number> = {}
  let elsewhere = 0
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type.toLowerCase()))
  session.on('Network.requestWillBeSent', ({ request }) => {
    if (/^https?:/.test(request.url) && new URL(request.url).origin !== origin) elsewhere += 1
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? 'other'
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength
  })
  try {
    const answer = await page.goto(origin + path, { waitUntil: 'load' })
    if (answer?.status() !== 200) throw new Error(`${path} answered ${answer?.status() ?? 'nothing'}, not 200`)
    await page.waitForTimeout(SETTLED_MS)
    const { paintMs, shift } = await page.evaluate(watched)
    const seen: Seen = { bytes: { ...bytes }, requests: kinds.size, elsewhere, paintMs, shift }
    return { seen, violations: axe ? await violationsOf(page) : [] }
  } finally {
    await context.close()
  }
}

/** In the page: when its largest part was painted, and how far what stood there moved. */
function watched(): Promise<{ paintMs: number; shift: number }> {
  return new Promise((resolve) => {
    let [paintMs, shift] = [NaN, 0]
    new PerformanceObserver((list) => {
      for (const { startTime } of list.getEntries()) paintMs = startTime
    }).observe({ type: 'largest-contentful-paint', buffered: true })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shift += (entry as unknown as { value: number }).value
    }).observe({ type: 'layout-shift', buffered: true })
    setTimeout(() => resolve({ paintMs, shift }), 200)
  })
}

async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: (options: unknown) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
  })
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN

/** What is over a budget, in words. */
function overBudget({ page, screen, bytes, elsewhere, violations, paintMs, shift }: Audited): readonly string[] {
  const where = `${page} on a ${screen}`
  return [
    ...((bytes.script ?? 0) > BUDGETS.scriptBytes ? [`${where}: ${bytes.script} bytes of script`] : []),
    ...(elsewhere > BUDGETS.elsewhere ? [`${where}: ${elsewhere} requests to somebody else`] : []),
    ...violations.map((one) => `${where}: ${one}`),
    // also where nothing was measured
    ...(paintMs <= BUDGETS.paintMs ? [] : [`${where}: largest part painted after ${Math.round(paintMs)} ms`]),
    ...(shift > BUDGETS.shift ? [`${where}: layout shift ${shift.toFixed(3)}`] : []),
  ]
}

function rowOf({ page, screen, bytes, requests, elsewhere, violations, paintMs, shift }: Audited): readonly string[] {
  const named = ['document', 'stylesheet', 'script', 'image', 'font']
  const rest = Object.entries(bytes).reduce((sum, [kind, more]) => sum + (named.includes(kind) ? 0 : more), 0)
  const kb = (many: number): string => (many / 1024).toFixed(1)
  return [
    ...[page, screen, ...named.map((kind) => kb(bytes[kind] ?? 0)), kb(rest), String(requests), String(elsewhere)],
    ...[String(violations.length), String(Math.round(paintMs)), shift.toFixed(3)],
  ]
}

const [clinic, browser] = await Promise.all([startDemonstration(), openBrowser()])
try {
  const audited: Audited[] = []
  for (const screen of SCREENS)
    for (const { name, path } of PAGES) {
      const rounds: Seen[] = []
      let violations: readonly string[] = []
      for (let round = 0; round < ROUNDS; round++) {
        const one = await read(browser, clinic.origin, path, screen, round === 0)
        rounds.push(one.seen)
        if (round === 0) violations = one.violations
      }
      const { bytes, requests } = rounds[0] as Seen
      audited.push({
        ...{ page: name, screen: screen.name, bytes, requests, violations },
        elsewhere: Math.max(...rounds.map((one) => one.elsewhere)),
        paintMs: median(rounds.map((one) => one.paintMs)),
        shift: Math.max(...rounds.map((one) => one.shift)),
      })
    }
  const head = [
    ...['page', 'screen', 'HTML', 'styles', 'script', 'pictures', 'fonts', 'rest', 'requests', 'elsewhere', 'axe'],
    ...['LCP, ms', 'CLS'],
  ]
  const rows = [head, head.map((_, index) => (index < 2 ? '---' : '---:')), ...audited.map(rowOf)]
  const table = rows.map((row) => `| ${row.join(' | ')} |`).join('\n')
  const over = audited.flatMap(overBudget)
  const text = `# What readers of the public pages load and wait for

Printed by \`npm run site-audit\`: the demonstration clinic, served on the same machine, read by Chromium ${browser.version()} with nothing
kept, ${ROUNDS} times each on ${cpus().length} processors; the telephone’s processor is slowed ${SLOWED} times. Bytes are kB as they went over
the wire, headers included; LCP (largest contentful paint) is the median and CLS (layout shift) the largest of the ${ROUNDS}, both by the
browser’s own Performance API; axe counts violations of WCAG 2.2 AA and of good practice. No network is slowed, and Lighthouse is not used.

${table}

Budgets: script at most ${BUDGETS.scriptBytes / 1024} kB, no request elsewhere, no violation, LCP at most ${BUDGETS.paintMs} ms, CLS at most ${BUDGETS.shift}.
${over.length === 0 ? 'All are kept.' : `Not kept:\n\n${over.map((one) => `- ${one}`).join('\n')}`}
`
  console.log(text)
  writeFileSync(REPORT, text)
  if (over.length > 0) process.exitCode = 1
} finally {
  await browser.close()
  await clinic.end()
}
