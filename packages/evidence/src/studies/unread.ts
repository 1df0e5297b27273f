// What a result has where its source gave less than an estimate with its interval.

/** No estimate could be read. */
export const UNREAD = { estimate: null, low: null, high: null } as const

/** An estimate stands alone: its interval was not given where we read it. */
export const NO_INTERVAL = { low: null, high: null } as const
