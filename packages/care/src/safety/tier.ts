// How soon somebody must look: the three tiers of red flags, and their order.

/** From the most urgent on. */
export const TIERS = ['emergency-now', 'same-day', 'book-soon'] as const
export type Tier = (typeof TIERS)[number]

export const TIER_WORDS: Readonly<Record<Tier, string>> = {
  'emergency-now': 'an emergency now',
  'same-day': 'to be seen the same day',
  'book-soon': 'an appointment soon',
}

/** Negative where the first is more urgent. */
export function compareTiers(one: Tier, other: Tier): number {
  return TIERS.indexOf(one) - TIERS.indexOf(other)
}
