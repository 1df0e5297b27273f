// Numbers that a seed gives: the same seed draws the same turns, so that what went wrong can be seen again.

export interface Draw {
  /** A whole number from 0 to `n` - 1. */
  readonly below: (n: number) => number
  readonly of: <Value>(values: readonly Value[]) => Value
  readonly shuffled: <Value>(values: readonly Value[]) => Value[]
  /** Of version 7 by its form. */
  readonly uuid: () => string
}

export function drawFrom(seed: number): Draw {
  let state = (seed * 2_654_435_761) >>> 0
  // mulberry32: its low bits are as good as its high ones
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number): number => Math.floor(random() * n)
  const hex = (digits: number): string => Array.from({ length: digits }, () => below(16).toString(16)).join('')
  return {
    below,
    of: (values) => values[below(values.length)],
    shuffled: (values) => {
      const left = [...values]
      return values.map(() => left.splice(below(left.length), 1)[0])
    },
    uuid: () => `${hex(8)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`,
  }
}
