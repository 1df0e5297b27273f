// Reads one plan in a thread of its own: its answers take a second or two in which nothing else could run.
import { parentPort, workerData } from 'node:worker_threads'
import {
  answerTreatments,
  answerWords,
  DEFAULT_TREATMENT_OPTIONS,
  hasVerdict,
  historyOf,
  ownPlan,
  usedInSessions,
} from '@clearday/care'
import { addDays } from '@clearday/diary'
import { PLANNED, readLiving } from '@clearday/diary/operations'
import { leftOutNames } from '@clearday/web/left-out'
import type { PlanTask, ReadPlan } from './plan-task.ts'

/** Ten years, as on a device. */
const LONGEST = 3653

function read({ rows, timeZone, today, language }: PlanTask): ReadPlan {
  const earliest = addDays(today, 1 - LONGEST)
  const living = rows.filter(
    ({ entity, firstDay, lastDay }) =>
      PLANNED.has(entity) || firstDay === null || (firstDay <= today && (lastDay === null || lastDay >= earliest)),
  )
  const first = living.reduce(
    (least, { entity, firstDay }) => (!PLANNED.has(entity) && firstDay !== null && firstDay < least ? firstDay : least),
    today,
  )
  const { diary, unreadable, unreadableFields } = readLiving(
    living,
    timeZone,
    first > earliest ? first : earliest,
    today,
  )
  const history = historyOf(diary)
  const answered = answerTreatments(history, { ...DEFAULT_TREATMENT_OPTIONS, beside: false })
  return {
    leftOut: { entries: unreadable.length, fields: leftOutNames(unreadableFields, language) },
    plan: ownPlan(history, language),
    answers: answered.treatments.flatMap(({ id, used, answer }) => {
      if (answer === null) return []
      const { verdict, size } = answerWords(answer, {
        ...{ counts: 'headache', firstDay: diary.firstDay, prescribed: used.prescribed, language },
        acts: usedInSessions(used) ? 'a session' : 'it',
      })
      return [{ id, verdict, size, isTold: hasVerdict({ answer }) }]
    }),
  }
}

parentPort?.postMessage(read(workerData as PlanTask))
