// Runs batches of patients who look each fortnight on a thread of its own.
import { answerBatches } from '../runs/measure-cells.ts'
import { LOOK_CELLS } from './look-cells.ts'

answerBatches(LOOK_CELLS)
