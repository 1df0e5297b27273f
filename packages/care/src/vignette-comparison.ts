// Compares what a vignette expects with what was found: only what is expected is looked at, lists as a whole and in their order.
import type { Json, JsonObject } from './vignette.ts'

export interface Difference {
  /** Outermost first: `['patterns', '1.1', 'B']`. */
  readonly path: readonly string[]
  /** "patterns, 1.1, B: expected met, found unknown", and why where the room says why. */
  readonly sentence: string
}

/** A finding with the reason that the room gives for it; compared as if it were the finding alone. */
export interface Reasoned {
  readonly is: Json
  readonly because: string
}

/** Numbers that agree so far are the same: means and shares are written in vignettes with a few digits. */
const CLOSE = 0.005

/**
 * All differences. An object is compared by the keys that are expected; a list by its length and item by item. A count of days is found as
 * `{ count, most }`; a single number expected of it means that nothing is open, so that both are this number.
 */
export function compareExpected(expected: Json, found: Json | undefined, path: readonly string[]): Difference[] {
  if (isReasoned(found) && !(isObject(expected) && 'is' in expected)) {
    return compareExpected(expected, found.is, path).map((one) => ({
      ...one,
      sentence: `${one.sentence} (${found.because})`,
    }))
  }
  if (found === undefined) return [differ(path, expected, 'nothing of that name')]
  if (isObject(expected) && isObject(found)) {
    return Object.entries(expected).flatMap(([key, one]) => compareExpected(one, found[key], [...path, key]))
  }
  if (Array.isArray(expected) && Array.isArray(found)) {
    const items = expected as readonly Json[]
    if (items.length !== found.length) return [differ(path, expected, shown(found as Json))]
    return items.flatMap((one, k) => compareExpected(one, (found as readonly Json[])[k], [...path, String(k + 1)]))
  }
  if (typeof expected === 'number' && isObject(found) && 'count' in found) {
    return found.count === expected && found.most === expected ? [] : [differ(path, expected, dayCounts(found))]
  }
  return same(expected, found) ? [] : [differ(path, expected, shown(found))]
}

function same(expected: Json, found: Json): boolean {
  if (typeof expected === 'number' && typeof found === 'number') return Math.abs(expected - found) <= CLOSE
  return expected === found
}

function differ(path: readonly string[], expected: Json, found: string): Difference {
  return { path, sentence: `${path.join(', ')}: expected ${shown(expected)}, found ${found}` }
}

function dayCounts({ count, most }: JsonObject): string {
  return count === most ? shown(count) : `${shown(count)}, at most ${shown(most)}`
}

function shown(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function isReasoned(value: Json | undefined): value is JsonObject & Reasoned {
  return isObject(value) && 'is' in value && typeof value.because === 'string'
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
