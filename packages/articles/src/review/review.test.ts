import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Article } from '../article.ts'
import { checkArticle, mayBePublished, type CheckPoint } from './checklist.ts'
import { differencesBetween } from './differences.ts'
import { passagesBetween, type Piece } from './passages.ts'
import { readingLevel, spanishSyllables } from './reading-level.ts'

const ARTICLE: Article = {
  key: 'sleep',
  language: 'en',
  slug: 'sleep',
  formerSlugs: [],
  title: 'Sleep',
  summary: 'Why regular hours matter to some people with migraine, and how to see whether they do to you.',
  authors: ['jane-doe'],
  reviewer: 'john-roe',
  lastReviewed: '2026-03-01',
  firstPublished: null,
  editorsNotes: [],
  lead: 'Sleep is one of the things that people name most often :study[houle-2017-hapred].',
  quickAnswers: [{ question: 'Does it?', answer: 'Perhaps.' }],
  treatments: [],
  topics: [],
  related: [],
  locations: [],
  calls: [],
  body: '## One\n\nText with a [link](/articles/other).\n',
}

function notMet(change: Partial<Article>, today = '2026-11-25'): readonly CheckPoint[] {
  const settings = {
    language: 'en',
    today,
    pictureOf: () => null,
    leads: (path: string) => path === '/articles/other',
  } as const
  return checkArticle({ ...ARTICLE, ...change }, settings).filter(({ met }) => !met)
}

test('an article with a reviewer, words for its pictures, sources and links that lead somewhere can be published', () => {
  assert.deepEqual(notMet({}), [])
})

test('each thing that keeps an article back is named with its place', () => {
  for (const [change, id, words] of [
    [{ reviewer: null }, 'medical-review', /Nobody has reviewed it/],
    [{ reviewer: 'jane-doe' }, 'medical-review', /one of its authors/],
    [{ body: 'a\n\n![](picture:x.jpg)' }, 'picture-words', /Text, line 3: no picture is called "x.jpg"/],
    [{ body: '[a](/nowhere)' }, 'links', /Text, line 1: \/nowhere leads nowhere/],
    [{ body: '[a](#nowhere)' }, 'links', /no title here is called #nowhere/],
    [{ body: '[a](javascript:1)' }, 'links', /is shown without a link/],
    [{ body: '## A\n\n#### B' }, 'headings', /"B" skips a level/],
    [{ body: '<b>a</b>' }, 'parts', /HTML is not used/],
    [{ lead: 'Nothing.' }, 'sources', /names no source/],
    [{ treatments: ['acupuncture'] }, 'sources', /does not show what trials found/],
    [{ treatments: ['acupuncutre'] }, 'sources', /no treatment "acupuncutre"/],
  ] as const) {
    const points = notMet(change)
    const point = points.find((met) => met.id === id)
    assert.match(point?.found.map(({ en }) => en).join(' ') ?? '', words, id)
    assert.equal(mayBePublished(points), false, id)
  }
})

test('what an editor may weigh is told and keeps nothing back', () => {
  for (const [change, id] of [
    [{ quickAnswers: [] }, 'quick-answers'],
    [{ summary: 'Short.' }, 'summary-length'],
    [{ body: 'A miracle cure.' }, 'words-we-avoid'],
    [{ lastReviewed: '2024-10-24' }, 'review-is-recent'],
  ] as const) {
    const points = notMet(change)
    assert.deepEqual(
      points.map((point) => point.id),
      [id],
    )
    assert.ok(mayBePublished(points))
  }
  assert.deepEqual(notMet({ lastReviewed: '2024-11-26' }), [])
  assert.deepEqual(notMet({ body: 'An unsafe, unproven thing that secures nothing.' }), [])
})

test('differences are told field by field and sentence by sentence, what was and what is each whole', () => {
  const said = (pieces: readonly Piece[]): string =>
    pieces.map(({ words, marked }) => (marked ? `[${words}]` : words)).join('')
  const after: Article = {
    ...ARTICLE,
    title: 'Sleep and migraine',
    quickAnswers: [{ question: 'Does it?', answer: 'For some.' }],
  }
  assert.deepEqual(
    differencesBetween(ARTICLE, after).map(({ field, passages }) => [
      field,
      ...passages.map((passage) => [said(passage.before), said(passage.after)]),
    ]),
    [
      ['title', ['Sleep', 'Sleep and migraine']],
      ['quickAnswers', ['Perhaps.', 'For some.']],
    ],
  )
  assert.deepEqual(differencesBetween(ARTICLE, ARTICLE), [])
  const passages = passagesBetween(
    'It stays. Trials reported that ten of a hundred people had nausea.\n\n## Harms\n\nNobody knows why. Side effects do not occur.',
    'It stays. Trials reported that twelve of a hundred people had nausea.\n\n## Harms\n\nNobody knows why. Half of the trials did not report them at all. Ask first.',
    'en',
  )
  assert.deepEqual(
    passages.map((passage) => [said(passage.before), said(passage.after)]),
    [
      [
        'Trials reported that [ten] of a hundred people had nausea.',
        'Trials reported that [twelve] of a hundred people had nausea.',
      ],
      // what has nothing in common is not interleaved
      ['Side effects do not occur.', 'Half of the trials did not report them at all. Ask first.'],
    ],
  )
  assert.deepEqual(passagesBetween('a  b.\nc', 'a b.\n\nc', 'en'), [], 'white space alone is no change')
})

test('syllables of Spanish words are counted as they are spoken', () => {
  for (const [word, count] of Object.entries({
    sol: 1,
    pan: 1,
    bien: 1,
    cuello: 2,
    migraña: 3,
    día: 2,
    quiere: 2,
    guitarra: 3,
    pingüino: 3,
    león: 2,
    cambiáis: 2,
    continúa: 4,
    terapia: 3,
    aeropuerto: 5,
    y: 1,
  }))
    assert.equal(spanishSyllables(word), count, word)
})

test('a plain text is easier than one of long words, and too short a text has no level', () => {
  const plain = 'You sleep. You wake up. The day is good. '.repeat(20)
  const hard =
    'Multidisciplinary neurological rehabilitation methodologies necessitate comprehensive interdisciplinary collaboration. '.repeat(
      20,
    )
  const [easy, difficult] = [readingLevel(plain, 'en').ease ?? 0, readingLevel(hard, 'en').ease ?? 0]
  assert.ok(easy > 90 && difficult < 0, `${easy} and ${difficult}`)
  assert.equal(readingLevel('Short.', 'en').ease, null)
  assert.equal(readingLevel('una palabra '.repeat(500), 'es').minutes, 5)
})
