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
const shareBytes = 160 * 1024 * 1024

/**
 * Every patient once, with all rows. Where the rows of a patient stand together, memory holds one patient. Otherwise patients are divided
 * into shares of about 160 MB and the file is read once for each share: nothing of a diary is ever written to a temporary file.
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
  const shares = Math.ceil((shape.rows * (3 + shape.columns) * 8 * 1.5) / shareBytes)
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
  const patients = new Map<string, PatientRows>()
  for await (const batch of batches) {
    if (batch.type === 'error') {
      yield batch
      return
    }
    const { rows, firstRow } = batch.value
    for (let at = firstRow === 1 ? 1 : 0; at < rows.length; at++) {
      const read = reader.read(rows[at], firstRow + at)
      if (read === undefined || (shares > 1 && shareOf(read.id, shares) !== share)) continue
      let patient = patients.get(read.id)
      if (patient === undefined) {
        patient = noRows(read.id, columns)
        patients.set(patient.id, patient)
      }
      append(patient, read)
    }
  }
  for (const patient of patients.values()) {
    patients.delete(patient.id)
    yield patient
  }
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
