// The page for the doctor in a terminal: the same words as in print, a line for each row.
import type { Block, DoctorPage, DoctorSection } from '@clearday/care'
import { bold, wrapped, type TerminalStyle } from '../terminal/wrapped.ts'
import { item, paragraph, sectionText } from './page-lines.ts'

export function doctorText(page: DoctorPage, style: TerminalStyle): string {
  const { title, who, period, completeness, sections, appendixTitle, appendices, foot } = page
  const part = ({ heading, blocks }: DoctorSection): string =>
    sectionText({ heading, lines: blocks.flatMap((block) => blockLines(block, style)) }, style)
  const head = [bold(title, style), who, wrapped(`${period}. ${completeness}`, style.width)].join('\n')
  return [
    `${head}\n`,
    ...sections.map(part),
    ...foot.map((text) => `${wrapped(text, style.width)}\n`),
    `${bold(appendixTitle, style)}\n`,
    ...appendices.map(part),
  ].join('\n')
}

function blockLines(block: Block, style: TerminalStyle): readonly string[] {
  switch (block.type) {
    case 'text':
      return [paragraph(block.text, style)]
    case 'list':
      return block.items.map((text) => item('–', text, style))
    case 'table':
      return block.rows.map(([first, ...cells]) =>
        item(
          '–',
          `${first.text}: ${cells.map(({ text }, at) => `${block.columns[at + 1].name} ${text}`).join('; ')}`,
          style,
        ),
      )
    case 'days':
      return block.months.map(({ says }) => item('–', says, style))
  }
}
