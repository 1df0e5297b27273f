// The page for the doctor as a PDF: one side of A4 or Letter first, then the appendix. Letters come along, text can be selected, and all of it
// is tagged, so that a screen reader walks headings, tables and what the drawings show. The same code draws on a device and on the server.
import type { Bar, Block, Cell, DoctorPage, DoctorSection } from '@clearday/care'
import PDFDocument from 'pdfkit'
import { ALL_SIGNS, FULL, SIGNS, type Sign } from './mark-paths.ts'

export const PAPERS = ['A4', 'Letter'] as const
export type Paper = (typeof PAPERS)[number]

/** Files of one typeface (TTF or WOFF). `more`: letters that the first ones lack, in the order in which they are looked through. */
export interface PdfLetters {
  readonly normal: Uint8Array
  readonly semibold: Uint8Array
  readonly more: readonly Uint8Array[]
}

type Pdf = InstanceType<typeof PDFDocument>
type Structure = ReturnType<Pdf['struct']>
type Weight = 'normal' | 'semibold'

const INK = '#111'
const QUIET = '#444'
const LINE = '#999'
/** In points. */
const MARGIN = 34
const FOOT = 30
/** From the size that is pleasant to read down to the smallest that may be printed: the first at which one side holds the page. */
const SIZES = [9.5, 9, 8.5, 8, 7.5, 7, 6.5] as const
/** Of the letters' size: lines stand a little closer than the typeface sets them. */
const CLOSER = -0.06

/** Some tenths of a second: the one side is set anew until it fits. */
export async function doctorPdf(page: DoctorPage, letters: PdfLetters, paper: Paper): Promise<Uint8Array> {
  const size = sizeThatFits(page, letters, paper) ?? SIZES[SIZES.length - 1]
  const drawing = new Drawing(page, letters, paper, size)
  const bytes = drawing.bytes()
  drawing.firstSide()
  drawing.appendix()
  drawing.feet()
  drawing.pdf.end()
  return bytes
}

/** Of the letters, in points; null where the page fits one side at none. */
export function sizeThatFits(page: DoctorPage, letters: PdfLetters, paper: Paper): number | null {
  for (const size of SIZES) {
    const trial = new Drawing(page, letters, paper, size)
    trial.firstSide()
    trial.pdf.end()
    if (!trial.isOver) return size
  }
  return null
}

class Drawing {
  readonly pdf: Pdf
  readonly #page: DoctorPage
  readonly #size: number
  readonly #whole: Structure
  readonly #more: readonly string[]
  readonly #pieces: Uint8Array[] = []
  #y = MARGIN
  #mayTurn = false
  isOver = false

  constructor(page: DoctorPage, letters: PdfLetters, paper: Paper, size: number) {
    this.#page = page
    this.#size = size
    this.pdf = new PDFDocument({
      ...{ size: paper === 'A4' ? 'A4' : 'LETTER', tagged: true, pdfVersion: '1.7', displayTitle: true },
      // text never turns the page by itself; what is to be turned is turned here
      ...{ margins: { left: MARGIN, right: MARGIN, top: MARGIN, bottom: 0 }, bufferPages: true, lang: page.language },
      // none of those that every reader has: in a browser there are none
      font: '',
      info: { Title: `${page.title}, ${page.period}`, Author: page.who, Creator: 'Clearday' },
    })
    this.pdf.on('data', (piece: Uint8Array) => this.#pieces.push(piece))
    // its types know Buffer and ArrayBuffer
    const bytesOf = (one: Uint8Array): ArrayBuffer => Uint8Array.from(one).buffer
    this.pdf.registerFont('normal', bytesOf(letters.normal)).registerFont('semibold', bytesOf(letters.semibold))
    this.#more = letters.more.map((bytes, at) => {
      this.pdf.registerFont(`more ${String(at)}`, bytesOf(bytes))
      return `more ${String(at)}`
    })
    this.#whole = this.pdf.struct('Document')
    this.pdf.addStructure(this.#whole)
  }

