// Seeded pseudo-random numbers: the only source of randomness in the package, so that a seed reproduces every figure.

/** A stream of pseudo-random numbers. The same seed gives the same stream on every engine. */
export interface Random {
  /** Uniform on [0, 1), 53 bits. */
  uniform(): number
  /** Standard normal, by the polar method (one spare kept). */
  normal(): number
  /** Integer in [0, below). */
  integer(below: number): number
  /** A new, independent stream: the child's seed is drawn from this one. */
  fork(): Random
}

/** Mixes a 32-bit integer well; used to spread seeds that differ by one. */
function mix32(value: number): number {
  let mixed = (value + 0x9e3779b9) | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
  return (mixed ^ (mixed >>> 15)) >>> 0
}

/**
 * A generator of the sfc32 family (Chris Doty-Humphrey, PractRand): 128 bits of state, passes BigCrush and PractRand.
 *
 * @param seed any finite number; its integer part counts, to 53 bits.
 * @param stream distinguishes independent streams of one seed (patient number, cell number).
 */
export function createRandom(seed: number, stream = 0): Random {
  const whole = Math.trunc(Math.abs(seed))
  let a = mix32(whole >>> 0)
  let b = mix32(Math.trunc(whole / 4294967296) ^ a)
  let c = mix32((stream >>> 0) ^ b)
  let counter = mix32(Math.trunc(stream / 4294967296) ^ c) | 1
  let spare = Number.NaN

  function next32(): number {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return sum >>> 0
  }
  for (let warm = 0; warm < 15; warm++) next32()

  function uniform(): number {
    return ((next32() >>> 5) * 67108864 + (next32() >>> 6)) / 9007199254740992
  }
  function normal(): number {
    if (spare === spare) {
      const kept = spare
      spare = Number.NaN
      return kept
    }
    for (;;) {
      const x = 2 * uniform() - 1
      const y = 2 * uniform() - 1
      const radius = x * x + y * y
      if (radius > 0 && radius < 1) {
        const scale = Math.sqrt((-2 * Math.log(radius)) / radius)
        spare = y * scale
        return x * scale
      }
    }
  }
  return {
    uniform,
    normal,
    integer: (below) => Math.floor(uniform() * below),
    fork: () => createRandom(next32() * 1048576 + (next32() >>> 12), next32()),
  }
}
