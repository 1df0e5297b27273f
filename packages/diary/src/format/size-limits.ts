// How much a diary may hold: far more than anyone lives through, and little enough that no file takes minutes.

/** Entries of a list of the diary. A hundred and twenty years have 43,830 days. */
const MOST_ENTRIES = 100_000
/** Of a list or a table inside one entry: symptoms, factors, answers. */
const MOST_INSIDE = 1_000
/** All days that all attacks touch, one on top of the other. */
export const MOST_ATTACK_DAYS = 5_000_000
/** No entry nests deeper: an attack, its aura, the aura's symptoms, one of them, its fields. */
const DEEPEST = 5

export interface TooMany {
  readonly path: readonly (string | number)[]
  readonly count: number
  readonly most: number
}

/** The first list or table that holds more than can be read; null if there is none. Looks inside unless it is a whole list. O(what is in it). */
export function tooMany(value: unknown, wholeList: boolean): TooMany | null {
  if (wholeList) {
    const count = sizeOf(value)
    return count > MOST_ENTRIES ? { path: [], count, most: MOST_ENTRIES } : null
  }
  return insideTooMany(value, [])
}

function insideTooMany(value: unknown, path: readonly (string | number)[]): TooMany | null {
  if (typeof value !== 'object' || value === null) return null
  const count = sizeOf(value)
  if (count > MOST_INSIDE) return { path, count, most: MOST_INSIDE }
  if (path.length >= DEEPEST) return null
  for (const [key, inside] of Object.entries(value)) {
    if (typeof inside !== 'object' || inside === null) continue
    const found = insideTooMany(inside, [...path, Array.isArray(value) ? Number(key) : key])
    if (found !== null) return found
  }
  return null
}

function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0
}
