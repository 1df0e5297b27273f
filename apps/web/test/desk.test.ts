// The front desk's calendar in a real browser: a day of a clerk, two desks at once, without scripts, and who sees what.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startDeskClinic, type DeskClinic } from './desk-clinic.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let clinic: DeskClinic
let browser: Browser
before(async () => {
  ;[clinic, browser] = await Promise.all([startDeskClinic(), openBrowser()])
})
after(async () => {
  await browser.close()
  await clinic.end()
})

async function signedIn(who: string, more: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 }, ...more })
  context.setDefaultTimeout(12_000)
  context.on('request', (request) => {
    assert.equal(new URL(request.url()).origin, clinic.origin, 'no request to anybody else')
  })
  const page = await context.newPage()
  await clinic.signIn(page, who)
  return page
}

const calendar = (more = ''): string => `${clinic.origin}/clinic/desk?location=harbour&day=${clinic.day}${more}`

async function looksRight(page: Page, path: string, name: string): Promise<void> {
  for (const light of ['day', 'night', 'attack']) {
    await page.context().addCookies([{ name: 'light', value: light, url: clinic.origin }])
    await page.goto(path)
    for (const width of [1280, 390, 320, 195]) {
      await page.setViewportSize({ width, height: 844 })
      await page.evaluate(AXE)
      const found = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run: (options: unknown) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
        }
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
        return (await axe.run({ runOnly: tags })).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)
      })
      assert.deepEqual(found, [], `${name} in the light ${light} at ${String(width)} px`)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      assert.ok(wide <= 0, `${name} fits ${String(width)} px, not ${String(wide)} more`)
      if (process.env.PICTURES !== undefined && (width === 1280 || width === 390))
        await page.screenshot({
          path: `${process.env.PICTURES}/${name}-${light}-${String(width)}.png`,
          fullPage: true,
        })
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.context().addCookies([{ name: 'light', value: 'day', url: clinic.origin }])
}

test('the calendar shows a day by people and a week by days, in marks and words, on every screen and on paper', async () => {
  await clinic.visit({ who: 'lea', at: '09:00', name: 'Mara Lind' })
  await clinic.visit({ who: 'lea', at: '10:00', name: 'Ole Sund', state: 'checked-in' })
  await clinic.visit({ who: 'lea', at: '13:00', name: 'Pia Holm', state: 'completed' })
  await clinic.visit({ who: 'lea', at: '14:15', name: 'Ida Berg', state: 'no-show' })
  await clinic.visit({ who: 'ines', at: '08:30', name: 'Tom Falk', room: false })
  await clinic.visit({ who: 'ines', at: '09:45', state: 'held' })
  const cancelled = await clinic.visit({ who: 'ines', at: '11:00', name: 'Una Wolf', state: 'cancelled' })
  await clinic.sql(
    `INSERT INTO scheduling.exceptions (exception_id, kind, practitioner, span, made_by)
     VALUES (gen_random_uuid(), 'away', $1, tstzrange(($2 || ' 15:00')::timestamp AT TIME ZONE 'Europe/Berlin', ($2 || ' 18:00')::timestamp AT TIME ZONE 'Europe/Berlin'), $1)`,
    [clinic.practitioners.ines, clinic.day],
  )
  const page = await signedIn('casey')
  await page.goto(calendar())
  await page.getByRole('link', { name: /^09:00–09:50 Mara Lind Craniosacral session · Blue room.*Lea/ }).waitFor()
  await page.getByRole('link', { name: /^10:00.*Ole Sund.*Has come/ }).waitFor()
  await page.getByRole('link', { name: /14:15.*Ida Berg.*Did not come/ }).waitFor()
  await page.getByRole('link', { name: /09:45.*Nobody named yet.*Held until/ }).waitFor()
  assert.equal(await page.locator(`[data-visit="${cancelled}"]`).count(), 0, 'cancelled ones are hidden')
  await page.getByText('Away').first().waitFor()
  await page.getByLabel('Show cancelled visits').check()
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await page.getByRole('link', { name: /11:00.*Una Wolf.*Cancelled/ }).waitFor()
  await page.getByRole('link', { name: 'The week', exact: true }).click()
  await page.getByRole('heading', { name: /^Week of/ }).waitFor()
  await page.getByRole('link', { name: /^09:00–09:50 Mara Lind/ }).waitFor()
  await looksRight(page, calendar(), 'day')
  await looksRight(page, calendar('&view=week'), 'week')
})
