// Headaches by name, from which vignettes say only what is different about their own.
import headaches from '../vignettes/shared/headaches.json' with { type: 'json' }
import type { NamedHeadaches } from './vignette.ts'

/** What `like` in a vignette may name. */
export const NAMED_HEADACHES: NamedHeadaches = headaches
