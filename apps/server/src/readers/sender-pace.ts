// How many mails with a link one network may ask for to one address in a day: one fewer than the address gets, so that whoever types somebody
// else's address leaves a mail for its owner. Counted in this process alone and nowhere written down.
import { READER_MAILS_A_DAY } from '@clearday/store'

const DAY_MS = 86_400_000
/** Of one kind, from one network to one address. */
export const SENDER_MAILS_A_DAY = READER_MAILS_A_DAY - 1

/**
 * @param clock ms since 1970.
 * @returns whether one more mail of a kind may be asked for, which counts it. Memory: what was asked for on one day and the day before.
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
    return true
  }
}

/** What one customer of a network usually has: of IPv4 the first three numbers, of IPv6 the first three groups. */
export function networkOf(peer: string): string {
  const four = /(\d+\.\d+\.\d+)\.\d+$/.exec(peer)
  if (four !== null) return four[1]
  const [before = '', after] = peer.split('::')
  const groups = before.split(':').filter((one) => one !== '')
  const rest = after === undefined ? [] : after.split(':').filter((one) => one !== '')
  const missing = after === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length)
  return [...groups, ...Array<string>(missing).fill('0'), ...rest].slice(0, 3).join(':')
}
