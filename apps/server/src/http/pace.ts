// How often one network address may do what no session stands behind, or one link be opened: counted here alone, since a second server or a
// restart gives a guesser of 256 bits nothing.

export interface Pace {
  /** Counts once more. @returns seconds to wait; 0 if it may be done now. */
  readonly begin: (whose: string) => number
  /** Takes the last one back: it was begun and did not come to be. */
  readonly takeBack: (whose: string) => void
}

/** @param most in each minute. @param clock ms since 1970. Memory: the addresses, or whatever is counted by, of one minute. */
export function perMinute(most: number, clock: () => number): Pace {
  let minute = -1
  let counted = new Map<string, number>()
  return {
    begin(whose) {
      const at = clock()
      if (Math.floor(at / MINUTE) !== minute) {
        minute = Math.floor(at / MINUTE)
        counted = new Map()
      }
      const before = counted.get(whose) ?? 0
      if (before >= most) return Math.ceil(((minute + 1) * MINUTE - at) / 1000)
      counted.set(whose, before + 1)
      return 0
    },
    takeBack(whose) {
      const before = counted.get(whose) ?? 0
      if (before > 1) counted.set(whose, before - 1)
      else counted.delete(whose)
    },
  }
}

const MINUTE = 60_000
