// The diary on paper: four weeks on the two sides of a sheet to print, as a PDF that a screen reader can read too. Each cell has room for a word.
import PDFDocument from 'pdfkit'
import type { PaperDiaryWords } from '@clearday/web/services'
import { TYPEFACE } from './typeface.ts'

const DAYS = 28
/** In points, A4 across. */
const MARGIN = 34
const FIRST_COLUMN = 150
const ROW_HEIGHT = 30
/** For the row that asks what was taken. */
const WORDS_HEIGHT = 52
const DAYS_A_SIDE = 14
const INK = '#1c2a28'
const QUIET = '#55615f'
const LINE = '#9aa5a2'
const OTHER_WEEK = '#eef3f1'

/** Two weeks a side: a row for each thing, a column for each day. Some 200 kB, most of them what says which cell is which; a tenth of a second. @param words of the reader's language. */
export async function paperDiary(words: PaperDiaryWords): Promise<Buffer> {
  const { language, title, clinic, how, from, name, day, rows, foot, wordy } = words
  const pdf = new PDFDocument({
    ...{ size: 'A4', layout: 'landscape', margin: MARGIN, tagged: true, pdfVersion: '1.7', displayTitle: true },
    lang: language,
    info: { Title: title, Author: clinic },
  })
  const pieces: Buffer[] = []
  pdf.on('data', (piece: Buffer) => pieces.push(piece))
  const ended = new Promise<void>((resolve, reject) => pdf.once('end', resolve).once('error', reject))
  pdf.registerFont('normal', TYPEFACE.normal).registerFont('semibold', TYPEFACE.semibold)
  const whole = pdf.struct('Document')
  pdf.addStructure(whole)

  const week = (column: number): string | undefined => (Math.floor((column - 1) / 7) % 2 === 1 ? OTHER_WEEK : undefined)
  const head = { type: 'TH', scope: 'Column', align: { x: 'center', y: 'center' } } as const
  const body = {
    type: 'TH',
    scope: 'Row',
    align: { x: 'left', y: 'center' },
    padding: { left: 5, right: 3, top: 0, bottom: 0 },
  } as const
  for (let first = 1; first <= DAYS; first += DAYS_A_SIDE) {
    if (first > 1) pdf.addPage()
    const numbers = Array.from({ length: DAYS_A_SIDE }, (_, index) => first + index)
    if (first === 1) {
      pdf.font('semibold').fontSize(18).fillColor(INK)
      pdf.text(title, { structParent: whole, structType: 'H1' })
      pdf.font('normal').fontSize(10.5).fillColor(QUIET)
      pdf.text(how, { structParent: whole, lineGap: 1 })
      pdf.moveDown(0.5)
    }
    pdf.font('normal').fontSize(10.5).fillColor(INK)
    pdf.text(`${name}: ______________________________      ${from}: ____________________`, { structParent: whole })
    pdf.moveDown(0.7)
    const table = {
      structParent: whole,
      columnStyles: [FIRST_COLUMN, ...numbers.map(() => '*')],
      rowStyles: (row: number) => ({ height: row === 0 ? 18 : row - 1 === wordy ? WORDS_HEIGHT : ROW_HEIGHT }),
      defaultStyle: { border: 0.5, borderColor: LINE, padding: 1 },
      data: [
        [{ ...body, text: day }, ...numbers.map((one) => ({ ...head, text: String(one), backgroundColor: week(one) }))],
        ...rows.map((row) => [
          { ...body, text: row },
          ...numbers.map((one) => ({ text: '', backgroundColor: week(one) })),
        ]),
      ],
    }
    pdf.fontSize(9.5).table(table)
    pdf.moveDown(0.5).fontSize(9.5).fillColor(QUIET)
    pdf.text(clinic === '' ? foot : `${foot} ${clinic}`, { structParent: whole })
  }
  pdf.end()
  await ended
  return Buffer.concat(pieces)
}
