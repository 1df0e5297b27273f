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
