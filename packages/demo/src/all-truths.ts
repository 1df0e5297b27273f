// The truths of a whole demonstration, drawn anew from its seed: nothing of them lies in its database.
import { simulatePatient, type SimulationSettings } from './diaries/simulate-patient.ts'
import { demoPatients, hasAccount } from './clinic/accounts.ts'
import { addressOf } from './clinic/staff.ts'
import type { PatientTruth } from './truths.ts'

export interface NamedTruth extends PatientTruth {
  /** Of the account that the diary belongs to, or of who made it for a child. */
  readonly email: string
}

/** @param patients how many the demonstration has. O(days). */
export function truths(patients: number, settings: SimulationSettings): readonly NamedTruth[] {
  return demoPatients(patients).map((recipe) => ({
    email: addressOf(hasAccount(recipe) ? recipe.name : (recipe.proxy?.name ?? recipe.name)),
    ...simulatePatient(recipe, settings).truth,
  }))
}
