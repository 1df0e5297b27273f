// Keys made of what an entry is, so that the same file read twice, on any device, gives the same keys and nothing is there twice.

/** FNV-1a with 128 bits (draft-eastlake-fnv): told apart well enough within one diary; it hides nothing and protects against nobody. */
const OFFSET = 144066263297769815596495629667062367629n
const PRIME = 309485009821345068724781371n

/** 32 small letters and digits. The parts are kept apart: `a`, `bc` and `ab`, `c` differ. O(length). */
export function keyOf(...parts: readonly (string | number)[]): string {
  let hash = OFFSET
  for (const byte of new TextEncoder().encode(JSON.stringify(parts))) {
    hash = BigInt.asUintN(128, (hash ^ BigInt(byte)) * PRIME)
  }
  return hash.toString(16).padStart(32, '0')
}

/** Gives the first entry that is so the number 0, the next that is just so the number 1, in the order of the file. */
export function keyMaker(): (...parts: readonly (string | number)[]) => string {
  const seen = new Map<string, number>()
  return (...parts) => {
    const bare = keyOf(...parts)
    const before = seen.get(bare) ?? 0
    seen.set(bare, before + 1)
    return before === 0 ? bare : keyOf(...parts, before)
  }
}
