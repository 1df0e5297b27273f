// Runs batches of screened patients on a thread of its own.
import { answerBatches } from '../runs/measure-cells.ts'
import { SCREENING_CELLS } from './cells.ts'

answerBatches(SCREENING_CELLS)
