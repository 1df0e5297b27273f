// Reads the busy times of one calendar in a thread of its own: a large one takes seconds in which nothing else could run.
import { parentPort, workerData } from 'node:worker_threads'
import { calendarUid } from '@clearday/scheduling'
import { busySpans } from '@clearday/exchange/calendar'
import type { BusyTask, BusyTold } from './other-calendars.ts'

const { file, host, timeZone, from, to } = workerData as BusyTask
// what came from our own calendar is known here already, and must not be in its own way
const ours = calendarUid('', host)
const read = busySpans(file, { timeZone, from, to, isOurs: (uid) => uid.endsWith(ours) })
const told: BusyTold =
  read.type === 'error'
    ? { type: 'error', code: read.problems[0]?.code ?? 'not-a-calendar' }
    : {
        type: 'ok',
        spans: read.value.spans,
        unread: read.value.notices.reduce((sum, { times }) => sum + times, 0),
      }
parentPort?.postMessage(told)
