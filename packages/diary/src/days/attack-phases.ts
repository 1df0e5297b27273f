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
 * last day; one whose end nobody noted is known of the day on which the pain ended, and no further. O(days + attacks).
 */
export function attackPhases({ attacks }: Diary, first: number, entries: readonly (DiaryDay | null)[]): AttackPhases {
  const prodrome = new Int32Array(entries.length + 1)
  const postdrome = new Int32Array(entries.length + 1)
  const over = overFrom(attacks, first, entries)
  // only where each begins and ends is marked, and the days between are filled once: a phase may last a lifetime, and there may be many
  const mark = (phase: Int32Array, from: number, to: number): void => {
    const begin = Math.max(0, from)
    const end = Math.min(entries.length, to + 1)
    if (begin >= end) return
    phase[begin]++
    phase[end]--
  }
  const markDates = (phase: Int32Array, from: LocalDate, to: LocalDate): void =>
    mark(phase, dayNumber(from) - first, dayNumber(to) - first)
  for (const attack of attacks) {
    const { prodrome: before, postdrome: after, start } = attack
    if (before !== undefined && before.symptoms.length > 0)
      markDates(prodrome, before.start?.date ?? start.date, start.date)
    if (after === undefined || after.symptoms.length === 0) continue
    const from = painEnded(attack)
    if (typeof after.end === 'object') markDates(postdrome, from ?? lastTouched(after.end), lastTouched(after.end))
    else if (from !== null) {
      markDates(postdrome, from, from)
      const next = Math.max(0, dayNumber(from) - first + 1)
      if (after.end === 'still-going' && next < entries.length) mark(postdrome, next, over[next] - 1)
    }
  }
  return { prodrome: filled(prodrome), postdrome: filled(postdrome) }
}

/** For each day the first one from it on that ends a postdrome: it says so, or another attack begins. */
function overFrom(attacks: readonly Attack[], first: number, entries: readonly (DiaryDay | null)[]): Int32Array {
  const began = new Uint8Array(entries.length)
  for (const { start } of attacks) began[dayNumber(start.date) - first] = 1
  const over = new Int32Array(entries.length)
  let next = entries.length
  for (let k = entries.length - 1; k >= 0; k--) {
    if (began[k] === 1 || saysOver(entries[k])) next = k
    over[k] = next
  }
  return over
}

function filled(changes: Int32Array): Uint8Array {
  const phase = new Uint8Array(changes.length - 1)
  let open = 0
  for (let k = 0; k < phase.length; k++) {
    open += changes[k]
    phase[k] = open > 0 ? 1 : 0
  }
  return phase
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
