// What was understood of a file, one line for each choice, so that a person can check it and overrule it.
import { orderWords, shownDay } from './calendar-day.ts'
import type { Survey } from './column-survey.ts'
import type { CsvTable } from './csv-table.ts'
import { quoted } from './input-problem.ts'
import type { Regimen } from './mapping.ts'
import type { ResolvedMapping, UsedColumn } from './mapping-resolve.ts'
import type { SessionListReading } from './session-list.ts'
import type { TreatmentEvidence } from './treatment-evidence.ts'

export interface DayRange {
  readonly first: number
  readonly last: number
}

/** Lines such as: day ← column 'time' (whole numbers, −29…99). */
export function explainMapping(
  mapping: ResolvedMapping,
  survey: Survey,
  lists: readonly SessionListReading[],
  days: DayRange,
  table: Pick<CsvTable, 'encoding' | 'format'>,
): string[] {
  const lines: string[] = []
  const from = (role: string, used: UsedColumn, what: string) =>
    lines.push(`${role} ← column ${quoted(used.column)} (${what}${used.source === 'named' ? '; as you asked' : ''})`)
  if (mapping.id === undefined) lines.push('id: no such column, so all rows are one patient')
  else from('id', mapping.id, survey.patients === 1 ? 'one patient' : `${survey.patients} patients`)
  const range = `${shownDay(days.first, survey.scheme.calendar)}…${shownDay(days.last, survey.scheme.calendar)}`
  from(
    'day',
    mapping.day,
    survey.scheme.calendar === 'relative'
      ? `whole numbers, ${range}`
      : `dates ${survey.scheme.wordsOnly === true ? 'with the month as a word' : `written ${orderWords[survey.scheme.order]}`}, ${range}`,
  )
  from('outcome', mapping.outcome, outcomeWords(mapping, survey))
  for (const column of mapping.columns) {
    if (column.role === 'start-day')
      from(`treatment ${quoted(column.name)}`, column, "in use from each patient's own start day on")
    else {
      const role =
        column.role === 'factor' || column.role === 'covariate' ? column.role : `treatment ${quoted(column.name)}`
      from(role, column, valueWords(column, survey))
    }
  }
  for (const start of mapping.starts) {
    lines.push(
      `treatment ${quoted(start.name)}: in use from ${start.after ? 'the day after ' : ''}day ${shown(start.day)} on, as you asked`,
    )
  }
  for (const [name, regimen] of mapping.regimens)
    lines.push(`treatment ${quoted(name)}: ${regimenWords(regimen)}, as you said`)
  for (const list of lists) lines.push(...listLines(list))
  for (const evidence of mapping.evidence)
    lines.push(`treatment ${quoted(evidence.treatment)}: ${evidenceWords(evidence)}, as you said`)
  if (
    !mapping.columns.some(({ role }) => role !== 'factor' && role !== 'covariate') &&
    mapping.starts.length + mapping.sessionFiles.length === 0
  ) {
    lines.push(
      'treatment: none found; name one with --treatment COLUMN, --dose COLUMN, --start NAME=DAY or --sessions FILE',
    )
  }
  for (const { column, why } of mapping.unused) lines.push(`not used: column ${quoted(column)} (${why})`)
  const delimiters: Readonly<Record<string, string>> = {
    ',': 'commas',
    ';': 'semicolons',
    '\t': 'tabs',
    '|': 'upright bars',
  }
  const separated = delimiters[table.format.delimiter] ?? quoted(table.format.delimiter)
  const decimal =
    table.format.delimiter !== ',' &&
    [...survey.values.values()].some(({ firstRow }) => firstRow['comma-number'] !== undefined)
  lines.push(
    `file: ${survey.rows} rows, ${table.encoding.toUpperCase()}, values separated by ${separated}${decimal ? ', decimal commas' : ''}`,
  )
  return lines
}

/** Which column of a session list was read as what, and which treatments came of it. */
function listLines({
  file,
  dayColumn,
  idColumn,
  treatmentColumn,
  unusedColumns,
  counts,
}: SessionListReading): string[] {
  const read = [
    ...(idColumn === undefined ? [] : [`id ← column ${quoted(idColumn)}`]),
    `day ← column ${quoted(dayColumn)}`,
    treatmentColumn === undefined
      ? 'no column says which treatment, so all are of one'
      : `treatment ← column ${quoted(treatmentColumn)}`,
  ]
  const most = [...counts].slice(0, MOST_TREATMENTS)
  const others = counts.size - most.length
  return [
    `sessions in ${file}: ${read.join(', ')}`,
    ...most.map(
      ([name, count]) => `treatment ${quoted(name)} ← ${count === 1 ? 'one session' : `${count} sessions`} in ${file}`,
    ),
    ...(others > 0 ? [`and ${others} more treatments in ${file}`] : []),
    ...unusedColumns.map((column) => `not used: column ${quoted(column)} of ${file}`),
  ]
}

const MOST_TREATMENTS = 30

function outcomeWords(mapping: ResolvedMapping, survey: Survey): string {
  const facts = survey.values.get(mapping.outcome.index)!
  if (facts.present === 0) return 'empty on every row'
  const range = `${shown(facts.min)}…${shown(facts.max)}`
  if (mapping.outcomeThreshold !== undefined)
    return `numbers ${range}; a headache day from ${mapping.outcomeThreshold} on`
  if (survey.outcomeKind === 'binary') return facts.firstRow['yes-no'] === undefined ? '0 or 1' : 'yes or no'
  if (survey.outcomeKind === 'grade') return `grades ${range}; every grade above 0 is a headache day`
  return `numbers ${range}; --threshold N makes a value from N on a headache day`
}

function valueWords(column: UsedColumn, survey: Survey): string {
  const facts = survey.values.get(column.index)!
  if (facts.present === 0) return 'empty on every row'
  if (column.role === 'on-off')
    return facts.min === facts.max ? `on or off, but ${facts.max === 1 ? 'on' : 'off'} on every row` : 'on or off'
  const range = facts.min === facts.max ? `always ${shown(facts.min)}` : `${shown(facts.min)}…${shown(facts.max)}`
  const missing = facts.missing === 0 ? '' : `, missing on ${facts.missing} rows`
  const kind = column.role === 'dose' ? 'amount a day' : column.role === 'sessions' ? 'sessions a day' : 'numbers'
  return `${kind}, ${range}${missing}`
}

function regimenWords({ rampDays, decayHalfLifeDays, targetDose }: Regimen): string {
  const parts: string[] = []
  if (targetDose !== undefined) parts.push(`${targetDose} a day or more counts as the full dose`)
  if (rampDays !== undefined || decayHalfLifeDays !== undefined) parts.push('acts from the day after')
  if (rampDays !== undefined) parts.push(`takes ${rampDays === 1 ? 'a day' : `${rampDays} days`} to its full effect`)
  if (decayHalfLifeDays !== undefined)
    parts.push(
      decayHalfLifeDays === 0
        ? 'is gone at once after stopping'
        : `halves every ${decayHalfLifeDays === 1 ? 'day' : `${decayHalfLifeDays} days`} after stopping`,
    )
  return parts.join(', ')
}

function evidenceWords({ mean, low, high }: TreatmentEvidence): string {
  return `trials let one person expect ${shown(mean)} days in 28, 95 % of people between ${shown(low)} and ${shown(high)}`
}

/** A number with a typographic minus sign. */
function shown(value: number | string): string {
  return String(value).replace(/^-/, '−')
}
