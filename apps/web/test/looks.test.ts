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

test('printed by the browser’s own menu an article has its pictures: at a desk before it is asked for, on a telephone once it prints', async () => {
  const far = { width: 390, height: 300 }
  for (const [device, isDesk] of [
    [{ viewport: far }, true],
    [{ viewport: far, isMobile: true, hasTouch: true }, false],
  ] as const) {
    const context = await browser.newContext({ baseURL: clinic.origin, ...device })
    const page = await context.newPage()
    await page.goto(ARTICLE, { waitUntil: 'load' })
    const pictures = page.locator('main img')
    assert.ok((await pictures.count()) > 0)
    const areThere = () =>
      page.waitForFunction(() =>
        [...document.querySelectorAll<HTMLImageElement>('main img')].every(
          ({ complete, naturalWidth }) => complete && naturalWidth > 0,
        ),
      )
    if (!isDesk) {
      // what is read on the way costs no more than is seen
      assert.equal(await pictures.last().evaluate((one: HTMLImageElement) => one.complete), false)
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    }
    await areThere()
    await context.close()
  }
})

test('on the narrowest screen no column is too narrow for a word, and nothing is cut', async () => {
  const context = await browser.newContext({
    ...{ locale: 'en-GB', baseURL: clinic.origin, viewport: { width: 195, height: 640 } },
  })
  const page = await context.newPage()
  const looked = async (path: string): Promise<void> => {
    await page.goto(path)
    await page.locator('h1').first().waitFor()
    const found = await page.evaluate(() => {
      const isWide = document.documentElement.scrollWidth > window.innerWidth
      const broken: string[] = []
      // the title, buttons and what stands in columns: a word of it lies in one line
      for (const one of document.querySelectorAll(
        'h1, main .button, .hours :is(th, td span), table.people tbody :is(th, td)',
      )) {
        const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT)
        while (walker.nextNode()) {
          const node = walker.currentNode
          // an address of mail has no place to break at
          if (node.parentElement?.closest('.address') !== null) continue
          for (const { 0: word, index } of (node.textContent ?? '').matchAll(/[^\s-]+/g)) {
            const range = document.createRange()
            range.setStart(node, index)
            range.setEnd(node, index + word.length)
            if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(word)
          }
        }
      }
      return { isWide, broken }
    })
    assert.deepEqual(found, { isWide: false, broken: [] }, path)
  }
  for (const path of ['/', '/locations/hill', '/locations', '/people']) await looked(path)
  await clinic.signIn(page, 'toni')
  for (const path of [
    '/clinic/requests',
    '/clinic/people',
    '/clinic/open',
    '/clinic/comments',
    '/clinic/site',
    '/clinic/site/places',
    '/clinic/site/people',
    '/clinic/site/treatments',
  ])
    await looked(path)
  await page.setViewportSize({ width: 320, height: 640 })
  await looked('/clinic/people')
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

test('a page is dimmed by one press at its head, and leads back to what was searched for, without scripts', async () => {
  const context = await browser.newContext({
    ...{ baseURL: clinic.origin, javaScriptEnabled: false, locale: 'en-GB' },
    viewport: { width: 390, height: 844 },
  })
  const page = await context.newPage()
  await page.goto('/search?q=%22medication+overuse%22&utm=x')
  const found = await page.locator('.found').innerText()
  const dim = page.getByRole('button', { name: 'Dim the page' })
  const box = await dim.boundingBox()
  assert.ok((box?.y ?? 999) < 120, 'at hand without scrolling')
  await dim.click()
  assert.equal(await page.locator('html').getAttribute('data-light'), 'attack')
  assert.equal(new URL(page.url()).search, '?q=%22medication+overuse%22')
  assert.equal(await page.locator('.found').innerText(), found)
  await page.locator('.self').getByRole('link', { name: 'Light' }).click()
  await page.getByRole('button', { name: 'Español' }).click()
  assert.equal(await page.locator('#q').inputValue(), '"medication overuse"')
  // a page that is held for everybody keeps nothing of whoever asked for it first
  await page.goto('/articles?q=secret&page=1')
  const back = await page.locator('[name=back]').evaluateAll((all) => all.map((one) => one.getAttribute('value')))
  assert.deepEqual([...new Set(back)], ['/articles?page=1'])
  await context.close()
})

test('where nothing stands in the language of the page, articles in others are named; who reads in it sees none twice', async () => {
  const context = await browser.newContext({ baseURL: clinic.origin, javaScriptEnabled: false })
  await context.addCookies([{ name: 'language', value: 'es', url: clinic.origin }])
  const page = await context.newPage()
  for (const path of ['/topics/keeping-count', '/articles']) {
    await page.goto(path)
    assert.ok(await page.getByRole('heading', { name: 'En otros idiomas' }).isVisible(), path)
    const other = page.locator('.cards li:has(a[href="/articles/keeping-a-headache-diary"])')
    assert.equal(await other.getAttribute('lang'), 'en')
  }
  const cards = await page.locator('.cards a').evaluateAll((all) => all.map((one) => one.getAttribute('href')))
  assert.equal(new Set(cards).size, cards.length)
  assert.ok(!cards.includes(ARTICLE), 'it stands there in Spanish')
  await context.close()
})

test('an article says for which locations it matters, and each of them names it', async () => {
  const context = await browser.newContext({ baseURL: clinic.origin, javaScriptEnabled: false, locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto('/articles/acupuncture-for-migraine')
  await page.getByRole('link', { name: 'Ask for an evaluation' }).click()
  await page.getByLabel('None of these').check()
  await page.getByRole('button', { name: 'Go on' }).click()
  assert.match(
    await page.locator('main [name=words]').inputValue(),
    /Acupuncture/,
    'asked from an article about one treatment',
  )
  await page.goto('/articles/acupuncture-for-migraine')
  const places = page.locator('.byline a[href^="/locations/"]')
  assert.deepEqual(await places.allInnerTexts(), ['Harbour Street', 'Hill House'])
  await places.first().click()
  await page.getByRole('link', { name: 'Acupuncture for migraine' }).waitFor()
  await page.goto('/locations/park')
  assert.equal(await page.getByRole('link', { name: 'Acupuncture for migraine' }).count(), 0)
  await page.goto(ARTICLE)
  assert.equal(await places.count(), 0, 'none named: all of them')
  await context.close()
})

test('an address that an article had before leads on, with its picture', async () => {
  const former = `${clinic.origin}/articles/can-craniosacral-therapy-help-migraine`
  for (const part of ['', '/changes', '/comments', '/card.png']) {
    const answer = await fetch(former + part, { redirect: 'manual' })
    assert.deepEqual(
      [answer.status, new URL(answer.headers.get('location') ?? '', former).pathname],
      [301, ARTICLE + part],
    )
  }
})

test('what a correction says was wrong stands on the page of changes, beside what stands there now', async () => {
  const context = await browser.newContext({ baseURL: clinic.origin, javaScriptEnabled: false, locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(`${ARTICLE}/changes`)
  const told = await page.locator('main').innerText()
  assert.match(told, /Before\s+Side effects do not occur\.\s+Now\s+No serious events were reported/)
  assert.doesNotMatch(told, /\w \./, 'a source that is left out leaves no gap before the full stop')
  await context.close()
})

test('on paper an article says whose it is and where it stands, and its numbers and studies are unfolded', async () => {
  const context = await browser.newContext({ baseURL: clinic.origin, locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(ARTICLE)
  const whose = page.locator('.printed')
  assert.ok(!(await whose.isVisible()))
  await page.emulateMedia({ media: 'print' })
  assert.match(await whose.innerText(), /Clear Sky Headache Clinic.* http\S+craniosacral-therapy-and-migraine/)
  const folded = page.locator('.evidence details')
  assert.ok((await folded.count()) >= 3)
  for (const one of await folded.all()) assert.ok(((await one.boundingBox())?.height ?? 0) > 60, await one.innerText())
  assert.equal(await page.locator('main .button:visible').count(), 0)
  await page.emulateMedia({ media: null })
  const pictures = page.locator('main figure img')
  const there = () => pictures.evaluateAll((all) => all.every((one) => (one as HTMLImageElement).naturalWidth > 0))
  const seen = page.evaluate(
    () =>
      new Promise<boolean>((printed) => {
        window.print = () => {
          printed([...document.querySelectorAll<HTMLImageElement>('main figure img')].every((one) => one.complete))
        }
      }),
  )
  await page.getByRole('button', { name: 'Print', exact: true }).evaluate((one) => {
    ;(one as HTMLButtonElement).click()
  })
  assert.ok((await seen) && (await there()), 'no figure is empty on paper')
  await context.close()
})

test('the diary on paper is printed across from its page too, on one sheet, with every day on one line', async () => {
  const context = await browser.newContext({ baseURL: clinic.origin, locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto('/paper-diary')
  const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  const sides = [...paper.matchAll(/\/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, wide, high]) =>
    [wide, high].map(Number),
  )
  assert.equal(sides.length, 1)
  assert.ok(sides[0][0] > sides[0][1], JSON.stringify(sides))
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 1030, height: 700 })
  const lines = await page.locator('.paper thead th').evaluateAll((all) => all.map((one) => one.scrollHeight))
  assert.ok(Math.max(...lines) <= 40, lines.join())
  await context.close()
})

test('every page that search engines are told of says in a sentence what it is about, and a page behind the last is none', async () => {
  const map = await (await fetch(`${clinic.origin}/sitemap.xml`)).text()
  const pages = [...map.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address)
  assert.ok(pages.length > 40)
  for (const address of pages)
    assert.match(await (await fetch(address)).text(), /<meta name="description" content="[^"]{8,}"/, address)
  assert.equal((await fetch(`${clinic.origin}/articles?page=99`)).status, 404)
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
