// The public face of @clearday/demo: the demonstration clinic, its people, and what is true of them.
export { demoAccounts, demoPatients, type DemoAccount } from './clinic/accounts.ts'
export { seedClinic, type ClinicSeeded, type SeedRequest } from './clinic/seed-clinic.ts'
export { DEMO_PATIENTS } from './people/cast.ts'
export {
  simulatePatient,
  wholeDiary,
  type SimulatedPatient,
  type SimulationSettings,
} from './diaries/simulate-patient.ts'
export { truths } from './all-truths.ts'
export { answersAgainstTruths, answersTable } from './answers-against-truths.ts'
export type { PatientTruth, TreatmentTruth } from './truths.ts'
