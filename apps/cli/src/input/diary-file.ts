// The door of the reader: a diary file in, one patient's diary at a time out, after the whole file was checked.
import { readDay, type DayScheme } from './calendar-day.ts'
import { surveyRows, type Survey } from './column-survey.ts'
import { openTable, type CsvTable } from './csv-table.ts'
import { accept, problemList, refuseInput, type InputResult } from './input-problem.ts'
import { explainMapping, type DayRange } from './mapping-explanation.ts'
import { mappingFromFlags, mergeMappings, type DiaryFlags } from './mapping-flags.ts'
import { resolveMapping, type ResolvedMapping } from './mapping-resolve.ts'
import { readMappingFile, type Mapping } from './mapping.ts'
import { assemblePatient, type AssemblyPlan } from './patient-assembly.ts'
import type { DiaryWarning, PatientDiary } from './patient-diary.ts'
import { gatherPatients } from './patient-rows.ts'
import { rowReader } from './row-reader.ts'
import {
  readSessionList,
  strangers,
  type ListedSession,
  type SessionListReading,
  type SessionsByPatient,
} from './session-list.ts'
import { strangeEvidence } from './treatment-evidence.ts'

export interface OpenOptions {
  readonly flags?: DiaryFlags
  /** A JSON mapping file (see mapping.ts); flags go before it. */
  readonly mappingFile?: string
  /** False: only the treatments and factors that were named are used. */
  readonly guessColumns?: boolean
  /** Told how much of the checking is done, 0 to 1; a large file takes minutes. */
  readonly onProgress?: (share: number) => void
}

export interface DiaryFile {
  readonly mapping: ResolvedMapping
  /** What was understood of the file, one line for each choice. */
  readonly explanation: readonly string[]
  readonly patientCount: number
  /** The names of the patients; one empty name where the file has no column for them. Memory: one name a patient. */
  readonly ids: readonly string[]
  /** Every treatment that an answer can be about: those in columns, those with a start day, those of session lists. */
  readonly treatments: readonly string[]
  readonly rowCount: number
  /** The most days from the first to the last of any patient. */
  readonly longestSpan: number
  /** Warnings about the file as a whole; those about a patient stand in the diary. */
  readonly warnings: readonly DiaryWarning[]
  /** Every patient once: in the order of the file where each patient's rows stand together. Can be gone through again. */
  readonly patients: () => AsyncGenerator<InputResult<PatientDiary>>
  readonly close: () => Promise<void>
}

/** How often a file is read before it counts as checked. */
const READINGS = 2

/**
 * Opens a diary and reads it twice from end to end before it returns: once to see what the columns hold, once to check every cell and lay out
 * every patient. `patients()` reads it a third time and then refuses only a file that was changed meanwhile. Memory does not grow with the
 * file: one patient where rows stand together, about 300 MB where they do not. Close it after use.
 * Errors: of the file, its text, its rows, its columns and its cells, each with row and column; the first 20 and the number of the rest.
 */
export async function openDiaryFile(file: string, options: OpenOptions = {}): Promise<InputResult<DiaryFile>> {
  const flags = options.flags ?? {}
  const written = options.mappingFile === undefined ? accept<Mapping>({}) : await readMappingFile(options.mappingFile)
  if (written.type === 'error') return written
  const said = mappingFromFlags(flags, [], file)
  if (said.type === 'error') return said
  const { encoding, delimiter } = mergeMappings(written.value, said.value)
  let read = 0
  const onRead = (bytes: number, size: number): void => {
    read += bytes
    options.onProgress?.(Math.min(1, read / (READINGS * size)))
  }
  const table = await openTable(file, { encoding, delimiter }, onRead)
  if (table.type === 'error') return table
  const guess = options.guessColumns === undefined ? {} : { guessColumns: options.guessColumns }
  const mapping = resolveMapping(table.value.header, table.value.sample, flags, written.value, { file, ...guess })
  const opened = mapping.type === 'error' ? mapping : await understand(table.value, mapping.value)
  if (opened.type === 'error') await table.value.close()
  return opened
}

