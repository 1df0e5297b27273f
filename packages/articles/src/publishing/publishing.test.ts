import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Article } from '../article.ts'
import { feedText } from './feeds.ts'
import {
  blogPosting,
  breadcrumbs,
  faqPage,
  jsonLdText,
  medicalClinic,
  medicalTherapy,
  medicalWebPage,
  personPage,
  type ArticleOnSite,
} from './structured-data.ts'

const ARTICLE: Article = {
  key: 'sleep',
  language: 'en',
  slug: 'sleep',
  formerSlugs: [],
  title: 'Sleep </script><b>& you',
  summary: 'Summary.',
  authors: ['jane-doe'],
  reviewer: 'john-roe',
  lastReviewed: '2026-03-01',
  firstPublished: '2026-03-01T09:00+01:00[Europe/Madrid]',
  editorsNotes: [],
  lead: 'The **lead**.',
  quickAnswers: [{ question: 'Does it?', answer: '*Perhaps* :study[haller-2016].' }],
  treatments: [],
  topics: ['sleep'],
  related: [],
  locations: [],
  calls: [],
  body: 'Text.',
}
const CLINIC = { name: 'Clinic', origin: 'https://clinic.example' }
const JANE = { id: 'jane-doe', name: 'Jane Doe', jobTitle: 'Editor', licences: [] }
const JOHN = { id: 'john-roe', name: 'John Roe', honours: 'MD', jobTitle: 'Neurologist', licences: [] }
const PAGE: ArticleOnSite = {
  article: ARTICLE,
  clinic: CLINIC,
  path: '/articles/sleep',
  authors: [JANE],
  reviewer: JOHN,
  topics: ['Sleep'],
  personPath: (id) => `/people/${id}`,
  modified: '2026-04-01',
}

test('the posting, the medical page, the questions and the way to the page say what the page says', () => {
  const posting = blogPosting(PAGE)
  assert.equal(posting.datePublished, '2026-03-01T09:00+01:00')
  assert.equal(posting.dateModified, '2026-04-01')
  assert.deepEqual(posting.author, [
    { '@type': 'Person', name: 'Jane Doe', jobTitle: 'Editor', url: 'https://clinic.example/people/jane-doe' },
  ])
  assert.equal(posting.articleBody, 'The lead.\nText.')
  assert.equal(medicalWebPage(PAGE).lastReviewed, '2026-03-01')
  assert.deepEqual((medicalWebPage(PAGE).reviewedBy as { honorificSuffix: string }).honorificSuffix, 'MD')
  assert.deepEqual(faqPage(PAGE)?.mainEntity, [
    { '@type': 'Question', name: 'Does it?', acceptedAnswer: { '@type': 'Answer', text: 'Perhaps.' } },
  ])
  assert.deepEqual(
    breadcrumbs(CLINIC, [
      { name: 'Start', path: '/' },
      { name: 'Sleep', path: '/articles/sleep' },
    ]).itemListElement,
    [
      { '@type': 'ListItem', position: 1, name: 'Start', item: 'https://clinic.example/' },
      { '@type': 'ListItem', position: 2, name: 'Sleep', item: 'https://clinic.example/articles/sleep' },
    ],
  )
})

test('what nobody reviewed does not say that it was', () => {
  const page = medicalWebPage({ ...PAGE, reviewer: null, article: { ...ARTICLE, reviewer: null, lastReviewed: null } })
  assert.equal('reviewedBy' in page || 'lastReviewed' in page, false)
  assert.equal(faqPage({ ...PAGE, article: { ...ARTICLE, quickAnswers: [] } }), null)
})

test('a title cannot end the element that the facts stand in, and reads as it was written', () => {
  const text = jsonLdText([blogPosting(PAGE), null])
  assert.doesNotMatch(text, /[<>&]/)
  assert.equal((JSON.parse(text) as [{ headline: string }])[0].headline, ARTICLE.title)
})

