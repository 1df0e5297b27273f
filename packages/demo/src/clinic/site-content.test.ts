import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TREATMENTS } from '@clearday/evidence'
import { articles } from './seed-site.ts'
import { EARLIER_WORDS, withNotes } from './earlier-words.ts'
import { DEMO_OFFERS } from './site-offers.ts'
import { DEMO_PAGES } from './site-pages.ts'
import { DEMO_SITE_PEOPLE, DEMO_TOPICS } from './site-people.ts'
import { DEMO_PLACES } from './site-places.ts'
import { DEMO_STAFF } from './staff.ts'

const IDS = new Set(TREATMENTS.map(({ id }) => id))

test('every page, place and person of the demonstration has its words in both languages', () => {
  const worded = [
    ...Object.values(DEMO_PAGES),
    ...DEMO_PLACES.flatMap(({ about, accessibility }) => [about, accessibility]),
    ...DEMO_SITE_PEOPLE.flatMap(({ jobTitle, about, held }) => [jobTitle, about, ...held.map(({ covers }) => covers)]),
    ...DEMO_OFFERS.map(({ words }) => words),
    ...DEMO_TOPICS.map(({ name }) => name),
  ]
  for (const words of worded) {
    assert.deepEqual(Object.keys(words), ['en', 'es'])
    assert.ok(
      Object.values(words).every((text) => text.trim() !== '' && !/\b(safe|proven)\b|!/i.test(text)),
      JSON.stringify(words),
    )
    assert.notEqual(words.en, words.es)
  }
  for (const { id, telephone, hours, address } of DEMO_PLACES)
    assert.ok(telephone !== '' && Object.keys(hours).length >= 5 && address.includes('\n'), id)
})

test('each treatment that is offered is given at each of its places by somebody who works there, offers it and has a licence for it', () => {
  for (const { treatment, places } of DEMO_OFFERS) {
    assert.ok(IDS.has(treatment), treatment)
    for (const place of places) {
      const here = DEMO_SITE_PEOPLE.filter(
        ({ staff, treatments, held }) =>
          DEMO_STAFF.find(({ id }) => id === staff)?.locations?.includes(place) === true &&
          treatments.includes(treatment) &&
          held.some((licence) => licence.treatments.includes(treatment)),
      )
      assert.ok(here.length > 0, `${treatment} at ${place}`)
    }
  }
  for (const { id, treatments } of DEMO_SITE_PEOPLE)
    for (const treatment of treatments)
      assert.ok(
        DEMO_OFFERS.some((offer) => offer.treatment === treatment),
        `${id}: ${treatment}`,
      )
})

test('what was corrected in an article stood there before, and its page can show it; locations that an article names are there', () => {
  const all = articles()
  for (const [named, changes] of Object.entries(EARLIER_WORDS)) {
    const article = all.find(({ key, language }) => `${key} ${language}` === named)
    assert.ok(article, named)
    const versions = [...article.editorsNotes.keys(), article.editorsNotes.length].map((notes) =>
      JSON.stringify(withNotes(article, notes)),
    )
    assert.equal(new Set(versions.map((one) => one.replace(/"editorsNotes":\[.*?\]/, ''))).size, versions.length)
    for (const { note } of changes) assert.ok(note < article.editorsNotes.length)
    assert.deepEqual(withNotes(article, article.editorsNotes.length), article)
  }
  const places = DEMO_PLACES.map(({ id }) => id)
  for (const { key, locations } of all)
    for (const place of locations) assert.ok(places.includes(place), `${key}: ${place}`)
  assert.ok(all.some(({ locations }) => locations.length > 0))
})

test('whoever practises in the demonstration stands on its site', () => {
  const shown = new Set(DEMO_SITE_PEOPLE.map(({ staff }) => staff))
  for (const { id, roles } of DEMO_STAFF) if (roles.includes('practitioner')) assert.ok(shown.has(id), id)
})
