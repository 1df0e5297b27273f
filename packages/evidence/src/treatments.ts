// The treatments that the library has evidence on. Order is that of the reading list.
import type { Treatment } from './evidence-types.ts'
import { HANDS_TRAINING_AND_EXERCISE } from './treatments/hands-training-and-exercise.ts'
import { PRESCRIBED_MEDICINES } from './treatments/prescribed-medicines.ts'
import { SUPPLEMENTS_AND_WATER } from './treatments/supplements-and-water.ts'

export const TREATMENTS: readonly Treatment[] = [
  ...HANDS_TRAINING_AND_EXERCISE,
  ...SUPPLEMENTS_AND_WATER,
  ...PRESCRIBED_MEDICINES,
]
