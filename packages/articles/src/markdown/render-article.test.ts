import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderArticle } from './render-article.ts'
import { renderComment } from './render-comment.ts'
import type { Picture } from './body.ts'

const NECK: Picture = {
  sizes: [
    { width: 360, height: 240, address: '/pictures/neck-360.webp' },
    { width: 720, height: 480, address: '/pictures/neck-720.webp' },
  ],
}

function render(markdown: string): ReturnType<typeof renderArticle> {
  return renderArticle(markdown, { language: 'en', pictureOf: (name) => (name === 'neck.jpg' ? NECK : null) })
}

function htmlOf(markdown: string): string {
  return render(markdown)
    .blocks.map((block) => (block.kind === 'html' ? block.html : `[${block.kind}]`))
    .join('\n')
}

test('an empty corner of a table heads nothing, and is no head for who listens to the page', () => {
  const html = htmlOf('|  | How sure |\n|---|---|\n| Magnesium | low |')
  assert.match(html, /<thead><tr><td><\/td><th scope="col">How sure<\/th><\/tr><\/thead>/)
})

test('a picture stands with its words, its caption and the size that a screen needs', () => {
  assert.equal(
    htmlOf('![A neck](picture:neck.jpg "Where it is tense")'),
    '<figure><img src="/pictures/neck-720.webp" srcset="/pictures/neck-360.webp 360w, /pictures/neck-720.webp 720w" ' +
      'sizes="(min-width: 768px) 720px, 100vw" width="720" height="480" alt="A neck" loading="lazy" decoding="async">' +
      '<figcaption>Where it is tense</figcaption></figure>',
  )
  const codes = render(
    '![](picture:neck.jpg)\n\n![a](https://elsewhere.example/a.png)\n\n![b](picture:none.png)',
  ).faults
  assert.deepEqual(
    codes.map(({ code, line }) => `${line} ${code}`),
    ['1 picture-without-words', '3 foreign-picture', '5 unknown-picture'],
  )
})

test('living parts cut the text where they stand, and an unknown one is told with what is near', () => {
  const { blocks, faults } = render(
    'Before\n\n::evidence{treatment="Akupunktur"}\n\nBetween\n\n::call{to="diary"}\n\n::evidence{treatment="acupunctur"}\n\nAfter',
  )
  assert.deepEqual(
    blocks.map((block) => (block.kind === 'evidence' ? block.treatment : block.kind)),
    ['html', 'acupuncture', 'html', 'call', 'html'],
  )
  assert.match(faults[0]?.message.en ?? '', /no treatment "acupunctur"; did you mean "acupuncture"/)
})

test('a study that is mentioned twice has one number, and one that is not known has none', () => {
  const { blocks, studies, faults } = render(
    'A :study[haller-2016], a :study[mann-2008], a :study[haller-2016], :study[x].',
  )
  assert.deepEqual(studies, ['haller-2016', 'mann-2008'])
  assert.equal(blocks[0]?.kind === 'html' && (blocks[0].html.match(/\[\d\]/g) ?? []).join(), '[1],[2],[1]')
  assert.deepEqual(
    faults.map(({ code }) => code),
    ['unknown-study'],
  )
})

test('a colon before a word is a colon', () => {
  assert.equal(
    htmlOf('At 10:30, ratio 3:one, note:this and a:b[*c*].'),
    '<p>At 10:30, ratio 3:one, note:this and a:b[<em>c</em>].</p>',
  )
})

