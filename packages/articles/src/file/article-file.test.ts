import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Article } from '../article.ts'
import { readArticleFile, writeArticleFile } from './article-file.ts'

const HEAD = `key: sleep
language: en
slug: sleep
title: "Sleep: why regular hours matter"
summary: What is known.
authors: [jane-doe]
lead: One line.`

function faultsOf(text: string): readonly string[] {
  const read = readArticleFile(text)
  return read.type === 'ok' ? [] : read.faults.map(({ line, field, message }) => `${line} ${field} ${message}`)
}

test('what is not right is told with its line, its field, what stands there and what would be right', () => {
  assert.deepEqual(faultsOf(`---\n${HEAD.replace('slug: sleep', 'slug: Sleep Well')}\n---\ntext`), [
    '4 slug "Sleep Well" stands here; it must be small letters and digits with single hyphens, such as "sleep-and-migraine"',
  ])
  const [missing] = faultsOf(`---\n${HEAD}\nquickAnswers:\n  - question: Why?\n---\ntext`)
  assert.equal(missing, '10 quickAnswers[0].answer is missing; it must be a text')
  assert.match(
    faultsOf(`---\n${HEAD}\nauthor: x\n---\n`)[0] ?? '',
    /^9 author is no field of an article; the fields are key, /,
  )
  assert.match(
    faultsOf(`---\n${HEAD}\nfirstPublished: yesterday\n---\n`)[0] ?? '',
    /^9 firstPublished "yesterday" stands here; /,
  )
  assert.match(faultsOf('no head')[0] ?? '', /^1 {2}the file must begin with a head/)
  assert.match(faultsOf('---\na: [1\n---\n')[0] ?? '', /^2 {2}the head is not YAML/)
})

test('a day and a moment are some that there are: not the 31st of February, no 25th hour, no zone of nowhere', () => {
  for (const [field, value] of [
    ['lastReviewed', '2026-02-31'],
    ['lastReviewed', '2026-13-01'],
    ['lastReviewed', '0000-00-00'],
    ['firstPublished', '2026-02-30T09:00:00+01:00[Europe/Madrid]'],
    ['firstPublished', '2026-03-29T25:00:00+02:00[Europe/Madrid]'],
    ['firstPublished', '2026-03-29T09:00:00+02:00[Europe/Nowhere]'],
  ] as const)
    assert.match(
      faultsOf(`---\n${HEAD}\n${field}: ${value}\n---\ntext`)[0] ?? '',
      new RegExp(`^9 ${field} "${value.slice(0, 10)}.* stands here; it must be a (day|moment)`),
    )
  for (const right of [
    'lastReviewed: 2028-02-29',
    'firstPublished: 2026-03-29T09:00:00+02:00[Europe/Madrid]',
    'firstPublished: 2026-03-29T09:00:00+00:00[UTC]',
    'firstPublished: 2026-03-29T09:00:00-03:00[Etc/GMT+3]',
  ])
    assert.deepEqual(faultsOf(`---\n${HEAD}\n${right}\n---\ntext`), [], right)
})

test('a head that refers to itself again and again is not unfolded', () => {
  const bomb = `---\na: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n---\n`
  assert.match(faultsOf(bomb)[0] ?? '', /refers to another of its places/)
})

test('signs that mean something to YAML come back as they were written', () => {
  const read = readArticleFile(`---\n${HEAD}\n---\n\ntext\n`)
  assert.equal(read.type, 'ok')
  if (read.type !== 'ok') return
  for (const title of [
    'yes',
    '2026-01-01',
    '007',
    '#5: "a" & b',
    '---',
    "it's",
    '{x}',
    '- a',
    'a: b',
    '!tag',
    '*a',
    'null',
  ]) {
    const article: Article = { ...read.value, title, lead: `${title}\n\n---\n${title}` }
    const again = readArticleFile(writeArticleFile(article))
    assert.deepEqual(again, { type: 'ok', value: article }, title)
  }
})