  /** Whole once the document has ended. */
  bytes(): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.pdf.once('error', reject)
      this.pdf.once('end', () => {
        const whole = new Uint8Array(this.#pieces.reduce((sum, { length }) => sum + length, 0))
        let at = 0
        for (const piece of this.#pieces) {
          whole.set(piece, at)
          at += piece.length
        }
        resolve(whole)
      })
    })
  }

  firstSide(): void {
    const { title, who, period, completeness, sections } = this.#page
    this.#text(this.#whole, 'H1', title, { size: this.#size + 4, weight: 'semibold' })
    this.#text(this.#whole, 'P', who, { size: this.#size + 2, weight: 'semibold', gap: 1 })
    this.#text(this.#whole, 'P', `${period}. ${completeness}`, { gap: 1 })
    for (const section of sections) this.#section(section)
    this.isOver = this.#y > this.#bottom
  }

  appendix(): void {
    this.#mayTurn = true
    this.#turn()
    this.#text(this.#whole, 'H1', this.#page.appendixTitle, { size: this.#size + 4, weight: 'semibold' })
    for (const section of this.#page.appendices) this.#section(section)
  }

  /** What it is, and which page of how many, on each. */
  feet(): void {
    const { pdf } = this
    const { start, count } = pdf.bufferedPageRange()
    for (let at = start; at < start + count; at++) {
      pdf.switchToPage(at)
      pdf.markContent('Artifact', { type: 'Pagination' })
      const number = this.#page.pageOf.replace('{page}', String(at + 1)).replace('{pages}', String(count))
      const y = this.#bottom + 6
      pdf.fillColor(QUIET).font('normal').fontSize(7)
      pdf.text(this.#page.foot.join(' '), MARGIN, y, { width: this.#width - 80, lineGap: 0 })
      pdf.text(number, MARGIN + this.#width - 76, y, { width: 76, align: 'right' })
      pdf.endMarkedContent()
    }
  }

  get #width(): number {
    return this.pdf.page.width - 2 * MARGIN
  }

  get #bottom(): number {
    return this.pdf.page.height - MARGIN / 2 - FOOT
  }

  #turn(): void {
    this.pdf.addPage()
    this.#y = MARGIN
  }

  /** A new side where so much does not fit on this one any more. */
  #room(height: number): void {
    if (this.#mayTurn && this.#y + height > this.#bottom && this.#y > MARGIN) this.#turn()
  }

  #section({ heading, blocks }: DoctorSection): void {
    this.#room(4 * this.#size)
    const part = this.pdf.struct('Sect')
    this.#whole.add(part)
    this.#y += this.#size * 0.35
    this.pdf.markContent('Artifact', { type: 'Layout' })
    this.pdf
      .moveTo(MARGIN, this.#y)
      .lineTo(MARGIN + this.#width, this.#y)
      .lineWidth(0.5)
      .stroke(LINE)
    this.pdf.endMarkedContent()
    this.#y += this.#size * 0.25
    this.#text(part, 'H2', heading, { size: this.#size + 0.5, weight: 'semibold', gap: 1 })
    for (const block of blocks) this.#block(part, block)
  }

  #block(part: Structure, block: Block): void {
    switch (block.type) {
      case 'text': {
        const quiet = block.tone === 'quiet'
        const weight = block.tone === 'lead' ? 'semibold' : 'normal'
        const indent = block.tone === 'own' ? 8 : 0
        this.#text(part, indent > 0 ? 'BlockQuote' : 'P', block.text, {
          ...{ size: quiet ? this.#size - 1 : this.#size, color: quiet ? QUIET : INK, weight, gap: 1, indent },
        })
        break
      }
      case 'list': {
        const list = this.pdf.struct('L')
        part.add(list)
        for (const item of block.items) {
          const one = this.pdf.struct('LI')
          list.add(one)
          this.#text(one, 'LBody', item, { gap: 1, indent: 10, label: '•' })
        }
        break
      }
      case 'table':
        this.#table(part, block)
        break
      case 'days':
        this.#days(part, block)
        break
    }
  }

  /** At the place where the last one ended. */
  #text(
    part: Structure,
    type: string,
    text: string,
    {
      size = this.#size,
      weight = 'normal',
      color = INK,
      gap = 2,
      indent = 0,
      label,
    }: { size?: number; weight?: Weight; color?: string; gap?: number; indent?: number; label?: string },
  ): void {
    const width = this.#width - indent
    for (const [at, piece] of this.#pieced(text, size, weight, width).entries()) {
      const height = this.#heightOf(piece, size, weight, width)
      if (at > 0) this.#turn()
      else this.#room(height)
      const y = this.#y
      if (at === 0 && label !== undefined)
        part.add(
          this.pdf.struct('Lbl', {}, [
            () => {
              this.#write(label, MARGIN + indent - 7, y, 7, { size, weight, color })
            },
          ]),
        )
      part.add(
        this.pdf.struct(type, {}, [
          () => {
            this.#write(piece, MARGIN + indent, y, width, { size, weight, color })
          },
        ]),
      )
      this.#y += height + gap
    }
  }

  /** What is longer than a side is one piece a side. */
  #pieced(text: string, size: number, weight: Weight, width: number): readonly string[] {
    const most = this.#bottom - MARGIN
    if (!this.#mayTurn || this.#heightOf(text, size, weight, width) <= most) return [text]
    const words = text.split(' ')
    const pieces: string[] = []
    while (words.length > 0) {
      let [least, more] = [1, words.length]
      while (least < more) {
        const half = Math.ceil((least + more) / 2)
        if (this.#heightOf(words.slice(0, half).join(' '), size, weight, width) <= most) least = half
        else more = half - 1
      }
      pieces.push(words.splice(0, least).join(' '))
    }
    return pieces
  }

  #write(
    text: string,
    x: number,
    y: number,
    width: number,
    { size, weight, color }: { readonly size: number; readonly weight: Weight; readonly color: string },
  ): void {
    const runs = this.#runsOf(text, weight)
    this.pdf.fillColor(color)
    for (const [at, { font, letters }] of runs.entries()) {
      this.pdf.font(font).fontSize(size)
      const more = { width, lineGap: CLOSER * size, continued: at < runs.length - 1 }
      if (at === 0) this.pdf.text(letters, x, y, more)
      else this.pdf.text(letters, more)
    }
  }

  #heightOf(text: string, size: number, weight: Weight, width: number): number {
    this.pdf.font(weight).fontSize(size)
    return this.pdf.heightOfString(this.#measured(text, weight), { width, lineGap: CLOSER * size })
  }

  #widthOf(text: string, size: number, weight: Weight): number {
    this.pdf.font(weight).fontSize(size)
    return this.pdf.widthOfString(this.#measured(text, weight))
  }

  /** Letters of other alphabets are about as wide as an m. */
  #measured(text: string, weight: Weight): string {
    const runs = this.#runsOf(text, weight)
    return runs.map(({ font, letters }) => (font === weight ? letters : letters.replaceAll(/\S/gu, 'm'))).join('')
  }

  /** Neighbouring letters that one of the fonts has; what none has is a question mark. */
  #runsOf(text: string, weight: Weight): readonly { readonly font: string; readonly letters: string }[] {
    const runs: { font: string; letters: string }[] = []
    for (const letter of text) {
      const font = [weight, ...this.#more].find((one) => this.#has(one, letter))
      const last = runs.at(-1)
      const [name, drawn] = font === undefined ? [weight, '?'] : [font, letter]
      if (last !== undefined && (last.font === name || letter === ' ')) last.letters += drawn
      else runs.push({ font: name, letters: drawn })
    }
    return runs.length === 0 ? [{ font: weight, letters: ' ' }] : runs
  }

  #has(font: string, letter: string): boolean {
    this.pdf.font(font)
    // which letters a font has, its types do not tell
    const { _font } = this.pdf as unknown as {
      readonly _font: { readonly font: { readonly hasGlyphForCodePoint: (code: number) => boolean } }
    }
    return _font.font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0)
  }

  #table(part: Structure, { about, columns, rows }: Extract<Block, { type: 'table' }>): void {
    const { pdf } = this
    const size = this.#size - 0.5
    const pad = 2
    const widths = this.#widths(columns, rows, size, pad)
    const table = pdf.struct('Table', { title: about })
    part.add(table)
    const row = (cells: readonly Cell[], isHead: boolean): void => {
      const weight = (at: number): Weight => (isHead || at === 0 ? 'semibold' : 'normal')
      const own = isHead ? size - 0.5 : size
      const height =
        Math.max(
          ...cells.map(({ text, bar }, at) =>
            this.#heightOf(text, own, weight(at), bar === undefined ? widths[at] - 2 * pad : 1000),
          ),
        ) + pad
      this.#room(height)
      const line = pdf.struct('TR')
      table.add(line)
      const y = this.#y
      let x = MARGIN
      for (const [at, { text, bar }] of cells.entries()) {
        const [left, width] = [x + (at === 0 ? 0 : pad), widths[at]]
        const head = isHead || at === 0
        line.add(
          pdf.struct(head ? 'TH' : 'TD', {}, [
            () => {
              this.#write(text, left, y, bar === undefined ? width - 2 * pad : 1000, {
                ...{ size: own, weight: weight(at), color: isHead ? QUIET : INK },
              })
            },
          ]),
        )
        if (bar !== undefined) this.#bar(bar, left, y, width, size)
        x += width
      }
      this.#y += height
      pdf.markContent('Artifact', { type: 'Layout' })
      pdf
        .moveTo(MARGIN, this.#y - pad / 2)
        .lineTo(MARGIN + this.#width, this.#y - pad / 2)
        .lineWidth(0.25)
        .stroke(LINE)
      pdf.endMarkedContent()
    }
    row(
      columns.map(({ name }) => ({ text: name })),
      true,
    )
    for (const cells of rows) row(cells, false)
    this.#y += 2
  }

  /** Wide columns share what the others leave. */
  #widths(
    columns: readonly { readonly wide?: boolean }[],
    rows: readonly (readonly Cell[])[],
    size: number,
    pad: number,
  ): readonly number[] {
    const isWide = columns.some(({ wide }) => wide === true)
    const natural = columns.map((_, at) =>
      Math.max(
        ...rows.map((cells) => this.#widthOf(cells[at].text, size, at === 0 ? 'semibold' : 'normal') + 3 * pad),
        40,
      ),
    )
    if (!isWide) {
      const first = Math.min(natural[0], this.#width * 0.3)
      const rest = (this.#width - first) / Math.max(1, columns.length - 1)
      return columns.map((_, at) => (at === 0 ? first : rest))
    }
    const fixed = natural.map((width, at) => (columns[at].wide === true ? 0 : Math.min(width, this.#width * 0.26)))
    const left = this.#width - fixed.reduce((sum, one) => sum + one, 0)
    const share = left / columns.filter(({ wide }) => wide === true).length
    return fixed.map((width, at) => (columns[at].wide === true ? share : width))
  }

  /** Beside its number: the number says the same, so it is a drawing beside the text. */
  #bar({ full, most, of }: Bar, x: number, y: number, width: number, size: number): void {
    const { pdf } = this
    const begin = x + size * 3.2
    const length = width - size * 3.2 - 8
    if (length < 8 || of === 0) return
    const [top, height] = [y + size * 0.32, size * 0.62]
    pdf.markContent('Artifact', { type: 'Layout' })
    pdf.rect(begin, top, length, height).lineWidth(0.25).stroke(LINE)
    if (most > full)
      pdf
        .rect(begin, top, (length * most) / of, height)
        .lineWidth(0.6)
        .stroke(INK)
    if (full > 0) pdf.rect(begin, top, (length * full) / of, height).fill(INK)
    pdf.endMarkedContent()
  }

  #days(part: Structure, { about, months, legend, signs }: Extract<Block, { type: 'days' }>): void {
    const { pdf } = this
    const label = this.#size * 6
    const slot = (this.#width - label) / 31
    const mark = Math.min(slot * 0.8, this.#size)
    const row = mark + this.#size * 0.55 + 2
    this.#room(months.length * row + 3 * this.#size)
    const top = this.#y
    const alt = `${about}. ${months.map(({ says }) => says).join('. ')}.`
    const drawing = (): void => {
      pdf.font('normal').fontSize(6).fillColor(QUIET)
      for (let day = 1; day <= 31; day++)
        pdf.text(String(day), MARGIN + label + (day - 1) * slot, top, {
          width: slot,
          align: 'center',
          lineBreak: false,
        })
      for (const [at, { name, days }] of months.entries()) {
        const y = top + 8 + at * row
        pdf
          .font('semibold')
          .fontSize(this.#size - 0.5)
          .fillColor(INK)
        pdf.text(name, MARGIN, y, { width: label, lineBreak: false })
        for (const day of days) {
          const x = MARGIN + label + (Number(day.date.slice(8)) - 1) * slot + slot / 2
          this.#mark(day.mark, x, y + mark / 2 + 1, mark)
          for (const [place, sign] of ALL_SIGNS.filter((one) => day[one]).entries())
            this.#sign(sign, x + (place - (ALL_SIGNS.filter((one) => day[one]).length - 1) / 2) * 4.5, y + mark + 3.6)
        }
      }
    }
    part.add(pdf.struct('Figure', { alt }, [drawing]))
    this.#y = top + 8 + months.length * row + 1
    const y = this.#y
    const names = [...legend.map(({ text }) => text), ...signs.map(({ text }) => text)]
    part.add(
      pdf.struct('P', {}, [
        () => {
          let x = MARGIN
          for (const [at, name] of names.entries()) {
            if (at < legend.length) this.#mark(legend[at].mark, x + 4, y + this.#size * 0.6, this.#size * 0.85)
            else this.#sign(signs[at - legend.length].sign, x + 4, y + this.#size * 0.6)
            this.#write(name, x + 11, y, 200, { size: this.#size - 1, weight: 'normal', color: QUIET })
            x += 11 + this.#widthOf(name, this.#size - 1, 'normal') + 9
          }
        },
      ]),
    )
    this.#y += this.#size * 1.4
  }

  #mark(mark: string, x: number, y: number, size: number): void {
    const { pdf } = this
    const scale = size / 16
    pdf.save().translate(x, y).scale(scale).translate(-10, -10)
    pdf.circle(10, 10, 7)
    if (mark === 'missing') pdf.lineWidth(1.2).dash(1.6, { space: 2.8 }).stroke('#666').undash()
    else if (mark === 'clear') pdf.lineWidth(1).fillAndStroke('#eee', '#666')
    else pdf.lineWidth(1.8).fillAndStroke('#fff', INK)
    const full = FULL[mark as keyof typeof FULL]
    if (full !== undefined) pdf.path(full).fill(INK)
    pdf.restore()
  }

  #sign(sign: Sign, x: number, y: number): void {
    this.pdf.save().translate(x, y).scale(0.62).path(SIGNS[sign]).fill(INK).restore()
  }
}
