// The articles that come with Clearday: each is held to the checklist that a clinic's editors work by.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  checkArticle,
  mayBePublished,
  readArticleFile,
  renderArticle,
  writeArticleFile,
  type Article,
  type Picture,
} from './index.ts'

const folder = new URL('../content/', import.meta.url)
const PICTURE: Picture = { sizes: [{ width: 720, height: 480, address: '/pictures/x-720.webp' }] }

const files = readdirSync(folder).filter((name) => name.endsWith('.md'))
const articles: readonly { readonly file: string; readonly article: Article }[] = files.map((file) => {
  const read = readArticleFile(readFileSync(new URL(file, folder), 'utf8'))
  assert.equal(read.type, 'ok', `${file}: ${JSON.stringify(read)}`)
  return { file, article: (read as { value: Article }).value }
})
const addresses = new Set(articles.map(({ article }) => `/articles/${article.slug}`))

for (const { file, article } of articles) {
  test(`${file} can be published`, () => {
    const points = checkArticle(article, {
      language: article.language,
      today: '2026-11-25',
      pictureOf: () => PICTURE,
      leads: (path) => addresses.has(path),
    })
    assert.deepEqual(
      points.filter(({ met }) => !met).map(({ id, found }) => `${id}: ${found.map(({ en }) => en).join(' ')}`),
      [],
    )
    assert.ok(mayBePublished(points))
  })

  test(`${file} has every part that a reader expects`, () => {
    const { blocks } = renderArticle(article.body, { language: article.language, pictureOf: () => PICTURE })
    assert.ok(article.quickAnswers.length >= 3)
    assert.ok(article.editorsNotes.length >= 1)
    assert.ok(article.related.every((key) => articles.some((other) => other.article.key === key)))
    const html = blocks.map((block) => (block.kind === 'html' ? block.html : '')).join('')
    for (const part of ['<figure>', '<figcaption>', '<table>', 'class="footnotes"', 'class="callout'])
      assert.ok(html.includes(part), `${part} is missing`)
    for (const kind of ['evidence', 'call'])
      assert.ok(
        blocks.some((block) => block.kind === kind),
        `${kind} is missing`,
      )
  })

  test(`${file} stays the same when it is written and read again`, () => {
    assert.deepEqual(readArticleFile(writeArticleFile(article)), { type: 'ok', value: article })
  })
}

test('the model article stands in English and in Spanish, with the same parts in both', () => {
  const versions = articles.filter(({ article }) => article.key === 'craniosacral-therapy-and-migraine')
  assert.deepEqual(versions.map(({ article }) => article.language).toSorted(), ['en', 'es'])
  const [first, second] = versions.map(({ article }) => {
    const body = renderArticle(article.body, { language: article.language, pictureOf: () => PICTURE })
    return {
      answers: article.quickAnswers.length,
      notes: article.editorsNotes.map(({ date, kind }) => ({ date, kind })),
      levels: body.headings.map(({ level }) => level),
      living: body.blocks.filter(({ kind }) => kind !== 'html'),
      studies: body.studies,
      pictures: body.pictures.map(({ name }) => name),
    }
  })
  assert.deepEqual(first, second)
})
