// What all studies of placebo and natural course have in common: no treatment that is judged, and no rating by the field.
import type { Study } from '../evidence-types.ts'

type Course = Omit<Study, 'treatments' | 'topic' | 'certainty'> & { readonly treatments?: readonly string[] }

export function courseStudy(study: Course): Study {
  return { treatments: [], topic: 'placebo-and-natural-course', certainty: 'not rated', ...study }
}

export const NO_TREATMENT = { treatment: null, unit: '' } as const
export const PERCENT = { treatment: null, unit: '%' } as const
