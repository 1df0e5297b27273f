// A diary as the text of a file: JSON first, then the diary in it.
import { jsonFault } from './json-fault.ts'
import { readDiary, type DiaryRead } from './read-diary.ts'

/**
 * Reads the text of a diary file. Where it is not JSON, the problem tells line and column (its path is empty, its value the line). A byte
 * order mark at the beginning is passed over. Otherwise as `readDiary`.
 */
export function readDiaryText(text: string): DiaryRead {
  const json = text.startsWith('\u{FEFF}') ? text.slice(1) : text
  const fault = jsonFault(json)
  if (fault === null) return readDiary(JSON.parse(json))
  const { code, line, column, words } = fault
  const value = json.split(/\r\n|\n|\r/)[line - 1].slice(0, 200)
  const message = `Line ${line}, column ${column}: ${words}.`
  return { type: 'error', problems: [{ code, path: [], value, at: { line, column }, message }] }
}
