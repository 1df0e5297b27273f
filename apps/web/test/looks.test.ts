// What readers see where a page is hardest to lay out: drawings on a telephone, and paper.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { startDemonstration, type Demonstration } from './demonstration.ts'

const ARTICLE = '/articles/craniosacral-therapy-and-migraine'

let clinic: Demonstration
let browser: Browser
before(async () => {
  ;[clinic, browser] = await Promise.all([startDemonstration(), openBrowser()])
})
after(async () => {
  await browser.close()
  await clinic.end()
})

test('on a telephone the labels of a drawing lie neither on each other nor beyond its edge, and none is said twice', async () => {
  const context = await browser.newContext({ baseURL: clinic.origin, viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await page.goto(ARTICLE)
  const around = await page
    .locator('.forest .label')
    .first()
    .evaluate((one) => getComputedStyle(one).paintOrder)
  assert.match(around, /^stroke/, 'the lines of the scale go on behind the words')
  for (const language of ['en', 'es'])
    for (const path of [ARTICLE, '/treatments/cgrp-antibodies', '/treatments/acupuncture']) {
      await context.addCookies([{ name: 'language', value: language, url: clinic.origin }])
      await page.goto(path)
      const found = await page.evaluate(() => {
        const wrong: string[] = []
        for (const drawing of document.querySelectorAll<SVGSVGElement>('.forest svg')) {
          const words = [...drawing.querySelectorAll('text')]
          const boxes = words.map((one) => one.getBoundingClientRect())
          for (const [k, box] of boxes.entries()) {
            if (box.left < 0 || box.right > window.innerWidth)
              wrong.push(`${words[k]?.textContent} lies beyond the edge`)
            for (const [other, next] of boxes.entries())
              if (
                other > k &&
                box.left < next.right - 1 &&
                next.left < box.right - 1 &&
                box.top < next.bottom - 3 &&
                next.top < box.bottom - 3
              )
                wrong.push(`${words[k]?.textContent} lies on ${words[other]?.textContent}`)
          }
        }
        return { wrong, drawings: document.querySelectorAll('.forest svg').length }
      })
      assert.deepEqual(found.wrong, [], `${path} in ${language}`)
      assert.ok(found.drawings > 0, path)
    }
  await context.close()
})

test('paper is printed with dark ink and undimmed pictures, whatever light the screen has', async () => {
  const context = await browser.newContext({ baseURL: clinic.origin })
  const page = await context.newPage()
  for (const light of ['attack', 'attack-green', 'night', 'day']) {
    await context.addCookies([{ name: 'light', value: light, url: clinic.origin }])
    await page.goto(ARTICLE)
    await page.emulateMedia({ media: 'print' })
    const found = await page.evaluate(() => {
      const bright = (colour: string): number =>
        Math.max(...(colour.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => Number(part)))
      const pale = [...document.querySelectorAll<HTMLElement>('main *')]
        .filter((one) => one.innerText?.trim() !== '' && one.getClientRects().length > 0)
        .filter((one) => bright(getComputedStyle(one).color) > 96)
        .map((one) => `${one.localName}: ${one.innerText.slice(0, 40)}`)
      const filters = [...document.querySelectorAll('main img')].map((one) => getComputedStyle(one).filter)
      return { pale, filters, ground: getComputedStyle(document.documentElement).backgroundColor }
    })
    assert.deepEqual(found.pale, [], light)
    assert.ok(found.filters.length > 0)
    assert.deepEqual([...new Set(found.filters)], ['none'], light)
    assert.equal(found.ground, 'rgb(255, 255, 255)', light)
    await page.emulateMedia({ media: null })
  }
  await context.close()
})

test('in an attack nothing that a page draws is brighter than its one hue, and what is found does not begin with its own title', async () => {
  const context = await browser.newContext({ baseURL: clinic.origin, viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await context.addCookies([{ name: 'light', value: 'attack', url: clinic.origin }])
  await page.goto('/treatments/acupuncture')
  const drawn = await page.evaluate(() =>
    [...document.querySelectorAll('main input')]
      .filter((one) => one.matches('[type=checkbox], [type=radio]'))
      .map((one) => getComputedStyle(one).appearance),
  )
  assert.ok(drawn.length > 10)
  assert.deepEqual([...new Set(drawn)], ['none'])
  const box = page.locator('main input[type=checkbox]').first()
  const before = await box.evaluate((one) => getComputedStyle(one).backgroundColor)
  await box.check()
  assert.notEqual(await box.evaluate((one) => getComputedStyle(one).backgroundColor), before, 'a tick is seen')
  await page.goto('/search?q=migraine')
  const articles = page.locator('.cards li:has(a[href^="/articles/"])')
  assert.ok((await articles.count()) > 3)
  for (const one of await articles.all()) {
    const [title, told] = [await one.locator('h2, h3').innerText(), await one.locator('p').first().innerText()]
    assert.ok(!told.startsWith(title), told)
  }
  await context.close()
})

test('what search engines read parses, names each thing that the page is, and says of the review what the page says', async () => {
  const context = await browser.newContext({ baseURL: clinic.origin, javaScriptEnabled: false })
  const page = await context.newPage()
  const factsAt = async (path: string): Promise<readonly Readonly<Record<string, unknown>>[]> => {
    await page.goto(path)
    const said = await page.locator('script[type="application/ld+json"]').allTextContents()
    return said.flatMap((text) => JSON.parse(text) as Readonly<Record<string, unknown>>[])
  }
  const typesOf = (facts: readonly Readonly<Record<string, unknown>>[]) => facts.map((fact) => fact['@type'])
  const article = await factsAt(ARTICLE)
  assert.deepEqual(typesOf(article), ['BlogPosting', 'MedicalWebPage', 'FAQPage', 'BreadcrumbList'])
  const [posting, medical, questions, way] = article
  assert.equal((medical?.reviewedBy as { name: string }).name, 'Samir Modello')
  assert.match(String(medical?.lastReviewed), /^\d{4}-\d{2}-\d{2}$/)
  assert.equal(posting?.headline, await page.locator('h1').innerText())
  assert.equal((questions?.mainEntity as unknown[]).length, await page.locator('.answers h3').count())
  for (const { item } of way?.itemListElement as { item: string }[])
    assert.equal((await context.request.get(item)).status(), 200, item)
  await page.goto('/locations')
  const location = await page.locator('main a[href^="/locations/"]').first().getAttribute('href')
  assert.deepEqual(typesOf(await factsAt(location ?? '')), ['MedicalClinic', 'BreadcrumbList'])
  assert.deepEqual(typesOf(await factsAt('/treatments/acupuncture')), ['MedicalTherapy', 'BreadcrumbList'])
  await context.close()
})

test('what somebody signed in finds at the top of each page stands on one line', async () => {
  const context = await browser.newContext({
    baseURL: clinic.origin,
    locale: 'en-GB',
    viewport: { width: 390, height: 844 },
  })
  const page = await context.newPage()
  await clinic.signIn(page, 'robin')
  await page.goto('/')
  const [own, out] = [page.locator('.self a').first(), page.getByRole('button', { name: 'Sign out' }).first()]
  const middle = async (one: typeof own): Promise<number> => {
    const box = await one.boundingBox()
    return (box?.y ?? NaN) + (box?.height ?? NaN) / 2
  }
  assert.ok(Math.abs((await middle(own)) - (await middle(out))) < 1.5)
  await context.close()
})
