// The rows of one patient gathered as numbers: patient after patient where rows stand together, else in shares of patients.
import { ownText } from './cell-values.ts'
import type { InputRefusal, InputResult } from './input-problem.ts'
import type { ReadRow, RowReader } from './row-reader.ts'
import type { RowBatch } from './row-stream.ts'

/** All rows of one patient in file order. `values[c][r]` is column c in row r. */
export interface PatientRows {
  readonly id: string
  readonly rows: number[]
  readonly days: number[]
  readonly outcomes: number[]
  readonly values: number[][]
}

/** Gathered rows are kept below this many bytes; the file is read again for each further share of the patients. */
const shareBytes = 64 * 1024 * 1024

/**
 * Every patient once, with all rows. Where the rows of a patient stand together, memory holds one patient. Otherwise patients are divided
 * into shares of about 64 MB and the file is read once for each share: nothing of a diary is ever written to a temporary file.
 */
export async function* gatherPatients(
  batches: () => AsyncIterable<InputResult<RowBatch>>,
  reader: RowReader,
  shape: { readonly contiguous: boolean; readonly rows: number; readonly columns: number },
): AsyncGenerator<InputRefusal | PatientRows> {
  if (shape.contiguous) {
    yield* gatherInTurn(batches(), reader, shape.columns)
    return
  }
  const shares = Math.ceil((shape.rows * (4 + shape.columns) * 8 * 1.5) / shareBytes)
  for (let share = 0; share < shares; share++) {
    yield* gatherShare(batches(), reader, shape.columns, share, shares)
    // Every share reads every row, so the first one has found all there is to find.
    if (reader.problems() > 0) return
  }
}

async function* gatherInTurn(
  batches: AsyncIterable<InputResult<RowBatch>>,
  reader: RowReader,
  columns: number,
): AsyncGenerator<InputRefusal | PatientRows> {
  let current: PatientRows | undefined
  for await (const batch of batches) {
    if (batch.type === 'error') {
      yield batch
      return
    }
    const { rows, firstRow } = batch.value
    for (let at = firstRow === 1 ? 1 : 0; at < rows.length; at++) {
      const read = reader.read(rows[at], firstRow + at)
      if (read === undefined) continue
      if (current === undefined || current.id !== read.id) {
        if (current !== undefined) yield current
        current = noRows(read.id, columns)
      }
      append(current, read)
    }
  }
  if (current !== undefined) yield current
}

async function* gatherShare(
  batches: AsyncIterable<InputResult<RowBatch>>,
  reader: RowReader,
  columns: number,
  share: number,
  shares: number,
): AsyncGenerator<InputRefusal | PatientRows> {
  const places = new Map<string, number>()
  // One record a row: patient, row, day, outcome, then the columns. Sorted by patient at the end, so nothing grows patient by patient.
  const width = 4 + columns
  let records = new Float64Array(width * 4096)
  let count = 0
  for await (const batch of batches) {
    if (batch.type === 'error') {
      yield batch
      return
    }
    const { rows, firstRow } = batch.value
    for (let at = firstRow === 1 ? 1 : 0; at < rows.length; at++) {
      const read = reader.read(rows[at], firstRow + at)
      if (read === undefined || (shares > 1 && shareOf(read.id, shares) !== share)) continue
      let place = places.get(read.id)
      if (place === undefined) {
        place = places.size
        places.set(ownText(read.id), place)
      }
      if ((count + 1) * width > records.length) {
        const larger = new Float64Array(Math.ceil(records.length / width / 2) * 3 * width)
        larger.set(records)
        records = larger
      }
      const start = count * width
      records[start] = place
      records[start + 1] = read.row
      records[start + 2] = read.day
      records[start + 3] = read.outcome
      for (let column = 0; column < columns; column++) records[start + 4 + column] = read.values[column]
      count++
    }
  }
  const { order, ends } = byPatient(records, width, count, places.size)
  for (const [id, place] of places) {
    const patient = noRows(id, columns)
    for (let at = place === 0 ? 0 : ends[place - 1]; at < ends[place]; at++) {
      const start = order[at] * width
      patient.rows.push(records[start + 1])
      patient.days.push(records[start + 2])
      patient.outcomes.push(records[start + 3])
      for (let column = 0; column < columns; column++) patient.values[column].push(records[start + 4 + column])
    }
    yield patient
  }
}

/** Counting sort of the records by patient, each patient's in file order: `ends[p]` is where patient p ends in `order`. */
function byPatient(records: Float64Array, width: number, count: number, patients: number) {
  const next = new Uint32Array(patients)
  for (let record = 0; record < count; record++)
    if (records[record * width] + 1 < patients) next[records[record * width] + 1]++
  for (let patient = 1; patient < patients; patient++) next[patient] += next[patient - 1]
  const order = new Uint32Array(count)
  for (let record = 0; record < count; record++) order[next[records[record * width]]++] = record
  return { order, ends: next }
}

function noRows(id: string, columns: number): PatientRows {
  return { id: ownText(id), rows: [], days: [], outcomes: [], values: Array.from({ length: columns }, () => []) }
}

function append(patient: PatientRows, read: ReadRow): void {
  patient.rows.push(read.row)
  patient.days.push(read.day)
  patient.outcomes.push(read.outcome)
  for (let column = 0; column < patient.values.length; column++) patient.values[column].push(read.values[column])
}

/** FNV-1a over the UTF-16 units, then the remainder: spreads ids over shares evenly and always alike. */
function shareOf(id: string, shares: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return (hash >>> 0) % shares
}
