// What all studies of factors and forecasts have in common: no treatment, and no rating by the field.
import type { Study } from '../evidence-types.ts'

export function triggerStudy(study: Omit<Study, 'treatments' | 'topic' | 'certainty'>): Study {
  return { treatments: [], topic: 'trigger', certainty: 'not rated', ...study }
}

/** A result about a factor, in words or as a ratio. */
export const OF_FACTORS = { treatment: null, unit: '' } as const
