// How much of a file is read: more than a lifetime of diaries, and little enough that a telephone stays usable.

export const MOST_BYTES = 10_000_000
export const MOST_ROWS = 50_000
export const MOST_COLUMNS = 200
/** Characters of one cell. */
export const LONGEST_CELL = 10_000

/** `3.2 MB`. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
