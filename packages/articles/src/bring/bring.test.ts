import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderArticle } from '../markdown/render-article.ts'
import { articleFromFile } from './brought-file.ts'
import { readFeed } from './feed.ts'
import { markdownFromHtml } from './html-to-markdown.ts'

const from = (html: string) => markdownFromHtml(html, 'https://old.example/blog/sleep/', (address) => address)

test('what a blog wrote in HTML is Markdown, with its titles, lists, tables, links and pictures', () => {
  const { markdown, pictures, left } = from(`
    <h1>Sleep</h1><p>It is <strong>not </strong>known <em>yet</em>. See <a href="../tea/">tea</a>.</p>
    <ul><li>One</li><li>Two<ol><li>Deep</li></ol></li></ul>
    <figure><a href="/big.jpg"><img src="/neck.jpg" alt="A neck"></a><figcaption>Where it is tense</figcaption></figure>
    <table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2 | 3</td></tr></table>
    <iframe src="https://video.example/"></iframe><script>alert(1)</script>`)
  assert.equal(
    markdown,
    [
      '## Sleep',
      'It is **not** known _yet_. See [tea](https://old.example/blog/tea/).',
      '- One\n- Two\n  1. Deep',
      '![A neck](https://old.example/neck.jpg "Where it is tense")',
      '| A | B      |\n| - | ------ |\n| 1 | 2 \\| 3 |',
    ].join('\n\n'),
  )
  assert.deepEqual(pictures, ['https://old.example/neck.jpg'])
  assert.deepEqual(left, ['iframe'])
})

test('text of WordPress has its paragraphs at empty lines, its captions, and none of its shortcodes', () => {
  const { markdown } = from(
    'One.\n\nTwo <b>bold</b>\n\nthree.\n<!-- wp:paragraph -->[caption id="a"]<img src="https://old.example/a.png" alt="x"> Words[/caption][gallery ids="1,2"]',
  )
  assert.equal(markdown, 'One.\n\nTwo **bold**\n\nthree.\n\n![x](https://old.example/a.png "Words")')
})

test('nothing that is brought runs, whatever it was before', () => {
  for (const html of [
    '<a href="javascript:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<img src="javascript:alert(1)" onerror="alert(1)">',
    '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>',
    '<svg onload=alert(1)><script>alert(1)</script></svg>',
    '<p>[x](javascript:alert(1))</p>',
    '<p>&lt;img src=x onerror=alert(1)&gt;</p>',
    `${'<div>'.repeat(60_000)}deep${'</div>'.repeat(60_000)}`,
    `${'<b>'.repeat(60_000)}deep`,
  ]) {
    const { markdown } = from(html)
    const { blocks } = renderArticle(markdown, { language: 'en', pictureOf: () => null })
    const shown = blocks.map((block) => (block.kind === 'html' ? block.html : '')).join('')
    assert.doesNotMatch(shown, /<(script|svg|img|iframe)|="javascript:|<[^>]+\son\w+=/, html.slice(0, 80))
  }
})

const RSS = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<rss version="2.0" xmlns:content="x"><channel><title>Old &amp; blog</title><language>es-ES</language>
<item><title>&b;Dormir</title><link>https://old.example/2020/dormir/</link><pubDate>Mon, 06 Jan 2020 09:00:00 GMT</pubDate>
<category>Sue\u00f1o</category><description>Corto</description><content:encoded><![CDATA[<p>Largo</p>]]></content:encoded></item>
</channel></rss>`

test('a feed is read in its three forms, and entities that it declares do not grow', () => {
  const rss = readFeed(RSS)
  assert.ok(rss.type === 'ok' && rss.kind === 'rss')
  assert.deepEqual([rss.title, rss.language], ['Old & blog', 'es'])
  const [entry] = rss.entries
  assert.ok(entry !== undefined && entry.title.length < 30, entry?.title)
  assert.deepEqual(
    { ...entry, title: '' },
    {
      ...{ title: '', address: 'https://old.example/2020/dormir/', slug: 'dormir', authors: [], categories: ['Sueño'] },
      ...{ published: '2020-01-06T09:00:00.000Z', summary: 'Corto', html: '<p>Largo</p>' },
    },
  )
  const atom = readFeed(`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>A</title><entry><title>T</title>
    <link href="https://old.example/t.html"/><published>2021-02-03T00:00:00Z</published><author><name>Ada</name></author>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One &amp; two</p></div></content></entry></feed>`)
  assert.ok(atom.type === 'ok' && atom.kind === 'atom')
  assert.equal(from(atom.entries[0]?.html ?? '').markdown, 'One & two')
  assert.deepEqual([atom.entries[0]?.slug, atom.entries[0]?.authors], ['t', ['Ada']])
  const item = (type: string, status: string) =>
    `<item><title>${type} ${status}</title><wp:post_name>a-${status}</wp:post_name><wp:post_type>${type}</wp:post_type><wp:status>${status}</wp:status><wp:post_date_gmt>2019-05-06 07:08:09</wp:post_date_gmt></item>`
  const wordpress = readFeed(
    `<rss><channel><wp:wxr_version>1.2</wp:wxr_version>${item('post', 'publish')}${item('post', 'trash')}${item('attachment', 'inherit')}${item('page', 'draft')}</channel></rss>`,
  )
  assert.ok(wordpress.type === 'ok' && wordpress.kind === 'wordpress')
  assert.deepEqual(
    wordpress.entries.map(({ title, slug, published }) => [title, slug, published]),
    [
      ['post publish', 'a-publish', '2019-05-06T07:08:09.000Z'],
      ['page draft', 'a-draft', '2019-05-06T07:08:09.000Z'],
    ],
  )
  assert.deepEqual(readFeed('<html><body>no</body></html>'), { type: 'error', code: 'no-feed' })
  assert.deepEqual(readFeed('<rss><channel><title>x</title></channel></rss>'), { type: 'error', code: 'no-entries' })
})

test('a file of another generator becomes an article to write further, and what is not used is told', () => {
  const { article, unused, published } = articleFromFile(
    'posts/2020-01-06-good-sleep.md',
    '---\ntitle: "Good: sleep"\nlayout: post\ndate: 2020-01-06\ntags: [sleep, tea]\ndescription: Why\n---\n\nText.\n',
    'en',
  )
  assert.deepEqual(
    [article.title, article.slug, article.key, article.language],
    ['Good: sleep', 'good-sleep', 'good-sleep', 'en'],
  )
  assert.deepEqual([article.summary, article.topics, article.body], ['Why', ['sleep', 'tea'], 'Text.\n'])
  assert.deepEqual([unused, published], [['layout'], '2020-01-06'])
  const plain = articleFromFile('Notes on Tea.md', '# Tea at night\n\nText.', 'es')
  assert.deepEqual(
    [plain.article.title, plain.article.slug, plain.article.body],
    ['Tea at night', 'notes-on-tea', 'Text.\n'],
  )
  const bomb = articleFromFile('x.md', '---\na: &a [x,x]\nb: [*a,*a]\n---\ntext', 'en')
  assert.equal(bomb.article.body, 'text\n')
})
