// What the other pages ask for, counted beside the page.
import {
  alongOf,
  doctorPageOf,
  headacheDays,
  historyOf,
  ownCheck,
  ownPlan,
  readTrial,
  tomorrowOf,
  trialForecast,
} from '@clearday/care'
import { leftOutNames } from '../../lib/words/left-out.ts'
import { readRows } from '../device/read-rows.ts'
import type { LookRequest, Looks } from './look-request.ts'

/** Needs Temporal. O(days · factors²) at most; seconds for the forecast of a trial. */
export function look(request: LookRequest): Looks[keyof Looks] {
  const { kind, rows, timeZone, firstDay, lastDay, language, from, trial } = request
  const { diary, unreadable, unreadableFields } = readRows(rows, timeZone, firstDay, lastDay)
  if (kind === 'doctor')
    return doctorPageOf(diary, {
      ...{ language, leftOut: unreadable.length, leftOutFields: leftOutNames(unreadableFields, language) },
      ...(from !== undefined && { from }),
    })
  const history = historyOf(diary)
  switch (kind) {
    case 'along':
      return alongOf(history.days)
    case 'tomorrow':
      return tomorrowOf(history.days)
    case 'benefit':
      return ownCheck(history, lastDay, language)
    case 'plan':
      return ownPlan(history, language)
    case 'trials': {
      const outcome = headacheDays(history)
      return Object.fromEntries(diary.trials.map((one) => [one.id, readTrial(one, outcome, firstDay, lastDay)]))
    }
    case 'trial-forecast':
      if (trial === undefined) throw new Error('a forecast is of a trial')
      return trialForecast(history, trial.treatment, trial.fades)
  }
}
