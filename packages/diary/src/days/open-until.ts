// Until when an attack that was never closed has gone on, and may have, as far as the rest of the diary tells.
import { dayNumber } from '../calendar/local-date.ts'
import type { Diary } from '../model/diary.ts'
import type { Attack, DiaryDay } from '../model/entries.ts'
import { LEFT_OPEN } from './day-rules.ts'

/** Days counted from the diary's first. */
export interface OpenDays {
  /** The last on which it counts whatever the day's own entry says. */
  readonly surely: number
  /** The last on which it may have been: the diary's, or the one before a day free of headache or before a later attack. An aura without headache ends none. */
  readonly possibly: number
}

const { silentDays } = LEFT_OPEN.value

/** Of each attack as if it was never closed (`day.attack-left-open`). O(days + attacks), and then O(1) an attack. */
export function openUntil(
  { attacks }: Diary,
  first: number,
  entries: readonly (DiaryDay | null)[],
): (attack: Attack) => OpenDays {
  const begins = new Uint8Array(entries.length)
  for (const { start, withoutHeadache } of attacks) {
    if (withoutHeadache !== true) begins[dayNumber(start.date) - first] = 1
  }
  const last = entries.length - 1
  // of what comes after day k at [k + 1], and of the whole diary at [0]: until when it may go on, the next day that is said to be headache,
  // and the last one that is reached from it without a long silence
  const until = new Int32Array(entries.length + 1).fill(last)
  const next = new Int32Array(entries.length + 1).fill(entries.length)
  const reached = new Int32Array(entries.length + 1).fill(entries.length)
  for (let k = last; k >= 0; k--) {
    until[k] = begins[k] === 1 || entries[k]?.headache === 'none' ? k - 1 : until[k + 1]
    const isSaid = entries[k]?.headache === 'present'
    next[k] = isSaid ? k : next[k + 1]
    reached[k] = !isSaid ? reached[k + 1] : next[k + 1] - k <= silentDays ? reached[k + 1] : k
  }
  return ({ start }) => {
    const began = dayNumber(start.date) - first
    const after = Math.max(0, began + 1)
    const possibly = until[after]
    if (possibly < last) return { surely: began, possibly }
    // before the diary nobody could say anything: one that began there is not silent by it
    const from = Math.max(-1, began)
    const heard = next[after] - from <= silentDays && next[after] <= last ? reached[after] : from
    return { surely: last - heard <= silentDays ? last : heard, possibly }
  }
}
