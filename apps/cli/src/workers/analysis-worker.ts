// A thread that analyses the diaries it is handed, one at a time.
import { parentPort } from 'node:worker_threads'
import { analyseDiary, type AnalysisRequest } from './analyse-diary.ts'

parentPort?.on('message', (request: AnalysisRequest) => {
  parentPort?.postMessage(analyseDiary(request))
})
