// A file with one line a session: whose, which treatment, on which day.
import { readDay, type DayScheme } from './calendar-day.ts'
import { isMissing, ownText } from './cell-values.ts'
import { dayNames, idNames, nameWords, plainName } from './column-names.ts'
import { openTable, type CsvTable } from './csv-table.ts'
import { dayScheme, noDayFacts, noteDay } from './day-scheme.ts'
import { accept, problemList, quoted, refuseInput, type InputResult } from './input-problem.ts'
import { unknownColumn, type ResolvedMapping } from './mapping-resolve.ts'
import { MOST_SESSIONS_A_DAY } from './row-reader.ts'
import { isBlankRow } from './row-stream.ts'
import type { Encoding } from './text-encoding.ts'

export interface ListedSession {
  readonly treatment: string
  readonly day: number
}

/** Sessions by patient. In a list without an id column they stand under undefined. */
export type SessionsByPatient = ReadonlyMap<string | undefined, readonly ListedSession[]>

const mostSessions = 2_000_000
const sessionDayNames = ['sessionday', 'sessiondate', 'session', ...dayNames]
const treatmentNames =
  `treatment therapy kind type art therapie behandlung verfahren methode method modality intervention traitement
  therapie soin tratamiento terapia tipo genre anwendung name`.split(/\s+/)
/** In a header of several words these say little: 'Name of the therapist', 'Date of treatment'. */
const vagueNames = new Set(['name', 'method', 'methode', 'genre'])

/** How a session list was read. */
export interface SessionListReading {
  readonly file: string
  readonly dayColumn: string
  readonly idColumn?: string
  readonly treatmentColumn?: string
  readonly unusedColumns: readonly string[]
  /** Sessions by treatment, over all patients. */
  readonly counts: ReadonlyMap<string, number>
}

/** What a list has to know of the diary that it belongs to. */
interface ListedDiary {
  readonly patients: number
  readonly hasId: boolean
  readonly encoding: Encoding
  readonly dateFormat?: ResolvedMapping['dateFormat']
}

export interface SessionList {
  readonly sessions: SessionsByPatient
  readonly reading: SessionListReading
}

/**
 * Reads a session list with the columns [id,] day or date [,treatment], the last under any of the names that say so. Without such a column
 * every session is of `name`.
 * Errors: those of openTable, no-session-day, session-id-needed, calendars-differ, date problems by row, sessions-too-many (on one day),
 * too-many-sessions.
 */
export async function readSessionList(
  file: string,
  name: string,
  scheme: DayScheme,
  diary: ListedDiary,
): Promise<InputResult<SessionList>> {
  const read = await readAs(undefined)
  const misread = read.type === 'error' && read.problems.some(({ code }) => code === 'invalid-encoding')
  // a list that is no UTF-8 is probably written as the diary is
  return misread && diary.encoding !== 'utf-8' ? await readAs(diary.encoding) : read

  async function readAs(encoding: Encoding | undefined): Promise<InputResult<SessionList>> {
    const opened = await openTable(file, { encoding })
    if (opened.type === 'error') return opened
    try {
      return await readTable(opened.value, name, scheme, diary)
    } finally {
      await opened.value.close()
    }
  }
}

