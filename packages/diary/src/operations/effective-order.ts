// The order in which operations win over each other: given by the server, so that a clock that is wrong neither blocks nor wins for ever.

export interface Arrival {
  /** The server's clock, ms since 1970. */
  readonly receivedAt: number
  /** The device's clock as it sent the batch. */
  readonly sentAt: number
}

/**
 * The place of an operation, in microseconds since 1970 on the server's clock.
 *
 * The device's clock is moved by as much as it was off when it sent: one that is a year ahead or behind is put right. What would still lie
 * in the future counts as said on arrival. And what was said after seeing the log up to some place comes after all of that, whatever the
 * clocks say: who corrects what they see must win over it.
 *
 * @param at the device's clock when it was said. @param seenLatest the greatest place among what the device had seen then.
 */
export function effectiveOrder(at: number, seenLatest: number, { receivedAt, sentAt }: Arrival): number {
  const onOurClock = Math.min(at + (receivedAt - sentAt), receivedAt)
  return Math.max(Math.max(0, Math.round(onOurClock)) * 1000, seenLatest + 1)
}

/**
 * The place of an operation that had one before a restore: the same again, so that the order that people have seen stands, whoever offers
 * first. It counts as a claim: never later than arrival.
 *
 * @param told microseconds since 1970.
 */
export function toldOrder(told: number, receivedAt: number): number {
  return Math.min(told, receivedAt * 1000)
}
