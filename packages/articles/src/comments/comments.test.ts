import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commentFlags } from './comment-flags.ts'
import { commentParagraphs, countLinks, plainComment } from './comment-pieces.ts'

test('who tells of somebody’s health, or how to reach them, is asked before it is public, in both languages', () => {
  for (const words of [
    'I was diagnosed with epilepsy in 2019.',
    'My daughter has had migraine since she was nine.',
    'Since my operation the headaches are worse.',
    'Tengo migraña desde los quince años.',
    'A mi hija le dan convulsiones y toma topiramato.',
    'Me diagnosticaron depresión el año pasado.',
  ])
    assert.ok(commentFlags(words).includes('health'), words)
  for (const words of ['Write to me: ana@home.example', 'Call me at 0044 20 7946 0018', 'Llámame al 600 12 34 56'])
    assert.ok(commentFlags(words).includes('contact'), words)
})

test('a dose and advice about a treatment are noticed, in both languages', () => {
  for (const words of ['It is 400 mg a day.', 'two tablets', 'cada 8 horas', 'Son 25 microgramos', 'dos comprimidos'])
    assert.ok(commentFlags(words).includes('dose'), words)
  for (const words of [
    'You should stop taking triptans.',
    'Stop taking them, they are poison',
    'Magnesium cures it.',
    'Deberías dejar de tomarlo',
    'Deja de tomar pastillas',
    'No tomes eso en vez de la medicación',
  ])
    assert.ok(commentFlags(words).includes('advice'), words)
})

test('what holds nothing of that is not asked about', () => {
  for (const words of [
    'Thank you, the drawing made it clear to me.',
    'What does the line to the left of zero mean?',
    'Gracias, el dibujo lo explica muy bien.',
    '¿Hay estudios con más de 100 personas desde 2019?',
    'The trial of 2016 had 1,234 people, is there a newer one?',
    'How was pain counted in the trial, by days or by hours?',
  ])
    assert.deepEqual(commentFlags(words), [], words)
})

test('a comment is paragraphs of plain text, and only addresses of the web are links', () => {
  assert.deepEqual(
    commentParagraphs('See https://a.example/x?y=1.\n<b>not</b> bold\n\njavascript:alert(1) (https://b.example/c)'),
    [
      [
        [
          { kind: 'text', words: 'See ' },
          { kind: 'link', href: 'https://a.example/x?y=1', words: 'https://a.example/x?y=1' },
          { kind: 'text', words: '.' },
        ],
        [{ kind: 'text', words: '<b>not</b> bold' }],
      ],
      [
        [
          { kind: 'text', words: 'javascript:alert(1) (' },
          { kind: 'link', href: 'https://b.example/c', words: 'https://b.example/c' },
          { kind: 'text', words: ')' },
        ],
      ],
    ],
  )
  // who hides another host before an @ gets no link
  const [[[piece]]] = commentParagraphs('https://bank.example@evil.example/')
  assert.equal(piece.kind, 'text')
  assert.equal(countLinks('www.a.example and HTTP://b.example, not x@www.c.example'), 2)
})

test('signs that hide or turn words do not reach the page', () => {
  assert.equal(plainComment(' a\u202eb\u200bc\r\n\r\n\r\n\r\nd\u0007e \n'), 'abc\n\nd e')
  const long = 'my '.repeat(1300)
  const began = performance.now()
  commentFlags(long)
  assert.ok(performance.now() - began < 500, 'long words do not hold the server up')
})

test('a form as large as the door takes is made plain without holding the server up, whatever stands in it', () => {
  for (const sign of [' ', '\t', '\n', '\n ', ' \n', '\r\n', '\u0007', '\u200b', 'a\u0300', 'http://', 'www.', '(']) {
    const large = `a${sign.repeat(1_000_000 / sign.length)}b`
    const began = performance.now()
    countLinks(plainComment(large))
    assert.ok(performance.now() - began < 1500, JSON.stringify(sign))
  }
  assert.equal(plainComment('a  b  \n \tc\t\n'), 'a  b\n \tc'.replace('\t', ' '))
})
