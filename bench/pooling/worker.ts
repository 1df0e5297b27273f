// Runs simulated clinics on a thread of its own.
import { parentPort } from 'node:worker_threads'
import { runClinic } from './clinic.ts'

export interface ClinicTask {
  readonly setting: number
  readonly clinic: number
  readonly patients: number
  readonly seed: number
}

parentPort?.on('message', ({ setting, clinic, patients, seed }: ClinicTask) => {
  parentPort?.postMessage(runClinic(setting, clinic, patients, seed))
})
