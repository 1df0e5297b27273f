// Runs batches of synthetic patients on a thread of its own.
import { parentPort } from 'node:worker_threads'
import { CELLS, runPatient } from './calibration-cells.ts'

parentPort?.on('message', ({ cell, from, to, seed }: { cell: number; from: number; to: number; seed: number }) => {
  parentPort?.postMessage(Array.from({ length: to - from }, (_, k) => runPatient(CELLS[cell], from + k, seed)))
})