test('titles begin below the title of the page, have addresses of their own and skip no level', () => {
  const { headings, faults } = render('# Why?\n\n### Why?\n\n## ¿Qué es?')
  assert.deepEqual(headings, [
    { id: 'why', text: 'Why?', level: 2 },
    { id: 'why-2', text: 'Why?', level: 4 },
    { id: 'que-es', text: '¿Qué es?', level: 3 },
  ])
  assert.deepEqual(
    faults.map(({ code, line }) => `${line} ${code}`),
    ['3 heading-skips'],
  )
})

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '[a](javascript:alert(1))',
  '[a](JaVaScRiPt:alert(1))',
  '[a](java\tscript:alert(1))',
  '[a](&#106;avascript:alert(1))',
  '[a](<\u0001javascript:alert(1)>)',
  '[a](data:text/html,<script>alert(1)</script>)',
  '[a](vbscript:msgbox)',
  '[a](//evil.example)',
  '[a](/\\\\evil.example)',
  '[a](https://user:pass@evil.example)',
  '![a](javascript:alert(1))',
  '![a](picture:"onerror="alert(1))',
  '![" onerror="alert(1)](picture:neck.jpg)',
  '![a](picture:neck.jpg "\\" onload=\\"alert(1)")',
  '<javascript:alert(1)>',
  '[a]: javascript:alert(1)\n\n[a]',
  '[^a]\n\n[^a]: [x](javascript:alert(1))',
  '::evidence{treatment="\\"><script>alert(1)</script>"}',
  '::call{to="<img src=x onerror=alert(1)>"}',
  ':study[<img src=x onerror=alert(1)>]',
  ':::note{onclick=alert(1) style="x" id="y" class="z"}\nhi\n:::',
  '::x{onclick="alert(1)"}',
  '| <img src=x onerror=alert(1)> |\n|---|\n| [a](javascript:alert(1)) |',
  '```html" onmouseover="alert(1)\n<script>alert(1)</script>\n```',
  '`<script>alert(1)</script>`',
  '# <svg onload=alert(1)>',
  '<clearday-place block="{}"></clearday-place>',
]

test('nothing that is written runs, loads from elsewhere or leads where a link must not', () => {
  for (const written of HOSTILE)
    for (const html of [htmlOf(written), renderComment(written).html]) {
      const tags = html.match(/<[^>]*>/g) ?? []
      for (const tag of tags) {
        const outside = tag.replace(/"[^"]*"/g, '""')
        assert.doesNotMatch(
          outside,
          /\son\w+=|style=|srcdoc|<(script|svg|iframe|object|embed|form|clearday)/i,
          `${written} → ${html}`,
        )
        for (const [, value = ''] of tag.matchAll(/(?:href|src)="([^"]*)"/g))
          assert.match(value, /^(\/(?![/\\])|#|https?:\/\/(?!.*@)|mailto:|tel:)/, `${written} → ${html}`)
      }
    }
})

test('a comment keeps its words and a few marks, and its links say that they are a reader’s', () => {
  assert.deepEqual(
    renderComment('# Thanks\n\n**It** helped, see [this](https://a.example) ![pic](https://b.example/c.png)'),
    {
      html: '<p>Thanks</p>\n<p><strong>It</strong> helped, see <a href="https://a.example/" rel="ugc nofollow noopener noreferrer">this</a> pic</p>',
      links: 1,
    },
  )
})

test('a text that would keep the server busy stands as it was written, and is told', () => {
  const heavy = [
    '*a_',
    '> ',
    ':::note\n',
    '~a',
    '- - ',
    '1. ',
    '=\n',
    'a\n=\n',
    '# a\n',
    '](![',
    '[^a]',
    '[^a]: ',
    '[a][',
    '- a\n',
  ].map((piece) => `${piece.repeat(20_000)}a`)
  for (const written of heavy) {
    const started = process.cpuUsage().user
    const { blocks, faults } = render(written)
    // seconds of this process's own work, far above what it takes: a parser that reads these takes minutes
    assert.ok(process.cpuUsage().user - started < 5e6, written.slice(0, 12))
    assert.deepEqual(
      faults.map(({ code }) => code),
      ['too-heavy'],
    )
    assert.equal(blocks.length, 1)
  }
  assert.deepEqual(render(`${'> '.repeat(20)}deep\n\n${'*a* '.repeat(1_000)}`).faults, [])
})
