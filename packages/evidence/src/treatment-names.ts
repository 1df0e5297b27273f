// From the words that someone wrote to a treatment of the library: exactly, or as a suggestion that is asked and never assumed.
import type { Treatment } from './evidence-types.ts'
import { TREATMENTS } from './treatments.ts'

/** Without case, accents, and with one space between words; hyphens count as spaces. */
export function plainName(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[\s\-‐‑–_]+/g, ' ')
    .trim()
}

interface NamedTreatment {
  readonly treatment: Treatment
  readonly plain: string
}

const NAMES: readonly NamedTreatment[] = TREATMENTS.flatMap((treatment) =>
  [treatment.id, treatment.name, ...treatment.aliases].map((name) => ({ treatment, plain: plainName(name) })),
)
const BY_NAME: ReadonlyMap<string, Treatment> = new Map(NAMES.map(({ plain, treatment }) => [plain, treatment]))

/**
 * By id, name or alias, whatever the case, accents, hyphens and spaces. O(length of the text).
 *
 * @returns undefined where no name is exactly this one: a near miss is for `suggestTreatments`, since another treatment may be meant.
 */
export function findTreatment(text: string): Treatment | undefined {
  return BY_NAME.get(plainName(text))
}

/** At most this many are suggested, so that a person can read them. */
const MOST_SUGGESTED = 3
/** Shorter words are not compared by their letters: CST and CBT are one letter apart. */
const SHORTEST_COMPARED = 5

/**
 * Treatments that may be meant, nearest first: names within the text or around it, and names that differ by a typing error or two.
 * O(names × length²). An exact name gives itself alone.
 */
export function suggestTreatments(text: string): readonly Treatment[] {
  const written = plainName(text)
  if (written === '') return []
  const exact = BY_NAME.get(written)
  if (exact !== undefined) return [exact]
  const nearest = new Map<Treatment, number>()
  for (const { treatment, plain } of NAMES) {
    const distance = nameDistance(written, plain)
    if (distance !== null && distance < (nearest.get(treatment) ?? Infinity)) nearest.set(treatment, distance)
  }
  return [...nearest]
    .sort(([one, near], [other, far]) => near - far || TREATMENTS.indexOf(one) - TREATMENTS.indexOf(other))
    .slice(0, MOST_SUGGESTED)
    .map(([treatment]) => treatment)
}

/** 0 to 2, or null where the two have nothing to do with each other. */
function nameDistance(written: string, name: string): number | null {
  if (containsWords(written, name)) return 0.5
  if (written.length >= 3 && containsWords(name, written)) return 1
  if (written.length < SHORTEST_COMPARED || name.length < SHORTEST_COMPARED) return null
  if (written.length >= SHORTEST_COMPARED && name.startsWith(written)) return 1
  const allowed = name.length >= 9 ? 2 : 1
  const edits = editDistance(written, name, allowed)
  return edits === null ? null : edits * 0.75
}

function containsWords(text: string, words: string): boolean {
  return ` ${text} `.includes(` ${words} `)
}

/** Letters to add, drop or change, two swapped neighbours counting as one; null above `most`. */
function editDistance(one: string, other: string, most: number): number | null {
  if (Math.abs(one.length - other.length) > most) return null
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, k) => k)]
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let k = 1; k <= other.length; k++) {
      const same = one[i - 1] === other[k - 1] ? 0 : 1
      row[k] = Math.min(rows[i - 1][k] + 1, row[k - 1] + 1, rows[i - 1][k - 1] + same)
      if (i > 1 && k > 1 && one[i - 1] === other[k - 2] && one[i - 2] === other[k - 1])
        row[k] = Math.min(row[k], rows[i - 2][k - 2] + 1)
    }
    rows.push(row)
  }
  const edits = rows[one.length][other.length]
  return edits > most ? null : edits
}
