// The public face of @clearday/scheduling: what can be chosen, when, and how it is written for other calendars.
export * from './model.ts'
export { openings } from './openings.ts'
export { daypartOf } from './offer-openings.ts'
export { MOST_DAYS, wishFault, type WishFault } from './wish-fault.ts'
export { isZone } from './zone-clock.ts'
export type { Work } from './spans.ts'
