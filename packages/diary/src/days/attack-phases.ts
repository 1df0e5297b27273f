// The days on which an attack announced itself or was still felt: prodrome and postdrome, which may lie on days without headache.
import { dateOfNumber, dayNumber, type LocalDate } from '../calendar/local-date.ts'
import { startOfDayMs, type Moment } from '../calendar/moment.ts'
import type { Diary } from '../model/diary.ts'
import type { Attack, DiaryDay } from '../model/entries.ts'

/** 1 on the days that an attack's prodrome or postdrome touches. */
export interface AttackPhases {
  readonly prodrome: Uint8Array
  readonly postdrome: Uint8Array
}

/**
 * A postdrome that has not lifted goes on until a day that says it has (an empty list), the day before the next headache, or the diary's
 * last day; one whose end nobody noted is known of the day on which the pain ended, and no further. O(days + days touched).
 */
export function attackPhases({ attacks }: Diary, first: number, entries: readonly (DiaryDay | null)[]): AttackPhases {
  const prodrome = new Uint8Array(entries.length)
  const postdrome = new Uint8Array(entries.length)
  const began = new Uint8Array(entries.length)
  for (const { start } of attacks) began[dayNumber(start.date) - first] = 1
  const mark = (phase: Uint8Array, from: LocalDate, to: LocalDate): void => {
    for (let k = Math.max(0, dayNumber(from) - first); k <= dayNumber(to) - first && k < entries.length; k++)
      phase[k] = 1
  }
  for (const attack of attacks) {
    const { prodrome: before, postdrome: after, start } = attack
    if (before !== undefined && before.symptoms.length > 0) mark(prodrome, before.start?.date ?? start.date, start.date)
    if (after === undefined || after.symptoms.length === 0) continue
    const from = painEnded(attack)
    if (typeof after.end === 'object') mark(postdrome, from ?? lastTouched(after.end), lastTouched(after.end))
    else if (from !== null) {
      mark(postdrome, from, from)
      if (after.end !== 'still-going') continue
      let k = Math.max(0, dayNumber(from) - first + 1)
      while (k < entries.length && began[k] === 0 && !saysOver(entries[k])) postdrome[k++] = 1
    }
  }
  return { prodrome, postdrome }
}

/** Null where nobody knows when the pain ended. */
function painEnded({ end, start, withoutHeadache }: Attack): LocalDate | null {
  if (typeof end === 'object') return end.date
  return withoutHeadache === true ? start.date : null
}

/** The day on which a moment lies; what ends at midnight does not touch the day that begins. */
function lastTouched({ date, timeZone, latestMs }: Moment): LocalDate {
  return latestMs <= startOfDayMs(date, timeZone) ? dateOfNumber(dayNumber(date) - 1) : date
}

function saysOver(entry: DiaryDay | null): boolean {
  return entry !== null && (entry.headache === 'present' || entry.postdrome?.length === 0)
}
