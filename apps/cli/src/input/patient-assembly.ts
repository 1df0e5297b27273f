// The rows of one patient laid out on the calendar: sorted, one entry a day, gaps left missing, treatments carried through gaps.
import { dayText, shownDay, type DayScheme } from './calendar-day.ts'
import { accept, problemList, quoted, refuseInput, type InputProblem, type InputResult } from './input-problem.ts'
import type { ResolvedMapping } from './mapping-resolve.ts'
import type { DiaryColumn, DiarySession, DiaryWarning, OutcomeKind, PatientDiary } from './patient-diary.ts'
import type { PatientRows } from './patient-rows.ts'

/** What holds for the whole file. `starts` are the first days in use; `listed` the sessions of a patient from session files. */
export interface AssemblyPlan {
  readonly file: string
  readonly mapping: ResolvedMapping
  readonly scheme: DayScheme
  readonly outcomeKind: OutcomeKind
  readonly writtenKind: OutcomeKind
  readonly starts: readonly { readonly name: string; readonly firstDayOn: number }[]
  readonly listed: (id: string) => readonly { readonly treatment: string; readonly day: number }[]
}

const longestSpan = 40_000

/**
 * One diary. A treatment keeps its last known state where a day has no row or an empty cell (a warning counts the empty cells); before its
 * first known state it has that one. A sessions column counts no session where it is empty.
 * Errors: span-too-long, duplicate-day, start-day-differs. Cost: the span in days, and sorting where rows are out of order.
 */
export function assemblePatient(rows: PatientRows, plan: AssemblyPlan): InputResult<PatientDiary> {
  const { mapping, scheme } = plan
  const warnings: DiaryWarning[] = []
  const order = daysInOrder(rows, warnings)
  const first = order[0]
  const last = order[order.length - 1]
  const firstDay = rows.days[first]
  const span = rows.days[last] - firstDay + 1
  if (span > longestSpan) return refuseInput(spanProblem(rows, first, last, span, plan))
  const days = oneRowPerDay(rows, order, plan, warnings)
  if (days.type === 'error') return days
  const kept = days.value

  const written = missingDays(span)
  for (const at of kept) written[rows.days[at] - firstDay] = rows.outcomes[at]
  const columns: DiaryColumn[] = []
  const sessions: DiarySession[] = []
  for (let index = 0; index < mapping.columns.length; index++) {
    const { name, column, role } = mapping.columns[index]
    const cells = rows.values[index]
    if (role === 'sessions') {
      for (const at of kept) {
        for (let count = cells[at]; count > 0; count--)
          sessions.push({ treatment: name, dayIndex: rows.days[at] - firstDay })
      }
    } else if (role === 'start-day') {
      const start = ownStart(rows, index, plan)
      if (start.type === 'error') return start
      columns.push({ name, role: 'treatment', values: inUseFrom(start.value, firstDay, span) })
    } else {
      const values = missingDays(span)
      for (const at of kept) values[rows.days[at] - firstDay] = cells[at]
      if (role === 'on-off' || role === 'dose') {
        const empty = kept.filter((at) => Number.isNaN(cells[at]))
        const emptyIsOff = mapping.emptyTreatment === 'off'
        if (emptyIsOff) for (const at of empty) values[rows.days[at] - firstDay] = 0
        else if (empty.length > 0) warnings.push(emptyTreatmentWarning(empty.length, rows.rows[empty[0]], column))
        if (role === 'dose' && mapping.regimens.get(name)?.targetDose === undefined) {
          const warning = doseWarning(kept, cells, rows, { name, column })
          if (warning !== undefined) warnings.push(warning)
        }
        carryForward(values)
        columns.push({ name, role: role === 'dose' ? 'dose' : 'treatment', values })
      } else if (role === 'factor' || role === 'covariate') columns.push({ name, role, values })
    }
  }
  for (const { name, firstDayOn } of plan.starts) {
    columns.push({ name, role: 'treatment', values: inUseFrom(firstDayOn, firstDay, span) })
  }
  for (const { treatment, day } of plan.listed(rows.id)) sessions.push({ treatment, dayIndex: day - firstDay })
  sessions.sort((one, other) =>
    one.treatment < other.treatment ? -1 : one.treatment > other.treatment ? 1 : one.dayIndex - other.dayIndex,
  )
  const { outcomeKind, writtenKind } = plan
  const { outcomeThreshold } = mapping
  return accept({
    id: rows.id,
    calendar: scheme.calendar,
    firstDay,
    outcomeName: mapping.outcome.name,
    outcomeKind,
    outcomeThreshold: outcomeThreshold ?? null,
    outcome: outcomeThreshold === undefined ? written : reaching(written, outcomeThreshold),
    scale: writtenKind === 'binary' ? null : { kind: writtenKind, values: written },
    columns: columns.map((column) => {
      const regimen = mapping.regimens.get(column.name)
      return regimen === undefined ? column : { ...column, regimen }
    }),
    sessions,
    warnings,
  })
}

