// A short mark of what a rule says, so that a signature holds only for what was signed. It finds drift; it is no protection against forgery.
import type { ClinicalRule } from '@clearday/diary'

const OFFSET = 0xcbf29ce484222325n
const PRIME = 0x100000001b3n
const MASK = 0xffffffffffffffffn

/**
 * FNV-1a with 64 bits over the statement, the value and the source, in 16 hexadecimal digits. A change to how sure a rule is, or of its
 * id, is none of what was signed. The same on every machine; keys in any order give the same. O(text).
 *
 * Fowler, Noll and Vo; draft-eastlake-fnv.
 */
export function ruleFingerprint({ statement, value, source }: ClinicalRule<unknown>): string {
  let hash = OFFSET
  for (const byte of new TextEncoder().encode(canonical([statement, value, source]))) {
    hash = ((hash ^ BigInt(byte)) * PRIME) & MASK
  }
  return hash.toString(16).padStart(16, '0')
}

/** JSON with the keys of every object in order, and nothing that JSON drops silently. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
    return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`
  }
  return typeof value === 'number' && !Number.isFinite(value) ? `"${value}"` : JSON.stringify(value)
}
