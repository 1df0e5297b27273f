// How often one network address may do what no session stands behind: counted here alone, since a second server or a restart gives a guesser
// of 256 bits nothing.

export interface Pace {
  /** Counts once more. @returns seconds to wait; 0 if it may be done now. */
  readonly begin: (peer: string) => number
}

/** @param most in each minute. @param clock ms since 1970. Memory: the addresses of one minute. */
export function perMinute(most: number, clock: () => number): Pace {
  let minute = -1
  let counted = new Map<string, number>()
  return {
    begin(peer) {
      const at = clock()
      if (Math.floor(at / MINUTE) !== minute) {
        minute = Math.floor(at / MINUTE)
        counted = new Map()
      }
      const before = counted.get(peer) ?? 0
      if (before >= most) return Math.ceil(((minute + 1) * MINUTE - at) / 1000)
      counted.set(peer, before + 1)
      return 0
    },
  }
}

const MINUTE = 60_000