async function readTable(
  table: CsvTable,
  name: string,
  scheme: DayScheme,
  diary: ListedDiary,
): Promise<InputResult<SessionList>> {
  const { file, header } = table
  const taken = new Set<number>()
  const find = (names: readonly string[], fits: (one: string, wanted: string) => boolean) => {
    for (const wanted of names) {
      const at = header.findIndex((one, index) => !taken.has(index) && fits(one, wanted))
      if (at < 0) continue
      taken.add(at)
      return at
    }
    return -1
  }
  const wholly = (one: string, wanted: string) => plainName(one) === wanted
  const inWords = (one: string, wanted: string) => !vagueNames.has(wanted) && nameWords(one).includes(wanted)
  const dayAt = header.length === 1 ? 0 : find(sessionDayNames, wholly)
  taken.add(dayAt)
  const idAt = find(idNames, wholly)
  const namedWholly = find(treatmentNames, wholly)
  const treatmentAt = namedWholly >= 0 ? namedWholly : find(treatmentNames, inWords)
  if (dayAt < 0) {
    return refuseInput({
      code: 'no-session-day',
      file,
      row: 1,
      message: `a session list needs a column day or date: ${unknownColumn('day', header)}`,
    })
  }
  if (idAt < 0 && diary.patients > 1) {
    const message = `the diary holds ${diary.patients} patients, so the session list needs an id column that says whose session it was.`
    return refuseInput({ code: 'session-id-needed', file, row: 1, message })
  }
  const column = header[dayAt]
  const facts = noDayFacts()
  const cells: {
    readonly row: number
    readonly id: string | undefined
    readonly day: string
    readonly treatment: string
  }[] = []
  const problems = problemList()
  for await (const batch of table.batches()) {
    if (batch.type === 'error') return batch
    for (let at = batch.value.firstRow === 1 ? 1 : 0; at < batch.value.rows.length; at++) {
      const values = batch.value.rows[at]
      const row = batch.value.firstRow + at
      if (isBlankRow(values)) continue
      const day = (values[dayAt] ?? '').trim()
      const id = idAt < 0 || !diary.hasId ? undefined : (values[idAt] ?? '').trim()
      if (isMissing(day))
        problems.add({
          code: 'day-missing',
          file,
          row,
          column,
          message: 'the day of this session is missing; fill it in.',
        })
      else if (id === '')
        problems.add({
          code: 'id-missing',
          file,
          row,
          column: header[idAt],
          message: 'it is not said whose session this is.',
        })
      else {
        noteDay(facts, day, row)
        const treatment = treatmentAt < 0 ? '' : (values[treatmentAt] ?? '').trim()
        cells.push({
          row,
          id: id === undefined ? undefined : ownText(id),
          day,
          treatment: treatment === '' ? name : ownText(treatment),
        })
      }
      if (cells.length > mostSessions) {
        return refuseInput({
          code: 'too-many-sessions',
          file,
          row,
          message: 'more than two million sessions; split the list.',
        })
      }
    }
  }
  const like = scheme.calendar === 'date' ? scheme.order : undefined
  const own = dayScheme(facts, { file, column }, diary.dateFormat, like)
  if (own.type === 'error') return own
  if (cells.length > 0 && own.value.calendar !== scheme.calendar) {
    const kinds = { date: 'dates', relative: 'day numbers' }
    const message = `sessions are given as ${kinds[own.value.calendar]} and the diary as ${kinds[scheme.calendar]}; write both alike.`
    return refuseInput({ code: 'calendars-differ', file, column, message })
  }
  const sessions = new Map<string | undefined, ListedSession[]>()
  for (const { row, id, day, treatment } of cells) {
    const read = readDay(day, own.value)
    if (!('day' in read)) {
      problems.add({ code: read.code, file, row, column, value: day, message: read.message })
      continue
    }
    const list = sessions.get(id)
    if (list === undefined) sessions.set(id, [{ treatment, day: read.day }])
    else list.push({ treatment, day: read.day })
  }
  if (problems.count() === 0) {
    for (const [id, list] of sessions) {
      const crowded = crowdedDay(list)
      if (crowded === undefined) continue
      const sameDay = cells.filter((cell) => {
        const read = readDay(cell.day, own.value)
        return cell.id === id && cell.treatment === crowded.treatment && 'day' in read && read.day === crowded.day
      })
      const { row, day } = sameDay[MOST_SESSIONS_A_DAY]
      const message = `${sameDay.length} sessions of ${quoted(crowded.treatment)} on one day${id === undefined ? '' : ` for ${quoted(id)}`}; ${MOST_SESSIONS_A_DAY} is the most. Take out the lines that repeat it.`
      problems.add({ code: 'sessions-too-many', file, row, column, value: day, message })
    }
  }
  if (problems.count() > 0) return problems.refusal()
  const counts = new Map<string, number>()
  for (const { treatment } of cells) counts.set(treatment, (counts.get(treatment) ?? 0) + 1)
  const reading = {
    file,
    dayColumn: column,
    ...(idAt < 0 || !diary.hasId ? {} : { idColumn: header[idAt] }),
    ...(treatmentAt < 0 ? {} : { treatmentColumn: header[treatmentAt] }),
    unusedColumns: header.filter((_, at) => !taken.has(at) || (at === idAt && !diary.hasId)),
    counts,
  }
  return accept({ sessions, reading })
}

/** A day with more sessions of one treatment than there can be; undefined where there is none. */
function crowdedDay(list: readonly ListedSession[]): ListedSession | undefined {
  if (list.length <= MOST_SESSIONS_A_DAY) return undefined
  const counts = new Map<string, Map<number, number>>()
  for (const session of list) {
    const days = counts.get(session.treatment) ?? new Map<number, number>()
    counts.set(session.treatment, days)
    const count = (days.get(session.day) ?? 0) + 1
    if (count > MOST_SESSIONS_A_DAY) return session
    days.set(session.day, count)
  }
  return undefined
}

/** The first session of somebody who is not in the diary, in words; undefined when all are. */
export function strangers(sessions: SessionsByPatient, known: (id: string) => boolean): string | undefined {
  const missing = [...sessions.keys()].filter((id) => id !== undefined && !known(id))
  if (missing.length === 0) return undefined
  const shown = missing.slice(0, 3).map((id) => quoted(id ?? ''))
  return `the session list names ${missing.length === 1 ? 'one patient' : `${missing.length} patients`} the diary does not have (${shown.join(', ')}); those sessions are not used.`
}
