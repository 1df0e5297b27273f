// A chosen file, read on the device: by what stands in it, not by what it is called, and no more of it than can be a diary.
import type {
  CalendarRead,
  CleardayProblem,
  CleardayRead,
  ImportProblem,
  Table,
  TableOptions,
} from '@clearday/exchange'

export type Kit = typeof import('@clearday/exchange')

export type FileRead =
  | { readonly type: 'table'; readonly table: Table }
  | { readonly type: 'calendar'; readonly calendar: CalendarRead }
  | { readonly type: 'clearday'; readonly read: CleardayRead }
  | { readonly type: 'error'; readonly problems: readonly ImportProblem[] }
  | { readonly type: 'no-diary'; readonly problems: readonly CleardayProblem[] }
  /** Too large to be looked at; `not-text`: its letters are written in a way that is not read. */
  | { readonly type: 'refused'; readonly why: 'large' | 'not-text' }

/** @param timeZone of the diary. @param names of the columns of a sheet of months. Throws where the browser cannot read the file. */
export async function readFile(
  kit: Kit,
  file: File,
  timeZone: string,
  today: string,
  names: NonNullable<TableOptions['names']>,
): Promise<FileRead> {
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
    return read.type === 'ok' ? { type: 'clearday', read: read.value } : { type: 'no-diary', problems: read.problems }
  }
  const read = kit.readTable(bytes, { names })
  return read.type === 'ok' ? { type: 'table', table: read.value } : read
}
