// Marks by grade: a missing day is never clear, and a day below the threshold is no headache day.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PatientDiary } from '../input/patient-diary.ts'
import { dayMarks } from './day-marks.ts'

function marks(values: readonly number[], kind: 'grade' | 'numeric' | null, threshold: number | null = null) {
  const diary: PatientDiary = {
    id: '',
    calendar: 'relative',
    firstDay: 1,
    outcomeName: 'headache',
    outcomeKind: threshold !== null || kind === null ? 'binary' : kind,
    outcomeThreshold: threshold,
    outcome: Float64Array.from(values),
    scale: kind === null ? null : { kind, values: Float64Array.from(values) },
    columns: [],
    sessions: [],
    warnings: [],
  }
  const least = threshold ?? 1e-9
  return dayMarks(
    diary,
    Float64Array.from(values, (value) => (Number.isNaN(value) ? NaN : value >= least ? 1 : 0)),
  )
}

test('grades have three marks, and a diary of yes and no one', () => {
  assert.deepEqual(marks([0, 1, 2, 3, NaN], 'grade').of, ['clear', 'first', 'second', 'third', 'missing'])
  assert.deepEqual(marks([0, 1, NaN], null).of, ['clear', 'third', 'missing'])
  assert.deepEqual(
    marks([0, 1, NaN], null).legend.map(({ words }) => words),
    ['headache', 'clear', 'not logged'],
  )
})

test('numbers up to ten have three bands, larger ones none', () => {
  assert.deepEqual(marks([0, 0.5, 3, 4, 6, 7, 10], 'numeric').of, [
    'clear',
    'first',
    'first',
    'second',
    'second',
    'third',
    'third',
  ])
  assert.deepEqual(marks([0, 20, 80], 'numeric').of, ['clear', 'third', 'third'])
})

test('below the threshold a day is not a headache day, and the legend says so', () => {
  const { of, legend } = marks([2, 5, 8], 'numeric', 5)
  assert.deepEqual(of, ['clear', 'second', 'third'])
  assert.ok(legend.some(({ mark, words }) => mark === 'clear' && words === 'below 5'))
})
