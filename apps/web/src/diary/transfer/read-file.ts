// A chosen file, read on the device: by what stands in it, not by what it is called, and no more of it than can be a diary.
import type { CalendarRead, CleardayRead, ImportProblem, Table } from '@clearday/exchange'

export type Kit = typeof import('@clearday/exchange')

export type FileRead =
  | { readonly type: 'table'; readonly table: Table }
  | { readonly type: 'calendar'; readonly calendar: CalendarRead }
  | { readonly type: 'clearday'; readonly read: CleardayRead }
  | { readonly type: 'error'; readonly problems: readonly Pick<ImportProblem, 'row' | 'column' | 'message'>[] }
  /** Too large to be looked at; `not-text`: its letters are written in a way that is not read. */
  | { readonly type: 'refused'; readonly why: 'large' | 'not-text' }

/** @param timeZone of the diary. Throws where the browser cannot read the file. */
export async function readFile(kit: Kit, file: File, timeZone: string, today: string): Promise<FileRead> {
  // looked at before it is in the memory
  if (file.size > kit.MOST_BYTES) return { type: 'refused', why: 'large' }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const begin = new TextDecoder().decode(bytes.subarray(0, 200)).trimStart()
  if (/^BEGIN:VCALENDAR/i.test(begin) || /\.ics$/i.test(file.name)) {
    const read = kit.readCalendar(bytes, { timeZone, today })
    return read.type === 'ok' ? { type: 'calendar', calendar: read.value } : read
  }
  if (begin.startsWith('{') || /\.json$/i.test(file.name)) {
    let text: string
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch {
      return { type: 'refused', why: 'not-text' }
    }
    const read = kit.readClearday(text, timeZone)
    if (read.type === 'ok') return { type: 'clearday', read: read.value }
    return {
      type: 'error',
      problems: read.problems.map(({ path, message }) => ({
        message: path.length === 0 ? message : `${path.join('.')}: ${message}`,
      })),
    }
  }
  const read = kit.readTable(bytes)
  return read.type === 'ok' ? { type: 'table', table: read.value } : read
}
