// All red flags, the most urgent first, and every rule of theirs for the register.
import type { ClinicalRule } from '@clearday/diary'
import { BOOK_SOON_FLAGS } from './book-soon-flags.ts'
import { EMERGENCY_FLAGS } from './emergency-flags.ts'
import type { RedFlag } from './red-flag.ts'
import { SAME_DAY_FLAGS } from './same-day-flags.ts'
import { THRESHOLD_RULES } from './safety-thresholds.ts'
import { LEAD_IN, NO_ALL_CLEAR } from './safety-words.ts'

export const RED_FLAGS: readonly RedFlag[] = [...EMERGENCY_FLAGS, ...SAME_DAY_FLAGS, ...BOOK_SOON_FLAGS]

export const SAFETY_RULES: readonly ClinicalRule<unknown>[] = [
  ...RED_FLAGS.map(({ rule }) => rule),
  ...THRESHOLD_RULES,
  NO_ALL_CLEAR,
  LEAD_IN,
]
