// A thread that simulates trials, a handful at a time.
import { parentPort } from 'node:worker_threads'
import { dayFoundByEvidence, dayFoundByModel } from '@clearday/inference'
import type { TrialBatch } from './simulate-trials.ts'

parentPort?.on('message', ({ plan, by, trials }: TrialBatch) => {
  parentPort?.postMessage(
    trials.map(({ patient, judged, until }) =>
      by === 'evidence' ? dayFoundByEvidence(plan, patient) : dayFoundByModel(plan, patient, until, judged),
    ),
  )
})