test('a location says when it is open', () => {
  const place = {
    id: 'centre',
    name: 'Centre',
    street: '1 High Street',
    city: 'Town',
    postalCode: '1000',
    country: 'ES',
    timeZone: 'Europe/Madrid',
    hours: [{ weekday: 7, opens: '09:00', closes: '13:00' }],
  }
  assert.deepEqual(medicalClinic(CLINIC, place, '/places/centre').openingHoursSpecification, [
    { '@type': 'OpeningHoursSpecification', dayOfWeek: 'https://schema.org/Sunday', opens: '09:00', closes: '13:00' },
  ])
})

test('a treatment says what it is and who is warned, and a person their licences and where they work, and no more', () => {
  const therapy = {
    ...{ clinic: CLINIC, path: '/treatments/acupuncture', name: 'Acupuncture', alternateNames: ['needling'] },
    ...{ description: 'Thin needles.', contraindications: ['a blood thinner'] },
  }
  assert.deepEqual(medicalTherapy(therapy), {
    '@context': 'https://schema.org',
    '@type': 'MedicalTherapy',
    '@id': 'https://clinic.example/treatments/acupuncture#treatment',
    ...{ name: 'Acupuncture', alternateName: ['needling'], description: 'Thin needles.' },
    ...{ url: 'https://clinic.example/treatments/acupuncture', relevantSpecialty: 'Neurologic' },
    contraindication: [{ '@type': 'MedicalContraindication', name: 'a blood thinner' }],
  })
  const person = personPage({
    ...{ clinic: CLINIC, person: JOHN, path: '/people/john-roe', about: '', portrait: null },
    credentials: [{ name: 'Physician', authority: 'Medical Chamber', number: '' }],
    places: [{ name: 'Centre', path: '/locations/centre' }],
    treatments: [{ name: 'Acupuncture', path: '/treatments/acupuncture' }],
  })
  assert.deepEqual(Object.keys(person).sort(), [
    ...['@context', '@id', '@type', 'hasCredential', 'honorificSuffix', 'jobTitle', 'knowsAbout', 'name'],
    ...['url', 'workLocation', 'worksFor'],
  ])
  assert.deepEqual(person.hasCredential, [
    {
      ...{ '@type': 'EducationalOccupationalCredential', credentialCategory: 'license', name: 'Physician' },
      recognizedBy: { '@type': 'Organization', name: 'Medical Chamber' },
    },
  ])
})

test('the three forms of a feed carry the same articles with whole addresses, and are the same each time', () => {
  const settings = {
    clinic: CLINIC,
    language: 'en' as const,
    title: 'Sleep',
    summary: 'All about it.',
    path: '/topics/sleep',
    feedPaths: { rss: '/topics/sleep.rss', atom: '/topics/sleep.atom', json: '/topics/sleep.json' },
    entries: [
      {
        title: ARTICLE.title,
        summary: 'Summary.',
        path: '/articles/sleep',
        html: '<p><a href="/a">x</a><img src="/pictures/a.webp" srcset="/pictures/b.webp 400w, /pictures/c.webp 800w"> ]]> </p>',
        authors: [JANE],
        published: '2026-03-01T09:00+01:00[Europe/Madrid]',
        modified: null,
        topics: ['Sleep'],
      },
    ],
  }
  for (const form of ['rss', 'atom', 'json'] as const) {
    const text = feedText(form, settings)
    assert.equal(text, feedText(form, settings))
    assert.ok(text.includes('https://clinic.example/pictures/a.webp'), form)
    assert.ok(!text.includes('"/a"'), form)
    assert.ok(
      text.includes('https://clinic.example/pictures/b.webp 400w, https://clinic.example/pictures/c.webp'),
      form,
    )
  }
  const json = JSON.parse(feedText('json', settings)) as {
    items: { title: string; date_published?: string; date_modified: string }[]
  }
  assert.equal(json.items[0]?.title, ARTICLE.title)
  assert.equal(json.items[0]?.date_modified, '2026-03-01T08:00:00.000Z')
  // one whose authors are no longer told is carried all the same
  const nobody = { ...settings, entries: settings.entries.map((one) => ({ ...one, authors: [] })) }
  for (const form of ['rss', 'atom', 'json'] as const)
    assert.ok(feedText(form, nobody).includes('/articles/sleep'), form)
})