/** 1 from the threshold on, 0 below it; a missing day stays missing. */
function reaching(written: Float64Array, threshold: number): Float64Array {
  return written.map((value) => (Number.isNaN(value) ? NaN : value >= threshold ? 1 : 0))
}

function missingDays(span: number): Float64Array {
  return new Float64Array(span).fill(NaN)
}

/** Row positions by day; rows of one day keep the order of the file. */
function daysInOrder({ days, rows }: PatientRows, warnings: DiaryWarning[]): number[] {
  const order = days.map((_, at) => at)
  let early = 0
  let firstEarly = 0
  for (let at = 1; at < days.length; at++) {
    if (days[at] >= days[at - 1]) continue
    if (early === 0) firstEarly = rows[at]
    early++
  }
  if (early === 0) return order
  const message = `${early === 1 ? 'one row is' : `${early} rows are`} earlier than the row before; the days were put in order.`
  warnings.push({ code: 'days-unsorted', row: firstEarly, message })
  return order.sort((one, other) => days[one] - days[other] || one - other)
}

/** The position of the one row that counts for each day. With `any` that row takes in what the others say. */
function oneRowPerDay(
  rows: PatientRows,
  order: readonly number[],
  plan: AssemblyPlan,
  warnings: DiaryWarning[],
): InputResult<number[]> {
  const kept: number[] = []
  const problems = problemList()
  let repeats = 0
  let settled = 0
  let firstRow = 0
  for (const at of order) {
    const before = kept[kept.length - 1]
    if (before === undefined || rows.days[before] !== rows.days[at]) {
      kept.push(at)
      continue
    }
    if (repeats + settled === 0) firstRow = rows.rows[at]
    if (sameValues(rows, before, at)) repeats++
    else if (plan.mapping.duplicates === undefined) problems.add(duplicateProblem(rows, before, at, plan))
    else {
      settled++
      if (plan.mapping.duplicates === 'last') kept[kept.length - 1] = at
      if (plan.mapping.duplicates === 'any') mergeInto(rows, before, at)
    }
  }
  if (problems.count() > 0) return problems.refusal()
  if (repeats > 0) {
    const message = `${repeats === 1 ? 'one row repeats' : `${repeats} rows repeat`} a day with the same values; counted once.`
    warnings.push({ code: 'duplicate-rows', row: firstRow, message })
  }
  if (settled > 0) {
    const message = `${settled === 1 ? 'one day has' : `${settled} days have`} rows that differ; settled by --duplicates ${plan.mapping.duplicates}.`
    warnings.push({ code: 'duplicate-days-settled', row: firstRow, message })
  }
  return accept(kept)
}

function sameValues(rows: PatientRows, one: number, other: number): boolean {
  return (
    Object.is(rows.outcomes[one], rows.outcomes[other]) &&
    rows.values.every((cells) => Object.is(cells[one], cells[other]))
  )
}

/** The larger outcome and the larger value of each column; a value that is known goes before a missing one. */
function mergeInto(rows: PatientRows, target: number, source: number): void {
  for (const cells of [rows.outcomes, ...rows.values]) {
    if (Number.isNaN(cells[target]) || cells[source] > cells[target]) cells[target] = cells[source]
  }
}

