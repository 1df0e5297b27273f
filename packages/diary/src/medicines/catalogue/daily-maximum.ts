// How a maximum of a day is written in the lists of ingredients: where it was read, or that it was not.
import type { DailyMaximum } from './ingredient.ts'

export function sourced(milligrams: number, source: string, note?: string): DailyMaximum {
  return { milligrams, certainty: 'sourced', source, ...(note === undefined ? {} : { note }) }
}

export function unverified(
  milligrams: number,
  note?: string,
  source = 'General knowledge of labels; not read in one.',
): DailyMaximum {
  return { milligrams, certainty: 'unverified', source, ...(note === undefined ? {} : { note }) }
}
