import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draftsFromFiles } from './bring-articles.ts'

const file = (text: string) => new Map([['a.md', Buffer.from(text)]])

test('a file of somebody else’s does not hold the server up, whatever it repeats', () => {
  for (const mark of ['![', '![](', '![a](', '](', ':study[', '[^a]: ', '# a\n', '\n', ' ', '---\n', 'a: b\n']) {
    const began = performance.now()
    for (const head of ['', '---\ntitle: A\n---\n'])
      draftsFromFiles(file(head + mark.repeat(400_000 / mark.length)), 'en')
    assert.ok(performance.now() - began < 3000, JSON.stringify(mark))
  }
})

test('the language is asked for only where something does not say it', () => {
  const said = '---\ntitle: A\nlanguage: es\n---\n\ntexto\n'
  const feed = (more: string) =>
    `<rss version="2.0"><channel><title>A</title>${more}<item><title>B</title><description>c</description></item></channel></rss>`
  const files = (...all: (readonly [string, string])[]) =>
    draftsFromFiles(new Map(all.map(([path, text]) => [path, Buffer.from(text)])), null)
  const read = files(['a.md', said], ['b.es.md', 'texto'], ['c.xml', feed('<language>es</language>')])
  assert.ok(read.type === 'ok')
  assert.deepEqual(
    read.drafts.map(({ article }) => article.language),
    ['es', 'es', 'es'],
  )
  assert.deepEqual(files(['a.md', said], ['b.md', 'text']), { type: 'error', code: 'no-language', file: 'b.md' })
  assert.deepEqual(files(['c.xml', feed('')]), { type: 'error', code: 'no-language', file: 'c.xml' })
})

test('a day that the calendar does not have is told, and nothing of it is taken over', () => {
  const notes = 'editorsNotes:\n  - date: 2026-02-31\n    kind: update\n    words: New trials.\n'
  const read = draftsFromFiles(file(`---\ntitle: A\ndate: yesterday\n${notes}---\n\ntext\n`), 'en')
  assert.ok(read.type === 'ok')
  const [draft] = read.drafts
  assert.deepEqual(draft?.unused, ['“2026-02-31”', '“yesterday”'])
  assert.deepEqual(draft.article.editorsNotes, [{ date: '', kind: 'update', words: 'New trials.' }])
  assert.equal(draft.article.firstPublished, null)
})
