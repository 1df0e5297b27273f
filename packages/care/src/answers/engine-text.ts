// What the engine said, as JSON and back: so that a page can be drawn from it later as if the engine had just been asked.
import type { PatientAnswer } from '@clearday/inference'

/** Rises when what is kept gets another shape, so that nothing of the shape before is read. */
export const ENGINE_TEXT_FORM = 1

/** What JSON does not have, under names that nothing in an answer bears. */
const SERIES = '$series'
const NUMBER = '$number'

/** Every number as it was; of series, which are only ever drawn, four digits. O(days · treatments). */
export function engineAsText(said: PatientAnswer | null): string {
  return JSON.stringify(said, (_, value: unknown) =>
    value instanceof Float64Array
      ? { [SERIES]: Array.from(value, (one) => (Number.isFinite(one) ? Number(one.toPrecision(4)) : null)) }
      : typeof value === 'number' && !Number.isFinite(value)
        ? { [NUMBER]: String(value) }
        : value,
  )
}

/** @param text by `engineAsText`, of the same form. */
export function engineOfText(text: string): PatientAnswer | null {
  return JSON.parse(text, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value
    const { [SERIES]: series, [NUMBER]: number } = value as Readonly<Record<string, unknown>>
    if (Array.isArray(series))
      return Float64Array.from(series as readonly (number | null)[], (one) => one ?? Number.NaN)
    return typeof number === 'string' ? Number(number) : value
  }) as PatientAnswer | null
}
