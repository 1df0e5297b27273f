// Runs batches of screened patients on a thread of its own.
import { answerBatches } from './measure-cells.ts'
import { SCREENING_CELLS } from './screening-cells.ts'

answerBatches(SCREENING_CELLS)
