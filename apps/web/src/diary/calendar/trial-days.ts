// Which days a fair trial has drawn with a treatment, and which without: days ahead too, since a plan is looked up before it is lived.
import { blocksOf, lastDayOf } from '@clearday/care'
import type { EntryRow } from '../device/database.ts'
import { dayBeside } from '../day/day-names.ts'
import { trialsOf } from '../trial/trial-of.ts'

export type TrialSide = 'with' | 'without'

/** @param first and `last`: of what is shown, both included. O(blocks + days shown). */
export function trialDays(rows: readonly EntryRow[], first: string, last: string): ReadonlyMap<string, TrialSide> {
  const days = new Map<string, TrialSide>()
  for (const trial of trialsOf(rows)) {
    const end = lastDayOf(trial)
    for (const { on, firstDay, lastDay } of blocksOf(trial)) {
      const until = [lastDay, last, end].reduce((a, b) => (a < b ? a : b))
      for (let date = firstDay > first ? firstDay : first; date <= until; date = dayBeside(date, 1))
        days.set(date, on ? 'with' : 'without')
    }
  }
  return days
}
