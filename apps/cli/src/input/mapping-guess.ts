// The meaning of columns guessed from their names and from the first rows. Every guess says why, and every one can be overruled.
import {
  acuteWords,
  dayNames,
  doseWords,
  idNames,
  measureWords,
  nameWords,
  outcomeNames,
  plainName,
  sessionWords,
  treatmentWords,
} from './column-names.ts'
import { countsDays, isConstantPerPatient, type ColumnSample } from './column-sample.ts'
import type { MappedTreatment } from './mapping.ts'

/** The column that says whose diary a row belongs to; undefined in a file with one patient. */
export function guessId(columns: readonly ColumnSample[]): ColumnSample | undefined {
  return firstNamed(columns, idNames)
}

/** The column with the day: by name if its cells can be days, dates before numbers, else the only column of dates. */
export function guessDay(columns: readonly ColumnSample[]): ColumnSample | undefined {
  const dated = columns.filter((column) => column.dateShare >= 0.5)
  const counted = columns.filter((column) => column.dayShare >= 0.5)
  const named = firstNamed(dated, dayNames) ?? firstNamed(counted, dayNames)
  if (named !== undefined) return named
  return dated.length === 1 ? dated[0] : undefined
}

/**
 * The column with the outcome: by its whole name, one that can be read before one that is plain text; else by its first word
 * ('Headache 0-10'), where only one column has it.
 */
export function guessOutcome(columns: readonly ColumnSample[]): ColumnSample | undefined {
  const readable = columns.filter((column) => !column.text)
  const named = firstNamed(readable, outcomeNames) ?? firstNamed(columns, outcomeNames)
  if (named !== undefined) return named
  for (const name of outcomeNames) {
    const beginning = readable.filter(({ name: header }) => {
      const [first, ...others] = nameWords(header)
      return first === name && !others.some((word) => acuteWords.has(word) || otherMeasures.has(word))
    })
    if (beginning.length > 0) return beginning.length === 1 ? beginning[0] : undefined
  }
  return undefined
}

const otherMeasures = new Set([
  'duration',
  'hours',
  'start',
  'end',
  'onset',
  'location',
  'side',
  'medication',
  'medicine',
])

function firstNamed(columns: readonly ColumnSample[], names: readonly string[]): ColumnSample | undefined {
  for (const name of names) {
    const found = columns.find((column) => plainName(column.name) === name)
    if (found !== undefined) return found
  }
  return undefined
}

/** What a remaining column is taken for; `ignored` comes with the reason in words. */
type ColumnGuess =
  | { readonly as: 'treatment'; readonly treatment: MappedTreatment }
  | { readonly as: 'factor' }
  | { readonly as: 'ignored'; readonly why: string }

/** Guesses one column that is not the id, the day or the outcome. `rows` is the sample it was summarised from. */
export function guessColumn(
  column: ColumnSample,
  rows: readonly (readonly string[])[],
  day: ColumnSample,
  id: ColumnSample | undefined,
): ColumnGuess {
  const words = nameWords(column.name)
  const about = (named: ReadonlySet<string>) => words.some((word) => named.has(word))
  if (column.name === '') return { as: 'ignored', why: 'it has no name' }
  if (column.present === 0) return { as: 'ignored', why: 'it is empty in the rows looked at' }
  if (about(acuteWords)) return { as: 'ignored', why: 'taken because of a headache, it follows the outcome' }
  const never = id === undefined ? 'it never changes' : 'it never changes within a patient'
  const constant = isConstantPerPatient(rows, column.index, id?.index)
  if (column.mostlyText) return { as: 'ignored', why: constant ? never : 'text; use a 0/1 column to have it count' }
  // a few cells of text in what is a treatment otherwise are slips: the reader refuses them by row, and no treatment is lost without a word
  if (about(sessionWords) && column.numeric) {
    return { as: 'treatment', treatment: { kind: 'sessions', column: column.name } }
  }
  if (about(doseWords) && column.numeric) return { as: 'treatment', treatment: { kind: 'dose', column: column.name } }
  if (about(treatmentWords) && (column.binary || column.nearlyBinary))
    return { as: 'treatment', treatment: { kind: 'on-off', column: column.name } }
  // An exposure between 0 and 1, or an amount under the name of a treatment.
  if (about(treatmentWords) && column.numeric && !column.negative) {
    return { as: 'treatment', treatment: { kind: 'dose', column: column.name } }
  }
  if (column.text) return { as: 'ignored', why: 'text; use a 0/1 column to have it count' }
  if (about(measureWords)) return { as: 'ignored', why: 'another measure of the headache itself' }
  if (column.dateShare >= 0.5) return { as: 'ignored', why: 'dates' }
  if (countsDays(rows, column.index, day.index, id?.index))
    return { as: 'ignored', why: `counts the days as '${day.name}' does` }
  if (constant) return { as: 'ignored', why: never }
  return { as: 'factor' }
}
