// Text that fits the terminal.
import { boldLine, shownLine } from '../shown-text.ts'
import { textWidth } from './text-width.ts'

/** Breaks text at spaces into lines of at most `width` columns; every line is indented. */
export function wrapped(text: string, width: number, indent = ''): string {
  const lines: string[] = []
  let line = ''
  let taken = 0
  for (const word of text.split(/\s+/)) {
    const columns = textWidth(word)
    if (line !== '' && indent.length + taken + 1 + columns > width) {
      lines.push(indent + line)
      line = word
      taken = columns
    } else {
      taken += line === '' ? columns : columns + 1
      line = line === '' ? word : `${line} ${word}`
    }
  }
  if (line !== '') lines.push(indent + line)
  return lines.join('\n')
}

export interface TerminalStyle {
  readonly width: number
  readonly color: boolean
  readonly ascii: boolean
}

/** From 40 to 100 columns; colour only where someone looks and nobody asked for none. */
export function terminalStyle(wanted: { readonly ascii: boolean; readonly plain: boolean }): TerminalStyle {
  const width = Math.min(100, Math.max(40, process.stdout.columns ?? 80))
  return {
    width,
    color: process.stdout.isTTY === true && !wanted.plain && (process.env.NO_COLOR ?? '') === '',
    ascii: wanted.ascii,
  }
}

/** One line of its own, bold where there is colour. */
export function bold(text: string, { color }: TerminalStyle): string {
  return color ? boldLine(shownLine(text)) : shownLine(text)
}
