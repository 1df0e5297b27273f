// Text that fits the terminal.

/** Breaks text at spaces into lines of at most `width` characters; every line is indented. */
export function wrapped(text: string, width: number, indent = ''): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
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

export function bold(text: string, { color }: TerminalStyle): string {
  return color ? `\u001b[1m${text}\u001b[22m` : text
}
