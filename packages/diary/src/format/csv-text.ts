// Entries of one kind as a table for a spreadsheet: one row an entry, and no cell that a spreadsheet would run as a formula.

/** A text, number or yes-or-no; a list or an object is written as JSON; an empty cell for what is not there. */
export type CsvRow = { readonly [column: string]: unknown }

/**
 * RFC 4180 with CRLF; columns in the order in which they first appear after the given ones. What is not there is an empty cell; lists and
 * objects are JSON. O(cells).
 *
 * @param first columns that come first, also where no row has them.
 */
export function csvOf(rows: readonly CsvRow[], first: readonly string[]): string {
  const columns = [...new Set([...first, ...rows.flatMap((row) => Object.keys(row))])]
  const lines = [
    columns,
    ...rows.map((row) => columns.map((column) => (Object.hasOwn(row, column) ? row[column] : undefined))),
  ]
  return lines.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const text = guarded(typeof value === 'string' ? value : JSON.stringify(value))
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}

/** A text that begins like a formula gets an apostrophe, which spreadsheets show as text (OWASP, CSV injection). */
function guarded(text: string): string {
  return /^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/.test(text) ? `'${text}` : text
}
