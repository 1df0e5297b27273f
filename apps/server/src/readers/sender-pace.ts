// How many mails with a link one network may ask for to one address in a day: one fewer than the address gets, so that whoever types somebody
// else's address leaves a mail for its owner. Counted in this process alone and nowhere written down.
import { READER_MAILS_A_DAY } from '@clearday/store'
import { networkOf } from '@clearday/web/network-of'

const DAY_MS = 86_400_000
/** More than a clinic has in a day: what is beyond is forgotten, the oldest first. */
const MOST_KNOWN = 50_000
/** Of one kind, from one network to one address. */
export const SENDER_MAILS_A_DAY = READER_MAILS_A_DAY - 1

/**
 * @param clock ms since 1970.
 * @returns whether one more mail of a kind may be asked for, which counts it. Memory: what was asked for on one day and the day before, and no more than so many.
 */
export function senderPace(clock: () => number): (kind: string, peer: string, email: string) => boolean {
  let asked = new Map<string, number[]>()
  let tidiedAt = clock()
  return (kind, peer, email) => {
    const since = clock() - DAY_MS
    if (tidiedAt < since) {
      asked = new Map([...asked].filter(([, times]) => times.some((time) => time > since)))
      tidiedAt = clock()
    }
    const whose = JSON.stringify([kind, networkOf(peer), email.toLowerCase()])
    const recent = (asked.get(whose) ?? []).filter((time) => time > since)
    if (recent.length >= SENDER_MAILS_A_DAY) return false
    asked.set(whose, [...recent, clock()])
    for (const oldest of asked.keys()) {
      if (asked.size <= MOST_KNOWN) break
      asked.delete(oldest)
    }
    return true
  }
}
