// Makes one page for the doctor in a thread of its own: its answers take a second or two in which nothing else could run.
import { parentPort, workerData } from 'node:worker_threads'
import { doctorPageOf } from '@clearday/care'
import { addDays } from '@clearday/diary'
import { PLANNED, readLiving, type LivingRow } from '@clearday/diary/operations'
import { drawDoctorPage } from './draw-page.ts'
import type { DoctorTask, MadePage } from './doctor-task.ts'

/** Ten years, as on a device. */
const LONGEST = 3653

async function make({ rows, timeZone, firstDay, lastDay, options, paper }: DoctorTask): Promise<MadePage> {
  const first = firstDay ?? firstOf(rows, lastDay)
  const living = rows.filter((row) => touches(row, first, lastDay))
  const { diary, unreadable } = readLiving(living, timeZone, first, lastDay)
  const page = doctorPageOf(diary, { ...options, leftOut: unreadable.length })
  const pdf = paper === null ? null : await drawDoctorPage(page, paper)
  return { page, pdf }
}

/** The first day that anything was said of; a medicine may be in use, and a change be proposed, for longer than there is a diary. */
function firstOf(rows: readonly LivingRow[], lastDay: string): string {
  const first = rows.reduce(
    (least, { entity, firstDay }) => (!PLANNED.has(entity) && firstDay !== null && firstDay < least ? firstDay : least),
    lastDay,
  )
  const earliest = addDays(lastDay, 1 - LONGEST)
  return first > earliest ? first : earliest
}

/** What was used before, or is to be, belongs to the page whenever it was. */
function touches({ entity, firstDay, lastDay }: LivingRow, first: string, last: string): boolean {
  return PLANNED.has(entity) || firstDay === null || (firstDay <= last && (lastDay === null || lastDay >= first))
}

parentPort?.postMessage(await make(workerData as DoctorTask))
