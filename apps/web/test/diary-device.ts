// A telephone with the diary app in a real browser, for walks through it: watched for requests to anybody else and for broken policies.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
export const LIGHTS = ['day', 'night', 'attack', 'attack-green', 'attack-grey']

export interface Phone {
  readonly context: BrowserContext
  readonly page: Page
}

/** @param origin of the clinic: nothing may be asked of anybody else. */
export async function phone(
  browser: Browser,
  origin: string,
  more: Parameters<Browser['newContext']>[0] = {},
): Promise<Phone> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 390, height: 780 }, ...more })
  context.setDefaultTimeout(10_000)
  context.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url())
    assert.ok(asked === origin || protocol === 'blob:' || protocol === 'data:', `no request to anybody else: ${asked}`)
  })
  const page = await context.newPage()
  page.on('console', (message) => {
    assert.ok(!message.text().includes('Content Security Policy'), message.text())
  })
  return { context, page }
}

/** Opens a page of the app and waits until it can do without a network. @param path below /diary/. */
export async function openDiaryPage(page: Page, origin: string, path = ''): Promise<void> {
  await page.goto(`${origin}/diary/${path}`)
  await page.locator('h1').first().waitFor()
  await readyForNoNetwork(page)
}

/** The app is kept on the device whole, and what keeps it answers this page. */
async function readyForNoNetwork(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller !== null) return
    await new Promise<void>((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', () => {
        resolve()
      })
      // it may have come between the question and the listening
      if (navigator.serviceWorker.controller !== null) resolve()
    })
  })
}

/** Takes the network away, once the app can do without it. */
export async function withoutNetwork({ context, page }: Phone): Promise<void> {
  await readyForNoNetwork(page)
  await context.setOffline(true)
}

/** What axe finds on the page as it is; none, if it is right. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const axe = (
      globalThis as unknown as {
        axe: { run: (options: unknown) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
      }
    ).axe
    const found = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)
  })
}

/** In each light: no violation, and nothing wider than a narrow screen. @param path below /diary/. */
export async function looksRight({ page }: Phone, origin: string, path: string): Promise<void> {
  const before = page.viewportSize()
  // so tall that nothing lies half under the bar at the foot, from where scrolling would bring it out
  if (before !== null) await page.setViewportSize({ width: before.width, height: 6000 })
  for (const light of LIGHTS) {
    await page.evaluate((chosen) => {
      localStorage.setItem('clearday light', chosen)
    }, light)
    await openDiaryPage(page, origin, path)
    await page.locator('main > *').first().waitFor()
    assert.deepEqual(await violations(page), [], `${path} in the light ${light}`)
  }
  // and the smallest telephone's at twice the size
  for (const width of [320, 195]) {
    await page.setViewportSize({ width, height: 640 })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    assert.equal(wide, false, `${path} fits a screen of ${String(width)} px`)
  }
  if (before !== null) await page.setViewportSize(before)
}

export interface SaidEntry {
  readonly key: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly months: readonly string[]
  readonly unsent: number
}

/** What stands in the open diary of a kind, as the device keeps it. @param name of the database. */
export function saidOf(page: Page, entity: string, name = 'clearday tried'): Promise<readonly SaidEntry[]> {
  return page.evaluate(
    ([kind, database]) =>
      new Promise<SaidEntry[]>((resolve, reject) => {
        const opened = indexedDB.open(database)
        opened.onerror = () => {
          reject(new Error(String(opened.error)))
        }
        opened.onsuccess = () => {
          const asked = opened.result.transaction('entries').objectStore('entries').index('entity').getAll(kind)
          asked.onsuccess = () => {
            opened.result.close()
            resolve((asked.result as (SaidEntry & { readonly deleted: boolean })[]).filter(({ deleted }) => !deleted))
          }
        }
      }),
    [entity, name] as const,
  )
}
