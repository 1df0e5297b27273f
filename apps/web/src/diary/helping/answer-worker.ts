// Counts beside the page, so that it stays quick to the touch: first the answers, then whether they hold under other choices.
/// <reference lib="webworker" />
import {
  answerSummary,
  answerTreatments,
  historyOf,
  THOROUGH_TREATMENT_OPTIONS,
  usedInSessions,
  type TreatmentAnswers,
} from '@clearday/care'
import { readRows } from '../device/read-rows.ts'
import { daysOfDiary } from '../device/days-of-diary.ts'
import { withTemporal } from '../device/temporal.ts'
import { look } from '../looking/look.ts'
import type { LookRequest } from '../looking/look-request.ts'
import type { AnswerPart, AnswerRequest } from './answer-request.ts'
import { useDays } from './use-days.ts'

const worker = globalThis as unknown as DedicatedWorkerGlobalScope

worker.addEventListener('message', ({ data }: MessageEvent<AnswerRequest | LookRequest>) => {
  const done = 'kind' in data ? lookInto(data) : answer(data)
  // what goes wrong here is told to the page as an error of the worker
  done.catch((error: unknown) => {
    setTimeout(() => {
      throw error
    })
  })
})

async function answer({ asked, rows, timeZone, firstDay, lastDay, percent, thorough }: AnswerRequest): Promise<void> {
  await withTemporal()
  const { diary } = readRows(rows, timeZone, firstDay, lastDay)
  const marks = daysOfDiary(diary).map(({ mark }) => mark)
  const history = historyOf(diary)
  const engine = { ...THOROUGH_TREATMENT_OPTIONS.engine, otherMatters: { kind: 'percent', percent } as const }
  const say = (isThorough: boolean, answers: TreatmentAnswers): void => {
    const uses = answers.treatments.map(({ used }) => ({
      ...useDays(used, firstDay, marks.length),
      acts: usedInSessions(used) ? ('a session' as const) : ('it' as const),
    }))
    const summary = answerSummary(answers)
    worker.postMessage({ asked, thorough: isThorough, marks, answers, summary, uses } satisfies AnswerPart)
  }
  say(false, answerTreatments(history, { ...THOROUGH_TREATMENT_OPTIONS, engine: { ...engine, sensitivity: false } }))
  if (thorough) say(true, answerTreatments(history, { ...THOROUGH_TREATMENT_OPTIONS, engine }))
}

async function lookInto(request: LookRequest): Promise<void> {
  await withTemporal()
  worker.postMessage(look(request))
}
