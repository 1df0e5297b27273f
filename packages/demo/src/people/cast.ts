// Everybody who is treated in the demonstration, in the order in which a smaller clinic takes them.
import { HELPED } from './cast-helped.ts'
import { NOT_HELPED } from './cast-not-helped.ts'
import { OTHERS } from './cast-others.ts'
import type { PatientRecipe } from './recipe.ts'

/** One of each kind in turn, so that the first few already differ. */
export const DEMO_PATIENTS: readonly PatientRecipe[] = Array.from(
  { length: Math.max(HELPED.length, NOT_HELPED.length, OTHERS.length) },
  (_, k) => [HELPED[k], NOT_HELPED[k], OTHERS[k]],
)
  .flat()
  .filter((one: PatientRecipe | undefined) => one !== undefined)
