// What the other pages ask for, counted beside the page.
import { alongOf, doctorPageOf, historyOf, ownCheck, tomorrowOf } from '@clearday/care'
import { readRows } from '../device/read-rows.ts'
import type { LookRequest, Looks } from './look-request.ts'

/** Needs Temporal. O(days · factors²) at most. */
export function look(request: LookRequest): Looks[keyof Looks] {
  const { kind, rows, timeZone, firstDay, lastDay, language, from } = request
  const { diary } = readRows(rows, timeZone, firstDay, lastDay)
  if (kind === 'doctor') return doctorPageOf(diary, { language, ...(from !== undefined && { from }) })
  const history = historyOf(diary)
  switch (kind) {
    case 'along':
      return alongOf(history.days)
    case 'tomorrow':
      return tomorrowOf(history.days)
    case 'benefit':
      return ownCheck(history, lastDay, language)
  }
}
