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