/** The start day of a patient from a column that should say the same on every row; never where it is empty throughout. */
function ownStart(rows: PatientRows, index: number, plan: AssemblyPlan): InputResult<number> {
  const cells = rows.values[index]
  const known = cells.findIndex((day) => !Number.isNaN(day))
  if (known < 0) return accept(Infinity)
  const other = cells.findIndex((day) => !Number.isNaN(day) && day !== cells[known])
  if (other < 0) return accept(cells[known])
  const shown = (at: number) => shownDay(cells[at], plan.scheme.calendar)
  const message = `the start is ${shown(known)} in row ${rows.rows[known]} and ${shown(other)} in row ${rows.rows[other]}; give each patient one start day.`
  const { column } = plan.mapping.columns[index]
  return refuseInput({
    code: 'start-day-differs',
    file: plan.file,
    row: rows.rows[other],
    column,
    value: shown(other),
    message,
  })
}

function inUseFrom(start: number, firstDay: number, span: number): Float64Array {
  const values = new Float64Array(span)
  const from = Math.max(0, start - firstDay)
  if (from < span) values.fill(1, from)
  return values
}

/** Fills missing entries with the last known one, and those before the first known one with that; all 0 where nothing is known. */
function carryForward(values: Float64Array): void {
  let known = values.find((value) => !Number.isNaN(value)) ?? 0
  for (let at = 0; at < values.length; at++) {
    if (Number.isNaN(values[at])) values[at] = known
    else known = values[at]
  }
}

function emptyTreatmentWarning(count: number, row: number, column: string): DiaryWarning {
  const message = `${count === 1 ? 'one cell is' : `${count} cells are`} empty; read as on the day before. --empty-treatment off reads them as not in use.`
  return { code: 'treatment-empty', row, column, message }
}

/** This many times the next largest dose is rather a slip than a dose. */
const DOSE_STANDS_OUT = 5

/** The largest dose counts as the full one, so a slip makes all others small: said where it is far above the next largest. */
function doseWarning(
  kept: readonly number[],
  cells: readonly number[],
  { rows }: PatientRows,
  { name, column }: { readonly name: string; readonly column: string },
): DiaryWarning | undefined {
  let most = 0
  let next = 0
  let row = 0
  for (const at of kept) {
    const dose = cells[at]
    if (dose > most) {
      next = most
      most = dose
      row = rows[at]
    } else if (dose < most && dose > next) next = dose
  }
  if (next === 0 || most <= DOSE_STANDS_OUT * next) return undefined
  const message =
    `row ${row} gives ${most} as ${quoted(column)}, more than ${DOSE_STANDS_OUT} times the next largest amount, ${next}. The largest ` +
    `amount counts as full use, so all others count for little. If it is a slip, mend the row; or say what full use is, ` +
    `such as --target ${name}=${next}.`
  return { code: 'dose-stands-out', row, column, message }
}

function spanProblem(rows: PatientRows, first: number, last: number, span: number, plan: AssemblyPlan): InputProblem {
  const shown = (at: number) => `${shownDay(rows.days[at], plan.scheme.calendar)} in row ${rows.rows[at]}`
  const message =
    `the diary of ${quoted(rows.id)} would last ${span} days, from ${shown(first)} to ${shown(last)}; ` +
    `${longestSpan} days is the most. One of the two is probably a slip.`
  const code = 'span-too-long'
  return {
    code,
    file: plan.file,
    row: rows.rows[last],
    column: plan.mapping.day.column,
    value: dayText(rows.days[last], plan.scheme.calendar),
    message,
  }
}

function duplicateProblem(rows: PatientRows, one: number, other: number, plan: AssemblyPlan): InputProblem {
  const day = dayText(rows.days[one], plan.scheme.calendar)
  const noId = plan.mapping.id === undefined
  const whose = noId ? '' : ` of ${quoted(rows.id)}`
  const several = noId ? ' If the file holds several patients, name the column that tells them apart with --id.' : ''
  const message =
    `rows ${rows.rows[one]} and ${rows.rows[other]} are both day ${shownDay(rows.days[one], plan.scheme.calendar)}${whose} and differ; take one out, or say which counts ` +
    `with --duplicates first, last or any.${several}`
  return {
    code: 'duplicate-day',
    file: plan.file,
    row: rows.rows[other],
    column: plan.mapping.day.column,
    value: day,
    message,
  }
}
