// Runs batches of synthetic patients on a thread of its own.
import { CELLS } from './cells.ts'
import { answerBatches } from '../runs/measure-cells.ts'

answerBatches(CELLS)
