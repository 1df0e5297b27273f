// Runs batches of patients with forecasts on a thread of its own.
import { FORECAST_CELLS } from './forecast-cells.ts'
import { answerBatches } from './measure-cells.ts'

answerBatches(FORECAST_CELLS)
