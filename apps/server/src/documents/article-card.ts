// The picture of an article where it is passed on: its title and the clinic's name, drawn here, as networks show it beside an address.
import { create, type Font } from 'fontkit'
import sharp from 'sharp'
import type { ArticleCardWords } from '@clearday/web/services'
import { TYPEFACE } from './typeface.ts'

/** As the Open Graph protocol's readers show it best, in pixels. */
export const CARD = { width: 1200, height: 630 }
const EDGE = 88
const SIZES = [84, 76, 68, 60, 52, 46]
const MOST_LINES = 4
const COLOURS = { paper: '#faf8f4', ink: '#1c2a28', accent: '#1e6b62', quiet: '#55615f' }

let fonts: { readonly normal: Font; readonly semibold: Font } | null = null

/** A PNG of some 30 kB, a tenth of a second. A title that is too long even in small letters ends in an ellipsis. */
export async function articleCard({ title, clinic, byline }: ArticleCardWords): Promise<Buffer> {
  fonts ??= { normal: opened(TYPEFACE.normal), semibold: opened(TYPEFACE.semibold) }
  const { normal, semibold } = fonts
  const room = CARD.width - 2 * EDGE
  const sized = SIZES.map((size) => ({ size, lines: wrapped(semibold, title, size, room) }))
  const { size, lines } = sized.find((one) => one.lines.length <= MOST_LINES) ?? sized[sized.length - 1]
  const shown = lines.slice(0, MOST_LINES)
  if (shown.length < lines.length) shown[MOST_LINES - 1] += ' …'
  const top = 196
  const drawn = [
    text(semibold, clinic, { size: 34, x: EDGE, y: 118, colour: COLOURS.accent }),
    ...shown.map((line, index) =>
      text(semibold, line, { size, x: EDGE, y: top + size + index * size * 1.16, colour: COLOURS.ink }),
    ),
    text(normal, byline, { size: 30, x: EDGE, y: CARD.height - 70, colour: COLOURS.quiet }),
  ]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}">
<rect width="100%" height="100%" fill="${COLOURS.paper}"/><rect width="20" height="100%" fill="${COLOURS.accent}"/>
${drawn.join('\n')}</svg>`
  return sharp(Buffer.from(svg)).png({ palette: true }).toBuffer()
}

function opened(bytes: Buffer): Font {
  const font = create(bytes)
  if (!('layout' in font)) throw new Error('the typeface is a collection of several')
  return font
}

interface Place {
  /** Of the letters; x and y where the line begins. All in pixels. */
  readonly size: number
  readonly x: number
  readonly y: number
  readonly colour: string
}

/** As outlines: the machine that draws them needs no letters of its own. */
function text(font: Font, words: string, { size, x, y, colour }: Place): string {
  const scale = size / font.unitsPerEm
  const { glyphs, positions } = font.layout(words)
  let along = 0
  const outlines = glyphs.map((glyph, index) => {
    const { xAdvance, xOffset, yOffset } = positions[index]
    const outline = `<path transform="translate(${along + xOffset} ${yOffset})" d="${glyph.path.toSVG()}"/>`
    along += xAdvance
    return outline
  })
  return `<g fill="${colour}" transform="translate(${x} ${y}) scale(${scale} ${-scale})">${outlines.join('')}</g>`
}

function wrapped(font: Font, words: string, size: number, room: number): string[] {
  const width = (line: string): number => (font.layout(line).advanceWidth * size) / font.unitsPerEm
  const lines: string[] = []
  let line = ''
  for (const word of words.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && width(longer) > room) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}
