// Runs batches of synthetic patients on a thread of its own.
import { CELLS } from './calibration-cells.ts'
import { answerBatches } from './measure-cells.ts'

answerBatches(CELLS)
