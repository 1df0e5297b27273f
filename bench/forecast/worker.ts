// Runs batches of patients with forecasts on a thread of its own.
import { FORECAST_CELLS } from './cells.ts'
import { answerBatches } from '../runs/measure-cells.ts'

answerBatches(FORECAST_CELLS)
