// How days are marked, for whoever draws them: without the counting rules, which are larger by far.

/** `headache`: there was one, and nobody said how bad. */
export const MARKS = ['missing', 'clear', 'headache', 'mild', 'moderate', 'severe'] as const
export type Mark = (typeof MARKS)[number]

/** What else was there on a day. */
export const SIGNS = ['medicine', 'aura', 'bleeding', 'session'] as const
export type Sign = (typeof SIGNS)[number]
