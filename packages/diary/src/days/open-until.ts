// Until when an attack that was never closed may have gone on, as far as the rest of the diary tells.
import { dayNumber } from '../calendar/local-date.ts'
import type { Diary } from '../model/diary.ts'
import type { DiaryDay } from '../model/entries.ts'

/**
 * For the time before the diary and then for each of its days (so that `[k + 1]` is day k's), the last day until which an attack that began then and was never closed may have gone on: the diary's last, or the day
 * before one that is said to be free of headache or on which a later attack begins. An aura without headache ends none. O(days + attacks).
 */
export function openUntil({ attacks }: Diary, first: number, entries: readonly (DiaryDay | null)[]): Int32Array {
  const begins = new Uint8Array(entries.length)
  for (const { start, withoutHeadache } of attacks) {
    if (withoutHeadache !== true) begins[dayNumber(start.date) - first] = 1
  }
  const until = new Int32Array(entries.length + 1)
  let last = entries.length - 1
  for (let k = entries.length - 1; k >= 0; k--) {
    until[k + 1] = last
    if (begins[k] === 1 || entries[k]?.headache === 'none') last = k - 1
  }
  until[0] = last
  return until
}