async function understand(table: CsvTable, mapping: ResolvedMapping): Promise<InputResult<DiaryFile>> {
  const { file } = table
  const surveyed = await surveyRows(table.batches(), mapping, file, table.format.delimiter)
  if (surveyed.type === 'error') return surveyed
  const survey = surveyed.value
  const starts = startDays(mapping, survey.scheme, file)
  if (starts.type === 'error') return starts
  const lists: SessionsByPatient[] = []
  const readings: SessionListReading[] = []
  for (const list of mapping.sessionFiles) {
    const dateFormat = mapping.dateFormat === undefined ? {} : { dateFormat: mapping.dateFormat }
    const read = await readSessionList(list.file, list.name, survey.scheme, {
      patients: survey.patients,
      hasId: mapping.id !== undefined,
      encoding: table.encoding,
      ...dateFormat,
    })
    if (read.type === 'error') return read
    lists.push(read.value.sessions)
    readings.push(read.value.reading)
  }
  const treatments = treatmentsOf(mapping, lists)
  const strange = mapping.evidence.length === 0 ? [] : strangeEvidence(mapping.evidence, treatments, file)
  if (strange.length > 0) return refuseInput(...strange)
  const listed = (id: string): ListedSession[] =>
    lists.flatMap((list) => [...(list.get(id) ?? []), ...(list.get(undefined) ?? [])])
  const plan: AssemblyPlan = {
    file,
    mapping,
    scheme: survey.scheme,
    outcomeKind: survey.outcomeKind,
    writtenKind: survey.writtenKind,
    starts: starts.value,
    listed,
  }

  const problems = problemList()
  const inLists = new Set(lists.flatMap((list) => [...list.keys()]))
  const found = new Set<string>()
  let first = Infinity
  let last = -Infinity
  let longestSpan = 0
  const reader = rowReader(
    mapping,
    survey,
    { file, delimiter: table.format.delimiter, width: table.header.length },
    problems.add,
  )
  for await (const diary of assembled(table, survey, plan, reader)) {
    if (diary.type === 'error') {
      problems.addAll(diary)
      continue
    }
    const { id, firstDay, outcome } = diary.value
    first = Math.min(first, firstDay)
    last = Math.max(last, firstDay + outcome.length - 1)
    longestSpan = Math.max(longestSpan, outcome.length)
    if (inLists.has(id)) found.add(id)
  }
  if (problems.count() > 0) return problems.refusal()

  const warnings: DiaryWarning[] = [...survey.warnings]
  for (const list of lists) {
    const message = strangers(list, (id) => found.has(id))
    if (message !== undefined) warnings.push({ code: 'session-of-nobody', message })
  }
  const days: DayRange = { first, last }
  return accept({
    mapping,
    explanation: explainMapping(mapping, survey, readings, days, table),
    patientCount: survey.patients,
    ids: survey.ids.length > 0 ? survey.ids : [''],
    treatments,
    rowCount: survey.rows,
    longestSpan,
    warnings,
    patients: () => checkedPatients(table, survey, plan),
    close: table.close,
  })
}

/** Every name that an answer can be about. */
function treatmentsOf(mapping: ResolvedMapping, lists: readonly SessionsByPatient[]): string[] {
  const inColumns = mapping.columns.filter(({ role }) => role !== 'factor' && role !== 'covariate')
  const names = new Set([...inColumns, ...mapping.starts].map(({ name }) => name))
  for (const list of lists)
    for (const sessions of list.values()) for (const { treatment } of sessions) names.add(treatment)
  return [...names]
}

async function* assembled(
  table: CsvTable,
  survey: Survey,
  plan: AssemblyPlan,
  reader: ReturnType<typeof rowReader>,
): AsyncGenerator<InputResult<PatientDiary>> {
  const shape = { contiguous: survey.contiguous, rows: survey.rows, columns: plan.mapping.columns.length }
  for await (const rows of gatherPatients(table.batches, reader, shape)) {
    yield 'type' in rows ? rows : assemblePatient(rows, plan)
  }
}

/** The patients once more. A problem now means that the file is no longer the one that was checked. */
async function* checkedPatients(
  table: CsvTable,
  survey: Survey,
  plan: AssemblyPlan,
): AsyncGenerator<InputResult<PatientDiary>> {
  const problems = problemList()
  const format = { file: table.file, delimiter: table.format.delimiter, width: table.header.length }
  const reader = rowReader(plan.mapping, survey, format, problems.add)
  for await (const diary of assembled(table, survey, plan, reader)) {
    if (problems.count() > 0) {
      yield problems.refusal()
      return
    }
    yield diary
    if (diary.type === 'error') return
  }
}

function startDays(mapping: ResolvedMapping, scheme: DayScheme, file: string): InputResult<AssemblyPlan['starts']> {
  const starts: AssemblyPlan['starts'][number][] = []
  for (const { name, day, after } of mapping.starts) {
    const read = readDay(day, scheme)
    if (!('day' in read)) {
      const kind = scheme.calendar === 'date' ? 'a date such as 2025-01-31' : 'a whole day number, as in the diary'
      const message = `the start of '${name}': ${read.message} Give ${kind}, or the name of a column with each patient's start.`
      return refuseInput({ code: 'start-not-a-day', file, value: day, message })
    }
    starts.push({ name, firstDayOn: read.day + (after ? 1 : 0) })
  }
  return accept(starts)
}
