// Words in letters that every terminal has: the signs that Clearday writes by their plain likeness, every other letter by its number.

const LIKENESS: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '…': '...',
  '←': '<-',
  '→': '->',
  '−': '-',
  '–': '-',
  '—': '-',
  '·': '|',
  '×': 'x',
  '±': '+-',
  '≥': '>=',
  '≤': '<=',
  '²': '^2',
  φ: 'phi',
  σ: 'sigma',
  '●': '#',
  '○': 'o',
  '─': '-',
  '│': '|',
  '█': '#',
  '░': '.',
  '\u00a0': ' ',
  '\ufffd': '?',
}

/** Only characters from U+0000 to U+007E; what has no likeness is written out, such as \u{e4}, so that different names stay different. */
export function asciiText(text: string): string {
  return (
    text
      // a cut name keeps its column: the two signs more take the place of spaces after it
      .replace(/…(\S*) {2}(?= )/g, '...$1')
      .replace(/[^\u0000-\u007e]/gu, (sign) => LIKENESS[sign] ?? `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`)
  )
}
