// The PDF of the page for the doctor, read back from its bytes: one side that holds the page whatever the diary holds, its letters and its tags.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { doctorPageOf, type DoctorPage, type PageLanguage } from '@clearday/care'
import { readDiary, type Diary } from '@clearday/diary'
import { doctorPdf, PAPERS, sizeThatFits, type PdfLetters } from '../src/lib/doctor/doctor-pdf.ts'
import { exampleDiary, fullDiary, LONG } from './example-entries.ts'
import { textOfPages } from './pdf-text.ts'

const { resolve } = createRequire(import.meta.url)
const letter = (name: string): Buffer =>
  readFileSync(resolve(`@fontsource/source-sans-3/files/source-sans-3-${name}-normal.woff`))
const LETTERS: PdfLetters = {
  normal: letter('latin-400'),
  semibold: letter('latin-600'),
  more: ['latin-ext-400', 'greek-400', 'cyrillic-400'].map(letter),
}

function read(written: object): Diary {
  const found = readDiary(written)
  assert.ok(found.type === 'ok', JSON.stringify(found))
  return found.value
}

test('whatever a diary holds, its page fits one side of A4 and of Letter, in both languages', async (t) => {
  const written = exampleDiary()
  const diaries: readonly (readonly [string, Diary])[] = [
    ['the example', read(written)],
    ['everything at once', read(fullDiary())],
    ['nothing', read({ format: 'clearday-diary-1', timeZone: 'UTC', firstDay: '2026-03-12', lastDay: '2026-03-12' })],
  ]
  for (const [what, diary] of diaries)
    for (const language of ['en', 'es'] as const) {
      const page = doctorPageOf(diary, { language, name: LONG, question: LONG })
      for (const paper of PAPERS) {
        const size = sizeThatFits(page, LETTERS, paper)
        t.diagnostic(`${what}, ${language}, ${paper}: ${String(size)} points`)
        assert.ok(
          size !== null && size >= (what === 'everything at once' ? 6.5 : 7.5),
          `${what}, ${language}, ${paper}`,
        )
      }
    }
  const page = doctorPageOf(read(fullDiary()), { language: 'en', question: LONG })
  const [first, second] = textOfPages(await doctorPdf(page, LETTERS, 'A4'))
  for (const { heading } of page.sections) assert.ok(first.includes(bare(heading)), heading)
  assert.ok(second.startsWith('Appendix'))
})

const bare = (text: string): string => text.replaceAll(/\s/g, '')

/** What each block says, as it must be found in print. */
function saidOf({ sections, appendices, who, period }: DoctorPage): readonly string[] {
  const blocks = [...sections, ...appendices].flatMap((section) => section.blocks)
  return [
    ...[who, period],
    ...blocks.flatMap((block) =>
      block.type === 'text'
        ? [block.text]
        : block.type === 'list'
          ? block.items
          : block.type === 'table'
            ? block.rows.flat().map(({ text }) => text)
            : block.legend.map(({ text }) => text),
    ),
  ]
}

test('every word of the page is text in the PDF, with letters of other alphabets and tags that a screen reader walks', async () => {
  for (const language of ['en', 'es'] as PageLanguage[]) {
    const page = doctorPageOf(read(exampleDiary()), { language, name: 'Łucja Μαρία Анна', question: '¿Sigo? <b>&amp;' })
    const pdf = await doctorPdf(page, LETTERS, 'A4')
    const printed = textOfPages(pdf).join('')
    for (const said of saidOf(page)) assert.ok(printed.includes(bare(said)), said)
    const raw = Buffer.from(pdf).toString('latin1')
    assert.match(raw, new RegExp(`/Lang \\(${language}\\)`))
    assert.match(raw, /\/Marked true/)
    assert.match(raw, /\/DisplayDocTitle true/)
    for (const tag of ['H1', 'H2', 'P', 'L', 'LI', 'LBody', 'Table', 'TR', 'TH', 'TD', 'BlockQuote', 'Figure'])
      assert.match(raw, new RegExp(`/S /${tag}\\b`), tag)
    assert.match(raw, /\/Alt /)
    const fonts = raw.match(/\/Type \/FontDescriptor\b/g)?.length
    assert.equal(fonts, raw.match(/\/FontFile[23] /g)?.length, 'every font that is used comes along')
    assert.ok(!raw.includes('/Helvetica'))
  }
})

test('a letter that no font has is a question mark, and the rest is printed', async () => {
  const page = doctorPageOf(read(exampleDiary()), { language: 'en', question: 'Why 😀 今日 now?' })
  const [first] = textOfPages(await doctorPdf(page, LETTERS, 'Letter'))
  assert.ok(first.includes('Why???now?'), first.slice(0, 500))
})
