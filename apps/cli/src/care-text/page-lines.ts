// How the sections of a page on the terminal are set: headings, paragraphs and lists that fit its width.
import { bold, wrapped, type TerminalStyle } from '../terminal/wrapped.ts'
import { textWidth } from '../terminal/text-width.ts'

/** What is told under one heading; a section of no lines is left out. */
export interface Section {
  readonly heading: string
  readonly lines: readonly string[]
}

export function sectionText({ heading, lines }: Section, style: TerminalStyle): string {
  return lines.length === 0 ? '' : `${bold(heading, style)}\n${lines.join('\n')}\n`
}

/** A paragraph under a heading. */
export function paragraph(text: string, { width }: TerminalStyle, indent = '  '): string {
  return wrapped(text, width, indent)
}

/** An item of a list: what stands before it once, and its further lines under the text. */
export function item(before: string, text: string, { width }: TerminalStyle, indent = '  '): string {
  const hanging = ' '.repeat(textWidth(before) + 1)
  const body = wrapped(text, width, indent + hanging)
  return `${indent}${before} ${body.slice(indent.length + hanging.length)}`
}
