// Names that a diary shared without notes may still say, beside the medicines and questionnaires of the diary's own vocabulary.
import { RED_FLAGS } from '@clearday/care'
import { TREATMENTS } from '@clearday/evidence'
import type { KnownNames } from '@clearday/store'

/** Treatments by id, name and alias; safety questions by id. What is not among them is free words. */
export const KNOWN_NAMES: KnownNames = {
  treatment: TREATMENTS.flatMap(({ id, name, aliases }) => [id, name, ...aliases]),
  question: RED_FLAGS.map(({ id }) => id),
}
