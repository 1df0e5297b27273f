import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Article } from '../article.ts'
import { mergeArticles, mergeTexts } from './merge.ts'

const TEXT = 'One.\n\nTwo.\n\nThree.\n\nFour.\n'

test('paragraphs that different people changed are joined, wherever they lie', () => {
  const mine = TEXT.replace('One.', 'One, mine.').replace('Four.', 'Four.\n\nFive, mine.')
  const theirs = TEXT.replace('Three.', 'Three, theirs.')
  assert.equal(mergeTexts(TEXT, mine, theirs), 'One, mine.\n\nTwo.\n\nThree, theirs.\n\nFour.\n\nFive, mine.')
  assert.equal(mergeTexts(TEXT, theirs, mine), mergeTexts(TEXT, mine, theirs))
  assert.equal(mergeTexts(TEXT, TEXT.replace('Two.\n\n', ''), theirs), 'One.\n\nThree, theirs.\n\nFour.')
})

test('a paragraph that both changed is laid before somebody, and so are two that were put into the same place', () => {
  assert.equal(mergeTexts(TEXT, TEXT.replace('Two.', 'Two a.'), TEXT.replace('Two.', 'Two b.')), null)
  assert.equal(mergeTexts(TEXT, `${TEXT}\n\nMine.`, `${TEXT}\n\nTheirs.`), null)
  assert.equal(mergeTexts(TEXT, TEXT.replace('Two.\n\n', ''), TEXT.replace('Two.', 'Two b.')), null)
  // the same change twice is one
  const alike = TEXT.replace('Two.', 'Two a.')
  assert.equal(mergeTexts(TEXT, alike, alike), alike.trim())
})

test('nothing that one of them wrote is lost: each field is the one’s, the other’s, both joined, or to be chosen', () => {
  const base = {
    title: 'T',
    summary: 'S',
    topics: ['a'],
    calls: ['diary'],
    body: TEXT,
    reviewer: null,
  } as unknown as Article
  const mine: Article = { ...base, title: 'Mine', topics: ['a', 'b'], body: TEXT.replace('One.', '1.') }
  const theirs: Article = { ...base, title: 'Theirs', summary: 'S2', body: TEXT.replace('Four.', '4.') }
  const { article, both } = mergeArticles(base, mine, theirs)
  assert.deepEqual(article, {
    ...base,
    title: 'Mine',
    summary: 'S2',
    topics: ['a', 'b'],
    body: '1.\n\nTwo.\n\nThree.\n\n4.',
  })
  assert.deepEqual(
    both.map(({ field, merged }) => [field, merged]),
    [
      ['title', null],
      ['body', '1.\n\nTwo.\n\nThree.\n\n4.'],
    ],
  )
})
