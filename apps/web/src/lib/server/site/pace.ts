// How often one line of the network may send a form that needs no account: counted in this process alone, and forgotten after a quarter of an hour.
import { lineOf } from './network-of.ts'

const WITHIN_MS = 15 * 60_000

/** @param most within a quarter of an hour: many people may share one network address. @returns whether one more may be sent at `at`, in ms. */
export function pace(most: number): (peer: string, at: number) => boolean {
  const sent = new Map<string, number[]>()
  return (peer, at) => {
    for (const [one, times] of sent) if (times.every((time) => time < at - WITHIN_MS)) sent.delete(one)
    const line = lineOf(peer)
    const recent = (sent.get(line) ?? []).filter((time) => time >= at - WITHIN_MS)
    if (recent.length >= most) return false
    sent.set(line, [...recent, at])
    return true
  }
}

/** As much as can be known of an address without writing to it. */
export function isPostableAddress(text: string): boolean {
  return (
    text.length <= 254 &&
    /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}]+\.[^\s@<>()[\]\\,;:"\p{Cc}.]{2,}$/u.test(text)
  )
}
